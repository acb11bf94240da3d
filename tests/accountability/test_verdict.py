"""The verdict as a decision table: every combination, judged by the rules in their order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import narwhals as nw
import polars as pl

from amends.accountability.verdict import IN_QUESTION, Verdict, verdict
from amends.law.restitution import Duty
from amends.record.values import Outcome, SentenceStatus, Victims

ON = date(2020, 6, 30)
NINETY = timedelta(days=90)
DEFERRED_FROM = (None, ON - NINETY - timedelta(days=1), ON - NINETY, ON)


def by_the_rules(
    convicted: bool,
    duty: Duty,
    outcome: Outcome,
    victims: Victims,
    status: SentenceStatus,
    deferred: date | None,
) -> Verdict:
    """The order of the rules, read off the page that binds them."""
    if not convicted:
        return Verdict.NOT_CONVICTED
    if duty in (Duty.NONE, Duty.DISCRETIONARY):
        return Verdict.NO_MANDATORY_DUTY
    if outcome is Outcome.ORDERED:
        return Verdict.MET
    if victims is Victims.NONE:
        return Verdict.NO_VICTIM_RECORDED
    if status is SentenceStatus.TO_COME:
        return Verdict.NOT_YET_SENTENCED
    if outcome is Outcome.DEFERRED:
        late = deferred is not None and ON - deferred > NINETY
        return Verdict.PAST_90_DAYS if late else Verdict.OPEN
    if outcome in (Outcome.VACATED, Outcome.UNKNOWN):
        return Verdict.UNKNOWN
    if duty in (Duty.CONDITIONAL, Duty.DEPENDS_ON_THE_DATE):
        return Verdict.DUTY_UNCERTAIN
    return Verdict.UNMET


EVERY = tuple(product((True, False), Duty, Outcome, Victims, SentenceStatus, DEFERRED_FROM))


def judged() -> list[Verdict]:
    frame = pl.DataFrame(
        {
            "convicted": [one[0] for one in EVERY],
            "duty_strength": [one[1].strength for one in EVERY],
            "outcome": [one[2].value for one in EVERY],
            "victims": [one[3].value for one in EVERY],
            "sentence_status": [one[4].value for one in EVERY],
            "deferred_from": pl.Series([one[5] for one in EVERY], dtype=pl.Date),
        }
    )
    answers = nw.from_native(frame).select(verdict=verdict(ON)).to_native()["verdict"]
    return [Verdict(answer) for answer in answers]


def test_every_combination_is_judged_by_the_first_rule_that_applies() -> None:
    for combination, answer in zip(EVERY, judged(), strict=True):
        assert answer is by_the_rules(*combination), combination


def test_every_verdict_occurs() -> None:
    assert set(judged()) == set(Verdict)


def test_learning_that_nothing_was_ordered_never_makes_a_duty_met() -> None:
    verdicts = dict(zip(EVERY, judged(), strict=True))
    for combination, answer in verdicts.items():
        if combination[2] is Outcome.UNKNOWN:
            known = verdicts[(*combination[:2], Outcome.NONE_RECORDED, *combination[3:])]
            assert known is not Verdict.MET
            assert (answer in IN_QUESTION) == (known in IN_QUESTION)
