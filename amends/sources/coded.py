"""From columns of coded text to an extract: what every coded layout does after its own reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from amends.record.values import Basis, Outcome
from amends.sources.extract import Document, Extract, SourceFile, set_aside
from amends.sources.humantraffickingdata import PUBLISHER, ZERO_CAVEAT
from amends.sources.inferred import with_charges_dated, with_years_filed
from amends.sources.layout import Level, Statements, statements, unreadable, with_restitution

_TEXT_KEYS = {"case_id": pl.String, "defendant_id": pl.String, "record_place": pl.String}


@dataclass(frozen=True, slots=True)
class Coded:
    """What a layout read: its levels, and what it set aside.

    rows_in: defendants met; rows_quarantined: those set aside whole
    """

    layout: str
    levels: Sequence[Level]
    rows_in: int
    rows_quarantined: int
    set_aside: Sequence[dict[str, str]] = field(default_factory=tuple)


def extract_of(file: SourceFile, source: str, coded: Coded) -> Extract:
    """All statements of a coded file, what was set aside, and how far the file speaks."""
    said = with_restitution(statements(coded.levels, source, file.name))
    fields = {field.fact: field for level in coded.levels for field in level.fields}
    aside = [{"source": source, "document": file.name, **row} for row in coded.set_aside]
    # What could not be read is listed even where it can then be inferred from elsewhere.
    unread = unreadable([said[fact] for fact in said if fact in fields], fields)
    quarantine = pl.concat([unread, set_aside(aside)])
    found = with_charges_dated(with_years_filed(said))
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
    return Extract(document, pl.concat(found.values()), quarantine)


def key_columns(
    cases: Sequence[str], defendants: Sequence[str | None], places: Sequence[str]
) -> dict[str, pl.Series]:
    """The keys of a frame of texts that has no counts."""
    columns = dict(zip(_TEXT_KEYS, (cases, defendants, places), strict=True))
    keys = {name: pl.Series(name, values, dtype=pl.String) for name, values in columns.items()}
    return {**keys, "count_id": pl.Series("count_id", [None] * len(cases), dtype=pl.Int64)}


def _newest_day(found: Statements) -> date | None:
    """The newest day of a court's act; a year alone vouches only for its first day.

    Days of arrest are left out: one slip of the pen there would move the whole file.
    """
    known: list[date] = []
    for fact in ("charged_first", "sentenced_on", "terminated_on"):
        if fact in found:
            coded = found[fact].filter(pl.col("basis") != Basis.INFERRED.value)
            known += coded["value"].str.to_date("%Y-%m-%d", strict=False).drop_nulls().to_list()
    for fact in ("year_filed", "year_terminated"):
        if fact in found:
            years = found[fact]["value"].drop_nulls().unique()
            known += [date(int(year), 1, 1) for year in years]
    return max(known, default=None)


def _zeros_without_conviction(found: Statements) -> tuple[int, int]:
    """Of defendants without a recorded conviction: those with a coded zero, and all of them."""
    if "restitution_outcome" not in found:
        return 0, 0
    who = ["case_id", "defendant_id"]
    guilty = [
        found[fact].filter(pl.col("value").cast(pl.Int64, strict=False) > 0).select(who)
        for fact in ("pleaded_guilty", "found_guilty")
        if fact in found
    ]
    others = found["restitution_outcome"]
    for convicted in guilty:
        others = others.join(convicted, on=who, how="anti")
    return others.filter(pl.col("value") == Outcome.NONE_RECORDED.value).height, others.height
