"""Corrections applied: a person's decision replaces, withdraws or anonymises, in every build."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from amends.editions.decisions import Action, Decision, DecisionError
from amends.record.columns import Column, Kind
from amends.record.schema import table_of
from amends.record.values import Basis, Unknown

_SUBJECT = re.compile(
    r"(?P<source>[^:#/]+):(?P<case>[^/#]+)(?:/(?P<defendant>[^/#]+))?(?:/(?P<count>\d+))?"
    r"(?:#(?P<name>\w+))?"
)
_VALUE = {
    Kind.WHOLE: re.compile(r"\d{1,9}"),
    Kind.MONEY: re.compile(r"\d{1,13}(\.\d{1,2})?"),
    Kind.DAY: re.compile(r"\d{4}-\d{2}-\d{2}"),
    Kind.YES_NO: re.compile(r"true|false"),
    Kind.TEXT: re.compile(r".+", re.DOTALL),
}

_EXPECTED = {
    Kind.WHOLE: "a whole number",
    Kind.MONEY: "an amount of dollars such as 1860.00",
    Kind.DAY: "a day such as 2018-01-31",
    Kind.YES_NO: "true or false",
    Kind.TEXT: "a text",
}


def check(decision: Decision) -> None:
    """Whether a decision can be carried out at all. Raises DecisionError with what is wrong."""
    parts = _parts(decision)
    name = parts["name"]
    if decision.action is Action.REPLACE:
        if not name:
            raise DecisionError(f"{decision.subject}: name the fact to replace, after a #")
        column = _column(name)
        if not _VALUE[column.kind].fullmatch(decision.value):
            raise DecisionError(
                f"{decision.subject}: {decision.value!r} is not {_EXPECTED[column.kind]}"
            )
        if column.values and decision.value not in column.values:
            raise DecisionError(
                f"{decision.subject}: {decision.value!r} is not one of {', '.join(column.values)}"
            )
    if decision.action is Action.ANONYMISE and (name or not parts["defendant"]):
        raise DecisionError(f"{decision.subject}: name the person: source:case/defendant")


def correct(
    statements: pl.DataFrame, decisions: Sequence[Decision]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The statements after every decision in its turn, and the tombstones of what was withdrawn.

    A replacement becomes a statement of its own, resting on the decision; the replaced one stays
    in the evidence. A decision about something that these sources no longer contain is kept in
    the log and does nothing.
    """
    tombstones: list[dict[str, object]] = []
    for number, decision in enumerate(decisions, start=1):
        statements, found = _applied(statements, number, decision)
        if found and decision.action is not Action.REPLACE:
            tombstones.append(
                {
                    "subject": decision.subject,
                    "withdrawn": _what(decision),
                    "reason": decision.reason,
                    "decided_on": decision.decided_on,
                }
            )
    schema = {
        "subject": pl.String,
        "withdrawn": pl.String,
        "reason": pl.String,
        "decided_on": pl.Date,
    }
    return statements, pl.DataFrame(tombstones, schema=schema).unique(
        "subject", keep="last", maintain_order=True
    )


def _applied(
    statements: pl.DataFrame, number: int, decision: Decision
) -> tuple[pl.DataFrame, bool]:
    parts = _parts(decision)
    about = _about(parts)
    current = ~pl.col("superseded")
    if decision.action is Action.REPLACE:
        return _replaced(statements, number, decision, parts)
    touched = statements.filter(about & current)
    if touched.is_empty():
        return statements, False
    if decision.action is Action.WITHDRAW:
        return statements.filter(~about), True
    names = about & pl.col("name").is_in(["name", "alias"])
    return statements.with_columns(
        pl.when(names).then(None).otherwise("value").alias("value"),
        pl.when(names).then(pl.lit(Unknown.WITHHELD.value)).otherwise("unknown").alias("unknown"),
        pl.when(names).then(pl.lit("(withheld)")).otherwise("quoted").alias("quoted"),
    ), True


def _replaced(
    statements: pl.DataFrame, number: int, decision: Decision, parts: dict[str, str]
) -> tuple[pl.DataFrame, bool]:
    person = {**parts, "name": ""}
    if statements.filter(_about(person)).is_empty():
        return statements, False
    row = pl.DataFrame(
        {
            "source": [parts["source"]],
            "case_id": [parts["case"]],
            "defendant_id": [None if parts["defendant"] in ("", "-") else parts["defendant"]],
            "count_id": [int(parts["count"]) if parts["count"] else None],
            "table": [table_of(parts["name"]).name],
            "name": [parts["name"]],
            "value": [decision.value],
            "unknown": [None],
            "document": ["decisions/corrections.jsonl"],
            "place": [f"decision {number}"],
            "quoted": [f"{decision.reason} ({decision.who}, {decision.decided_on})"],
            "basis": [Basis.STATED.value],
            "superseded": [False],
        },
        schema=statements.schema,
    )
    marked = statements.with_columns(pl.col("superseded") | _about(parts))
    return pl.concat([marked, row]), True


def _about(parts: dict[str, str]) -> pl.Expr:
    """The statements that a subject names: of a case all, of a fact that one."""
    about = (pl.col("source") == parts["source"]) & (pl.col("case_id") == parts["case"])
    if parts["defendant"]:
        person = None if parts["defendant"] == "-" else parts["defendant"]
        about &= pl.col("defendant_id").eq_missing(pl.lit(person, pl.String))
    if parts["count"]:
        about &= pl.col("count_id").eq_missing(pl.lit(int(parts["count"])))
    if parts["name"]:
        about &= pl.col("name") == parts["name"]
    return about


def _parts(decision: Decision) -> dict[str, str]:
    match = _SUBJECT.fullmatch(decision.subject)
    if match is None:
        raise DecisionError(
            f"{decision.subject!r} names nothing; expected source:case/defendant#fact, such as "
            "htd:405/1797#restitution_outcome"
        )
    parts = {name: part or "" for name, part in match.groupdict().items()}
    if parts["name"]:
        _column(parts["name"])
    return parts


def _column(name: str) -> Column:
    try:
        return next(column for column in table_of(name).columns if column.name == name)
    except KeyError:
        raise DecisionError(f"{name!r} is not a fact that the code book knows") from None


def _what(decision: Decision) -> str:
    if decision.action is Action.ANONYMISE:
        return "name"
    if "#" in decision.subject:
        return "fact"
    return "person" if "/" in decision.subject else "case"
