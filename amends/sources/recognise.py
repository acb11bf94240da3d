"""Which source a file is, told by its content; and its extract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from amends.sources import htd_json, htd_wide
from amends.sources.extract import Extract, SourceError, SourceFile
from amends.sources.files import read_file


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout that Amends reads: the short name of its source and how to tell and read it."""

    source: str
    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[SourceFile, str], Extract]


LAYOUTS: tuple[Layout, ...] = (
    Layout("htd", htd_json.LAYOUT, htd_json.recognises, htd_json.read),
    Layout("htd-wide", htd_wide.LAYOUT, htd_wide.recognises, htd_wide.read),
)


def layout_of(file: SourceFile) -> Layout:
    """The layout of a file. Raises SourceError when none is recognised."""
    for layout in LAYOUTS:
        if layout.recognises(file.content):
            return layout
    if not file.content.strip():
        raise SourceError(f"{file.path}: the file is empty; fetch it again")
    known = "; ".join(layout.name for layout in LAYOUTS)
    raise SourceError(
        f"{file.path}: not a layout that Amends reads ({known}); check that it is the right file, "
        "and whole"
    )


def named(paths: Sequence[Path]) -> Iterable[tuple[str, SourceFile, Layout]]:
    """Each file with its layout and source name; a second file of a layout becomes `htd-2`.

    Files are named in the order of their content's hash, so that the order in which they are
    given changes nothing. Raises SourceError for a file that cannot be read, or given twice.
    """
    files = sorted((read_file(path) for path in paths), key=lambda file: file.sha256)
    repeated = [sha for sha, times in Counter(file.sha256 for file in files).items() if times > 1]
    if repeated:
        twice = " and ".join(str(file.path) for file in files if file.sha256 == repeated[0])
        raise SourceError(f"{twice}: the same content twice; name it once")
    met: Counter[str] = Counter()
    for file in files:
        layout = layout_of(file)
        met[layout.source] += 1
        number = met[layout.source]
        yield (layout.source if number == 1 else f"{layout.source}-{number}", file, layout)
