"""One contestant, run alone: reads, computes, writes, and says how long each took and its memory.

python -m benchmarks.contest pandas build/edition build/out
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.generate import EDITION_DATE

KEYS = ("definition", "unit", "group", "value")
VERDICTS = (
    *("met", "unmet", "unknown", "open", "past_90_days", "duty_uncertain", "no_victim_recorded"),
    *("not_yet_sentenced", "no_mandatory_duty", "not_convicted"),
)
RATES = ("rate", "rate_low", "rate_high")
MONEY = ("cents", "cents_once")
GROUPS = ("all", "year", "circuit", "statute")


def ours(engine_name: str, *, everything: bool = False) -> Callable[[Path], Any]:
    """The audit itself on an engine; `everything`: all groups, not only those of the rivals."""

    def run(directory: Path) -> Any:
        from amends.accountability.engines import duckdb_engine, polars_engine
        from amends.accountability.findings import frames_of, judge
        from amends.accountability.groups import GROUPS as EVERY_GROUP
        from amends.accountability.summary import summarise

        started = time.perf_counter()
        if engine_name == "duckdb":
            import duckdb

            connection = duckdb.connect(config={"memory_limit": memory_of_duckdb(), "threads": 2})
            engine = duckdb_engine(connection)
            tables = frames_of(lambda name: connection.read_parquet(f"{directory}/{name}.parquet"))
        else:
            engine = polars_engine()
            tables = frames_of(lambda name: pl.scan_parquet(directory / f"{name}.parquet"))
        judged = judge(tables, engine, EDITION_DATE)
        groups = EVERY_GROUP if everything else GROUPS
        _, figures = summarise(judged, engine, groups)
        counts = judged.findings.group_by("verdict").agg(_length())
        verdicts = dict(counts.collect(backend="polars").to_native().iter_rows())
        computed = time.perf_counter()
        return verdicts, _own_figures(figures), {"read": 0.0, "compute": computed - started}

    return run


def memory_of_duckdb() -> str:
    """What DuckDB may use for itself, beside what Python and the figures need."""
    return sys.argv[4] if len(sys.argv) > 4 else "1GB"


def _length() -> Any:
    import narwhals as nw

    return nw.len()


def _own_figures(figures: pl.DataFrame) -> pl.DataFrame:
    """Our table in the rivals' columns; rates too few to be drawn are worked out again."""
    question = pl.sum_horizontal(
        "met", "unmet", "unknown", "open", "past_90_days", "duty_uncertain"
    )
    return figures.filter(
        (pl.col("definition") != "all") & pl.col("group").is_in(GROUPS)
    ).with_columns(
        cents=(pl.col("amount_usd") * 100).cast(pl.Int64),
        cents_once=(pl.col("amount_usd_once") * 100).cast(pl.Int64),
        rate=pl.coalesce("rate", pl.col("met") / (pl.col("met") + pl.col("unmet"))),
        rate_low=pl.coalesce("rate_low", pl.col("met") / question),
        rate_high=pl.coalesce("rate_high", (question - pl.col("unmet")) / question),
    )


def pandas(directory: Path) -> Any:
    import pandas as pd

    from benchmarks.rivals import law, pandas_audit

    started = time.perf_counter()
    tables = pandas_audit.read(directory)
    read = time.perf_counter()
    verdicts, rates = pandas_audit.compute(tables, pd.Timestamp(EDITION_DATE))
    computed = time.perf_counter()
    counted = {law.RANK[int(place)]: int(number) for place, number in verdicts.items()}
    return counted, pl.from_pandas(rates), {"read": read - started, "compute": computed - read}


def script(directory: Path) -> Any:
    from benchmarks.rivals import script_audit

    started = time.perf_counter()
    tables = script_audit.read(directory)
    read = time.perf_counter()
    verdicts, rates = script_audit.compute(tables, EDITION_DATE)
    computed = time.perf_counter()
    frame = pl.DataFrame(rates, infer_schema_length=None)
    return dict(verdicts), frame, {"read": read - started, "compute": computed - read}


CONTESTANTS: dict[str, Callable[[Path], Any]] = {
    "polars": ours("polars"),
    "duckdb": ours("duckdb"),
    "polars-everything": ours("polars", everything=True),
    "duckdb-everything": ours("duckdb", everything=True),
    "pandas": pandas,
    "script": script,
}


def settled(figures: pl.DataFrame) -> pl.DataFrame:
    """Figures in one order and one set of types, whoever made them."""
    return figures.select(
        *KEYS,
        *(pl.col(name).cast(pl.Int64) for name in VERDICTS),
        *(pl.col(name).cast(pl.Float64).fill_nan(None) for name in RATES),
        *(pl.col(name).fill_null(0).cast(pl.Int64) for name in MONEY),
    ).sort(KEYS)


def main() -> None:
    """Run the contestant named, write its figures, print its times as JSON."""
    name, directory, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    verdicts, figures, times = CONTESTANTS[name](directory)
    started = time.perf_counter()
    out.mkdir(parents=True, exist_ok=True)
    settled(figures).write_parquet(out / f"{name}.parquet")
    (out / f"{name}.json").write_text(json.dumps(verdicts, sort_keys=True))
    times["write"] = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    times["processor"] = used.ru_utime + used.ru_stime
    print(json.dumps({**times, "gigabytes": used.ru_maxrss * 1024 / 1e9}))


if __name__ == "__main__":
    main()
