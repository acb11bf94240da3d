"""Definitions of a trafficking prosecution: whose they are, and whom they take in.

The same year has five different numbers because five publishers count five different things. A
definition is a row of `definitions.csv`, chosen by name, and stands beside each number.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from amends.law.citation import Citation
from amends.law.coverage import Reach, reach


@dataclass(frozen=True, slots=True)
class Definition:
    """Whom a publisher counts.

    statutes:             coverage of the counts that bring a defendant in
    counts:               `any` count charged, or the `lead` count
    flag:                 coverage of counts that do so only where the source marks trafficking;
                          `coders` where only the coders' own flag does
    cannot_be_reproduced: what of the publisher's own count no public source allows
    """

    name: str
    publisher: str
    statutes: str
    counts: str
    flag: str
    unit: str
    year: str
    cannot_be_reproduced: str

    @property
    def by_coders(self) -> bool:
        """Whether only the coders' own flag decides."""
        return self.flag == "coders"

    def takes(self, citation: Citation) -> bool:
        """Whether a count under `citation` can bring a defendant in; a range that meets counts."""
        return reach(self.statutes, citation) is not Reach.NOT

    def takes_if_marked(self, citation: Citation) -> bool:
        """The same, where the source marks the case or defendant as trafficking."""
        marked = bool(self.flag) and not self.by_coders
        return marked and reach(self.flag, citation) is not Reach.NOT


@cache
def definitions() -> tuple[Definition, ...]:
    """Every row of definitions.csv."""
    text = resources.files(__package__).joinpath("definitions.csv").read_text(encoding="utf-8")
    return tuple(Definition(**row) for row in csv.DictReader(text.splitlines()))


def definition(name: str) -> Definition:
    """The definition of that name. Raises KeyError when there is none."""
    for one in definitions():
        if one.name == name:
            return one
    raise KeyError(name)
