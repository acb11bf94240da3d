"""Charts: the same figures in the drawing, in words and in the table under it."""

from __future__ import annotations

import re
import struct
from xml.etree import ElementTree

import pytest

from amends.law.districts import districts
from amends.publishing.colours import DARK, HATCHES, STEPS, VERDICT_COLOURS
from amends.publishing.drawing import draw
from amends.publishing.panel import in_question, panels
from amends.publishing.pictures import CIRCUIT, SMALL, STATUTE, pictures
from amends.publishing.tilemap import classes_of, tiles
from amends.publishing.wording import circuit, count, dollars, percent, statute

_NAMING = {f"{{http://www.w3.org/2000/svg}}{tag}" for tag in ("title", "desc")}


@pytest.fixture(scope="module")
def panel(sample_audit):
    return next(one for one in panels(sample_audit) if one.definition.name == "chapter-77")


@pytest.fixture(scope="module")
def drawings(panel):
    return {picture.name: draw(picture, panel, f"x-{picture.name}") for picture in pictures(panel)}


def test_every_chart_is_drawn_and_named_and_described(drawings):
    assert len(drawings) == 12
    for name, drawn in drawings.items():
        for svg in (drawn.inline, drawn.svg):
            root = ElementTree.fromstring(svg)
            assert root.get("role") == "img", name
            named = root.attrib["aria-labelledby"].split()
            texts = {one.get("id"): one.text for one in root if one.tag in _NAMING}
            assert [texts[one] for one in named] == [drawn.picture.title, drawn.picture.words]


@pytest.mark.parametrize("grouping", [STATUTE, CIRCUIT, *SMALL], ids=lambda one: one.name)
def test_the_words_of_a_chart_hold_its_largest_and_smallest_value(panel, drawings, grouping):
    rows = [row for row in panel.rows(grouping.group) if in_question(row)]
    rates = [row["rate"] for row in rows if row["rate"] is not None]
    words = drawings[grouping.name].picture.words
    for rate in (max(rates), min(rates)):
        assert percent(rate) in words
    for size in (max(map(in_question, rows)), min(map(in_question, rows))):
        assert count(size) in words


def test_the_words_of_the_gap_hold_every_part_of_it(panel, drawings):
    row = panel.core()
    words = drawings["gap"].picture.words
    for name in ("met", "unmet", "unknown"):
        assert f": {count(row[name])} (" in words


def test_the_words_of_the_money_hold_all_three_readings(panel, drawings):
    row = panel.row("all", "all")
    for name in ("amount_usd", "amount_usd_once", "amount_usd_once_low"):
        assert dollars(row[name]) in drawings["money"].picture.words


def test_the_gap_has_a_square_for_each_defendant_in_question(panel, drawings):
    squares = drawings["gap"].picture.data["squares"]
    assert len(squares) == in_question(panel.core())
    shown: dict[str, int] = {}
    for square in squares:
        shown[square["verdict"]] = shown.get(square["verdict"], 0) + 1
    for label, squares_of_it in shown.items():
        assert label.endswith(f": {count(squares_of_it)}")


def test_the_path_only_ever_narrows(drawings):
    numbers = [one["n"] for one in drawings["path"].picture.data["steps"]]
    assert numbers == sorted(numbers, reverse=True)


def test_what_is_not_settled_is_hatched_and_keeps_its_hatch_in_each_drawing(drawings):
    year = drawings["year"].inline
    assert VERDICT_COLOURS["unknown"] in HATCHES
    assert f'fill="{VERDICT_COLOURS["unknown"]}"' not in year
    used = set(re.findall(r"url\(#([^)]+)\)", year))
    made = set(re.findall(r'<pattern id="([^"]+)"', year))
    assert used
    assert used <= made
    assert all("x-year" in name for name in made)


def test_a_group_without_a_rate_draws_none(panel, drawings):
    few = {CIRCUIT.say(row["value"]) for row in panel.rows("circuit") if not row["rate_drawn"]}
    data = drawings["circuit"].picture.data
    assert few & {one["label"] for one in data["few"]}
    assert not few & {one["label"] for one in data["rates"]}


def test_circuits_stand_in_the_order_of_their_pooled_estimates(panel, drawings):
    pooled = [one["pooled"] for one in drawings["circuit"].picture.data["rates"]]
    assert pooled == sorted(pooled, reverse=True)


def test_years_without_a_case_keep_their_place(drawings):
    chart = drawings["year"].picture.chart
    years = chart["vconcat"][1]["encoding"]["x"]["scale"]["domain"]
    known = [int(year) for year in years if year.isdigit()]
    assert known == list(range(known[0], known[-1] + 1))


def test_every_state_and_territory_of_the_district_table_has_one_tile():
    assert set(tiles()) == {one.state for one in districts()}
    assert len(set(tiles().values())) == len(tiles())


def test_words_on_a_toned_tile_keep_their_tone_on_a_dark_page(drawings):
    records = drawings["map"].picture.data["tiles"]
    toned = [one for one in records if one["tone"] in STEPS]
    assert toned
    assert not {one["words"] for one in toned} & set(DARK)
    # A rule for the dark names a tone wherever it stands: none of the tiles' own may have one.
    assert not {one["tone"] for one in toned} & set(DARK)


@pytest.mark.parametrize("rates", [{"1": 0.33, "2": 0.38}, {"1": 0.0, "2": 1.0}, {"1": 0.5}])
def test_classes_of_tone_hold_every_rate_and_are_five_points_or_wider(rates):
    start, width = classes_of(rates)
    assert width >= 0.05
    assert all(0 <= (rate - start) / width < 6 + 1e-9 for rate in rates.values())


def test_a_png_has_two_pixels_for_each_of_the_drawing(drawings):
    for drawn in drawings.values():
        width, height = struct.unpack(">II", drawn.png[16:24])
        root = ElementTree.fromstring(drawn.svg)
        assert (width, height) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))


def test_a_file_that_travels_alone_names_source_definition_and_caveat(panel, drawings):
    for drawn in drawings.values():
        text = " ".join(ElementTree.fromstring(drawn.svg).itertext())
        assert panel.definition.name in text
        assert f"({panel.source})" in text
        assert panel.caveat.split()[0] in text
        assert panel.edition in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("1", "1st"),
        ("2", "2nd"),
        ("3", "3rd"),
        ("11", "11th"),
        ("D.C.", "D.C."),
        ("unknown", "not known"),
    ],
)
def test_circuits_are_said_as_lawyers_say_them(name, said):
    assert circuit(name) == said


def test_sections_of_title_18_stand_without_it_and_others_keep_theirs():
    assert statute("18 U.S.C. § 1591") == "§ 1591"
    assert statute("8 U.S.C. § 1324") == "8 USC § 1324"
