"""A release on disk: its editions, the one in force, and the tables in it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from filelock import FileLock, Timeout

from amends.editions.assemble import laid_out
from amends.record.schema import TABLES

CURRENT = "current"
EDITIONS = "editions"
BUILD_LOCK = ".build.lock"
"""Held by who writes editions or removes them."""

_PACKAGE = "datapackage.json"


class ReleaseError(Exception):
    """A folder that is no release, or one whose edition is damaged."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: a folder of Parquet files with its data package."""

    path: Path

    @property
    def name(self) -> str:
        """Date and hash, e.g. `2018-01-01-3f9c0a1b2d4e`."""
        return self.path.name

    @property
    def manifest(self) -> dict[str, Any]:
        """Version, date, hashes of inputs, rules and decisions."""
        manifest: dict[str, Any] = self.package["amends"]
        return manifest

    @property
    def package(self) -> dict[str, Any]:
        """The data package. Raises ReleaseError when it is damaged."""
        try:
            package: dict[str, Any] = json.loads((self.path / _PACKAGE).read_bytes())
            date.fromisoformat(package["amends"]["date"])
        except (OSError, TypeError, ValueError, KeyError) as error:
            raise ReleaseError(
                f"{self.path / _PACKAGE}: this edition is damaged ({error}); build it again from "
                "its sources"
            ) from error
        return package

    @property
    def dated(self) -> date:
        """The edition's date."""
        return date.fromisoformat(self.manifest["date"])

    def scan(self, table: str) -> pl.LazyFrame:
        """A table, lazily; empty with its columns when the edition has no row of it."""
        file = self.path / f"{table}.parquet"
        if file.exists():
            return pl.scan_parquet(file)
        definition = next(one for one in TABLES if one.name == table)
        empty = pl.DataFrame({column.name: [] for column in definition.columns})
        return laid_out(empty, definition).lazy()


def open_release(directory: Path) -> Edition:
    """The edition in force of a release, or an edition's own folder.

    Raises ReleaseError when there is none, or when one of its tables is gone or cut short: a
    missing table would read as a table without a row.
    """
    current = directory / CURRENT
    if (directory / _PACKAGE).exists():
        edition = Edition(directory.resolve())
    elif current.exists():
        edition = Edition(current.resolve())
    else:
        raise ReleaseError(
            f"{directory}: there is no release here; make one with `amends build FILE… --out "
            f"{directory}`"
        )
    for resource in edition.package.get("resources", ()):
        file = edition.path / resource["path"]
        size = file.stat().st_size if file.exists() else None
        if size != resource.get("bytes", size):
            raise ReleaseError(
                f"{file}: {'is missing' if size is None else 'is not as it was written'}; this "
                "edition is damaged: build it again from its sources"
            )
    return edition


def editions_of(directory: Path) -> tuple[Edition, ...]:
    """Every edition that a release keeps, oldest first by name."""
    editions = directory.resolve() / EDITIONS
    found = editions.glob("[0-9]*") if editions.is_dir() else ()
    return tuple(Edition(path) for path in sorted(found))


def prune(directory: Path, keep: int) -> tuple[Edition, ...]:
    """Remove old editions, and say which: `keep` stay, the one in force and the newest others.

    An edition leaves by one rename before its files go, so none is ever seen half removed. Waits
    for a build that is running. Raises ReleaseError when there is no release, or one builds on.
    """
    open_release(directory)
    try:
        with FileLock(directory / BUILD_LOCK, timeout=30):
            current = open_release(directory)
            others = [one for one in editions_of(directory) if one != current]
            removed = tuple(others[: max(len(others) - (keep - 1), 0)])
            for old in removed:
                leaving = old.path.with_name(f".making-not-{old.name}")
                old.path.rename(leaving)
                shutil.rmtree(leaving)
            return removed
    except Timeout:
        raise ReleaseError(f"{directory}: a build has been running for 30 seconds") from None
