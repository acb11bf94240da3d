"""Offences: what a citation can mean, since when it exists, its class and its maximum."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.law.chapters import chapter, chapters
from amends.law.citation import Citation
from amends.law.offences import (
    MandatoryVictimsRestitutionAct,
    TraffickingClass,
    existed_from,
    maximum_months,
    offences,
    offences_within,
    trafficking_class,
)
from amends.law.period import Period

LABOR, SEX, BOTH, RELATED = TraffickingClass


def read(text: str) -> Citation:
    return Citation.read(text, title=18)


# --- what a citation can mean --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("18:2422", "18:2422"),
        ("18:2422(b)", "18:2422(b)"),
        ("18:2422B.F", "18:2422(b)"),
        ("18:2422(b)(1)", "18:2422(b)"),
        ("18:1591(a)(1)", "18:1591"),
        ("18:1591(b)(2)(A)", "18:1591(b)(2)"),
        ("18:2421A(b)(2)", "18:2421A(b)(2)"),
        ("18:2421A(b)(1)", "18:2421A(b)"),
    ],
)
def test_a_part_without_a_row_of_its_own_is_judged_by_the_nearest_that_holds_it(
    text: str, row: str
) -> None:
    assert [one.citation for one in offences_within(read(text))] == [read(row)]


def test_a_range_means_one_offence_for_each_of_its_sections() -> None:
    found = offences_within(read("1581_to_1588"))
    assert [one.citation.section for one in found] == [str(n) for n in range(1581, 1589)]


def test_an_offence_that_nobody_has_looked_up_means_none_in_the_table() -> None:
    assert offences_within(read("18:1997")) == ()


def test_no_two_rows_speak_of_the_same_offence() -> None:
    # The nearest row would otherwise be a matter of luck.
    twice = [one for one, rows in Counter(o.citation for o in offences()).items() if rows > 1]
    assert twice == []


def test_every_row_of_a_part_has_the_row_of_its_section() -> None:
    whole = {one.citation for one in offences() if not one.citation.subsections}
    parts = [one.citation for one in offences() if one.citation.subsections]
    assert [part for part in parts if Citation(part.title, part.section) not in whole] == []


# --- since when it exists ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("18:1589", "2000-10-28"),
        ("18:1591(a)(1)", "2000-10-28"),
        ("18:1594(a)", "2000-10-28"),
        ("18:1594(b)", "2008-12-23"),
        ("18:1594(c)", "2008-12-23"),
        ("18:1593A", "2008-12-23"),
        ("18:1351", "2008-12-23"),
        ("18:2421A", "2018-04-11"),
        ("1589-1592", "2000-10-28"),
        ("1581_to_1588", "1948-06-25"),
        ("1589-1597", "2000-10-28"),
    ],
)
def test_conduct_is_an_offence_from_the_day_its_statute_exists(text: str, since: str) -> None:
    assert existed_from(read(text)) == Period(date.fromisoformat(since))


def test_the_first_day_of_an_offence_that_nobody_has_looked_up_is_open() -> None:
    assert existed_from(read("18:1997")) == Period()


def test_no_part_is_older_than_its_section() -> None:
    for one in offences():
        whole = existed_from(Citation(one.citation.title, one.citation.section)).first
        assert whole is None or one.in_force.first is None or whole <= one.in_force.first, one.name


# --- class and maximum ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:1581", LABOR),
        ("18:1589", LABOR),
        ("18:1590", LABOR),
        ("18:1351", LABOR),
        ("1581_to_1588", LABOR),
        ("18:1591", SEX),
        ("18:1594(c)", SEX),
        ("18:2251", SEX),
        ("2421_to_2424", SEX),
        ("8:1328", SEX),
        ("18:1592", BOTH),
        ("18:1594", BOTH),
        ("1589-1591", BOTH),
        ("18:371", RELATED),
        ("8:1324", RELATED),
        ("1961_to_1968", RELATED),
        ("18:1997", RELATED),
    ],
)
def test_an_offence_is_labor_sex_both_or_related(text: str, expected: TraffickingClass) -> None:
    assert trafficking_class(read(text)) is expected


classes = st.sampled_from(TraffickingClass)


@given(classes, classes, classes)
def test_classes_join_in_any_order_and_a_related_one_adds_nothing(
    a: TraffickingClass, b: TraffickingClass, c: TraffickingClass
) -> None:
    assert a | a is a
    assert a | b is b | a
    assert (a | b) | c is a | (b | c)
    assert a | RELATED is a
    assert a | BOTH is BOTH


def test_labor_and_sex_together_are_both() -> None:
    assert LABOR | SEX is BOTH


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("18:1589", 240),
        ("18:1591", 1200),
        ("18:1592", 60),
        ("18:1597", 12),
        ("18:371", 60),
        ("18:2421", 120),
        ("18:2422(b)", 1200),
        ("1581_to_1588", 360),
        ("18:1997", 0),
    ],
)
def test_the_heaviest_maximum_a_citation_can_mean_is_that_of_the_text(
    text: str, months: int
) -> None:
    assert maximum_months(read(text)) == months


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("18:1341", MandatoryVictimsRestitutionAct.PROPERTY),
        ("18:1351", MandatoryVictimsRestitutionAct.PROPERTY),
        ("18:2119", MandatoryVictimsRestitutionAct.VIOLENCE),
        ("18:371", MandatoryVictimsRestitutionAct.EITHER),
        ("18:1425", MandatoryVictimsRestitutionAct.NEITHER),
    ],
)
def test_an_offence_says_why_3663a_may_reach_it(
    text: str, marked: MandatoryVictimsRestitutionAct
) -> None:
    assert [one.section_3663a for one in offences_within(read(text))] == [marked]


# --- chapters ------------------------------------------------------------------------------------


def test_a_chapter_holds_its_sections_and_no_others() -> None:
    seventy_seven = chapter(18, "77").sections
    assert seventy_seven.covers(read("18:1581"))
    assert seventy_seven.covers(read("18:1593A"))
    assert seventy_seven.covers(read("18:1597"))
    assert not seventy_seven.covers(read("18:1351"))


def test_a_chapter_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"18 U\.S\.C\. chapter 78"):
        chapter(18, "78")


def test_no_section_lies_in_two_chapters() -> None:
    for one in chapters():
        for other in chapters():
            assert one is other or not one.sections.may_be(other.sections)
