"""The report's page and files, read without a browser."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
import zlib
from html.parser import HTMLParser

import polars as pl
import pytest

from amends.accountability.outside import UNLESS
from amends.publishing.findings_data import BUNDLE
from amends.publishing.panel import in_question, panels
from amends.publishing.report import ReportError, write_report
from amends.publishing.wording import VERDICTS, between, count, dollars, percent
from tests.publishing.variations import enlarged, lean


class Markup(HTMLParser):
    """Every element with its attributes; the text of each row that names its figure."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: dict[str, list[list[str]]] = {}
        self._row: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        self.elements.append((tag, own))
        if tag == "tr" and own.get("data-figure"):
            self._row = []
            self.rows.setdefault(own["data-figure"], []).append(self._row)
        elif tag in {"td", "th"} and self._row is not None:
            self._row.append("")

    def handle_endtag(self, tag):
        if tag == "tr":
            self._row = None

    def handle_data(self, data):
        if self._row:
            self._row[-1] += data


@pytest.fixture(scope="module")
def markup(page) -> Markup:
    return Markup(page)


def first(pattern: str, page: str) -> str:
    """What the pattern's group takes in, where it first occurs."""
    found = re.search(pattern, page, re.DOTALL)
    assert found, pattern
    return found[1]


def embedded(page: str, element: str) -> str:
    return first(rf'<script type="[^"]+" id="{element}">(.*?)</script>', page)


def test_the_first_words_are_the_gap_made_from_the_summary(sample_audit, page):
    source = min(sample_audit.summary)
    row = sample_audit.summary[source]["chapter-77"]["defendant"]["convicted_of_chapter_77"]["yes"]
    heading = first(r"<h2[^>]*>(.*?)</h2>", page)
    assert heading.startswith(
        f"No restitution is recorded for {count(row['unmet'])} of {count(in_question(row))} "
    )
    assert percent(row["rate"]) in page
    assert between(row["interval_low"], row["interval_high"]) in page
    assert percent(row["rate_low"]) in page
    assert percent(row["rate_high"]) in page


def test_every_line_of_a_rate_table_says_what_the_summary_says(sample_audit, markup):
    checked = 0
    for where, lines in markup.rows.items():
        source, definition, unit, group, value = where.split("/", 4)
        row = sample_audit.summary[source][definition][unit][group].get(value)
        for line in lines:
            if len(line) != 19 or row is None:
                continue
            assert line[1] == percent(row["rate"]), where
            assert line[2] == between(row["interval_low"], row["interval_high"]), where
            assert line[3] == between(row["rate_low"], row["rate_high"]), where
            assert line[7:17] == [count(row[name]) for name in VERDICTS], where
            checked += 1
    assert checked > 300


def test_no_rate_stands_where_the_audit_draws_none(sample_audit, markup):
    undrawn = 0
    for where, lines in markup.rows.items():
        source, definition, unit, group, value = where.split("/", 4)
        row = sample_audit.summary[source][definition][unit][group].get(value)
        if row is None or row["rate_drawn"]:
            continue
        for line in lines:
            if len(line) == 19:
                assert line[1:5] == ["–"] * 4, where
                undrawn += 1
    assert undrawn > 50


def test_the_money_is_exact_to_the_cent(sample_audit, page):
    for panel in panels(sample_audit):
        row = panel.row("all", "all")
        if row is None:
            continue
        for name in ("amount_usd", "amount_usd_once", "amount_usd_once_low"):
            if row[name]:
                assert dollars(row[name]) in page


def test_figures_under_every_definition_and_not_available_said_where_so(sample_audit, page):
    for source, of_source in sample_audit.summary.items():
        for name, stated in of_source.items():
            assert f'Source <b dir="auto">{source}</b> · definition <b>{name}</b>' in page
            if "not available" in stated:
                assert f"Not available under the definition <i>{name}</i>" in page


def test_duty_lost_by_plea_never_stands_without_its_unless(page):
    said = re.findall(r"[Dd]uty lost by plea means[^<]*", page)
    assert said
    assert all(UNLESS in sentence for sentence in said)


def test_no_judge_below_twenty_is_named(sample_audit, page):
    judges = sample_audit.figures.filter(
        pl.col("group") == "judge", pl.col("value") != "unknown", pl.col("definition") != "all"
    )
    few = set(judges.filter(~pl.col("rate_drawn"))["value"])
    enough = set(judges.filter("rate_drawn")["value"])
    assert few
    assert [name for name in few - enough if name in page] == []


def test_invented_data_say_so_at_the_top_and_at_every_chart(report, page, markup):
    assert page.index("Invented sample data: no real people.") < page.index("<h1")
    charts = sum(tag == "figure" for tag, _ in markup.elements)
    assert page.count("Invented sample data: no real people. Source") == charts
    files = sorted((report / "charts").glob("*.svg"))
    assert files
    assert all("Invented sample data: no real people." in file.read_text() for file in files)


