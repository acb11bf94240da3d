"""The report as people meet it: in Chromium, at phone and desk width, in the dark, with axe."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from amends.publishing.report import write_report
from tests.publishing.variations import enlarged, lean

pytestmark = pytest.mark.browser

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe_runner = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENS = [(360, 800, "light"), (1280, 900, "light"), (1280, 900, "dark"), (360, 800, "dark")]
ROWS = "#findings-table tbody tr:not(.detail)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, report) -> Iterator[Any]:
    """The report open at desk width."""
    tab = chromium.new_page(viewport={"width": 1280, "height": 900})
    tab.goto((report / "report.html").as_uri())
    tab.wait_for_selector(ROWS)
    yield tab
    tab.close()


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
def test_axe_finds_nothing_to_object_to(chromium, report, width, height, scheme):
    tab = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    tab.goto((report / "report.html").as_uri())
    tab.wait_for_selector(ROWS)
    tab.locator(".opener").first.click()
    tab.wait_for_selector("table.evidence")
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = axe_runner.Axe().run(
        tab,
        options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        },
    )
    assert found.response["passes"], "axe looked at nothing"
    objections = [
        (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found.response["violations"]
    ]
    assert objections == []
    tab.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(chromium, report, width):
    tab = chromium.new_page(viewport={"width": width, "height": 800})
    tab.goto((report / "report.html").as_uri())
    tab.wait_for_selector(ROWS)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_the_page_asks_for_nothing_but_itself_and_breaks_no_rule_of_its_own(chromium, report):
    tab = chromium.new_page()
    asked, messages = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    address = (report / "report.html").as_uri()
    tab.goto(address)
    tab.wait_for_selector(ROWS)
    tab.locator(".opener").first.click()
    tab.wait_for_selector("table.evidence")
    assert asked == [address]
    assert messages == []
    tab.close()


def test_without_scripts_every_figure_of_the_chosen_definition_is_there(chromium, report):
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((report / "report.html").as_uri())
    # A page without scripts cannot be waited for; what is in sight is counted as it stands.
    assert tab.locator("svg.chart:visible").count() >= 10
    assert tab.locator("section.panel:visible").count() == 1
    context.close()


def test_choosing_another_definition_shows_its_figures_and_no_others(opened):
    opened.check("#definition-2")
    shown = opened.locator("section.panel:visible")
    assert shown.count() == 1
    assert "bjs" in shown.locator(".which").inner_text()


def test_a_verdict_filters_to_just_its_findings(opened, sample_audit):
    unmet = sample_audit.findings.filter(pl.col("verdict") == "unmet").height
    opened.select_option("#findings-filters [name=verdict]", "unmet")
    assert opened.inner_text("#findings-status").startswith(f"{unmet} of ")
    opened.fill("#findings-filters [name=text]", "nobody has this name")
    assert opened.inner_text("#findings-status").startswith("0 of ")


def test_sorting_by_amount_puts_what_is_not_stated_last_either_way(opened):
    for _ in range(2):
        opened.click("[data-sort=amount_usd]")
        first = opened.locator(f"{ROWS} td.number").first.inner_text()
        assert first.startswith("$")


def test_a_row_opens_to_its_evidence_and_closes_again(opened, sample_audit):
    opened.locator(".opener").first.click()
    opened.wait_for_selector("table.evidence")
    finding = sample_audit.findings["finding_id"][0]
    detail = opened.inner_text(".detail")
    assert f"amends explain {finding}" in detail
    own = len(sample_audit.findings["evidence_id"][0].split("; "))
    assert opened.locator("table.evidence tbody tr").count() == own
    opened.locator(".opener").first.click()
    assert opened.locator(".detail").count() == 0


def test_a_line_of_a_table_brings_up_its_findings(opened, sample_audit):
    opened.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    opened.locator("section.panel:visible a[data-choose*='circuit=9']").first.click()
    source = min(sample_audit.summary)
    own = sample_audit.findings.filter(
        pl.col("source") == source, pl.col("circuit") == "9", pl.col("in_chapter-77")
    ).height
    opened.wait_for_function(
        "(start) => document.getElementById('findings-status').textContent.startsWith(start)",
        arg=f"{own} of ",
    )


def test_the_saved_rows_are_those_in_sight_and_no_cell_is_a_formula(
    chromium, sample_audit, tmp_path
):
    hostile = sample_audit.findings.with_columns(
        name=pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("=cmd()")).otherwise("name")
    )
    write_report(dataclasses.replace(lean(sample_audit), findings=hostile), tmp_path)
    tab = chromium.new_page()
    tab.goto((tmp_path / "report.html").as_uri())
    tab.wait_for_selector(ROWS)
    with tab.expect_download() as download:
        tab.click("#findings-export")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == hostile.height
    assert rows[0]["name"] == "'=cmd()"
    tab.close()


def test_twenty_thousand_findings_paint_within_two_seconds_and_filter_within_a_fifth(
    chromium, sample_audit, tmp_path
):
    write_report(enlarged(sample_audit, 20_000), tmp_path)
    tab = chromium.new_page()
    tab.goto((tmp_path / "report.html").as_uri())
    tab.wait_for_selector(ROWS)
    paint = tab.evaluate("performance.getEntriesByType('paint')[0].startTime")
    took = tab.evaluate(
        """() => {
          const form = document.getElementById("findings-filters");
          return ["", "1591", "smith"].map((text) => {
            const start = performance.now();
            form.elements.text.value = text;
            form.dispatchEvent(new Event("input"));
            document.body.getBoundingClientRect();
            return performance.now() - start;
          });
        }"""
    )
    assert paint < 2000
    assert max(took) < 200
    tab.close()
