"""Words of Vega-Lite, the grammar of our charts, as plain JSON.

Charts are written as the grammar's own dictionaries: building them through a library took as long
as drawing them (docs/decisions/0005-charts.md).
"""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]
"""A chart or a part of one, as Vega-Lite's JSON."""


GRAMMAR = "https://vega.github.io/schema/vega-lite/v6.json"
"""The version that charts are written in: a name, never fetched."""


def number(field: str, **more: Any) -> Spec:
    """A field with a length: `x`, `y`, a sum."""
    return {"field": field, "type": "quantitative", **more}


def name(field: str, **more: Any) -> Spec:
    """A field that only names."""
    return {"field": field, "type": "nominal", **more}


def place(field: str, **more: Any) -> Spec:
    """A field that puts things in a row, one after the other."""
    return {"field": field, "type": "ordinal", **more}


def mark(kind: str, data: str, encoding: Spec, **more: Any) -> Spec:
    """A layer: one mark for each record of the data of that name."""
    return {"mark": {"type": kind, **more}, "data": {"name": data}, "encoding": encoding}


def labelled_bars(layers: list[Spec], count: int) -> Spec:
    """Thick bars with their names above them, `count` of them, across the whole chart."""
    return {"layer": layers, "width": 400, "height": 40 * count}


ROWS = {"paddingInner": 0.6, "paddingOuter": 0.45}
"""Room between labelled bars for their names."""

NAME_ABOVE: Spec = {"align": "left", "dy": -16, "fontSize": 12}
FIGURE_BESIDE: Spec = {"align": "left", "dx": 5, "fontSize": 12, "fontWeight": "bold"}
EDGE: Spec = {"value": 0}
