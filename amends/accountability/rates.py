"""Shares of duties met: by defendant and by case, with bounds, once for every engine.

`rate = met / (met + unmet)`. With D all verdicts in question, `rate_low` takes everything open or
unknown as unmet (met / D) and `rate_high` as met ((D - unmet) / D).
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from amends.accountability.verdict import IN_QUESTION, Verdict
from amends.record.values import Outcome

GROUP = ("source", "definition", "value")
_PER_CASE = (*GROUP, "case_id")

CASE_VERDICTS = (
    Verdict.MET,
    Verdict.OPEN,
    Verdict.PAST_90_DAYS,
    Verdict.UNKNOWN,
    Verdict.UNMET,
    Verdict.DUTY_UNCERTAIN,
    Verdict.NOT_YET_SENTENCED,
    Verdict.NO_VICTIM_RECORDED,
    Verdict.NO_MANDATORY_DUTY,
    Verdict.NOT_CONVICTED,
)
"""What a case is, if any of its defendants is: the first that applies. Any order makes a case
*met*; one that may still prove to have an order is not called *unmet*."""


def per_case(members: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Every case of every group: how many defendants have each verdict, and the case's own.

    members: a row a defendant and group value, with GROUP, case_id, verdict, convicted, outcome.
    Columns: GROUP, case_id, defendants, convicted, one count a verdict, known, case_verdict.
    """
    counts = [
        (nw.col("verdict") == one.value).cast(nw.Int64).sum().alias(one.column) for one in Verdict
    ]
    cases = members.group_by(*_PER_CASE).agg(
        *counts,
        nw.len().cast(nw.Int64).alias("defendants"),
        nw.col("convicted").cast(nw.Int64).sum().alias("convicted"),
        (nw.col("outcome") == Outcome.ORDERED.value).cast(nw.Int64).sum().alias("orders"),
    )
    in_question = _sum(one.column for one in IN_QUESTION)
    verdict = nw.lit(Verdict.NOT_CONVICTED.value)
    for one in reversed(CASE_VERDICTS):
        verdict = nw.when(nw.col(one.column) > 0).then(nw.lit(one.value)).otherwise(verdict)
    any_order = (nw.col("orders") > 0) & (in_question > 0)
    return cases.with_columns(
        known=nw.col("met") + nw.col("unmet"),
        case_verdict=nw.when(any_order).then(nw.lit(Verdict.MET.value)).otherwise(verdict),
    )


def defendant_rates(cases: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Rates with the defendant as unit, and the sums over cases that their intervals need.

    Columns: GROUP, one count a verdict, defendants, cases, convicted, rate, rate_low, rate_high
    (0-1, null where nothing is known), known, known_cases, met_squared, met_known, known_squared.
    """
    met, known = nw.col("met"), nw.col("known")
    sums = cases.group_by(*GROUP).agg(
        *(nw.col(one.column).sum() for one in Verdict),
        nw.col("defendants").sum(),
        nw.col("convicted").sum(),
        nw.len().cast(nw.Int64).alias("cases"),
        known.sum(),
        (known > 0).cast(nw.Int64).sum().alias("known_cases"),
        (met * met).sum().alias("met_squared"),
        (met * known).sum().alias("met_known"),
        (known * known).sum().alias("known_squared"),
    )
    return _with_rates(sums)


def case_rates(cases: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Rates with the case as unit; columns as of `defendant_rates`, counts of cases."""
    counts = [
        (nw.col("case_verdict") == one.value).cast(nw.Int64).sum().alias(one.column)
        for one in Verdict
    ]
    defendants_known = nw.col("known").sum().alias("defendants_known")
    sums = cases.group_by(*GROUP).agg(
        *counts,
        nw.col("defendants").sum(),
        (nw.col("convicted") > 0).cast(nw.Int64).sum().alias("convicted"),
        nw.len().cast(nw.Int64).alias("cases"),
        defendants_known,
    )
    known = nw.col("met") + nw.col("unmet")
    return _with_rates(
        sums.with_columns(
            known=known,
            known_cases=known,
            met_squared=nw.col("met"),
            met_known=nw.col("met"),
            known_squared=known,
        )
    )


def amounts(members: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Money ordered in each group, in USD, exact.

    amount_usd:          the sum of all amounts recorded, joint orders repeated as they stand
    amount_usd_once:     within a case equal amounts are one order, unless the source marks joint
                         orders itself; different amounts add
    amount_usd_once_low: the largest amount of each case only
    """
    ordered = members.filter(nw.col("amount_usd") > 0).with_columns(
        joint_order=nw.col("joint_order").fill_null("")
    )
    every = ordered.group_by(*GROUP).agg(nw.col("amount_usd").sum())
    distinct = ordered.select(*_PER_CASE, "joint_order", "amount_usd").unique()
    once = distinct.group_by(*GROUP).agg(nw.col("amount_usd").sum().alias("amount_usd_once"))
    largest = ordered.group_by(*_PER_CASE).agg(nw.col("amount_usd").max())
    low = largest.group_by(*GROUP).agg(nw.col("amount_usd").sum().alias("amount_usd_once_low"))
    keys = list(GROUP)
    return every.join(once, on=keys, how="left").join(low, on=keys, how="left")


def _with_rates(sums: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    in_question = _sum(one.column for one in IN_QUESTION)
    met, unmet = nw.col("met"), nw.col("unmet")
    return sums.with_columns(
        rate=nw.when(met + unmet > 0).then(met / (met + unmet)),
        rate_low=nw.when(in_question > 0).then(met / in_question),
        rate_high=nw.when(in_question > 0).then((in_question - unmet) / in_question),
    )


def _sum(columns: Any) -> nw.Expr:
    total = nw.lit(0)
    for column in columns:
        total = total + nw.col(column)
    return total
