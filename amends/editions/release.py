"""A release on disk: its editions, the one in force, and the tables in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from amends.editions.assemble import laid_out
from amends.record.schema import TABLES

CURRENT = "current"
EDITIONS = "editions"


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
        try:
            package = json.loads((self.path / "datapackage.json").read_bytes())
            manifest: dict[str, Any] = package["amends"]
        except (OSError, ValueError, KeyError) as error:
            raise ReleaseError(f"{self.path}: this edition is damaged ({error})") from error
        return manifest

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
    """The edition in force of a release. Raises ReleaseError when there is none."""
    current = directory / CURRENT
    if (directory / "datapackage.json").exists():
        return Edition(directory)
    if not current.exists():
        raise ReleaseError(
            f"{directory}: there is no release here; make one with `amends build FILE… --out "
            f"{directory}`"
        )
    return Edition(current.resolve())


def editions_of(directory: Path) -> tuple[Edition, ...]:
    """Every edition that a release keeps, oldest first by name."""
    found = (directory / EDITIONS).glob("[0-9]*") if (directory / EDITIONS).is_dir() else ()
    return tuple(Edition(path) for path in sorted(found))
