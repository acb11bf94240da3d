"""What both layouts of HumanTraffickingData.org's federal case data have in common.

The project coded federal trafficking prosecutions by hand. Both layouts say of each defendant,
per group of statutes, how many counts were charged and what became of them.
"""

from __future__ import annotations

import polars as pl

from amends.record.values import SentenceStatus
from amends.sources.forms import Form, citation, doubt_of_number

PUBLISHER = "HumanTraffickingData.org"

TALLIES = (
    "charged",
    "nolle_prossed",
    "dismissed_by_plea",
    "pleaded_guilty",
    "found_guilty",
    "acquitted",
)
"""What became of the counts under one statute, in the order of both layouts."""

ZERO_CAVEAT = (
    "This source writes an amount of $0 for {zero:,} of {others:,} defendants without a recorded "
    "conviction too, where nothing could be ordered: its zeros are coded, not checked against "
    "dockets."
)
"""Stands beside every figure, with what was counted in the file itself."""

_TITLE_8 = range(1321, 1331)
_TITLE_21 = frozenset({"841", "846", "848", "952", "960", "963"})


def title_of(statute: str) -> int:
    """The title of the Code that the coders left out: 18 but for immigration and drug sections."""
    digits = statute[:4]
    if digits.isdigit() and int(digits) in _TITLE_8:
        return 8
    return 21 if statute[:3] in _TITLE_21 and not statute[3:4].isdigit() else 18


STATUTE = citation(title_of)

_STATES = {"Guam": "GU", "Puerto Rico": "PR", "Virgin Islands": "VI", "D.C.": "DC", "DC": "DC"}
"""States that the coders wrote out."""

STATE = Form(
    "a state of two letters",
    lambda text: text.replace(_STATES).str.to_uppercase().str.extract(r"^([A-Z]{2})$"),
    example="TX",
)
CIRCUIT = Form(
    "a circuit",
    lambda text: (
        text.str.replace(r"\.0+$", "")
        .str.replace(r"(?i)^d\.?\s*c\.?$", "D.C.")
        .str.extract(r"^([1-9]|1[01]|D\.C\.)$")
    ),
    example="9 or D.C.",
)
SENTENCED = Form(
    "a number of counts sentenced (999: not yet sentenced)",
    lambda text: (
        pl.when(text.str.contains(r"^999(\.0+)?$"))
        .then(pl.lit(SentenceStatus.TO_COME.value))
        .when(text.str.contains(r"^[1-9]\d?(\.0+)?$"))
        .then(pl.lit(SentenceStatus.PASSED.value))
    ),
    frozenset({"0"}),
    doubt=doubt_of_number,
)
"""A number tells that sentence was passed; zero leaves it open."""
