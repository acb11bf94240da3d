"""The description that travels with an edition: a Frictionless data package and a code book."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from amends.record.columns import Column, Kind, Table
from amends.record.schema import TABLES
from amends.record.values import Unknown

_FRICTIONLESS = {
    Kind.TEXT: "string",
    Kind.WHOLE: "integer",
    Kind.MONEY: "number",
    Kind.DAY: "date",
    Kind.YES_NO: "boolean",
}
LICENCE_NOTE = (
    "Facts of public court cases as coded by the named publishers; see `documents` for each "
    "source. Amends claims no right in them."
)


def describe(folder: Path, tables: Mapping[str, pl.DataFrame], manifest: Mapping[str, Any]) -> None:
    """Write `datapackage.json` and `codebook.md` for the tables that lie in the folder."""
    package = {
        "profile": "data-package",
        "name": "amends-edition",
        "title": "The public record of human-trafficking cases, held against the law",
        "version": manifest["version"],
        "created": f"{manifest['date']}T00:00:00Z",
        "description": LICENCE_NOTE,
        "amends": dict(manifest),
        "resources": [
            _resource(folder, table, tables[table.name]) for table in TABLES if table.name in tables
        ],
    }
    text = json.dumps(package, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    (folder / "codebook.md").write_text(code_book(), encoding="utf-8")


def code_book() -> str:
    """Every table and column in words: what it means, its type, unit and values."""
    reasons = ", ".join(f"*{reason.value}*" for reason in Unknown)
    parts = [
        "# Code book",
        "",
        "Written from the definitions in `amends/record/schema.py`. An empty cell is *unknown*, "
        f"never zero or none; `facts.unknown` says why: {reasons}.",
    ]
    for table in TABLES:
        parts += [
            "",
            f"## {table.name}",
            "",
            f"One row: {table.row}. Key: " + ", ".join(f"`{key}`" for key in table.key) + ".",
            "",
            "| column | type | meaning | values |",
            "|---|---|---|---|",
        ]
        parts += [_row(column) for column in table.columns]
    return "\n".join(parts) + "\n"


def _row(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    values = ", ".join(f"*{value}*" for value in column.values)
    return f"| `{column.name}` | {column.kind.value}{unit} | {column.meaning} | {values} |"


def _resource(folder: Path, table: Table, frame: pl.DataFrame) -> dict[str, Any]:
    file = folder / f"{table.name}.parquet"
    content = file.read_bytes()
    return {
        "name": table.name.replace("_", "-"),
        "path": file.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "description": f"One row: {table.row}",
        "rowCount": frame.height,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS[column.kind],
        "description": column.meaning,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.values:
        field["constraints"] = {"enum": list(column.values)}
    return field
