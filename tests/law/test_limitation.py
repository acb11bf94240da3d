"""When an offence can have ended, if only the day of the charge is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.law import tables
from amends.law.citation import Citation
from amends.law.coverage import Reach, reach
from amends.law.limitation import has_no_limit, limitations, offence_ended
from amends.law.offences import existed_from, offences
from amends.law.period import Period, years_before


def ended(citation: str, charged: str) -> tuple[str, str]:
    """First and last day on which an offence charged on that day can have ended."""
    day = Period.day(date.fromisoformat(charged))
    found = offence_ended(Citation.read(citation, title=18), day)
    return str(found.first), str(found.last)


def test_an_offence_ended_at_most_five_years_before_its_charge() -> None:
    assert ended("18:371", "2012-05-01") == ("2007-05-01", "2012-05-01")


def test_a_charge_on_29_february_reaches_back_to_28_february() -> None:
    assert ended("18:371", "2012-02-29") == ("2007-02-28", "2012-02-29")


@pytest.mark.parametrize("section", ["1581", "1583", "1584"])
def test_section_3298_gives_peonage_and_slavery_ten_years(section: str) -> None:
    assert ended(section, "2015-06-01") == ("2005-06-01", "2015-06-01")


@pytest.mark.parametrize("text", ["18:1589", "18:1590", "18:1592", "8:1324", "8:1324(a)(1)(A)(ii)"])
def test_section_3298_gives_forced_labor_and_harboring_ten_years(text: str) -> None:
    assert ended(text, "2015-06-01") == ("2005-06-01", "2015-06-01")


@pytest.mark.parametrize("text", ["18:1582", "18:1585", "18:1588", "18:1597", "18:1351", "8:1328"])
def test_section_3298_does_not_reach_what_it_does_not_name(text: str) -> None:
    assert ended(text, "2020-06-01")[0] == "2015-06-01"


def test_section_3298_names_conspiracies_but_not_attempts() -> None:
    assert ended("18:1594(b)", "2020-06-01")[0] == "2010-06-01"
    assert ended("18:1594(a)", "2020-06-01")[0] == "2015-06-01"


@pytest.mark.parametrize(
    ("charged", "earliest"),
    [
        ("2006-03-08", "2001-03-08"),
        ("2006-03-09", "2001-03-09"),
        ("2009-01-01", "2001-03-09"),
        ("2011-03-09", "2001-03-09"),
        ("2011-03-10", "2001-03-10"),
        ("2012-06-01", "2002-06-01"),
    ],
)
def test_the_ten_years_revive_nothing_that_was_dead_on_2006_03_09(
    charged: str, earliest: str
) -> None:
    assert ended("18:1584", charged) == (earliest, charged)


def test_a_range_takes_the_longest_limitation_that_any_of_its_sections_has() -> None:
    assert ended("1581_to_1588", "2015-06-01") == ended("1581", "2015-06-01")


def test_passport_offences_have_ten_years_but_visa_fraud_has_not() -> None:
    assert ended("18:1542", "2012-05-01")[0] == "2002-05-01"
    assert ended("18:1546", "2012-05-01")[0] == "2007-05-01"


@pytest.mark.parametrize(
    ("text", "charged", "first"),
    [
        ("18:1589", "2002-01-01", "2000-10-28"),
        ("18:1591", "2001-01-01", "2000-10-28"),
        ("18:1594(c)", "2010-01-01", "2008-12-23"),
        ("18:1351", "2010-01-01", "2008-12-23"),
        ("18:2421A(b)(2)", "2019-01-01", "2018-04-11"),
        ("18:1597", "2014-01-01", "2013-03-07"),
    ],
)
def test_no_offence_ended_before_its_statute_existed(text: str, charged: str, first: str) -> None:
    assert ended(text, charged) == (first, charged)


def test_a_charge_before_the_statute_existed_is_taken_for_its_first_day() -> None:
    assert ended("18:1589", "1999-01-01") == ("2000-10-28", "2000-10-28")


def test_a_day_of_charge_known_only_to_the_year_widens_both_ends() -> None:
    found = offence_ended(Citation(18, "371"), Period.year(2010))
    assert found == Period(date(2005, 1, 1), date(2010, 12, 31))


def test_a_charge_of_unknown_day_leaves_that_side_open() -> None:
    conspiracy, forced_labor = Citation(18, "1997"), Citation(18, "1589")
    assert offence_ended(conspiracy, Period()) == Period()
    assert offence_ended(conspiracy, Period(None, date(2010, 1, 1))).first is None
    assert offence_ended(conspiracy, Period(date(2010, 1, 1))).last is None
    assert offence_ended(forced_labor, Period()) == Period(date(2000, 10, 28))


@pytest.mark.parametrize("text", ["18:1591", "18:2241", "18:2251", "18:2421", "1581-1597"])
def test_sex_offences_may_be_charged_at_any_time(text: str) -> None:
    assert has_no_limit(Citation.read(text, title=18))


@pytest.mark.parametrize("text", ["18:1589", "18:1594(c)", "18:371", "18:1581", "8:1324"])
def test_other_offences_may_not(text: str) -> None:
    assert not has_no_limit(Citation.read(text))


def test_an_offence_without_limit_is_presumed_no_older_than_five_years() -> None:
    assert ended("18:2423(a)", "2015-06-01") == ("2010-06-01", "2015-06-01")


def test_the_limitation_that_the_table_of_offences_names_covers_the_offence() -> None:
    named: dict[str, list[str]] = {rule.section: [] for rule in limitations()}
    for rule in limitations():
        named[rule.section].append(rule.covers)
    wrong = [
        (str(one.citation), one.limitation)
        for one in offences()
        if all(reach(covers, one.citation) is Reach.NOT for covers in named[one.limitation])
    ]
    assert wrong == []


# --- rules that no longer apply ------------------------------------------------------------------


@pytest.fixture
def without_3298(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The law as if a court had vacated § 3298."""
    rows = tuple(
        MappingProxyType({**row, "status": "vacated"}) if row["section"] == "§ 3298" else row
        for row in tables.rows("limitations")
    )
    monkeypatch.setattr(tables, "rows", lambda _: rows)
    limitations.cache_clear()
    yield
    monkeypatch.undo()
    limitations.cache_clear()


