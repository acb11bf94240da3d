"""A sheet saved as text: its header wherever it stands, its rows, and rows that are none.

One broken line costs one row: a quote that is never closed, a column too many, a line of
gigabytes or a byte that is no text is named and set aside, and reading goes on with the next.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amends.sources.extract import SourceError, SourceFile

LONGEST_LINE = 1 << 22
"""Characters that one line may hold."""

_LINES_OF_A_ROW = 200
_HEADER_WITHIN = 30


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: the line it begins on, counted from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and its rows.

    names:          column names as written
    rows_set_aside: rows that could not be read, each named in set_aside
    """

    names: tuple[str, ...]
    header_line: int
    rows: tuple[SheetRow, ...]
    rows_set_aside: int
    set_aside: tuple[dict[str, str], ...]
    positions: dict[str, tuple[int, ...]]

    def has(self, name: str) -> bool:
        """Whether there is a column of that name, in any capitals and spacing."""
        return _folded(name) in self.positions

    def occurrences(self, name: str) -> int:
        """How often a column name occurs."""
        return len(self.positions.get(_folded(name), ()))

    def cell(self, row: SheetRow, name: str, occurrence: int = 0) -> str | None:
        """The text of a cell, None when there is no such column."""
        found = self.positions.get(_folded(name), ())
        return row.cells[found[occurrence]] if occurrence < len(found) else None


def read_sheet(file: SourceFile, known: Sequence[str]) -> Sheet:
    """The sheet in a file. The header is the row with most of the `known` names.

    Raises SourceError when no row among the first thirty has at least half of them.
    """
    text, note = _decoded(file.content)
    aside = [note] if note else []
    lines = text.split("\n")
    delimiter = max(",;\t|", key=lambda mark: "\n".join(lines[:_HEADER_WITHIN]).count(mark))
    records = list(_records(lines, delimiter))
    wanted = {_folded(name) for name in known}
    heads = [record for record in records[:_HEADER_WITHIN] if isinstance(record, SheetRow)]
    header = max(heads, key=lambda row: _known(row, wanted), default=None)
    if header is None or _known(header, wanted) * 2 < len(wanted):
        raise SourceError(
            f"{file.path}: no header was found in the first {_HEADER_WITHIN} lines; expected "
            f"columns such as {', '.join(known[:4])}"
        )
    rows: list[SheetRow] = []
    broken = 0
    for record in records:
        if isinstance(record, _Broken):
            broken += 1
            aside.append(_aside(record.line, record.start, record.why))
        elif record.line <= header.line or not any(cell.strip() for cell in record.cells):
            continue
        elif not rows and _is_heading(record, header, known):
            aside.append(_aside(record.line, record.cells[0], "a second heading, not a defendant"))
        elif len(record.cells) != len(header.cells):
            broken += 1
            why = (
                f"{len(record.cells)} cells under {len(header.cells)} columns; which belongs to "
                "which cannot be told, so this row was set aside whole"
            )
            aside.append(_aside(record.line, ",".join(record.cells), why))
        else:
            rows.append(record)
    names = tuple(cell.strip() for cell in header.cells)
    positions: dict[str, tuple[int, ...]] = {}
    for position, name in enumerate(names):
        positions[_folded(name)] = (*positions.get(_folded(name), ()), position)
    return Sheet(names, header.line, tuple(rows), broken, tuple(aside), positions)


@dataclass(frozen=True, slots=True)
class _Broken:
    line: int
    start: str
    why: str


def _records(lines: Sequence[str], delimiter: str) -> Iterator[SheetRow | _Broken]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if len(line) > LONGEST_LINE:
            why = f"a line of {len(line):,} characters, more than {LONGEST_LINE:,}"
            yield _Broken(at + 1, line[:200], f"{why}; set aside whole")
            at += 1
            continue
        end = at
        quotes = line.count('"')
        while quotes % 2 and end + 1 < min(len(lines), at + _LINES_OF_A_ROW):
            end += 1
            quotes += lines[end].count('"')
        if quotes % 2:
            yield _Broken(at + 1, line, "a quotation mark is never closed; set aside whole")
            at += 1
            continue
        text = "\n".join(lines[at : end + 1])
        try:
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
            yield SheetRow(at + 1, tuple(cells))
        except csv.Error as error:
            yield _Broken(at + 1, line, f"not a row of a sheet ({error}); set aside whole")
        at = end + 1


def _decoded(content: bytes) -> tuple[str, dict[str, str] | None]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", errors="replace")
        note = None
    else:
        try:
            text, note = content.decode("utf-8-sig"), None
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            text = content.decode("cp1252", errors="replace")
            note = _aside(line, "", "not UTF-8 from here on; the file was read as Windows-1252")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), note


def _is_heading(row: SheetRow, header: SheetRow, known: Sequence[str]) -> bool:
    """A row under the header without a single digit where the ids stand is more heading."""
    folded = [_folded(cell) for cell in header.cells]
    at = folded.index(_folded(known[0])) if _folded(known[0]) in folded else 0
    id_cell = row.cells[at] if at < len(row.cells) else ""
    return bool(id_cell.strip()) and not any(mark.isdigit() for mark in id_cell)


def _known(row: SheetRow, wanted: set[str]) -> int:
    return len({_folded(cell) for cell in row.cells} & wanted)


def _folded(name: str) -> str:
    return "".join(mark for mark in name.lower() if mark.isalnum())


def _aside(line: int, value: str, why: str) -> dict[str, str]:
    return {"place": f"line {line}", "field": "", "value": value, "why": why}
