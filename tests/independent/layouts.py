"""The two layouts of HumanTraffickingData.org, read a second time with plain loops."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

MONEY = re.compile(r"\$?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
STILL_TO_COME = "999"

TALLIES = ("charged", "nolle", "dismissed", "pleaded", "found", "acquitted")
IN_JSON = ("Counts", "Counts NP", "Plea Dismissed", "Plea Guilty", "Trial Guilty", "Trial NG")
IN_WIDE = (
    "Counts", "CountsNolProssed", "PleaDismissed", "PleaGuilty", "TrialGuilty", "TrialNotGuilty",
)  # fmt: skip
"""What became of the counts, and how each layout names it."""


@dataclass
class Line:
    """One statute a defendant was charged under, with what became of its counts."""

    statute: str | None
    tally: dict[str, int | None]

    def convicted(self) -> bool:
        """Whether any count was pleaded or found guilty."""
        return bool(self.tally["pleaded"]) or bool(self.tally["found"])


@dataclass
class Person:
    """One defendant as the file has it; None is not known."""

    source: str
    case_id: str
    defendant_id: str
    charged: tuple[date, date]
    lines: list[Line]
    still_to_come: bool
    restitution: Decimal | None
    victims: int | None
    marked: bool | None
    raw: list[str] = field(default_factory=list)


def whole(text: str | None) -> int | None:
    """A number of digits, or not known."""
    return int(text) if text and text.strip().isdigit() else None


def money(text: str | None) -> Decimal | None:
    """Dollars, or not known: a letter O is not a nought."""
    text = (text or "").strip()
    return Decimal(text.strip("$").replace(",", "")) if MONEY.fullmatch(text) else None


def day(text: str | None) -> date | None:
    """A day written either way, or not known."""
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return datetime.strptime((text or "").strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def charge_days(text: str | None, year: str | None) -> tuple[date, date]:
    """The days on which the charge may lie: the day itself, or the year of the case, or any."""
    known = day(text)
    if known:
        return known, known
    filed = whole(year)
    if filed:
        return date(filed, 1, 1), date(filed, 12, 31)
    return date(1900, 1, 1), date(2100, 1, 1)


def listed(value: Any) -> list[Any]:
    """Parallel lists are written as bare values when there is only one statute."""
    return value if isinstance(value, list) else [value]


def read_json(path: Path) -> list[Person]:
    """Every defendant of the JSON layout, in the order of the file."""
    people = []
    for case_id, case in json.loads(path.read_text(encoding="utf-8-sig")).items():
        for defendant_id, defendant in case["Defendant Details"].items():
            coded = {name: listed(v) for name, v in defendant["Statute Sentencing"].items()}
            lines = []
            for place, statute in enumerate(coded["Statute"]):
                tally = {
                    key: whole(coded[name][place])
                    for key, name in zip(TALLIES, IN_JSON, strict=True)
                }
                lines.append(Line(statute, tally))
            total = defendant["Total Sentencing"]
            people.append(
                Person(
                    source="json",
                    case_id=case_id,
                    defendant_id=defendant_id,
                    charged=charge_days(
                        defendant["Arrest Details"]["Charge Date"],
                        case["Summary"]["Year"] or docket_year(case["Summary"]["Case Number"]),
                    ),
                    lines=lines,
                    still_to_come=total["Total Sentences"] == STILL_TO_COME,
                    restitution=money(total["Restitution"]),
                    victims=whole(case["Victim Details"]["Total Victims"]),
                    marked=None,
                )
            )
    return people


def read_wide(path: Path) -> list[Person]:
    """Every defendant of the wide layout, in the order of the file; header rows may be several."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    start = next(number for number, row in enumerate(rows) if "CaseDef" in row)
    header = rows[start]
    columns: dict[str, int] = {}
    for place, name in enumerate(header):
        columns.setdefault(name.strip(), place)
    statutes = [name.removeprefix("PleaGuilty") for name in columns if name.startswith("PleaG")]
    people: list[Person] = []
    for row in rows[start + 1 :]:
        if not any(cell.strip() for cell in row) or any(row == p.raw for p in people):
            continue  # a blank row, or one repeated word for word

        def cell(name: str, row: list[str] = row) -> str:
            return row[columns[name]].strip() if name in columns else ""

        lines = []
        for statute in statutes:
            tally = {
                key: whole(cell(name + statute)) for key, name in zip(TALLIES, IN_WIDE, strict=True)
            }
            # Counts with an outcome were charged, whatever the flag before them says.
            if cell(statute) == "1" or any(tally.values()):
                lines.append(Line(statute.replace("to", "_to_"), tally))
        flags = [cell(name) for name in ("LaborTraf", "AdultSex", "MinorSex")]
        case_id, defendant_id = identity(cell("CaseDef"), cell("CaseNum"), columns, people)
        same_case = [person for person in people if person.case_id == case_id]
        people.append(
            Person(
                source="wide",
                case_id=case_id,
                defendant_id=defendant_id,
                charged=charge_days(cell("ChargeDate"), docket_year(cell("CaseNum"))),
                lines=lines,
                still_to_come=cell("FelSentenced") == STILL_TO_COME,
                restitution=money(cell("Restitution")),
                # NumVic is a number of the case, repeated on every row of it.
                victims=same_case[0].victims if same_case else whole(cell("NumVic")),
                marked="1" in flags if any(flags) else None,
                raw=row,
            )
        )
    return people


def docket_year(number: str) -> str | None:
    """The year in a docket number such as 2:07-cr-00785."""
    found = re.match(r"\d+:(\d\d)\D", number)
    return str(2000 + int(found[1]) - (100 if int(found[1]) > 50 else 0)) if found else None


def identity(
    case_def: str, docket: str, columns: dict[str, int], people: list[Person]
) -> tuple[str, str]:
    """Case and defendant from CaseDef; a spreadsheet turned 3.10 into a second 3.1."""
    taken = {(person.case_id, person.defendant_id) for person in people}
    if case_def:
        case_id, _, defendant_id = case_def.partition(".")
        while (case_id, defendant_id) in taken:
            defendant_id += "0"
        return case_id, defendant_id
    case_id = next(p.case_id for p in people if p.raw[columns["CaseNum"]].strip() == docket)
    return case_id, str(1 + max(int(d) for c, d in taken if c == case_id))
