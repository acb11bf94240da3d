"""The audit against a count by hand, figure by figure, on real, invented and altered files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from amends.accountability.audit import audit, write
from amends.editions.build import build
from amends.sources.invented import write_sample
from tests.independent import law
from tests.independent.alterations import DEFENDANTS, alter_json, alter_wide
from tests.independent.count import DEFINITIONS, Judged, belongs, count, figures
from tests.independent.count import outside_chapter_77 as split_by_hand

BY_LEAD_COUNT = ("lead-charge", "bjs")
OF_ANY_COUNT = tuple(name for name in DEFINITIONS if name not in BY_LEAD_COUNT)

# The page names no place for a remaining duty that depends on the date; the audit puts it with the
# mandatory ones, which never calls a duty lost that may have stood.
REMAINS = dict.fromkeys(("mandatory", "depends on the date"), "another mandatory authority")
HOW = {
    "plea": "plea with those counts dismissed",
    "acquitted": "acquitted of them",
    "dismissed": "dismissed",
    "unknown": "unknown",
}


@dataclass(frozen=True)
class Both:
    """One file, counted by hand and audited."""

    by_hand: list[Judged]
    findings: dict[tuple[str, str], dict[str, str]]
    summary: dict[str, Any]

    def members(self, definition: str) -> list[Judged]:
        """Whom a definition takes in.

        Where the lead charge hangs on a part of the section that the source does not give, either
        answer can be defended; the audit's is then taken, so that all other figures are compared.
        """
        return [
            judged
            for judged in self.by_hand
            if belongs(judged, definition)
            or (belongs(judged, definition) is None and self.audited(judged, definition))
        ]

    def audited(self, judged: Judged, definition: str) -> bool:
        """Whether the audit's findings name the definition beside the defendant."""
        return self.findings[judged.key()][f"in_{definition}"] == "true"


def both(path: Path, folder: Path) -> Both:
    """One file, counted, built and audited."""
    write(audit(build([path], folder / "release").edition), folder / "audit")
    (source,) = json.loads((folder / "audit" / "summary.json").read_text(encoding="utf-8"))
    return read(count(path), folder / "audit", source)


def read(by_hand: list[Judged], audited: Path, source: str) -> Both:
    """The count beside what the audit wrote of one source, read with csv and json."""
    with (audited / "findings.csv").open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["source"] == source]
    findings = {(row["case_id"], row["defendant_id"]): row for row in rows}
    assert len(findings) == len(rows)
    summary = json.loads((audited / "summary.json").read_text(encoding="utf-8"))
    return Both(by_hand, findings, summary[source])


def sections(citations: str) -> set[str]:
    """Citations of the audit, named as the source names its statutes."""
    named = [citation.rpartition("§ ")[2] for citation in citations.split("; ") if citation]
    return {name.replace("-", "_to_") for name in named}


def columns(
    judged: Judged, row: dict[str, str], definitions: tuple[str, ...]
) -> list[tuple[str, object, object]]:
    """Name, value by hand and value of the audit, for every column that both have."""
    amount = Decimal(row["amount_usd"]) if row["amount_usd"] else None
    pairs: list[tuple[str, object, object]] = [
        ("charged_under", set(judged.charged_under), sections(row["charged_under"])),
        ("convicted_of", set(judged.convicted_of), sections(row["convicted_of"])),
        ("duty", judged.duty, row["duty"]),
        ("victims", judged.victims, row["victims"]),
        ("outcome", judged.outcome, row["outcome"]),
        ("amount_usd", judged.amount, amount),
        ("verdict", judged.verdict, row["verdict"]),
    ]
    for definition in definitions:
        taken = belongs(judged, definition)
        # A lead charge that hangs on the part charged may be either (see Both.members).
        if taken is not None:
            pairs.append((definition, str(taken).lower(), row[f"in_{definition}"]))
    return pairs


def as_written(by_hand: dict[str, object]) -> dict[str, object]:
    """Figures as summary.json writes them: money as text with cents, shares to six places."""
    written: dict[str, object] = {}
    for name, value in by_hand.items():
        if isinstance(value, Decimal):
            written[name] = f"{value:.2f}"
        else:
            written[name] = pytest.approx(value, abs=5e-7) if isinstance(value, float) else value
    return written


def audited_split(compared: Both) -> Counter[str]:
    """*Convicted outside chapter 77* as the summary splits it, in defendants."""
    groups = compared.summary["chapter-77"]["defendant"].get("convicted_outside_chapter_77", {})
    return Counter({name: group["defendants"] for name, group in groups.items()})


def demand_agreement(compared: Both, definitions: tuple[str, ...] = DEFINITIONS) -> None:
    """Every finding and every figure of the summary, equal."""
    assert {judged.key() for judged in compared.by_hand} == set(compared.findings)
    differences = [
        (judged.key(), column, by_hand, audited)
        for judged in compared.by_hand
        for column, by_hand, audited in columns(
            judged, compared.findings[judged.key()], definitions
        )
        if by_hand != audited
    ]
    assert differences == []
    for definition in definitions:
        answers = {belongs(judged, definition) for judged in compared.by_hand}
        if definition == "fhtr" and answers == {None}:
            assert "not available" in compared.summary[definition]
            continue
        for unit in ("defendant", "case"):
            audited = compared.summary[definition][unit]["all"]["all"]
            expected = as_written(figures(compared.members(definition), unit))
            assert {name: audited[name] for name in expected} == expected, (definition, unit)
    by_hand: Counter[str] = Counter()
    for (way, duty), number in split_by_hand(compared.by_hand).items():
        by_hand[f"{HOW[way]}: {REMAINS.get(duty, duty)}"] += number
    assert audited_split(compared) == by_hand


