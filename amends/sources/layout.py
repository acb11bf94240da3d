"""A layout is a list of fields; this turns columns of text into statements by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from amends.record.schema import table_of
from amends.record.values import Basis, Outcome, Unknown
from amends.sources.extract import set_aside
from amends.sources.forms import Form
from amends.sources.withheld import WITHHELD, without_withheld_names


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


NAMES = ("name", "alias")
"""Facts that name a defendant, who may have to stay unnamed."""

Statements = dict[str, pl.DataFrame]
"""Statements by the fact they tell; each frame has the columns of STATEMENT_COLUMNS."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a layout (cases, judges, defendants, counts): its texts and its fields.

    texts: the columns case_id, defendant_id, count_id (ids may be null above their level),
    record_place (where the record stands) and one column of text a field; a field whose column is
    missing gives no statement
    """

    texts: pl.DataFrame
    fields: Sequence[Field]

    def present(self) -> list[Field]:
        """The fields whose column is there."""
        return [field for field in self.fields if field.text_column in self.texts.columns]

    def without_withheld_names(self) -> Level:
        """The same level without the names of people who must not be named."""
        names = {one.fact: one.text_column for one in self.present() if one.fact in NAMES}
        name, others = names.pop("name", None), tuple(names.values())
        if not name and not others:
            return self
        return Level(without_withheld_names(self.texts, name, others), self.fields)


def statements(levels: Sequence[Level], source: str, document: str) -> Statements:
    """Every field of every record as a statement: value, or why there is none, and its place.

    Each distinct text of a form is read once, wherever it stands.
    """
    texts: dict[Form, list[pl.LazyFrame]] = {}
    shown = [level.without_withheld_names() for level in levels]
    said = [(level.texts, field) for level in shown for field in level.present()]
    for frame, field in said:
        distinct = frame.lazy().select(pl.col(field.text_column).alias("quoted")).unique()
        texts.setdefault(field.form, []).append(distinct)
    readings = pl.collect_all(
        [_readings(pl.concat(columns).unique(), form) for form, columns in texts.items()]
    )
    read = dict(zip(texts, readings, strict=True))
    frames = pl.collect_all(
        [_statement(frame, field, read[field.form], source, document) for frame, field in said]
    )
    return {field.fact: frame for (_, field), frame in zip(said, frames, strict=True)}


def _statement(
    texts: pl.DataFrame, field: Field, readings: pl.DataFrame, source: str, document: str
) -> pl.LazyFrame:
    quoted = texts.lazy().select(
        "case_id",
        "defendant_id",
        "count_id",
        "record_place",
        pl.col(field.text_column).alias("quoted"),
    )
    return quoted.join(
        readings.lazy(), on="quoted", how="left", nulls_equal=True, maintain_order="left"
    ).select(
        pl.lit(source).alias("source"),
        "case_id",
        "defendant_id",
        "count_id",
        pl.lit(table_of(field.fact).name).alias("table"),
        pl.lit(field.fact).alias("name"),
        "value",
        "unknown",
        pl.lit(document).alias("document"),
        pl.concat_str("record_place", pl.lit(" → " + field.path)).alias("place"),
        pl.col("shown").alias("quoted"),
        pl.lit(Basis.CODED.value).alias("basis"),
    )


_LONGEST_SHOWN = 60
NOT_SHOWN = f"(a text of more than {_LONGEST_SHOWN} characters)"
"""What stands in the evidence in place of a text that cannot be read and may be prose."""

_BARE = pl.col("quoted").str.strip_chars()
_BLANK = _BARE.is_null() | (_BARE == "")


def _readings(texts: pl.LazyFrame, form: Form) -> pl.LazyFrame:
    """Each distinct text (column `quoted`) read once: its value, or why there is none."""
    coded = _BARE.str.replace(r"\.0+$", "").is_in(list(form.unknown_codes))
    withheld = _BARE == WITHHELD
    unread = (
        pl.when(_BLANK)
        .then(pl.lit(Unknown.BLANK.value))
        .when(withheld)
        .then(pl.lit(Unknown.WITHHELD.value))
        .when(coded)
        .then(pl.lit(Unknown.CODED.value))
        .otherwise(pl.lit(Unknown.UNREADABLE.value))
    )
    text = pl.when(~(_BLANK | withheld | coded)).then(_BARE)
    # In a column that slipped, a story may stand where an amount should: it is not repeated.
    prose = pl.col("value").is_null() & (pl.col("quoted").str.len_chars() > _LONGEST_SHOWN)
    return (
        texts.with_columns(text.alias("text"))
        .with_columns(form.read(pl.col("text")).cast(pl.String).alias("value"))
        .select(
            "quoted",
            pl.when(prose).then(pl.lit(NOT_SHOWN)).otherwise("quoted").alias("shown"),
            "value",
            pl.when(pl.col("value").is_null()).then(unread).alias("unknown"),
        )
    )


def unreadable(found: Sequence[pl.DataFrame], fields: Mapping[str, Field]) -> pl.DataFrame:
    """The statements that could not be read, as quarantine rows with what was expected.

    fields: by the fact they tell
    """
    if not found:
        return set_aside([])
    rows = (
        pl.concat([frame.lazy() for frame in found])
        .filter(pl.col("unknown") == Unknown.UNREADABLE.value)
        .unique(["place"], maintain_order=True)
        .collect()
    )
    return set_aside(
        [
            {
                "source": row["source"],
                "document": row["document"],
                "place": row["place"],
                "field": fields[row["name"]].path,
                "value": row["quoted"],
                "why": _why_unreadable(fields[row["name"]].form, row["quoted"].strip()),
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


def with_restitution(said: Statements) -> Statements:
    """Statements in which a coded amount of restitution is two facts: what was ordered, how much.

    Zero is *none recorded, coded*; a positive amount is *ordered*; blank or unreadable is unknown.
    """
    others = {fact: frame for fact, frame in said.items() if fact != "restitution_usd"}
    if len(others) == len(said):
        return said
    amount = said["restitution_usd"]
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
    return others | dict(zip(RESTITUTION_FACTS, (outcome, ordered), strict=True))
