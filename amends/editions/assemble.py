"""From statements to the tables of an edition: facts, their evidence, and the views of them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from amends.record.columns import Kind, Table
from amends.record.schema import (
    CASE_NUMBER,
    DEFENDANT_NUMBER,
    EVIDENCE,
    FACT_TABLES,
    FACTS,
    RESTITUTION_ORDERS,
)

POLARS_TYPES: Mapping[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.WHOLE: pl.Int64(),
    Kind.MONEY: pl.Decimal(18, 2),
    Kind.DAY: pl.Date(),
    Kind.YES_NO: pl.Boolean(),
}


def tables_of(statements: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Every table that has a row, by name, sorted by its key.

    `statements` has the columns of an extract and `superseded`: true for what a person's
    decision has replaced, which stays as evidence only.
    """
    identified = statements.with_columns(_fact_id().alias("fact_id")).with_columns(
        _evidence_id().alias("evidence_id")
    )
    current = _numbered(identified.filter(~pl.col("superseded")))
    tables = {table.name: _view(current, table) for table in FACT_TABLES}
    tables[RESTITUTION_ORDERS.name] = _with_basis(tables[RESTITUTION_ORDERS.name], current)
    tables[FACTS.name] = _laid_out(current, FACTS)
    tables[EVIDENCE.name] = _laid_out(identified, EVIDENCE)
    return {name: frame for name, frame in tables.items() if not frame.is_empty()}


def _numbered(current: pl.DataFrame) -> pl.DataFrame:
    """Statements with `case_number` and `defendant_number`, from 1 up in the order of the keys.

    Numbers are many times cheaper to join and group by than three texts. They change from edition
    to edition, so nothing outside an edition may hold on to them.
    """
    case, defendant = ("source", "case_id"), ("source", "case_id", "defendant_id")
    return current.with_columns(
        pl.struct(case).rank("dense").alias(CASE_NUMBER.name),
        pl.when(pl.col("defendant_id").is_not_null())
        .then(pl.struct(defendant).rank("dense"))
        .alias(DEFENDANT_NUMBER.name),
    )


def laid_out(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """A frame in the columns, types and order of a table; missing columns are null."""
    present = frame.with_columns(
        pl.lit(None).alias(column.name)
        for column in table.columns
        if column.name not in frame.columns
    )
    return present.select(
        pl.col(column.name).cast(POLARS_TYPES[column.kind]) for column in table.columns
    )


def _view(current: pl.DataFrame, table: Table) -> pl.DataFrame:
    """One row a subject: its facts side by side, cast to their types."""
    facts = current.filter(pl.col("table") == table.name)
    if facts.is_empty():
        return laid_out(pl.DataFrame({key: [] for key in table.key}), table)
    numbers = [one.name for one in (CASE_NUMBER, DEFENDANT_NUMBER) if one in table.columns]
    wide = facts.pivot(
        on="name", index=[*table.key, *numbers], values="value", aggregate_function="last"
    )
    typed = wide.with_columns(
        _typed(pl.col(column.name), column.kind)
        for column in table.columns
        if column.fact and column.name in wide.columns
    )
    return laid_out(typed, table).sort(table.key, nulls_last=True)


def _typed(text: pl.Expr, kind: Kind) -> pl.Expr:
    if kind is Kind.DAY:
        return text.str.to_date("%Y-%m-%d")
    return text == "true" if kind is Kind.YES_NO else text.cast(POLARS_TYPES[kind])


def _with_basis(orders: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    key = list(RESTITUTION_ORDERS.key)
    basis = current.filter(
        (pl.col("name") == "restitution_outcome") & pl.col("value").is_not_null()
    ).select(*key, pl.col("basis").alias("restitution_basis"))
    joined = orders.drop("restitution_basis").join(basis, on=key, how="left")
    return laid_out(joined, RESTITUTION_ORDERS).sort(key)


def _laid_out(statements: pl.DataFrame, table: Table) -> pl.DataFrame:
    return laid_out(statements.sort("evidence_id"), table)


def _fact_id() -> pl.Expr:
    return pl.concat_str(
        pl.col("source") + ":" + pl.col("case_id"),
        (
            "/"
            + pl.coalesce(
                "defendant_id", pl.when(pl.col("count_id").is_not_null()).then(pl.lit("-"))
            )
        ).fill_null(""),
        ("/" + pl.col("count_id").cast(pl.String)).fill_null(""),
        "#" + pl.col("name"),
    )


def _evidence_id() -> pl.Expr:
    """A fact's own id for what a source says; with the decision's number for what a person says."""
    decided = pl.col("place").str.starts_with("decision ") & pl.col("document").str.starts_with(
        "decisions/"
    )
    number = pl.col("place").str.replace("decision ", "@decision-")
    return pl.when(decided).then(pl.col("fact_id") + number).otherwise("fact_id")
