"""Tables without a chart: everyone by verdict, authorities, states, districts, judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from amends.publishing.drawing import Line
from amends.publishing.figures_table import COLUMNS, lines_of
from amends.publishing.panel import Panel, where
from amends.publishing.wording import VERDICTS, count, plain

_GROUPS = (
    ("convicted_of_chapter_77", "Convicted of a chapter 77 offence, or not"),
    ("authority", "By authority for restitution"),
    ("year_sentenced", "By year of sentence"),
    ("state", "By state"),
    ("district", "By district"),
)


@dataclass(frozen=True, slots=True)
class MoreTable:
    """A table with its heading and a note."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""


def more_tables(panel: Panel) -> list[MoreTable]:
    """Every table of a panel that has rows."""
    tables = [_everyone(panel)]
    for group, title in _GROUPS:
        rows = sorted(panel.rows(group), key=lambda row: (row["value"] == "unknown", row["value"]))
        if any(row["value"] != "unknown" for row in rows):
            lines = lines_of(rows, panel.rows(group, "case"), plain, group)
            tables.append(MoreTable(title, COLUMNS, lines))
    tables.append(_judges(panel))
    return tables


def _everyone(panel: Panel) -> MoreTable:
    """Every verdict with its count, for both units."""
    both = [panel.row("all", "all", unit) for unit in ("defendant", "case")]
    people, cases = both
    lines: Sequence[Line] = ()
    if people is not None and cases is not None:
        lines = [
            Line(where(people), (said, count(people[name]), count(cases[name])))
            for name, said in VERDICTS.items()
        ]
    return MoreTable(
        "Everyone, by verdict",
        ("verdict", "defendants", "cases"),
        tuple(lines),
        "A case is what any of its defendants is, an order first.",
    )


def _judges(panel: Panel) -> MoreTable:
    """Judges by name only where the audit draws a rate: from 20 defendants."""
    rows = panel.rows("judge")
    named = [row for row in rows if row["rate_drawn"] and row["value"] != "unknown"]
    others = len([row for row in rows if row["value"] != "unknown"]) - len(named)
    return MoreTable(
        "By judge, from 20 defendants upward",
        COLUMNS,
        lines_of(named, panel.rows("judge", "case"), plain),
        f"{count(others)} judges have fewer than 20 defendants with a known outcome, or fewer than "
        "5 cases, and are not named.",
    )
