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
from amends.sources.coded import key_columns
from amends.sources.columns import text_column
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


class Charges:
    """The charges of all defendants, gathered one defendant at a time, spread out at the end."""

    def __init__(self, set_aside: SetAside) -> None:
        self._set_aside = set_aside
        self._charges: list[Mapping[str, Any]] = []
        self._of: list[tuple[str, str, str]] = []
        self._lengths: list[int] = []

    def take(self, case: str, defendant: str, place: str, charges: Mapping[str, Any]) -> None:
        """The charges of one defendant who stands at `place`."""
        self._charges.append(charges)
        self._of.append((case, defendant, place))
        self._lengths.append(_length(charges))

    def never_met(self) -> list[str]:
        """Fields that no defendant has, if there is any defendant at all."""
        if not self._charges:
            return []
        paths = (field.path for field in COUNT_FIELDS)
        return [path for path in paths if not any(path in one for one in self._charges)]

    def frame(self) -> pl.DataFrame:
        """One row a defendant and statute: the keys and one column of text a field."""
        cases: list[str] = []
        defendants: list[str | None] = []
        numbers: list[int] = []
        places: list[str] = []
        for (case, defendant, place), length in zip(self._of, self._lengths, strict=True):
            for number in range(1, length + 1):
                cases.append(case)
                defendants.append(defendant)
                numbers.append(number)
                places.append(f"{place} → Statute Sentencing[{number}]")
        keys = key_columns(cases, defendants, places)
        keys["count_id"] = pl.Series("count_id", numbers, dtype=pl.Int64)
        texts = {
            field.path: text_column(field.path, self._spread(field.path)) for field in COUNT_FIELDS
        }
        return pl.DataFrame({**keys, **texts})

    def _spread(self, name: str) -> list[Any]:
        """The values of one field, one a statute."""
        spread: list[Any] = []
        for at, (charges, length) in enumerate(zip(self._charges, self._lengths, strict=True)):
            value = charges.get(name)
            if type(value) is list and len(value) == length:
                spread += value
            elif length == 1 and type(value) is not list:
                spread.append(value)
            else:
                spread += [None] * length
                if value is not None:
                    self._set_aside_unmatched(at, name, value)
        return spread

    def _set_aside_unmatched(self, at: int, name: str, value: object) -> None:
        found = len(value) if isinstance(value, list) else 1
        why = (
            f"{found} values stand beside {self._lengths[at]} statutes: which belongs to which "
            "cannot be told; they are kept as unknown"
        )
        place = self._of[at][2]
        self._set_aside(place, f"Statute Sentencing → {name}", str(value), why)


def _length(charges: Mapping[str, Any]) -> int:
    """How many statutes: as many as are listed, or as the other lists agree upon."""
    statutes = charges.get("Statute")
    if type(statutes) is list:
        return len(statutes)
    if statutes is not None:
        return 1
    lengths = {len(value) for value in charges.values() if type(value) is list}
    return lengths.pop() if len(lengths) == 1 else 1
