"""How the report says numbers, verdicts and groups: careful words, and the same ones everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

VERDICTS: Mapping[str, str] = {
    "met": "restitution ordered",
    "unmet": "no restitution recorded",
    "duty_uncertain": "duty uncertain",
    "past_90_days": "deferred, past 90 days",
    "open": "deferred, still open",
    "unknown": "not known",
    "no_victim_recorded": "no victim recorded",
    "not_yet_sentenced": "not yet sentenced",
    "no_mandatory_duty": "no mandatory duty",
    "not_convicted": "not convicted",
}
"""A verdict's column → how the report says it; those in question first, in the order drawn."""

IN_QUESTION = ("met", "unmet", "duty_uncertain", "past_90_days", "open", "unknown")
"""The verdicts a rate and its bounds are drawn over, in the order they are stacked."""

UNITS: Mapping[str, str] = {"defendant": "defendants", "case": "cases"}

NOT_KNOWN = "not known"


def count(number: int) -> str:
    """A whole number with thousands set apart: `1,246`."""
    return f"{number:,}"


def percent(rate: float | None) -> str:
    """A share as a percentage to one place, or a dash where none is drawn."""
    return "–" if rate is None else f"{rate * 100:.1f}%"


def between(low: float | None, high: float | None) -> str:
    """A range of shares, or a dash where none is drawn."""
    return "–" if low is None or high is None else f"{percent(low)} to {percent(high)}"


def dollars(amount: Decimal) -> str:
    """An exact amount in USD; cents only where there are any."""
    whole = amount == amount.to_integral_value()
    return f"${amount:,.0f}" if whole else f"${amount:,.2f}"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def defendants(number: int) -> str:
    """`1 defendant`, `252 defendants`."""
    return f"{count(number)} defendant{'' if number == 1 else 's'}"


def cases(number: int) -> str:
    """`1 case`, `252 cases`."""
    return f"{count(number)} case{'' if number == 1 else 's'}"


def circuit(name: str) -> str:
    """`9` → `9th`; D.C. and what is not known stay in words."""
    if not name.isdigit():
        return NOT_KNOWN if name == "unknown" else name
    endings = {1: "st", 2: "nd", 3: "rd"}
    teens = 10 <= int(name) % 100 <= 20
    return f"{name}{'th' if teens else endings.get(int(name) % 10, 'th')}"


def statute(name: str) -> str:
    """`18 U.S.C. § 1591` → `§ 1591`; other titles keep their number. For narrow charts."""
    return name.removeprefix("18 U.S.C. ").replace("U.S.C. ", "USC ")


def plain(name: str) -> str:
    """A group's value as it stands; what is not known says so."""
    return NOT_KNOWN if name == "unknown" else name
