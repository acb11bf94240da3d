"""Citations: each form that courts, clerks and coders write, and how citations compare."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.law import tables
from amends.law.citation import Citation, CitationError, section_key
from tests.fuzzing import fuzz

READS = [
    # as a lawyer writes them
    ("18 U.S.C. § 1591(a)", "18 U.S.C. § 1591(a)"),
    ("18 U.S.C. §1591(a)(1)", "18 U.S.C. § 1591(a)(1)"),
    ("18 U.S.C. § 1591(a)(1).", "18 U.S.C. § 1591(a)(1)"),
    ("18 U.S.C. 1591", "18 U.S.C. § 1591"),
    ("18 U. S. C. § 1591", "18 U.S.C. § 1591"),
    ("18 U.S.C.A. § 1591", "18 U.S.C. § 1591"),
    ("18\u00a0U.S.C.\u00a0§\u00a01591(a)", "18 U.S.C. § 1591(a)"),
    ("18 USC 1591(b)(2)", "18 U.S.C. § 1591(b)(2)"),
    ("18 usc 1591", "18 U.S.C. § 1591"),
    ("18 U.S.C. Section 1591(a)", "18 U.S.C. § 1591(a)"),
    ("18 U.S.C. Sec. 1591(a)", "18 U.S.C. § 1591(a)"),
    ("Title 18, United States Code, Section 1591(a)", "18 U.S.C. § 1591(a)"),
    ("Title 18 United States Code Sections 1581 through 1588", "18 U.S.C. §§ 1581-1588"),
    ("Title 18, Section 1591", "18 U.S.C. § 1591"),
    ("8 U.S.C. § 1324(a)(1)(A)(v)(II)", "8 U.S.C. § 1324(a)(1)(A)(v)(II)"),
    ("18 U.S.C. § 1593A", "18 U.S.C. § 1593A"),
    ("18 U.S.C. § 1589 et seq.", "18 U.S.C. § 1589"),
    # as a docket writes them
    ("18:1591(a)(1)", "18 U.S.C. § 1591(a)(1)"),
    ("18:1591(A)(1)", "18 U.S.C. § 1591(a)(1)"),
    ("18:2252A(a)(2)", "18 U.S.C. § 2252A(a)(2)"),
    ("18:2252(a)(4)(B)", "18 U.S.C. § 2252(a)(4)(B)"),
    ("18:371 ", "18 U.S.C. § 371"),
    ("28:2461(c)", "28 U.S.C. § 2461(c)"),
    # in the courts' own codes
    ("18:371.F", "18 U.S.C. § 371"),
    ("18:1594C.F", "18 U.S.C. § 1594(c)"),
    ("18:922G.F", "18 U.S.C. § 922(g)"),
    ("18:2422B.F", "18 U.S.C. § 2422(b)"),
    ("18:2422A.F", "18 U.S.C. § 2422(a)"),
    ("18:2423A.F", "18 U.S.C. § 2423(a)"),
    ("18:2252A.F", "18 U.S.C. § 2252A"),
    ("18:1593A.F", "18 U.S.C. § 1593A"),
    ("18:2251AA.F", "18 U.S.C. § 2251A(a)"),
    ("18:1956-4999.F", "18 U.S.C. § 1956"),
    ("18:1957-4999.F", "18 U.S.C. § 1957"),
    ("18:1956-4999", "18 U.S.C. § 1956"),
    ("18:1956H-4999.F", "18 U.S.C. § 1956(h)"),
    ("18:2421-0600.F", "18 U.S.C. § 2421"),
    ("21:841A=CD.F", "21 U.S.C. § 841(a)"),
    ("8:1326.F--", "8 U.S.C. § 1326"),
    ("18:1512.M", "18 U.S.C. § 1512"),
    ("18:0371.F", "18 U.S.C. § 371"),
    # as coders of cases write them, without a title
    ("1591", "18 U.S.C. § 1591"),
    ("1594(c)", "18 U.S.C. § 1594(c)"),
    ("§ 1591", "18 U.S.C. § 1591"),
    ("1581_to_1588", "18 U.S.C. §§ 1581-1588"),
    ("2421_to_2424", "18 U.S.C. §§ 2421-2424"),
    ("1961_to_1968", "18 U.S.C. §§ 1961-1968"),
    ("1581to1588", "18 U.S.C. §§ 1581-1588"),
    ("1961to1968", "18 U.S.C. §§ 1961-1968"),
    ("2421to2424", "18 U.S.C. §§ 2421-2424"),
    # ranges however they are joined
    ("18:1581-1588", "18 U.S.C. §§ 1581-1588"),
    ("18:1581-1588.F", "18 U.S.C. §§ 1581-1588"),
    ("18 U.S.C. §§ 1581-1588", "18 U.S.C. §§ 1581-1588"),
    ("18 U.S.C. §§ 1581–1588", "18 U.S.C. §§ 1581-1588"),
    ("18 U.S.C. §§ 1581 to 1588", "18 U.S.C. §§ 1581-1588"),
    ("18 U.S.C. § 1581 - § 1588", "18 U.S.C. §§ 1581-1588"),
    ("18 U.S.C. §§ 2251-2260A", "18 U.S.C. §§ 2251-2260A"),
    ("8 U.S.C. §§ 1101-1537", "8 U.S.C. §§ 1101-1537"),
]

REFUSED = [
    "",
    "   ",
    "§",
    "18:",
    "18:0",
    "0:1591",
    "99:1591",
    "18:1591*",
    "18 1591",
    "18-1591",
    "18:15910000",
    "18:1588_to_1581",
    "18:1581_to_1581",
    "forced labor",
    "18:1591 - Sex trafficking of children",
    "Section 1591 of Title 18",
    # several: one citation is expected here
    "18 USC 1591(a)(1) and (b)(2)",
    "18:371 and 3551 et seq.",
    "18:2251(a) & (e)",
    "18:1014.F, 2 -",
    "21:952, 960",
    # digits of other scripts look like a section and compare like none
    "\uff11\uff18:\uff11\uff15\uff19\uff11",
    "18:\u0661\u0665\u0669\u0661",
]


@pytest.mark.parametrize(("text", "expected"), READS)
def test_every_form_that_occurs_is_read(text: str, expected: str) -> None:
    assert str(Citation.read(text, title=18)) == expected


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_one_citation_is_refused(text: str) -> None:
    with pytest.raises(CitationError):
        Citation.read(text, title=18)


def test_the_parts_of_a_citation_are_those_of_the_code() -> None:
    read = Citation.read("8:1324(a)(1)(A)(iii)")
    assert (read.title, read.section, read.last_section) == (8, "1324", "")
    assert read.subsections == ("a", "1", "A", "iii")


def test_a_title_in_the_text_outweighs_the_title_that_is_supposed() -> None:
    assert Citation.read("8:1324", title=18).title == 8
    assert Citation.read("1324", title=8).title == 8


def test_a_section_without_any_title_is_refused() -> None:
    with pytest.raises(CitationError, match="1591"):
        Citation.read("1591")


def test_a_capital_letter_belongs_to_the_section_only_where_the_code_has_such_a_section() -> None:
    for row in tables.rows("lettered_sections"):
        text = f"{row['title']}:{row['section']}.F"
        assert Citation.read(text) == Citation(int(row["title"]), row["section"]), text
    assert Citation.read("18:1591A.F") == Citation(18, "1591", subsections=("a",))


def test_a_range_stays_a_range() -> None:
    peonage = Citation.read("1581_to_1588", title=18)
    assert peonage.is_range
    assert (peonage.section, peonage.last_section) == ("1581", "1588")
    assert not Citation.read("18:1581").is_range


@pytest.mark.parametrize(
    ("title", "section", "last_section", "subsections"),
    [
        (0, "1591", "", ()),
        (18, "", "", ()),
        (18, "01591", "", ()),
        (18, "1593a", "", ()),
        (18, "1591", "1591", ()),
        (18, "1588", "1581", ()),
        (18, "1581", "1588", ("a",)),
        (18, "1591", "", ("²",)),
        (18, "1591", "", ("",)),
    ],
)
def test_a_citation_that_no_text_could_make_cannot_be_made(
    title: int, section: str, last_section: str, subsections: tuple[str, ...]
) -> None:
    with pytest.raises(CitationError):
        Citation(title, section, last_section, subsections)


def test_what_has_no_number_is_no_section() -> None:
    with pytest.raises(CitationError):
        section_key("A")


# --- comparison --------------------------------------------------------------------------------


def test_1591_is_not_15910() -> None:
    assert Citation.read("18:1591") != Citation.read("18:15910")
    assert not Citation.read("18:1591").covers(Citation.read("18:15910"))
    assert not Citation.read("18:1591").may_be(Citation.read("18:15910"))


def test_2422_is_not_2422a_as_a_section_but_holds_it_as_a_subsection() -> None:
    assert not Citation(18, "2422").covers(Citation(18, "2422A"))
    assert Citation(18, "2422").covers(Citation.read("18:2422A.F"))


def test_2421_is_not_2421a() -> None:
    assert not Citation.read("18:2421").may_be(Citation.read("18:2421A"))


def test_the_same_number_in_another_title_is_another_offence() -> None:
    assert not Citation.read("18:1324").may_be(Citation.read("8:1324"))


def test_citations_sort_as_the_code_does() -> None:
    in_order = [
        "8:1324",
        "18:371",
        "18:1581",
        "18:1581-1588",
        "18:1591",
        "18:1591(a)",
        "18:1591(a)(2)",
        "18:1591(a)(10)",
        "18:1591(b)",
        "18:1593",
        "18:1593A",
        "18:1594",
        "18:2422",
        "18:2422(b)",
        "18:2423",
        "18:15910",
        "21:841",
    ]
    citations = [Citation.read(text) for text in in_order]
    alphabetical = sorted(citations, key=str)
    assert alphabetical != citations
    assert sorted(alphabetical) == citations
    assert all(one < next_one and next_one > one for one, next_one in pairwise(citations))


@pytest.mark.parametrize(
    ("wider", "narrower"),
    [
        ("18:1591", "18:1591(a)(1)"),
        ("18:1581_to_1588", "18:1581"),
        ("18:1581_to_1588", "18:1584(a)"),
        ("18:1581_to_1588", "18:1583_to_1585"),
        ("18:2421_to_2424", "18:2421A(b)(2)"),
        ("18:1581_to_1597", "18:1593A"),
    ],
)
def test_a_section_covers_its_parts_and_a_range_its_members(wider: str, narrower: str) -> None:
    assert Citation.read(wider).covers(Citation.read(narrower))
    assert not Citation.read(narrower).covers(Citation.read(wider))
    assert Citation.read(narrower).may_be(Citation.read(wider))


def test_a_range_ends_with_the_last_section_it_names() -> None:
    assert not Citation.read("18:2251-2260").covers(Citation.read("18:2260A"))
    assert not Citation.read("18:1581-1588").covers(Citation.read("18:1589"))


def test_two_parts_of_a_section_are_never_the_same_offence() -> None:
    assert not Citation.read("18:2421A(b)(1)").may_be(Citation.read("18:2421A(b)(2)"))


def test_ranges_that_meet_may_be_the_same_offence() -> None:
    assert Citation.read("18:1581-1588").may_be(Citation.read("18:1588-1590"))
    assert not Citation.read("18:1581-1588").may_be(Citation.read("18:1589-1590"))


# --- laws --------------------------------------------------------------------------------------

# Few of each, so that equal and overlapping citations are drawn often.
_NUMBERS = ["371", "1581", "1584", "1588", "1591", "1593", "1593A", "2421", "2421A", "15910"]
_PARTS = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(["1", "2", "10", "02"]),
    st.sampled_from(["A", "B"]),
    st.sampled_from(["i", "ii", "v"]),
)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    title = draw(st.sampled_from([8, 18]))
    if draw(st.booleans()):
        first, last = sorted(
            draw(st.lists(st.sampled_from(_NUMBERS), min_size=2, max_size=2, unique=True)),
            key=section_key,
        )
        return Citation(title, first, last)
    depth = draw(st.integers(0, 4))
    return Citation(title, draw(st.sampled_from(_NUMBERS)), "", draw(_PARTS)[:depth])


@given(citations())
def test_what_is_written_is_read_back_the_same(citation: Citation) -> None:
    written = str(citation)
    # Title 8 has no § 1593A or § 2421A: there a clerk's letter is a subsection.
    if citation.title == 18 or "A" not in citation.section + citation.last_section:
        assert Citation.read(written) == citation


@given(citations(), citations())
def test_one_of_two_citations_comes_first_or_they_are_equal(one: Citation, other: Citation) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) is (one < other or one == other)


@given(citations(), citations(), citations())
def test_the_order_of_citations_is_transitive(a: Citation, b: Citation, c: Citation) -> None:
    first, second, third = sorted((a, b, c))
    assert first <= second <= third
    assert first <= third


@given(citations(), citations(), citations())
def test_covering_is_reflexive_transitive_and_mutual_only_between_equals(
    a: Citation, b: Citation, c: Citation
) -> None:
    assert a.covers(a)
    if a.covers(b) and b.covers(c):
        assert a.covers(c)
    if a.covers(b) and b.covers(a):
        assert a == b


@given(citations(), citations())
def test_whether_two_may_be_the_same_does_not_depend_on_who_is_asked(
    one: Citation, other: Citation
) -> None:
    assert one.may_be(other) is other.may_be(one)
    assert one.may_be(other) or not one.covers(other)


_WRITTEN = (
    "18|8|:| |U.S.C.|§|1591|1581|(a)|(|)|A|-|_to_|to|.F|=CD|et seq.|4999|Title|,|\n|\u00a0|²|"
    "United States Code|Section"
)
_PIECES = st.sampled_from(_WRITTEN.split("|"))


@fuzz
@given(st.text() | st.lists(_PIECES, max_size=12).map("".join), st.sampled_from([None, 8, 18]))
def test_any_text_is_a_citation_or_a_citation_error(text: str, title: int | None) -> None:
    try:
        read = Citation.read(text, title=title)
    except CitationError:
        return
    assert Citation.read(str(read)) == read


@pytest.mark.parametrize(
    "piece",
    [" ", "(a)", "( a", "-", "- ", "18:", "18 ", "1", "§", "§ ", "U.S.C.", "to", "A", ". ", "et"],
)
@pytest.mark.parametrize("start", ["", "18", "18:", "18:1591", "18 U.S.C. § 1591", "18:1591.F"])
def test_a_long_hostile_text_is_refused_at_once(start: str, piece: str) -> None:
    began = time.perf_counter()
    for length in (190 - len(start), 1_000_000):
        with pytest.raises(CitationError) as refusal:
            Citation.read(start + (piece * length)[:length] + "!")
        assert len(str(refusal.value)) < 1_000  # nobody is shown a megabyte
    assert time.perf_counter() - began < 1
