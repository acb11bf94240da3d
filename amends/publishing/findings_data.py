"""The findings as compact data for a page: columns as dictionaries, evidence packed in bundles.

A page of 20,000 findings must open at once, so what the table shows is plain JSON, a column a list
of codes; the evidence, which nobody opens all of, is deflated in bundles that the page unpacks one
at a time, when a row is opened.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import polars as pl

from amends.accountability.audit import Audit
from amends.accountability.definitions import definitions
from amends.publishing.wording import VERDICTS

NAME_WITHHELD = "name withheld"

BUNDLE = 250
"""Findings whose evidence is packed together."""

_SHOWN = (
    "finding_id",
    "source",
    "docket_number",
    "name",
    "circuit",
    "district",
    "state",
    "year_filed",
    "year_sentenced",
    "charged_under",
    "convicted_of",
    "conviction",
    "authority",
    "duty",
    "victims",
    "victims_number",
    "outcome",
    "basis",
    "reason",
    "amount_usd",
    "amount_counted_once_with",
    "verdict",
    "depends_on",
    "class",
    "sentence_status",
    "outside_how",
    "outside_remains",
    "outside_called",
    "as_of",
)


def findings_data(result: Audit) -> dict[str, Any]:
    """Every finding, column by column, as JSON takes it.

    columns:  name → {"values": …, "codes": …}, codes counting from 0; without codes the values
              stand a row each. Blank means unknown
    bundle:   how many findings share a bundle of evidence
    verdicts: a verdict's name → how the report says it
    """
    taken_in = pl.concat_str(
        *(
            pl.when(pl.col(f"in_{one.name}").fill_null(value=False)).then(pl.lit(one.name))
            for one in definitions()
        ),
        separator=" ",
        ignore_nulls=True,
    )
    table = result.findings.with_columns(
        pl.col("name").fill_null(NAME_WITHHELD), definitions=taken_in
    ).select(*_SHOWN, "definitions")
    texts = table.select(pl.all().cast(pl.String).fill_null(""))
    return {
        "rows": texts.height,
        "bundle": BUNDLE,
        "columns": {column.name: _coded(column) for column in texts},
        "verdicts": {name.replace("_", " "): said for name, said in VERDICTS.items()},
    }


def _coded(column: pl.Series) -> dict[str, list[Any]]:
    values = column.unique(maintain_order=True)
    if len(values) > len(column) // 2:
        return {"values": column.to_list()}
    place = {value: code for code, value in enumerate(values)}
    return {"values": values.to_list(), "codes": [place[value] for value in column]}


def evidence_bundles(result: Audit) -> list[str]:
    """The facts behind each finding, in bundles of BUNDLE, deflated, in base 64.

    Unpacked, a bundle is a list of findings, each a list of facts: subject and name, the words in
    the source, the document, the place in it, how the fact was obtained.
    """
    stated = result.edition.scan("evidence").select(
        "evidence_id", "quoted", "document", "place", "basis"
    )
    facts = (
        result.findings.lazy()
        .select("finding_id", pl.col("evidence_id").str.split("; "))
        .with_row_index("row")
        .explode("evidence_id")
        .with_row_index("order")
        .join(stated, on="evidence_id", how="left")
        .sort("order")
        .select("row", "finding_id", "evidence_id", "quoted", "document", "place", "basis")
        .collect()
    )
    of_findings: list[list[tuple[str, ...]]] = [[] for _ in range(result.findings.height)]
    for row, finding, evidence, quoted, document, place, basis in facts.iter_rows():
        if not evidence:
            continue
        name = str(evidence).removeprefix(finding).lstrip("/#").replace("#", " → ")
        texts = (name.replace("_", " "), quoted, document, place, basis)
        of_findings[row].append(tuple(text or "" for text in texts))
    return [
        _packed(of_findings[start : start + BUNDLE]) for start in range(0, len(of_findings), BUNDLE)
    ]


def _packed(bundle: list[list[tuple[str, ...]]]) -> str:
    text = json.dumps(bundle, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def for_a_page(data: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
