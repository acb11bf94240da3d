"""Duty against outcome: the verdict on one defendant, and the rule that gives it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

import narwhals as nw

from amends.law.deadlines import deadline
from amends.law.restitution import Duty
from amends.record.values import Outcome, SentenceStatus, Victims


class Verdict(Enum):
    """What the record shows against what the law required.

    *Met* means that an order exists, not that it is enough, or paid.
    """

    NOT_CONVICTED = "not convicted"
    NO_MANDATORY_DUTY = "no mandatory duty"
    MET = "met"
    NO_VICTIM_RECORDED = "no victim recorded"
    NOT_YET_SENTENCED = "not yet sentenced"
    OPEN = "open"
    PAST_90_DAYS = "past 90 days"
    UNKNOWN = "unknown"
    DUTY_UNCERTAIN = "duty uncertain"
    UNMET = "unmet"

    @property
    def column(self) -> str:
        """The name under which it is counted: `past 90 days` → `past_90_days`."""
        return self.value.replace(" ", "_")


IN_QUESTION = (
    Verdict.MET,
    Verdict.UNMET,
    Verdict.UNKNOWN,
    Verdict.OPEN,
    Verdict.PAST_90_DAYS,
    Verdict.DUTY_UNCERTAIN,
)
"""The verdicts that the bounds of a rate are drawn over."""


def verdict(on: date) -> nw.Expr:
    """The first rule that applies, as an expression.

    Reads `convicted` (yes or no), `duty_strength` (of Duty), `outcome`, `victims`,
    `sentence_status` and `deferred_from` (the day from which a deferral runs). A deferral is
    *open* for ninety days from sentence, 18 U.S.C. § 3664(d)(5); after them the court keeps its
    power, Dolan v. United States, 560 U.S. 605 (2010). A deferral whose day is not known is open.
    """
    outcome = nw.col("outcome")
    days = deadline("deferred restitution").days
    overdue = nw.col("deferred_from") < on - timedelta(days=days)
    rules = (
        (~nw.col("convicted"), Verdict.NOT_CONVICTED),
        (nw.col("duty_strength") < Duty.CONDITIONAL.strength, Verdict.NO_MANDATORY_DUTY),
        (outcome == Outcome.ORDERED.value, Verdict.MET),
        (nw.col("victims") == Victims.NONE.value, Verdict.NO_VICTIM_RECORDED),
        (
            nw.col("sentence_status") == SentenceStatus.TO_COME.value,
            Verdict.NOT_YET_SENTENCED,
        ),
        ((outcome == Outcome.DEFERRED.value) & overdue, Verdict.PAST_90_DAYS),
        (outcome == Outcome.DEFERRED.value, Verdict.OPEN),
        (outcome != Outcome.NONE_RECORDED.value, Verdict.UNKNOWN),
        (nw.col("duty_strength") < Duty.MANDATORY.strength, Verdict.DUTY_UNCERTAIN),
    )
    expression = nw.lit(Verdict.UNMET.value)
    for condition, result in reversed(rules):
        expression = nw.when(condition).then(nw.lit(result.value)).otherwise(expression)
    return expression
