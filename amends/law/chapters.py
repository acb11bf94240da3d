"""Chapters of the Code that matter here, by the sections they hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from amends.law import tables
from amends.law.citation import Citation


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title of the Code, its number (`77`, `109A`), heading and sections."""

    title: int
    number: str
    heading: str
    sections: Citation


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every chapter of tables/chapters.csv."""
    return tuple(
        Chapter(
            int(row["title"]),
            row["chapter"],
            row["heading"],
            Citation(int(row["title"]), row["first_section"], row["last_section"]),
        )
        for row in tables.rows("chapters")
    )


def chapter(title: int, number: str) -> Chapter:
    """The chapter of that number. Raises KeyError when the table has none."""
    for one in chapters():
        if (one.title, one.number) == (title, number):
            return one
    raise KeyError(f"{title} U.S.C. chapter {number}")
