"""The page on sources names every field that a reader takes, and the fact that it becomes."""

from __future__ import annotations

import re

import pytest

from amends.sources import htd_json, htd_json_charges, htd_wide_fields


def rows(repository, heading: str) -> list[str]:
    """The rows of the table under a heading."""
    page = (repository / "docs" / "sources.md").read_text(encoding="utf-8")
    part = page.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\|.*\|$", part, re.MULTILINE)


def fields_of(module):
    """Every field that a module of a layout defines, at its top level."""
    listed = [value for name, value in vars(module).items() if name.endswith("_FIELDS")]
    single = [module.RESTITUTION] if hasattr(module, "RESTITUTION") else []
    return [field for fields in (*listed, single) for field in fields]


@pytest.mark.parametrize(
    ("heading", "modules"),
    [
        ("The JSON layout", (htd_json, htd_json_charges)),
        ("The spreadsheet layout", (htd_wide_fields,)),
    ],
)
def test_every_field_that_is_read_stands_on_the_page_with_the_fact_it_becomes(
    repository, heading, modules
):
    table = rows(repository, heading)
    fields = [field for module in modules for field in fields_of(module)]
    assert len(fields) > 20
    for field in fields:
        name = "a statute" if field.path == "statute" else field.path
        fact = field.fact.replace("restitution_usd", "restitution_outcome")
        found = [row for row in table if name in row and f"`{fact}`" in row]
        assert found, f"{heading}: no row says that {field.path!r} becomes {field.fact!r}"
