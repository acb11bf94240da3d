"""The charges of a defendant in the JSON: parallel lists, one element a statute.

A defendant charged under one statute has plain values; under several, lists of the same length. A
list of another length belongs to nobody: which of its values stands beside which statute cannot be
told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from amends.sources import forms
from amends.sources.columns import Key, Row, as_text, frame_of, getter
from amends.sources.humantraffickingdata import STATUTE
from amends.sources.layout import Field

COUNT_FIELDS = (
    Field("Statute", "citation", STATUTE),
    Field("Counts", "charged", forms.WHOLE_999),
    Field("Counts NP", "nolle_prossed", forms.WHOLE_999),
    Field("Plea Dismissed", "dismissed_by_plea", forms.WHOLE_999),
    Field("Plea Guilty", "pleaded_guilty", forms.WHOLE_999),
    Field("Trial Guilty", "found_guilty", forms.WHOLE_999),
    Field("Trial NG", "acquitted", forms.WHOLE_999),
    Field("Fines", "fine_usd", forms.DOLLARS),
    Field("Months Sentenced", "count_prison_months", forms.WHOLE_999),
    Field("Months Probation", "count_probation_months", forms.WHOLE_999),
)

SetAside = Callable[[str, str, str, str], None]
"""Told place, field, value and why of what is not taken in."""


_NAMES = tuple(field.path for field in COUNT_FIELDS)
_values_of = getter(_NAMES)


class Charges:
    """The charges of all defendants, a row a statute."""

    def __init__(self, set_aside: SetAside) -> None:
        self._set_aside = set_aside
        self._keys: list[Key] = []
        self._rows: list[Row] = []
        self._ordinary = 0
        self._unusual: list[Mapping[str, Any]] = []

    def take(self, case: str, defendant: str, place: str, charges: Mapping[str, Any]) -> None:
        """The charges of one defendant who stands at `place`."""
        rows = _ordinary_rows(charges)
        if rows is None:
            self._unusual.append(charges)
            rows = self._matched_rows(place, charges)
        else:
            self._ordinary += 1
        self._rows += rows
        for number in range(1, len(rows) + 1):
            standing = f"{place} → Statute Sentencing[{number}]"
            self._keys.append((case, defendant, number, standing))

    def never_met(self) -> list[str]:
        """Fields that no defendant has, if there is any defendant at all."""
        if self._ordinary or not self._unusual:
            return []
        return [name for name in _NAMES if not any(name in one for one in self._unusual)]

    def frame(self) -> pl.DataFrame:
        """One row a defendant and statute: the keys and one column of text a field."""
        return frame_of(self._keys, _NAMES, self._rows)

    def _matched_rows(self, place: str, charges: Mapping[str, Any]) -> list[Row]:
        """Rows of an unusual defendant: what stands beside no statute is named and left out."""
        length = _length(charges)
        columns: list[list[Any]] = []
        for name in _NAMES:
            value = charges.get(name)
            listed = value if type(value) is list else [value]
            if len(listed) != length:
                listed = [None] * length
                if value is not None:
                    self._set_aside_unmatched(place, name, value, length)
            columns.append(listed)
        return list(zip(*columns, strict=True))

    def _set_aside_unmatched(self, place: str, name: str, value: object, length: int) -> None:
        found = len(value) if isinstance(value, list) else 1
        why = (
            f"{found} values stand beside {length} statutes: which belongs to which cannot be "
            "told; they are kept as unknown"
        )
        self._set_aside(place, f"Statute Sentencing → {name}", as_text(value) or "", why)


def _ordinary_rows(charges: Mapping[str, Any]) -> list[Row] | None:
    """All fields there, and all of them plain or all of them lists of one length; else None."""
    try:
        values = _values_of(charges)
    except KeyError:
        return None
    kinds = set(map(type, values))
    if list not in kinds:
        return [values]
    if len(kinds) == 1 and len(set(map(len, values))) == 1:
        return list(zip(*values, strict=True))
    return None


def _length(charges: Mapping[str, Any]) -> int:
    """How many statutes: as many as are listed, or as the other lists agree upon."""
    statutes = charges.get("Statute")
    if type(statutes) is list:
        return len(statutes)
    if statutes is not None:
        return 1
    lengths = {len(value) for value in charges.values() if type(value) is list}
    return lengths.pop() if len(lengths) == 1 else 1
