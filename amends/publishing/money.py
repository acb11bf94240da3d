"""The money on record: as written, each order counted once, and the lowest reading."""

from __future__ import annotations

from amends.publishing.colours import INK, MONEY
from amends.publishing.drawing import Line, Picture
from amends.publishing.grammar import (
    EDGE,
    FIGURE_BESIDE,
    NAME_ABOVE,
    ROWS,
    labelled_bars,
    mark,
    name,
    number,
    place,
)
from amends.publishing.panel import Panel, where
from amends.publishing.wording import dollars

READINGS = (
    ("amount_usd", "as written", "every amount, joint orders repeated as they stand"),
    (
        "amount_usd_once",
        "each order once",
        "equal amounts on co-defendants of a case are one order unless the source says otherwise",
    ),
    ("amount_usd_once_low", "lowest reading", "only the largest amount of each case"),
)


def money(panel: Panel) -> Picture:
    """Three readings of the same amounts, in USD, exact."""
    row = panel.row("all", "all")
    title = "Restitution on record, in dollars: three readings of the same orders"
    if row is None or not row["amount_usd"]:
        return Picture("money", title, f"{title}: no amount is recorded.", "", (), ())
    values = [(reading, how, row[column]) for column, reading, how in READINGS]
    words = "; ".join(f"{reading}, {dollars(amount)} ({how})" for reading, how, amount in values)
    data = [
        {"name": reading, "place": at, "usd": float(amount), "said": dollars(amount)}
        for at, (reading, _, amount) in enumerate(values)
    ]
    y = place("place", axis=None, scale=ROWS)
    most = float(max(amount for *_, amount in values))
    x = number("usd", axis=None, scale={"domain": [0, most * 1.35]})
    layers = [
        mark("bar", "amounts", {"x": x, "y": y}, color=MONEY),
        mark("text", "amounts", {"x": EDGE, "y": y, "text": name("name")}, color=INK, **NAME_ABOVE),
        mark("text", "amounts", {"x": x, "y": y, "text": name("said")}, color=INK, **FIGURE_BESIDE),
    ]
    return Picture(
        "money",
        title,
        f"{title}. {words}.",
        "An amount ordered is not an amount paid. A joint order is written on each co-defendant, "
        "so the sum as written counts it several times.",
        ("reading", "amount (USD)", "how it was decided"),
        tuple(Line(where(row), (reading, dollars(amount), how)) for reading, how, amount in values),
        labelled_bars(layers, len(data)),
        {"amounts": data},
    )
