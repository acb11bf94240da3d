"""The description that travels with an edition says what Frictionless asks, and says it truly."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from amends.editions.package import code_book
from amends.editions.release import open_release
from amends.record.schema import TABLES

TYPES = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Decimal(18, 2),
    "date": pl.Date(),
    "boolean": pl.Boolean(),
}
PROPERTIES = {
    "name", "path", "format", "mediatype", "bytes", "hash", "description", "rowCount", "schema",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(invented_release: Path) -> Path:
    return open_release(invented_release).path


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_it_is_a_data_package_by_the_specification(package: dict[str, Any]) -> None:
    assert package["profile"] == "data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert datetime.fromisoformat(package["created"]).tzinfo is not None
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names)) > 8
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names)


def test_every_table_is_described_and_nothing_else_lies_in_the_folder(
    folder: Path, package: dict[str, Any]
) -> None:
    described = {resource["path"] for resource in package["resources"]}
    files = {file.name for file in folder.iterdir()}
    assert files == described | {"datapackage.json", "codebook.md"}


def test_bytes_hashes_rows_and_types_are_those_of_the_files(
    folder: Path, package: dict[str, Any]
) -> None:
    for resource in package["resources"]:
        assert set(resource) == PROPERTIES
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        frame = pl.read_parquet(folder / resource["path"])
        assert resource["rowCount"] == frame.height
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert frame.schema == {name: TYPES[field["type"]] for name, field in fields.items()}
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
        for name, field in fields.items():
            allowed = field.get("constraints", {}).get("enum")
            assert not allowed or set(frame[name].drop_nulls()) <= set(allowed)
            assert field["description"]


def test_the_code_book_has_every_column_with_its_meaning(folder: Path) -> None:
    text = (folder / "codebook.md").read_text(encoding="utf-8")
    assert text == code_book()
    for table in TABLES:
        section = text.partition(f"\n## {table.name}\n")[2].partition("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.kind.value}" in section
            assert column.meaning in section
