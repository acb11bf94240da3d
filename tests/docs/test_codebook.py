"""The code book names every column and figure that the audit writes, and none that it does not."""

from __future__ import annotations

import json
import re
import runpy

import polars as pl
import pytest

from amends.accountability.audit import audit, write
from amends.editions.build import build
from amends.record.schema import TABLES
from amends.sources.invented import write_sample


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    """The folder that an audit of the invented sample was written to."""
    folder = tmp_path_factory.mktemp("codebook")
    files = write_sample(folder / "sources")
    built = build([files.cases, files.wide], folder / "release")
    write(audit(built.edition), folder / "audit")
    return folder / "audit"


@pytest.fixture
def page(repository):
    return (repository / "docs" / "codebook.md").read_text(encoding="utf-8")


def names(page: str, heading: str, header: str) -> list[str]:
    """The first column of the table that begins with `header`, in the part under a heading."""
    part = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    table = part.split(f"\n| {header} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def test_every_column_of_the_findings_is_explained_in_their_order(page, audited):
    columns = pl.read_parquet(audited / "findings.parquet").columns
    assert names(page, "findings", "column") == columns
    assert pl.read_csv(audited / "findings.csv", infer_schema=False).columns == columns


def test_every_group_and_figure_of_the_summary_is_explained(page, audited):
    summary = json.loads((audited / "summary.json").read_text(encoding="utf-8"))
    groups, figures = set(), set()
    for by_definition in summary.values():
        for units in by_definition.values():
            if "not available" in units:
                continue
            for by_group in units.values():
                groups |= set(by_group)
                for values in by_group.values():
                    figures |= {name for value in values.values() for name in value}
    assert set(names(page, "summary.json", "group")) == groups
    assert set(names(page, "summary.json", "figure")) == figures


def test_the_built_page_has_every_table_and_column_of_an_edition(page, repository):
    with_tables = runpy.run_path(str(repository / "docs" / "conf.py"))["with_tables"]
    built = with_tables("codebook", page)
    for table in TABLES:
        part = built.split(f"\n### {table.name}\n", 1)[1].split("\n### ", 1)[0]
        for column in table.columns:
            assert f"| `{column.name}` |" in part
    assert with_tables("method", page) == page
    with pytest.raises(ValueError, match="is missing"):
        with_tables("codebook", "no place")
