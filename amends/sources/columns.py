"""Columns of text taken from nested objects, with the keys of each record.

An ordinary column, in which every record has the key and every value is a string or null, is taken
at the speed of the interpreter's own loops; the first record that is different sends its column,
and no other, through the careful way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from amends.sources.coded import key_columns
from amends.sources.layout import Field


class Records:
    """The records of one level of a document: who each is about, where it stands, its object."""

    def __init__(self, fields: Sequence[Field]) -> None:
        """`fields` name their texts by path: `Summary → Case Number` is a key within a key."""
        self._paths = {field.path: tuple(field.path.split(" → ")) for field in fields}
        self._cases: list[str] = []
        self._defendants: list[str | None] = []
        self._numbers: list[int | None] = []
        self._places: list[str] = []
        self._records: list[Mapping[str, Any]] = []

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
        self._records.append(record)

    def never_met(self) -> list[str]:
        """Paths that no record has, if there is any record at all."""
        if not self._records:
            return []
        return [
            path
            for path, keys in self._paths.items()
            if not any(_holds(record, keys) for record in self._records)
        ]

    def frame(self) -> pl.DataFrame:
        """The keys and one column of text a path."""
        keys = key_columns(self._cases, self._defendants, self._places)
        keys["count_id"] = pl.Series("count_id", self._numbers, dtype=pl.Int64)
        texts = {path: self._column(path, keys) for path, keys in self._paths.items()}
        return pl.DataFrame({**keys, **texts})

    def _column(self, path: str, keys: tuple[str, ...]) -> pl.Series:
        try:
            if len(keys) == 1:
                values = [record[keys[0]] for record in self._records]
            else:
                section, key = keys
                values = [record[section][key] for record in self._records]
        except (KeyError, TypeError):
            values = [_at(record, keys) for record in self._records]
        return text_column(path, values)


def text_column(name: str, values: Sequence[Any]) -> pl.Series:
    """Leaves as a column of text: strings and nulls as they are, anything else by `as_text`."""
    try:
        return pl.Series(name, values, dtype=pl.String, strict=True)
    except (TypeError, pl.exceptions.PolarsError):
        return pl.Series(name, [as_text(value) for value in values], dtype=pl.String)


def as_text(value: object) -> str | None:
    """A leaf as text: later editions may write numbers and booleans where this one has strings.

    An object or list where a leaf should be is no text: its words stay out, for they may be names.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return json.dumps(value, ensure_ascii=False)
    return '["…"]' if isinstance(value, list) else '{"…"}'


def _holds(record: object, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if type(record) is not dict or key not in record:
            return False
        record = record[key]
    return True


def _at(record: object, keys: tuple[str, ...]) -> Any:
    for key in keys:
        record = record.get(key) if type(record) is dict else None
    return record
