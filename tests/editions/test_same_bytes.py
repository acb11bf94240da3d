"""The same inputs, decisions and date give the same bytes, whatever else differs."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from amends.editions.build import Built, build
from amends.editions.decisions import append, log_of
from amends.sources.invented import SampleFiles
from tests.editions.few_cases import decided


def bytes_of(folder: Path) -> dict[str, str]:
    """The hash of every file of an edition, by name."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.iterdir())
    }


@pytest.mark.real
def test_real_files_built_twice_have_the_same_bytes(
    real: Built, shared_data: Path, tmp_path: Path
) -> None:
    files = [shared_data / "htd" / name for name in ("wide.csv", "case_data.json")]
    assert bytes_of(build(files, tmp_path).edition.path) == bytes_of(real.edition.path)


def test_the_folder_in_which_files_lie_changes_nothing(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "a folder, with a ü"
    elsewhere.mkdir()
    copies = [
        Path(shutil.copy(file, elsewhere)) for file in (invented_files.cases, invented_files.wide)
    ]
    one = build([invented_files.cases, invented_files.wide], tmp_path / "one").edition
    other = build(copies, elsewhere / "release").edition
    assert bytes_of(one.path) == bytes_of(other.path)


def test_a_build_of_what_is_in_force_already_changes_no_file(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    first = build([invented_files.cases], tmp_path).edition
    written = {file: file.stat().st_mtime_ns for file in first.path.iterdir()}
    assert build([invented_files.cases], tmp_path).edition == first
    assert {file: file.stat().st_mtime_ns for file in first.path.iterdir()} == written
    assert len(list((tmp_path / "editions").iterdir())) == 1


def test_other_bytes_decisions_or_date_make_another_edition(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    editions = [build([invented_files.cases], tmp_path).edition]
    editions.append(build([invented_files.wide], tmp_path).edition)
    editions.append(build([invented_files.cases], tmp_path, on=date(2020, 2, 29)).edition)
    append(log_of(tmp_path), [decided("htd:9122/50338#restitution_outcome", "none recorded")])
    editions.append(build([invented_files.cases], tmp_path).edition)
    assert len({one.name for one in editions}) == 4
    assert editions[2].name.startswith("2020-02-29-")
    assert len(list((tmp_path / "editions").iterdir())) == 4


def test_an_edition_names_its_version_inputs_rules_and_decisions(
    invented_and_corrected: Built, invented_files: SampleFiles
) -> None:
    manifest = invented_and_corrected.edition.manifest
    assert manifest["inputs"] == {
        "htd": hashlib.sha256(invented_files.cases.read_bytes()).hexdigest(),
        "htd-wide": hashlib.sha256(invented_files.wide.read_bytes()).hexdigest(),
    }
    assert set(manifest) == {"version", "date", "inputs", "rules", "decisions"}
    assert invented_and_corrected.edition.name.startswith(manifest["date"])
    assert manifest["decisions"] != "0" * 64
