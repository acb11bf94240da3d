"""Shares of duties met, group beside group: the rate with what makes it uncertain, and the counts.

A rate is drawn only where the audit draws one; other groups show their counts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from amends.publishing.colours import BAND, INK, MUTED, PAPER, VERDICT_COLOURS
from amends.publishing.drawing import Data, Picture
from amends.publishing.figures_table import COLUMNS, lines_of
from amends.publishing.grammar import Spec, mark, name, number
from amends.publishing.panel import Panel, Row, in_question
from amends.publishing.wording import IN_QUESTION, VERDICTS, between, count, listed, percent

READING = (
    "Point: share of duties met, of met and unmet. Line: its 95% interval, cases as clusters. "
    "Grey band: the bounds, all that is not settled unmet or all of it met."
)
POOLED = " Diamond: the pooled estimate, which leans on all groups the more the less a group says."
TOO_FEW = "too few for a rate"

BAND_MARK: Spec = {"strokeWidth": 9, "color": BAND}
LINE_MARK: Spec = {"strokeWidth": 1.6, "color": INK}
POINT_MARK: Spec = {"size": 60, "filled": True, "color": INK, "opacity": 1}
_DIAMOND: Spec = {
    "shape": "diamond",
    "size": 70,
    "filled": True,
    "fill": PAPER,
    "stroke": MUTED,
    "opacity": 1,
}
_ASIDE: Spec = {"align": "left", "fontSize": 11, "color": MUTED, "fontStyle": "italic"}


@dataclass(frozen=True, slots=True)
class Grouping:
    """A group of the audit and how it is shown.

    order: sorts rows; the name of each is made by `say`
    """

    group: str
    name: str
    title: str
    say: Callable[[str], str]
    order: Callable[[Row], Any]


def by_group(panel: Panel, grouping: Grouping) -> Picture:
    """One row a value: rate, interval, bounds and pooled estimate; beside them the counts."""
    rows = sorted(panel.rows(grouping.group), key=grouping.order)
    return of_rows(grouping, rows, panel.rows(grouping.group, "case"))


def of_rows(grouping: Grouping, rows: Sequence[Row], of_cases: Sequence[Row]) -> Picture:
    """The same of rows already chosen and put in order."""
    shown = [row for row in rows if in_question(row)]
    pooled = any(row.get("pooled") is not None and row["rate_drawn"] for row in shown)
    return Picture(
        grouping.name,
        grouping.title,
        words_of(grouping, shown),
        READING + (POOLED if pooled else ""),
        COLUMNS,
        lines_of(rows, of_cases, grouping.say, grouping.group),
        _drawn([grouping.say(row["value"]) for row in shown], shown) if shown else None,
        data_of(shown, grouping.say),
    )


def words_of(grouping: Grouping, rows: Sequence[Row]) -> str:
    """The chart in words: its highest and lowest rates, its largest and smallest groups."""
    if not rows:
        return f"{grouping.title}: nobody whose duty is in question."
    drawn = sorted((row for row in rows if row["rate"] is not None), key=lambda row: row["rate"])
    says = []
    if drawn:
        says += [f"Highest share met: {_one_rate(drawn[-1], grouping)}."]
        says += [f"Lowest: {_one_rate(drawn[0], grouping)}."]
    few = [grouping.say(row["value"]) for row in rows if row["rate"] is None]
    if few:
        says += [f"Too few for a rate, counts only: {listed(few)}."]
    sizes = sorted(rows, key=in_question)
    says += [
        f"Most defendants in question: {grouping.say(sizes[-1]['value'])}, "
        f"{count(in_question(sizes[-1]))}; fewest: {grouping.say(sizes[0]['value'])}, "
        f"{count(in_question(sizes[0]))}."
    ]
    return f"{grouping.title}. {' '.join(says)}"


def _one_rate(row: Row, grouping: Grouping) -> str:
    interval = between(row["interval_low"], row["interval_high"])
    return f"{grouping.say(row['value'])}, {percent(row['rate'])} (95% interval {interval})"


def stacked(rows: Sequence[Row], say: Callable[[str], str]) -> list[dict[str, Any]]:
    """The counts of each verdict in question, a record each, for a stacked bar."""
    return [
        {
            "label": say(row["value"]),
            "verdict": VERDICTS[verdict],
            "order": place,
            "n": row[verdict],
        }
        for row in rows
        for place, verdict in enumerate(IN_QUESTION)
        if row[verdict]
    ]


def verdict_colour(rows: Sequence[Row]) -> Spec:
    """Colour by verdict; the legend names those that occur."""
    occur = [verdict for verdict in IN_QUESTION if any(row[verdict] for row in rows)]
    scale = {
        "domain": [VERDICTS[verdict] for verdict in occur],
        "range": [VERDICT_COLOURS[verdict] for verdict in occur],
    }
    return name("verdict", scale=scale, legend={"columns": 2})


def rates(rows: Sequence[Row], say: Callable[[str], str]) -> list[dict[str, Any]]:
    """The figures of each rate that is drawn, a record each."""
    wanted = ("rate", "rate_low", "rate_high", "interval_low", "interval_high", "pooled")
    return [
        {"label": say(row["value"]), **{wish: row.get(wish) for wish in wanted}}
        for row in rows
        if row["rate"] is not None
    ]


def data_of(rows: Sequence[Row], say: Callable[[str], str]) -> Data:
    """Rates that are drawn, groups too small for one, counts by verdict, and their totals."""
    return {
        "rates": rates(rows, say),
        "few": [{"label": say(row["value"])} for row in rows if row["rate"] is None],
        "counts": stacked(rows, say),
        "totals": [{"label": say(row["value"]), "n": in_question(row)} for row in rows],
    }


def _drawn(labels: Sequence[str], rows: Sequence[Row]) -> Spec:
    """Two panels side by side: shares on the left, counts on the right."""
    room = min(110, max(40, 7.2 * max(len(label) for label in labels)))
    height = 26 * len(labels)
    scale = {"domain": labels}
    axis = {"ticks": False, "domain": False, "labelPadding": 8, "minExtent": room}
    y = name("label", scale=scale, title=None, axis=axis)
    share = number(
        "rate",
        scale={"domain": [0, 1]},
        title="share met",
        axis={"format": "%", "values": [0, 0.5, 1]},
    )
    pooled = mark("point", "rates", {"x": number("pooled"), "y": y}, **_DIAMOND)
    pooled["transform"] = [{"filter": "datum.pooled != null"}]
    shares = [
        mark(
            "rule",
            "rates",
            {"x": number("rate_low"), "x2": {"field": "rate_high"}, "y": y},
            **BAND_MARK,
        ),
        mark(
            "rule",
            "rates",
            {"x": number("interval_low"), "x2": {"field": "interval_high"}, "y": y},
            **LINE_MARK,
        ),
        pooled,
        mark("point", "rates", {"x": share, "y": y}, **POINT_MARK),
        mark("text", "few", {"x": {"value": 4}, "y": y}, text=TOO_FEW, **_ASIDE),
    ]
    most = max(in_question(row) for row in rows)
    across = {"domain": [0, most * 1.3]}
    bare = name("label", scale=scale, axis=None)
    sizes = number(
        "n", scale=across, axis={"tickCount": 3, "tickMinStep": 1}, title="defendants in question"
    )
    bars = {
        "x": {**sizes, "aggregate": "sum"},
        "y": bare,
        "color": verdict_colour(rows),
        "order": number("order"),
    }
    numbers = {"x": number("n", scale=across), "y": bare, "text": number("n", format=",")}
    counts = [
        mark("bar", "counts", bars, height=15),
        mark("text", "totals", numbers, align="left", dx=4, fontSize=11, color=INK),
    ]
    return {
        "hconcat": [
            {"layer": shares, "width": 280 - room, "height": height},
            {"layer": counts, "width": 115, "height": height},
        ]
    }
