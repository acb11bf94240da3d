"""Asking the law once for each stretch of time gives what asking it of every exact day gives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import duckdb
import narwhals as nw
import polars as pl
import pytest

from amends.accountability.answers import DAYS, LARGE, answers, authority_names, kinds, stretches
from amends.law.citation import Citation
from amends.law.limitation import offence_ended
from amends.law.offences import existed_from, offences
from amends.law.period import Period
from amends.law.restitution import (
    Duty,
    RestitutionDuty,
    older_offence_would_change,
    restitution_duty,
    thresholds,
)

_RANGES = ("18:1581-1588", "18:2421-2424", "18:1961-1968", "18:1590-1600", "18:1997", "29:215")
CITATIONS = sorted({one.citation for one in offences()} | {Citation.read(t) for t in _RANGES})
FIRST, LAST = date(1970, 1, 1), date(2040, 12, 31)


class Charge(NamedTuple):
    """A citation and the days of DAYS, each possibly unknown."""

    citation: Citation
    charged_first: date | None
    charged_last: date | None
    ended_first: date | None = None
    ended_last: date | None = None


class Answer(NamedTuple):
    """What is compared: all that a finding takes from the law of the day."""

    duty: Duty
    authorities: frozenset[str]
    depends_on: str
    however_old: int


def of_exact_days(charge: Charge) -> Answer:
    """The law's answer to the days as they stand, without stretches or tables."""
    ended = offence_ended(charge.citation, Period(charge.charged_first, charge.charged_last))
    if charge.ended_first and charge.ended_last:
        ended = Period(charge.ended_first, charge.ended_last)
    duty: RestitutionDuty = restitution_duty(charge.citation, ended)
    recorded = charge.ended_first is not None or charge.ended_last is not None
    older = not recorded and older_offence_would_change(charge.citation, ended)
    however_old = 0 if duty.duty is not Duty.MANDATORY else 1 if older else 2
    return Answer(duty.duty, frozenset(duty.authorities), duty.depends_on, however_old)


def of_stretches(charges: Sequence[Charge]) -> list[Answer]:
    """The same by the expression that cuts time into stretches and the table of answers."""
    days = pl.DataFrame(
        {name: [getattr(charge, name) for charge in charges] for name in DAYS},
        schema=dict.fromkeys(DAYS, pl.Date),
    )
    codes = nw.from_native(days).select(code=stretches()).to_native()["code"].to_list()
    pairs = [(str(charge.citation), code) for charge, code in zip(charges, codes, strict=True)]
    asked = answers(sorted(set(pairs)))
    rows = {(row["citation"], row["stretches"]): row for row in asked.table.iter_rows(named=True)}
    return [_answer(rows[pair], asked.doubts) for pair in pairs]


def _answer(row: dict[str, int], doubts: Sequence[str]) -> Answer:
    named = enumerate(authority_names())
    return Answer(
        duty=Duty.of_strength(row["weight"] // LARGE),
        authorities=frozenset(name for place, name in named if row[f"authority_{place}"]),
        depends_on=doubts[row["weight"] % LARGE],
        however_old=row["however_old"],
    )


def agree(charges: Sequence[Charge]) -> None:
    """Fails with the first charge to which the two ways of asking give different answers."""
    different = [
        (charge, exact, answer)
        for charge, answer in zip(charges, of_stretches(charges), strict=True)
        if (exact := of_exact_days(charge)) != answer
    ]
    assert different[:1] == []


def some_day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))


def test_random_charges_on_random_days_have_the_answer_of_their_exact_day() -> None:
    chance = random.Random(1593)
    days = [some_day(chance) for _ in range(4_000)]
    agree([Charge(chance.choice(CITATIONS), day, day) for day in days])


def test_every_citation_has_it_on_each_day_around_each_threshold() -> None:
    charges = [
        Charge(citation, near, near)
        for citation in CITATIONS
        for day in (*thresholds(), existed_from(citation).first)
        if day
        for near in (day + timedelta(days=apart) for apart in range(-2, 3))
    ]
    assert len(charges) >= 5 * len(CITATIONS) * len(thresholds())
    agree(charges)


def test_a_charge_known_only_within_bounds_has_the_answer_of_its_exact_bounds() -> None:
    chance = random.Random(2429)
    bounds = [sorted((some_day(chance), some_day(chance))) for _ in range(2_000)]
    years = [Period.year(year) for year in range(1975, 2035)]
    agree([Charge(chance.choice(CITATIONS), first, last) for first, last in bounds])
    agree([Charge(one, year.first, year.last) for one in CITATIONS for year in years])


def test_a_charge_with_an_open_side_or_no_day_has_the_answer_of_what_is_known() -> None:
    chance = random.Random(3282)
    days = [some_day(chance) for _ in range(1_000)]
    agree([Charge(chance.choice(CITATIONS), None, day) for day in days])
    agree([Charge(chance.choice(CITATIONS), day, None) for day in days])
    agree([Charge(citation, None, None) for citation in CITATIONS])


def test_a_recorded_end_of_the_offence_outweighs_what_the_charge_allows() -> None:
    chance = random.Random(3298)
    charges = []
    for _ in range(2_000):
        ended_first, ended_last, charged = sorted(some_day(chance) for _ in range(3))
        citation = chance.choice(CITATIONS)
        charges.append(Charge(citation, charged, charged, ended_first, ended_last))
    agree(charges)


def test_the_stretches_are_the_same_on_another_engine() -> None:
    chance = random.Random(1983)
    drawn = [[some_day(chance) for _ in DAYS] for _ in range(500)]
    rows = [
        {name: chance.choice([day, None]) for name, day in zip(DAYS, days, strict=True)} | {"n": n}
        for n, days in enumerate(drawn)
    ]
    frame = pl.DataFrame(rows, schema={**dict.fromkeys(DAYS, pl.Date), "n": pl.Int64})
    here = nw.from_native(frame).select("n", code=stretches()).to_native()
    with duckdb.connect() as connection:
        lazy = nw.from_native(connection.from_arrow(frame.to_arrow()))
        there = lazy.select("n", code=stretches()).collect(backend="polars").to_native()
    assert dict(there.iter_rows()) == dict(here.iter_rows())
    assert here["code"].n_unique() > 100


def test_a_statute_that_the_source_does_not_give_is_never_no_duty() -> None:
    asked = answers([(None, 0)])
    (answer,) = [_answer(row, asked.doubts) for row in asked.table.iter_rows(named=True)]
    assert answer.duty is Duty.CONDITIONAL
    assert "does not give" in answer.depends_on


@pytest.mark.parametrize("citation", [one for one in CITATIONS if one.section == "1589"])
def test_forced_labor_is_a_charge_of_chapter_77_and_of_labor(citation: Citation) -> None:
    kind = kinds([str(citation)]).select("chapter_77", "labor", "sex")
    assert kind.rows() == [(1, 1, 0)]


def test_a_charge_that_is_not_coded_is_of_no_kind() -> None:
    (row,) = kinds([""]).drop("citation").rows()
    assert set(row) == {0}