@pytest.fixture(scope="module")
def real_json(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The real JSON, counted and audited once."""
    return both(shared_data / "htd" / "case_data.json", tmp_path_factory.mktemp("real"))


@pytest.mark.real
def test_the_audit_agrees_with_a_count_by_hand_on_the_real_json(real_json: Both) -> None:
    demand_agreement(real_json)


@pytest.mark.real
def test_the_audit_agrees_with_a_count_by_hand_on_the_real_spreadsheet(
    shared_data: Path, tmp_path: Path
) -> None:
    demand_agreement(both(shared_data / "htd" / "wide.csv", tmp_path))


@pytest.mark.parametrize("layout", ["cases", "wide"])
@pytest.mark.parametrize("seed", [20000, 7])
def test_they_agree_on_invented_prosecutions(layout: str, seed: int, tmp_path: Path) -> None:
    demand_agreement(both(getattr(write_sample(tmp_path, seed=seed), layout), tmp_path))


def test_the_command_agrees_too_and_never_sums_two_sources(tmp_path: Path) -> None:
    sample = write_sample(tmp_path)
    command = ["audit", str(sample.cases), str(sample.wide), "--out", str(tmp_path / "audit"), "-q"]
    subprocess.run([sys.executable, "-m", "amends", *command], check=True)
    demand_agreement(read(count(sample.cases), tmp_path / "audit", "htd"))
    demand_agreement(read(count(sample.wide), tmp_path / "audit", "htd-wide"))


@pytest.mark.real
@pytest.mark.parametrize("kind", sorted(DEFENDANTS))
@pytest.mark.parametrize("seed", [1, 2])
def test_they_agree_on_altered_copies_of_the_real_json(
    kind: str, seed: int, shared_data: Path, tmp_path: Path
) -> None:
    source = shared_data / "htd" / "case_data.json"
    compared = both(alter_json(source, tmp_path / f"{kind}.json", kind, seed), tmp_path)
    demand_agreement(compared, OF_ANY_COUNT)


@pytest.mark.real
@pytest.mark.parametrize(
    "kind",
    [
        "amounts",
        "days",
        "everything",
        "sections",
        "statutes",
    ],
)
def test_they_agree_on_the_lead_charge_of_altered_copies(
    kind: str, shared_data: Path, tmp_path: Path
) -> None:
    source = shared_data / "htd" / "case_data.json"
    compared = both(alter_json(source, tmp_path / f"{kind}.json", kind, 1), tmp_path)
    demand_agreement(compared, BY_LEAD_COUNT)


@pytest.mark.real
@pytest.mark.parametrize("seed", [1, 2])
def test_they_agree_on_another_edition_of_the_real_spreadsheet(
    seed: int, shared_data: Path, tmp_path: Path
) -> None:
    source = shared_data / "htd" / "wide.csv"
    demand_agreement(both(alter_wide(source, tmp_path / "wide.csv", seed), tmp_path))


CHECK_FIGURES = {
    "met": 134,
    "unmet": 252,
    "no victim recorded": 15,
    "unknown": 60,
    "not yet sentenced": 3,
    "duty uncertain": 1,
    "no mandatory duty": 1,
}
"""Verdicts on the 466 defendants of the real JSON convicted of a chapter 77 offence."""


@pytest.mark.real
def test_the_count_by_hand_arrives_at_the_check_figures(real_json: Both) -> None:
    convicted = [j for j in real_json.by_hand if set(j.convicted_of) & law.CHAPTER_77]
    assert len(convicted) == 466
    assert Counter(judged.verdict for judged in convicted) == CHECK_FIGURES
    unmet = [judged for judged in convicted if judged.verdict == "unmet"]
    assert all(judged.person.restitution == Decimal(0) for judged in unmet)


@pytest.mark.real
def test_the_audit_arrives_at_the_check_figures(real_json: Both) -> None:
    convicted = [
        row for row in real_json.findings.values() if sections(row["convicted_of"]) & law.CHAPTER_77
    ]
    assert len(convicted) == 466
    assert Counter(row["verdict"] for row in convicted) == CHECK_FIGURES
    unmet = [row for row in convicted if row["verdict"] == "unmet"]
    assert {(row["outcome"], row["basis"]) for row in unmet} == {("none recorded", "coded")}


@pytest.mark.real
def test_the_summary_has_the_check_figures_beside_the_definition(real_json: Both) -> None:
    group = real_json.summary["chapter-77"]["defendant"]["convicted_of_chapter_77"]["yes"]
    assert group["defendants"] == 466
    assert {verdict: group[verdict.replace(" ", "_")] for verdict in CHECK_FIGURES} == CHECK_FIGURES


def test_the_comparison_fails_when_one_verdict_is_wrong(tmp_path: Path) -> None:
    compared = both(write_sample(tmp_path).cases, tmp_path)
    row = next(row for row in compared.findings.values() if row["verdict"] == "unmet")
    row["verdict"] = "met"
    with pytest.raises(AssertionError):
        demand_agreement(compared)
