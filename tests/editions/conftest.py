"""Editions to look at: of the real files, of the invented ones, and of a case or two."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from amends.editions.build import Built, build
from amends.editions.decisions import Action, Decision, append, log_of
from amends.editions.release import Edition
from amends.sources.invented import SampleFiles
from tests.editions.few_cases import decided


@pytest.fixture(scope="session")
def invented_and_corrected(
    invented_files: SampleFiles, tmp_path_factory: pytest.TempPathFactory
) -> Built:
    """The invented files, built, with corrections."""
    out = tmp_path_factory.mktemp("corrected")
    decisions = [
        decided("htd:9121/50307#restitution_usd", "1200.00"),
        decided("htd:9122#caption", action=Action.WITHDRAW),
        decided("htd-wide:2", action=Action.WITHDRAW),
    ]
    append(log_of(out), decisions)
    return build([invented_files.cases, invented_files.wide], out)


@pytest.fixture(scope="session")
def real(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real files, built."""
    files = [shared_data / "htd" / name for name in ("case_data.json", "wide.csv")]
    if not all(file.exists() for file in files):
        pytest.skip(f"no real data: {files[0].parent} lacks {' or '.join(f.name for f in files)}")
    return build(files, tmp_path_factory.mktemp("real"))


Small = Callable[..., Edition]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Builds an edition of a few cases of the JSON after decisions, always into one release."""

    def edition_of(cases: dict[str, Any], decisions: Sequence[Decision] = ()) -> Edition:
        file = tmp_path / "case_data.json"
        file.write_text(json.dumps(cases), encoding="utf-8")
        append(log_of(tmp_path / "release"), decisions)
        return build([file], tmp_path / "release").edition

    return edition_of
