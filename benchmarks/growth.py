"""How time grows with the number of charge lines, on each engine: a table and a chart.

python -m benchmarks.growth --keep
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

from benchmarks.agreement import demand_agreement
from benchmarks.audit import LABELS, RESULTS, contest, machine
from benchmarks.generate import COUNTS_EACH, write_edition

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ENGINES = ("polars", "duckdb")


def measure(sizes: Sequence[int], times: int) -> pl.DataFrame:
    """A row a size and engine: charge lines, engine, seconds, gigabytes."""
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        for lines in sizes:
            folder = Path(temporary) / str(lines)
            edition = write_edition(folder / "edition", lines // COUNTS_EACH)
            for engine in ENGINES:
                run = contest(engine, edition, folder / "out", times, memory="3GB")
                rows.append((lines, LABELS[engine], run.seconds, run.gigabytes))
            demand_agreement(folder / "out", *ENGINES)
    return pl.DataFrame(
        rows, schema=["charge lines", "engine", "seconds", "gigabytes"], orient="row"
    )


def table(measured: pl.DataFrame) -> str:
    """The measurements as a Markdown table."""
    lines = [
        f"{machine()}.",
        "",
        "| charge lines | engine | seconds | peak GB | microseconds a line |",
        "|--:|---|--:|--:|--:|",
    ]
    for count, engine, seconds, gigabytes in measured.iter_rows():
        each = seconds / count * 1e6
        lines.append(f"| {count:,} | {engine} | {seconds:.1f} | {gigabytes:.2f} | {each:.1f} |")
    return "\n".join(lines) + "\n"


def chart(measured: pl.DataFrame) -> Any:
    """Seconds against charge lines on logarithmic axes; engines told apart by dashes too."""
    return (
        alt.Chart(measured.to_pandas())
        .mark_line(point=True)
        .encode(
            alt.X("charge lines:Q", scale=alt.Scale(type="log"), axis=alt.Axis(format="~s")),
            alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds, reading included"),
            alt.Color("engine:N", scale=alt.Scale(range=["#0b5fa5", "#b8420f"]), title=None),
            alt.StrokeDash("engine:N", title=None),
        )
        .properties(width=460, height=280, title="Time of an audit as the record grows")
    )


def main() -> None:
    """Print the table; with `--keep` write it and the chart to benchmarks/results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    measured = measure([size for size in SIZES if size <= asked.most], asked.times)
    text = table(measured)
    print(text)
    if asked.keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "growth.md").write_text(text, encoding="utf-8")
        chart(measured).save(RESULTS / "growth.svg")


if __name__ == "__main__":
    main()
