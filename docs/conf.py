"""How the documentation is built: Markdown by Sphinx; a page fetches nothing from anyone else."""

from importlib.metadata import version as version_of
from typing import Any

from amends.editions.package import code_book

project = "Amends"
author = "The Amends contributors"
copyright = author
version = release = version_of("amends")

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Amends"
html_copy_source = False
html_show_sphinx = False

TABLES_GO_HERE = "<!-- tables of an edition -->"


def with_tables(page: str, text: str) -> str:
    """The text of a page; the code book with the tables of an edition, from their definitions.

    Raises ValueError when the code book has lost the place where they go.
    """
    if page != "codebook":
        return text
    if TABLES_GO_HERE not in text:
        raise ValueError(f"docs/codebook.md: {TABLES_GO_HERE} is missing; the tables go there")
    _title, _, tables = code_book().partition("\n## ")
    return text.replace(TABLES_GO_HERE, f"### {tables}".replace("\n## ", "\n### "))


def setup(app: Any) -> None:
    """Called by Sphinx: fill the code book as it is read."""

    def fill(_app: Any, page: str, source: list[str]) -> None:
        source[0] = with_tables(page, source[0])

    app.connect("source-read", fill)
