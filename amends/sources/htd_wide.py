"""HumanTraffickingData.org's spreadsheet layout: one row a defendant, ten columns a statute.

Statutes are found in the header itself (`Counts1591` names § 1591), so other editions may have
other statutes, other column orders and extra rows above or below the header. What each column means
is in `htd_wide_fields`; who is who, in `htd_wide_numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from amends.sources.coded import Coded, extract_of, key_columns
from amends.sources.extract import Extract, SourceError, SourceFile
from amends.sources.htd_wide_fields import (
    CASE_FIELDS,
    COUNT_FIELDS,
    DEFENDANT_FIELDS,
    JUDGE_FIELDS,
    NEEDED,
)
from amends.sources.htd_wide_numbers import Identified, identified
from amends.sources.layout import Field, Level
from amends.sources.spreadsheet import Sheet, SheetRow, folded, read_sheet

LAYOUT = "HumanTraffickingData.org spreadsheet"


def recognises(content: bytes) -> bool:
    """Whether bytes look like this layout: a header with tallies per statute and defendants."""
    start = content[: 1 << 16].lower()
    header = re.sub(rb"[^a-z0-9,;|\t\n]", b"", start)
    return b"pleaguilty" in header and any(
        name in header for name in (b"casedef", b"casenum", b"deflast")
    )


def read(file: SourceFile, source: str) -> Extract:
    """The statements of one file. Raises SourceError when its header is not of this layout."""
    sheet = read_sheet(file, ("CaseDef", "CaseNum", "DefLast", "DefFirst", "Restitution", "NumVic"))
    for name in NEEDED:
        if not sheet.has(name):
            alike = get_close_matches(name, sheet.names, 1)
            raise SourceError(
                f"{file.path}, line {sheet.header_line}: the column {name!r} is missing or renamed"
                f"{f' ({alike[0]!r}?)' if alike else ''}; set it right in the header and try again"
            )
    groups = _statute_groups(sheet)
    if not groups:
        raise SourceError(
            f"{file.path}, line {sheet.header_line}: no statute's columns were found (Counts1591, "
            "PleaGuilty1591 …); this is another layout"
        )
    return extract_of(file, source, _coded(sheet, groups))


def _coded(sheet: Sheet, groups: Mapping[str, _StatuteColumns]) -> Coded:
    aside = list(sheet.set_aside)
    rows = identified(sheet, aside)
    people = [row for row, _, _ in rows]
    cases = [case for _, case, _ in rows]
    defendants: list[str | None] = [defendant for _, _, defendant in rows]
    places = [f"line {row.line}" for row in people]
    keys = key_columns(cases, defendants, places)
    texts = pl.DataFrame({**keys, **_text_columns(_defendant_texts(sheet, people))})
    aside += _missing_columns(sheet)
    judges = _of_cases(texts, JUDGE_FIELDS, aside)
    return Coded(
        layout=LAYOUT,
        levels=(
            Level(_of_cases(texts, CASE_FIELDS, aside), CASE_FIELDS),
            Level(judges.with_columns(pl.lit(1, pl.Int64).alias("count_id")), JUDGE_FIELDS),
            Level(texts, DEFENDANT_FIELDS),
            Level(_counts(groups, rows, aside), COUNT_FIELDS),
        ),
        rows_in=len(sheet.rows) + sheet.rows_set_aside,
        rows_quarantined=len(sheet.rows) + sheet.rows_set_aside - len(rows),
        set_aside=tuple(aside),
    )


def _defendant_texts(sheet: Sheet, rows: Sequence[SheetRow]) -> dict[str, list[str | None]]:
    wanted = {field.text_column for field in (*CASE_FIELDS, *JUDGE_FIELDS, *DEFENDANT_FIELDS)}
    texts: dict[str, list[str | None]] = {
        name: [row.cells[at] for row in rows]
        for name in sorted(wanted)
        if (at := sheet.position(name)) is not None
    }
    texts["name"] = [
        f"{sheet.cell(row, 'DefFirst') or ''} {sheet.cell(row, 'DefLast') or ''}".strip()
        for row in rows
    ]
    part, circuit = _district_columns(sheet, rows)
    states = texts.get("State", [""] * len(rows))
    if part is not None:
        texts["district"] = [
            f"{state} {row.cells[part]}" if state else None
            for state, row in zip(states, rows, strict=True)
        ]
    if circuit is not None:
        texts["circuit"] = [row.cells[circuit] for row in rows]
    return texts


def _district_columns(sheet: Sheet, rows: Sequence[SheetRow]) -> tuple[int | None, int | None]:
    """Where the part of the state stands and where the circuit: two columns of the same name.

    The circuit is a number, the part a word: what stands in them decides, not their order.
    """
    columns = [
        at
        for at, name in enumerate(sheet.names)
        if re.fullmatch(r"feddistrict\d?|feddist\d?|circuit", folded(name))
    ]
    numbers = {
        at: sum(bool(re.match(r"\s*(\d|D\.?C\.?\s*$)", row.cells[at])) for row in rows)
        for at in columns
    }
    circuit = max(columns, key=lambda at: numbers[at], default=None)
    if circuit is not None and not numbers[circuit]:
        circuit = columns[1] if len(columns) > 1 else None
    part = next((at for at in columns if at != circuit), None)
    return part, circuit


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
    groups: Mapping[str, _StatuteColumns], rows: Sequence[Identified], aside: list[dict[str, str]]
) -> pl.DataFrame:
    """One row a defendant and statute that the source says was charged."""
    columns = [field.text_column for field in COUNT_FIELDS[1:]]
    texts: dict[str, list[str | None]] = {name: [] for name in ("statute", *columns)}
    keys: list[tuple[str, str, int, str]] = []
    for row, case, defendant in rows:
        number = 0
        for statute, group in groups.items():
            charged = _charged(row, group)
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
            for name in columns:
                at = group.tallies.get(name)
                texts[name].append(None if at is None else row.cells[at])
    cases, defendants, numbers, places = (
        (list(part) for part in zip(*keys, strict=True)) if keys else ([], [], [], [])
    )
    frame_keys = key_columns(cases, defendants, places)
    frame_keys["count_id"] = pl.Series("count_id", numbers, dtype=pl.Int64)
    return pl.DataFrame({**frame_keys, **_text_columns(texts)})


def _text_columns(texts: Mapping[str, Sequence[str | None]]) -> dict[str, pl.Series]:
    """Columns of text, also where there is not one row."""
    return {name: pl.Series(name, values, dtype=pl.String) for name, values in texts.items()}


@dataclass(frozen=True, slots=True)
class _StatuteColumns:
    """Where a statute's columns stand: its flag, if there is one, and its tallies by kind."""

    flag: int | None
    tallies: Mapping[str, int]


