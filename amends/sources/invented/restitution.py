"""What the invented courts ordered.

An order is a matter of the case: where there is one, most of those convicted share it, each for the
whole sum (joint and several), sometimes each for a sum of their own. About a third of the duties
end in an order.
"""

from collections.abc import Mapping
from decimal import Decimal

from amends.sources.invented.cases import Defendant, Kind
from amends.sources.invented.chance import Chance
from amends.sources.invented.courts import Court
from amends.sources.invented.prosecutions import ordered

_CIRCUITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "D.C.")
_PERCENT_OF_CASES = (42, 52, 38, 56, 36, 46, 50, 34, 40, 30, 44, 48)
_CASES_WITH_ORDER: Mapping[str, int] = dict(zip(_CIRCUITS, _PERCENT_OF_CASES, strict=True))
_LATER_FILING_BONUS = 5
_LABOR_BONUS = 14
_BANDS = (
    *((600, 4_000), (4_000, 20_000), (4_000, 20_000), (20_000, 90_000), (20_000, 90_000)),
    *((90_000, 400_000), (400_000, 2_900_000)),
)


def draw_amount(chance: Chance, kind: Kind, *, with_cents: bool = False) -> Decimal:
    """A sum in dollars; labor cases, where unpaid wages are counted, lie higher."""
    amount = Decimal(
        chance.whole(*chance.one_of(_BANDS[2:] if kind is Kind.LABOR else _BANDS[:-1]))
    )
    return amount + Decimal(chance.whole(0, 99)) / 100 if with_cents else amount


def order_restitution(
    defendants: tuple[Defendant, ...],
    kind: Kind,
    court: Court,
    chance: Chance,
    *,
    filed_year: int,
    has_victims: bool,
    with_cents: bool,
) -> tuple[Defendant, ...]:
    """The same defendants with what the source records of restitution for each."""
    percent = _CASES_WITH_ORDER[court.circuit]
    percent += _LABOR_BONUS if kind is Kind.LABOR else 0
    percent += _LATER_FILING_BONUS if filed_year >= 2012 else 0
    is_ordered = has_victims and chance.happens(percent)
    is_joint = chance.happens(65)
    shared = draw_amount(chance, kind, with_cents=with_cents)
    recorded = []
    for defendant in defendants:
        own = shared if is_joint else draw_amount(chance, kind, with_cents=with_cents)
        if defendant.terminated_on is None:
            recorded.append(ordered(defendant, None))
        elif not defendant.is_convicted:
            recorded.append(ordered(defendant, 0 if chance.happens(55) else None))
        elif is_ordered and chance.happens(70):
            recorded.append(ordered(defendant, own))
        else:
            recorded.append(ordered(defendant, 0 if chance.happens(81) else None))
    return tuple(recorded)
