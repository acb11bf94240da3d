"""Periods of days: how long a rule is in force, and days that are known only roughly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `first` to `last`, both included; None leaves that side open.

    The same value serves a rule (in force from, to) and a day that a source knows only to the
    year or within bounds: such a day stays a range and is never rounded to one of its ends.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError when the period ends before it begins."""
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def day(cls, day: date) -> Period:
        """A day that is known exactly."""
        return cls(day, day)

    @classmethod
    def year(cls, year: int) -> Period:
        """A day known only to its year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: Period) -> bool:
        """Whether any day lies in both."""
        return (self.first is None or other.last is None or self.first <= other.last) and (
            other.first is None or self.last is None or other.first <= self.last
        )

    def __str__(self) -> str:
        if self.first is not None and self.first == self.last:
            return self.first.isoformat()
        first = self.first.isoformat() if self.first else "…"
        return f"{first} to {self.last.isoformat() if self.last else '…'}"


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
