"""The share of duties met by year filed, with intervals, over the counts it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from amends.publishing.by_group import READING, Grouping, data_of, verdict_colour, words_of
from amends.publishing.colours import BAND, INK
from amends.publishing.drawing import AnyChart, Picture, named
from amends.publishing.figures_table import COLUMNS, lines_of
from amends.publishing.panel import Panel, Row, in_question
from amends.publishing.wording import plain

_YEARS = Grouping(
    "year", "year", "Share of duties met, by year filed", plain, lambda row: row["value"]
)


def by_year(panel: Panel) -> Picture:
    """Years run from the first to the last that occurs; a year without a case stays empty."""
    rows = sorted(panel.rows("year"), key=_YEARS.order)
    shown = [row for row in rows if in_question(row)]
    return Picture(
        "year",
        _YEARS.title,
        words_of(_YEARS, shown),
        f"{READING} Years with too few defendants show counts alone.",
        COLUMNS,
        lines_of(rows, panel.rows("year", "case"), plain, "year"),
        _drawn(shown) if shown else None,
        data_of(shown, plain),
    )


def _drawn(rows: Sequence[Row]) -> AnyChart:
    known = [int(row["value"]) for row in rows if row["value"].isdigit()]
    labels = [str(year) for year in range(min(known), max(known) + 1)] if known else []
    if any(not row["value"].isdigit() for row in rows):
        labels.append(plain("unknown"))
    scale = alt.Scale(domain=labels, paddingInner=0.25)
    short = "length(datum.value) == 4 ? '’' + slice(datum.value, 2) : '?'"
    bare = alt.X("label:N", scale=scale, axis=None)
    share = alt.Y("rate:Q", scale=alt.Scale(domain=[0, 1]), title="share met")
    share = share.axis(alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], minExtent=48))
    base = alt.Chart(named("rates"))
    above = alt.layer(
        base.mark_rule(strokeWidth=9, color=BAND).encode(x=bare, y="rate_low:Q", y2="rate_high:Q"),
        base.mark_rule(strokeWidth=1.6, color=INK).encode(
            x=bare, y="interval_low:Q", y2="interval_high:Q"
        ),
        base.mark_point(size=60, filled=True, color=INK, opacity=1).encode(x=bare, y=share),
    ).properties(width=355, height=150)
    dated = alt.X("label:N", scale=scale, title=None)
    dated = dated.axis(alt.Axis(labelExpr=short, labelAngle=0, ticks=False, labelOverlap=True))
    below = (
        alt.Chart(named("counts"))
        .mark_bar()
        .encode(
            x=dated,
            y=alt.Y(
                "sum(n):Q", title="defendants", axis=alt.Axis(tickCount=4, minExtent=48, grid=True)
            ),
            color=verdict_colour(rows),
            order="order:Q",
        )
        .properties(width=355, height=110)
    )
    return alt.vconcat(above, below)
