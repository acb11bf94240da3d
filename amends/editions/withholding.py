"""Names that are withheld leave no trace: not in captions, quarantine, quoted words or reasons.

A source marks people who may be victims themselves, and people's decisions take names out. Such a
name stands in more places than the one that is blanked: a case is called after its first
defendant, and a reason may say who asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from amends.record.values import Unknown

NAMES = ("name", "alias")
"""The facts that name a defendant."""

WITHHELD = "(withheld)"
"""What stands in the evidence where a name stood."""

NAME_WITHHELD = "(name withheld)"
"""What stands in running words and captions where a name stood."""

_CASE = ("source", "case_id")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_NAME = re.compile(
    r"usa|us|united|states|of|america|vs|et|al|and|aka|fka|dba|the|jr|sr|ii|iii|iv"
)
"""What stands in captions beside names."""

_FREE_TEXT = (
    "alias",
    "forfeiture_charged",
    "forfeiture_ordered",
    "restitution_reason",
    "joint_order",
)
"""The facts that are somebody's own words, and may name a person whom they are not about."""


def without_withheld_names(statements: pl.DataFrame, taken_out: pl.DataFrame) -> pl.DataFrame:
    """The statements without a trace of people whose names are withheld.

    statements: after every decision; a withheld name is null there, and `unknown` says so
    taken_out:  what decisions took out, as it stood before

    A caption stays when all its words are names of defendants who are shown; otherwise it becomes
    `USA v. (name withheld)`. Names that were taken out are struck from the words of others.
    """
    of_names = pl.col("name").is_in(NAMES)
    marked = statements.filter(of_names & (pl.col("unknown") == Unknown.WITHHELD.value))
    concerned = pl.concat([frame.select(_CASE) for frame in (marked, taken_out.filter(of_names))])
    parts = [statements.join(concerned.unique(), on=list(_CASE), how="anti", maintain_order="left")]
    gone = taken_out.partition_by(_CASE, as_dict=True)
    for case in concerned.unique().sort(_CASE).iter_rows():
        of_case = statements.filter((pl.col("source") == case[0]) & (pl.col("case_id") == case[1]))
        names = _names(gone.get(case, taken_out.clear()))
        parts.append(_case_without(of_case, names))
    return pl.concat(parts)


def quarantine_without(quarantine: pl.DataFrame, taken_out: pl.DataFrame) -> pl.DataFrame:
    """The quarantine without the values of records that decisions took out; their places stay."""
    records = taken_out.select(
        "document", pl.col("place").str.split(" → ").alias("steps"), "defendant_id", "case_id"
    )
    depth = pl.when(pl.col("defendant_id").is_null()).then(1).otherwise(2)
    # A place begins with the record: `405 → 1797 → …`, or `line 7 → …` where a line is a record.
    by_line = pl.col("steps").list.first().str.starts_with("line ")
    record = pl.col("steps").list.head(pl.when(by_line).then(1).otherwise(depth)).list.join(" → ")
    places = records.select("document", record.alias("record")).unique()
    cases = taken_out.filter(pl.col("defendant_id").is_null()).select(
        "document", ("case " + pl.col("case_id")).alias("record")
    )
    known = set(pl.concat([places, cases]).iter_rows())

    def concerns(document: str, place: str) -> bool:
        steps = place.split(" → ")
        return any((document, " → ".join(steps[:length])) in known for length in (1, 2))

    rows = quarantine.select("document", "place").iter_rows()
    concerned = pl.Series([concerns(*row) for row in rows], dtype=pl.Boolean)
    return quarantine.with_columns(
        pl.when(concerned).then(pl.lit(WITHHELD)).otherwise("value").alias("value")
    )


def tombstones_without(tombstones: pl.DataFrame, taken_out: pl.DataFrame) -> pl.DataFrame:
    """The tombstones, their reasons without the names that they withhold."""
    names = _names(taken_out)
    return tombstones.with_columns(
        pl.Series("reason", [_struck(text, names) for text in tombstones["reason"]], pl.String)
    )


def _case_without(of_case: pl.DataFrame, names: frozenset[str]) -> pl.DataFrame:
    """One case's statements, its caption and free text without the names that are withheld."""
    shown = of_case.filter(
        pl.col("name").is_in(NAMES) & pl.col("value").is_not_null() & ~pl.col("superseded")
    )
    known = _words(shown["value"])
    struck = frozenset(name for name in names if not _words([name]) <= known)
    several = of_case["defendant_id"].drop_nulls().n_unique() > 1
    rows = []
    for row in of_case.iter_rows(named=True):
        decided = row["document"].startswith("decisions/")
        if row["name"] == "caption":
            row["value"] = _caption(row["value"], known, several)
            row["quoted"] = _caption(row["quoted"], known, several)
        elif row["name"] in _FREE_TEXT or decided:
            row["quoted"] = _struck(row["quoted"], struck)
        if row["name"] in _FREE_TEXT:
            row["value"] = _struck(row["value"], struck)
        rows.append(row)
    return pl.DataFrame(rows, schema=of_case.schema)


def _caption(caption: str | None, known: frozenset[str], several: bool) -> str | None:
    if caption is None or ((words := _words([caption])) and words <= known):
        return caption
    return f"USA v. {NAME_WITHHELD}{' et al' if several else ''}"


def _names(taken_out: pl.DataFrame) -> frozenset[str]:
    """Every name that was taken out: whole, and its words, for a surname alone also names."""
    values = taken_out.filter(pl.col("name").is_in(NAMES))["value"].drop_nulls()
    whole = (part.strip() for value in values for part in value.split(";"))
    words = (word for word in _words(values) if len(word) > 2)
    return frozenset(name.casefold() for name in (*whole, *words) if len(name) > 2)


def _words(texts: Iterable[str]) -> frozenset[str]:
    found = (word.casefold() for text in texts for word in _WORD.findall(text))
    return frozenset(word for word in found if not _NO_NAME.fullmatch(word))


def _struck(text: str | None, names: frozenset[str]) -> str | None:
    """A text without names: the longest first, so that no half of one is left standing."""
    if text is None or not names:
        return text
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"
    struck = re.sub(pattern, NAME_WITHHELD, text, flags=re.IGNORECASE)
    repeated = re.escape(NAME_WITHHELD)
    return re.sub(rf"{repeated}(?:\s+{repeated})+", NAME_WITHHELD, struck)
