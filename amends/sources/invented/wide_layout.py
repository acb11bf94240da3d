"""The invented cases in the layout of HumanTraffickingData.org's spreadsheet: a row a defendant.

`FedDistrict` heads two columns (the part of the state, then the circuit) and ten columns repeat for
each statute. Categories are small integers without a legend, as in the source.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from amends.sources.invented.cases import Case, Defendant, Kind
from amends.sources.invented.charges import CODED_IN_WIDE, Charge

_ABOUT_THE_CASE = (
    *("CaseDef", "UniqueID", "DefLast", "DefFirst", "Alias", "CaseName", "CaseNum", "NumDef"),
    *("State", "FedDistrict", "FedDistrict", "Judge", "JudgeRace", "JudgeGen", "JudgeTenure"),
    *("AppointedBy", "CaseSummary", "DefGender", "DefRace", "Birthdate", "ArrestAge"),
    *("ChargeDate", "ArrestDate", "Detained", "BailType", "BailAmount", "LaborTraf", "AdultSex"),
    *("MinorSex", "FelCharged", "FelSentenced"),
)
_PER_STATUTE = (
    *("", "Counts", "CountsNolProssed", "PleaDismissed", "PleaGuilty", "TrialGuilty"),
    *("TrialNotGuilty", "Fines", "Sent", "Prob"),
)
_ABOUT_THE_END = (
    *("DateTerminated", "SentDate", "TotalSentence", "Restitution", "AssetForfeit"),
    *("SupRelease", "Probation", "NumVic", "NumVicMinor", "NumVicForeign", "NumVicFemale"),
    *("OCName1", "OCType1", "OCRacialComp1", "OCScopeOperation1"),
    *("OCName2", "OCType2", "OCRacialComp2", "OCScopeOperation2"),
)
HEADER: tuple[str, ...] = (
    *_ABOUT_THE_CASE,
    *(
        prefix + statute.replace("_", "")
        for statute in CODED_IN_WIDE.statutes
        for prefix in _PER_STATUTE
    ),
    *_ABOUT_THE_END,
)
"""The 210 column names, in the source's order."""

_RACES = {"White": "0", "Black": "1", "Hispanic": "2", "Asian": "3", "Indian": "4", "Other": "5"}
_BAIL = {"Surety": "1", "Non-Surety": "2", "Personal Recognizance": "2"}

Row = list[str]


def render_wide(cases: Sequence[Case]) -> list[Row]:
    """The rows under the header, in the order in which a spreadsheet sorts `CaseDef`."""
    rows: list[Row] = []
    for case_number, case in enumerate(cases, start=1):
        of_case = [
            _row(f"{case_number}.{position}", case, defendant)
            for position, defendant in enumerate(case.defendants, start=1)
        ]
        rows.extend(sorted(of_case, key=lambda row: row[0]))
    for unique_id, row in enumerate(rows, start=1):
        row[HEADER.index("UniqueID")] = str(unique_id)
    return rows


def _row(case_and_defendant: str, case: Case, defendant: Defendant) -> Row:
    groups = {charge.statute: charge for charge in defendant.charges}
    return [
        _as_decimal_number(case_and_defendant),
        *_about_the_case(case, defendant),
        *(cell for statute in CODED_IN_WIDE.statutes for cell in _group(groups.get(statute))),
        *_about_the_end(case, defendant),
    ]


def _as_decimal_number(case_and_defendant: str) -> str:
    """A spreadsheet takes *case.defendant* for a decimal number: 3.10 becomes 3.1."""
    return case_and_defendant.rstrip("0")


def _about_the_case(case: Case, defendant: Defendant) -> Row:
    """From UniqueID, still blank, to FelSentenced."""
    person, judge, bail = defendant.person, case.judge, defendant.bail
    born = "" if person.age is None else str(case.filed.year - person.age)
    return [
        *("", person.last, person.first, person.alias, case.name, case.docket_number),
        *(str(len(case.defendants)), case.court.state, case.court.direction, case.court.circuit),
        *(judge.name, _RACES[judge.race], "1" if judge.gender == "Female" else "0"),
        *(str(judge.tenure), "1" if judge.appointed_by == "Republican" else "0", case.summary),
        "1" if person.gender == "Female" else "0",
        "" if person.race is None else _RACES[person.race],
        *(born, _number(person.age), _day(defendant.charged_on), _day(defendant.arrested_on)),
        *("0" if bail else "1", _BAIL[bail.kind] if bail else "0"),
        _number(bail.amount if bail else None),
        *(
            "1" if case.kind is kind else "0"
            for kind in (Kind.LABOR, Kind.ADULT_SEX, Kind.MINOR_SEX)
        ),
        *(_number(defendant.total_charges), _number(defendant.total_sentences)),
    ]


def _group(charge: Charge | None) -> Row:
    """The ten cells of one statute; flag 0 and nine blanks where it was not charged."""
    if charge is None:
        return ["0", *[""] * 9]
    counts = (charge.counts, charge.dropped, charge.dismissed, charge.pleaded, charge.convicted)
    ends = (charge.acquitted, charge.fine, charge.months, charge.probation)
    return ["1", *(_number(number) for number in (*counts, *ends))]


def _about_the_end(case: Case, defendant: Defendant) -> Row:
    victims = case.victims
    is_over = defendant.terminated_on is not None
    release = "36" if defendant.is_convicted else "0"
    return [
        *(_day(defendant.terminated_on), _day(defendant.sentenced_on), _number(defendant.months)),
        _decimal(defendant.restitution),
        ("1" if defendant.forfeiture[0] == "true" else "0") if is_over else "",
        *(release if is_over else "", _number(defendant.probation)),
        *(_number(victims.total), _number(victims.minors), _number(victims.foreigners)),
        _number(victims.females),
        *("Larchmoor Group" if len(case.defendants) > 9 else "", "1", "1", "2"),
        *("", "", "", ""),
    ]


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _decimal(amount: Decimal | None) -> str:
    """Plain decimal dollars without needless zeros: 3949140.8, 50000, 0."""
    if amount is None:
        return ""
    written = f"{amount:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _day(day: date | None) -> str:
    """Month, day, year without leading zeros."""
    return "" if day is None else f"{day.month}/{day.day}/{day.year}"
