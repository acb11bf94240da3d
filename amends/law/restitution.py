"""What the sentencing court had to order: the restitution authorities and the duty they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from amends.law import tables
from amends.law.citation import Citation
from amends.law.coverage import Reach, reach
from amends.law.limitation import has_no_limit, limitations
from amends.law.offences import existed_from
from amends.law.period import Period, years_after


class Duty(Enum):
    """How far the law bound the court to order restitution, strongest first."""

    MANDATORY = "mandatory"
    DEPENDS_ON_THE_DATE = "depends on the date"
    CONDITIONAL = "conditional"
    DISCRETIONARY = "discretionary"
    NONE = "none"

    @property
    def strength(self) -> int:
        """4 for mandatory down to 0 for none."""
        return len(Duty) - 1 - list(Duty).index(self)

    @classmethod
    def of_strength(cls, strength: int) -> Duty:
        """The duty of that strength; the inverse of `strength`."""
        return list(cls)[len(cls) - 1 - strength]

    @classmethod
    def strongest(cls, duties: Iterable[Duty]) -> Duty:
        """Several convictions bind the court to the most that any of them demands."""
        return max(duties, key=lambda duty: duty.strength, default=cls.NONE)


_FORCE = {
    "mandatory": Duty.MANDATORY,
    "conditional": Duty.CONDITIONAL,
    "discretionary": Duty.DISCRETIONARY,
}


@dataclass(frozen=True, slots=True)
class Authority:
    """One version of a restitution statute: what it covers, how strongly, from when to when.

    `losses` says in a few words, with its citation, which losses the order must cover.
    """

    name: str
    covers: str
    force: Duty
    in_force: Period
    status: str
    losses: str
    enacted_by: str
    checked: str


@dataclass(frozen=True, slots=True)
class RestitutionDuty:
    """The duty of one conviction, the authorities it rests on, strongest first, and its doubts.

    `depends_on` says in words what would change the duty; blank when it is certain.
    """

    duty: Duty
    authorities: tuple[str, ...]
    depends_on: str = ""


@cache
def authorities() -> tuple[Authority, ...]:
    """Every row of tables/restitution.csv, strongest first, else in the table's order."""
    found = [
        Authority(
            name=row["authority"],
            covers=row["covers"],
            force=_FORCE[row["force"]],
            in_force=Period(tables.day(row, "in_force_from"), tables.day(row, "in_force_to")),
            status=row["status"],
            losses=row["losses"],
            enacted_by=row["enacted_by"],
            checked=row["checked"],
        )
        for row in tables.rows("restitution")
    ]
    return tuple(sorted(found, key=lambda authority: -authority.force.strength))


@cache
def changes() -> tuple[date, ...]:
    """The days on which the law of restitution changed, in order."""
    return tuple(
        sorted(
            {one.in_force.first for one in authorities() if one.in_force.first}
            | {
                date.fromordinal(one.in_force.last.toordinal() + 1)
                for one in authorities()
                if one.in_force.last
            }
        )
    )


def duty_on(citation: Citation, day: date) -> RestitutionDuty:
    """What a conviction under `citation` demanded, had the offence ended on that day."""
    wholly: list[Authority] = []
    in_part: list[Authority] = []
    for authority in authorities():
        if authority.status in tables.APPLIED and day in authority.in_force:
            how_far = reach(authority.covers, citation)
            if how_far is Reach.WHOLLY:
                wholly.append(authority)
            elif how_far is Reach.IN_PART:
                in_part.append(authority)
    certain = Duty.strongest(authority.force for authority in wholly)
    possible = Duty.strongest(authority.force for authority in in_part)
    if certain is Duty.MANDATORY:
        in_part = []  # what may reach it besides adds nothing, and may not reach it
    names = tuple(dict.fromkeys(authority.name for authority in (*wholly, *in_part)))
    if possible is Duty.MANDATORY and certain is not Duty.MANDATORY:
        return RestitutionDuty(Duty.CONDITIONAL, names, f"which part of {citation} it was")
    if possible.strength > certain.strength:
        return RestitutionDuty(possible, names, _conditions(citation))
    if certain is Duty.CONDITIONAL:
        return RestitutionDuty(certain, names, _conditions(citation))
    return RestitutionDuty(certain, names)


@cache
def restitution_duty(citation: Citation, offence_ended: Period) -> RestitutionDuty:
    """What the sentencing court had to order on a conviction under `citation`.

    The law of the day the offence *ended* governs, since restitution is punishment. Where that
    day is known only within bounds, each law in force between them counts: a duty that is
    mandatory under some of them and not under others *depends on the date*.

    Source: 18 U.S.C. §§ 1593(a), 2259(a), 2429(a), 3663A(a)(1); Ellingburg v. United States
    (U.S. 2026).
    """
    answers = [duty_on(citation, day) for day in _days_that_matter(offence_ended)]
    strongest = Duty.strongest(answer.duty for answer in answers)
    names = tuple(dict.fromkeys(name for answer in answers for name in answer.authorities))
    ordered = tuple(sorted(names, key=_order_of_authority))
    if strongest is Duty.MANDATORY and any(answer.duty is not strongest for answer in answers):
        doubt = "the day the offence ended, which the record does not give exactly"
        return RestitutionDuty(Duty.DEPENDS_ON_THE_DATE, ordered, doubt)
    doubts = [answer.depends_on for answer in answers if answer.duty is strongest]
    return RestitutionDuty(strongest, ordered, next((doubt for doubt in doubts if doubt), ""))


def older_offence_would_change(citation: Citation, offence_ended: Period) -> bool:
    """Whether a mandatory duty rests on the offence being no older than the general limitation.

    §§ 3283 and 3299 let some offences be charged at any time. Where the authority is younger
    than the offence, an older offence would not have carried the duty; § 1591 may be charged at
    any time too, but is no older than § 1593.
    """
    first, existed = offence_ended.first, existed_from(citation).first
    if first is None or not has_no_limit(citation):
        return False
    however_old = Period(min(first, existed) if existed else None, offence_ended.last)
    return (
        restitution_duty(citation, offence_ended).duty is Duty.MANDATORY
        and restitution_duty(citation, however_old).duty is not Duty.MANDATORY
    )


def thresholds() -> tuple[date, ...]:
    """Every day on which an answer about a charge or an offence can change, in order.

    Between two of them nothing in these tables changes, nor does what the limitation periods
    make of a charge; so a million defendants need only as many answers as there are different
    citations and stretches between thresholds.
    """
    days = set(changes())
    periods = {rule.years for rule in limitations() if rule.years}
    days |= {years_after(day, years) for day in changes() for years in periods}
    days |= {rule.alive_on for rule in limitations() if rule.alive_on}
    return tuple(sorted(days))


def _days_that_matter(ended: Period) -> list[date]:
    """One day for each law that was in force at some time between the bounds."""
    first = ended.first or date.min
    last = ended.last or date.max
    return [first, *(day for day in changes() if first < day <= last)]


def _conditions(citation: Citation) -> str:
    return (
        f"whether § 3663A(c)(1) reaches {citation} as committed: a crime of violence, or one "
        "against property or by fraud, with an identifiable victim who lost"
    )


@cache
def _order_of_authority(name: str) -> tuple[int, int]:
    places = [
        (-one.force.strength, place) for place, one in enumerate(authorities()) if one.name == name
    ]
    return min(places)
