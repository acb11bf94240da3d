"""Every rate and sum of an audit, under every definition, for both units, by every group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from amends.accountability.definitions import Definition, definitions
from amends.accountability.engines import Engine
from amends.accountability.findings import DEFENDANT, Judged
from amends.accountability.groups import RANKED, SINGLE, several
from amends.accountability.intervals import effective_size, interval, pooled
from amends.accountability.rates import GROUP, amounts, case_rates, defendant_rates, per_case
from amends.accountability.verdict import Verdict

FEWEST_DEFENDANTS = 10
FEWEST_CASES = 5
FEWEST_OF_A_JUDGE = 20
"""A rate is drawn only from ten defendants in five cases upward; of a judge by name from twenty."""

Summary = dict[str, dict[str, dict[str, Any]]]
"""source → definition → unit → group → value → figures."""

_MEMBER = (*DEFENDANT, "verdict", "convicted", "outcome", "amount_usd", "joint_order")
_CLUSTER_SUMS = ("known", "known_cases", "met_squared", "met_known", "known_squared")


def summarise(judged: Judged, engine: Engine) -> tuple[Summary, pl.DataFrame]:
    """The summary as nested dictionaries, and the same as one table (a row a value).

    The table's columns: source, definition, unit, group, value and every figure.
    """
    population = engine.keep(_populations(judged))
    frames = []
    for group, members in _members(judged, population, engine):
        cases = engine.keep(per_case(members))
        money = amounts(members).collect(backend="polars").to_native()
        for unit, rates in (("defendant", defendant_rates), ("case", case_rates)):
            figures = rates(cases).collect(backend="polars").to_native()
            joined = figures.join(money, on=list(GROUP), how="left")
            frames.append(_with_intervals(joined, group, unit))
    table = pl.concat(frames, how="diagonal").sort("source", "definition", "unit", "group", "value")
    return _nested(table, judged), table


def _populations(judged: Judged) -> nw.LazyFrame[Any]:
    """Each finding once for every definition that takes it in."""
    return nw.concat(
        [
            judged.findings.filter(nw.col(f"in_{one.name}").fill_null(False)).with_columns(
                definition=nw.lit(one.name)
            )
            for one in definitions()
        ]
        + [judged.findings.with_columns(definition=nw.lit("all"))]
    )


def _members(
    judged: Judged, population: nw.LazyFrame[Any], engine: Engine
) -> Iterator[tuple[str, nw.LazyFrame[Any]]]:
    for group, value in SINGLE.items():
        members = population.with_columns(value=value).filter(~nw.col("value").is_null())
        yield group, members.select(*_MEMBER, "definition", "value")
    for group, pairs in several(judged).items():
        kept = engine.keep(pairs)
        joined = population.join(kept, on=list(DEFENDANT), how="inner")
        yield group, joined.select(*_MEMBER, "definition", "value")


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
    low, high = interval(rate, size)
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
