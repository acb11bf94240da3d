"""Who is who in the spreadsheet: `CaseDef`, its lost zeros, its repeats and its blanks.

`CaseDef` is case.defendant, but a spreadsheet took it for a decimal number and wrote defendant 10
of case 3 as 3.1 and defendant 20 as 3.2. Every repair is named on the list of what was set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from amends.sources.spreadsheet import Sheet, SheetRow

Identified = tuple[SheetRow, str, str]
"""A row, its case and its defendant."""


def identified(sheet: Sheet, aside: list[dict[str, str]]) -> list[Identified]:
    """Every row with its case and defendant, in the sheet's order; what cannot be is set aside."""
    written = {row: (sheet.cell(row, "CaseDef") or "").strip() for row in sheet.rows}
    numbered = _numbered(sheet.rows, written, aside)
    taken = {(case, defendant) for case, defendant in numbered.values()}
    cases_of = {sheet.cell(row, "CaseNum"): case for row, (case, _) in numbered.items()}
    for row in sheet.rows:
        if written[row]:
            continue
        case = cases_of.get(sheet.cell(row, "CaseNum"))
        if case is None:
            aside.append(
                _aside(
                    row,
                    "",
                    "expected a CaseDef such as 3.1, or the docket number of "
                    "a case that has one; this row was set aside whole",
                )
            )
            continue
        number = next(n for n in range(1, len(sheet.rows) + 2) if (case, str(n)) not in taken)
        taken.add((case, str(number)))
        numbered[row] = (case, str(number))
        aside.append(
            _aside(row, "", f"CaseDef is blank; taken in as {case}/{number}, by its docket number")
        )
    return [(row, *numbered[row]) for row in sheet.rows if row in numbered]


def _numbered(
    rows: Sequence[SheetRow], written: dict[SheetRow, str], aside: list[dict[str, str]]
) -> dict[SheetRow, tuple[str, str]]:
    """Rows whose `CaseDef` can be read; where one comes again, the later row is the tenfold."""
    sizes = Counter(text.split(".")[0] for text in written.values())
    first: dict[tuple[str, str], SheetRow] = {}
    for row in rows:
        if not written[row]:
            continue
        match = re.fullmatch(r"(\d+)(?:\.(\d+))?", written[row])
        if match is None:
            aside.append(
                _aside(
                    row,
                    written[row] if re.fullmatch(r"[\d.,]{1,12}", written[row]) else "",
                    "expected a CaseDef such as 3.1; this row was set aside whole",
                )
            )
            continue
        case, defendant = match[1], match[2] or "1"
        earlier = first.get((case, defendant))
        if earlier is not None and earlier.cells == row.cells:
            aside.append(
                _aside(
                    row,
                    written[row],
                    f"repeats line {earlier.line} word for word; this row was set aside whole",
                )
            )
            continue
        if earlier is not None:
            tenfold = f"{defendant}0"
            fits = int(tenfold) <= sizes[case] and (case, tenfold) not in first
            defendant = tenfold if fits else f"{defendant}-line-{row.line}"
            why = f"also stands on line {earlier.line}; taken in as {case}/{defendant}" + (
                ", whose last zero a spreadsheet dropped" if fits else ""
            )
            aside.append(_aside(row, written[row], why))
        first[case, defendant] = row
    return {row: key for key, row in first.items()}


def _aside(row: SheetRow, value: str, why: str) -> dict[str, str]:
    return {"place": f"line {row.line}", "field": "CaseDef", "value": value, "why": why}
