"""When an offence can have ended, if the record gives only the day it was charged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from amends.law import tables
from amends.law.citation import Citation
from amends.law.coverage import Reach, reach
from amends.law.offences import existed_from
from amends.law.period import Period, years_before


@dataclass(frozen=True, slots=True)
class Limitation:
    """A limitation period for bringing a charge; `years` None means no fixed number of years.

    alive_on: it reaches offences still alive on that day; None for the rule as it always was
    """

    section: str
    covers: str
    years: int | None
    in_force: Period
    alive_on: date | None
    status: str


@cache
def limitations() -> tuple[Limitation, ...]:
    """Every row of tables/limitations.csv, those that no longer apply among them."""
    return tuple(
        Limitation(
            section=row["section"],
            covers=row["covers"],
            years=int(row["years"]) if row["years"] else None,
            in_force=Period(tables.day(row, "in_force_from"), tables.day(row, "in_force_to")),
            alive_on=tables.day(row, "alive_on"),
            status=row["status"],
        )
        for row in tables.rows("limitations")
    )


def offence_ended(citation: Citation, charged: Period) -> Period:
    """The days on which an offence charged within `charged` can have ended.

    Not after the charge; not earlier than the charge less the limitation period (five years,
    § 3282; ten under § 3298 for offences still alive on the day it began to reach them); not
    before the offence existed. An open side of `charged` leaves that side open. §§ 3283 and 3299
    set no period for some offences: the presumption here is that the offence was not older than
    the general period, and findings that hang on it say so.

    Source: 18 U.S.C. §§ 3282(a), 3298.
    """
    earliest = _earliest(citation, charged.first) if charged.first else None
    existed = existed_from(citation).first
    if existed and (earliest is None or earliest < existed):
        earliest = existed
    if earliest and charged.last and charged.last < earliest:
        return Period(earliest, earliest)  # charged before it existed: an error of the source
    return Period(earliest, charged.last)


def has_no_limit(citation: Citation) -> bool:
    """Whether some law now lets this offence be charged at any time (§§ 3283, 3299)."""
    return any(
        rule.years is None and rule.in_force.last is None and _reaches(rule, citation)
        for rule in limitations()
    )


def _reaches(rule: Limitation, citation: Citation) -> bool:
    """Whether a rule that no court has set aside may be the one for this offence."""
    return rule.status in tables.APPLIED and reach(rule.covers, citation) is not Reach.NOT


def _earliest(citation: Citation, charged: date) -> date:
    days = [
        _limit(rule, rule.years, charged)
        for rule in limitations()
        if rule.years is not None
        and _reaches(rule, citation)
        and (rule.alive_on is None or charged >= rule.alive_on)
    ]
    return min(days)


def _limit(rule: Limitation, years: int, charged: date) -> date:
    """The earliest end of an offence that can still be charged; an extension revives nothing."""
    limit = years_before(charged, years)
    if rule.alive_on is None:
        return limit
    general = min(one.years for one in limitations() if one.years and one.alive_on is None)
    return max(limit, years_before(rule.alive_on, general))
