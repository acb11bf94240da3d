"""The audit on Polars and DuckDB against two rivals, each alone in a process of its own.

    python -m benchmarks.audit --defendants 1000000

Every contestant must come to the same verdicts and rates before a time is printed. Of several
runs the fastest counts. The script is given a tenth of the cases unless `--script-whole`; its
answers are then compared on an edition of a tenth of the size.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.agreement import demand_agreement
from benchmarks.generate import COUNTS_EACH, write_edition

RESULTS = Path(__file__).parent / "results"
SHARE = 10
LABELS = {
    "polars": "Amends on Polars",
    "duckdb": "Amends on DuckDB",
    "pandas": "rival: pandas",
    "script": "rival: row by row",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds and gigabytes of one run; Amends reads while it computes."""

    read: float
    compute: float
    write: float
    processor: float
    gigabytes: float

    @property
    def seconds(self) -> float:
        """Reading and computing; writing the figures takes milliseconds."""
        return self.read + self.compute


def contest(name: str, edition: Path, out: Path, times: int = 1, memory: str = "1GB") -> Run:
    """Run one contestant; the fastest of several runs. memory: what DuckDB may use for itself."""
    runs = []
    for _ in range(times):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.contest", name, str(edition), str(out), memory],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        runs.append(Run(**json.loads(done.stdout.splitlines()[-1])))
    return min(runs, key=lambda run: run.seconds)


def compare(defendants: int, times: int, *, script_whole: bool = False) -> str:
    """The table of results, as text; raises DisagreementError rather than print a wrong one."""
    share = 1 if script_whole else SHARE
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        edition = write_edition(folder / "edition", defendants)
        part = write_edition(folder / "part", defendants // share)
        runs = {name: contest(name, edition, folder / "out", times) for name in list(LABELS)[:3]}
        agreed = min(
            demand_agreement(folder / "out", "polars", name) for name in ("duckdb", "pandas")
        )
        runs["script"] = contest("script", part, folder / "part-out")
        contest("polars", part, folder / "part-out")
        demand_agreement(folder / "part-out", "polars", "script")
    return _table(runs, defendants, share, agreed)


def machine() -> str:
    """What it ran on, in one line."""
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {gibibytes:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; load when it ended {os.getloadavg()[0]:.1f}"
    )


def _table(runs: dict[str, Run], defendants: int, share: int, agreed: int) -> str:
    lines = [
        f"{defendants:,} defendants, {defendants * COUNTS_EACH:,} charge lines. {machine()}.",
        f"All contestants agree on every verdict and on {agreed} rows of rates.",
        "",
        "| | read s | compute s | read + compute s | processor s | peak GB | Polars is | "
        "DuckDB is |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, run in runs.items():
        scale = share if name == "script" else 1
        taken = run.seconds * scale
        ratios = " | ".join(f"{taken / runs[ours].seconds:.1f} ×" for ours in ("polars", "duckdb"))
        read = "with it" if name in ("polars", "duckdb") else f"{run.read * scale:.1f}"
        lines.append(
            f"| {LABELS[name]}{'*' if scale > 1 else ''} | {read} | {run.compute * scale:.1f} | "
            f"{taken:.1f} | {run.processor * scale:.1f} | {run.gigabytes:.2f} | {ratios} |"
        )
    if share > 1:
        lines += [
            "",
            f"\\* run on {defendants // share:,} defendants; its times are multiplied by ",
        ]
        lines[-1] += f"{share}, its memory is not."
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, and keep it with `--keep`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--defendants", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--script-whole", action="store_true")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/audit.md")
    asked = parser.parse_args()
    table = compare(asked.defendants, asked.times, script_whole=asked.script_whole)
    print(table)
    if asked.keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "audit.md").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
