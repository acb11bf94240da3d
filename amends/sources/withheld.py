"""Whose name is not shown: people whom a source marks as possible victims, and juveniles.

A source that writes *Bottom Girl* for a defendant says that she may be a victim herself. She
stays in the record as a number: her charges and sentence count, her name is withheld.
"""

from __future__ import annotations

import polars as pl

_ANONYMISED = (
    r"(?i)\bbottom\b.*\b(girl|bitch|female|woman|lady)\b|\b(girl|female|woman)\b.*\bbottom\b"
    r"|^\s*bottom(\s*#?\d+)?\s*$|\b(minor|juvenile|victim)\b\s*(#?\d+|[a-z])?\s*$"
    r"|^\s*(juvenile|minor|victim)\b|^\s*(jane|john)\s+doe\b"
)
"""How sources write a defendant who may be a victim or is under age."""


def is_withheld(name: pl.Expr) -> pl.Expr:
    """Whether a column of names holds marks for people who must not be named."""
    return name.str.contains(_ANONYMISED)
