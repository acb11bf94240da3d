"""How a case that is put in by hand comes on stage: chance fills in only what does not matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amends.sources.invented.cases import Case, Defendant, Kind
from amends.sources.invented.chance import Chance
from amends.sources.invented.charges import Charge
from amends.sources.invented.courts import BUSY, Benches, sitting_judge
from amends.sources.invented.nation import invent_victims
from amends.sources.invented.people import Person
from amends.sources.invented.prosecutions import prosecute
from amends.sources.invented.stories import invent_summary


@dataclass(frozen=True, slots=True)
class Accused:
    """One defendant of a set piece; `restitution` in dollars, None for a blank."""

    charges: tuple[Charge, ...]
    restitution: int | None = None
    sentenced_on: date | None = None
    awaits_sentence: bool = False
    uncoded_months: int = 0
    name: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SetPiece:
    """A case with a purpose, named in `shows`."""

    shows: str
    kind: Kind
    filed: date
    accused: Sequence[Accused]
    is_undercover: bool = False


def stage(
    pieces: Sequence[SetPiece], first_serial: int, benches: Benches, chance: Chance
) -> tuple[Case, ...]:
    """Each set piece as a case, with serials counted up from `first_serial`."""
    return tuple(
        _stage(piece, first_serial + position, benches, chance)
        for position, piece in enumerate(pieces)
    )


def _stage(piece: SetPiece, serial: int, benches: Benches, chance: Chance) -> Case:
    court = chance.weighted(BUSY)
    return Case(
        kind=piece.kind,
        court=court,
        judge=sitting_judge(benches, court, piece.filed, chance),
        filed=piece.filed,
        serial=serial,
        summary=invent_summary(piece.kind, chance, undercover=piece.is_undercover),
        victims=invent_victims(piece.kind, chance, is_undercover=piece.is_undercover),
        defendants=tuple(_summon(accused, piece.filed, chance) for accused in piece.accused),
    )


def _summon(accused: Accused, filed: date, chance: Chance) -> Defendant:
    person = accused.name and Person(*accused.name, alias="", gender="Female", race=None, age=None)
    return prosecute(
        accused.charges,
        filed,
        chance,
        person=person,
        sentenced_on=accused.sentenced_on,
        restitution=None if accused.restitution is None else Decimal(accused.restitution),
        awaits_sentence=accused.awaits_sentence,
        uncoded_months=accused.uncoded_months,
    )