@pytest.mark.usefixtures("without_3298")
def test_a_vacated_limitation_is_kept_but_not_applied() -> None:
    assert [one.status for one in limitations() if one.section == "§ 3298"] == ["vacated"]
    assert ended("18:1590", "2015-06-01")[0] == "2010-06-01"


# --- laws ----------------------------------------------------------------------------------------

any_citation = st.sampled_from(
    [one.citation for one in offences()]
    + [Citation.read(text) for text in ("18:1581-1588", "18:2421-2424", "18:1997", "29:215")]
)
any_day = st.dates(date(1975, 1, 1), date(2035, 12, 31))


@given(any_citation, any_day)
def test_an_offence_never_ended_after_a_charge_that_its_statute_allowed(
    citation: Citation, charged: date
) -> None:
    found = offence_ended(citation, Period.day(charged))
    existed = existed_from(citation).first
    assert found.first is not None
    if existed is None or existed <= charged:
        assert found.last == charged
        assert found.first >= years_before(charged, 10)
        assert found.first <= max(years_before(charged, 5), existed or date.min)
    else:
        assert found == Period.day(existed)


@given(any_citation, any_day, st.integers(0, 4_000))
def test_a_later_charge_never_allows_an_earlier_offence(
    citation: Citation, charged: date, later: int
) -> None:
    one = offence_ended(citation, Period.day(charged))
    other = offence_ended(citation, Period.day(charged + timedelta(days=later)))
    assert one.first is not None
    assert other.first is not None
    assert one.first <= other.first


@given(any_citation, any_day, st.integers(0, 800))
def test_bounds_on_the_charge_hold_every_day_within_them(
    citation: Citation, charged: date, length: int
) -> None:
    last = charged + timedelta(days=length)
    wide = offence_ended(citation, Period(charged, last))
    for day in (charged, charged + timedelta(days=length // 2), last):
        narrow = offence_ended(citation, Period.day(day))
        assert all(end is not None and end in wide for end in (narrow.first, narrow.last))
