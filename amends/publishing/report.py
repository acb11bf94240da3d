"""The report of an audit: one page that stands on its own, and its charts as files."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from amends.accountability.audit import Audit
from amends.accountability.definitions import definition as definition_named
from amends.publishing.drawing import Drawn, draw
from amends.publishing.headline import headline
from amends.publishing.more_tables import more_tables
from amends.publishing.page import Part, SourceOnPage, page
from amends.publishing.panel import Panel, panels
from amends.publishing.pictures import beside_each_other, pictures


class ReportError(Exception):
    """A report that cannot be written."""


def write_report(result: Audit, out: Path, *, definition: str = "chapter-77") -> list[Path]:
    """Write `report.html` and `charts/*.svg`, `charts/*.png` into `out`; returns their paths.

    definition: the one shown first; the reader can choose another. Raises KeyError when there is
    none of that name, ReportError when the folder cannot be written. The same audit gives the same
    bytes.
    """
    definition_named(definition)
    sources = [
        _source(name, list(own)) for name, own in groupby(panels(result), lambda one: one.source)
    ]
    text = page(result, sources, definition)
    written = []
    try:
        charts = out / "charts"
        charts.mkdir(parents=True, exist_ok=True)
        for drawn in (drawn for source in sources for drawn in _all_drawn(source)):
            written.append(_whole(charts / f"{drawn.file_name}.svg", drawn.svg.encode()))
            written.append(_whole(charts / f"{drawn.file_name}.png", drawn.png))
        written.insert(0, _whole(out / "report.html", text.encode()))
    except OSError as error:
        raise ReportError(
            f"{error.filename or out}: cannot be written ({error.strerror or error}); choose "
            "another folder with --out, or make room"
        ) from error
    return written


def _source(name: str, own: Sequence[Panel]) -> SourceOnPage:
    parts = [_part(panel) for panel in own]
    side = draw(beside_each_other(own), own[0], _file_name(name, "every", "definition"))
    return SourceOnPage(name, parts, side)


def _part(panel: Panel) -> Part:
    if panel.not_available:
        return Part(panel, None, (), (), ())
    drawn, missing = [], []
    for picture in pictures(panel):
        name = _file_name(panel.source, panel.definition.name, picture.name)
        one = draw(picture, panel, name)
        if one is None:
            missing.append(picture.words)
        else:
            drawn.append(one)
    return Part(panel, headline(panel), drawn, missing, more_tables(panel))


def _all_drawn(source: SourceOnPage) -> list[Drawn]:
    side = [source.side] if source.side else []
    return [drawn for part in source.parts for drawn in part.drawn] + side


def _file_name(*parts: str) -> str:
    """A name that every file system and every id takes: `htd-chapter-77-circuit`."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") or "x" for part in parts)


def _whole(path: Path, content: bytes) -> Path:
    """Write beside the file, then rename: a reader never sees half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
