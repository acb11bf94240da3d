"""The audit of one edition: judged, summed up, and written where others can check it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import narwhals as nw
import polars as pl

from amends.accountability.engines import Engine, Frames, polars_engine
from amends.accountability.findings import frames_of, judge
from amends.accountability.findings_table import findings_table
from amends.accountability.summary import Summary, summarise
from amends.editions.release import Edition

Progress = Callable[[str, int, int], None]

STEPS = 3


class AuditError(Exception):
    """An audit whose results cannot be written."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Findings, their summary (nested, and as a table) and the edition and day they speak of."""

    findings: pl.DataFrame
    summary: Summary
    figures: pl.DataFrame
    edition: Edition
    on: date


def audit(
    edition: Edition,
    *,
    on: date | None = None,
    engine: Engine | None = None,
    progress: Progress = lambda _what, _done, _steps: None,
) -> Audit:
    """Hold an edition against the law, as of `on` (by default the edition's own date)."""
    engine = engine or polars_engine()
    day = on or edition.dated
    progress("holding every conviction against the law of its day", 0, STEPS)
    judged = judge(_tables(edition, engine), engine, day)
    progress("working out rates and intervals", 1, STEPS)
    summary, figures = summarise(judged, engine)
    progress("gathering the evidence", 2, STEPS)
    findings = findings_table(judged, edition)
    progress("done", STEPS, STEPS)
    return Audit(findings, summary, figures, edition, day)


def _tables(edition: Edition, engine: Engine) -> Frames:
    """The edition's tables on an engine; Polars scans the files, others are handed them."""
    if engine.name == "polars":
        return frames_of(edition.scan)
    return frames_of(lambda table: nw.to_native(engine.take(edition.scan(table).collect())))


def write(result: Audit, out: Path) -> list[Path]:
    """Write findings.parquet, findings.csv and summary.json; each appears whole or not at all.

    Raises AuditError when the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        parquet = _whole(out / "findings.parquet", _parquet(result.findings))
        table = _whole(out / "findings.csv", guarded(result.findings).write_csv().encode())
        text = json.dumps(result.summary, indent=1, ensure_ascii=False)
        summary = _whole(out / "summary.json", text.encode())
    except OSError as error:
        raise AuditError(
            f"{error.filename or out}: cannot be written ({error.strerror or error}); choose "
            "another folder with --out, or make room"
        ) from error
    return [parquet, table, summary]


def _whole(path: Path, content: bytes) -> Path:
    """Write beside the file, then rename: a reader never sees half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def _parquet(frame: pl.DataFrame) -> bytes:
    """Packed in memory, so that a full disk is an OSError and not an error of the format."""
    packed = io.BytesIO()
    frame.write_parquet(packed)
    return packed.getvalue()


def guarded(findings: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return findings.with_columns(
        pl.when(pl.col(pl.String).str.contains(r"^[=+\-@\t\r]"))
        .then("'" + pl.col(pl.String))
        .otherwise(pl.col(pl.String))
        .name.keep()
    )
