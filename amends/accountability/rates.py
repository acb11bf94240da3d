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

RANKS = len(CASE_VERDICTS)
_MET = CASE_VERDICTS.index(Verdict.MET)
_LAST_IN_QUESTION = max(CASE_VERDICTS.index(one) for one in IN_QUESTION)
"""Verdicts in question come before all others in CASE_VERDICTS; a test holds them to it."""


def counted() -> list[nw.Expr]:
    """A finding's `rank`, its verdict's place in CASE_VERDICTS; and 0 or 1: met, known, ordered."""
    verdict = nw.col("verdict")
    rank = nw.lit(CASE_VERDICTS.index(Verdict.NOT_CONVICTED))
    for place, one in enumerate(CASE_VERDICTS[:-1]):
        rank = nw.when(verdict == one.value).then(nw.lit(place)).otherwise(rank)
    met, unmet = verdict == Verdict.MET.value, verdict == Verdict.UNMET.value
    ordered = nw.col("outcome") == Outcome.ORDERED.value
    return [
        rank.cast(nw.Int8).alias("rank"),
        met.cast(nw.Int8).alias("met"),
        (met | unmet).cast(nw.Int8).alias("known"),
        ordered.cast(nw.Int8).alias("ordered"),
    ]


def per_case(members: nw.LazyFrame[Any], cells: int) -> nw.LazyFrame[Any]:
    """Every case in every cell: its own verdict, and how many of its defendants are what.

    members: a row a defendant and cell, with `case`, `cell` and the columns of `counted`; a cell
             is a number below `cells` for what is counted apart: a source, definition and value
    Columns: case, cell, met, known, rank (of the case's verdict).
    """
    # One number to group by instead of two: engines are much faster at it.
    cluster = nw.col("case").cast(nw.Int64) * cells + nw.col("cell")
    cases = (
        members.select("rank", "met", "known", "ordered", cluster=cluster)
        .group_by("cluster")
        .agg(
            nw.col("met").cast(nw.Int32).sum(),
            nw.col("known").cast(nw.Int32).sum(),
            nw.col("rank").min(),
            nw.col("ordered").max(),
        )
    )
    any_order = (nw.col("ordered") > 0) & (nw.col("rank") <= _LAST_IN_QUESTION)
    return cases.select(
        case=nw.col("cluster") // cells,
        cell=(nw.col("cluster") % cells).cast(nw.Int32),
        met=nw.col("met").cast(nw.Int32),
        known=nw.col("known").cast(nw.Int32),
        rank=nw.when(any_order).then(nw.lit(_MET)).otherwise(nw.col("rank")).cast(nw.Int8),
    )


def alike(cases: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """How many cases of a cell are alike: cell, rank, met, known, cases."""
    number = nw.len().cast(nw.Int64).alias("cases")
    return cases.group_by("cell", "rank", "met", "known").agg(number)


def verdicts(members: nw.LazyFrame[Any], *keys: str) -> nw.LazyFrame[Any]:
    """How many defendants have each verdict: `keys`, rank, defendants."""
    return members.group_by(*keys, "rank").agg(nw.len().cast(nw.Int64).alias("defendants"))


def defendant_rates(cases: pl.DataFrame, defendants: pl.DataFrame) -> pl.DataFrame:
    """Rates with the defendant as unit.

    cases: as of `alike`; defendants: as of `verdicts`, a row a cell and rank.
    Columns: cell, one count a verdict, defendants, cases, convicted, rate, rate_low, rate_high
    (0-1, null where nothing is known), known, known_cases, met_squared, met_known, known_squared.
    """
    number, met, known = pl.col("cases"), pl.col("met"), pl.col("known")
    sums = cases.group_by("cell").agg(
        number.sum(),
        (number * known).sum().alias("known"),
        number.filter(known > 0).sum().alias("known_cases"),
        (number * met * met).sum().alias("met_squared"),
        (number * met * known).sum().alias("met_known"),
        (number * known * known).sum().alias("known_squared"),
    )
    counts = _by_verdict(defendants, "defendants").join(sums, on="cell")
    return _with_rates(
        counts.with_columns(convicted=pl.col("defendants") - pl.col("not_convicted"))
    )


def case_rates(cases: pl.DataFrame, defendants: pl.DataFrame) -> pl.DataFrame:
    """Rates with the case as unit; columns as of `defendant_rates`, counts of cases."""
    people = defendants.group_by("cell").agg(pl.col("defendants").sum())
    people_known = cases.group_by("cell").agg(
        (pl.col("cases") * pl.col("known")).sum().alias("defendants_known")
    )
    known = pl.col("met") + pl.col("unmet")
    counts = _by_verdict(cases, "cases").join(people, on="cell").join(people_known, on="cell")
    return _with_rates(
        counts.with_columns(
            convicted=pl.col("cases") - pl.col("not_convicted"),
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


def amounts_per_case(ordered: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Money ordered in every case and cell, in USD, exact; `ordered` as of `orders`, with cell.

    Columns: case, cell, and
    every: the sum of all amounts recorded, joint orders repeated as they stand
    once:  equal amounts are one order, unless the source marks joint orders itself; different
           amounts add
    low:   the largest amount only
    """
    amount = nw.col("amount_usd")
    repeated = ordered.group_by("cell", "case", "joint_order", "amount_usd").agg(
        nw.len().cast(nw.Int64).alias("times")
    )
    return repeated.group_by("cell", "case").agg(
        (amount * nw.col("times")).sum().alias("every"),
        amount.sum().alias("once"),
        amount.max().alias("low"),
    )


def amounts(of_cases: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Money ordered in each cell, from `amounts_per_case`.

    Columns: cell, amount_usd, amount_usd_once, amount_usd_once_low.
    """
    return of_cases.group_by("cell").agg(
        nw.col("every").sum().alias("amount_usd"),
        nw.col("once").sum().alias("amount_usd_once"),
        nw.col("low").sum().alias("amount_usd_once_low"),
    )


def _by_verdict(counts: pl.DataFrame, count: str) -> pl.DataFrame:
    """One column a verdict from a row a rank, and their total under the name of what is counted."""
    return counts.group_by("cell").agg(
        *(
            pl.col(count).filter(pl.col("rank") == CASE_VERDICTS.index(one)).sum().alias(one.column)
            for one in Verdict
        ),
        pl.col(count).sum(),
    )


def _with_rates(counts: pl.DataFrame) -> pl.DataFrame:
    in_question = pl.sum_horizontal(one.column for one in IN_QUESTION)
    met, unmet = pl.col("met"), pl.col("unmet")
    return counts.with_columns(
        rate=pl.when(met + unmet > 0).then(met / (met + unmet)),
        rate_low=pl.when(in_question > 0).then(met / in_question),
        rate_high=pl.when(in_question > 0).then((in_question - unmet) / in_question),
    )
