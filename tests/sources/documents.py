"""Small files of both layouts, made for one test each, and what is read from them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from amends.sources.extract import Extract, SourceFile
from amends.sources.recognise import layout_of

CASE_DATA = "case_data.json"
SHEET = "wide.csv"

BEFORE_THE_STATUTES = """
CaseDef UniqueID DefLast DefFirst Alias CaseName CaseNum NumDef State FedDistrict FedDistrict
Judge JudgeRace JudgeGen JudgeTenure AppointedBy CaseSummary DefGender DefRace Birthdate ArrestAge
ChargeDate ArrestDate Detained BailType BailAmount LaborTraf AdultSex MinorSex FelCharged
FelSentenced
"""
AFTER_THE_STATUTES = """
DateTerminated SentDate TotalSentence Restitution AssetForfeit SupRelease Probation NumVic
NumVicMinor NumVicForeign NumVicFemale
"""
STATUTE_TALLIES = (
    "",
    "Counts",
    "CountsNolProssed",
    "PleaDismissed",
    "PleaGuilty",
    "TrialGuilty",
    "TrialNotGuilty",
    "Fines",
    "Sent",
    "Prob",
)


def defendant(**sections: Mapping[str, Any]) -> dict[str, Any]:
    """A defendant of the JSON, with sections replaced in part: Total={"Restitution": "TBD"}."""
    written: dict[str, dict[str, Any]] = {
        "Summary": {"Name": "Ann Example", "Gender": "Female", "Arrest Age": "31", "Race": "White"},
        "Arrest Details": {
            "Arrest Date": "2010-03-01",
            "Charge Date": "2010-03-17",
            "Bail Type": None,
            "Bail Amount": None,
        },
        "Judge Info": {
            "Name": "Bea Bench",
            "Race": None,
            "Gender": None,
            "Tenure": "1999",
            "Appointed By": "Democrat",
        },
        "Statute Sentencing": {
            "Statute": "1591",
            "Counts": "2",
            "Counts NP": "0",
            "Plea Dismissed": "1",
            "Plea Guilty": "1",
            "Trial Guilty": "0",
            "Trial NG": "0",
            "Fines": "$0",
            "Months Sentenced": "120",
            "Months Probation": "0",
        },
        "Total Sentencing": {
            "Total Charges": "2",
            "Total Sentences": "1",
            "Year Terminated": "2011",
            "Months Sentenced": "120",
            "Months Probation": "0",
            "Restitution": "$1,860",
            "Charged with Forfeiture": "false",
            "Sentenced with Forfeiture": None,
        },
    }
    names = {name.split()[0]: name for name in written}
    for short, changes in sections.items():
        written[names[short]].update(changes)
    return written


def case(
    defendants: object | None = None, victims: Mapping[str, Any] | None = None, /, **summary: Any
) -> dict[str, Any]:
    """A case of the JSON with its defendants, one ordinary defendant by default."""
    held = {"1": defendant()} if defendants is None else defendants
    return {
        "Case Summary": "PLANTED PROSE of what was done to a person",
        "Summary": {
            "Case Name": "USA v. Example et al",
            "Case Number": "2:10-cr-00159-PD",
            "Case Files": None,
            "# Defendants": str(len(held)) if isinstance(held, dict) else None,
            "State": "TX",
            "Federal District": "5",
            "Year": "2010",
            **summary,
        },
        "Victim Details": {
            "Total Victims": "3",
            "Total Minors": "1",
            "Total Foreigners": "0",
            "Total Females": "3",
            "Total Males": None,
            **(victims or {}),
        },
        "Judges": {
            "Name": "Bea Bench",
            "Race": None,
            "Gender": None,
            "Tenure": "1999",
            "Appointed By": "Democrat",
        },
        "Defendant Details": held,
    }


def one(**sections: Mapping[str, Any]) -> dict[str, Any]:
    """A whole document of one case with one defendant: case 10, defendant 1."""
    return {"10": case({"1": defendant(**sections)})}


def json_bytes(document: object) -> bytes:
    """A document as the source writes it: ASCII with escapes."""
    return json.dumps(document, indent=1).encode("ascii")


def sheet_header(statutes: Sequence[str] = ("1591", "1589")) -> list[str]:
    """The columns of the spreadsheet, with ten for each statute."""
    tallies = [f"{kind}{statute}" for statute in statutes for kind in STATUTE_TALLIES]
    return [*BEFORE_THE_STATUTES.split(), *tallies, *AFTER_THE_STATUTES.split()]


def sheet_row(**cells: str) -> dict[str, str]:
    """A defendant of the spreadsheet, convicted on one count under § 1591."""
    return {
        "CaseDef": "1.1",
        "UniqueID": "1",
        "DefLast": "Example",
        "DefFirst": "Ann",
        "Alias": "",
        "CaseName": "USA v. Example et al",
        "CaseNum": "4:08-cr-00012",
        "NumDef": "1",
        "State": "TX",
        "Judge": "Bea Bench",
        "JudgeTenure": "1999",
        "CaseSummary": "PLANTED PROSE, of what was done",
        "Birthdate": "1987",
        "ArrestAge": "31",
        "ChargeDate": "3/17/2008",
        "ArrestDate": "3/1/2008",
        "LaborTraf": "0",
        "AdultSex": "1",
        "MinorSex": "0",
        "FelCharged": "1",
        "FelSentenced": "1",
        "DateTerminated": "2/3/2009",
        "SentDate": "2/3/2009",
        "TotalSentence": "120",
        "Restitution": "123041.66",
        "AssetForfeit": "0",
        "SupRelease": "60",
        "Probation": "0",
        "NumVic": "3",
        "NumVicMinor": "1",
        "NumVicForeign": "0",
        "NumVicFemale": "3",
        "1591": "1",
        "Counts1591": "1",
        "PleaGuilty1591": "1",
        "1589": "0",
        **cells,
    }


def sheet_lines(
    rows: Sequence[Mapping[str, str]],
    header: Sequence[str] | None = None,
    districts: tuple[str, str] = ("Southern", "5"),
) -> list[list[str]]:
    """Header and rows as lists of cells; FedDistrict is a part of a state, then a circuit."""
    names = list(header or sheet_header())
    lines = [names]
    for row in rows:
        parts = iter(districts)
        lines.append([next(parts) if n == "FedDistrict" else row.get(n, "") for n in names])
    return lines


def sheet_bytes(
    lines: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8", end: str = "\n"
) -> bytes:
    """Lines of cells as a file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(lines)
    return text.getvalue().encode(encoding)


def read(content: bytes, name: str = CASE_DATA) -> Extract:
    """The extract of a file with these bytes."""
    file = SourceFile(Path(name), name, content, hashlib.sha256(content).hexdigest())
    layout = layout_of(file)
    return layout.read(file, layout.source)


def read_json(document: object) -> Extract:
    """The extract of a document of the JSON layout."""
    return read(json_bytes(document))


def read_sheet(*rows: Mapping[str, str]) -> Extract:
    """The extract of a spreadsheet with these rows."""
    return read(sheet_bytes(sheet_lines(rows)), SHEET)


def values(extract: Extract, fact: str) -> list[str | None]:
    """The values of one fact, in the order of the file."""
    return extract.statements.filter(pl.col("name") == fact)["value"].to_list()


def unknowns(extract: Extract, fact: str) -> list[str | None]:
    """Why the values of one fact are not known, None where they are."""
    return extract.statements.filter(pl.col("name") == fact)["unknown"].to_list()


def set_aside(extract: Extract, field: str) -> list[dict[str, str]]:
    """The quarantine rows of one field."""
    return extract.quarantine.filter(pl.col("field") == field).to_dicts()
