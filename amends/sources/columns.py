"""Columns of text taken from nested objects, with the keys of each record.

An ordinary record has every field; its texts are taken at the speed of the interpreter's own loops,
while the record is at hand. One that lacks a field goes the careful way, and no other does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import polars as pl

from amends.sources.coded import key_columns
from amends.sources.layout import Field

Row = tuple[Any, ...]
Key = tuple[str, str | None, int | None, str]
"""Who a row is about (case, defendant, number of the count) and where it stands."""


class Records:
    """The texts of one level of a document, a row a record."""

    def __init__(self, fields: Sequence[Field]) -> None:
        """`fields` name their texts by section and key: `Summary → Case Number`."""
        self._paths = dict.fromkeys(field.path for field in fields)
        keys: dict[str, list[str]] = {}
        for path in self._paths:
            section, _, key = path.partition(" → ")
            keys.setdefault(section, []).append(key)
        self._names = [f"{section} → {key}" for section in keys for key in keys[section]]
        self._sections = [(section, getter(names)) for section, names in keys.items()]
        self._keys: list[Key] = []
        self._rows: list[Row] = []
        self._unusual: list[Mapping[str, Any]] = []

    def take(
        self,
        case: str,
        defendant: str | None,
        number: int | None,
        place: str,
        record: Mapping[str, Any],
    ) -> None:
        """Add one record: who it is about, where it stands, and the object that holds its texts."""
        row: list[Any] = []
        try:
            for section, texts_of in self._sections:
                row += texts_of(record[section])
        except (KeyError, TypeError):
            row = [_at(record, name) for name in self._names]
            self._unusual.append(record)
        self._keys.append((case, defendant, number, place))
        self._rows.append(tuple(row))

    def never_met(self) -> list[str]:
        """Paths that no record has, if there is any record at all."""
        if len(self._unusual) < len(self._rows) or not self._rows:
            return []
        return [
            name
            for name in self._names
            if not any(_holds(record, name) for record in self._unusual)
        ]

    def frame(self) -> pl.DataFrame:
        """The keys and one column of text a path."""
        return frame_of(self._keys, self._names, self._rows)


def getter(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Row]:
    """What takes the values of these keys from an object. Raises KeyError for a missing one."""
    if len(names) == 1:
        (name,) = names
        return lambda one: (one[name],)
    return itemgetter(*names)


def frame_of(keys: Sequence[Key], names: Sequence[str], rows: Sequence[Row]) -> pl.DataFrame:
    """A frame of the keys and one column of text a name, from rows of leaves."""
    cases, defendants, numbers, places = zip(*keys, strict=True) if keys else ((), (), (), ())
    columns = key_columns(cases, defendants, places)
    columns["count_id"] = pl.Series("count_id", numbers, dtype=pl.Int64)
    values = zip(*rows, strict=True) if rows else ([] for _ in names)
    texts = {name: text_column(name, one) for name, one in zip(names, values, strict=True)}
    return pl.DataFrame({**columns, **texts})


def text_column(name: str, values: Sequence[Any]) -> pl.Series:
    """Leaves as a column of text: strings and nulls as they are, anything else by `as_text`."""
    # Seen to before: a list of a thousand levels would overflow the stack of a typed column.
    if not _TEXT_OR_NULL.issuperset(map(type, values)):
        values = [as_text(value) for value in values]
    return pl.Series(name, values, dtype=pl.String)


_TEXT_OR_NULL = frozenset({str, type(None)})


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


def _holds(record: Mapping[str, Any], name: str) -> bool:
    section, _, key = name.partition(" → ")
    held = record.get(section)
    return type(held) is dict and key in held


def _at(record: Mapping[str, Any], name: str) -> Any:
    section, _, key = name.partition(" → ")
    held = record.get(section)
    return held.get(key) if type(held) is dict else None
