"""An edition: whole, dated, the same bytes again, and never half put into force."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from amends.editions.build import BuildError, build
from amends.editions.release import editions_of, open_release
from amends.record.schema import FACT_TABLES, TABLES
from amends.sources.extract import SourceError
from amends.sources.invented import SampleFiles

BUILD = "import sys; from amends.cli import main; sys.argv = ['amends', *sys.argv[1:]]; main()"


def in_a_process(*words: object, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, *map(str, words)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def contents(release: Path) -> dict[str, str]:
    edition = open_release(release).path
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in edition.iterdir()}


def test_the_same_inputs_give_the_same_bytes_in_any_order_and_on_any_number_of_threads(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    for place, (files, threads) in enumerate(
        (
            ([invented_files.cases, invented_files.wide], "1"),
            ([invented_files.wide, invented_files.cases], "2"),
        )
    ):
        out = tmp_path / str(place)
        run = in_a_process("build", *files, "--out", out, POLARS_MAX_THREADS=threads)
        assert run.wait() == 0
    assert contents(tmp_path / "0") == contents(tmp_path / "1")


def test_every_fact_has_evidence_and_a_value_or_a_reason_never_both(invented_release: Path) -> None:
    edition = open_release(invented_release)
    facts = edition.scan("facts").collect()
    evidence = edition.scan("evidence").collect()
    assert facts["fact_id"].is_unique().all()
    assert facts.join(evidence, on="evidence_id", how="anti").is_empty()
    assert (facts["value"].is_null() != facts["unknown"].is_null()).all()
    assert evidence["place"].is_not_null().all()


def test_every_value_of_every_table_is_a_fact(invented_release: Path) -> None:
    edition = open_release(invented_release)
    facts = edition.scan("facts").collect()
    for table in FACT_TABLES:
        rows = edition.scan(table.name).collect()
        for name in table.fact_names:
            known = facts.filter((pl.col("name") == name) & pl.col("value").is_not_null())
            assert rows[name].is_not_null().sum() == known.height, (table.name, name)


def test_an_edition_has_the_columns_of_the_schema_and_a_package_that_vouches_for_every_file(
    invented_release: Path,
) -> None:
    edition = open_release(invented_release)
    package = json.loads((edition.path / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    files = {file.name for file in edition.path.glob("*.parquet")}
    assert files == set(resources)
    for table in TABLES:
        file = edition.path / f"{table.name}.parquet"
        if not file.exists():
            continue
        frame = pl.read_parquet(file)
        assert frame.columns == [column.name for column in table.columns]
        resource = resources[file.name]
        assert resource["hash"] == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        assert resource["rowCount"] == frame.height > 0


def test_records_in_are_records_out_and_records_set_aside(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    built = build([invented_files.cases, invented_files.wide], tmp_path)
    assert built.rows_in == built.rows_out + built.rows_quarantined
    documents = built.edition.scan("documents").collect()
    assert built.rows_out == built.edition.scan("defendants").collect().height
    assert documents["rows_in"].sum() == built.rows_in


def test_a_build_that_fails_leaves_the_edition_in_force_as_it_was(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    build([invented_files.cases], tmp_path)
    before = contents(tmp_path)
    cut = tmp_path / "cut.json"
    cut.write_bytes(invented_files.cases.read_bytes()[:50_000])
    with pytest.raises(SourceError, match=r"cut\.json, line"):
        build([cut], tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("times", [6, pytest.param(60, marks=pytest.mark.nightly)])
def test_a_build_that_is_killed_leaves_a_release_that_opens(
    times: int, invented_files: SampleFiles, tmp_path: Path
) -> None:
    build([invented_files.cases], tmp_path)
    before = contents(tmp_path)
    moments = random.Random(times)
    for _ in range(times):
        run = in_a_process("build", invented_files.cases, invented_files.wide, "--out", tmp_path)
        time.sleep(moments.uniform(0.2, 1.4))
        run.send_signal(signal.SIGKILL)
        run.wait()
        now = contents(tmp_path)
        assert now == before or len(now) >= len(before)
        assert open_release(tmp_path).scan("defendants").collect().height > 0
    build([invented_files.cases, invented_files.wide], tmp_path)
    left = [path.name for path in (tmp_path / "editions").iterdir() if path.name.startswith(".")]
    assert left == []


def test_two_builders_at_once_both_succeed_and_one_edition_is_in_force(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    runs = [
        in_a_process("build", file, "--out", tmp_path)
        for file in (invented_files.cases, invented_files.wide)
    ]
    assert [run.wait() for run in runs] == [0, 0]
    assert len(editions_of(tmp_path)) == 2
    assert open_release(tmp_path).path in {one.path for one in editions_of(tmp_path)}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk to fill")
def test_a_full_disk_is_named_and_the_earlier_edition_stays(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=560k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("no small disk can be mounted here")
    try:
        release = disk / "release"
        build([invented_files.wide], release)
        before = contents(release)
        with pytest.raises(BuildError, match=r"cannot be written \(No space left on device\)"):
            build([invented_files.cases, invented_files.wide], release)
        assert contents(release) == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_cannot_be_written_is_named(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(BuildError, match="taken"):
        build([invented_files.wide], taken)
