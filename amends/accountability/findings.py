"""From an edition's tables to a verdict on every charged defendant, on any engine.

One row a defendant and source. The columns here are what rates and sums are made of;
`findings_table` dresses them for reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw

from amends.accountability.answers import (
    DAYS,
    LARGE,
    TWO_DAYS,
    answers,
    asked_by_definitions,
    authority_columns,
    stretches,
)
from amends.accountability.definitions import definitions
from amends.accountability.engines import Engine, Frames
from amends.accountability.outside import outside_chapter_77
from amends.accountability.verdict import verdict
from amends.record.values import Outcome, SentenceStatus, Victims

DEFENDANT = ("source", "case_id", "defendant_id")
_CASE = ("source", "case_id")
_GUILTY = ("pleaded_guilty", "found_guilty")


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts and what they were made from.

    findings: a row a defendant; columns as `findings` below names them, `person` and `case` (the
              engine's numbers, for joining and grouping) among them
    charges:  a row a charge line: person, count_id, citation (blank when not coded), stretches,
              and convicted, tallied, pleaded … (0 or 1)
    doubts:   the texts that `doubt` numbers
    """

    findings: nw.LazyFrame[Any]
    charges: nw.LazyFrame[Any]
    doubts: tuple[str, ...]


def judge(tables: Frames, engine: Engine, on: date) -> Judged:
    """Every defendant of the edition, judged by the law of the day each offence ended.

    on: the day on which a deferral is open or past its ninety days
    """
    people = _people(tables, engine)
    charges = engine.keep(_charges(tables, people))
    pairs = charges.select("citation", "stretches").unique().collect(backend="polars").to_native()
    asked = answers([(text or None, code) for text, code in sorted(pairs.iter_rows())])
    answered = charges.join(engine.take(asked.table), on=["citation", "stretches"], how="left")
    base = (
        people.join(engine.keep(_per_defendant(answered)), on="person", how="left")
        .join(_of_sentence(tables["sentences"]), on=list(DEFENDANT), how="left")
        .join(_of_restitution(tables["restitution_orders"]), on=list(DEFENDANT), how="left")
        .join(engine.number(_of_case(tables), "case"), on=list(_CASE), how="left")
        .join(
            tables["documents"]
            .group_by("source")
            .agg(nw.col("selects_trafficking").max(), nw.col("as_of").max()),
            on="source",
            how="left",
        )
    )
    found = _with_defaults(base)
    found = found.with_columns(
        deferred_from=nw.coalesce(nw.col("restitution_deferred_on"), nw.col("sentenced_on"))
    )
    found = found.with_columns(verdict=verdict(on))
    found = found.with_columns(*_definitions(), *outside_chapter_77())
    return Judged(engine.keep(found), charges, asked.doubts)


def _people(tables: Frames, engine: Engine) -> nw.LazyFrame[Any]:
    """Every defendant with a number, and the stretches of the days of the charge."""
    people = tables["defendants"].select(
        *DEFENDANT,
        "defendant_judge",
        "charged_first",
        "marked_labor",
        "marked_adult_sex",
        "marked_minor_sex",
        charge_stretches=stretches(DAYS[:2]),
    )
    return engine.keep(engine.number(people, "person"))


