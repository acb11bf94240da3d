"""From columns of coded text to an extract: what every coded layout does after its own reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from amends.record.values import Basis, Outcome
from amends.sources.extract import Document, Extract, SourceFile, set_aside
from amends.sources.humantraffickingdata import PUBLISHER, ZERO_CAVEAT
from amends.sources.layout import (
    RESTITUTION_FACTS,
    Field,
    restitution_statements,
    statements,
    unreadable,
)

_TEXT_KEYS = {"case_id": pl.String, "defendant_id": pl.String, "record_place": pl.String}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a coded layout (cases, defendants, counts): its texts and its fields."""

    texts: pl.DataFrame
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class Coded:
    """What a layout read: its levels, the restitution field, and what it set aside.

    rows_in:      defendants met; rows_quarantined: those set aside whole
    restitution:  the field of the amount of restitution, on the level of defendants
    """

    layout: str
    cases: Level
    judges: Level
    defendants: Level
    counts: Level
    restitution: Field
    rows_in: int
    rows_quarantined: int
    set_aside: Sequence[dict[str, str]] = field(default_factory=tuple)


def extract_of(file: SourceFile, source: str, coded: Coded) -> Extract:
    """All statements of a coded file, what was set aside, and how far the file speaks."""
    levels = (coded.cases, coded.judges, coded.defendants, coded.counts)
    parts = [statements(level.texts, level.fields, source, file.name) for level in levels]
    restitution = coded.restitution
    if restitution.text_column in coded.defendants.texts.columns:
        parts.append(restitution_statements(coded.defendants.texts, restitution, source, file.name))
    said = pl.concat(parts)
    fields = [field for level in levels for field in level.fields]
    fields += [replace(restitution, fact=fact) for fact in RESTITUTION_FACTS]
    aside = [{"source": source, "document": file.name, **row} for row in coded.set_aside]
    # What could not be read is listed even where it can then be inferred from elsewhere.
    quarantine = pl.concat([unreadable(said, fields), set_aside(aside)])
    found = _with_charges_dated(_with_years_filed(said))
    zero, others = _zeros_without_conviction(found)
    document = Document(
        source=source,
        document=file.name,
        layout=coded.layout,
        publisher=PUBLISHER,
        sha256=file.sha256,
        bytes=len(file.content),
        as_of=_newest_day(found),
        rows_in=coded.rows_in,
        rows_out=coded.rows_in - coded.rows_quarantined,
        rows_quarantined=coded.rows_quarantined,
        selects_trafficking=True,
        caveat=ZERO_CAVEAT.format(zero=zero, others=others) if zero else "",
    )
    return Extract(document, found, quarantine)


def key_columns(
    cases: Sequence[str], defendants: Sequence[str | None], places: Sequence[str]
) -> dict[str, pl.Series]:
    """The keys of a frame of texts that has no counts."""
    columns = dict(zip(_TEXT_KEYS, (cases, defendants, places), strict=True))
    keys = {name: pl.Series(name, values, dtype=pl.String) for name, values in columns.items()}
    return {**keys, "count_id": pl.Series("count_id", [None] * len(cases), dtype=pl.Int64)}


def _with_years_filed(found: pl.DataFrame) -> pl.DataFrame:
    """A docket number tells its year (2:10-cr-00159): the year filed where no field gives it."""
    numbers = found.filter((pl.col("name") == "docket_number") & pl.col("value").is_not_null())
    short = pl.col("value").str.extract(r"^\d+:(\d{2})-").cast(pl.Int64)
    from_number = numbers.with_columns(
        pl.lit("year_filed").alias("name"),
        (short + pl.when(short < 70).then(2000).otherwise(1900)).cast(pl.String).alias("value"),
        pl.lit(Basis.INFERRED.value).alias("basis"),
    ).filter(pl.col("value").is_not_null())
    given = (pl.col("name") == "year_filed") & pl.col("value").is_not_null()
    needed = from_number.join(found.filter(given), on="case_id", how="anti")
    replaced = (pl.col("name") == "year_filed") & pl.col("case_id").is_in(
        needed["case_id"].implode()
    )
    return pl.concat([found.filter(~replaced), needed])


def _with_charges_dated(found: pl.DataFrame) -> pl.DataFrame:
    """Where the day of the charge is not given, it lies within the year of filing."""
    years = found.filter((pl.col("name") == "year_filed") & pl.col("value").is_not_null()).select(
        "case_id",
        pl.col("value").alias("year"),
        pl.col("place").alias("year_place"),
        pl.col("quoted").alias("year_quoted"),
    )
    joined = found.join(years, on="case_id", how="left", maintain_order="left")
    missing = (
        pl.col("name").is_in(["charged_first", "charged_last"])
        & pl.col("value").is_null()
        & pl.col("year").is_not_null()
    )
    end = (
        pl.when(pl.col("name") == "charged_first")
        .then(pl.lit("-01-01"))
        .otherwise(pl.lit("-12-31"))
    )
    return joined.with_columns(
        pl.when(missing).then(pl.col("year") + end).otherwise("value").alias("value"),
        pl.when(missing).then(None).otherwise("unknown").alias("unknown"),
        pl.when(missing & (pl.col("unknown") != "unreadable"))
        .then("year_place")
        .otherwise("place")
        .alias("place"),
        pl.when(missing & (pl.col("unknown") != "unreadable"))
        .then("year_quoted")
        .otherwise("quoted")
        .alias("quoted"),
        pl.when(missing).then(pl.lit(Basis.INFERRED.value)).otherwise("basis").alias("basis"),
    ).drop("year", "year_place", "year_quoted")


def _newest_day(found: pl.DataFrame) -> date | None:
    """The newest day of a court's act; a year alone vouches only for its first day.

    Days of arrest are left out: one slip of the pen there would move the whole file.
    """
    named = pl.col("name")
    days = found.filter(
        named.is_in(["charged_first", "sentenced_on", "terminated_on"])
        & (pl.col("basis") != Basis.INFERRED.value)
    )["value"].str.to_date(strict=False)
    years = found.filter(named.is_in(["year_filed", "year_terminated"]))["value"]
    known = [*days.drop_nulls(), *(date(int(year), 1, 1) for year in years.drop_nulls().unique())]
    return max(known, default=None)


def _zeros_without_conviction(found: pl.DataFrame) -> tuple[int, int]:
    """Of defendants without a recorded conviction: those with a coded zero, and all of them."""
    who = ["case_id", "defendant_id"]
    guilty = found.filter(
        pl.col("name").is_in(["pleaded_guilty", "found_guilty"])
        & (pl.col("value").cast(pl.Int64, strict=False) > 0)
    ).select(who)
    outcomes = found.filter(pl.col("name") == "restitution_outcome")
    others = outcomes.join(guilty, on=who, how="anti")
    return others.filter(pl.col("value") == Outcome.NONE_RECORDED.value).height, others.height
