"""The tables of law: one CSV file a subject, one row a rule and the time it is in force.

A lawyer edits them in a spreadsheet. Blank means *nothing*, dates are YYYY-MM-DD, and `checked`
says in which text the row was read; `unverified` marks what nobody has read there yet.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

Row = Mapping[str, str]

APPLIED = frozenset({"in force", "enacted", "repealed"})
"""Statuses whose rows bind on the days they name; *enjoined* and *vacated* rows are only kept."""


class LawTableError(ValueError):
    """A row of law that cannot be read; names the table, the line and what was expected."""


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of `tables/<table>.csv`, each with its place under the key `row`."""
    text = resources.files(__name__).joinpath(f"{table}.csv").read_text(encoding="utf-8")
    return tuple(
        MappingProxyType({**row, "row": f"law/tables/{table}.csv line {number}"})
        for number, row in enumerate(csv.DictReader(text.splitlines()), start=2)
    )


def day(row: Row, column: str) -> date | None:
    """The date in a column, None when blank. Raises LawTableError on anything else."""
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise LawTableError(f"{row['row']}, {column}: {row[column]!r} is not a date") from error


@cache
def fingerprint() -> str:
    """SHA-256 over every table of law: what an edition quotes as *the rules' hash*."""
    digest = hashlib.sha256()
    for file in sorted(resources.files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".csv"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
