"""A layout is a list of fields; this turns columns of text into statements by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from amends.record.schema import table_of
from amends.record.values import Basis, Outcome, Unknown
from amends.sources.extract import STATEMENT_COLUMNS, set_aside
from amends.sources.forms import Form
from amends.sources.withheld import is_withheld


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a source: the column of text it stands in, the fact it gives, how it is read.

    `path` is the field's name as a reader finds it in the file.
    """

    path: str
    fact: str
    form: Form
    column: str = ""

    @property
    def text_column(self) -> str:
        """The column of the text frame; the path itself unless said otherwise."""
        return self.column or self.path


KEYS = ("case_id", "defendant_id", "count_id", "record_place")
"""What a frame of texts needs beside its fields: who it is about, and where it stands."""


def statements(
    texts: pl.DataFrame, fields: Sequence[Field], source: str, document: str
) -> pl.DataFrame:
    """Every field of every record as a statement: value, or why there is none, and its place.

    `texts` has the columns KEYS (ids may be null above their level) and one column of text a
    field; a field whose column is missing gives no statement.
    """
    frames = [
        _statement(texts, field, source, document)
        for field in fields
        if field.text_column in texts.columns
    ]
    if not frames:
        return pl.DataFrame(schema=STATEMENT_COLUMNS)
    return pl.concat(frames)


def _statement(texts: pl.DataFrame, field: Field, source: str, document: str) -> pl.DataFrame:
    text = pl.col("text")
    value = field.form.read(text).cast(pl.String)
    frame = texts.select(
        "case_id",
        "defendant_id",
        "count_id",
        "record_place",
        pl.col(field.text_column).cast(pl.String).alias("quoted"),
    ).with_columns(pl.col("quoted").str.strip_chars().alias("text"))
    coded = text.str.replace(r"\.0+$", "").is_in(list(field.form.unknown_codes))
    readable = text.is_not_null() & (text != "") & ~coded
    frame = frame.with_columns(pl.when(readable).then(text).alias("text"), coded.alias("coded"))
    frame = frame.with_columns(value.alias("value"))
    if field.fact in ("name", "alias"):
        frame = _without_withheld_names(frame)
    unknown = (
        pl.when(pl.col("value").is_not_null())
        .then(None)
        .when(pl.col("quoted") == "(withheld)")
        .then(pl.lit(Unknown.WITHHELD.value))
        .when(pl.col("coded"))
        .then(pl.lit(Unknown.CODED.value))
        .when(text.is_null())
        .then(pl.lit(Unknown.BLANK.value))
        .otherwise(pl.lit(Unknown.UNREADABLE.value))
    )
    return frame.select(
        pl.lit(source).alias("source"),
        "case_id",
        "defendant_id",
        "count_id",
        pl.lit(table_of(field.fact).name).alias("table"),
        pl.lit(field.fact).alias("name"),
        "value",
        unknown.alias("unknown"),
        pl.lit(document).alias("document"),
        pl.concat_str("record_place", pl.lit(" → " + field.path)).alias("place"),
        "quoted",
        pl.lit(Basis.CODED.value).alias("basis"),
    )


def _without_withheld_names(frame: pl.DataFrame) -> pl.DataFrame:
    """Neither the value nor the quoted words may carry a name that is withheld."""
    withheld = is_withheld(pl.col("text")).fill_null(value=False)
    return frame.with_columns(
        pl.when(~withheld).then("value").alias("value"),
        pl.when(withheld).then(pl.lit("(withheld)")).otherwise("quoted").alias("quoted"),
    )


def unreadable(found: pl.DataFrame, fields: Sequence[Field]) -> pl.DataFrame:
    """The statements that could not be read, as quarantine rows with what was expected."""
    by_fact = {field.fact: field for field in fields}
    rows = found.filter(pl.col("unknown") == Unknown.UNREADABLE.value).unique(
        ["place"], maintain_order=True
    )
    return set_aside(
        [
            {
                "source": row["source"],
                "document": row["document"],
                "place": row["place"],
                "field": by_fact[row["name"]].path,
                "value": row["quoted"],
                "why": _why_unreadable(by_fact[row["name"]].form, row["quoted"].strip()),
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def _why_unreadable(form: Form, text: str) -> str:
    doubt = form.doubt(text)
    example = f" such as {form.example}" if form.example else ""
    return (
        f"is not {form.expected}{example}{f' ({doubt})' if doubt else ''}; kept as unknown, the "
        "rest of this record is taken in: look it up in the docket and enter it by a correction"
    )


RESTITUTION_FACTS = ("restitution_outcome", "restitution_usd")
"""What one coded amount of restitution tells."""


def restitution_statements(
    texts: pl.DataFrame, field: Field, source: str, document: str
) -> pl.DataFrame:
    """One coded amount of restitution as two facts: what was ordered, and how much.

    Zero is *none recorded, coded*; a positive amount is *ordered*; blank or unreadable is unknown.
    """
    amount = _statement(texts, field, source, document)
    cents = pl.col("value").cast(pl.Decimal(18, 2))
    outcome = amount.with_columns(
        pl.lit("restitution_outcome").alias("name"),
        pl.when(cents > 0)
        .then(pl.lit(Outcome.ORDERED.value))
        .when(cents == 0)
        .then(pl.lit(Outcome.NONE_RECORDED.value))
        .alias("value"),
    )
    ordered = amount.with_columns(
        pl.when(cents > 0).then("value").alias("value"),
        pl.when(cents == 0)
        .then(pl.lit(Unknown.NOT_APPLICABLE.value))
        .otherwise("unknown")
        .alias("unknown"),
    )
    return pl.concat([outcome, ordered])
