"""What both layouts of HumanTraffickingData.org's federal case data have in common.

The project coded federal trafficking prosecutions by hand. Both layouts say of each defendant,
per group of statutes, how many counts were charged and what became of them.
"""

from __future__ import annotations

from amends.sources.forms import citation

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

STATES = {"Guam": "GU", "Puerto Rico": "PR", "Virgin Islands": "VI", "D.C.": "DC", "DC": "DC"}
"""States that the coders wrote out."""
