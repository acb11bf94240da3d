"""Corrections applied: a person's decision replaces, withdraws or anonymises, in every build."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from amends.editions.decisions import Action, Decision, DecisionError
from amends.editions.subjects import Subject
from amends.editions.withholding import NAMES, WITHHELD
from amends.law.citation import Citation, CitationError
from amends.law.districts import districts
from amends.record.columns import Column, Kind
from amends.record.values import Basis, Unknown

_EXPECTED: Mapping[Kind, tuple[re.Pattern[str], str]] = {
    Kind.WHOLE: (re.compile(r"[0-9]{1,9}"), "a whole number"),
    Kind.MONEY: (re.compile(r"[0-9]{1,13}(\.[0-9]{1,2})?"), "an amount such as 1860.00"),
    Kind.DAY: (re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"), "a day such as 2018-01-31"),
    Kind.YES_NO: (re.compile(r"true|false"), "true or false"),
    Kind.TEXT: (re.compile(r".*\S.*"), "a text of one line"),
}
_TOMBSTONE = {
    "subject": pl.String,
    "withdrawn": pl.String,
    "reason": pl.String,
    "decided_on": pl.Date,
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """The statements after every decision, and what decisions took out of them.

    tombstones: a row a subject withdrawn or anonymised: subject, withdrawn, reason, decided_on
    taken_out:  the statements withdrawn, and those of people anonymised, as they stood before
    """

    statements: pl.DataFrame
    tombstones: pl.DataFrame
    taken_out: pl.DataFrame


def check(decision: Decision) -> None:
    """Whether a decision can be carried out at all. Raises DecisionError with what is wrong."""
    subject = Subject.read(decision.subject)
    if decision.action is Action.REPLACE:
        if not subject.fact:
            raise DecisionError(f"{decision.subject}: name the fact to replace, after a #")
        expected = _not_expected(subject.column, decision.value)
        if expected:
            raise DecisionError(f"{decision.subject}: {decision.value!r} is not {expected}")
    if decision.action is Action.ANONYMISE and not subject.is_person:
        raise DecisionError(f"{decision.subject}: name the person: source:case/defendant")


def correct(statements: pl.DataFrame, decisions: Sequence[Decision]) -> Corrected:
    """Every decision carried out in its turn.

    A replacement becomes a statement of its own, resting on the decision; the replaced one stays
    in the evidence. A decision about something that these sources no longer contain is kept in
    the log and does nothing. Raises DecisionError for one that cannot be carried out.
    """
    tombstones: list[dict[str, object]] = []
    taken_out = [statements.clear()]
    for number, decision in enumerate(decisions, start=1):
        check(decision)
        subject = Subject.read(decision.subject)
        if decision.action is Action.REPLACE:
            statements = _replaced(statements, number, decision, subject)
            continue
        touched = statements.filter(subject.about())
        if touched.is_empty():
            continue
        taken_out.append(touched)
        statements = (
            statements.filter(~subject.about())
            if decision.action is Action.WITHDRAW
            else _anonymised(statements, subject)
        )
        tombstones.append(
            {
                "subject": decision.subject,
                "withdrawn": _what(decision.action, subject),
                "reason": decision.reason,
                "decided_on": decision.decided_on,
            }
        )
    return Corrected(
        statements,
        pl.DataFrame(tombstones, schema=_TOMBSTONE).unique(
            "subject", keep="last", maintain_order=True
        ),
        pl.concat(taken_out),
    )


def _anonymised(statements: pl.DataFrame, subject: Subject) -> pl.DataFrame:
    names = subject.about() & pl.col("name").is_in(NAMES)
    return statements.with_columns(
        pl.when(~names).then("value").alias("value"),
        pl.when(names).then(pl.lit(Unknown.WITHHELD.value)).otherwise("unknown").alias("unknown"),
        pl.when(names).then(pl.lit(WITHHELD)).otherwise("quoted").alias("quoted"),
    )


def _replaced(
    statements: pl.DataFrame, number: int, decision: Decision, subject: Subject
) -> pl.DataFrame:
    if statements.filter(replace(subject, fact="").about()).is_empty():
        return statements
    row = pl.DataFrame(
        {
            "source": [subject.source],
            "case_id": [subject.case_id],
            "defendant_id": [subject.defendant_id],
            "count_id": [subject.count_id],
            "table": [subject.table.name],
            "name": [subject.fact],
            "value": [_canonical(subject.fact, decision.value)],
            "unknown": [None],
            "document": ["decisions/corrections.jsonl"],
            "place": [f"decision {number}"],
            "quoted": [f"{decision.reason} ({decision.who}, {decision.decided_on})"],
            "basis": [Basis.STATED.value],
            "superseded": [False],
        },
        schema=statements.schema,
    )
    marked = statements.with_columns(pl.col("superseded") | subject.about())
    return pl.concat([marked, row])


def _canonical(fact: str, value: str) -> str:
    return str(Citation.read(value)) if fact == "citation" else value


def _not_expected(column: Column, value: str) -> str:
    """What was expected where a value is not of its column's kind; blank where it is."""
    pattern, expected = _EXPECTED[column.kind]
    if not pattern.fullmatch(value) or not value.isprintable():
        return expected
    if column.values and value not in column.values:
        return f"one of {', '.join(column.values)}"
    try:
        if column.kind is Kind.DAY:
            date.fromisoformat(value)
        if column.name == "citation":
            Citation.read(value)
    except CitationError:
        return "a citation such as 18 U.S.C. § 1591(a)"
    except ValueError:
        return "a day of the calendar"
    known = {
        "district": {one.name for one in districts()},
        "court": {one.court for one in districts()},
        "circuit": {one.circuit for one in districts()},
        "state": {one.state for one in districts()},
    }.get(column.name)
    if known and value not in known:
        return f"a {column.name} in the tables of law, such as {min(known)}"
    return ""


def _what(action: Action, subject: Subject) -> str:
    if action is Action.ANONYMISE:
        return "name"
    if subject.fact or subject.count_id is not None:
        return "fact"
    return "person" if subject.defendant_id is not None else "case"
