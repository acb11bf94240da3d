"""The invented cases in the layout of HumanTraffickingData.org's JSON.

One object: case id to case; a case has five keys; every leaf is a string or null, or, where a
defendant faces several statutes, a list of them (parallel lists of equal length).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict

from amends.sources.invented.cases import Case, Defendant
from amends.sources.invented.charges import Charge
from amends.sources.invented.people import Judge

Leaf = str | None | list[str | None]
Section = dict[str, Leaf]
RenderedDefendant = dict[str, Section]

RenderedCase = TypedDict(
    "RenderedCase",
    {
        "Case Summary": str | None,
        "Summary": Section,
        "Victim Details": Section,
        "Judges": Section,
        "Defendant Details": dict[str, RenderedDefendant],
    },
)

_FIRST_CASE = 9001
_FIRST_DEFENDANT = 50001


def number_cases(cases: Sequence[Case]) -> list[tuple[str, Case, list[tuple[str, Defendant]]]]:
    """The cases with the ids they get in the file, and their defendants with theirs."""
    numbered = []
    next_defendant = _FIRST_DEFENDANT
    for position, case in enumerate(cases):
        ids = range(next_defendant, next_defendant + len(case.defendants))
        next_defendant = ids.stop
        defendants = list(zip(map(str, ids), case.defendants, strict=True))
        numbered.append((str(_FIRST_CASE + position), case, defendants))
    return numbered


def render_json(cases: Sequence[Case]) -> dict[str, RenderedCase]:
    """The whole file as nested objects, clean."""
    return {
        case_id: _case(case, dict(defendants)) for case_id, case, defendants in number_cases(cases)
    }


def _case(case: Case, defendants: dict[str, Defendant]) -> RenderedCase:
    victims = case.victims
    return {
        "Case Summary": case.summary,
        "Summary": {
            "Case Name": case.name,
            "Case Number": case.docket_number,
            "Case Files": None,
            "# Defendants": str(len(defendants)),
            "State": case.court.state,
            "Federal District": case.court.circuit,
            "Year": str(case.filed.year),
        },
        "Victim Details": {
            "Total Victims": _number(victims.total),
            "Total Minors": _number(victims.minors),
            "Total Foreigners": _number(victims.foreigners),
            "Total Females": _number(victims.females),
            "Total Males": _number(victims.males),
        },
        "Judges": _judge(case.judge),
        "Defendant Details": {
            defendant_id: _defendant(defendant, case.judge)
            for defendant_id, defendant in defendants.items()
        },
    }


def _judge(judge: Judge) -> Section:
    return {
        "Name": judge.name,
        "Race": judge.race,
        "Gender": judge.gender,
        "Tenure": str(judge.tenure),
        "Appointed By": judge.appointed_by,
    }


def _defendant(defendant: Defendant, judge: Judge) -> RenderedDefendant:
    person, bail = defendant.person, defendant.bail
    charged_with_forfeiture, sentenced_with_forfeiture = defendant.forfeiture
    return {
        "Summary": {
            "Name": person.name,
            "Gender": person.gender,
            "Arrest Age": _number(person.age),
            "Race": person.race,
        },
        "Arrest Details": {
            "Arrest Date": _day(defendant.arrested_on),
            "Charge Date": _day(defendant.charged_on),
            "Bail Type": bail.kind if bail else None,
            "Bail Amount": _dollars(bail.amount if bail else None),
        },
        "Judge Info": _judge(judge),
        "Statute Sentencing": _charges(defendant.charges),
        "Total Sentencing": {
            "Total Charges": _number(defendant.total_charges),
            "Total Sentences": _number(defendant.total_sentences),
            "Year Terminated": _year(defendant.terminated_on),
            "Months Sentenced": _number(defendant.months),
            "Months Probation": _number(defendant.probation),
            "Restitution": _dollars(defendant.restitution),
            "Charged with Forfeiture": charged_with_forfeiture,
            "Sentenced with Forfeiture": sentenced_with_forfeiture,
        },
    }


def _charges(charges: tuple[Charge, ...]) -> Section:
    """Ten parallel fields: null without a coded statute, a string for one, a list for several."""
    columns: dict[str, list[str | None]] = {
        "Statute": [charge.statute for charge in charges],
        "Counts": [str(charge.counts) for charge in charges],
        "Counts NP": [_number(charge.dropped) for charge in charges],
        "Plea Dismissed": [_number(charge.dismissed) for charge in charges],
        "Plea Guilty": [_number(charge.pleaded) for charge in charges],
        "Trial Guilty": [_number(charge.convicted) for charge in charges],
        "Trial NG": [_number(charge.acquitted) for charge in charges],
        "Fines": [_dollars(charge.fine) for charge in charges],
        "Months Sentenced": [_number(charge.months) for charge in charges],
        "Months Probation": [_number(charge.probation) for charge in charges],
    }
    if len(charges) > 1:
        return {**columns}
    return {field: values[0] if values else None for field, values in columns.items()}


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def _year(day: date | None) -> str | None:
    return None if day is None else str(day.year)


def _dollars(amount: Decimal | int | None) -> str | None:
    """Dollars as the source writes them: a sign, thousands, no cents."""
    return None if amount is None else f"${int(amount):,}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
