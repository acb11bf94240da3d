"""Periods of days, and days that are known only roughly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.law.period import Period, years_after, years_before

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ends = st.none() | days


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(ends), draw(ends)
    return Period(last, first) if first and last and last < first else Period(first, last)


def test_both_ends_of_a_period_lie_within_it() -> None:
    in_force = Period(date(2000, 10, 28), date(2018, 12, 6))
    assert date(2000, 10, 27) not in in_force
    assert date(2000, 10, 28) in in_force
    assert date(2018, 12, 6) in in_force
    assert date(2018, 12, 7) not in in_force


def test_an_open_side_has_no_end() -> None:
    assert date.min in Period(None, date(2000, 1, 1))
    assert date.max in Period(date(2000, 1, 1), None)
    assert date(2000, 1, 1) in Period()


def test_a_day_is_a_period_of_one_day_and_a_year_of_all_its_days() -> None:
    assert Period.day(date(2000, 10, 28)) == Period(date(2000, 10, 28), date(2000, 10, 28))
    assert Period.year(2000) == Period(date(2000, 1, 1), date(2000, 12, 31))


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match=r"2000-01-01.*2000-01-02"):
        Period(date(2000, 1, 2), date(2000, 1, 1))


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period.day(date(2000, 10, 28)), "2000-10-28"),
        (Period.year(2000), "2000-01-01 to 2000-12-31"),
        (Period(date(2000, 10, 28)), "2000-10-28 to …"),
        (Period(None, date(2000, 10, 28)), "… to 2000-10-28"),
        (Period(), "… to …"),
    ],
)
def test_a_period_is_written_with_what_is_known_of_it(period: Period, text: str) -> None:
    assert str(period) == text


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2005, 10, 28), date(2000, 10, 28), date(2010, 10, 28)),
        (date(2004, 2, 29), date(1999, 2, 28), date(2009, 3, 1)),
        (date(2005, 2, 28), date(2000, 2, 28), date(2010, 2, 28)),
        (date(2005, 3, 1), date(2000, 3, 1), date(2010, 3, 1)),
    ],
)
def test_five_years_are_counted_by_the_calendar(day: date, before: date, after: date) -> None:
    assert (years_before(day, 5), years_after(day, 5)) == (before, after)


def test_29_february_stays_where_there_is_one() -> None:
    assert years_before(date(2004, 2, 29), 4) == date(2000, 2, 29)
    assert years_after(date(2000, 2, 29), 4) == date(2004, 2, 29)


@given(days, days, st.integers(1, 20))
def test_a_day_has_passed_a_law_by_some_years_when_the_law_lies_that_far_before_it(
    day: date, law: date, years: int
) -> None:
    # What lets an answer be looked up by thresholds: the two ways of counting never disagree.
    assert (day >= years_after(law, years)) is (years_before(day, years) >= law)


@given(days, st.integers(0, 400), st.integers(1, 20))
def test_counting_years_keeps_the_order_of_days(day: date, later: int, years: int) -> None:
    other = day + timedelta(days=later)
    assert years_before(day, years) <= years_before(other, years)
    assert years_after(day, years) <= years_after(other, years)


@given(periods(), periods())
def test_periods_overlap_where_some_day_lies_in_both(one: Period, other: Period) -> None:
    candidates = [
        end for period in (one, other) for end in (period.first, period.last) if end is not None
    ]
    shared = any(day in one and day in other for day in [*candidates, date(1999, 1, 1)])
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared
