"""The report as one file: nothing is fetched, and only its own style and script may run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from amends.accountability.audit import Audit
from amends.accountability.definitions import definitions
from amends.accountability.outside import UNLESS
from amends.publishing.colours import DARK
from amends.publishing.drawing import Drawn
from amends.publishing.findings_data import evidence_bundles, findings_data, for_a_page
from amends.publishing.headline import Headline
from amends.publishing.more_tables import MoreTable
from amends.publishing.panel import Panel
from amends.publishing.wording import VERDICTS, circuit, plain

SHOWN = (
    ("docket_number", "Docket", ""),
    ("name", "Defendant", ""),
    ("circuit", "Circuit", "wide"),
    ("year_filed", "Filed", "wide"),
    ("convicted_of", "Convicted of", "wide"),
    ("duty", "Duty", "wide"),
    ("amount_usd", "Amount", "number wide"),
    ("verdict", "What the record shows", ""),
)
"""Columns of the table of findings: name, heading, and whether only wide screens show it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One source under one definition, ready for the page; `panel` alone if not available."""

    panel: Panel
    headline: Headline | None
    drawn: Sequence[Drawn]
    missing: Sequence[str]
    tables: Sequence[MoreTable]


@dataclass(frozen=True, slots=True)
class SourceOnPage:
    """A source with a part for every definition, and the definitions side by side."""

    name: str
    parts: Sequence[Part]
    side: Drawn | None


def page(result: Audit, sources: Sequence[SourceOnPage], chosen: str) -> str:
    """The whole report; `chosen` is the definition shown first."""
    # Our own text, with nothing of the data in it: it enters the page as it stands.
    style = Markup(_template("page.css") + _choosing(len(sources)) + _in_the_dark())  # noqa: S704
    script = Markup(_template("findings.js"))  # noqa: S704
    environment = Environment(
        loader=PackageLoader("amends.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    documents = result.edition.scan("documents").collect().to_dicts()
    caveats = {one["source"]: one["caveat"] or "" for one in documents}
    data = {**findings_data(result), "caveats": caveats, "unless": UNLESS}
    return environment.get_template("page.html").render(
        policy=_policy(style, script),
        style=style,
        script=script,
        manifest=result.edition.manifest,
        edition=result.edition.name,
        on=result.on.isoformat(),
        invented=any(part.panel.invented for source in sources for part in source.parts),
        sources=sources,
        definitions=definitions(),
        chosen=chosen,
        documents=documents,
        unless=UNLESS,
        verdicts=[(name.replace("_", " "), said) for name, said in VERDICTS.items()],
        choices=_choices(data["columns"]),
        shown=SHOWN,
        findings=Markup(for_a_page(data)),  # noqa: S704 - JSON in which no element can end
        bundles=evidence_bundles(result),
    )


def _choices(columns: Mapping[str, Any]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Filters whose values come from the findings: name, label, values and how they are said."""
    sections = {
        citation.split("(")[0]
        for several in columns["convicted_of"]["values"]
        for citation in several.split("; ")
        if citation
    }

    def values(name: str) -> list[str]:
        return sorted({value or "unknown" for value in columns[name]["values"]}, key=_natural)

    return [
        ("circuit", "Circuit", [(value, circuit(value)) for value in values("circuit")]),
        ("state", "State", [(value, plain(value)) for value in values("state")]),
        ("class", "Labor or sex", [(value, plain(value)) for value in values("class")]),
        ("statute", "Convicted of", [(value, value) for value in sorted(sections)]),
    ]


def _natural(value: str) -> tuple[bool, int, str]:
    return value == "unknown", int(value) if value.isdigit() else 99, value


def _policy(style: str, script: str) -> str:
    """Only this style and this script, by their hashes; nothing may be loaded or sent."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _choosing(sources: int) -> str:
    """Without scripts: a part is out of sight while another source or definition is chosen."""
    rules = [
        f'body:has(#{kind}-{place}:not(:checked)) [data-{kind}="{place}"]{{display:none}}'
        for kind, many in (("source", sources), ("definition", len(definitions())))
        for place in range(many)
    ]
    return "\n".join(rules) + "\n"


def _in_the_dark() -> str:
    """Give the charts' tones their counterparts on a dark page."""
    rules = [
        f'.chart [{which}="{light}"]{{{which}:{dark}}}'
        for light, dark in DARK.items()
        for which in ("fill", "stroke")
    ]
    return f"@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}\n"


def _template(name: str) -> str:
    folder = resources.files(__package__).joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")
