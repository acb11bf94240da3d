"""The run of ordinary cases: who is charged with what, where and when, in an invented nation."""

from collections.abc import Mapping, Sequence
from datetime import date

from amends.sources.invented.cases import FIRST_DAY, LAST_DAY, Case, Defendant, Kind, Victims
from amends.sources.invented.chance import Chance
from amends.sources.invented.charges import Coding, chargeable
from amends.sources.invented.courts import Benches, Court, sitting_judge, venues
from amends.sources.invented.outcomes import Ending, dispose, draw_ending
from amends.sources.invented.prosecutions import prosecute
from amends.sources.invented.restitution import order_restitution
from amends.sources.invented.stories import invent_summary

_FILINGS_A_YEAR = (
    *(3, 5, 5, 7, 9, 10, 11, 13, 14, 16, 16, 18, 20),
    *(21, 19, 20, 19, 20, 18, 18, 13, 16, 15, 13, 9),
)
FILINGS: Mapping[int, int] = dict(zip(range(2000, 2025), _FILINGS_A_YEAR, strict=True))
"""Year of filing to its weight in the nation."""

_KINDS: Mapping[Kind, int] = {Kind.MINOR_SEX: 44, Kind.ADULT_SEX: 33, Kind.LABOR: 23}
_SIZES: Mapping[int, int] = {1: 48, 2: 25, 3: 10, 4: 7, 5: 4, 6: 4, 8: 1, 10: 1}
_INDICTMENTS: Mapping[Kind, Mapping[tuple[str, ...], int]] = {
    Kind.MINOR_SEX: {
        ("1591",): 24,
        ("1591", "2421_to_2424"): 24,
        ("2421_to_2424", "1591", "1594"): 12,
        ("1591", "1594"): 14,
        ("2421_to_2424",): 10,
        ("2251", "1591", "2252"): 6,
        ("2251", "2252", "2260"): 3,
        ("2421_to_2424", "1591", "1512"): 4,
        ("1961_to_1968", "1591", "1594"): 3,
    },
    Kind.ADULT_SEX: {
        ("1591", "1594"): 20,
        ("1591", "2421_to_2424"): 18,
        ("2421_to_2424",): 16,
        ("1328", "2421_to_2424", "1591"): 8,
        ("1324", "1328"): 9,
        ("1324", "1591", "1594", "1592"): 8,
        ("1591",): 12,
        ("1961_to_1968", "2421_to_2424", "1591"): 4,
        ("1028", "1324", "2421_to_2424"): 3,
    },
    Kind.LABOR: {
        ("1589", "1592"): 14,
        ("1589", "1590", "1594"): 14,
        ("1546", "1589", "1324"): 16,
        ("1324", "1589"): 10,
        ("1581_to_1588", "1589", "1590"): 10,
        ("1589",): 10,
        ("1324", "1546", "1425"): 7,
        ("1351", "1546", "1589"): 6,
        ("1961_to_1968", "1589", "1546", "1324"): 5,
        ("1581_to_1588",): 6,
    },
}
_VICTIMS = ((1, 2), (1, 6), (3, 20), (5, 60))
_OLD_INDICTMENTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MINOR_SEX: ("2421_to_2424", "2252"),
    Kind.ADULT_SEX: ("2421_to_2424", "1328"),
    Kind.LABOR: ("1581_to_1588", "1324"),
}


def invent_cases(
    number: int,
    first_serial: int,
    benches: Benches,
    chance: Chance,
    *,
    coding: Coding,
) -> tuple[Case, ...]:
    """So many ordinary cases, in no order."""
    return tuple(
        invent_case(
            first_serial + position,
            court,
            benches,
            chance,
            size=chance.weighted(_SIZES),
            coding=coding,
        )
        for position, court in enumerate(venues(number, chance))
    )


def invent_case(
    serial: int,
    court: Court,
    benches: Benches,
    chance: Chance,
    *,
    size: int,
    coding: Coding,
) -> Case:
    """A case with `size` defendants, of any kind and on any day."""
    kind = chance.weighted(_KINDS)
    filed = invent_filing_day(chance)
    indictment = chargeable(chance.weighted(_INDICTMENTS[kind]), coding, filed)
    indictment = indictment or chargeable(_OLD_INDICTMENTS[kind], coding, filed)
    is_undercover = kind is not Kind.LABOR and chance.happens(5)
    victims = invent_victims(kind, chance, is_undercover=is_undercover)
    defendants = tuple(_invent_defendant(indictment, filed, chance) for _ in range(size))
    return Case(
        kind=kind,
        court=court,
        judge=sitting_judge(benches, court, filed, chance),
        filed=filed,
        serial=serial,
        summary=invent_summary(kind, chance, undercover=is_undercover),
        victims=victims,
        defendants=order_restitution(
            defendants,
            kind,
            court,
            chance,
            filed_year=filed.year,
            has_victims=victims.total != 0,
            with_cents=coding.has_cents,
        ),
    )


def invent_filing_day(chance: Chance) -> date:
    """A day in a year that has its share of the nation's filings."""
    year = chance.weighted(FILINGS)
    return chance.day(max(date(year, 1, 3), FIRST_DAY), min(date(year, 12, 29), LAST_DAY))


def invent_victims(kind: Kind, chance: Chance, *, is_undercover: bool = False) -> Victims:
    """Numbers of victims that agree with each other; some are not recorded."""
    if is_undercover:
        return Victims(total=0, minors=0, foreigners=0, females=0, males=0)
    total = chance.whole(*chance.one_of(_VICTIMS if kind is Kind.LABOR else _VICTIMS[:-1]))
    minors = chance.whole(1, total) if kind is Kind.MINOR_SEX else 0
    foreigners = total if kind is Kind.LABOR else (total if chance.happens(20) else 0)
    females = chance.whole(0, total) if kind is Kind.LABOR else total
    return Victims(
        total=None if chance.happens(3) else total,
        minors=None if chance.happens(6) else minors,
        foreigners=None if chance.happens(7) else foreigners,
        females=None if chance.happens(4) else females,
        males=None if chance.happens(17) else total - females,
    )


def _invent_defendant(indictment: Sequence[str], filed: date, chance: Chance) -> Defendant:
    """A defendant charged with all or part of the indictment, a few with nothing coded."""
    if chance.happens(7):
        months = chance.one_of((0, 12, 30, 60))
        return prosecute((), filed, chance, uncoded_months=months)
    part = tuple(indictment)
    if len(part) > 1 and chance.happens(35):
        left_out = chance.whole(0, len(part) - 1)
        part = part[:left_out] + part[left_out + 1 :]
    ending = draw_ending(chance)
    months = chance.whole(6, 60) if ending is Ending.PLEA_UNCODED else 0
    return prosecute(dispose(part, ending, chance), filed, chance, uncoded_months=months)
