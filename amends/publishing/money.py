"""The money on record: as written, each order counted once, and the lowest reading."""

from __future__ import annotations

import altair as alt

from amends.publishing.colours import INK, MONEY
from amends.publishing.drawing import Line, Picture, named
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
    values = [(name, how, row[column]) for column, name, how in READINGS]
    words = "; ".join(f"{name}, {dollars(amount)} ({how})" for name, how, amount in values)
    data = [
        {"name": name, "place": place, "usd": float(amount), "said": dollars(amount)}
        for place, (name, _, amount) in enumerate(values)
    ]
    base = alt.Chart(named("amounts"))
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.6, paddingOuter=0.45))
    x = alt.X(
        "usd:Q",
        axis=None,
        scale=alt.Scale(domain=[0, float(max(amount for *_, amount in values)) * 1.3]),
    )
    chart = alt.layer(
        base.mark_bar(color=MONEY).encode(x=x, y=y),
        base.mark_text(align="left", dy=-16, fontSize=12, color=INK).encode(
            x=alt.value(0), y=y, text="name:N"
        ),
        base.mark_text(align="left", dx=5, fontSize=12, fontWeight="bold", color=INK).encode(
            x=x, y=y, text="said:N"
        ),
    ).properties(width=400, height=40 * len(data))
    return Picture(
        "money",
        title,
        f"{title}. {words}.",
        "An amount ordered is not an amount paid. A joint order is written on each co-defendant, "
        "so the sum as written counts it several times.",
        ("reading", "amount (USD)", "how it was decided"),
        tuple(Line(where(row), (name, dollars(amount), how)) for name, how, amount in values),
        chart,
        {"amounts": data},
    )
