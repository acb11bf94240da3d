"""Money ordered, exact to the cent, and a joint order counted once."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from amends.accountability.audit import Audit, audit
from amends.editions.build import build
from amends.editions.decisions import Action, Decision, append, log_of
from tests.sources.documents import case, defendant


def ordered(*amounts: str | None) -> dict[str, Any]:
    """A case whose defendants, all convicted under § 1591, have these amounts."""
    return case(
        {
            str(number): defendant(Total={"Restitution": amount})
            for number, amount in enumerate(amounts, 1)
        }
    )


def audited(
    folder: Path, cases: Mapping[str, Any], marks: Mapping[str, str] | None = None
) -> Audit:
    file = folder / "case_data.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    for subject, mark in (marks or {}).items():
        decision = Decision(
            f"htd:{subject}#joint_order",
            Action.REPLACE,
            mark,
            "judgment, page 5",
            "A. Reader",
            date(2024, 5, 6),
        )
        append(log_of(folder / "release"), [decision])
    return audit(build([file], folder / "release").edition)


def money(result: Audit, group: str = "all", value: str = "all") -> tuple[str, str, str]:
    """The sum of all amounts, the sum with joint orders once, and the largest of each case."""
    figures = result.summary["htd"]["chapter-77"]["defendant"][group][value]
    return figures["amount_usd"], figures["amount_usd_once"], figures["amount_usd_once_low"]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (["$100"], ("100.00", "100.00", "100.00")),
        (["$100", "$100", "$100"], ("300.00", "100.00", "100.00")),
        (["$100", "$50"], ("150.00", "150.00", "100.00")),
        (["$100", "$100", "$50"], ("250.00", "150.00", "100.00")),
        (["$0", "$0"], ("0.00", "0.00", "0.00")),
        (["$0", None, "TBD"], ("0.00", "0.00", "0.00")),
        (["$0.01"] * 10, ("0.10", "0.01", "0.01")),
        (["$9999999999999.99"] * 3, ("29999999999999.97", "9999999999999.99", "9999999999999.99")),
    ],
)
def test_equal_amounts_within_a_case_are_one_order_and_different_ones_add(
    amounts: Sequence[str | None], expected: tuple[str, str, str], tmp_path: Path
) -> None:
    assert money(audited(tmp_path, {"7": ordered(*amounts)})) == expected


def test_equal_amounts_in_two_cases_are_two_orders(tmp_path: Path) -> None:
    cases = {"7": ordered("$100", "$100"), "8": ordered("$100")}
    assert money(audited(tmp_path, cases)) == ("300.00", "200.00", "200.00")


def test_equal_amounts_that_a_source_marks_as_two_orders_are_two(tmp_path: Path) -> None:
    marks = {"7/1": "order A", "7/2": "order A", "7/3": "order B"}
    result = audited(tmp_path, {"7": ordered("$100", "$100", "$100")}, marks)
    assert money(result) == ("300.00", "200.00", "100.00")
    together = result.findings["amount_counted_once_with"].to_list()
    assert together == ["htd:7/1; htd:7/2"] * 2 + [None]


def test_sums_of_random_orders_are_exact_and_in_their_order(tmp_path: Path) -> None:
    chance = random.Random(2000)
    by_case = {
        str(number): [
            Decimal(chance.choice([0, 1, 10, 33, 123_456_789, chance.randrange(10**11)])) / 100
            for _ in range(chance.randrange(1, 7))
        ]
        for number in range(150)
    }
    cases = {
        number: ordered(*(f"${amount:,.2f}" for amount in amounts))
        for number, amounts in by_case.items()
    }
    every, once, low = map(Decimal, money(audited(tmp_path, cases)))
    assert every == sum(amount for amounts in by_case.values() for amount in amounts)
    assert once == sum(sum(set(amounts)) for amounts in by_case.values())
    assert low == sum(max(amounts) for amounts in by_case.values())
    assert low < once < every
