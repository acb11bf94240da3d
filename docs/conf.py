"""How the documentation is built: Markdown by Sphinx; a page fetches nothing from anyone else."""

from importlib.metadata import version as version_of

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
