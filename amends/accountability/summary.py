"""Every rate and sum of an audit, under every definition, for both units, by every group."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
import polars.selectors as cs

from amends.accountability.definitions import Definition, definitions
from amends.accountability.engines import Engine
from amends.accountability.findings import Judged
from amends.accountability.groups import GROUPS, OF_CASE, RANKED, SINGLE, several
from amends.accountability.intervals import effective_size, interval, pooled, widened
from amends.accountability.rates import (
    GROUP,
    amounts,
    case_rates,
    counted,
    defendant_rates,
    orders,
    per_case,
    sums,
    verdicts,
)
from amends.accountability.verdict import Verdict

FEWEST_DEFENDANTS = 10
FEWEST_CASES = 5
FEWEST_OF_A_JUDGE = 20
"""A rate is drawn only from ten defendants in five cases upward; of a judge by name from twenty."""

Summary = dict[str, dict[str, dict[str, Any]]]
"""source → definition → unit → group → value → figures."""

_CLUSTER_SUMS = ("known", "known_cases", "met_squared", "met_known", "known_squared")
_COUNTED = ("rank", "met", "known", "in_question", "ordered", "guilty")
_EVERYBODY = "all"


def summarise(
    judged: Judged, engine: Engine, groups: Collection[str] = GROUPS
) -> tuple[Summary, pl.DataFrame]:
    """The summary as nested dictionaries, and the same as one table (a row a value).

    groups: by what the rates are shown; names of `groups.GROUPS`
    The table's columns: source, definition, unit, group, value and every figure.
    """
    members = engine.keep(_members(judged))
    paid = engine.keep(orders(members))
    cases = engine.keep(per_case(_by_definition(members, *_COUNTED), "definition"))
    frames = []
    for group, values in _values(judged).items():
        if group not in groups:
            continue
        names, places = _numbered(values, engine)
        if group in OF_CASE:
            placed = members.join(places, on="case")
            summed = sums(cases.join(places, on="case"))
            money = amounts(_by_definition(paid.join(places, on="case"), *_MONEY))
        else:
            placed = members.join(places, on="person")
            summed = sums(per_case(_by_definition(placed, "place", *_COUNTED), *GROUP))
            money = amounts(_by_definition(paid.join(places, on="person"), *_MONEY))
        of_cases, dollars = _settled(summed), _settled(money)
        defendants = _unmasked(_settled(verdicts(placed, "place", "mask")))
        for unit, rates in (
            ("defendant", defendant_rates(of_cases, defendants)),
            ("case", case_rates(of_cases)),
        ):
            figures = rates.join(dollars, on=GROUP, how="left").join(names, on="place")
            frames.append(_with_intervals(_named(figures), group, unit))
    table = pl.concat(frames, how="diagonal").sort("source", "definition", "unit", "group", "value")
    return _nested(table, judged), table


_MONEY = ("place", "joint_order", "amount_usd")


def _members(judged: Judged) -> nw.LazyFrame[Any]:
    """Every finding in as few bytes as rates need; `mask` has a bit for each definition."""
    taken = [nw.col(f"in_{one.name}").fill_null(value=False) for one in definitions()]
    bits = [flag.cast(nw.Int16) * 2**place for place, flag in enumerate(taken)]
    mask = nw.sum_horizontal(*bits) + 2 ** len(taken)
    return judged.findings.select(
        "person", "case", "amount_usd", "joint_order", *counted(), mask=mask.cast(nw.Int16)
    )


def _definition_names() -> list[str]:
    """Definitions in the order of their bits and numbers; last everybody."""
    return [*(one.name for one in definitions()), _EVERYBODY]


def _by_definition(members: nw.LazyFrame[Any], *columns: str) -> nw.LazyFrame[Any]:
    """Each member once for every definition that takes it in: case, definition and `columns`."""
    return nw.concat(
        [
            members.filter((nw.col("mask") // 2**place) % 2 == 1).select(
                "case", *columns, definition=nw.lit(place).cast(nw.Int8)
            )
            for place in range(len(_definition_names()))
        ]
    )


def _unmasked(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts by mask as counts by definition."""
    return pl.concat(
        counts.filter((pl.col("mask") // 2**place) % 2 == 1)
        .group_by("place", "rank")
        .agg(pl.col("defendants").sum())
        .with_columns(definition=pl.lit(place, dtype=pl.Int64))
        for place in range(len(_definition_names()))
    )


def _values(judged: Judged) -> dict[str, nw.LazyFrame[Any]]:
    """For each group, who has which value: person (or case) , source and value."""
    of_case = judged.findings.unique(subset=["case"])
    single = {
        group: of_case.select("case", "source", value=value)
        if group in OF_CASE
        else judged.findings.select("person", "source", value=value)
        for group, value in SINGLE.items()
    }
    sources = judged.findings.select("person", "source")
    return single | {
        group: pairs.join(sources, on="person", how="inner")
        for group, pairs in several(judged).items()
    }


def _numbered(values: nw.LazyFrame[Any], engine: Engine) -> tuple[pl.DataFrame, nw.LazyFrame[Any]]:
    """The values of a group with a number each (source, value, place), and who has which number."""
    values = values.filter(~nw.col("value").is_null())
    distinct = values.select("source", "value").unique().collect(backend="polars").to_native()
    names = distinct.sort("source", "value").with_columns(
        place=pl.int_range(pl.len(), dtype=pl.Int32)
    )
    places = values.join(engine.take(names), on=["source", "value"]).drop("source", "value")
    return names.with_columns(pl.col("place").cast(pl.Int64)), engine.keep(places)


def _named(figures: pl.DataFrame) -> pl.DataFrame:
    """Definitions by name, and rows in one order: estimates must not depend on threads."""
    names = dict(enumerate(_definition_names()))
    return (
        figures.with_columns(pl.col("definition").replace_strict(names, return_dtype=pl.String))
        .drop("place")
        .sort("source", "definition", "value")
    )


def _settled(figures: nw.LazyFrame[Any]) -> pl.DataFrame:
    """A small result at hand, in types that do not depend on the engine.

    Engines widen sums each in its own way: DuckDB gives a sum of whole numbers as a decimal.
    """
    frame: pl.DataFrame = figures.collect(backend="polars").to_native()
    money = cs.starts_with("amount")
    return frame.with_columns(
        money.cast(pl.Decimal(38, 2)), ((cs.decimal() | cs.integer()) - money).cast(pl.Int64)
    )


def _with_intervals(figures: pl.DataFrame, group: str, unit: str) -> pl.DataFrame:
    """Intervals, pooled estimates for ranked groups, and rates withheld where too few are known."""
    sums = {name: figures[name].cast(pl.Float64).to_numpy() for name in _CLUSTER_SUMS}
    met = figures["met"].cast(pl.Float64).to_numpy()
    size = effective_size(
        met,
        sums["known"],
        sums["known_cases"],
        sums["met_squared"],
        sums["met_known"],
        sums["known_squared"],
    )
    rate = figures["rate"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    low, high = interval(rate, widened(size, sums["known"], sums["known_cases"]))
    known = "defendants_known" if unit == "case" else "known"
    fewest = FEWEST_OF_A_JUDGE if group == "judge" else FEWEST_DEFENDANTS
    enough = (pl.col(known) >= fewest) & (pl.col("known_cases") >= FEWEST_CASES)
    dressed = figures.with_columns(
        pl.lit(unit).alias("unit"),
        pl.lit(group).alias("group"),
        pl.Series("interval_low", low),
        pl.Series("interval_high", high),
        pl.Series("effective_size", size),
        pl.col("defendants" if unit == "defendant" else "cases").alias("charged"),
        pl.col("amount_usd", "amount_usd_once", "amount_usd_once_low").fill_null(0),
    ).with_columns(enough.alias("rate_drawn"))
    if group in RANKED:
        dressed = pl.concat(
            [
                _with_pooled(part)
                for part in dressed.partition_by("source", "definition", maintain_order=True)
            ],
            how="diagonal",
        )
    drawn = ("rate", "rate_low", "rate_high", "interval_low", "interval_high")
    return dressed.with_columns(
        pl.when("rate_drawn").then(pl.col(name).fill_nan(None)).alias(name) for name in drawn
    ).drop(*_CLUSTER_SUMS[1:], strict=False)


def _with_pooled(part: pl.DataFrame) -> pl.DataFrame:
    known = part.filter(pl.col("effective_size") > 0)
    if known.height < 3:
        return part
    estimate = pooled(
        (known["met"] / known["known"]).to_numpy(), known["effective_size"].to_numpy()
    )
    lean = known.select("value").with_columns(
        pl.Series("pooled", estimate.rate),
        pl.Series("pooled_low", estimate.low),
        pl.Series("pooled_high", estimate.high),
    )
    return part.join(lean, on="value", how="left", maintain_order="left")


def _nested(table: pl.DataFrame, judged: Judged) -> Summary:
    summary: Summary = {}
    sources = judged.findings.select("source").unique().collect(backend="polars").to_native()
    available = _available(judged)
    for source in sorted(sources["source"]):
        summary[source] = {}
        for one in definitions():
            if not available[source, one.name]:
                summary[source][one.name] = {"not available": _why(one)}
    for row in table.iter_rows(named=True):
        if row["definition"] == "all" or not available.get(
            (row["source"], row["definition"]), True
        ):
            continue
        place = summary[row["source"]].setdefault(row["definition"], {})
        values = place.setdefault(row["unit"], {}).setdefault(row["group"], {})
        values[row["value"]] = _figures(row)
    return summary


_FIGURES = (
    *(one.column for one in Verdict),
    "defendants",
    "cases",
    "charged",
    "convicted",
    "rate",
    "rate_low",
    "rate_high",
    "interval_low",
    "interval_high",
    "pooled",
    "pooled_low",
    "pooled_high",
    "amount_usd",
    "amount_usd_once",
    "amount_usd_once_low",
    "rate_drawn",
)


def _figures(row: dict[str, Any]) -> dict[str, Any]:
    """One value's figures as JSON writes them: money as text to the cent, rates to six places."""
    figures: dict[str, Any] = {}
    for name in _FIGURES:
        value = row.get(name)
        if name.startswith("pooled") and value is None:
            continue
        if name.startswith("amount"):
            value = f"{value:.2f}"
        elif isinstance(value, float):
            value = round(value, 6)
        figures[name] = value
    return figures


def _available(judged: Judged) -> dict[tuple[str, str], bool]:
    """Whether a source can be counted under a definition at all."""
    known = judged.findings.group_by("source").agg(
        *(
            (~nw.col(f"in_{one.name}").is_null()).cast(nw.Int64).max().alias(one.name)
            for one in definitions()
        )
    )
    rows = known.collect(backend="polars").to_native().iter_rows(named=True)
    return {(row["source"], one.name): bool(row[one.name]) for row in rows for one in definitions()}


def _why(one: Definition) -> str:
    return f"{one.publisher}: {one.cannot_be_reproduced}; this source carries no such flag"
