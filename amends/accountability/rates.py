"""Shares of duties met: by defendant and by case, with bounds, once for every engine.

`rate = met / (met + unmet)`. With D all verdicts in question, `rate_low` takes everything open or
unknown as unmet (met / D) and `rate_high` as met ((D - unmet) / D).

A nation is counted in two steps: the engine brings millions of defendants down to a row a group
and verdict, in narrow whole numbers; what remains is small, and is laid out here.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from amends.accountability.verdict import IN_QUESTION, Verdict
from amends.record.values import Outcome

GROUP = ("definition", "place")
"""What is counted apart: definitions by their place in a list, values of a group by a number."""

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

_MET = CASE_VERDICTS.index(Verdict.MET)


def counted() -> list[nw.Expr]:
    """What is counted of a finding, 0 or 1, beside `rank`, its verdict's place in CASE_VERDICTS."""
    verdict = nw.col("verdict")
    rank = nw.lit(CASE_VERDICTS.index(Verdict.NOT_CONVICTED))
    for place, one in enumerate(CASE_VERDICTS[:-1]):
        rank = nw.when(verdict == one.value).then(nw.lit(place)).otherwise(rank)
    met, unmet = verdict == Verdict.MET.value, verdict == Verdict.UNMET.value
    in_question = verdict.is_in([one.value for one in IN_QUESTION])
    flags = {
        "met": met,
        "known": met | unmet,
        "in_question": in_question,
        "ordered": nw.col("outcome") == Outcome.ORDERED.value,
        "guilty": nw.col("convicted"),
    }
    return [
        rank.cast(nw.Int8).alias("rank"),
        *(flag.cast(nw.Int8).alias(name) for name, flag in flags.items()),
    ]


def verdicts(members: nw.LazyFrame[Any], *keys: str) -> nw.LazyFrame[Any]:
    """How many defendants have each verdict: `keys`, rank, defendants."""
    return members.group_by(*keys, "rank").agg(nw.len().cast(nw.Int64).alias("defendants"))


def per_case(members: nw.LazyFrame[Any], *keys: str) -> nw.LazyFrame[Any]:
    """Every case of every group: its own verdict, and how many of its defendants are what.

    members: a row a defendant and group value, with `case`, `keys` and the columns of `counted`.
    Columns: case, `keys`, defendants, guilty, met, known, rank (of the case's verdict).
    """
    cases = members.group_by("case", *keys).agg(
        nw.len().cast(nw.Int64).alias("defendants"),
        nw.col("guilty").cast(nw.Int64).sum(),
        nw.col("met").cast(nw.Int64).sum(),
        nw.col("known").cast(nw.Int64).sum(),
        nw.col("rank").min(),
        nw.col("ordered").max(),
        nw.col("in_question").max(),
    )
    any_order = (nw.col("ordered") > 0) & (nw.col("in_question") > 0)
    return cases.with_columns(
        rank=nw.when(any_order).then(nw.lit(_MET)).otherwise(nw.col("rank")).cast(nw.Int8)
    ).drop("ordered", "in_question")


def sums(cases: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Cases added up: a row a group and rank of the case's verdict.

    Columns: GROUP, rank, cases, defendants, convicted, cases_convicted, met_of, known (defendants),
    known_cases, and the sums over cases that intervals need: met_squared, met_known, known_squared.
    """
    met, known = nw.col("met"), nw.col("known")
    totals = {
        "defendants": nw.col("defendants"),
        "convicted": nw.col("guilty"),
        "cases_convicted": (nw.col("guilty") > 0).cast(nw.Int64),
        "known": known,
        "known_cases": (known > 0).cast(nw.Int64),
        "met_squared": met * met,
        "met_known": met * known,
        "known_squared": known * known,
    }
    # Named apart from what they are made of: engines resolve a name to the column of before.
    prepared = cases.select(
        *GROUP, "rank", *(each.alias(f"each_{name}") for name, each in totals.items())
    )
    return prepared.group_by(*GROUP, "rank").agg(
        nw.len().cast(nw.Int64).alias("cases"),
        *(nw.col(f"each_{name}").sum().cast(nw.Int64).alias(name) for name in totals),
    )


def defendant_rates(summed: pl.DataFrame, defendants: pl.DataFrame) -> pl.DataFrame:
    """Rates with the defendant as unit.

    summed: as of `sums`; defendants: GROUP, rank, defendants.
    Columns: GROUP, one count a verdict, defendants, cases, convicted, rate, rate_low, rate_high
    (0-1, null where nothing is known), known, known_cases, met_squared, met_known, known_squared.
    """
    totals = summed.group_by(GROUP).agg(
        pl.exclude("rank", "cases_convicted", *GROUP).sum(),
    )
    return _with_rates(totals.join(_by_verdict(defendants, "defendants"), on=GROUP))


def case_rates(summed: pl.DataFrame) -> pl.DataFrame:
    """Rates with the case as unit; columns as of `defendant_rates`, counts of cases."""
    totals = summed.group_by(GROUP).agg(
        pl.col("defendants", "cases").sum(),
        pl.col("cases_convicted").sum().alias("convicted"),
        pl.col("known").sum().alias("defendants_known"),
    )
    known = pl.col("met") + pl.col("unmet")
    counts = totals.join(_by_verdict(summed, "cases"), on=GROUP)
    return _with_rates(
        counts.with_columns(
            known=known,
            known_cases=known,
            met_squared=pl.col("met"),
            met_known=pl.col("met"),
            known_squared=known,
        )
    )


def orders(members: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The members who were ordered to pay an amount, with what makes orders one."""
    return members.filter(nw.col("amount_usd") > 0).with_columns(
        joint_order=nw.col("joint_order").fill_null("")
    )


def amounts(ordered: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Money ordered in each group, in USD, exact; `ordered` as of `orders`, with GROUP and case.

    amount_usd:          the sum of all amounts recorded, joint orders repeated as they stand
    amount_usd_once:     within a case equal amounts are one order, unless the source marks joint
                         orders itself; different amounts add
    amount_usd_once_low: the largest amount of each case only
    """
    amount = nw.col("amount_usd")
    repeated = ordered.group_by(*GROUP, "case", "joint_order", "amount_usd").agg(
        nw.len().cast(nw.Int64).alias("times")
    )
    apart = repeated.group_by(*GROUP, "case").agg(
        (amount * nw.col("times")).sum().alias("every"),
        amount.sum().alias("once"),
        amount.max().alias("low"),
    )
    return apart.group_by(*GROUP).agg(
        nw.col("every").sum().alias("amount_usd"),
        nw.col("once").sum().alias("amount_usd_once"),
        nw.col("low").sum().alias("amount_usd_once_low"),
    )


def _by_verdict(counts: pl.DataFrame, count: str) -> pl.DataFrame:
    """One column a verdict, from a row a rank."""
    return counts.group_by(GROUP).agg(
        pl.col(count).filter(pl.col("rank") == CASE_VERDICTS.index(one)).sum().alias(one.column)
        for one in Verdict
    )


def _with_rates(counts: pl.DataFrame) -> pl.DataFrame:
    in_question = pl.sum_horizontal(one.column for one in IN_QUESTION)
    met, unmet = pl.col("met"), pl.col("unmet")
    return counts.with_columns(
        rate=pl.when(met + unmet > 0).then(met / (met + unmet)),
        rate_low=pl.when(in_question > 0).then(met / in_question),
        rate_high=pl.when(in_question > 0).then((in_question - unmet) / in_question),
    )
