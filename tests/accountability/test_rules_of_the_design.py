"""The rules that hold everywhere, each by its name."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import amends
from amends.accountability.audit import Audit, audit
from amends.accountability.definitions import definitions
from amends.accountability.verdict import IN_QUESTION, Verdict
from amends.editions.build import build
from amends.editions.release import open_release
from amends.law.citation import Citation
from amends.law.restitution import Duty, duty_on
from amends.sources.invented import SampleFiles


@pytest.fixture(scope="module")
def result(invented_release: Path) -> Audit:
    return audit(open_release(invented_release))


def altered(source: Path, target: Path, old: object, new: object) -> Path:
    """A copy of the JSON with one value of restitution written otherwise."""
    cases = json.loads(source.read_text(encoding="utf-8"))
    for case in cases.values():
        for defendant in case["Defendant Details"].values():
            total = defendant["Total Sentencing"]
            if total["Restitution"] == old:
                total["Restitution"] = new
    target.write_text(json.dumps(cases), encoding="utf-8")
    return target


def everybody(file: Path, release: Path) -> dict[str, object]:
    summary = audit(build([file], release).edition).summary
    figures: dict[str, object] = summary["htd"]["chapter-77"]["defendant"]["all"]["all"]
    return figures


def test_unknown_is_not_none(invented_files: SampleFiles, tmp_path: Path) -> None:
    plain = everybody(invented_files.cases, tmp_path / "plain")
    other = altered(invented_files.cases, tmp_path / "other.json", None, "not legible")
    assert everybody(other, tmp_path / "other") == plain
    zero = altered(invented_files.cases, tmp_path / "zero.json", None, "$0")
    paid = altered(invented_files.cases, tmp_path / "paid.json", None, "$1")
    lowest = everybody(zero, tmp_path / "zero")["rate"]
    highest = everybody(paid, tmp_path / "paid")["rate"]
    assert isinstance(plain["rate_low"], float)
    assert isinstance(plain["rate_high"], float)
    assert isinstance(lowest, float)
    assert isinstance(highest, float)
    assert plain["rate_low"] <= lowest < float(str(plain["rate"])) < highest
    assert highest <= plain["rate_high"]


def test_every_finding_has_its_chain(result: Audit) -> None:
    evidence = set(result.edition.scan("evidence").collect()["evidence_id"])
    for row in result.findings.iter_rows(named=True):
        named = row["evidence_id"].split("; ")
        assert set(named) <= evidence
        assert any("#restitution_outcome" in one for one in named)
        if row["conviction"] == "convicted":
            assert any("guilty" in one for one in named)


def test_law_is_dated() -> None:
    coercion = Citation.read("18:2422")
    assert duty_on(coercion, date(2018, 12, 20)).duty is Duty.CONDITIONAL
    assert duty_on(coercion, date(2018, 12, 21)).duty is Duty.MANDATORY


def test_money_is_exact_and_a_joint_order_is_counted_once(result: Audit) -> None:
    ordered = result.findings.filter(pl.col("in_chapter-77") & (pl.col("source") == "htd"))
    amounts = ordered.filter(pl.col("amount_usd").is_not_null())
    by_case: dict[str, set[Decimal]] = {}
    for row in amounts.iter_rows(named=True):
        by_case.setdefault(row["case_id"], set()).add(row["amount_usd"])
    figures = result.summary["htd"]["chapter-77"]["defendant"]["all"]["all"]
    assert Decimal(figures["amount_usd"]) == sum(amounts["amount_usd"])
    assert Decimal(figures["amount_usd_once"]) == sum(sum(one) for one in by_case.values())
    assert Decimal(figures["amount_usd_once_low"]) == sum(max(one) for one in by_case.values())
    shared = amounts.filter(pl.col("amount_counted_once_with").is_not_null())
    assert shared.height > 0
    assert all(
        row["finding_id"] in row["amount_counted_once_with"] for row in shared.iter_rows(named=True)
    )


def test_words_are_careful() -> None:
    """No text of ours says of a court or prosecutor that it failed, or calls a charge a crime."""
    room = Path(amends.__file__).parent
    texts = [*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.js")]
    careless = re.compile(
        r"failed to order|refused to order|got away|the criminal\b", re.IGNORECASE
    )
    assert len(texts) > 80
    assert [path.name for path in texts if careless.search(path.read_text("utf-8"))] == []


def test_survivors_are_never_in_the_record(
    invented_files: SampleFiles, invented_release: Path
) -> None:
    cases = json.loads(invented_files.cases.read_text(encoding="utf-8"))
    stories = [case["Case Summary"] for case in cases.values() if case["Case Summary"]]
    edition = open_release(invented_release).path
    cells = "\n".join(pl.read_parquet(file).write_csv() for file in edition.glob("*.parquet"))
    assert len(stories) > 100
    assert not any(story[:60] in cells for story in stories)
    assert "Bottom Girl" not in cells


def test_deterministic(invented_files: SampleFiles, result: Audit, tmp_path: Path) -> None:
    again = audit(build([invented_files.wide, invented_files.cases], tmp_path).edition)
    assert again.edition.name == result.edition.name
    assert again.summary == result.summary
    assert again.findings.equals(result.findings)


def test_a_rate_is_drawn_only_from_ten_defendants_in_five_cases(result: Audit) -> None:
    drawn = withheld = 0
    for source in result.summary.values():
        for by_unit in source.values():
            for group, values in by_unit.get("defendant", {}).items():
                for figures in values.values():
                    known = figures["met"] + figures["unmet"]
                    fewest = 20 if group == "judge" else 10
                    if figures["rate"] is None:
                        withheld += 1
                    else:
                        drawn += 1
                        assert known >= fewest
                        assert figures["cases"] >= 5
    assert drawn > 50
    assert withheld > 50


def test_a_rate_lies_within_its_bounds_and_its_interval(result: Audit) -> None:
    for row in result.figures.filter(pl.col("rate").is_not_null()).iter_rows(named=True):
        assert row["rate_low"] <= row["rate"] <= row["rate_high"]
        assert row["interval_low"] <= row["rate"] <= row["interval_high"]


def test_every_defendant_of_a_definition_has_one_verdict(result: Audit) -> None:
    for row in result.figures.filter(pl.col("unit") == "defendant").iter_rows(named=True):
        assert sum(row[one.column] for one in Verdict) == row["defendants"]
        assert sum(row[one.column] for one in IN_QUESTION) <= row["convicted"]


def test_no_two_definitions_give_the_same_list(result: Audit) -> None:
    lists = {}
    for one in definitions():
        taken = result.findings.filter(pl.col(f"in_{one.name}").fill_null(value=False))
        lists[one.name] = frozenset(taken["finding_id"])
        assert lists[one.name]
    assert len(set(lists.values())) == len(lists)


def test_a_definition_that_a_source_cannot_be_counted_by_is_not_available(result: Audit) -> None:
    assert "no such flag" in result.summary["htd"]["fhtr"]["not available"]
    assert "defendant" in result.summary["htd-wide"]["fhtr"]
