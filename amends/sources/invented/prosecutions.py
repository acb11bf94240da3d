"""One defendant's way through an invented case: dates, totals, bail, forfeiture."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from amends.sources.invented.cases import LAST_DAY, Bail, Defendant
from amends.sources.invented.chance import Chance
from amends.sources.invented.charges import Charge
from amends.sources.invented.people import Person, invent_person

STILL_TO_COME = 999
"""What the sources write for the number of sentences while sentence is still to come."""

_FORFEITURE = {"false": 60, "true": 11, None: 19, "No": 4, "Other": 3, "1594": 2, "Ordered": 1}


def prosecute(
    charges: tuple[Charge, ...],
    charged_on: date,
    chance: Chance,
    *,
    person: Person | None = None,
    sentenced_on: date | None = None,
    restitution: Decimal | None = None,
    awaits_sentence: bool = False,
    uncoded_months: int = 0,
) -> Defendant:
    """The defendant to whom these charges were put.

    Without `sentenced_on` the end comes after some months; where that would be after the sample's
    last day, or the charges are pending, there is no end and sentence is still to come.
    `uncoded_months` is a sentence for something the source does not code.
    """
    ends_on = sentenced_on or charged_on + timedelta(days=chance.whole(150, 800))
    is_decided = not charges or any(charge.pleaded is not None for charge in charges)
    is_over = is_decided and ends_on <= LAST_DAY and not awaits_sentence
    if not is_over and not awaits_sentence:
        charges = tuple(Charge(charge.statute, charge.counts) for charge in charges)
    months = max([uncoded_months, *(charge.months or 0 for charge in charges)])
    punished = uncoded_months or any(charge.is_conviction for charge in charges)
    return Defendant(
        person=person or invent_person(chance, women_percent=26),
        charges=charges,
        charged_on=charged_on,
        arrested_on=_arrest(charged_on, chance),
        bail=_bail(chance),
        total_charges=sum(charge.counts for charge in charges) or chance.whole(1, 4),
        total_sentences=_sentences(charges, uncoded_months) if is_over else STILL_TO_COME,
        sentenced_on=ends_on if is_over and punished else None,
        terminated_on=ends_on if is_over else None,
        months=months if is_over else None,
        probation=max((charge.probation or 0 for charge in charges), default=0)
        if is_over
        else None,
        restitution=restitution if is_over else None,
        forfeiture=(chance.weighted(_FORFEITURE), chance.weighted({None: 97, "Yes": 2, "No": 1})),
    )


def ordered(defendant: Defendant, restitution: Decimal | int | None) -> Defendant:
    """The same defendant with this restitution written down, None for a blank."""
    amount = None if restitution is None else Decimal(restitution)
    return replace(defendant, restitution=amount)


def _sentences(charges: tuple[Charge, ...], uncoded_months: int) -> int:
    """Counts of conviction; a plea to something uncoded is one count more."""
    guilty = sum((charge.pleaded or 0) + (charge.convicted or 0) for charge in charges)
    return guilty + (1 if uncoded_months else 0)


def _arrest(charged_on: date, chance: Chance) -> date | None:
    """Most arrests are within weeks of the charge; one in seven is not recorded."""
    if chance.happens(14):
        return None
    return min(charged_on + timedelta(days=chance.whole(-20, 45)), LAST_DAY)


def _bail(chance: Chance) -> Bail | None:
    """Three in four have no bail recorded."""
    if chance.happens(75):
        return None
    kind = chance.one_of(("Surety", "Non-Surety", "Personal Recognizance"))
    amount = None if kind == "Personal Recognizance" else 5000 * chance.whole(0, 40)
    return Bail(kind, amount)
