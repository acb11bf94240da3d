"""A finding explained: the chain says what the audit found, and every place in it exists."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from amends.accountability.audit import Audit, audit
from amends.accountability.explain import Explanation, NoSuchFindingError, explain
from amends.accountability.verdict import Verdict
from amends.editions.build import build
from amends.editions.decisions import Action, Decision, append, log_of
from amends.editions.release import Edition, open_release
from amends.sources.invented import SampleFiles
from tests.sources.documents import case, defendant

SIGNED = ("docket entry 88", "A. Reader", date(2024, 5, 6))


@pytest.fixture(scope="module")
def real(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    file = shared_data / "htd" / "case_data.json"
    if not file.exists():
        pytest.skip(f"no real data: {file} is not there")
    return audit(build([file], tmp_path_factory.mktemp("real")).edition)


@pytest.fixture(scope="module")
def invented(invented_release: Path) -> Audit:
    return audit(open_release(invented_release))


@dataclass(frozen=True)
class Explained:
    """An audit, and some findings of every verdict with their explanations."""

    audit: Audit
    chains: tuple[tuple[dict[str, str], Explanation], ...]


@pytest.fixture(scope="module", params=[pytest.param("real", marks=pytest.mark.real), "invented"])
def explained(request: pytest.FixtureRequest) -> Explained:
    result: Audit = request.getfixturevalue(request.param)
    few = result.findings.group_by("source", "verdict", maintain_order=True).head(2)
    chains = (
        (row, explain(result.edition, row["finding_id"], on=result.on))
        for row in few.iter_rows(named=True)
    )
    return Explained(result, tuple(chains))


def test_the_chain_gives_the_verdict_that_the_audit_found(explained: Explained) -> None:
    for finding, told in explained.chains:
        assert told.verdict is Verdict(finding["verdict"])
        assert told.sentence.endswith((".", ".)"))


def test_every_place_of_the_chain_is_a_place_of_the_evidence(explained: Explained) -> None:
    evidence = explained.audit.edition.scan("evidence").collect()
    places = set((evidence["document"] + " → " + evidence["place"]).to_list())
    for _, told in explained.chains:
        assert next(line for line in told.lines if line.label == "recorded").place in places
        for line in told.lines:
            assert not line.place or line.label == "law" or line.place in places, line


def test_every_conviction_is_told_with_its_authority(explained: Explained) -> None:
    for finding, told in explained.chains:
        convicted = [line.text for line in told.lines if line.label == "convicted"]
        for citation in filter(None, finding["convicted_of"].split("; ")):
            assert any(text.startswith(f"{citation}: ") for text in convicted)
        if finding["verdict"] in ("unmet", "met") and finding["duty"] == "mandatory":
            authority = finding["authority"].split("; ")[0]
            assert any(line.label == "law" and authority in line.text for line in told.lines)


def test_what_the_verdict_hangs_on_is_said(explained: Explained) -> None:
    for finding, told in explained.chains:
        said = [line.text for line in told.lines if line.label == "depends on"]
        assert said == ([finding["depends_on"]] if finding["depends_on"] else [])


@pytest.mark.parametrize("finding", ["", "htd", "htd:405", "nobody:1/1", "htd:405/1797/1", "/:#"])
def test_a_finding_that_is_not_there_is_named_as_it_was_asked_for(
    finding: str, invented: Audit
) -> None:
    with pytest.raises(NoSuchFindingError) as refusal:
        explain(invented.edition, finding)
    assert str(refusal.value).startswith(f"{finding}: this edition has no such finding")


@pytest.fixture
def transported(tmp_path: Path) -> Path:
    """A release of one person: transportation, charged about the day of § 2429, nothing ordered."""

    counts = {"Statute": "2421_to_2424", "Plea Guilty": "1", "Trial Guilty": "0"}
    person = defendant(
        Arrest={"Charge Date": "2020-01-15", "Arrest Date": None},
        Statute=counts,
        Total={"Restitution": "$0"},
    )
    file = tmp_path / "case_data.json"
    file.write_text(json.dumps({"7": case({"1": person})}), encoding="utf-8")
    build([file], tmp_path / "release")
    return tmp_path


def corrected(place: Path, **facts: str) -> Edition:
    for name, value in facts.items():
        count = "/1" if name.startswith("ended") else ""
        subject = f"htd:7/1{count}#{name}"
        append(log_of(place / "release"), [Decision(subject, Action.REPLACE, value, *SIGNED)])
    return build([place / "case_data.json"], place / "release").edition


def test_the_day_on_which_an_offence_ended_governs_once_it_is_recorded(transported: Path) -> None:
    before = explain(open_release(transported / "release"), "htd:7/1")
    assert before.verdict is Verdict.DUTY_UNCERTAIN
    for day, verdict in (
        ("2018-12-20", Verdict.DUTY_UNCERTAIN),
        ("2018-12-21", Verdict.UNMET),
    ):
        edition = corrected(transported, ended_first=day, ended_last=day)
        told = explain(edition, "htd:7/1")
        assert told.verdict is verdict is Verdict(audit(edition).findings["verdict"].item())
        duty = next(line for line in told.lines if line.label == "duty")
        assert f"ended on {day}" in duty.text
        assert duty.place.startswith("decisions/corrections.jsonl → decision ")


@pytest.mark.parametrize(
    "crosswise",
    [{"charged_first": "2021-03-04"}, {"ended_first": "2019-05-05", "ended_last": "2019-01-01"}],
)
def test_days_that_a_correction_set_crosswise_span_a_range_and_break_nothing(
    crosswise: dict[str, str], transported: Path
) -> None:
    edition = corrected(transported, **crosswise)
    found = audit(edition).findings["verdict"].item()
    assert explain(edition, "htd:7/1").verdict is Verdict(found)


def test_an_unknown_conviction_is_not_called_none(invented: Audit) -> None:
    unknown = invented.findings.filter(pl.col("conviction") == "unknown")["finding_id"][0]
    assert "not recorded" in explain(invented.edition, unknown).sentence
    known = invented.findings.filter(pl.col("conviction") == "not convicted")["finding_id"][0]
    assert explain(invented.edition, known).sentence.startswith("No conviction is recorded")


def test_a_person_anonymised_is_explained_without_a_name(
    invented_files: SampleFiles, invented: Audit, tmp_path: Path
) -> None:
    row = invented.findings.filter(pl.col("name").is_not_null()).row(0, named=True)
    anonymise = Decision(row["finding_id"], Action.ANONYMISE, "", *SIGNED)
    append(log_of(tmp_path), [anonymise])
    edition = build([invented_files.cases, invented_files.wide], tmp_path).edition
    told = explain(edition, row["finding_id"])
    assert told.verdict is Verdict(row["verdict"])
    assert not any(row["name"] in f"{line.text}{line.place}" for line in told.lines)
