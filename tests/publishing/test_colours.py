"""Colours can be told from the page they stand on, in the light and in the dark."""

from __future__ import annotations

import pytest

from amends.publishing.colours import (
    DARK,
    HATCHES,
    INK,
    MET,
    MONEY,
    MUTED,
    ON_DEEP,
    ON_PALE,
    PAPER,
    REMAINS,
    STEPS,
    UNMET,
)


def luminance(colour: str) -> float:
    """Relative luminance, 0-1. Source: WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tone(colour: str, scheme: str) -> str:
    return DARK.get(colour, colour) if scheme == "dark" else colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_page_by_four_and_a_half(scheme):
    for colour in (INK, MUTED):
        assert contrast(tone(colour, scheme), tone(PAPER, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_squares_and_hatching_stand_out_from_the_page_by_three(scheme):
    lines = [hatch.line for hatch in HATCHES.values()]
    for colour in (MET, UNMET, MONEY, REMAINS[0], REMAINS[2], REMAINS[3], *lines):
        assert contrast(tone(colour, scheme), tone(PAPER, scheme)) >= 3, colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_every_tile_of_the_map_stand_out_from_it(scheme):
    for place, step in enumerate(STEPS):
        words = ON_DEEP if place >= 4 else ON_PALE
        assert contrast(tone(words, scheme), tone(step, scheme)) >= 4.5, step


def test_hatching_is_told_from_its_ground_in_the_dark_too():
    for hatch in HATCHES.values():
        for scheme in ("light", "dark"):
            assert contrast(tone(hatch.line, scheme), tone(hatch.ground, scheme)) >= 2.4, hatch
