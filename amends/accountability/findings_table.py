"""Findings as people and programs read them: the columns that `amends audit` promises."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from amends.accountability.answers import authority_names
from amends.accountability.findings import DEFENDANT, Judged
from amends.accountability.groups import labor_or_sex
from amends.accountability.verdict import Verdict
from amends.editions.release import Edition
from amends.law.restitution import Duty
from amends.record.values import Basis, Outcome, Victims

_EVIDENCE = (
    "restitution_outcome",
    "restitution_usd",
    "victims",
    "charged_first",
    "sentence_status",
    "sentenced_on",
)
"""The facts of a defendant or case that a verdict rests on, beside the counts of conviction."""


def findings_table(judged: Judged, edition: Edition) -> pl.DataFrame:
    """A row a charged defendant and source, in the order of their ids.

    Columns: those of the contract (finding_id … evidence_id), then conviction, name, state,
    judge, year_terminated, plea_or_trial flags, class, outside_how/remains/called, caveat and
    one `in_<definition>` each.
    """
    frame: pl.DataFrame = _classified(judged).collect(backend="polars").to_native()
    names = edition.scan("defendants").select(*DEFENDANT, "name").collect()
    caveats = edition.scan("documents").select("source", "caveat").collect()
    dressed = (
        frame.join(_citations(judged), on="person", how="left")
        .join(_evidence(edition), on=list(DEFENDANT), how="left")
        .join(_evidence_of_cases(edition), on=["source", "case_id"], how="left")
        .join(names, on=list(DEFENDANT), how="left")
        .join(caveats.unique("source"), on="source", how="left")
        .with_columns(
            pl.concat_str("source", pl.lit(":"), "case_id", pl.lit("/"), "defendant_id").alias(
                "finding_id"
            ),
            _authorities().alias("authority"),
            pl.col("duty_strength")
            .replace_strict({duty.strength: duty.value for duty in Duty}, return_dtype=pl.String)
            .alias("duty"),
            _conviction().alias("conviction"),
            pl.concat_str(
                pl.col("evidence_of_defendant").fill_null(""),
                pl.col("evidence_of_case").fill_null(""),
                separator="; ",
            )
            .str.strip_chars("; ")
            .alias("evidence_id"),
        )
        .with_columns(_counted_once_with().alias("amount_counted_once_with"))
    )
    dressed = dressed.with_columns(_depends_on(judged.doubts).alias("depends_on"))
    blank = ("charged_under", "convicted_of")
    return (
        dressed.with_columns(pl.col(name).fill_null("") for name in blank)
        .select(
            *_CONTRACT, *_MORE, *sorted(name for name in frame.columns if name.startswith("in_"))
        )
        .sort("source", _number("case_id"), "case_id", _number("defendant_id"), "defendant_id")
    )


_CONTRACT = (
    "finding_id",
    "source",
    "case_id",
    "docket_number",
    "defendant_id",
    "court",
    "circuit",
    "district",
    "year_filed",
    "year_convicted",
    "year_sentenced",
    "as_of",
    "charged_under",
    "convicted_of",
    "authority",
    "duty",
    "victims",
    "outcome",
    "basis",
    "reason",
    "amount_usd",
    "verdict",
    "depends_on",
    "evidence_id",
)
_MORE = (
    "amount_counted_once_with",
    "conviction",
    "name",
    "state",
    "judge",
    "year_terminated",
    "victims_number",
    "victims_minor",
    "sentence_status",
    "class",
    "outside_how",
    "outside_remains",
    "outside_called",
    "caveat",
)


def _classified(judged: Judged) -> nw.LazyFrame[Any]:
    """The findings with their class, by the same rule as the rates by class."""
    return judged.findings.with_columns(labor_or_sex().alias("class"))


def _number(column: str) -> pl.Expr:
    return pl.col(column).str.extract(r"^(\d+)").cast(pl.Int64, strict=False)


def _citations(judged: Judged) -> pl.DataFrame:
    """Distinct citations charged and convicted of, in the order of the source."""
    charges: pl.DataFrame = (
        judged.charges.filter(nw.col("citation") != "")
        .select("person", "count_id", "citation", "convicted")
        .collect(backend="polars")
        .to_native()
    )
    in_order = pl.col("citation").sort_by("count_id")
    guilty = in_order.filter(pl.col("convicted").sort_by("count_id") > 0)
    return charges.group_by("person").agg(
        in_order.unique(maintain_order=True).str.join("; ").alias("charged_under"),
        guilty.unique(maintain_order=True).str.join("; ").alias("convicted_of"),
    )


def _evidence(edition: Edition) -> pl.DataFrame:
    """The evidence of each defendant's facts, those of the counts of conviction last."""
    facts = edition.scan("facts").filter(pl.col("defendant_id").is_not_null())
    own = facts.filter(pl.col("name").is_in(_EVIDENCE))
    key = [*DEFENDANT, "count_id"]
    guilty = facts.filter(
        pl.col("name").is_in(["pleaded_guilty", "found_guilty"])
        & (pl.col("value").cast(pl.Int64, strict=False) > 0)
    )
    citations = facts.filter(pl.col("name") == "citation").join(guilty.select(key).unique(), on=key)
    columns = [*DEFENDANT, "count_id", "name", "evidence_id"]
    every = pl.concat([own.select(columns), citations.select(columns), guilty.select(columns)])
    in_order = pl.col("evidence_id").sort_by("count_id", "name", nulls_last=False)
    return (
        every.group_by(*DEFENDANT)
        .agg(in_order.str.join("; ").alias("evidence_of_defendant"))
        .collect()
    )


