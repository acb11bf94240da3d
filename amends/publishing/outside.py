"""Charged under chapter 77, convicted only elsewhere: how that came, and what duty remains."""

from __future__ import annotations

from collections.abc import Sequence

from amends.accountability.outside import (
    ACQUITTED,
    BY_PLEA,
    CONDITIONAL,
    DISCRETIONARY,
    DISMISSED,
    LOST_BY_PLEA,
    NOT_KNOWN,
    NOTHING,
    OTHER_MANDATORY,
    UNLESS,
)
from amends.publishing.colours import INK, REMAINS
from amends.publishing.drawing import Data, Line, Picture
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
)
from amends.publishing.panel import Panel, where
from amends.publishing.wording import count, defendants

_HOW = (BY_PLEA, ACQUITTED, DISMISSED, NOT_KNOWN)
_LEFT = (OTHER_MANDATORY, CONDITIONAL, DISCRETIONARY, NOTHING)
_SAID = {NOT_KNOWN: "how is not known", NOTHING: "no authority"}


def outside(panel: Panel) -> Picture:
    """Bars by how the chapter 77 counts fell away, toned by what restitution authority remains."""
    title = "Convicted outside chapter 77 only: how, and what duty remains"
    rows = panel.rows("convicted_outside_chapter_77")
    lost = panel.row("duty_lost_by_plea", LOST_BY_PLEA)
    counted = [
        (how, left, row["defendants"], where(row))
        for row in rows
        for how, left in [str(row["value"]).split(": ", 1)]
    ]
    counted.sort(key=lambda one: (_HOW.index(one[0]), _LEFT.index(one[1])))
    if not counted:
        return Picture("outside", title, f"{title}: there is nobody.", "", (), ())
    total = sum(one[2] for one in counted)
    lost_to = lost["defendants"] if lost else 0
    words = "; ".join(f"{_say(how)}, {_say(left)}: {count(n)}" for how, left, n, _ in counted)
    data = _data([(how, left, n) for how, left, n, _ in counted])
    lines = [Line(place, (_say(how), _say(left), count(n))) for how, left, n, place in counted]
    if lost:
        lines.append(Line(where(lost), (LOST_BY_PLEA, UNLESS, count(lost_to))))
    return Picture(
        "outside",
        title,
        f"{title}: {defendants(total)}. {words}. {LOST_BY_PLEA.capitalize()}: {count(lost_to)}, "
        f"{UNLESS}.",
        f"{LOST_BY_PLEA.capitalize()} means that a plea left no mandatory authority: "
        f"{defendants(lost_to)} here, {UNLESS}.",
        ("how", "what remains", "defendants"),
        tuple(lines),
        _drawn(data),
        data,
    )


def _say(value: str) -> str:
    return _SAID.get(value, value)


def _data(counted: Sequence[tuple[str, str, int]]) -> Data:
    parts = [
        {"how": _say(how), "left": _say(left), "order": _LEFT.index(left), "n": n}
        for how, left, n in counted
    ]
    hows = [_say(how) for how in _HOW if any(one[0] == how for one in counted)]
    totals = [
        {"how": how, "n": sum(n for came, _, n in counted if _say(came) == how)} for how in hows
    ]
    return {"parts": parts, "totals": totals}


def _drawn(data: Data) -> Spec:
    hows = [one["how"] for one in data["totals"]]
    lefts = [left for left in _LEFT if any(one["left"] == _say(left) for one in data["parts"])]
    y = name("how", axis=None, scale={"domain": hows, **ROWS})
    across = {"domain": [0, max(one["n"] for one in data["totals"]) * 1.15]}
    tones = {
        "domain": [_say(left) for left in lefts],
        "range": [REMAINS[_LEFT.index(left)] for left in lefts],
    }
    bars = {
        "x": number("n", aggregate="sum", axis=None, scale=across),
        "y": y,
        "color": name("left", scale=tones, legend={"columns": 2}),
        "order": number("order"),
    }
    figure = {"x": number("n", scale=across), "y": y, "text": number("n", format=",")}
    layers = [
        mark("bar", "parts", bars),
        mark("text", "totals", {"x": EDGE, "y": y, "text": name("how")}, color=INK, **NAME_ABOVE),
        mark("text", "totals", figure, color=INK, **FIGURE_BESIDE),
    ]
    return labelled_bars(layers, len(hows))
