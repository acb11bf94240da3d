"""Whose name is not shown: people whom a source marks as possible victims, and juveniles.

A source that writes *Bottom Girl* for a defendant says that she may be a victim herself. She
stays in the record as a number: her charges and sentence count, her name is withheld, and so is
every other name that the source gives her.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from amends.sources.repair import set_right

WITHHELD = "(withheld)"
"""What stands in the evidence in place of a name."""

_ANONYMISED = (
    r"(?i)\bb[o0]tt?[oe]m[\W_\d]*(girl|bitch|female|woman|lady|hoe?|ho)"
    r"|\bb[o0]tt?[oe]m\b.*\b(girl|bitch|female|woman|lady)\b|\b(girl|female|woman)\b.*\bbottom\b"
    r"|^\W*b[o0]tt?[oe]m[\W_]*\d*\W*$"
    r"|\b(minor|juvenile|victim)\b\W*(\d+|[a-z])?\W*$|^\W*(juvenile|minor|victim)\b"
    r"|\b(a|the) (minor|juvenile)\b|\b(a[. ]*k[. ]*a\W+)?(jane|john|jill|mary)\W+doe\b"
    r"|^\W*([a-z]\W+){1,3}[a-z]?\W*\((a )?(minor|juvenile|victim).*$"
)
"""How sources write a defendant who may be a victim or is under age."""

_INITIALS = r"(?i)^\W*[a-z][.\s]+([a-z][.\s]*){1,3}(\(.*\)|\d*)\W*$"
"""How courts name juveniles; for an alias it is an ordinary nickname."""


def is_withheld(name: pl.Expr, marks: str = f"{_ANONYMISED}|{_INITIALS}") -> pl.Expr:
    """Whether a column of names holds marks for people who must not be named."""
    plain = set_right(name.str.normalize("NFKC"))
    return (name.str.contains(marks) | plain.str.contains(marks)).fill_null(value=False)


def without_withheld_names(
    texts: pl.DataFrame, name: str | None, others: Sequence[str]
) -> pl.DataFrame:
    """Texts in which no column of names tells the name of a person marked in any of them.

    name: the column of full names; others: columns of further names, such as an alias
    """
    columns = [name, *others] if name else list(others)
    marked = pl.any_horizontal(
        is_withheld(pl.col(column)) if column == name else is_withheld(pl.col(column), _ANONYMISED)
        for column in columns
    )
    given = {column: pl.col(column).str.strip_chars() != "" for column in columns}
    return texts.with_columns(
        pl.when(marked & given[column]).then(pl.lit(WITHHELD)).otherwise(column).alias(column)
        for column in columns
    )
