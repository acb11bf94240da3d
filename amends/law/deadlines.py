"""The clocks of restitution: what must happen within how many days or years, counted from what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from amends.law import tables
from amends.law.period import Period


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in days or years, in the version of some time; 0 of the unit it is not counted in.

    Source: the rule it names; tables/deadlines.csv.
    """

    name: str
    days: int
    years: int
    counted_from: str
    rule: str
    in_force: Period
    status: str


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
            status=row["status"],
        )
        for row in tables.rows("deadlines")
    )


def deadline(name: str, on: date = date.max) -> Deadline:
    """The deadline of that name as it stood on a day, by default the latest version.

    Raises KeyError when the table has none for that day.
    """
    for one in deadlines():
        if one.name == name and on in one.in_force and one.status in tables.APPLIED:
            return one
    raise KeyError(f"{name} on {on}")
