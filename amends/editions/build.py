"""An edition made: sources and decisions in, one immutable folder out, put into force at once."""

from __future__ import annotations

import filecmp
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

import amends
from amends.editions import decisions as log
from amends.editions.assemble import laid_out, tables_of
from amends.editions.corrections import correct
from amends.editions.package import describe
from amends.editions.release import (
    BUILD_LOCK,
    CURRENT,
    EDITIONS,
    Edition,
    ReleaseError,
    open_release,
)
from amends.editions.withholding import (
    quarantine_without,
    tombstones_without,
    without_withheld_names,
)
from amends.law.tables import fingerprint as rules_fingerprint
from amends.record.schema import DOCUMENTS, QUARANTINE, TABLES, TOMBSTONES
from amends.sources.extract import Extract
from amends.sources.recognise import named

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many steps are done, and how many there are."""


class BuildError(Exception):
    """An edition that could not be made or put into force; the earlier one stays as it was."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished edition and what was set aside on the way."""

    edition: Edition
    rows_in: int
    rows_out: int
    rows_quarantined: int
    set_aside: int


def build(
    sources: Sequence[Path],
    out: Path,
    *,
    on: date | None = None,
    progress: Progress = lambda _what, _done, _steps: None,
) -> Built:
    """Make an edition from source files and the decisions beside it, and put it into force.

    on: the edition's date; by default the newest day to which any of its sources speaks.
    Raises SourceError for a file that cannot be read at all, DecisionError for a broken log, and
    BuildError when the folder cannot be written or somebody else is building.
    """
    extracts = []
    files = list(named(sources))
    for step, (source, file, layout) in enumerate(files):
        progress(f"reading {file.name}", step, len(files) + 1)
        extracts.append(layout.read(file, source))
    progress("writing the edition", len(files), len(files) + 1)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / BUILD_LOCK, timeout=30):
            edition = _put_in_force(extracts, out, on)
    except Timeout:
        raise BuildError(f"{out}: another build has been running for 30 seconds") from None
    except OSError as error:
        what = error.strerror or str(error)
        raise BuildError(
            f"{error.filename or out}: cannot be written ({what}); the earlier edition is untouched"
        ) from error
    progress("done", len(files) + 1, len(files) + 1)
    read = [extract.document for extract in extracts]
    return Built(
        edition,
        sum(document.rows_in for document in read),
        sum(document.rows_out for document in read),
        sum(document.rows_quarantined for document in read),
        sum(extract.quarantine.height for extract in extracts),
    )


def edition_tables(
    extracts: Sequence[Extract], decided: Sequence[log.Decision] = ()
) -> dict[str, pl.DataFrame]:
    """Every table of an edition that has a row, from extracts and people's decisions.

    Raises DecisionError for a decision that cannot be carried out.
    """
    statements = pl.concat([extract.statements for extract in extracts])
    current = statements.with_columns(pl.lit(value=False).alias("superseded"))
    corrected = correct(current, decided)
    tables = tables_of(without_withheld_names(corrected.statements, corrected.taken_out))
    documents = pl.DataFrame([asdict(extract.document) for extract in extracts])
    quarantine = pl.concat([extract.quarantine for extract in extracts])
    beside = {
        DOCUMENTS: documents,
        QUARANTINE: quarantine_without(quarantine, corrected.taken_out),
        TOMBSTONES: tombstones_without(corrected.tombstones, corrected.taken_out),
    }
    for table, frame in beside.items():
        tables[table.name] = laid_out(frame, table).sort(table.key, maintain_order=True)
    order = {table.name: place for place, table in enumerate(TABLES)}
    return {
        name: tables[name]
        for name in sorted(tables, key=order.__getitem__)
        if not tables[name].is_empty()
    }


def _put_in_force(extracts: Sequence[Extract], out: Path, on: date | None) -> Edition:
    decided = log.read_log(log.log_of(out))
    _must_hold_earlier_decisions(decided, out)
    dated = on or max(
        (one.document.as_of for one in extracts if one.document.as_of), default=date(1970, 1, 1)
    )
    manifest = {
        "version": amends.__version__,
        "date": dated.isoformat(),
        "inputs": {one.document.source: one.document.sha256 for one in extracts},
        "rules": rules_fingerprint(),
        "decisions": decided.fingerprint,
    }
    digest = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()[:12]
    name = f"{dated.isoformat()}-{digest}"
    _clear_up(out)
    making = out / EDITIONS / f".making-{name}"
    making.mkdir(parents=True)
    try:
        tables = edition_tables(extracts, decided.decisions)
        for table, frame in tables.items():
            _write(frame, making / f"{table}.parquet")
        describe(making, tables, manifest)
        for file in making.iterdir():
            _sync(file)
        _sync(making)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    final = out / EDITIONS / name
    if final.exists() and not _same_bytes(making, final):
        final.rename(out / EDITIONS / f".making-over-{name}")  # damaged since: made anew
    if final.exists():
        shutil.rmtree(making)  # the same version, inputs, decisions and date: the same bytes
    else:
        making.rename(final)
    _sync(out / EDITIONS)
    _point(out / CURRENT, final)
    _clear_up(out)
    return Edition(final)


def _must_hold_earlier_decisions(decided: log.Decided, out: Path) -> None:
    """A log that lost its last lines would show again what people withdrew.

    Raises DecisionError when the edition in force rests on a decision that the log lacks.
    """
    try:
        before = str(open_release(out).manifest["decisions"])
    except (ReleaseError, KeyError):
        return  # nothing is in force yet, or nothing that could be asked
    if not decided.begins_with(before):
        raise log.DecisionError(
            f"{log.log_of(out)}: the edition in force rests on decisions that this log no longer "
            "holds; restore the log from a copy, or build into another folder"
        )


def _clear_up(out: Path) -> None:
    """Remove what a build that was killed left behind."""
    for left in (out / EDITIONS).glob(".making-*"):
        shutil.rmtree(left)
    for link in out.glob(f".{CURRENT}-*"):
        link.unlink()


def _same_bytes(one: Path, other: Path) -> bool:
    names = sorted(file.name for file in one.iterdir())
    if names != sorted(file.name for file in other.iterdir()):
        return False
    same, _, _ = filecmp.cmpfiles(one, other, names, shallow=False)
    return len(same) == len(names)


def _write(frame: pl.DataFrame, file: Path) -> None:
    """Through memory, so that a full disk is an OSError and not an error of the format."""
    packed = io.BytesIO()
    frame.write_parquet(packed, compression="zstd")
    file.write_bytes(packed.getbuffer())


def _point(link: Path, target: Path) -> None:
    """Replace a symbolic link by one rename, so that a reader sees the old edition or the new."""
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.relative_to(link.parent))
    fresh.replace(link)
    _sync(link.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