def test_the_page_loads_nothing_and_sends_nothing(markup, page):
    loading = {"src", "href", "action", "data", "poster", "srcset", "xlink:href", "formaction"}
    for tag, attributes in markup.elements:
        for name in loading & set(attributes):
            assert (attributes[name] or "").startswith("#"), (tag, name, attributes[name])
    style = first(r"<style>(.*?)</style>", page)
    assert "url(" not in style
    assert "@import" not in style
    for address in re.findall(r"https?://[^\s\"'<]+", page):
        assert address.startswith("http://www.w3.org/"), address


def test_only_the_pages_own_style_and_script_may_run(page):
    policy = first(r'Content-Security-Policy" content="([^"]+)"', page)
    style = first(r"<style>(.*?)</style>", page)
    script = first(r"<script>(.*?)</script>", page)
    for text, kind in ((style, "style-src"), (script, "script-src")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} &#39;sha256-{digest}&#39;" in policy
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    assert not re.search(r'<[a-z]+[^>]* (style|on[a-z]+)="', page.split("<script")[0])


def test_ids_are_unique_and_every_reference_meets_one(markup):
    ids = [attributes["id"] for _, attributes in markup.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in markup.elements:
        for name in (attributes.get("aria-labelledby") or "").split():
            assert name in ids


def test_the_table_holds_every_finding_and_its_evidence(sample_audit, page):
    data = json.loads(embedded(page, "findings-data"))
    assert data["rows"] == sample_audit.findings.height
    assert data["columns"]["finding_id"]["values"] == sample_audit.findings["finding_id"].to_list()
    evidence = []
    for place in range(-(-data["rows"] // BUNDLE)):
        packed = base64.b64decode(embedded(page, f"evidence-{place}"))
        evidence += json.loads(zlib.decompress(packed))
    own = [ids.split("; ") for ids in sample_audit.findings["evidence_id"]]
    assert [len(facts) for facts in evidence] == [len(ids) for ids in own]
    assert all(place for facts in evidence for _, _, _, place, _ in facts)


def test_no_name_that_the_record_withholds_is_anywhere_in_the_page(sample_audit, page):
    withheld = sample_audit.findings.filter(pl.col("name").is_null())
    assert withheld.height
    data = json.loads(embedded(page, "findings-data"))
    names = data["columns"]["name"]
    shown = [
        names["values"][names["codes"][row] if "codes" in names else row]
        for row in range(data["rows"])
    ]
    ids = sample_audit.findings["finding_id"].to_list()
    for finding in withheld["finding_id"]:
        assert shown[ids.index(finding)] == "name withheld"
    assert "Bottom Girl" not in page


def test_hostile_text_stays_text(sample_audit, tmp_path):
    hostile = "</script><script>alert(1)</script>\"'&\u202e=cmd()\u2028"
    findings = sample_audit.findings.with_columns(
        pl.lit(hostile).alias(name)
        for name in ("name", "docket_number", "convicted_of", "state", "circuit", "depends_on")
    )
    write_report(dataclasses.replace(lean(sample_audit), findings=findings), tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert page.count("<script>") == 1
    data = json.loads(embedded(page, "findings-data"))
    assert data["columns"]["name"]["values"] == [hostile]


def test_a_hostile_source_name_is_escaped_and_makes_a_plain_file_name(sample_audit, tmp_path):
    name = '<b onclick="x">&/../'
    own = lean(sample_audit)
    renamed = dataclasses.replace(
        own,
        summary={name: own.summary[min(own.summary)]},
        figures=own.figures.with_columns(source=pl.lit(name)),
    )
    written = write_report(renamed, tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<b onclick" not in page
    assert all(path.resolve().is_relative_to(tmp_path.resolve()) for path in written)
    assert all(re.fullmatch(r"[a-z0-9.-]+", path.name) for path in written)


def test_the_same_audit_gives_the_same_bytes(sample_audit, report, tmp_path):
    written = write_report(sample_audit, tmp_path)
    assert written
    for path in written:
        earlier = report / path.relative_to(tmp_path)
        assert path.read_bytes() == earlier.read_bytes(), path.name


def test_twenty_thousand_findings_stay_under_fifteen_megabytes(sample_audit, tmp_path):
    written = write_report(enlarged(sample_audit, 20_000), tmp_path)
    assert written[0].stat().st_size < 15_000_000


def test_an_unknown_definition_is_refused_before_anything_is_written(sample_audit, tmp_path):
    with pytest.raises(KeyError):
        write_report(sample_audit, tmp_path, definition="no such")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_says_what_to_do(sample_audit, tmp_path):
    (tmp_path / "charts").write_text("a file stands where the folder should")
    with pytest.raises(ReportError, match="choose another folder with --out"):
        write_report(lean(sample_audit), tmp_path)
    assert not (tmp_path / "report.html").exists()
