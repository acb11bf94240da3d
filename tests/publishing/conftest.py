"""One audit of the invented sample and its report, for every test of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.accountability.audit import Audit, audit
from amends.editions.build import build
from amends.publishing.report import write_report
from amends.sources.invented import write_sample


@pytest.fixture(scope="session")
def sample_audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """The audit of a small invented nation, both layouts."""
    folder = tmp_path_factory.mktemp("publishing")
    files = write_sample(folder / "sample", cases=160)
    return audit(build([files.cases, files.wide], folder / "release").edition)


@pytest.fixture(scope="session")
def report(sample_audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its report."""
    folder = tmp_path_factory.mktemp("report")
    write_report(sample_audit, folder)
    return folder


@pytest.fixture(scope="session")
def page(report: Path) -> str:
    """The page's markup."""
    return (report / "report.html").read_text(encoding="utf-8")
