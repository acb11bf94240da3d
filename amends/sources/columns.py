"""Columns of text gathered record by record from nested objects, with the keys of each record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from amends.sources.coded import key_columns
from amends.sources.layout import Field


class TextColumns:
    """The texts of one level of a document: a list a field, in the order of its records."""

    def __init__(self, fields: Sequence[Field]) -> None:
        """`fields` name their texts by path: `Summary → Case Number` is a key within a key."""
        self._paths = {field.path: tuple(field.path.split(" → ")) for field in fields}
        self._texts: dict[str, list[str | None]] = {path: [] for path in self._paths}
        self._cases: list[str] = []
        self._defendants: list[str | None] = []
        self._numbers: list[int | None] = []
        self._places: list[str] = []
        self._met: set[str] = set()

    def take(
        self,
        case: str,
        defendant: str | None,
        number: int | None,
        place: str,
        record: Mapping[str, Any],
    ) -> None:
        """Add one record: who it is about, where it stands, and the object that holds its texts."""
        self._cases.append(case)
        self._defendants.append(defendant)
        self._numbers.append(number)
        self._places.append(place)
        for path, keys in self._paths.items():
            value: Any = record
            for key in keys:
                if type(value) is not dict or key not in value:
                    value = None
                    break
                value = value[key]
            else:
                self._met.add(path)
            self._texts[path].append(as_text(value))

    def never_met(self) -> list[str]:
        """Paths that no record has, if there is any record at all."""
        return [path for path in self._paths if path not in self._met] if self._cases else []

    def frame(self) -> pl.DataFrame:
        """The keys and one column of text a path."""
        keys = key_columns(self._cases, self._defendants, self._places)
        keys["count_id"] = pl.Series("count_id", self._numbers, dtype=pl.Int64)
        texts = {
            path: pl.Series(path, values, dtype=pl.String) for path, values in self._texts.items()
        }
        return pl.DataFrame({**keys, **texts})


def as_text(value: object) -> str | None:
    """A leaf as text: later editions may write numbers and booleans where this one has strings."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)
