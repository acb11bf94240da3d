"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from amends.editions.build import build
from amends.sources.invented import SampleFiles, write_sample

REPOSITORY = Path(__file__).resolve().parent.parent

# A slow machine is no failure of the code; the same examples on every run of a change.
settings.register_profile("amends", deadline=None, derandomize=True)
settings.load_profile("amends")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the source tree."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files: AMENDS_SHARED_DATA, else ../shared/data beside the source tree."""
    folder = Path(os.environ.get("AMENDS_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data: {folder} is not there (set AMENDS_SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def invented_files(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    """The invented sample: a JSON file, a spreadsheet, and what readers of dockets found."""
    return write_sample(tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="session")
def invented_release(invented_files: SampleFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release built from both invented files; not to be changed by a test."""
    release = tmp_path_factory.mktemp("release")
    build([invented_files.cases, invented_files.wide], release)
    return release
