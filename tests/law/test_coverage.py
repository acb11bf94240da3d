"""What a rule covers, in the words of its table, and how far that reaches a citation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.law import tables
from amends.law.citation import Citation
from amends.law.coverage import Reach, reach
from amends.law.offences import offences

WHOLLY, IN_PART, NOT = Reach.WHOLLY, Reach.IN_PART, Reach.NOT


@pytest.mark.parametrize(
    ("covers", "text", "expected"),
    [
        # a chapter
        ("18 ch. 77", "18:1581", WHOLLY),
        ("18 ch. 77", "18:1591(a)(1)", WHOLLY),
        ("18 ch. 77", "18:1593A", WHOLLY),
        ("18 ch. 77", "18:1597", WHOLLY),
        ("18 ch. 77", "1581_to_1588", WHOLLY),
        ("18 ch. 77", "18:1590-1600", IN_PART),
        ("18 ch. 77", "18:1580", NOT),
        ("18 ch. 77", "18:1351", NOT),
        ("18 ch. 77", "18:15910", NOT),
        ("18 ch. 77", "8:1591", NOT),
        ("18 ch. 109A", "18:2241", WHOLLY),
        ("18 ch. 109A", "18:2251", NOT),
        ("18 ch. 110", "18:2252A(a)(2)", WHOLLY),
        ("18 ch. 110", "18:2260A", WHOLLY),
        ("18 ch. 110", "18:2261", NOT),
        ("18 ch. 110A", "18:2261A", WHOLLY),
        ("18 ch. 117", "2421_to_2424", WHOLLY),
        ("18 ch. 117", "18:2421A", WHOLLY),
        # a part of a section
        ("18 § 2421A(b)(2)", "18:2421A(b)(2)", WHOLLY),
        ("18 § 2421A(b)(2)", "18:2421A", IN_PART),
        ("18 § 2421A(b)(2)", "18:2421A(b)", IN_PART),
        ("18 § 2421A(b)(2)", "18:2421A(b)(1)", NOT),
        ("18 § 2421A(b)(2)", "18:2421A(a)", NOT),
        ("18 § 2421A(b)(2)", "18:2421", NOT),
        ("18 § 2421A(b)(2)", "2421_to_2424", IN_PART),
        # ranges
        ("18 §§ 1589-1590", "18:1590(b)", WHOLLY),
        ("18 §§ 1589-1590", "18:1591", NOT),
        ("18 §§ 371-1999", "18:1591", WHOLLY),
        # a title, and all but a title
        ("18", "18:371", WHOLLY),
        ("18", "8:1324", NOT),
        ("not 18", "8:1324", WHOLLY),
        ("not 18", "18:371", NOT),
        ("any", "29:215", WHOLLY),
        # several
        ("18 § 1581; 18 §§ 1583-1584", "18:1584", WHOLLY),
        ("18 § 1581; 18 §§ 1583-1584", "18:1582", NOT),
        ("18 § 1581; 18 §§ 1583-1584", "1581_to_1588", IN_PART),
        # marked for § 3663A in the table of offences
        ("18 marked 3663A", "18:1341", WHOLLY),
        ("18 marked 3663A", "18:1351(a)", WHOLLY),
        ("18 marked 3663A", "18:1425", NOT),
        ("18 marked 3663A", "18:1512-1519", IN_PART),
        ("18 marked 3663A", "18:1997", IN_PART),
        ("18 marked 3663A", "8:1324", NOT),
    ],
)
def test_a_coverage_reaches_wholly_in_part_or_not(covers: str, text: str, expected: Reach) -> None:
    assert reach(covers, Citation.read(text, title=18)) is expected


@pytest.mark.parametrize(
    "covers", ["", "chapter 77", "18 ch. 78", "ch. 77", "18 § ", "all", "18 §"]
)
def test_a_coverage_in_other_words_is_refused(covers: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        reach(covers, Citation(18, "1591"))


def test_every_coverage_in_the_tables_can_be_read() -> None:
    written = {
        row["covers"] for name in ("restitution", "limitations") for row in tables.rows(name)
    }
    assert len(written) > 10
    for covers in written:
        assert reach(covers, Citation(18, "1591")) in Reach


_CITATIONS = [one.citation for one in offences()]
_COVERS = ["18 ch. 77", "18 ch. 110", "18 § 2421A(b)(2)", "18 §§ 1581-1588", "18", "not 18", "any"]


@given(st.sampled_from(_COVERS), st.sampled_from(_CITATIONS), st.sampled_from("abc"))
def test_a_part_is_reached_wherever_its_section_is(
    covers: str, citation: Citation, part: str
) -> None:
    inner = Citation(citation.title, citation.section, "", (*citation.subsections, part))
    if reach(covers, citation) is WHOLLY:
        assert reach(covers, inner) is WHOLLY
    if reach(covers, inner) is not NOT:
        assert reach(covers, citation) is not NOT


@given(st.lists(st.sampled_from(_COVERS), min_size=1), st.sampled_from(_CITATIONS))
def test_several_coverages_reach_as_far_as_the_furthest(
    covers: list[str], citation: Citation
) -> None:
    assert reach("; ".join(covers), citation) is max(reach(one, citation) for one in covers)