def _charged(row: SheetRow, group: _StatuteColumns) -> bool | None:
    """The flag says so, or else a number of counts above zero; None when all of it is blank."""
    flag = "" if group.flag is None else row.cells[group.flag].strip().removesuffix(".0")
    counts = row.cells[group.tallies["Counts"]].strip().removesuffix(".0")
    if not flag and not counts:
        return False if group.flag is None else None
    return flag not in ("", "0") or counts not in ("", "0")


def _statute_groups(sheet: Sheet) -> dict[str, _StatuteColumns]:
    """Statute → where its columns stand, found in the header: `Counts1591` names 1591."""
    kinds = {
        field.text_column: re.compile(
            r"[\W_]*".join(field.text_column)
            + r"[\W_]*(\d{3,5}[a-z]?(?:[ _]*to[ _]*\d{3,5}[a-z]?)?)\s*",
            re.IGNORECASE,
        )
        for field in COUNT_FIELDS[1:]
    }
    found: dict[str, dict[str, int]] = {}
    statutes: dict[str, str] = {}
    for at, name in enumerate(sheet.names):
        for kind, pattern in kinds.items():
            if match := pattern.fullmatch(name):
                statute = statutes.setdefault(folded(match[1]), match[1])
                found.setdefault(statute, {}).setdefault(kind, at)
                break
    return {
        statute: _StatuteColumns(sheet.position(statute), tallies)
        for statute, tallies in found.items()
        if "Counts" in tallies
    }


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
