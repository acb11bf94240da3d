"""The clocks of restitution, as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

import pytest

from amends.law import tables
from amends.law.deadlines import deadline, deadlines


def test_a_deferred_order_is_due_ninety_days_after_sentencing() -> None:
    deferred = deadline("deferred restitution")
    assert (deferred.days, deferred.counted_from) == (90, "sentencing")
    assert deferred.rule.startswith("18 U.S.C. § 3664(d)(5)")


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("amounts to the probation officer", 60),
        ("losses not ascertainable", 10),
        ("later discovered losses", 60),
        ("interest on restitution", 15),
    ],
)
def test_the_days_are_those_of_the_statute(name: str, days: int) -> None:
    assert deadline(name).days == days


def test_liability_is_counted_in_years_from_judgment_and_from_release() -> None:
    judgment = deadline("restitution liability from judgment")
    release = deadline("restitution liability from release")
    assert (judgment.days, judgment.years) == (0, 20)
    assert (release.days, release.years) == (0, 20)


def test_a_petition_to_reopen_a_plea_had_ten_days_and_has_fourteen() -> None:
    name = "mandamus on victims' rights"
    assert deadline(name, date(2009, 11, 30)).days == 10
    assert deadline(name, date(2009, 12, 1)).days == 14
    assert deadline(name).days == 14


def test_there_is_no_deadline_before_its_statute() -> None:
    with pytest.raises(KeyError, match="2004-10-29"):
        deadline("mandamus on victims' rights", date(2004, 10, 29))


def test_an_unknown_deadline_is_an_error() -> None:
    with pytest.raises(KeyError, match="a debt of honour"):
        deadline("a debt of honour")


def test_a_deadline_is_counted_in_days_or_in_years_but_not_in_both() -> None:
    assert [one.name for one in deadlines() if (one.days > 0) is (one.years > 0)] == []


@pytest.fixture
def without_rule_35(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The law as if the deadline to correct a sentence had been set aside."""
    name = "correction of clear error in a sentence"
    rows = tuple(
        MappingProxyType({**row, "status": "vacated"}) if row["deadline"] == name else row
        for row in tables.rows("deadlines")
    )
    monkeypatch.setattr(tables, "rows", lambda _: rows)
    deadlines.cache_clear()
    yield name
    monkeypatch.undo()
    deadlines.cache_clear()


def test_a_vacated_deadline_is_kept_but_not_applied(without_rule_35: str) -> None:
    assert without_rule_35 in {one.name for one in deadlines()}
    with pytest.raises(KeyError):
        deadline(without_rule_35)
