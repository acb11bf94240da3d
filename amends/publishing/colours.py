"""Colours and hatches: the same for a verdict wherever it is drawn, told apart without hue.

Blue and vermilion are safe for the common kinds of colour blindness and differ from paper by more
than 3 : 1 in light and in dark. Whatever is not settled is hatched. The charts use these very
values, so that the page can give any of them another tone in the dark by naming it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAPER = "#ffffff"
INK = "#1a1a1b"
MUTED = "#595960"
FAINT = "#d8d8dc"
BAND = "#c3c7d0"

MET = "#2a6fb0"
UNMET = "#c4511a"
MONEY = "#3d6b57"
REMAINS = ("#2a6fb0", "#7ea6cc", "#8a5a9e", "#4a4a52")

STEPS = ("#e3eef6", "#b9d5ea", "#86b4d8", "#4f8dbf", "#2b6eae", "#12436f")
"""From light to dark, for the tiles of the map; the same on a dark page."""

ON_PALE = "#161617"
ON_DEEP = "#fefefe"
"""Words on such a tile; no tone of a dark page stands in for them."""


@dataclass(frozen=True, slots=True)
class Hatch:
    """Lines over a ground: `turn` degrees, `gap` and `width` pixels."""

    ground: str
    line: str
    turn: int
    gap: int
    width: float


VERDICT_COLOURS: Mapping[str, str] = {
    "met": MET,
    "unmet": UNMET,
    "duty_uncertain": "#e0a483",
    "past_90_days": "#6f5a8f",
    "open": "#b7a7cf",
    "unknown": "#a9a9b2",
}

HATCHES: Mapping[str, Hatch] = {
    "#e0a483": Hatch("#f6e3d8", UNMET, 45, 5, 1.6),
    "#6f5a8f": Hatch("#e2dcec", "#56407c", 0, 4, 2.0),
    "#b7a7cf": Hatch("#f0ecf6", "#7c69a3", 90, 5, 1.2),
    "#a9a9b2": Hatch("#efeff2", "#77777f", -45, 5, 1.4),
}
"""What is drawn in such a colour is hatched instead."""

DARK: Mapping[str, str] = {
    PAPER: "#17181b",
    INK: "#ececee",
    MUTED: "#b4b4bc",
    FAINT: "#3d3e44",
    BAND: "#565a66",
    MET: "#5b9fdd",
    UNMET: "#e2743d",
    MONEY: "#74ad94",
    "#f6e3d8": "#40251a",
    "#e2dcec": "#332a45",
    "#56407c": "#ab94d6",
    "#f0ecf6": "#2b2637",
    "#7c69a3": "#a895cf",
    "#efeff2": "#2d2e33",
    "#77777f": "#9a9aa3",
    "#4a4a52": "#a4a4ad",
}
"""A tone of the charts → its tone on a dark page."""
