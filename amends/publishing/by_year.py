"""The share of duties met by year filed, with intervals, over the counts it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from amends.publishing.by_group import (
    BAND_MARK,
    LINE_MARK,
    POINT_MARK,
    READING,
    Grouping,
    data_of,
    verdict_colour,
    words_of,
)
from amends.publishing.drawing import Picture
from amends.publishing.figures_table import COLUMNS, lines_of
from amends.publishing.grammar import Spec, mark, name, number
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


def _drawn(rows: Sequence[Row]) -> Spec:
    known = [int(row["value"]) for row in rows if row["value"].isdigit()]
    labels = [str(year) for year in range(min(known), max(known) + 1)] if known else []
    if any(not row["value"].isdigit() for row in rows):
        labels.append(plain("unknown"))
    scale = {"domain": labels, "paddingInner": 0.25}
    short = "length(datum.value) == 4 ? '’' + slice(datum.value, 2) : '?'"
    bare = name("label", scale=scale, axis=None)
    percents = {"format": "%", "values": [0, 0.25, 0.5, 0.75, 1], "minExtent": 48}
    share = number("rate", scale={"domain": [0, 1]}, title="share met", axis=percents)
    shares = [
        mark(
            "rule",
            "rates",
            {"x": bare, "y": number("rate_low"), "y2": {"field": "rate_high"}},
            **BAND_MARK,
        ),
        mark(
            "rule",
            "rates",
            {"x": bare, "y": number("interval_low"), "y2": {"field": "interval_high"}},
            **LINE_MARK,
        ),
        mark("point", "rates", {"x": bare, "y": share}, **POINT_MARK),
    ]
    years = {"labelExpr": short, "labelAngle": 0, "ticks": False, "labelOverlap": True}
    counts = {
        "x": name("label", scale=scale, title=None, axis=years),
        "y": number(
            "n",
            aggregate="sum",
            title="defendants",
            axis={"tickCount": 4, "tickMinStep": 1, "minExtent": 48, "grid": True},
        ),
        "color": verdict_colour(rows),
        "order": number("order"),
    }
    return {
        "vconcat": [
            {"layer": shares, "width": 355, "height": 150},
            {**mark("bar", "counts", counts), "width": 355, "height": 110},
        ]
    }
