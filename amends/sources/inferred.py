"""What follows from what is coded: the year from a docket number, the span of a charge from a year.

An inferred fact says so by its basis, and its evidence is the field that it was inferred from.
"""

from __future__ import annotations

import polars as pl

from amends.record.values import Basis, Unknown
from amends.sources.layout import Statements


def with_years_filed(found: Statements) -> Statements:
    """A docket number tells its year (2:10-cr-00159): the year filed where no field gives it."""
    if "docket_number" not in found:
        return found
    short = pl.col("value").str.extract(r"^\d+:(\d{2})-").cast(pl.Int64)
    from_number = (
        found["docket_number"]
        .with_columns(
            pl.lit("year_filed").alias("name"),
            (short + pl.when(short < 70).then(2000).otherwise(1900)).cast(pl.String).alias("value"),
            pl.lit(Basis.INFERRED.value).alias("basis"),
        )
        .filter(pl.col("value").is_not_null())
    )
    if "year_filed" not in found:
        return {**found, "year_filed": from_number}
    coded = found["year_filed"]
    given = coded.filter(pl.col("value").is_not_null())
    needed = from_number.join(given, on="case_id", how="anti", maintain_order="left")
    others = coded.join(needed, on="case_id", how="anti", maintain_order="left")
    return {**found, "year_filed": pl.concat([others, needed])}


def with_charges_dated(found: Statements) -> Statements:
    """Where the day of the charge is not given, it lies within the year of filing."""
    if "year_filed" not in found:
        return found
    years = (
        found["year_filed"]
        .filter(pl.col("value").is_not_null())
        .select(
            "case_id",
            pl.col("value").alias("year"),
            pl.col("place").alias("year_place"),
            pl.col("quoted").alias("year_quoted"),
        )
    )
    ends = {"charged_first": "-01-01", "charged_last": "-12-31"}
    dated = {
        fact: _within_year(found[fact], years, end) for fact, end in ends.items() if fact in found
    }
    return {**found, **dated}


def _within_year(days: pl.DataFrame, years: pl.DataFrame, end: str) -> pl.DataFrame:
    """Days of charge, the missing ones at one end of the year; what was unreadable is quoted."""
    missing = pl.col("value").is_null() & pl.col("year").is_not_null()
    moved = missing & (pl.col("unknown") != Unknown.UNREADABLE.value)
    joined = days.join(years, on="case_id", how="left", maintain_order="left")
    return joined.with_columns(
        pl.when(missing).then(pl.col("year") + end).otherwise("value").alias("value"),
        pl.when(missing).then(None).otherwise("unknown").alias("unknown"),
        pl.when(moved).then("year_place").otherwise("place").alias("place"),
        pl.when(moved).then("year_quoted").otherwise("quoted").alias("quoted"),
        pl.when(missing).then(pl.lit(Basis.INFERRED.value)).otherwise("basis").alias("basis"),
    ).drop("year", "year_place", "year_quoted")
