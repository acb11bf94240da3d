"""A release on disk: read while it is written, pruned, damaged, and put right again."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from filelock import FileLock

from amends.editions import build as building
from amends.editions import release as releases
from amends.editions.build import BuildError, build
from amends.editions.decisions import Action
from amends.editions.release import ReleaseError, editions_of, open_release, prune
from amends.sources.invented import SampleFiles
from tests.editions.conftest import Small
from tests.editions.few_cases import decided, people

FEW = {"7": people("Ann Quillfeather"), "8": people("Bob Stone")}


def test_a_reader_sees_one_whole_edition_while_builders_switch(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    heights = {
        build([file], tmp_path / "beside").edition.scan("facts").collect().height
        for file in (invented_files.cases, invented_files.wide)
    }
    build([invented_files.cases], tmp_path / "release")
    seen: list[int] = []
    stopped = threading.Event()

    def read() -> None:
        while not stopped.is_set():
            edition = open_release(tmp_path / "release")
            seen.append(edition.scan("facts").select(pl.len()).collect().item())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for file in (invented_files.wide, invented_files.cases) * 3:
            build([file], tmp_path / "release")
    finally:
        stopped.set()
        reader.join()
    assert set(seen) == heights


def test_what_is_in_force_is_a_link_that_one_rename_replaces(small: Small, tmp_path: Path) -> None:
    first = small(FEW)
    current = tmp_path / "release" / "current"
    assert current.is_symlink()
    assert not current.readlink().is_absolute()
    second = small(FEW, [decided("htd:7/1#race", "White")])
    assert open_release(tmp_path / "release") == second
    moved = (tmp_path / "release").rename(tmp_path / "moved")
    assert open_release(moved).name == second.name != first.name


@pytest.mark.parametrize("moment", ["describe", "tables_of", "_point", "_sync"])
def test_a_build_that_dies_at_any_step_leaves_the_edition_in_force_and_no_litter(
    moment: str, small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = small(FEW)

    def die(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "release"))

    with monkeypatch.context() as patched:
        patched.setattr(building, moment, die)
        with pytest.raises(BuildError, match="No space left on device"):
            small(FEW, [decided("htd:7/1#race", "White")])
    assert open_release(tmp_path / "release") == first
    small(FEW, [decided("htd:7/1#race", "Black")])
    left = {path.name for path in (tmp_path / "release").rglob(".*")}
    assert left == {".build.lock"}


def test_what_a_killed_build_left_behind_is_cleared_by_the_next(
    small: Small, tmp_path: Path
) -> None:
    small(FEW)
    release = tmp_path / "release"
    (release / "editions" / ".making-2018-01-01-abc").mkdir()
    (release / "editions" / ".making-2018-01-01-abc" / "facts.parquet").write_bytes(b"half")
    (release / ".current-4711").symlink_to("nowhere")
    small(FEW)
    assert {path.name for path in release.rglob(".*")} == {".build.lock"}


@pytest.mark.nightly
def test_a_release_opens_after_thirty_kills_in_quick_succession(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    build([invented_files.cases], tmp_path)
    command = [sys.executable, "-m", "amends", "build", "--out", str(tmp_path)]
    both = [str(invented_files.cases), str(invented_files.wide)]
    for kill in range(30):
        run = subprocess.Popen([*command, *both, "--on", f"2025-01-{kill + 1:02}"])
        try:
            run.wait(timeout=0.5 + kill * 0.04)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
        assert open_release(tmp_path).scan("facts").select(pl.len()).collect().item() > 0
    build([invented_files.cases], tmp_path)
    assert {path.name for path in tmp_path.rglob(".*")} == {".build.lock"}


@pytest.mark.parametrize("out", ["/proc/amends", "/dev/null/release"])
def test_a_place_where_nothing_can_be_written_is_named(
    out: str, invented_files: SampleFiles
) -> None:
    with pytest.raises(BuildError, match=f"^{out.rpartition('/')[0]}.*cannot be written"):
        build([invented_files.wide], Path(out))


def test_a_build_waits_for_another_and_then_says_so(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(FEW)
    monkeypatch.setattr(building, "FileLock", lambda path, **_: FileLock(path, timeout=0.05))
    monkeypatch.setattr(releases, "FileLock", lambda path, **_: FileLock(path, timeout=0.05))
    with FileLock(tmp_path / "release" / ".build.lock"):
        with pytest.raises(BuildError, match="another build has been running"):
            small(FEW)
        with pytest.raises(ReleaseError, match="a build has been running"):
            prune(tmp_path / "release", keep=1)


def test_pruning_to_one_leaves_no_edition_that_names_a_person_taken_out(
    small: Small, tmp_path: Path
) -> None:
    old = small(FEW)
    new = small(FEW, [decided("htd:7/1", action=Action.ANONYMISE)])
    assert prune(tmp_path / "release", keep=1) == (old,)
    assert editions_of(tmp_path / "release") == (new,)
    assert open_release(tmp_path / "release") == new


@pytest.mark.parametrize("keep", [1, 2, 3, 4, 9])
def test_pruning_keeps_the_one_in_force_and_the_newest_others(
    keep: int, invented_files: SampleFiles, tmp_path: Path
) -> None:

    for day in (4, 3, 2, 1):
        build([invented_files.wide], tmp_path, on=date(2025, 1, day))
    prune(tmp_path, keep)
    kept = [one.name[:10] for one in editions_of(tmp_path)]
    newest = ["2025-01-04", "2025-01-03", "2025-01-02"][: keep - 1]
    assert kept == sorted(["2025-01-01", *newest])
    assert open_release(tmp_path).name.startswith("2025-01-01")


def test_an_edition_can_be_opened_by_its_own_folder(small: Small, tmp_path: Path) -> None:
    old = small(FEW)
    small(FEW, [decided("htd:7/1#race", "White")])
    assert open_release(old.path) == old


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"amends": {}}', b'{"amends": null}'])
def test_a_data_package_that_cannot_be_read_is_named(
    damage: bytes, small: Small, tmp_path: Path
) -> None:
    package = small(FEW).path / "datapackage.json"
    package.write_bytes(damage)
    with pytest.raises(ReleaseError, match=r"datapackage\.json: this edition is damaged"):
        open_release(tmp_path / "release")


def test_a_folder_that_is_no_release_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="make one with `amends build"):
        open_release(tmp_path)
    (tmp_path / "current").symlink_to("editions/gone")
    with pytest.raises(ReleaseError, match="no release here"):
        open_release(tmp_path)
