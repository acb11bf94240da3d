"""The first sentences: what the figures say, in plain words made from them alone."""

from __future__ import annotations

from dataclasses import dataclass

from amends.publishing.panel import Panel, Row, in_question, where
from amends.publishing.wording import between, cases, count, defendants, listed, percent


@dataclass(frozen=True, slots=True)
class Headline:
    """A heading, the sentences under it, and the place of its numbers in summary.json."""

    heading: str
    sentences: tuple[str, ...]
    where: str


def headline(panel: Panel) -> Headline:
    """For how many no restitution is recorded, for how many that is not known, how sure it is."""
    row, case = panel.core(), panel.core("case")
    if row is None or case is None or not in_question(row):
        return Headline(
            "Nobody in this source has a duty in question under this definition",
            ("No rate can be given. That says nothing about whether anybody was paid.",),
            where(row) if row else "",
        )
    return Headline(
        f"No restitution is recorded for {count(row['unmet'])} of {defendants(in_question(row))} "
        f"{_who(row)}",
        (_rest(row), _rate(row), _of_cases(case), _aside(row)),
        where(row),
    )


def _who(row: Row) -> str:
    if row["group"] == "convicted_of_chapter_77":
        return "convicted under chapter 77, the trafficking law that requires it"
    return "convicted of an offence that requires it, or may"


def _rest(row: Row) -> str:
    others = [
        f"for {count(row[name])} {said}"
        for name, said in (
            ("unknown", "the record does not say"),
            ("duty_uncertain", "none is recorded but the duty is uncertain"),
            ("past_90_days", "it was deferred and more than 90 days have passed"),
            ("open", "it was deferred, within 90 days"),
        )
        if row[name]
    ]
    ordered = f"An order is recorded for {count(row['met'])}"
    return "; ".join([ordered, *others]) + "."


def _rate(row: Row) -> str:
    if row["rate"] is None:
        return "Too few outcomes are known for a rate: counts only."
    known = row["met"] + row["unmet"]
    return (
        f"Where duty and outcome are known ({defendants(known)}), {percent(row['rate'])} have an "
        f"order (95% interval {between(row['interval_low'], row['interval_high'])}). Were all "
        f"that is not settled unmet, it would be {percent(row['rate_low'])}; were all of it met, "
        f"{percent(row['rate_high'])}."
    )


def _of_cases(case: Row) -> str:
    question = in_question(case)
    if case["rate"] is None:
        return (
            f"Counted by case, with any order enough: none recorded in {count(case['unmet'])} of "
            f"{cases(question)}."
        )
    return (
        f"Counted by case, with any order enough: none recorded in {count(case['unmet'])} of "
        f"{cases(question)}; {percent(case['rate'])} of those known have an order (95% interval "
        f"{between(case['interval_low'], case['interval_high'])})."
    )


def _aside(row: Row) -> str:
    apart = [
        f"{count(row[name])} {said}"
        for name, said in (
            ("no_victim_recorded", "with no victim recorded"),
            ("not_yet_sentenced", "not yet sentenced"),
            ("no_mandatory_duty", "without a mandatory duty"),
        )
        if row[name]
    ]
    if not apart:
        return f"Convicted in all: {defendants(row['convicted'])}."
    return f"Beside them stand {listed(apart)}: {count(row['convicted'])} convicted in all."
