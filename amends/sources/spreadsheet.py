"""A sheet saved as text: its header wherever it stands, its rows, and rows that are none.

One broken line costs one row: a quote that is never closed, a column too many, a line of
gigabytes or a byte that is no text is named and set aside, and reading goes on with the next.
The words of a broken row are never shown: which of them are names cannot be told.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amends.sources.encoding import decoded
from amends.sources.extract import SourceError, SourceFile

LONGEST_LINE = 1 << 22
"""Characters that one line may hold."""

_DELIMITERS = ",;\t|"
_LINES_OF_A_ROW = 200
_HEADER_WITHIN = 30
_ID = re.compile(r"[\d.,]{1,12}")


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
    positions: dict[str, int]

    def has(self, name: str) -> bool:
        """Whether there is a column of that name, in any capitals and spacing."""
        return folded(name) in self.positions

    def position(self, name: str) -> int | None:
        """Where the first column of that name stands, counted from 0; None when there is none."""
        return self.positions.get(folded(name))

    def cell(self, row: SheetRow, name: str) -> str | None:
        """The text of a cell, None when there is no such column."""
        found = self.position(name)
        return None if found is None else row.cells[found]


@dataclass(frozen=True, slots=True)
class _Header:
    """The row of column names: where it stands and ends, and what parts its cells."""

    line: int
    end: int
    cells: tuple[str, ...]
    delimiter: str
    known_at: tuple[int, ...]
    id_at: int

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether cells are a whole row of their own: one a column, and a number for an id."""
        return len(cells) == len(self.cells) and bool(re.match(r"\s*\d", cells[self.id_at]))

    def is_heading(self, cells: Sequence[str]) -> bool:
        """Whether cells are more heading: not a digit in any column that we know."""
        return not any(map(str.isdigit, "".join(cells[at] for at in self.known_at)))


def read_sheet(file: SourceFile, known: Sequence[str]) -> Sheet:
    """The sheet in a file. The header is the row with most of the `known` names.

    The first of these names the column of ids.
    Raises SourceError when no row among the first thirty lines has at least half of them.
    """
    text, aside = decoded(file.content)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header = _header_of(lines, known)
    if header is None:
        raise SourceError(
            f"{file.path}: no header was found in the first {_HEADER_WITHIN} lines; expected "
            f"columns such as {', '.join(known[:4])}: add the row of column names and try again"
        )
    rows: list[SheetRow] = []
    broken = 0
    for record in _records(lines, header):
        why = record.why if isinstance(record, _Broken) else _misfit(record, header)
        if why:
            broken += 1
            aside.append(_aside(record.line, _id_shown(record, header), why))
        elif isinstance(record, SheetRow) and any(map(str.strip, record.cells)):
            if not rows and header.is_heading(record.cells):
                aside.append(_aside(record.line, "", "a second heading, not a defendant"))
            else:
                rows.append(SheetRow(record.line, record.cells[: len(header.cells)]))
    names = tuple(cell.strip() for cell in header.cells)
    positions = {folded(name): at for at, name in reversed(list(enumerate(names)))}
    return Sheet(names, header.line, tuple(rows), broken, tuple(aside), positions)


def folded(name: str) -> str:
    """A column name without capitals, blanks, underscores and marks."""
    return "".join(mark for mark in name.lower() if mark.isalnum())


@dataclass(frozen=True, slots=True)
class _Broken:
    line: int
    cells: tuple[str, ...]
    why: str


def _header_of(lines: Sequence[str], known: Sequence[str]) -> _Header | None:
    """The best of the first lines, parted in the best of ways; None when none is good enough."""
    wanted = {folded(name) for name in known}
    best: _Header | None = None
    for delimiter in _DELIMITERS:
        for at in range(min(_HEADER_WITHIN, len(lines))):
            if len(lines[at]) > LONGEST_LINE:
                continue
            end = _closing(lines, at) or at + 1
            cells = _cells("\n".join(lines[at:end]), delimiter)
            names = [folded(cell) for cell in cells or ()]
            met = tuple(names.index(name) for name in sorted(wanted & {*names}))
            if cells and len(met) > (len(best.known_at) if best else 0):
                id_at = names.index(folded(known[0])) if folded(known[0]) in names else 0
                best = _Header(at + 1, end, cells, delimiter, met, id_at)
    return best if best and len(best.known_at) * 2 >= len(wanted) else None


def _records(lines: Sequence[str], header: _Header) -> Iterator[SheetRow | _Broken]:
    at = header.end
    while at < len(lines):
        line, number = lines[at], at + 1
        if len(line) > LONGEST_LINE:
            why = f"a line of {len(line):,} characters, more than {LONGEST_LINE:,}; set aside whole"
            yield _Broken(number, (), why)
            at += 1
            continue
        end = _closing(lines, at, header)
        if end is None:
            why = "a quotation mark is never closed; set aside whole"
            yield _Broken(number, _cells(line, header.delimiter) or (), why)
            at += 1
            continue
        cells = _cells("\n".join(lines[at:end]), header.delimiter)
        if cells is None:
            why = "a cell is longer than a sheet can hold, or not text; set aside whole"
            yield _Broken(number, (), why)
        else:
            yield SheetRow(number, cells)
        at = end


def _closing(lines: Sequence[str], at: int, header: _Header | None = None) -> int | None:
    """The line after the last of the row that begins at `at`; None when a quote stays open.

    A line further on that is a whole row by itself shows that the quote was a slip.
    """
    quotes = lines[at].count('"')
    if quotes % 2 == 0:
        return at + 1
    for end in range(at + 1, min(len(lines), at + _LINES_OF_A_ROW)):
        line = lines[end]
        if len(line) > LONGEST_LINE:
            return None
        if (
            header
            and line.count('"') % 2 == 0
            and header.holds(_cells(line, header.delimiter) or ())
        ):
            return None
        quotes += line.count('"')
        if quotes % 2 == 0:
            return end + 1
    return None


def _cells(text: str, delimiter: str) -> tuple[str, ...] | None:
    """The cells of one row, None when it is no row of a sheet."""
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), ()))
    except csv.Error:
        return None


def _misfit(row: SheetRow, header: _Header) -> str:
    """Why a row does not fit its header; blank when it does, or holds nothing at all."""
    width = len(header.cells)
    if not any(map(str.strip, row.cells[width:])) and (
        len(row.cells) >= width or not any(map(str.strip, row.cells))
    ):
        return ""
    return (
        f"{len(row.cells)} cells under {width} columns; which belongs to which cannot be told, so "
        "this row was set aside whole"
    )


def _id_shown(record: SheetRow | _Broken, header: _Header) -> str:
    """The id of a broken row if it can only be an id: any other cell may hold a name."""
    cell = record.cells[header.id_at].strip() if header.id_at < len(record.cells) else ""
    return cell if _ID.fullmatch(cell) else ""


def _aside(line: int, value: str, why: str) -> dict[str, str]:
    return {"place": f"line {line}", "field": "", "value": value, "why": why}
