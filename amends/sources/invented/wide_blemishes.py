"""The faults of the source, made on purpose in the rows of the spreadsheet.

Each function makes one kind of fault, in place, on rows that were rendered for this file only. (Two
defendants with one `CaseDef` need no help: the layout itself makes 3.1 of 3.10.)
"""

from collections.abc import Callable

from amends.sources.invented.wide_layout import HEADER, Row

Rows = list[Row]

_COLUMN = {name: position for position, name in enumerate(HEADER)}


def blemish_wide(rows: Rows) -> None:
    """Make every kind of fault that the source is known for, at least once each."""
    for fault in _FAULTS:
        fault(rows)


def _blank_unique_ids(rows: Rows) -> None:
    """Every thirtieth row has no `UniqueID`, and one has its neighbour's."""
    for row in rows[13::30]:
        row[_COLUMN["UniqueID"]] = ""
    rows[-2][_COLUMN["UniqueID"]] = rows[-3][_COLUMN["UniqueID"]]


def _counts_under_a_flag_of_nought(rows: Rows) -> None:
    """Rows that say a statute was not charged and yet give numbers under it."""
    untouched = [row for row in rows if row[_COLUMN["2421to2424"]] == "0"]
    untouched[4][_COLUMN["Counts2421to2424"]] = "0"
    untouched[9][_COLUMN["Prob2421to2424"]] = "0"
    charged = [row for row in rows if row[_COLUMN["1591"]] == "1"]
    charged[6][_COLUMN["1591"]] = "0"


def _a_blank_flag(rows: Rows) -> None:
    """One flag is neither 0 nor 1."""
    next(row for row in rows if row[_COLUMN["1324"]] == "0")[_COLUMN["1324"]] = ""


def _curly_quotes(rows: Rows) -> None:
    """Every fourth case has a summary typed with a word processor's quotes."""
    for row in (row for of_case in _by_case(rows)[::4] for row in of_case):
        summary = row[_COLUMN["CaseSummary"]].replace("'", "\u2019").replace(' "', " \u201c")
        row[_COLUMN["CaseSummary"]] = summary.replace('"', "\u201d")


def _docket_numbers_typed_otherwise(rows: Rows) -> None:
    """A few cases have capital letters in their number, and one a year without its nought."""
    for row in (row for of_case in _by_case(rows)[6::20] for row in of_case):
        row[_COLUMN["CaseNum"]] = row[_COLUMN["CaseNum"]].replace("-cr-", "-CR-")
    early = [case for case in _by_case(rows) if ":0" in case[0][_COLUMN["CaseNum"]]]
    for row in early[-1]:
        row[_COLUMN["CaseNum"]] = row[_COLUMN["CaseNum"]].replace(":0", ":", 1)


def _full_birth_dates(rows: Rows) -> None:
    """Every fourth year of birth is written as a whole date."""
    for row in rows[::4]:
        if row[_COLUMN["Birthdate"]]:
            row[_COLUMN["Birthdate"]] = "7/2/" + row[_COLUMN["Birthdate"]]


def _unreadable_money(rows: Rows) -> None:
    """One amount is a note in place of a number."""
    paid = [row for row in rows if row[_COLUMN["Restitution"]] not in ("", "0")]
    paid[2][_COLUMN["Restitution"]] = "TBD"


def _impossible_date(rows: Rows) -> None:
    """One arrest on the thirty-first of June."""
    dated = [row for row in rows if row[_COLUMN["ArrestDate"]]]
    year = dated[8][_COLUMN["ArrestDate"]].rsplit("/", 1)[1]
    dated[8][_COLUMN["ArrestDate"]] = f"6/31/{year}"


def _no_charge_date(rows: Rows) -> None:
    """One person has no day of charge, and the layout has no year of filing."""
    rows[5][_COLUMN["ChargeDate"]] = ""


def _a_repeated_row(rows: Rows) -> None:
    """One row of a person with a case number of their own stands twice, letter for letter."""
    numbers = [row[0] for row in rows]
    repeated = next(at for at in range(30, len(rows)) if numbers.count(numbers[at]) == 1)
    rows.insert(repeated + 1, list(rows[repeated]))


def _by_case(rows: Rows) -> list[Rows]:
    """The rows, those of a case together."""
    cases: dict[str, Rows] = {}
    for row in rows:
        cases.setdefault(row[0].split(".")[0], []).append(row)
    return list(cases.values())


_FAULTS: tuple[Callable[[Rows], None], ...] = (
    _blank_unique_ids,
    _counts_under_a_flag_of_nought,
    _a_blank_flag,
    _curly_quotes,
    _docket_numbers_typed_otherwise,
    _full_birth_dates,
    _unreadable_money,
    _impossible_date,
    _no_charge_date,
    _a_repeated_row,
)
