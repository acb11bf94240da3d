"""A chart as Vega-Lite, drawn without a browser: SVG for the page, SVG and PNG as files.

The same chart gives the same bytes: nothing in it knows the time, and every id is made from the
chart's own name.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import vl_convert

from amends.publishing.colours import FAINT, HATCHES, INK, MUTED, PAPER
from amends.publishing.grammar import GRAMMAR, Spec
from amends.publishing.panel import Panel

WIDTH = 420
"""Pixels across, for every chart: readable on a telephone, two beside each other on a desk."""

FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans Condensed, sans-serif"
SCALE = 2
"""PNG pixels for one of the drawing's."""

Data = Mapping[str, Sequence[Mapping[str, Any]]]

_THEME = {
    "background": PAPER,
    "font": FONT,
    "padding": {"left": 4, "right": 8, "top": 4, "bottom": 4},
    "view": {"stroke": None},
    "concat": {"spacing": 8},
    "axis": {
        "domainColor": FAINT,
        "gridColor": FAINT,
        "labelColor": INK,
        "labelFontSize": 12,
        "tickColor": FAINT,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 11.5,
        "labelLimit": 260,
        "columnPadding": 26,
        "orient": "bottom",
        "title": None,
        "symbolSize": 130,
        "symbolType": "square",
        "symbolStrokeWidth": 0,
    },
}

_TAG = re.compile(r"<[a-z]+ [^>]*>")
_OF_PARTS = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')

_FOOT_LINE = 13
_FOOT_LETTERS = 68


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table under a chart.

    where:  its place in summary.json
    choose: the filters that bring its findings into the page's table, as a query; blank if none do
    """

    where: str
    cells: tuple[str, ...]
    choose: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart before it is drawn.

    name:    short, for file names: `circuit`
    title:   what it shows, as a heading
    words:   the same in words, made from the same figures: its text alternative
    note:    how to read it
    columns: headings of the table under it
    lines:   that table's rows
    chart:   the drawing, or None where there is nothing to draw
    data:    the records it draws, by the names it calls them
    """

    name: str
    title: str
    words: str
    note: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    chart: Spec | None = None
    data: Data = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture drawn: SVG markup for the page, and the two files."""

    picture: Picture
    file_name: str
    inline: str
    svg: str
    png: bytes


def draw(picture: Picture, panel: Panel, file_name: str) -> Drawn | None:
    """Draw a picture of a panel; None when it has no chart."""
    if picture.chart is None:
        return None
    specification = {
        "$schema": GRAMMAR,
        **picture.chart,
        "datasets": picture.data,
        "config": _THEME,
    }
    bare = _hatched(_unlabelled(vl_convert.vegalite_to_svg(specification)), file_name)
    footed = _with_foot(bare, picture, foot_of(panel))
    return Drawn(
        picture,
        file_name,
        _described(bare, picture, file_name, 'class="chart"'),
        _described(footed, picture, file_name, ""),
        vl_convert.svg_to_png(footed, scale=SCALE),
    )


def foot_of(panel: Panel) -> list[str]:
    """What stands under a chart that travels alone: source, definition, edition, caveat."""
    says = (
        f"Source: {panel.publisher} ({panel.source}), speaking to {panel.as_of or 'no known day'}."
    )
    invented = ["Invented sample data: no real people."] if panel.invented else []
    parts = [
        *invented,
        f"{says} Definition: {panel.definition.name}. Edition {panel.edition}.",
        panel.caveat,
        "Hatched: not settled or not known. A blank is never zero.",
    ]
    return [line for part in parts for line in textwrap.wrap(part, _FOOT_LETTERS)]


def _unlabelled(svg: str) -> str:
    """The drawing without roles and labels of its parts: it is named and described as a whole."""
    return _TAG.sub(lambda tag: _OF_PARTS.sub("", tag[0]), svg)


def _hatched(svg: str, name: str) -> str:
    """Put hatches where the drawing has the colours that stand for them."""
    patterns = []
    for place, (colour, hatch) in enumerate(HATCHES.items()):
        mark = f'fill="{colour}"'
        if mark not in svg:
            continue
        own = f"hatch-{name}-{place}"
        svg = svg.replace(mark, f'fill="url(#{own})"')
        patterns.append(
            f'<pattern id="{own}" width="{hatch.gap}" height="{hatch.gap}" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate({hatch.turn})">'
            f'<rect width="{hatch.gap}" height="{hatch.gap}" fill="{hatch.ground}"/>'
            f'<rect width="{hatch.gap}" height="{hatch.width}" fill="{hatch.line}"/></pattern>'
        )
    return _inside(svg, f"<defs>{''.join(patterns)}</defs>") if patterns else svg


def _with_foot(svg: str, picture: Picture, foot: Sequence[str]) -> str:
    """Give a drawing that travels alone its heading and its foot."""
    width, height = _size(svg)
    heading = textwrap.wrap(picture.title, 46)
    above = 20 * len(heading) + 6
    below = _FOOT_LINE * len(foot) + 10
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    titles = "".join(
        _text(line, 4, 18 + 20 * place, 15, INK, "bold") for place, line in enumerate(heading)
    )
    notes = "".join(
        _text(line, 4, above + height + 12 + _FOOT_LINE * place, 10, MUTED, "normal")
        for place, line in enumerate(foot)
    )
    wide, tall = max(width, WIDTH), above + height + below
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}">'
        f'<rect width="{wide}" height="{tall}" fill="{PAPER}"/>{titles}'
        f'<g transform="translate(0,{above})">{inner}</g>{notes}</svg>'
    )


def _text(text: str, x: int, y: int, size: int, colour: str, weight: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{FONT}" font-size="{size}px" '
        f'font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
    )


def _described(svg: str, picture: Picture, name: str, more: str) -> str:
    """Name and describe a drawing for those who hear it."""
    named = f'role="img" aria-labelledby="title-{name} words-{name}" {more}'
    svg = re.sub(r"<svg ", f"<svg {named} ", svg, count=1)
    return _inside(
        svg,
        f'<title id="title-{name}">{escape(picture.title)}</title>'
        f'<desc id="words-{name}">{escape(picture.words)}</desc>',
    )


def _inside(svg: str, first: str) -> str:
    start = svg.index(">", svg.index("<svg")) + 1
    return svg[:start] + first + svg[start:]


def _size(svg: str) -> tuple[int, int]:
    found = re.search(r'width="(\d+)[^"]*" height="(\d+)', svg)
    if found is None:
        raise ValueError("a drawing without width and height")
    return int(found[1]), int(found[2])
