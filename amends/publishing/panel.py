"""One source under one definition: the figures that belong together, and never with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from amends.accountability.audit import Audit
from amends.accountability.definitions import Definition, definitions
from amends.publishing.wording import IN_QUESTION

Row = Mapping[str, Any]
"""The figures of one value of a group, by the names of the audit's table of figures."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What a source says under a definition.

    caveat:        what every figure built on this source must say
    as_of:         the day to which the source speaks
    invented:      whether the data are a made-up sample
    not_available: why the source cannot be counted under the definition; blank when it can
    figures:       rows of the audit's table for this source and definition alone
    """

    source: str
    publisher: str
    caveat: str
    as_of: str
    edition: str
    invented: bool
    definition: Definition
    not_available: str
    figures: pl.DataFrame

    def rows(self, group: str, unit: str = "defendant") -> Sequence[Row]:
        """The values of a group, in the order of the table."""
        chosen = self.figures.filter(pl.col("group") == group, pl.col("unit") == unit)
        return chosen.to_dicts()

    def row(self, group: str, value: str, unit: str = "defendant") -> Row | None:
        """The figures of one value, or None when nobody has it."""
        return next((row for row in self.rows(group, unit) if row["value"] == value), None)

    def core(self, unit: str = "defendant") -> Row | None:
        """Those convicted under chapter 77, for whom § 1593 is sure; else everybody taken in."""
        for group, value in (("convicted_of_chapter_77", "yes"), ("all", "all")):
            found = self.row(group, value, unit)
            if found is not None and in_question(found):
                return found
        return self.row("all", "all", unit)


def in_question(row: Row) -> int:
    """How many a rate's bounds are drawn over: every verdict that asks whether a duty was met."""
    return sum(int(row[name]) for name in IN_QUESTION)


def where(row: Row) -> str:
    """The place of a row in summary.json, so that each number can be traced."""
    return "/".join(str(row[name]) for name in ("source", "definition", "unit", "group", "value"))


def panels(result: Audit) -> Iterator[Panel]:
    """Every source under every definition, sources in alphabetical order, definitions in theirs."""
    documents = result.edition.scan("documents").collect()
    invented = any(name.startswith("invented") for name in documents["document"])
    for source in sorted(result.summary):
        own = documents.filter(pl.col("source") == source)
        for one in definitions():
            stated = result.summary[source].get(one.name, {})
            yield Panel(
                source,
                "; ".join(sorted({name for name in own["publisher"] if name})),
                " ".join(sorted({text for text in own["caveat"] if text})),
                max((day.isoformat() for day in own["as_of"] if day), default=""),
                result.edition.name,
                invented,
                one,
                _why_not(stated),
                result.figures.filter(pl.col("source") == source, pl.col("definition") == one.name),
            )


def _why_not(stated: Mapping[str, Any]) -> str:
    if "not available" in stated:
        return str(stated["not available"])
    return "" if stated else "no charge in this source falls under this definition"
