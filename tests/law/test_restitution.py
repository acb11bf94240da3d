"""The duty to order restitution: each rule by name, then what holds of every duty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.law import restitution, tables
from amends.law.citation import Citation
from amends.law.limitation import offence_ended
from amends.law.offences import offences
from amends.law.period import Period
from amends.law.restitution import (
    Duty,
    RestitutionDuty,
    authorities,
    changes,
    duty_on,
    older_offence_would_change,
    restitution_duty,
    thresholds,
)

BEFORE_EVERYTHING = date(1970, 1, 1)


def when_charged(citation: str, charged: str) -> RestitutionDuty:
    """The duty where the record gives only the day of the charge."""
    read, day = Citation.read(citation, title=18), date.fromisoformat(charged)
    return restitution_duty(read, offence_ended(read, Period.day(day)))


def when_ended(citation: str, first: str, last: str = "") -> RestitutionDuty:
    """The duty where the record gives the day the offence ended, or its bounds."""
    ended = Period(date.fromisoformat(first), date.fromisoformat(last or first))
    return restitution_duty(Citation.read(citation, title=18), ended)


# --- § 1593, chapter 77 -------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["1589", "1590", "1591", "1592", "1594(a)"])
@pytest.mark.parametrize("charged", ["2000-10-28", "2001-06-01", "2005-10-27", "2015-01-01"])
def test_the_offences_of_2000_are_no_older_than_their_duty(section: str, charged: str) -> None:
    duty = when_charged(section, charged)
    assert duty.duty is Duty.MANDATORY
    assert duty.authorities[0] == "18 U.S.C. § 1593"
    assert duty.depends_on == ""


def test_forced_labor_is_no_older_than_its_duty() -> None:
    assert when_charged("18:1589", "2000-11-01").duty is Duty.MANDATORY
    assert restitution_duty(Citation(18, "1589"), Period()).duty is Duty.DEPENDS_ON_THE_DATE
    no_day = offence_ended(Citation(18, "1589"), Period())
    assert restitution_duty(Citation(18, "1589"), no_day).duty is Duty.MANDATORY


@pytest.mark.parametrize(
    ("section", "since"),
    [
        ("1593A", "2008-12-23"),
        ("1594(b)", "2008-12-23"),
        ("1594(c)", "2008-12-23"),
        ("1597", "2013-03-07"),
    ],
)
def test_later_offences_of_the_chapter_carry_the_duty_from_their_first_day(
    section: str, since: str
) -> None:
    assert when_charged(section, since).duty is Duty.MANDATORY


def test_a_conspiracy_to_traffic_for_sex_charged_before_2008_is_an_error_and_not_no_duty() -> None:
    # § 1594(c) did not exist in 2007: the record errs, and the law of its first day is asked.
    assert when_charged("18:1594(c)", "2007-01-01").duty is Duty.MANDATORY


@pytest.mark.parametrize("section", ["1581", "1584", "1588", "1581_to_1588"])
def test_peonage_charged_before_2000_10_28_has_no_duty_under_1593(section: str) -> None:
    duty = when_charged(section, "2000-10-27")
    assert duty.duty.strength < Duty.DEPENDS_ON_THE_DATE.strength
    assert "18 U.S.C. § 1593" not in duty.authorities


@pytest.mark.parametrize("section", ["1581", "1582", "1584", "1588", "1581_to_1588"])
@pytest.mark.parametrize("charged", ["2000-10-28", "2003-01-01", "2005-10-27"])
def test_peonage_charged_before_2005_10_28_depends_on_the_date(section: str, charged: str) -> None:
    duty = when_charged(section, charged)
    assert duty.duty is Duty.DEPENDS_ON_THE_DATE
    assert "18 U.S.C. § 1593" in duty.authorities
    assert "day the offence ended" in duty.depends_on


@pytest.mark.parametrize("section", ["1581", "1582", "1584", "1588", "1581_to_1588"])
@pytest.mark.parametrize("charged", ["2005-10-28", "2006-03-08", "2006-03-09", "2009-01-01"])
def test_peonage_charged_from_2005_10_28_has_the_duty(section: str, charged: str) -> None:
    # Ten years under § 3298 reach no further back than what was alive on 2006-03-09: 2001-03-09.
    assert when_charged(section, charged).duty is Duty.MANDATORY


def test_peonage_that_is_known_to_have_ended_after_the_law_has_the_duty_whenever_charged() -> None:
    assert when_ended("18:1581", "2000-10-28").duty is Duty.MANDATORY
    assert when_ended("18:1581", "2000-10-27").duty is not Duty.MANDATORY
    assert when_ended("18:1581", "2000-10-27", "2000-10-28").duty is Duty.DEPENDS_ON_THE_DATE


def test_a_year_that_saw_the_law_change_depends_on_the_date() -> None:
    in_2000 = restitution_duty(Citation(18, "1584"), Period.year(2000))
    in_2001 = restitution_duty(Citation(18, "1584"), Period.year(2001))
    assert (in_2000.duty, in_2001.duty) == (Duty.DEPENDS_ON_THE_DATE, Duty.MANDATORY)


# --- §§ 2259, 2248, 2264: chapters 110, 109A, 110A ----------------------------------------------


@pytest.mark.parametrize(
    ("section", "authority"),
    [
        ("2251", "18 U.S.C. § 2259"),
        ("2251A", "18 U.S.C. § 2259"),
        ("2252A(a)(2)", "18 U.S.C. § 2259"),
        ("2260A", "18 U.S.C. § 2259"),
        ("2241", "18 U.S.C. § 2248"),
        ("2245", "18 U.S.C. § 2248"),
        ("2261", "18 U.S.C. § 2264"),
        ("2261A", "18 U.S.C. § 2264"),
    ],
)
def test_sexual_exploitation_abuse_and_stalking_have_duties_of_their_own(
    section: str, authority: str
) -> None:
    duty = when_charged(section, "2012-05-01")
    assert duty.duty is Duty.MANDATORY
    assert duty.authorities[0] == authority
    assert "18 U.S.C. § 1593" not in duty.authorities


@pytest.mark.parametrize("section", ["2251", "2241"])
def test_the_duties_of_1994_begin_on_13_september(section: str) -> None:
    assert when_ended(section, "1994-09-12").duty is Duty.DISCRETIONARY
    assert when_ended(section, "1994-09-13").duty is Duty.MANDATORY
    assert when_charged(section, "1999-09-12").duty is Duty.DEPENDS_ON_THE_DATE
    assert when_charged(section, "1999-09-13").duty is Duty.MANDATORY


# --- §§ 2421A(d) and 2429: chapter 117 ----------------------------------------------------------


@pytest.mark.parametrize("section", ["2421", "2422(b)", "2423(a)", "2424", "2421_to_2424"])
def test_transportation_that_ended_before_2018_12_21_is_not_mandatory(section: str) -> None:
    duty = when_ended(section, "2018-12-20")
    assert duty.duty is Duty.CONDITIONAL
    assert "18 U.S.C. § 2429" not in duty.authorities
    assert {"18 U.S.C. § 3663A", "18 U.S.C. § 3663"} <= set(duty.authorities)


@pytest.mark.parametrize("section", ["2421", "2422(b)", "2423(a)", "2424", "2421_to_2424"])
def test_transportation_that_ended_from_2018_12_21_is_mandatory(section: str) -> None:
    duty = when_ended(section, "2018-12-21")
    assert duty.duty is Duty.MANDATORY
    assert duty.authorities[0] == "18 U.S.C. § 2429"


@pytest.mark.parametrize("section", ["2421", "2422(b)", "2423(a)", "2424", "2421_to_2424"])
@pytest.mark.parametrize(
    ("charged", "expected"),
    [
        ("2018-12-20", Duty.CONDITIONAL),
        ("2018-12-21", Duty.DEPENDS_ON_THE_DATE),
        ("2023-12-20", Duty.DEPENDS_ON_THE_DATE),
        ("2023-12-21", Duty.MANDATORY),
    ],
)
def test_transportation_charged_in_the_five_years_after_the_law_depends_on_the_date(
    section: str, charged: str, expected: Duty
) -> None:
    assert when_charged(section, charged).duty is expected


def test_reckless_disregard_of_sex_trafficking_is_mandatory_from_2018_04_11() -> None:
    duty = when_ended("18:2421A(b)(2)", "2018-04-11")
    assert (duty.duty, duty.authorities[0]) == (Duty.MANDATORY, "18 U.S.C. § 2421A(d)")
    assert when_charged("18:2421A(b)(2)", "2019-01-01").duty is Duty.MANDATORY


@pytest.mark.parametrize("section", ["2421A", "2421A(b)"])
def test_2421a_without_its_part_hangs_on_which_part_it_was_until_2429(section: str) -> None:
    duty = when_ended(section, "2018-06-01")
    assert duty.duty is Duty.CONDITIONAL
    assert "which part" in duty.depends_on
    assert when_ended(section, "2018-12-21").duty is Duty.MANDATORY


@pytest.mark.parametrize("section", ["2421A(a)", "2421A(b)(1)"])
def test_the_other_parts_of_2421a_are_discretionary_until_2429(section: str) -> None:
    assert when_ended(section, "2018-06-01").duty is Duty.DISCRETIONARY
    assert when_ended(section, "2018-12-21").duty is Duty.MANDATORY


def test_an_authority_that_may_not_reach_a_range_is_not_named_beside_one_that_does() -> None:
    named = when_ended("2421_to_2424", "2019-06-01").authorities
    assert "18 U.S.C. § 2421A(d)" not in named


def test_both_authorities_of_2421a_are_named_once_both_are_in_force() -> None:
    named = when_ended("18:2421A(b)(2)", "2019-06-01").authorities
    assert {"18 U.S.C. § 2421A(d)", "18 U.S.C. § 2429"} <= set(named)


# --- §§ 3663A and 3663 --------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["241", "371", "1351", "1962(c)", "1961_to_1968"])
def test_outside_the_chapters_the_duty_is_conditional_with_3663_beside_it(section: str) -> None:
    duty = when_charged(section, "2012-05-01")
    assert duty.duty is Duty.CONDITIONAL
    assert duty.authorities == ("18 U.S.C. § 3663A", "18 U.S.C. § 3663")
    assert "§ 3663A(c)(1)" in duty.depends_on


def test_a_plea_to_conspiracy_under_371_leaves_the_duty_of_1593_behind() -> None:
    assert "18 U.S.C. § 1593" not in when_charged("18:371", "2012-05-01").authorities


def test_fraud_in_foreign_labor_contracting_is_outside_chapter_77() -> None:
    assert "18 U.S.C. § 1593" not in when_charged("18:1351", "2012-05-01").authorities


def test_an_offence_of_title_18_that_nobody_has_looked_up_is_conditional() -> None:
    duty = when_charged("18:1997", "2012-05-01")
    assert duty.duty is Duty.CONDITIONAL
    assert "§ 3663A(c)(1)" in duty.depends_on


def test_an_offence_without_victim_or_loss_in_its_elements_is_discretionary() -> None:
    duty = when_charged("18:1425", "2012-05-01")
    assert (duty.duty, duty.authorities) == (Duty.DISCRETIONARY, ("18 U.S.C. § 3663",))


def test_mandatory_restitution_for_violence_and_fraud_begins_on_1996_04_24() -> None:
    assert when_ended("18:1341", "1996-04-23").duty is Duty.DISCRETIONARY
    assert when_ended("18:1341", "1996-04-24").duty is Duty.CONDITIONAL


def test_before_1983_no_statute_let_the_court_order_restitution_to_a_victim() -> None:
    assert when_ended("18:1341", "1982-12-31").duty is Duty.NONE
    assert when_ended("18:1341", "1983-01-01").duty is Duty.DISCRETIONARY


def test_part_of_a_range_in_a_chapter_leaves_open_whether_its_duty_applies() -> None:
    duty = when_ended("18:1590-1600", "2012-05-01")
    assert duty.duty is Duty.CONDITIONAL
    assert "which part" in duty.depends_on


# --- outside title 18 ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["8:1324", "8:1324(a)(1)(A)(iii)", "8:1328", "8:1326.F--"])
@pytest.mark.parametrize("charged", ["2000-01-01", "2012-05-01", "2020-01-01"])
def test_immigration_offences_allow_restitution_only_as_a_condition_of_release(
    text: str, charged: str
) -> None:
    duty = when_charged(text, charged)
    assert duty.duty is Duty.DISCRETIONARY
    assert duty.authorities == ("18 U.S.C. §§ 3563(b)(2), 3583(d)",)


# --- rows that courts set aside -----------------------------------------------------------------

Change = Callable[[str, dict[str, str]], None]


@pytest.fixture
def amended(monkeypatch: pytest.MonkeyPatch) -> Iterator[Change]:
    """The law as if every row of one restitution statute read otherwise."""
    caches = (authorities, changes, restitution_duty, restitution._order_of_authority)

    def forget() -> None:
        for one in caches:
            one.cache_clear()

    def change(authority: str, values: dict[str, str]) -> None:
        found = [
            MappingProxyType({**row, **values}) if row["authority"] == authority else row
            for row in tables.rows("restitution")
        ]
        assert found != list(tables.rows("restitution"))
        monkeypatch.setattr(tables, "rows", lambda _: tuple(found))
        forget()

    yield change
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("status", ["vacated", "enjoined"])
def test_a_vacated_or_enjoined_row_is_kept_but_not_applied(amended: Change, status: str) -> None:
    amended("18 U.S.C. § 2429", {"status": status})
    kept = [one for one in authorities() if one.name == "18 U.S.C. § 2429"]
    assert [one.status for one in kept] == [status]
    duty = when_ended("18:2421", "2020-01-01")
    assert duty.duty is Duty.CONDITIONAL
    assert "18 U.S.C. § 2429" not in duty.authorities


def test_a_repealed_row_still_governs_offences_that_ended_before_its_repeal(
    amended: Change,
) -> None:
    amended("18 U.S.C. § 2429", {"status": "repealed", "in_force_to": "2020-06-30"})
    assert when_ended("18:2421", "2020-06-30").duty is Duty.MANDATORY
    assert when_ended("18:2421", "2020-07-01").duty is Duty.CONDITIONAL
    assert when_ended("18:2421", "2020-06-30", "2020-07-01").duty is Duty.DEPENDS_ON_THE_DATE


# --- offences that may be charged at any time ---------------------------------------------------


def would_change(text: str, charged: str) -> bool:
    """Whether an offence older than the general limitation would have carried less."""
    citation = Citation.read(text, title=18)
    ended = offence_ended(citation, Period.day(date.fromisoformat(charged)))
    return older_offence_would_change(citation, ended)


@pytest.mark.parametrize(
    ("text", "charged"),
    [("18:2423(a)", "2024-06-01"), ("2421_to_2424", "2024-06-01"), ("18:2251", "2010-06-01")],
)
def test_an_older_offence_would_not_have_carried_a_duty_younger_than_the_offence(
    text: str, charged: str
) -> None:
    assert when_charged(text, charged).duty is Duty.MANDATORY
    assert would_change(text, charged)


@pytest.mark.parametrize("text", ["18:1591", "18:1591(a)(1)", "18:2421A(b)(2)", "18:2252A"])
def test_an_offence_no_older_than_its_duty_may_be_charged_at_any_time_and_still_carries_it(
    text: str,
) -> None:
    assert when_charged(text, "2024-06-01").duty is Duty.MANDATORY
    assert not would_change(text, "2024-06-01")


def test_a_duty_that_already_depends_on_the_date_needs_no_second_doubt() -> None:
    assert when_charged("18:2421", "2020-06-01").duty is Duty.DEPENDS_ON_THE_DATE
    assert not would_change("18:2421", "2020-06-01")


@pytest.mark.parametrize("text", ["18:1589", "18:1581", "18:371"])
def test_an_offence_with_a_limitation_of_years_hangs_on_nothing_older(text: str) -> None:
    citation = Citation.read(text)
    ended = offence_ended(citation, Period.day(date(2015, 1, 1)))
    assert not older_offence_would_change(citation, ended)


# --- the algebra of duties ----------------------------------------------------------------------

duties = st.sampled_from(Duty)


def test_duties_stand_in_order_from_mandatory_to_none() -> None:
    assert [duty.strength for duty in Duty] == [4, 3, 2, 1, 0]
    assert [duty.value for duty in Duty] == [
        "mandatory",
        "depends on the date",
        "conditional",
        "discretionary",
        "none",
    ]


@given(duties)
def test_a_duty_is_known_by_its_strength(duty: Duty) -> None:
    assert Duty.of_strength(duty.strength) is duty


def test_no_conviction_makes_no_duty() -> None:
    assert Duty.strongest([]) is Duty.NONE


@given(st.lists(duties, min_size=1), st.lists(duties))
def test_the_strongest_duty_is_one_of_them_and_more_convictions_never_weaken_it(
    some: list[Duty], more: list[Duty]
) -> None:
    strongest = Duty.strongest(some)
    assert strongest in some
    assert all(duty.strength <= strongest.strength for duty in some)
    assert Duty.strongest(reversed(some)) is strongest
    assert Duty.strongest([*some, *more]).strength >= strongest.strength
    assert Duty.strongest([Duty.strongest(some), Duty.strongest(more)]) is Duty.strongest(
        [*some, *more]
    )


# --- what holds of every duty -------------------------------------------------------------------

_UNUSUAL = ["18:1581-1588", "18:2421-2424", "18:1961-1968", "18:1590-1600", "18:1997", "29:215"]
any_citation = st.sampled_from(
    [one.citation for one in offences()] + [Citation.read(text) for text in _UNUSUAL]
)
near_a_change = st.builds(
    lambda day, apart: day + timedelta(days=apart),
    st.sampled_from(thresholds()),
    st.integers(-3, 3),
)


@given(any_citation, st.lists(near_a_change, min_size=4, max_size=4).map(sorted))
def test_widening_the_dates_never_makes_a_duty_more_certain(
    citation: Citation, days: list[date]
) -> None:
    wider = restitution_duty(citation, Period(days[0], days[3]))
    narrower = restitution_duty(citation, Period(days[1], days[2]))
    if wider.duty is Duty.MANDATORY:
        assert narrower.duty is Duty.MANDATORY
    if narrower.duty is Duty.DEPENDS_ON_THE_DATE:
        assert wider.duty is Duty.DEPENDS_ON_THE_DATE
    if wider.duty is not Duty.DEPENDS_ON_THE_DATE:
        assert narrower.duty.strength <= wider.duty.strength
    assert set(narrower.authorities) <= set(wider.authorities)


@given(any_citation, near_a_change)
def test_a_day_that_is_not_known_at_all_is_never_more_certain(
    citation: Citation, day: date
) -> None:
    known = restitution_duty(citation, Period.day(day)).duty
    for wider in (Period(), Period(None, day), Period(day, None)):
        unknown = restitution_duty(citation, wider).duty
        assert unknown is not Duty.MANDATORY or known is Duty.MANDATORY
        assert unknown.strength >= known.strength or known is Duty.MANDATORY


@given(any_citation, near_a_change, st.integers(0, 12))
def test_the_duty_within_bounds_is_what_every_day_between_them_says(
    citation: Citation, first: date, length: int
) -> None:
    days = [first + timedelta(days=more) for more in range(length + 1)]
    every_day = [duty_on(citation, day) for day in days]
    found = restitution_duty(citation, Period(days[0], days[-1]))
    said = {answer.duty for answer in every_day}
    if Duty.MANDATORY in said and len(said) > 1:
        assert found.duty is Duty.DEPENDS_ON_THE_DATE
    else:
        assert found.duty is Duty.strongest(said)
    assert set(found.authorities) == {name for one in every_day for name in one.authorities}


@given(any_citation, near_a_change)
def test_a_duty_in_doubt_says_why_and_a_certain_one_says_nothing(
    citation: Citation, day: date
) -> None:
    duty = duty_on(citation, day)
    assert bool(duty.depends_on) is (duty.duty is Duty.CONDITIONAL)
    assert bool(duty.authorities) is (duty.duty is not Duty.NONE)


@given(any_citation, near_a_change, near_a_change)
def test_authorities_are_named_once_and_strongest_first(
    citation: Citation, one: date, other: date
) -> None:
    named = restitution_duty(citation, Period(*sorted((one, other)))).authorities
    strength = {a.name: a.force.strength for a in reversed(authorities())}
    assert len(set(named)) == len(named)
    assert [strength[name] for name in named] == sorted(
        (strength[name] for name in named), reverse=True
    )


def test_nothing_was_owed_before_the_first_statute() -> None:
    for offence in offences():
        assert duty_on(offence.citation, BEFORE_EVERYTHING).duty is Duty.NONE


def test_every_change_of_the_law_is_a_threshold() -> None:
    assert set(changes()) <= set(thresholds())
    assert list(thresholds()) == sorted(set(thresholds()))
    assert {date(2000, 10, 28), date(2005, 10, 28), date(2010, 10, 28)} <= set(thresholds())
