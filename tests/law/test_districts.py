"""The ninety-four districts, and how a source's words for one are found."""

from __future__ import annotations

import pytest

from amends.law.districts import circuits, district_in, districts, states_of

PARTS = {"C": "Central", "E": "Eastern", "M": "Middle", "N": "Northern", "S": "Southern"} | {
    "W": "Western"
}


def test_there_are_ninety_four_districts() -> None:
    assert len(districts()) == 94
    assert len({one.name for one in districts()}) == 94
    assert len({one.court for one in districts()}) == 94


@pytest.mark.parametrize(
    ("state", "part", "name"),
    [
        ("TX", "Southern", "S.D. Texas"),
        ("CA", "Central", "C.D. California"),
        ("TN", "Middle", "M.D. Tennessee"),
        ("VA", "Eastern", "E.D. Virginia"),
        ("VA", "E.D.", "E.D. Virginia"),
        ("VA", "eastern district", "E.D. Virginia"),
        ("MA", "", "D. Massachusetts"),
        ("MA", "  ", "D. Massachusetts"),
        ("DC", "", "District of Columbia"),
        ("PR", "", "D. Puerto Rico"),
        ("MP", "", "Northern Mariana Islands"),
    ],
)
def test_a_district_is_found_by_its_state_and_part(state: str, part: str, name: str) -> None:
    found = district_in(state, part)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("state", "part"),
    [
        ("CA", ""),  # four districts, none named
        ("CA", "Western"),  # as one source writes, though there is none
        ("CT", "Northern"),  # likewise: Connecticut is one district
        ("MP", "Northern"),  # its name, not its part
        ("XX", ""),
        ("", ""),
        ("TX", "Nebraska"),  # only begins as Northern does
        ("TX", "1"),
        ("TX", "."),
    ],
)
def test_a_district_that_is_not_named_or_does_not_exist_is_not_guessed(
    state: str, part: str
) -> None:
    assert district_in(state, part) is None


def test_every_district_is_found_by_its_own_state_and_part() -> None:
    for one in districts():
        parted = one.name[1:4] == ".D."
        part = PARTS[one.name[0]] if parted else ""
        assert district_in(one.state, part) == one, one.name


def test_there_are_eleven_numbered_circuits_and_that_of_the_district_of_columbia() -> None:
    assert circuits() == (*(str(number) for number in range(1, 12)), "D.C.")


@pytest.mark.parametrize(
    ("circuit", "states"),
    [
        ("1", ("MA", "ME", "NH", "PR", "RI")),
        ("2", ("CT", "NY", "VT")),
        ("5", ("LA", "MS", "TX")),
        ("11", ("AL", "FL", "GA")),
        ("D.C.", ("DC",)),
        ("12", ()),
    ],
)
def test_a_circuit_holds_the_states_that_28_usc_41_gives_it(
    circuit: str, states: tuple[str, ...]
) -> None:
    assert states_of(circuit) == states
