"""Charges and what became of them, in numbers of counts.

Statutes are written as the sources write them: a section or a range of sections, the title left out
(8 U.S.C. for 1324 and 1328, 18 U.S.C. for the rest).
"""

from dataclasses import dataclass, replace
from datetime import date

ACT_OF_2000 = frozenset({"1589", "1590", "1591", "1592", "1594"})
"""The offences that Pub. L. 106-386 added to chapter 77, with the duty of § 1593."""

CHAPTER_77 = ACT_OF_2000 | {"1581_to_1588"}


@dataclass(frozen=True, slots=True)
class Coding:
    """What a layout has a place for: statutes in its order, and cents or none."""

    statutes: tuple[str, ...]
    has_cents: bool


CODED_IN_JSON = Coding(
    (
        *("1961_to_1968", "1028", "1351", "1512", "1546", "1581_to_1588", "1589", "1590", "1591"),
        *("1592", "1594", "2251", "2252", "2421_to_2424", "1324", "1328"),
    ),
    has_cents=False,
)
CODED_IN_WIDE = Coding(
    (
        *("1961_to_1968", "1028", "1351", "1425", "1512", "1546", "1581_to_1588", "1589", "1590"),
        *("1591", "1592", "2252", "2260", "2421_to_2424", "1324", "1328"),
    ),
    has_cents=True,
)
TRAFFICKING_ACT = date(2000, 10, 28)
"""The day 18 U.S.C. §§ 1589-1592 and 1594 were enacted: nobody was charged earlier."""

LIFE = 1200
"""Months: how the sources write imprisonment for life."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One statute charged against one defendant; numbers after `counts` are None if unrecorded.

    dropped: counts nolle prossed · dismissed: counts dismissed on a plea · pleaded: counts pleaded
    guilty · convicted: counts found guilty at trial · acquitted: counts found not guilty · fine:
    dollars · months: imprisonment · probation: months.
    """

    statute: str
    counts: int
    dropped: int | None = None
    dismissed: int | None = None
    pleaded: int | None = None
    convicted: int | None = None
    acquitted: int | None = None
    fine: int | None = None
    months: int | None = None
    probation: int | None = None

    @property
    def is_conviction(self) -> bool:
        """A count was pleaded or found guilty."""
        return bool(self.pleaded) or bool(self.convicted)


def pending(statute: str, counts: int = 1) -> Charge:
    """A charge whose end nobody has recorded."""
    return Charge(statute, counts)


def pleaded(
    statute: str,
    counts: int = 1,
    *,
    guilty: int = 1,
    months: int = 0,
    probation: int = 0,
    fine: int = 0,
) -> Charge:
    """`guilty` counts pleaded to, the others dismissed for it."""
    ended = replace(_ended(statute, counts), fine=fine, months=months, probation=probation)
    return replace(ended, dismissed=counts - guilty, pleaded=guilty)


def tried(statute: str, counts: int = 1, *, guilty: int, months: int = 0, fine: int = 0) -> Charge:
    """`guilty` counts found proved at trial, the others not; `guilty` may be nought."""
    ended = replace(_ended(statute, counts), fine=fine, months=months)
    return replace(ended, convicted=guilty, acquitted=counts - guilty)


def dismissed(statute: str, counts: int = 1) -> Charge:
    """Every count dismissed because of a plea to something else."""
    return replace(_ended(statute, counts), dismissed=counts)


def dropped(statute: str, counts: int = 1) -> Charge:
    """Every count nolle prossed."""
    return replace(_ended(statute, counts), dropped=counts)


def _ended(statute: str, counts: int) -> Charge:
    return Charge(statute, counts, 0, 0, 0, 0, 0, 0, 0, 0)


def chargeable(statutes: tuple[str, ...], coding: Coding, on: date) -> tuple[str, ...]:
    """Those statutes that a layout codes and that existed on the day of the charge."""
    too_new = ACT_OF_2000 if on < TRAFFICKING_ACT else frozenset()
    return tuple(
        statute for statute in statutes if statute in coding.statutes and statute not in too_new
    )
