"""How a prosecution ends: which charges survive it, and what sentence follows.

The shares are chosen to look like the nation's: most people plead guilty, about half of those who
do are left with something other than trafficking, few are tried.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from amends.sources.invented import charges
from amends.sources.invented.chance import Chance
from amends.sources.invented.charges import CHAPTER_77, LIFE, Charge


class Ending(Enum):
    """The course a prosecution takes."""

    PLEA = "plea"
    PLEA_ELSEWHERE = "plea that leaves no chapter 77 count"
    PLEA_UNCODED = "plea to something the source does not code, such as § 371"
    TRIAL = "verdict of guilty"
    SPLIT = "guilty of the rest, not of chapter 77"
    ACQUITTED = "not guilty"
    DROPPED = "nolle prossed"
    PENDING = "still to come"


_SHARES: Mapping[Ending, int] = {
    Ending.PLEA: 54,
    Ending.PLEA_ELSEWHERE: 11,
    Ending.PLEA_UNCODED: 3,
    Ending.TRIAL: 11,
    Ending.SPLIT: 2,
    Ending.ACQUITTED: 2,
    Ending.DROPPED: 7,
    Ending.PENDING: 10,
}
_MONTHS = ((6, 24), (24, 60), (60, 120), (120, 240), (240, 420))


def draw_ending(chance: Chance) -> Ending:
    """One of the endings, in the nation's proportions."""
    return chance.weighted(_SHARES)


def dispose(statutes: tuple[str, ...], ending: Ending, chance: Chance) -> tuple[Charge, ...]:
    """The charges under these statutes, with the dispositions that the ending brings.

    An ending that needs both a chapter 77 charge and another one falls back to a plain plea or
    verdict where the indictment does not have both.
    """
    counts = {statute: chance.weighted({1: 60, 2: 20, 3: 10, 4: 6, 11: 4}) for statute in statutes}
    elsewhere = [statute for statute in statutes if statute not in CHAPTER_77]
    is_mixed = 0 < len(elsewhere) < len(statutes)
    if ending is Ending.PENDING:
        return tuple(charges.pending(*item) for item in counts.items())
    if ending is Ending.DROPPED:
        return tuple(charges.dropped(*item) for item in counts.items())
    if ending is Ending.PLEA_UNCODED:
        return tuple(charges.dismissed(*item) for item in counts.items())
    if ending is Ending.ACQUITTED:
        return tuple(charges.tried(*item, guilty=0) for item in counts.items())
    if ending in (Ending.TRIAL, Ending.SPLIT):
        lost = CHAPTER_77 if ending is Ending.SPLIT and is_mixed else frozenset()
        return tuple(_tried(*item, lost=lost, chance=chance) for item in counts.items())
    kept = chance.one_of(elsewhere if ending is Ending.PLEA_ELSEWHERE and is_mixed else statutes)
    return tuple(_on_plea(*item, kept=kept, chance=chance) for item in counts.items())


def _tried(statute: str, counts: int, *, lost: frozenset[str], chance: Chance) -> Charge:
    """A charge the jury decided: lost where the ending says so, else mostly proved."""
    if statute in lost:
        return charges.tried(statute, counts, guilty=0)
    guilty = counts - (1 if counts > 1 and chance.happens(25) else 0)
    months = LIFE if chance.happens(6) else chance.whole(*chance.one_of(_MONTHS[2:]))
    return charges.tried(statute, counts, guilty=guilty, months=months)


def _on_plea(statute: str, counts: int, *, kept: str, chance: Chance) -> Charge:
    """A charge pleaded to, or dismissed because another one is; some of these unrecorded."""
    if statute != kept and not chance.happens(12):
        if not chance.happens(18):
            return charges.dismissed(statute, counts)
        return replace(charges.pending(statute, counts), fine=0 if chance.happens(50) else None)
    if chance.happens(7):
        return charges.pleaded(statute, counts, probation=chance.one_of((12, 36, 60)))
    months = chance.whole(*chance.one_of(_MONTHS))
    return charges.pleaded(statute, counts, months=months, fine=1000 if chance.happens(3) else 0)
