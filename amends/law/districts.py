"""The ninety-four judicial districts, their circuits, states and the codes others give them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from amends.law import tables


@dataclass(frozen=True, slots=True)
class District:
    """A judicial district. Source: 28 U.S.C. §§ 41, 81-131; tables/districts.csv.

    name:    short name used everywhere, e.g. `S.D. Texas`
    court:   courts-db id, e.g. `txsd`
    circuit: `1` … `11` or `D.C.`
    state:   two letters
    """

    name: str
    court: str
    circuit: str
    state: str


_PARTS = ("central", "eastern", "middle", "northern", "southern", "western")


@cache
def districts() -> tuple[District, ...]:
    """Every row of tables/districts.csv."""
    return tuple(
        District(row["district"], row["court"], row["circuit"], row["state"])
        for row in tables.rows("districts")
    )


def district_in(state: str, part: str) -> District | None:
    """The district of a state by its part (`Eastern`, `E.D.`), or the only one where none is named.

    None when the state has no such district, when it has several and none is named, or when no
    part is called that.
    """
    found = [one for one in districts() if one.state == state]
    words = part.strip().casefold().removesuffix("district").rstrip()
    if not words:
        return found[0] if len(found) == 1 else None
    for name in _PARTS:
        if words in {name, name[0], f"{name[0]}.", f"{name[0]}.d."}:
            matching = [one for one in found if one.name.startswith(f"{name[0].upper()}.D. ")]
            return matching[0] if matching else None
    return None


def circuits() -> tuple[str, ...]:
    """The circuits in their usual order: 1 to 11, then D.C."""
    return tuple(
        sorted(
            {one.circuit for one in districts()},
            key=lambda name: (not name.isdigit(), len(name), name),
        )
    )


def states_of(circuit: str) -> tuple[str, ...]:
    """The states and territories of a circuit, in alphabetical order."""
    return tuple(sorted({one.state for one in districts() if one.circuit == circuit}))
