"""The report of the real files: its first words are the figures that people counted by hand."""

from __future__ import annotations

import pytest

from amends.accountability.audit import audit
from amends.editions.build import build
from amends.publishing.headline import headline
from amends.publishing.panel import panels
from amends.publishing.report import write_report

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def real_audit(shared_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("real")
    return audit(build([shared_data / "htd" / "case_data.json"], folder).edition)


def test_the_first_sentences_hold_the_gap_under_section_1593(real_audit):
    panel = next(one for one in panels(real_audit) if one.definition.name == "chapter-77")
    said = headline(panel)
    assert "252 of 447 defendants" in said.heading
    assert "An order is recorded for 134" in said.sentences[0]
    assert "for 60 the record does not say" in said.sentences[0]
    assert "386 defendants" in said.sentences[1]
    assert "15 with no victim recorded" in said.sentences[3]
    assert "3 not yet sentenced" in said.sentences[3]
    assert "466 convicted in all" in said.sentences[3]


def test_real_people_whom_the_source_anonymises_are_nowhere_in_the_page(real_audit, tmp_path):
    written = write_report(real_audit, tmp_path)
    page = written[0].read_text(encoding="utf-8")
    assert "Bottom Girl" not in page
    assert "name withheld" in page
    assert "Invented sample data" not in page
