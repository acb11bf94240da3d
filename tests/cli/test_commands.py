"""Every command first works, then refuses: one line that says what is wrong, and exit code 1."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from amends.cli import app
from amends.sources.invented import SampleFiles

COMMANDS = ("build", "audit", "explain", "correct", "sample", "validate", "demo")


def run(*words: object, expect: int = 0, **environment: str) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words], env=environment)
    assert result.exit_code == expect, (result.output, result.exception)
    assert expect == 0 or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(*words: object) -> str:
    """What a command says, on standard error alone, when it cannot do what was asked."""
    result = run(*words, expect=1)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


@pytest.fixture(scope="module")
def audited(invented_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("audited")
    run("audit", invented_release, "--out", out, "--quiet")
    return out


@pytest.fixture(scope="module")
def findings(audited: Path) -> list[dict[str, str]]:
    with (audited / "findings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_help_has_an_example_of_every_command() -> None:
    for command in COMMANDS:
        assert f"Example: amends {command}" in run(command, "--help").stdout.replace("\n", " ")


def test_help_answers_without_loading_an_engine() -> None:
    program = (
        "import sys; sys.argv = ['amends', '--help']\n"
        "from amends.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'polars', 'scipy', 'duckdb', 'narwhals'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert answer.stdout.decode().splitlines()[-1] == "[]"


def test_an_audit_writes_what_it_promises(audited: Path, findings: list[dict[str, str]]) -> None:
    assert {"findings.csv", "findings.parquet", "summary.json", "report.html", "charts"} == {
        path.name for path in audited.iterdir()
    }
    promised = [
        "finding_id",
        "source",
        "case_id",
        "docket_number",
        "defendant_id",
        "court",
        "circuit",
        "district",
        "year_filed",
        "year_convicted",
        "year_sentenced",
        "as_of",
        "charged_under",
        "convicted_of",
        "authority",
        "duty",
        "victims",
        "outcome",
        "basis",
        "reason",
        "amount_usd",
        "verdict",
        "depends_on",
        "evidence_id",
    ]
    assert list(findings[0])[: len(promised)] == promised
    assert len({row["finding_id"] for row in findings}) == len(findings)


def test_an_audit_of_files_is_that_of_a_release_built_from_them(
    invented_files: SampleFiles, audited: Path, tmp_path: Path
) -> None:
    run("audit", invented_files.cases, invented_files.wide, "--out", tmp_path, "--quiet")
    for name in ("findings.csv", "summary.json"):
        assert (tmp_path / name).read_bytes() == (audited / name).read_bytes()


def test_json_is_for_programs_in_success_and_in_failure(
    invented_release: Path, findings: list[dict[str, str]], tmp_path: Path
) -> None:
    explained = run("explain", findings[0]["finding_id"], invented_release, "--json")
    assert json.loads(explained.stdout)["verdict"] == findings[0]["verdict"]
    missing = run("audit", tmp_path / "no.json", "--json", expect=1)
    assert "no.json" in json.loads(missing.stderr)["error"]


def test_quiet_prints_nothing(invented_files: SampleFiles, tmp_path: Path) -> None:
    assert run("build", invented_files.wide, "--out", tmp_path, "--quiet").output == ""


def test_the_release_may_be_named_by_the_environment(
    invented_release: Path, findings: list[dict[str, str]]
) -> None:
    told = run("explain", findings[0]["finding_id"], AMENDS_RELEASE=str(invented_release))
    assert told.stdout.startswith(findings[0]["verdict"].upper())


def test_every_verdict_can_be_explained_with_places_that_exist(
    invented_release: Path, findings: list[dict[str, str]]
) -> None:
    for verdict in {row["verdict"] for row in findings}:
        finding = next(row for row in findings if row["verdict"] == verdict)
        answer = json.loads(
            run("explain", finding["finding_id"], invented_release, "--json").stdout
        )
        assert answer["verdict"] == verdict
        recorded = next(line for line in answer["lines"] if line["label"] == "recorded")
        assert "invented_" in recorded["place"]


def _bad_inputs(folder: Path, good: SampleFiles) -> Iterator[tuple[str, tuple[object, ...], str]]:
    cut = folder / "cut.json"
    cut.write_bytes(good.cases.read_bytes()[:9_999])
    renamed = folder / "renamed.csv"
    renamed.write_bytes(good.wide.read_bytes().replace(b"Restitution", b"Restitutoin", 1))
    other = folder / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    yield "missing", ("audit", folder / "none.json"), "there is no such file"
    yield "folder", ("audit", folder), "no release here"
    yield "cut short", ("audit", cut), "line "
    yield "renamed", ("audit", renamed), "Restitution"
    yield "other", ("build", other, "--out", folder / "r"), "not a layout"
    yield "definition", ("audit", good.wide, "--definition", "x"), "choose one of chapter-77"
    yield "engine", ("audit", good.wide, "--engine", "x"), "polars or duckdb"
    yield "unwritable", ("audit", good.wide, "--out", cut), "cannot be written"
    yield "finding", ("explain", "htd-wide:0/0", good.wide), "no such finding"
    yield "sheet", ("validate", folder / "no.csv", good.wide), "no such file"


def test_every_mistake_is_named_in_one_line(invented_files: SampleFiles, tmp_path: Path) -> None:
    for name, words, says in _bad_inputs(tmp_path, invented_files):
        assert says in refused(*words), name


def test_a_correction_is_checked_before_it_is_written(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    run("build", invented_files.wide, "--out", tmp_path, "--quiet")
    signed = ("--reason", "entry 88", "--who", "A. Researcher", "--release", tmp_path)
    assert "says nothing" in refused("correct", "htd-wide:999/1", "--withdraw", *signed)
    assert "one of ordered" in refused(
        "correct", "htd-wide:1/1#restitution_outcome", "--replace", "x", *signed
    )
    run(
        "correct",
        "htd-wide:1/1#restitution_outcome",
        "--withdraw",
        "--anonymise",
        *signed,
        expect=2,
    )
    assert not (tmp_path / "decisions" / "corrections.jsonl").exists()


def test_a_day_that_is_none_is_refused(invented_release: Path) -> None:
    run("audit", invented_release, "--on", "yesterday", expect=2)


def test_a_sample_is_drawn_by_seed_and_a_sheet_that_is_not_filled_in_is_refused(
    invented_release: Path, tmp_path: Path
) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        run("sample", invented_release, "--cases", 6, "--seed", seed, "--out", tmp_path / name)
    drawn = {name: (tmp_path / name).read_bytes() for name in "abc"}
    assert drawn["a"] == drawn["b"] != drawn["c"]
    assert "no line of the sheet is filled in" in refused(
        "validate", tmp_path / "a", invented_release
    )


def test_editions_are_listed_and_pruned_but_never_the_one_in_force(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    for day in ("2025-01-01", "2025-01-02", "2025-01-03"):
        run("build", invented_files.wide, "--out", tmp_path, "--on", day, "--quiet")
    run("build", invented_files.wide, "--out", tmp_path, "--on", "2025-01-01", "--quiet")
    run("editions", "prune", "--keep", 1, "--release", tmp_path)
    kept = json.loads(run("editions", "list", "--release", tmp_path, "--json").stdout)
    assert [(one["edition"][:10], one["in_force"]) for one in kept] == [("2025-01-01", True)]