def _charges(tables: Frames, people: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Every charge line, and what became of it."""
    guilty = _any(_GUILTY[0]) + _any(_GUILTY[1])
    known = ~(nw.col(_GUILTY[0]).is_null() & nw.col(_GUILTY[1]).is_null())
    return (
        tables["counts"]
        .join(
            people.select(*DEFENDANT, "person", "charge_stretches"), on=list(DEFENDANT), how="inner"
        )
        .select(
            "person",
            "count_id",
            nw.col("citation").fill_null(""),
            stretches=nw.col("charge_stretches") * TWO_DAYS + stretches(DAYS[2:]),
            convicted=(guilty > 0).cast(nw.Int8),
            tallied=known.cast(nw.Int8),
            pleaded=_any("pleaded_guilty"),
            tried=_any("found_guilty"),
            acquitted=_any("acquitted"),
            dismissed_by_plea=_any("dismissed_by_plea"),
            dropped=_any("nolle_prossed"),
        )
    )


def _per_defendant(answered: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """What the charge lines of a defendant come to together: of each column the largest."""
    convicted, chapter_77 = nw.col("convicted"), nw.col("chapter_77")
    weighed = answered.select(
        "person",
        "convicted",
        "tallied",
        "pleaded",
        "tried",
        "chapter_77",
        "labor",
        "sex",
        *asked_by_definitions(),
        *((convicted * nw.col(name)).alias(name) for name in authority_columns()),
        weight=convicted * nw.col("weight"),
        convicted_77=convicted * chapter_77,
        convicted_however_old=convicted * nw.col("however_old"),
        acquitted_77=chapter_77 * nw.col("acquitted"),
        dismissed_by_plea_77=chapter_77 * nw.col("dismissed_by_plea"),
        dropped_77=chapter_77 * nw.col("dropped"),
    )
    return weighed.group_by("person").agg(nw.col(name).max() for name in _summed())


def _any(tally: str) -> nw.Expr:
    """1 where a tally counts at least one, else 0."""
    return (nw.col(tally).fill_null(0) > 0).cast(nw.Int8)


def _summed() -> tuple[str, ...]:
    """The columns of charge lines of which a defendant has the largest."""
    return (
        "convicted",
        "tallied",
        "weight",
        "chapter_77",
        "labor",
        "sex",
        "convicted_77",
        "convicted_however_old",
        "pleaded",
        "tried",
        "acquitted_77",
        "dismissed_by_plea_77",
        "dropped_77",
        *authority_columns(),
        *asked_by_definitions(),
    )


def _of_sentence(sentences: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    terminated = nw.coalesce(nw.col("year_terminated"), nw.col("terminated_on").dt.year())
    return sentences.select(
        *DEFENDANT,
        "sentence_status",
        "sentenced_on",
        year_convicted=nw.col("convicted_on").dt.year().cast(nw.Int64),
        year_sentenced=nw.col("sentenced_on").dt.year().cast(nw.Int64),
        year_terminated=terminated.cast(nw.Int64),
    )


def _of_restitution(orders: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    return orders.select(
        *DEFENDANT,
        "restitution_deferred_on",
        "joint_order",
        outcome=nw.col("restitution_outcome"),
        basis=nw.col("restitution_basis"),
        reason=nw.col("restitution_reason"),
        amount_usd=nw.when(nw.col("restitution_outcome") == Outcome.ORDERED.value).then(
            nw.col("restitution_usd")
        ),
    )


def _of_case(tables: Frames) -> nw.LazyFrame[Any]:
    """Court, circuit, year, first judge and victims of every case."""
    number = nw.col("victims")
    victims = tables["victims"].select(
        *_CASE,
        "victims_minor",
        victims_number=number,
        victims=nw.when(number > 0)
        .then(nw.lit(Victims.KNOWN.value))
        .when(number == 0)
        .then(nw.lit(Victims.NONE.value))
        .otherwise(nw.lit(Victims.UNKNOWN.value)),
    )
    judges = tables["judges"].filter(nw.col("count_id") == 1).select(*_CASE, case_judge="judge")
    cases = tables["cases"].select(
        *_CASE, "docket_number", "court", "circuit", "district", "state", "year_filed"
    )
    return cases.join(victims, on=list(_CASE), how="left").join(judges, on=list(_CASE), how="left")


def _with_defaults(found: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Nothing said is *unknown*, never none: what a left join leaves null."""
    return found.with_columns(
        *(
            nw.col(name).fill_null(0).cast(_whole(name))
            for name in _summed()
            if name != "convicted"
        ),
        convicted=nw.col("convicted").fill_null(0) > 0,
        outcome=nw.col("outcome").fill_null(Outcome.UNKNOWN.value),
        victims=nw.col("victims").fill_null(Victims.UNKNOWN.value),
        sentence_status=nw.col("sentence_status").fill_null(SentenceStatus.UNKNOWN.value),
        judge=nw.coalesce(nw.col("defendant_judge"), nw.col("case_judge")),
    ).with_columns(
        duty_strength=(nw.col("weight") // LARGE).cast(nw.Int64),
        doubt=(nw.col("weight") % LARGE).cast(nw.Int64),
    )


def _whole(name: str) -> type[nw.Int8 | nw.Int32]:
    """The type of a sum: engines that have no literal of one byte widen it."""
    return nw.Int32 if name == "weight" or name.startswith("lead_") else nw.Int8


def _definitions() -> list[nw.Expr]:
    """For each definition whether it takes the defendant in; null where the source cannot tell."""
    flags = [nw.col(f"marked_{kind}") for kind in ("labor", "adult_sex", "minor_sex")]
    any_flag = flags[0].fill_null(False) | flags[1].fill_null(False) | flags[2].fill_null(False)
    flagged = ~(flags[0].is_null() & flags[1].is_null() & flags[2].is_null())
    marked = nw.col("selects_trafficking").fill_null(False) | any_flag
    expressions: list[nw.Expr] = []
    for one in definitions():
        if one.by_coders:
            takes: nw.Expr = nw.when(flagged).then(any_flag)
        elif one.counts == "lead":
            takes = (nw.col(f"lead_{one.name}") % 2) == 1
        else:
            takes = nw.col(f"takes_{one.name}") > 0
            if one.flag:
                takes = takes | (marked & (nw.col(f"takes_if_marked_{one.name}") > 0))
        expressions.append(takes.alias(f"in_{one.name}"))
    return expressions


def frames_of(scan: Any) -> dict[str, nw.LazyFrame[Any]]:
    """The tables that `judge` reads, each opened by `scan(name)` and wrapped for any engine."""
    names = (
        "cases",
        "judges",
        "defendants",
        "counts",
        "sentences",
        "restitution_orders",
        "victims",
        "documents",
    )
    return {name: nw.from_native(scan(name)) for name in names}
