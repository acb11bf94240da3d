"""Charged under chapter 77, convicted only elsewhere: how that came, and what duty remains."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

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
from amends.publishing.drawing import AnyChart, Data, Line, Picture, named
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
    number = lost["defendants"] if lost else 0
    words = "; ".join(f"{_say(how)}, {_say(left)}: {count(n)}" for how, left, n, _ in counted)
    data = _data([(how, left, n) for how, left, n, _ in counted])
    lines = [Line(place, (_say(how), _say(left), count(n))) for how, left, n, place in counted]
    if lost:
        lines.append(Line(where(lost), (LOST_BY_PLEA, UNLESS, count(number))))
    return Picture(
        "outside",
        title,
        f"{title}: {defendants(total)}. {words}. {LOST_BY_PLEA.capitalize()}: {count(number)}, "
        f"{UNLESS}.",
        f"{LOST_BY_PLEA.capitalize()} means that a plea left no mandatory authority: "
        f"{defendants(number)} here, {UNLESS}.",
        ("how", "what remains", "defendants"),
        tuple(lines),
        _drawn(data),
        data,
    )


def _say(name: str) -> str:
    return _SAID.get(name, name)


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


def _drawn(data: Data) -> AnyChart:
    hows = [one["how"] for one in data["totals"]]
    lefts = [left for left in _LEFT if any(one["left"] == _say(left) for one in data["parts"])]
    y = alt.Y("how:N", sort=hows, axis=None)
    y = y.scale(alt.Scale(domain=hows, paddingInner=0.6, paddingOuter=0.45))
    across = alt.Scale(domain=[0, max(one["n"] for one in data["totals"]) * 1.12])
    colour = alt.Color(
        "left:N",
        scale=alt.Scale(
            domain=[_say(left) for left in lefts],
            range=[REMAINS[_LEFT.index(left)] for left in lefts],
        ),
        legend=alt.Legend(columns=2),
    )
    bars = (
        alt.Chart(named("parts"))
        .mark_bar()
        .encode(x=alt.X("sum(n):Q", axis=None, scale=across), y=y, color=colour, order="order:Q")
    )
    base = alt.Chart(named("totals"))
    names = base.mark_text(align="left", dy=-16, fontSize=12, color=INK).encode(
        x=alt.value(0), y=y, text="how:N"
    )
    numbers = base.mark_text(align="left", dx=5, fontSize=12, fontWeight="bold", color=INK).encode(
        x=alt.X("n:Q", scale=across), y=y, text=alt.Text("n:Q", format=",")
    )
    return alt.layer(bars, names, numbers).properties(width=400, height=40 * len(hows))
