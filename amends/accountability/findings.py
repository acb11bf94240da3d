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
    kinds,
    stretches,
)
from amends.accountability.definitions import definitions
from amends.accountability.engines import Engine, Frames
from amends.accountability.outside import outside_chapter_77
from amends.accountability.verdict import verdict
from amends.record.values import Outcome, SentenceStatus, Victims

DEFENDANT = ("source", "case_id", "defendant_id")
_GUILTY = ("pleaded_guilty", "found_guilty")


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts and what they were made from.

    findings:    a row a defendant; columns as `findings` below names them, `person` and `case`
                 (the edition's numbers, for joining and grouping) among them
    charges:     a row a charge line: person, count_id, citation (blank when not coded), and
                 convicted, tallied, pleaded … (0 or 1)
    convictions: a row a charge line of conviction: person, citation and stretches
    doubts:      the texts that `doubt` numbers
    """

    findings: nw.LazyFrame[Any]
    charges: nw.LazyFrame[Any]
    convictions: nw.LazyFrame[Any]
    doubts: tuple[str, ...]


def judge(tables: Frames, engine: Engine, on: date) -> Judged:
    """Every defendant of the edition, judged by the law of the day each offence ended.

    on: the day on which a deferral is open or past its ninety days
    """
    charges = _charges(tables)
    convictions = engine.keep(_convictions(tables))
    asked = answers(_distinct(convictions, "citation", "stretches"))
    kind = kinds([text for (text,) in _distinct(charges, "citation")])
    base = (
        _people(tables)
        .join(_of_charges(charges.join(engine.take(kind), on="citation")), on="person", how="left")
        .join(_of_convictions(convictions, engine.take(asked.table)), on="person", how="left")
        .join(_of_sentence(tables["sentences"]), on="person", how="left")
        .join(_of_restitution(tables["restitution_orders"]), on="person", how="left")
        .join(_of_case(tables), on="case", how="left")
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
    return Judged(engine.keep(found), charges, convictions, asked.doubts)


def _people(tables: Frames) -> nw.LazyFrame[Any]:
    """Every defendant with the edition's numbers, which all else is joined by."""
    return tables["defendants"].select(
        *DEFENDANT,
        "defendant_judge",
        "marked_labor",
        "marked_adult_sex",
        "marked_minor_sex",
        person="defendant_number",
        case="case_number",
    )


def _charges(tables: Frames) -> nw.LazyFrame[Any]:
    """Every charge line, and what became of it."""
    known = ~(nw.col(_GUILTY[0]).is_null() & nw.col(_GUILTY[1]).is_null())
    return tables["counts"].select(
        "count_id",
        person="defendant_number",
        citation=nw.col("citation").fill_null(""),
        convicted=_guilty().cast(nw.Int8),
        tallied=known.cast(nw.Int8),
        pleaded=_any("pleaded_guilty"),
        tried=_any("found_guilty"),
        acquitted=_any("acquitted"),
        dismissed_by_plea=_any("dismissed_by_plea"),
        dropped=_any("nolle_prossed"),
    )


def _convictions(tables: Frames) -> nw.LazyFrame[Any]:
    """Every charge line of conviction, with the stretches of its days: the law is asked of these.

    Of a charge that came to nothing the law requires nothing, whatever its day.
    """
    charged = tables["defendants"].select("defendant_number", charge_stretches=stretches(DAYS[:2]))
    lines = tables["counts"].filter(_guilty()).select("defendant_number", "citation", *DAYS[2:])
    return lines.join(charged, on="defendant_number").select(
        person="defendant_number",
        citation=nw.col("citation").fill_null(""),
        stretches=nw.col("charge_stretches") * TWO_DAYS + stretches(DAYS[2:]),
    )


def _distinct(lines: nw.LazyFrame[Any], *columns: str) -> list[Any]:
    """Each combination of values that occurs, in order."""
    found = lines.select(*columns).unique().collect(backend="polars").to_native()
    return sorted(found.iter_rows())


def _of_charges(charges: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """What the charge lines of a defendant come to together: of each column the largest."""
    chapter_77 = nw.col("chapter_77")
    weighed = charges.select(
        "person",
        *(name for name in _of_lines() if not name.endswith("_77") or name == "chapter_77"),
        *(
            (chapter_77 * nw.col(name)).alias(f"{name}_77")
            for name in ("convicted", "acquitted", "dismissed_by_plea", "dropped")
        ),
    )
    return weighed.group_by("person").agg(nw.col(name).max() for name in _of_lines())


def _of_convictions(
    convictions: nw.LazyFrame[Any], answered: nw.LazyFrame[Any]
) -> nw.LazyFrame[Any]:
    """What the law says of all convictions of a defendant together: of each column the largest."""
    joined = convictions.join(answered, on=["citation", "stretches"]).rename(
        {"however_old": "convicted_however_old"}
    )
    return joined.group_by("person").agg(nw.col(name).max() for name in _of_law())


def _guilty() -> nw.Expr:
    """Whether a charge line is one of conviction."""
    return (nw.col(_GUILTY[0]).fill_null(0) > 0) | (nw.col(_GUILTY[1]).fill_null(0) > 0)


def _any(tally: str) -> nw.Expr:
    """1 where a tally counts at least one, else 0."""
    return (nw.col(tally).fill_null(0) > 0).cast(nw.Int8)


def _of_lines() -> tuple[str, ...]:
    """The columns of charge lines of which a defendant has the largest."""
    return (
        "convicted",
        "tallied",
        "pleaded",
        "tried",
        "chapter_77",
        "labor",
        "sex",
        "convicted_77",
        "acquitted_77",
        "dismissed_by_plea_77",
        "dropped_77",
        *asked_by_definitions(),
    )


def _of_law() -> tuple[str, ...]:
    """The columns of the law's answers of which a defendant has the largest."""
    return ("weight", "convicted_however_old", *authority_columns())


def _of_sentence(sentences: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    terminated = nw.coalesce(nw.col("year_terminated"), nw.col("terminated_on").dt.year())
    return sentences.select(
        "sentence_status",
        "sentenced_on",
        person="defendant_number",
        year_convicted=nw.col("convicted_on").dt.year().cast(nw.Int64),
        year_sentenced=nw.col("sentenced_on").dt.year().cast(nw.Int64),
        year_terminated=terminated.cast(nw.Int64),
    )


def _of_restitution(orders: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    return orders.select(
        "restitution_deferred_on",
        "joint_order",
        person="defendant_number",
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
        "victims_minor",
        case="case_number",
        victims_number=number,
        victims=nw.when(number > 0)
        .then(nw.lit(Victims.KNOWN.value))
        .when(number == 0)
        .then(nw.lit(Victims.NONE.value))
        .otherwise(nw.lit(Victims.UNKNOWN.value)),
    )
    first = tables["judges"].filter(nw.col("count_id") == 1)
    judges = first.select(case="case_number", case_judge="judge")
    cases = tables["cases"].select(
        *("docket_number", "court", "circuit", "district", "state", "year_filed"),
        case="case_number",
    )
    return cases.join(victims, on="case", how="left").join(judges, on="case", how="left")


def _with_defaults(found: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Nothing said is *unknown*, never none: what a left join leaves null."""
    return found.with_columns(
        *(
            nw.col(name).fill_null(0).cast(_whole(name))
            for name in (*_of_lines(), *_of_law())
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
