"""Mistakes that people make: each is named in a line, as text and as JSON, and changes nothing."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from amends.cli import app, terminal
from amends.sources.invented import SampleFiles

SIGNED = ("--reason", "entry 88", "--who", "A. Reader")


def run(*words: object, expect: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == expect, (result.output, result.exception)
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def release(invented_files: SampleFiles, tmp_path: Path) -> Path:
    """A small release that a test may change."""
    run("build", invented_files.wide, "--out", tmp_path / "release", "--quiet")
    return tmp_path / "release"


def test_every_exception_that_the_command_line_expects_is_defined_where_it_says() -> None:
    for module, name in terminal._MISTAKES.items():
        assert issubclass(getattr(importlib.import_module(module), name), Exception)


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "none.json"),
        ("audit", "none.json", "--on", "yesterday"),
        ("audit", "none.json", "--on", "0001-01-01"),
        ("build", "none.json", "--on", "9999-12-31"),
        ("explain", "htd:1/1", "--release", "nowhere"),
        ("sample", "none.json"),
        ("validate", "none.csv", "none.json"),
        ("correct", "htd:1/1", "--withdraw", "--anonymise", *SIGNED),
        ("correct", "htd:1/1", "--withdraw", "--date", "31 January", *SIGNED),
        ("correct", "htd:1/1#nope", "--withdraw", *SIGNED),
        ("editions", "list", "--release", "nowhere"),
        ("editions", "prune", "--release", "nowhere"),
    ],
    ids=" ".join,
)
def test_a_failure_in_json_is_json_on_standard_error_alone(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*words, "--json"])
    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert list(json.loads(result.stderr)) == ["error"]


def test_pruning_where_there_is_no_release_makes_nothing(tmp_path: Path) -> None:
    run("editions", "prune", "--release", tmp_path / "nowhere", expect=1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "subject",
    ["htd:405/1797#nope", "#", "../../x", "htd:", "htd:1/2/3/4", "htd:1\n:2", "htd:1/2#", ""],
)
def test_a_subject_that_names_nothing_is_refused_and_nothing_is_written(
    subject: str, release: Path
) -> None:
    before = sorted(release.rglob("*"))
    result = run("correct", subject, "--withdraw", "--release", release, *SIGNED, expect=1)
    assert result.stderr.startswith("amends: ")
    assert sorted(release.rglob("*")) == before


def test_words_that_are_not_utf_8_are_refused(release: Path) -> None:
    result = run(
        "correct",
        "htd-wide:1/1",
        "--withdraw",
        "--release",
        release,
        "--who",
        "A",
        "--reason",
        os.fsdecode(b"caf\xe9"),
        expect=1,
    )
    assert "UTF-8" in result.stderr


def test_a_file_whose_name_is_not_utf_8_is_named_all_the_same(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.json"
    command: list[str | bytes | Path] = [
        sys.executable,
        "-m",
        "amends",
        "build",
        name,
        "--out",
        tmp_path / "out",
    ]
    for more in ([], ["--json"]):
        answer = subprocess.run([*command, *more], capture_output=True, check=False)
        assert answer.returncode == 1
        assert b"Traceback" not in answer.stderr
        assert b"no such file" in answer.stderr


def test_a_correction_in_json_says_what_was_written_where(release: Path) -> None:
    words = ("correct", "htd-wide:1/1", "--anonymise", "--release", release, "--json")
    told = json.loads(run(*words, *SIGNED).stdout)
    assert told["action"] == "anonymise"
    assert json.loads(Path(told["log"]).read_text(encoding="utf-8"))["who"] == "A. Reader"


def test_a_log_that_was_changed_stops_the_build_and_the_correction(
    release: Path, invented_files: SampleFiles
) -> None:
    run("correct", "htd-wide:1/1", "--anonymise", "--release", release, *SIGNED)
    log = release / "decisions" / "corrections.jsonl"
    log.write_text(log.read_text(encoding="utf-8").replace("entry 88", "entry 89"))
    for words in (
        ("build", invented_files.wide, "--out", release),
        ("correct", "htd-wide:1/1", "--withdraw", "--release", release, *SIGNED),
    ):
        assert "corrections.jsonl, line 1" in run(*words, expect=1).stderr


def test_a_sheet_that_is_there_already_is_never_written_over(release: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "checks.csv"
    run("sample", "--release", release, "--cases", 2, "--out", sheet)
    sheet.write_text("hours of work", encoding="utf-8")
    assert "already" in run("sample", "--release", release, "--out", sheet, expect=1).stderr
    assert sheet.read_text(encoding="utf-8") == "hours of work"


def test_a_seed_below_zero_is_refused(release: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "x.csv"
    run("sample", "--release", release, "--seed", -1, "--out", sheet, expect=2)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_sheet_is_read_as_spreadsheet_programs_save_it(
    separator: str, release: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "checks.csv"
    run("sample", "--release", release, "--cases", 8, "--out", sheet)
    filled = pl.read_csv(sheet, infer_schema=False).with_columns(
        pl.col("recorded").str.to_titlecase().alias("docket_says"),
        pl.lit("Bé").alias("checked_by"),
    )
    text = filled.write_csv(separator=separator, line_terminator="\r\n")
    sheet.write_bytes(b"\xef\xbb\xbf" + text.encode("cp1252", errors="replace"))
    told = json.loads(run("validate", sheet, release, "--json").stdout)
    assert told[0]["zeros"]["checked"] + told[0]["orders"]["checked"] == filled.height
    assert told[0]["corrected"] == pytest.approx(told[0]["rate"])


def test_what_is_not_known_is_null_in_json_and_no_bare_nan(release: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "checks.csv"
    run("sample", "--release", release, "--cases", 50, "--out", sheet)
    drawn = pl.read_csv(sheet, infer_schema=False)
    ordered = drawn.filter(pl.col("recorded") == "ordered").head(1)
    ordered.with_columns(pl.lit("ordered").alias("docket_says")).write_csv(sheet)
    answer = run("validate", sheet, release, "--json").stdout
    assert "NaN" not in answer
    assert json.loads(answer)[0]["zeros"]["rate"] is None


def test_a_release_whose_table_is_gone_or_cut_short_is_damaged_and_not_empty(
    release: Path,
) -> None:
    counts = release / "current" / "counts.parquet"
    whole = counts.read_bytes()
    counts.write_bytes(whole[: len(whole) // 2])
    assert "not as it was written" in run("audit", release, expect=1).stderr
    counts.unlink()
    assert "is missing" in run("audit", release, expect=1).stderr


def test_a_damaged_edition_is_made_anew_by_the_next_build(
    release: Path, invented_files: SampleFiles
) -> None:
    counts = release / "current" / "counts.parquet"
    whole = counts.read_bytes()
    for damage in (whole[:100], b"x" * len(whole)):
        counts.write_bytes(damage)
        run("build", invented_files.wide, "--out", release)
        assert counts.read_bytes() == whole
    assert [path.name[0] for path in (release / "editions").iterdir()] == ["2"]


@pytest.mark.parametrize(
    ("on", "verdict"),
    [("2010-01-02", "open"), ("2010-04-01", "open"), ("2010-04-02", "past 90 days")],
)
def test_ninety_days_from_sentence_are_open_and_the_next_is_past(
    on: str, verdict: str, release: Path, invented_files: SampleFiles
) -> None:
    """18 U.S.C. § 3664(d)(5)."""
    signed = ("--release", release, *SIGNED)
    person = "htd-wide:1/1"
    for subject, value in {
        f"{person}#restitution_outcome": "deferred",
        f"{person}#sentenced_on": "2010-01-01",
        f"{person}#sentence_status": "passed",
        f"{person}/1#citation": "18 U.S.C. § 1589",
        f"{person}/1#pleaded_guilty": "1",
        "htd-wide:1#victims": "3",
    }.items():
        run("correct", subject, "--replace", value, *signed)
    run("build", invented_files.wide, "--out", release)
    told = json.loads(run("explain", person, release, "--on", on, "--json").stdout)
    assert told["verdict"] == verdict