def _evidence_of_cases(edition: Edition) -> pl.DataFrame:
    victims = edition.scan("facts").filter(pl.col("name") == "victims")
    return victims.select(
        "source", "case_id", pl.col("evidence_id").alias("evidence_of_case")
    ).collect()


def _authorities() -> pl.Expr:
    """The names of all authorities, strongest first."""
    parts = [
        pl.when(pl.col(f"authority_{place}") > 0).then(pl.lit(name))
        for place, name in enumerate(authority_names())
    ]
    return pl.concat_str(*parts, separator="; ", ignore_nulls=True)


def _counted_once_with() -> pl.Expr:
    """The findings of one case that carry the same amount, and so are taken for one joint order."""
    same = ["source", "case_id", "amount_usd", pl.col("joint_order").fill_null("")]
    together = pl.col("finding_id").sort().str.join("; ").over(same)
    shared = pl.len().over(same) > 1
    return pl.when(shared & (pl.col("amount_usd") > 0)).then(together)


def _conviction() -> pl.Expr:
    return (
        pl.when("convicted")
        .then(pl.lit("convicted"))
        .when(pl.col("tallied") > 0)
        .then(pl.lit("not convicted"))
        .otherwise(pl.lit("unknown"))
    )


def _depends_on(doubts: tuple[str, ...]) -> pl.Expr:
    """What would change the verdict, in words; blank when nothing known would."""
    verdict = pl.col("verdict")
    doubt = pl.col("doubt").replace_strict(
        dict(enumerate(doubts)), default="", return_dtype=pl.String
    )
    in_doubt = verdict.is_in([Verdict.DUTY_UNCERTAIN.value, Verdict.UNKNOWN.value])
    is_unmet = verdict.is_in([Verdict.UNMET.value, Verdict.DUTY_UNCERTAIN.value])
    parts = (
        (in_doubt & (doubt != ""), doubt),
        (
            (verdict == Verdict.NOT_CONVICTED.value) & (pl.col("conviction") == "unknown"),
            pl.lit("whether there was a conviction, which the source does not say"),
        ),
        (
            (verdict == Verdict.UNKNOWN.value) & (pl.col("outcome") == Outcome.UNKNOWN.value),
            pl.lit("what was ordered, which the source does not say"),
        ),
        (
            (verdict == Verdict.UNKNOWN.value) & (pl.col("outcome") == Outcome.VACATED.value),
            pl.lit("what was ordered after the order was vacated"),
        ),
        (
            (verdict == Verdict.OPEN.value) & pl.col("deferred_from").is_null(),
            pl.lit("the day of sentence, from which ninety days run"),
        ),
        (
            is_unmet & (pl.col("victims") == Victims.UNKNOWN.value),
            pl.lit("whether there was a victim, which the source does not say"),
        ),
        (
            is_unmet & (pl.col("basis") == Basis.CODED.value) & (pl.col("caveat") != ""),
            pl.lit("whether the coded zero is true, which only the docket shows"),
        ),
        (
            is_unmet & (pl.col("convicted_however_old") == 1),
            pl.lit(
                "whether the offence ended more than five years before the charge: §§ 3283 and "
                "3299 set no limit for it"
            ),
        ),
    )
    return pl.concat_str(
        *(pl.when(condition).then(text) for condition, text in parts),
        separator="; ",
        ignore_nulls=True,
    )
