"""What every source hands over: statements of fact with their places, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

STATEMENT_COLUMNS = {
    "source": pl.String,
    "case_id": pl.String,
    "defendant_id": pl.String,
    "count_id": pl.Int64,
    "table": pl.String,
    "name": pl.String,
    "value": pl.String,
    "unknown": pl.String,
    "document": pl.String,
    "place": pl.String,
    "quoted": pl.String,
    "basis": pl.String,
}
"""A statement: one fact and its evidence in one row (the record parts them)."""

QUARANTINE_COLUMNS = {
    "source": pl.String,
    "document": pl.String,
    "place": pl.String,
    "field": pl.String,
    "value": pl.String,
    "why": pl.String,
}


class SourceError(Exception):
    """A file that cannot be read as a whole: says which, where, what was expected, what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: what it is, how far it speaks, and what every figure must say.

    as_of:               the newest day recorded in it, None when it records none
    rows_in:             defendants met; always rows_out + rows_quarantined
    selects_trafficking: its makers chose cases because they are trafficking
    caveat:              stands beside every figure that rests on it
    """

    source: str
    document: str
    layout: str
    publisher: str
    sha256: str
    bytes: int
    as_of: date | None
    rows_in: int
    rows_out: int
    rows_quarantined: int
    selects_trafficking: bool
    caveat: str


@dataclass(frozen=True, slots=True)
class Extract:
    """All that one file says. `statements` and `quarantine` have the columns named above."""

    document: Document
    statements: pl.DataFrame
    quarantine: pl.DataFrame


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, its name as evidence quotes it, and its bytes."""

    path: Path
    name: str
    content: bytes
    sha256: str


def set_aside(rows: list[dict[str, str]]) -> pl.DataFrame:
    """Quarantine rows as a frame, values shortened to 200 characters."""
    return pl.DataFrame(
        [{**row, "value": _short(row.get("value", ""))} for row in rows], schema=QUARANTINE_COLUMNS
    )


def _short(value: str) -> str:
    return value if len(value) <= 200 else f"{value[:200]}… ({len(value):,} characters)"
