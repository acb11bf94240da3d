"""Every rate and sum of an audit, under every definition, for both units, by every group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
import polars.selectors as cs

from amends.accountability.definitions import Definition, definitions
from amends.accountability.engines import Engine
from amends.accountability.findings import Judged
from amends.accountability.groups import GROUPS, OF_CASE, RANKED, values_of
from amends.accountability.intervals import effective_size, interval, pooled, widened
from amends.accountability.rates import (
    alike,
    amounts,
    amounts_per_case,
    case_rates,
    counted,
    defendant_rates,
    orders,
    per_case,
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
_COUNTED = ("rank", "met", "known", "ordered")
_MONEY = ("joint_order", "amount_usd")
_EVERYBODY = "all"


def summarise(
    judged: Judged, engine: Engine, groups: Collection[str] = GROUPS
) -> tuple[Summary, pl.DataFrame]:
    """The summary as nested dictionaries, and the same as one table (a row a value).

    groups: by what the rates are shown; names of `groups.GROUPS`
    The table's columns: source, definition, unit, group, value and every figure.
    """
    found = judged.findings.select("source").unique().collect(backend="polars").to_native()
    sources = sorted(found["source"])
    populations = [(source, one) for source in sources for one in _definition_names()]
    members = engine.keep(_members(judged, sources, engine))
    paid = engine.keep(orders(members))
    everybody = _by_definition(members, *_COUNTED).rename({"population": "cell"})
    cases = engine.keep(per_case(everybody, len(populations)))
    paid_by_everybody = _by_definition(paid, *_MONEY).rename({"population": "cell"})
    money = engine.keep(amounts_per_case(paid_by_everybody))
    frames = []
    for group in groups:
        names, who = values_of(group, judged, engine)
        places = engine.keep(who)
        cell = (nw.col("population") * len(names) + nw.col("value")).cast(nw.Int32)
        key = "case" if group in OF_CASE else "person"
        placed = members.join(places, on=key)
        if group in OF_CASE:
            of_group = cases.rename({"cell": "population"}).join(places, on="case")
            clusters = of_group.with_columns(cell=cell)
            ordered = money.rename({"cell": "population"}).join(places, on="case")
            sums = ordered.with_columns(cell=cell)
        else:
            of_group = _by_definition(placed, "value", *_COUNTED).with_columns(cell=cell)
            clusters = per_case(of_group, len(populations) * len(names))
            ordered = _by_definition(paid.join(places, on=key), "value", *_MONEY)
            sums = amounts_per_case(ordered.with_columns(cell=cell))
        dollars = _settled(amounts(sums))
        of_cases = _settled(alike(clusters))
        counts = _settled(verdicts(placed, "source_number", "value", "mask"))
        defendants = _unmasked(counts).select("rank", "defendants", cell=_in_polars(len(names)))
        for unit, rates in (("defendant", defendant_rates), ("case", case_rates)):
            figures = rates(of_cases, defendants).join(dollars, on="cell", how="left")
            named = _named(figures, populations, names)
            frames.append(_with_intervals(named, group, unit))
    table = pl.concat(frames, how="diagonal").sort("source", "definition", "unit", "group", "value")
    return _nested(table, judged), table


def _in_polars(values: int) -> pl.Expr:
    return pl.col("population") * values + pl.col("value")


def _members(judged: Judged, sources: list[str], engine: Engine) -> nw.LazyFrame[Any]:
    """Every finding in as few bytes as rates need; `mask` has a bit for each definition."""
    numbers = pl.DataFrame(
        {"source": sources, "source_number": range(len(sources))},
        schema={"source": pl.String, "source_number": pl.Int32},
    )
    taken = [nw.col(f"in_{one.name}").fill_null(value=False) for one in definitions()]
    bits = [flag.cast(nw.Int16) * 2**place for place, flag in enumerate(taken)]
    mask = nw.sum_horizontal(*bits) + 2 ** len(taken)
    columns = ("person", "case", "source_number", *_MONEY)
    return judged.findings.join(engine.take(numbers), on="source").select(
        *columns, *counted(), mask=mask.cast(nw.Int16)
    )


def _definition_names() -> list[str]:
    """Definitions in the order of their bits and numbers; last everybody."""
    return [*(one.name for one in definitions()), _EVERYBODY]


def _by_definition(members: nw.LazyFrame[Any], *columns: str) -> nw.LazyFrame[Any]:
    """Each member once for every definition that takes it in: case, population and `columns`.

    A population is a definition of a source: sources are never summed.
    """
    several = len(_definition_names())
    return nw.concat(
        [
            members.filter((nw.col("mask") // 2**place) % 2 == 1).select(
                "case",
                *columns,
                population=(nw.col("source_number") * several + place).cast(nw.Int32),
            )
            for place in range(several)
        ]
    )


def _unmasked(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts by source, value, mask and rank as counts by population, value and rank."""
    several = len(_definition_names())
    return pl.concat(
        counts.filter((pl.col("mask") // 2**place) % 2 == 1)
        .group_by("source_number", "value", "rank")
        .agg(pl.col("defendants").sum())
        .with_columns(population=pl.col("source_number") * several + place)
        for place in range(several)
    )


def _named(
    figures: pl.DataFrame, populations: list[tuple[str, str]], names: Sequence[str]
) -> pl.DataFrame:
    """Cells by name, and rows in one order: estimates must not depend on threads."""
    cells = pl.DataFrame(
        [(source, definition, value) for source, definition in populations for value in names],
        schema=dict.fromkeys(("source", "definition", "value"), pl.String),
        orient="row",
    ).with_row_index("cell")
    return (
        figures.join(cells.with_columns(pl.col("cell").cast(pl.Int64)), on="cell")
        .drop("cell")
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
    drawn = ["rate", "rate_low", "rate_high", "interval_low", "interval_high"]
    if group == "judge":  # of a person by name not even an estimate that leans on others
        drawn += [name for name in dressed.columns if name.startswith("pooled")]
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
