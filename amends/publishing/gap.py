"""The gap in one picture: of those convicted, whose restitution is on record, and whose is not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from amends.publishing.colours import INK, MET, MUTED, VERDICT_COLOURS
from amends.publishing.drawing import Line, Picture
from amends.publishing.grammar import (
    EDGE,
    FIGURE_BESIDE,
    NAME_ABOVE,
    ROWS,
    Spec,
    labelled_bars,
    mark,
    name,
    number,
    place,
)
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
    occur = [verdict for verdict in IN_QUESTION if row[verdict]]
    each = math.ceil(in_question(row) / _MOST_SQUARES)
    total = in_question(row)
    squares = _squares(row, each)
    parts = "; ".join(
        f"{_key(row, verdict)} ({percent(row[verdict] / total)})" for verdict in occur
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
            Line(
                where(row), (VERDICTS[verdict], count(row[verdict]), percent(row[verdict] / total))
            )
            for verdict in IN_QUESTION
        ),
        _drawn_squares(row, len(squares)),
        {"squares": squares},
    )


def _squares(row: Row, each: int) -> list[dict[str, Any]]:
    """A record a square, line after line; every verdict that occurs has at least one."""
    drawn: list[str] = []
    for verdict in IN_QUESTION:
        if row[verdict]:
            drawn += [verdict] * max(1, round(row[verdict] / each))
    return [
        {"x": at % _ACROSS, "y": at // _ACROSS, "verdict": _key(row, verdict)}
        for at, verdict in enumerate(drawn)
    ]


def _key(row: Row, verdict: str) -> str:
    return f"{VERDICTS[verdict]}: {count(row[verdict])}"


def _drawn_squares(row: Row, squares: int) -> Spec:
    occur = [verdict for verdict in IN_QUESTION if row[verdict]]
    down = math.ceil(squares / _ACROSS)
    colours = {
        "domain": [_key(row, verdict) for verdict in occur],
        "range": [VERDICT_COLOURS[verdict] for verdict in occur],
    }
    gaps = {"paddingInner": 0.16, "paddingOuter": 0}
    encoding = {
        "x": place("x", axis=None, scale={"domain": list(range(_ACROSS)), **gaps}),
        "y": place("y", axis=None, scale={"domain": list(range(down)), **gaps}),
        "color": name("verdict", scale=colours, legend={"columns": 1, "labelFontSize": 13}),
    }
    return {**mark("rect", "squares", encoding), "width": 405, "height": 13.5 * down}


def path(panel: Panel) -> Picture:
    """From every charge under the definition to an order on record, step by step."""
    row = panel.row("all", "all")
    title = "From charge to restitution: everyone this definition takes in"
    steps = steps_of(row) if row else []
    words = "; ".join(f"{step}: {count(many)}" for step, many in steps)
    return Picture(
        "path",
        title,
        f"{title}. {words}.",
        "Each bar is a part of the one above it. What drops out between two bars stands in the "
        "table under “Everyone, by verdict”.",
        ("step", "defendants"),
        tuple(Line(where(row), (step, count(many))) for step, many in steps) if row else (),
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
        {"step": step, "place": at, "n": many, "kind": "met" if step == steps[-1][0] else ""}
        for at, (step, many) in enumerate(steps)
    ]


def _bars(steps: Sequence[tuple[str, int]]) -> Spec:
    y = place("place", axis=None, scale=ROWS)
    x = number("n", axis=None, scale={"domain": [0, steps[0][1] * 1.15]})
    colour = {"condition": {"test": "datum.kind == 'met'", "value": MET}, "value": MUTED}
    figure = {"x": x, "y": y, "text": number("n", format=",")}
    layers = [
        mark("bar", "steps", {"x": x, "y": y, "color": colour}),
        mark("text", "steps", {"x": EDGE, "y": y, "text": name("step")}, color=INK, **NAME_ABOVE),
        mark("text", "steps", figure, color=INK, **FIGURE_BESIDE),
    ]
    return labelled_bars(layers, len(steps))
