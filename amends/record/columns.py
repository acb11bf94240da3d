"""What a table is made of: columns with a type and a meaning, and the fewest words to write one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The type of a column; each maps to one Arrow type and one Frictionless type."""

    TEXT = "text"
    WHOLE = "whole number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning, unit if it has one, and values if they are few.

    `fact` columns are filled from facts of the same name; the others are keys or written by the
    edition itself.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    fact: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its key and its columns (key columns come first)."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def fact_names(self) -> tuple[str, ...]:
        """The names of the facts that fill this table."""
        return tuple(column.name for column in self.columns if column.fact)


def key_column(name: str, meaning: str, kind: Kind = Kind.TEXT) -> Column:
    """A column that is part of a key, or that the edition itself writes: no fact fills it."""
    return Column(name, kind, meaning, fact=False)


def text(name: str, meaning: str, *values: str) -> Column:
    """A column of text; `values` if they are few."""
    return Column(name, Kind.TEXT, meaning, values=values)


def whole(name: str, meaning: str, unit: str) -> Column:
    """A column of whole numbers of `unit`."""
    return Column(name, Kind.WHOLE, meaning, unit)


def money(name: str, meaning: str) -> Column:
    """A column of US dollars, exact to the cent."""
    return Column(name, Kind.MONEY, meaning, "USD")


def day(name: str, meaning: str) -> Column:
    """A column of days."""
    return Column(name, Kind.DAY, meaning)


def yes_no(name: str, meaning: str) -> Column:
    """A column of yes or no."""
    return Column(name, Kind.YES_NO, meaning)
