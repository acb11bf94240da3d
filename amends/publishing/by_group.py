"""Shares of duties met, group beside group: the rate with what makes it uncertain, and the counts.

A rate is drawn only where the audit draws one; other groups show their counts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from amends.publishing.colours import BAND, INK, MUTED, PAPER, VERDICT_COLOURS
from amends.publishing.drawing import AnyChart, Data, Picture, named
from amends.publishing.figures_table import COLUMNS, lines_of
from amends.publishing.panel import Panel, Row, in_question
from amends.publishing.wording import IN_QUESTION, VERDICTS, between, count, listed, percent

READING = (
    "Point: share of duties met, of met and unmet. Line: its 95% interval, cases as clusters. "
    "Grey band: the bounds, all that is not settled unmet or all of it met."
)
POOLED = " Diamond: the pooled estimate, which leans on all groups the more the less a group says."
TOO_FEW = "too few for a rate"


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
    return of_rows(panel, grouping, rows, panel.rows(grouping.group, "case"))


def of_rows(
    panel: Panel, grouping: Grouping, rows: Sequence[Row], of_cases: Sequence[Row]
) -> Picture:
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
        {"label": say(row["value"]), "verdict": VERDICTS[name], "order": place, "n": row[name]}
        for row in rows
        for place, name in enumerate(IN_QUESTION)
        if row[name]
    ]


def verdict_colour(rows: Sequence[Row]) -> alt.Color:
    """Colour by verdict; the legend names those that occur."""
    occur = [name for name in IN_QUESTION if any(row[name] for row in rows)]
    return alt.Color(
        "verdict:N",
        scale=alt.Scale(
            domain=[VERDICTS[name] for name in occur],
            range=[VERDICT_COLOURS[name] for name in occur],
        ),
        legend=alt.Legend(columns=2),
    )


def rates(rows: Sequence[Row], say: Callable[[str], str]) -> list[dict[str, Any]]:
    """The figures of each rate that is drawn, a record each."""
    wanted = ("rate", "rate_low", "rate_high", "interval_low", "interval_high", "pooled")
    return [
        {"label": say(row["value"]), **{name: row.get(name) for name in wanted}}
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


def _drawn(labels: Sequence[str], rows: Sequence[Row]) -> AnyChart:
    height = 26 * len(labels)
    y = alt.Y("label:N", sort=labels, title=None, scale=alt.Scale(domain=labels))
    y = y.axis(alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=150))
    known = alt.Chart(named("rates"))
    share = alt.X("rate:Q", scale=alt.Scale(domain=[0, 1]), title="share met")
    share = share.axis(alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]))
    layers = [
        known.mark_rule(strokeWidth=9, color=BAND).encode(x="rate_low:Q", x2="rate_high:Q", y=y),
        known.mark_rule(strokeWidth=1.6, color=INK).encode(
            x="interval_low:Q", x2="interval_high:Q", y=y
        ),
        known.mark_point(shape="diamond", size=70, filled=True, fill=PAPER, stroke=MUTED, opacity=1)
        .transform_filter("datum.pooled != null")
        .encode(x="pooled:Q", y=y),
        known.mark_point(size=60, filled=True, color=INK, opacity=1).encode(x=share, y=y),
    ]
    layers.append(
        alt.Chart(named("few"))
        .mark_text(text=TOO_FEW, align="left", fontSize=11, color=MUTED, fontStyle="italic")
        .encode(y=y, x=alt.value(4))
    )
    left = alt.layer(*layers).properties(width=170, height=height)
    bare = alt.Y("label:N", sort=labels, scale=alt.Scale(domain=labels), axis=None)
    most = max(in_question(row) for row in rows)
    across = alt.X("sum(n):Q", title="defendants in question", axis=alt.Axis(tickCount=3))
    across = across.scale(alt.Scale(domain=[0, most * 1.25]))
    bars = (
        alt.Chart(named("counts"))
        .mark_bar(height=15)
        .encode(x=across, y=bare, color=verdict_colour(rows), order="order:Q")
    )
    numbers = (
        alt.Chart(named("totals"))
        .mark_text(align="left", dx=4, fontSize=11, color=INK)
        .encode(x="n:Q", y=bare, text=alt.Text("n:Q", format=","))
    )
    right = alt.layer(bars, numbers).properties(width=125, height=height)
    return alt.hconcat(left, right)
