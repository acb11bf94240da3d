"""HumanTraffickingData.org's spreadsheet layout: one row a defendant, ten columns a statute.

Statutes are found in the header itself (`Counts1591` names § 1591), so other editions may have
other statutes, other column orders and extra rows above or below the header. What each column means
is in `htd_wide_fields`; who is who, in `htd_wide_numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

from amends.sources.coded import Coded, Level, extract_of, key_columns
from amends.sources.extract import Extract, SourceError, SourceFile
from amends.sources.htd_wide_fields import (
    CASE_FIELDS,
    COUNT_FIELDS,
    DEFENDANT_FIELDS,
    JUDGE_FIELDS,
    NEEDED,
    RESTITUTION,
)
from amends.sources.htd_wide_numbers import Identified, identified
from amends.sources.layout import Field
from amends.sources.spreadsheet import Sheet, SheetRow, read_sheet

LAYOUT = "HumanTraffickingData.org spreadsheet"


def recognises(content: bytes) -> bool:
    """Whether bytes look like this layout: the header names CaseDef and counts per statute."""
    start = content[: 1 << 16].replace(b"\0", b"").lower()
    return b"casedef" in start and b"pleaguilty" in start


def read(file: SourceFile, source: str) -> Extract:
    """The statements of one file. Raises SourceError when its header is not of this layout."""
    sheet = read_sheet(file, ("CaseDef", "CaseNum", "DefLast", "DefFirst", "Restitution", "NumVic"))
    missing = [name for name in NEEDED if not sheet.has(name)]
    if missing:
        raise SourceError(
            f"{file.path}, line {sheet.header_line}: the column {missing[0]!r} is missing or "
            "renamed; rename it in the header and try again"
        )
    groups = _statute_groups(sheet)
    if not groups:
        raise SourceError(
            f"{file.path}, line {sheet.header_line}: no statute's columns were found (Counts1591, "
            "PleaGuilty1591 …); this is another layout"
        )
    return extract_of(file, source, _coded(sheet, groups))


def _coded(sheet: Sheet, groups: Mapping[str, Mapping[str, str]]) -> Coded:
    aside = list(sheet.set_aside)
    rows = identified(sheet, aside)
    people = [row for row, _, _ in rows]
    cases = [case for _, case, _ in rows]
    defendants: list[str | None] = [defendant for _, _, defendant in rows]
    places = [f"line {row.line}" for row in people]
    keys = key_columns(cases, defendants, places)
    texts = pl.DataFrame({**keys, **_defendant_texts(sheet, people)})
    aside += _missing_columns(sheet)
    return Coded(
        layout=LAYOUT,
        cases=Level(_of_cases(texts, CASE_FIELDS, aside), CASE_FIELDS),
        judges=Level(
            _of_cases(texts, JUDGE_FIELDS, aside).with_columns(
                pl.lit(1, pl.Int64).alias("count_id")
            ),
            JUDGE_FIELDS,
        ),
        defendants=Level(texts, DEFENDANT_FIELDS),
        counts=Level(_counts(sheet, groups, rows, aside), COUNT_FIELDS),
        restitution=RESTITUTION,
        rows_in=len(sheet.rows) + sheet.rows_set_aside,
        rows_quarantined=len(sheet.rows) + sheet.rows_set_aside - len(rows),
        set_aside=tuple(aside),
    )


def _defendant_texts(sheet: Sheet, rows: Sequence[SheetRow]) -> dict[str, list[str | None]]:
    columns = {
        field.text_column
        for field in (*CASE_FIELDS, *JUDGE_FIELDS, *DEFENDANT_FIELDS)
        if sheet.has(field.text_column)
    }
    texts: dict[str, list[str | None]] = {
        name: [sheet.cell(row, name) for row in rows]
        for name in sorted({*columns, RESTITUTION.text_column})
    }
    texts["name"] = [
        f"{sheet.cell(row, 'DefFirst') or ''} {sheet.cell(row, 'DefLast') or ''}".strip()
        for row in rows
    ]
    if sheet.occurrences("FedDistrict") > 1:
        parts = [sheet.cell(row, "FedDistrict", 0) or "" for row in rows]
        states = [sheet.cell(row, "State") or "" for row in rows]
        texts["district"] = [
            f"{state} {part}" if state else None for state, part in zip(states, parts, strict=True)
        ]
    last = max(sheet.occurrences("FedDistrict") - 1, 0)
    texts["circuit"] = [sheet.cell(row, "FedDistrict", last) for row in rows]
    return texts


def _of_cases(
    texts: pl.DataFrame, fields: Sequence[Field], aside: list[dict[str, str]]
) -> pl.DataFrame:
    """One row a case from the rows of its defendants: the first value given; others are named."""
    columns = [field.text_column for field in fields if field.text_column in texts.columns]
    filled = texts.with_columns(
        pl.when(pl.col(name).str.strip_chars() != "").then(pl.col(name)) for name in columns
    )
    grouped = filled.group_by("case_id", maintain_order=True).agg(
        pl.col("record_place").first(),
        *(pl.col(name).drop_nulls().first() for name in columns),
        *(pl.col(name).drop_nulls().n_unique().alias(f"{name} differing") for name in columns),
    )
    for name in columns:
        for case in grouped.filter(pl.col(f"{name} differing") > 1).iter_rows(named=True):
            aside.append(
                {
                    "place": f"case {case['case_id']}",
                    "field": name,
                    "value": case[name] or "",
                    "why": f"its defendants' rows give {case[f'{name} differing']} different values"
                    " for the whole case; the first is taken",
                }
            )
    return grouped.select(
        "case_id",
        pl.lit(None, pl.String).alias("defendant_id"),
        pl.lit(None, pl.Int64).alias("count_id"),
        "record_place",
        *columns,
    )


def _counts(
    sheet: Sheet,
    groups: Mapping[str, Mapping[str, str]],
    rows: Sequence[Identified],
    aside: list[dict[str, str]],
) -> pl.DataFrame:
    """One row a defendant and statute that the source says was charged."""
    columns = [field.text_column for field in COUNT_FIELDS]
    texts: dict[str, list[str | None]] = {name: [] for name in columns}
    keys: list[tuple[str, str, int, str]] = []
    for row, case, defendant in rows:
        number = 0
        for statute, names in groups.items():
            charged = _charged(sheet, row, statute, names)
            if charged is None:
                aside.append(
                    {
                        "place": f"line {row.line}",
                        "field": statute,
                        "value": "",
                        "why": "blank: whether this statute was charged is not known",
                    }
                )
            if not charged:
                continue
            number += 1
            keys.append((case, defendant, number, f"line {row.line}, columns of {statute}"))
            texts["statute"].append(statute)
            for name in columns[1:]:
                texts[name].append(sheet.cell(row, names[name]) if name in names else None)
    cases, defendants, numbers, places = (
        (list(part) for part in zip(*keys, strict=True)) if keys else ([], [], [], [])
    )
    frame_keys = key_columns(cases, defendants, places)
    frame_keys["count_id"] = pl.Series("count_id", numbers, dtype=pl.Int64)
    return pl.DataFrame(
        {
            **frame_keys,
            **{name: pl.Series(name, values, dtype=pl.String) for name, values in texts.items()},
        }
    )


def _charged(sheet: Sheet, row: SheetRow, statute: str, names: Mapping[str, str]) -> bool | None:
    """The flag says so, or else a number of counts above zero; None when all of it is blank."""
    flag = (sheet.cell(row, statute) or "").strip().removesuffix(".0")
    counts = (sheet.cell(row, names["Counts"]) or "").strip().removesuffix(".0")
    if not flag and not counts:
        return None if sheet.has(statute) else False
    return flag not in ("", "0") or counts not in ("", "0")


def _statute_groups(sheet: Sheet) -> dict[str, dict[str, str]]:
    """Statute → (kind of tally → column), found in the header: `Counts1591` names 1591."""
    kinds = [field.text_column for field in COUNT_FIELDS[1:]]
    groups: dict[str, dict[str, str]] = {}
    for name in sheet.names:
        for kind in sorted(kinds, key=len, reverse=True):
            match = re.fullmatch(
                rf"{kind}[_ ]*(\d{{3,5}}[a-z]?(?:_?to_?\d{{3,5}}[a-z]?)?)", name, re.IGNORECASE
            )
            if match:
                groups.setdefault(match[1], {})[kind] = name
                break
    return {statute: names for statute, names in groups.items() if "Counts" in names}


def _missing_columns(sheet: Sheet) -> list[dict[str, str]]:
    wanted = {field.text_column for field in (*DEFENDANT_FIELDS, *CASE_FIELDS, *JUDGE_FIELDS)}
    return [
        {
            "place": f"line {sheet.header_line}",
            "field": name,
            "value": "",
            "why": "no such column: missing or renamed; all its values are unknown",
        }
        for name in sorted(wanted - {"name", "district", "circuit"})
        if not sheet.has(name)
    ]
