"""`amends audit`: findings, summary and report written, and a short table printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from amends.accountability.audit import Audit, AuditError, write
from amends.accountability.audit import audit as hold_against_the_law
from amends.accountability.definitions import definitions
from amends.accountability.engines import Engine, duckdb_engine, polars_engine
from amends.cli.terminal import Terminal
from amends.editions.release import Edition
from amends.publishing.report import write_report


def run_audit(
    edition: Edition,
    out: Path,
    definition: str,
    on: date | None,
    terminal: Terminal,
    engine: str = "polars",
) -> Audit:
    """Audit an edition into a folder and say what came of it."""
    known_definition(definition)
    runs_on = engine_named(engine)
    with terminal.progress() as progress:
        result = hold_against_the_law(edition, on=on, engine=runs_on, progress=progress)
        progress("writing findings", 3, 5)
        written = write(result, out)
        progress("drawing the report", 4, 5)
        written += write_report(result, out, definition=definition)
    terminal.say(_table(result, definition))
    terminal.say(
        f"\nWritten to {out}: findings.csv, findings.parquet, summary.json, report.html, charts/"
    )
    terminal.result(
        {
            "edition": edition.name,
            "on": result.on,
            "written": [str(path) for path in written],
            "figures": {
                source: figures[definition].get("defendant", {}).get("all", {}).get("all")
                or figures[definition]
                for source, figures in result.summary.items()
            },
        }
    )
    return result


def engine_named(name: str) -> Engine:
    """The engine of that name. Raises AuditError with those that there are."""
    if name == "polars":
        return polars_engine()
    if name == "duckdb":
        import duckdb

        return duckdb_engine(duckdb.connect())
    raise AuditError(f"there is no engine {name!r}; choose polars or duckdb")


def known_definition(name: str) -> str:
    """The name of a definition that there is. Raises AuditError with those that there are."""
    names = [one.name for one in definitions()]
    if name not in names:
        raise AuditError(f"there is no definition {name!r}; choose one of {', '.join(names)}")
    return name


def _table(result: Audit, definition: str) -> str:
    """The first figures of each source, by defendant and by case, as plain text."""
    lines = [f"Definition: {definition}. As of {result.on}. Edition {result.edition.name}.", ""]
    lines.append(
        f"{'source':<12}{'unit':<11}{'met':>6}{'unmet':>7}{'unknown':>9}"
        f"{'rate':>8}   {'95% interval':<16}{'bounds':<16}"
    )
    for source, by_definition in result.summary.items():
        for unit in ("defendant", "case"):
            figures = by_definition[definition].get(unit, {}).get("all", {}).get("all")
            if figures is None:
                reason = by_definition[definition].get("not available", "no defendant")
                lines.append(f"{source:<12}{unit:<11}not available: {reason}")
                continue
            lines.append(
                f"{source:<12}{unit:<11}{figures['met']:>6,}{figures['unmet']:>7,}"
                f"{figures['unknown']:>9,}{_share(figures['rate']):>8}   "
                f"{_range(figures, 'interval_low', 'interval_high'):<16}"
                f"{_range(figures, 'rate_low', 'rate_high'):<16}"
            )
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _range(figures: dict[str, Any], low: str, high: str) -> str:
    if figures[low] is None:
        return "too few"
    return f"{figures[low]:.1%}-{figures[high]:.1%}"
