"""A map of tiles: every state the same size, toned by its circuit's pooled share of duties met."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from amends.law.districts import circuits, states_of
from amends.publishing.colours import (
    FAINT,
    INK,
    MUTED,
    ON_DEEP,
    ON_PALE,
    PAPER,
    STEPS,
    VERDICT_COLOURS,
)
from amends.publishing.drawing import Line, Picture
from amends.publishing.grammar import Spec, mark, name, place
from amends.publishing.panel import Panel, Row, in_question, where
from amends.publishing.wording import between, circuit, count, listed, percent

_TILES = """\
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  .  .  .  .  VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT .
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI .  .  TX .  .  .  .  FL PR VI
GU MP .  .  .  .  .  .  .  .  .
"""
"""Where each state's tile lies; neighbours stay near each other."""

_WIDTHS = (0.05, 0.1, 0.2)
_UNKNOWN = VERDICT_COLOURS["unknown"]


def tiles() -> dict[str, tuple[int, int]]:
    """State → column and row of its tile."""
    return {
        state: (column, row)
        for row, line in enumerate(_TILES.splitlines())
        for column, state in enumerate(line.split())
        if state != "."
    }


def tilemap(panel: Panel) -> Picture:
    """The circuits on a map; hatched where no rate is drawn, empty where nobody is in question."""
    rows = {row["value"]: row for row in panel.rows("circuit") if in_question(row)}
    estimates = {
        number: float(row["pooled"])
        for number, row in rows.items()
        if row["rate_drawn"] and row.get("pooled") is not None and number in circuits()
    }
    records = _records(rows, estimates)
    title = "Circuits on a map: pooled share of duties met"
    return Picture(
        "map",
        title,
        _words(title, rows, estimates),
        "Each tile is a state or territory with its circuit's number. The tone is the circuit's "
        "pooled estimate, not the state's own rate; neighbouring tones may differ by chance alone, "
        "see the intervals.",
        ("circuit", "pooled estimate", "95% interval", "states", "defendants in question"),
        tuple(_line(name, rows[name], name in estimates) for name in circuits() if name in rows),
        _drawn(records) if rows else None,
        {"tiles": records},
    )


def _words(title: str, rows: Mapping[str, Row], estimates: Mapping[str, float]) -> str:
    says = []
    if estimates:
        order = sorted(estimates, key=lambda name: (estimates[name], name))
        says.append(f"Highest: {circuit(order[-1])} circuit, {percent(estimates[order[-1]])}.")
        says.append(f"Lowest: {circuit(order[0])} circuit, {percent(estimates[order[0]])}.")
    few = [circuit(name) for name in circuits() if name in rows and name not in estimates]
    if few:
        says.append(f"No rate drawn, too few: {listed(few)}.")
    none = [circuit(name) for name in circuits() if name not in rows]
    if none:
        says.append(f"Nobody in question: {listed(none)}.")
    return f"{title}. {' '.join(says)}"


def _line(name: str, row: Row, drawn: bool) -> Line:
    return Line(
        where(row),
        (
            circuit(name),
            percent(row["pooled"] if drawn else None),
            between(row["pooled_low"], row["pooled_high"]) if drawn else "–",
            ", ".join(states_of(name)),
            count(in_question(row)),
        ),
    )


def classes_of(rates: Mapping[str, float]) -> tuple[float, float]:
    """Where the classes of tone begin and how wide they are: never finer than five points."""
    low, high = min(rates.values()), max(rates.values())
    for width in _WIDTHS:
        start = math.floor(low / width + 1e-9) * width
        if (high - start) / width < len(STEPS) - 1:
            return start, width
    return 0.0, 1 / len(STEPS)


def _records(rows: Mapping[str, Row], estimates: Mapping[str, float]) -> list[dict[str, Any]]:
    """A record a tile: its place, its words, and the class and tone of its circuit."""
    start, width = classes_of(estimates) if estimates else (0.0, 1.0)
    circuit_of = {state: one for one in circuits() for state in states_of(one)}
    records: list[dict[str, Any]] = []
    for state, (column, row) in tiles().items():
        own = circuit_of.get(state, "")
        if own in estimates:
            step = int((estimates[own] - start) / width + 1e-9)
            low = start + step * width
            label, tone = f"{low:.0%}–{low + width:.0%}", STEPS[min(step, len(STEPS) - 1)]
        elif own in rows:
            step, label, tone = 90, "too few for a rate", _UNKNOWN
        else:
            step, label, tone = 91, "nobody in question", PAPER
        records.append(
            {
                "x": column,
                "y": row,
                "state": state,
                "circuit": own,
                "class": label,
                "step": step,
                "tone": tone,
                "words": _words_on(tone),
            }
        )
    return records


def _words_on(tone: str) -> str:
    """The tone of words on a tile: those on paper or hatching follow the page, others the tile."""
    if tone not in STEPS:
        return INK
    return ON_DEEP if STEPS.index(tone) >= 4 else ON_PALE


def _drawn(records: Sequence[Mapping[str, Any]]) -> Spec:
    classes = {(one["step"], one["class"]): one["tone"] for one in records}
    order = sorted(classes)
    tones = {"domain": [label for _, label in order], "range": [classes[one] for one in order]}
    legend = {"columns": 2, "symbolStrokeColor": MUTED, "symbolStrokeWidth": 1}
    words = {"field": "words", "type": "nominal", "scale": None}
    state = {"fontSize": 13, "fontWeight": "bold", "dy": -6}
    numeral = {"fontSize": 11, "dy": 9}
    halo = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"}
    layers = [
        mark(
            "rect",
            "tiles",
            {"color": name("class", scale=tones, legend=legend)},
            stroke=FAINT,
            strokeWidth=1,
        ),
        # Words on hatching stand on paper of their own.
        _only_hatched(mark("text", "tiles", {"text": name("state")}, **state, **halo)),
        _only_hatched(mark("text", "tiles", {"text": name("circuit")}, **numeral, **halo)),
        mark("text", "tiles", {"text": name("state"), "color": words}, **state),
        mark("text", "tiles", {"text": name("circuit"), "color": words}, **numeral),
    ]
    return {
        "layer": layers,
        "encoding": {
            "x": place("x", axis=None, scale={"paddingInner": 0.06}),
            "y": place("y", axis=None, scale={"paddingInner": 0.06}),
        },
        "resolve": {"scale": {"color": "independent"}},
        "width": 405,
        "height": 36 * len(_TILES.splitlines()),
    }


def _only_hatched(layer: Spec) -> Spec:
    return {**layer, "transform": [{"filter": f"datum.tone == '{_UNKNOWN}'"}]}
