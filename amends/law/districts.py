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


@cache
def districts() -> tuple[District, ...]:
    """Every row of tables/districts.csv."""
    return tuple(
        District(row["district"], row["court"], row["circuit"], row["state"])
        for row in tables.rows("districts")
    )


def district_in(state: str, part: str) -> District | None:
    """The district of a state by its part (`Eastern`), or the only one where no part is named.

    None when the state has no such district, or several and no part is named.
    """
    found = [one for one in districts() if one.state == state]
    if not part.strip():
        return found[0] if len(found) == 1 else None
    initial = f"{part.strip()[0].upper()}.D."
    matching = [one for one in found if one.name.startswith(initial)]
    return matching[0] if len(matching) == 1 else None


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
