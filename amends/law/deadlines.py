"""The clocks of restitution: what must happen within how many days or years, counted from what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from amends.law import tables
from amends.law.period import Period


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in days or years. Source: the rule it names; tables/deadlines.csv."""

    name: str
    days: int
    years: int
    counted_from: str
    rule: str
    in_force: Period


@cache
def deadlines() -> tuple[Deadline, ...]:
    """Every row of tables/deadlines.csv."""
    return tuple(
        Deadline(
            name=row["deadline"],
            days=int(row["days"] or 0),
            years=int(row["years"] or 0),
            counted_from=row["counted_from"],
            rule=row["rule"],
            in_force=Period(tables.day(row, "in_force_from"), tables.day(row, "in_force_to")),
        )
        for row in tables.rows("deadlines")
    )


def deadline(name: str) -> Deadline:
    """The deadline of that name. Raises KeyError when the table has none."""
    for one in deadlines():
        if one.name == name:
            return one
    raise KeyError(name)
