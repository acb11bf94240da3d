"""Which charts a source under a definition gets, and in what order its groups stand."""

from __future__ import annotations

from collections.abc import Sequence

from amends.publishing.by_group import Grouping, by_group, of_rows
from amends.publishing.by_year import by_year
from amends.publishing.drawing import Picture
from amends.publishing.gap import gap, path
from amends.publishing.money import money
from amends.publishing.outside import outside
from amends.publishing.panel import Panel, Row, in_question
from amends.publishing.tilemap import tilemap
from amends.publishing.wording import circuit, plain, statute

_VICTIMS = ("0", "1", "2 to 4", "5 to 9", "10 to 49", "50 or more", "unknown")


def _by_estimate(row: Row) -> tuple[bool, bool, float, str]:
    """Highest pooled estimate first; groups without a rate after, the unknown last."""
    drawn = row["rate_drawn"]
    estimate = row.get("pooled") if row.get("pooled") is not None else row["rate"]
    return row["value"] == "unknown", not drawn, -(estimate or 0) if drawn else 0, row["value"]


def _by_size(row: Row) -> tuple[bool, int, str]:
    return row["value"] == "unknown", -in_question(row), row["value"]


def _by_band(row: Row) -> int:
    return _VICTIMS.index(row["value"]) if row["value"] in _VICTIMS else len(_VICTIMS)


def _minors(value: str) -> str:
    said = {"none": "no minor", "some": "minors", "unknown": "not known"}
    return said.get(value, value)


def _classes(value: str) -> str:
    said = {"both": "labor and sex", "neither": "other counts only"}
    return said.get(value, plain(value))


def _pleas(value: str) -> str:
    return {"both": "plea and trial"}.get(value, plain(value))


_MET = "Share of duties met, by"
STATUTE = Grouping("statute", "statute", f"{_MET} statute of conviction", statute, _by_size)
CIRCUIT = Grouping("circuit", "circuit", f"{_MET} circuit", circuit, _by_estimate)
SMALL = (
    Grouping("plea_or_trial", "plea", f"{_MET} plea or trial", _pleas, _by_size),
    Grouping("labor_or_sex", "class", f"{_MET} labor or sex", _classes, _by_size),
    Grouping("victims", "victims", f"{_MET} number of victims in the case", plain, _by_band),
    Grouping("minors", "minors", f"{_MET} whether victims were minors", _minors, _by_size),
)
DEFINITIONS = Grouping("all", "definitions", f"{_MET} definition", plain, _by_size)


def pictures(panel: Panel) -> tuple[Picture, ...]:
    """Every chart of a panel, in the order of the page."""
    return (
        gap(panel),
        path(panel),
        by_year(panel),
        by_group(panel, STATUTE),
        by_group(panel, CIRCUIT),
        tilemap(panel),
        *(by_group(panel, grouping) for grouping in SMALL),
        money(panel),
        outside(panel),
    )


def beside_each_other(panels: Sequence[Panel]) -> Picture:
    """All definitions of one source side by side: each a different list, none of them added up."""
    rows: list[Row] = []
    cases: list[Row] = []
    for panel in panels:
        for unit, found in (("defendant", rows), ("case", cases)):
            row = panel.row("all", "all", unit)
            if row is not None and not panel.not_available:
                found.append({**row, "value": panel.definition.name, "group": "all"})
    return of_rows(DEFINITIONS, rows, cases)
