"""The gap in one picture: of those convicted, whose restitution is on record, and whose is not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt

from amends.publishing.colours import INK, MET, MUTED, VERDICT_COLOURS
from amends.publishing.drawing import AnyChart, Line, Picture, named
from amends.publishing.panel import Panel, Row, in_question, where
from amends.publishing.wording import IN_QUESTION, VERDICTS, count, defendants, percent

_ACROSS = 30
_MOST_SQUARES = 600


def gap(panel: Panel) -> Picture:
    """A square a defendant (or a stated number of them), by what the record shows."""
    row = panel.core()
    title = "What the record shows for each defendant whose duty is in question"
    if row is None or not in_question(row):
        return Picture("gap", title, f"{title}: there is nobody.", "", (), ())
    occur = [name for name in IN_QUESTION if row[name]]
    each = math.ceil(in_question(row) / _MOST_SQUARES)
    total = in_question(row)
    squares = _squares(row, each)
    parts = "; ".join(
        f"{VERDICTS[name]}: {count(row[name])} ({percent(row[name] / total)})" for name in occur
    )
    stands = "One square is one defendant."
    if each > 1:
        stands = f"One square stands for about {count(each)} defendants."
    return Picture(
        "gap",
        title,
        f"{title}: {defendants(total)}. {parts}.",
        stands + " Hatched squares are not settled or not known.",
        ("what the record shows", "defendants", "of all in question"),
        tuple(
            Line(where(row), (VERDICTS[name], count(row[name]), percent(row[name] / total)))
            for name in IN_QUESTION
        ),
        _drawn_squares(row, len(squares)),
        {"squares": squares},
    )


def _squares(row: Row, each: int) -> list[dict[str, Any]]:
    """A record a square, line after line; every verdict that occurs has at least one."""
    drawn: list[str] = []
    for name in IN_QUESTION:
        if row[name]:
            drawn += [name] * max(1, round(row[name] / each))
    return [
        {"x": place % _ACROSS, "y": place // _ACROSS, "verdict": _key(row, name)}
        for place, name in enumerate(drawn)
    ]


def _key(row: Row, name: str) -> str:
    return f"{VERDICTS[name]}: {count(row[name])}"


def _drawn_squares(row: Row, squares: int) -> AnyChart:
    occur = [name for name in IN_QUESTION if row[name]]
    colour = alt.Color(
        "verdict:N",
        scale=alt.Scale(
            domain=[_key(row, name) for name in occur],
            range=[VERDICT_COLOURS[name] for name in occur],
        ),
        legend=alt.Legend(columns=1, labelFontSize=13),
    )
    down = math.ceil(squares / _ACROSS)
    across = alt.Scale(domain=list(range(_ACROSS)), paddingInner=0.16, paddingOuter=0)
    upright = alt.Scale(domain=list(range(down)), paddingInner=0.16, paddingOuter=0)
    drawn: AnyChart = (
        alt.Chart(named("squares"))
        .mark_rect()
        .encode(
            x=alt.X("x:O", axis=None, scale=across),
            y=alt.Y("y:O", axis=None, scale=upright),
            color=colour,
        )
        .properties(width=405, height=13.5 * down)
    )
    return drawn


def path(panel: Panel) -> Picture:
    """From every charge under the definition to an order on record, step by step."""
    row = panel.row("all", "all")
    title = "From charge to restitution: everyone this definition takes in"
    steps = steps_of(row) if row else []
    words = "; ".join(f"{name}: {count(number)}" for name, number in steps)
    return Picture(
        "path",
        title,
        f"{title}. {words}.",
        "Each bar is a part of the one above it. What drops out between two bars stands in the "
        "table under “Everyone, by verdict”.",
        ("step", "defendants"),
        tuple(Line(where(row), (name, count(number))) for name, number in steps) if row else (),
        _bars(steps) if steps and steps[0][1] else None,
        {"steps": _step_records(steps)},
    )


def steps_of(row: Row) -> list[tuple[str, int]]:
    """The steps and how many defendants reach each."""
    return [
        ("charged", row["defendants"]),
        ("convicted", row["convicted"]),
        ("duty mandatory or conditional", row["convicted"] - row["no_mandatory_duty"]),
        ("victim not ruled out, sentence not to come", in_question(row)),
        ("duty and outcome known", row["met"] + row["unmet"]),
        ("restitution ordered", row["met"]),
    ]


def _step_records(steps: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [
        {"step": name, "place": place, "n": number, "kind": "met" if name == steps[-1][0] else ""}
        for place, (name, number) in enumerate(steps)
    ]


def _bars(steps: Sequence[tuple[str, int]]) -> AnyChart:
    most = steps[0][1]
    base = alt.Chart(named("steps"))
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.6, paddingOuter=0.45))
    x = alt.X("n:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.12]))
    bars = base.mark_bar().encode(
        x=x, y=y, color=alt.condition("datum.kind == 'met'", alt.value(MET), alt.value(MUTED))
    )
    names = base.mark_text(align="left", dy=-16, fontSize=12, color=INK).encode(
        x=alt.value(0), y=y, text="step:N"
    )
    numbers = base.mark_text(align="left", dx=5, fontSize=12, fontWeight="bold", color=INK).encode(
        x=x, y=y, text=alt.Text("n:Q", format=",")
    )
    return alt.layer(bars, names, numbers).properties(width=400, height=40 * len(steps))
