"""The law's answers, one for each citation and stretch of time that convictions bring.

Between two days on which the law or what a limitation makes of it changes, every charge under
the same citation has the same answer. So the pure functions of `amends.law` are asked once for
each such stretch, and a million defendants are joined with the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import narwhals as nw
import polars as pl

from amends.accountability.definitions import definitions
from amends.law.chapters import chapter
from amends.law.citation import Citation
from amends.law.limitation import offence_ended
from amends.law.offences import TraffickingClass, maximum_months, trafficking_class
from amends.law.period import Period
from amends.law.restitution import (
    Duty,
    RestitutionDuty,
    authorities,
    older_offence_would_change,
    restitution_duty,
    thresholds,
)

DAYS = ("charged_first", "charged_last", "ended_first", "ended_last")
"""The days of a charge that the answer hangs on, each possibly unknown."""

_BASE = 100
TWO_DAYS = _BASE**2
_UNKNOWN_BOTH = TWO_DAYS - 1
"""The code of two days neither of which is known."""

LARGE = 1_000_000
"""More doubts than the law can raise; keeps strength and doubt in one number, `weight`."""

_NOT_CODED = RestitutionDuty(
    Duty.CONDITIONAL, (), "the statute of conviction, which the source does not give"
)


def stretch(day: str) -> nw.Expr:
    """How many thresholds of the law a day has passed, as a whole number; null stays null."""
    passed = [(nw.col(day) >= nw.lit(change)).cast(nw.Int8) for change in thresholds()]
    return nw.sum_horizontal(*passed).cast(nw.Int32)


def stretches(days: Sequence[str] = DAYS) -> nw.Expr:
    """The stretches of several days in one number; an unknown day has a stretch of its own.

    The code of four days is that of the first two times `TWO_DAYS`, and that of the last two.
    """
    unknown = nw.lit(_BASE - 1)
    code = nw.lit(0)
    for day in days:
        known = nw.when(nw.col(day).is_null()).then(unknown).otherwise(stretch(day))
        code = code * _BASE + known
    return code.cast(nw.Int32)


@cache
def authority_names() -> tuple[str, ...]:
    """Every authority's name once, strongest first."""
    return tuple(dict.fromkeys(authority.name for authority in authorities()))


@dataclass(frozen=True, slots=True)
class Answers:
    """A table to join on `citation` and `stretches`, and the texts of the doubts it numbers.

    Columns: weight (the duty's strength times LARGE, and the doubt that `doubts` numbers),
    however_old (2: mandatory however old the offence; 1: unless it is older than presumed; 0: not
    mandatory), authority_0 … (0 or 1).
    """

    table: pl.DataFrame
    doubts: tuple[str, ...]


def answers(asked: Sequence[tuple[str | None, int]]) -> Answers:
    """The law's answer to every pair of a citation (or none) and a code of stretches."""
    rows = []
    doubts: dict[str, int] = {"": 0}
    for text, code in asked:
        citation = Citation.read(text) if text else None
        duty, older = _NOT_CODED, False
        if citation is not None:
            ended = _ended(citation, code)
            duty = restitution_duty(citation, ended)
            recorded = code % TWO_DAYS != _UNKNOWN_BOTH
            older = not recorded and older_offence_would_change(citation, ended)
        doubt = doubts.setdefault(duty.depends_on, len(doubts))
        rows.append(
            {
                "citation": text or "",
                "stretches": code,
                "weight": duty.duty.strength * LARGE + doubt,
                "however_old": 0 if duty.duty is not Duty.MANDATORY else 1 if older else 2,
                **{
                    column: int(name in duty.authorities)
                    for column, name in zip(authority_columns(), authority_names(), strict=True)
                },
            }
        )
    # The columns are there even when nothing was asked, in the narrowest types that hold them.
    narrow = dict.fromkeys(("however_old", *authority_columns()), pl.Int8)
    wide = {"citation": pl.String, "stretches": pl.Int32, "weight": pl.Int32}
    return Answers(pl.DataFrame(rows, schema={**wide, **narrow}), tuple(doubts))


def kinds(citations: Sequence[str]) -> pl.DataFrame:
    """What kind of charge each citation is, whatever its day; blank is not coded.

    Columns: citation, chapter_77, labor, sex (0 or 1), and for each definition what it asks of the
    charge lines: takes_<definition>, takes_if_marked_<definition>, or lead_<definition> (twice the
    maximum in months, and 1 where it takes the line in).
    """
    rows = [
        {"citation": text, **_kind(Citation.read(text) if text else None)} for text in citations
    ]
    narrow = {name: pl.Int32 if name.startswith("lead_") else pl.Int8 for name in _kind(None)}
    return pl.DataFrame(rows, schema={"citation": pl.String, **narrow})


@cache
def authority_columns() -> tuple[str, ...]:
    """A column for each of `authority_names`, in their order."""
    return tuple(f"authority_{place}" for place in range(len(authority_names())))


@cache
def asked_by_definitions() -> tuple[str, ...]:
    """The columns that definitions ask of a charge line, in the definitions' order."""
    return tuple(name for name in _kind(None) if name.startswith(("takes_", "lead_")))


@cache
def _kind(citation: Citation | None) -> dict[str, int]:
    """What kind of charge it is, whatever its day."""
    kind = trafficking_class(citation) if citation else TraffickingClass.RELATED
    both = kind is TraffickingClass.BOTH
    seventy_seven = chapter(18, "77").sections
    facts = {
        "chapter_77": int(citation is not None and citation.may_be(seventy_seven)),
        "labor": int(both or kind is TraffickingClass.LABOR),
        "sex": int(both or kind is TraffickingClass.SEX),
    }
    months = maximum_months(citation) if citation else 0
    for one in definitions():
        takes = citation is not None and one.takes(citation)
        marked = citation is not None and (takes or one.takes_if_marked(citation))
        if one.counts == "lead":
            facts[f"lead_{one.name}"] = months * 2 + int(takes)
        elif not one.by_coders:
            facts[f"takes_{one.name}"] = int(takes)
            if one.flag:
                facts[f"takes_if_marked_{one.name}"] = int(marked)
    return facts


def between(first: date | None, last: date | None) -> Period:
    """The days from one to another; where a source has them crosswise, all that lie between."""
    if first and last and last < first:
        return Period(last, first)
    return Period(first, last)


def ended(citation: Citation, charged: Period, recorded: Period) -> Period:
    """When the offence ended: as recorded, else as the charge and the limitation allow."""
    allowed = offence_ended(citation, charged)
    first = recorded.first or allowed.first
    last = recorded.last or allowed.last
    if first and last and last < first:  # what is recorded outweighs what is presumed
        return recorded
    return Period(first, last)


def _ended(citation: Citation, code: int) -> Period:
    """The same, from a code of stretches."""
    parts = []
    for _ in DAYS:
        code, part = divmod(code, _BASE)
        parts.append(_a_day_of(part))
    ended_last, ended_first, charged_last, charged_first = parts
    return ended(citation, between(charged_first, charged_last), between(ended_first, ended_last))


@cache
def _a_day_of(part: int) -> date | None:
    """A day within a stretch: its first, or the day before the first threshold."""
    if part == _BASE - 1:
        return None
    return thresholds()[part - 1] if part else thresholds()[0] - timedelta(days=1)
