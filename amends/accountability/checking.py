"""Checking by hand: cases drawn at random for a look at their dockets, and what the look teaches.

A source's coded zero may be wrong. People look up a random sample of cases and write down what
the docket says; from that comes the share of coded zeros (and orders) that are true, and a rate
corrected by it. Cases are drawn, not defendants, because dockets are read whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from amends.accountability.intervals import effective_size, interval, widened
from amends.accountability.verdict import Verdict
from amends.record.values import Outcome

SAYS = ("ordered", "none recorded", "deferred", "vacated", "not found")
"""What a person may write under `docket_says`."""

FILLED_BY_HAND = ("docket_says", "docket_amount_usd", "docket_entry", "checked_by", "checked_on")


class CheckError(Exception):
    """A sheet of checks that cannot be used: names the line and what was expected."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95% interval, and what it was counted from."""

    true: int
    checked: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Validation:
    """What the checks say of one source: true zeros, true orders, and the rate corrected.

    rate is as coded; corrected_low and corrected_high carry the doubt of the checks only. Dockets
    that were `not_found`, or show `neither` an order nor none but a deferral or a vacated order,
    are counted and enter no share.
    """

    source: str
    zeros: Share
    orders: Share
    rate: float
    corrected: float
    corrected_low: float
    corrected_high: float
    not_found: int
    neither: int


def draw(findings: pl.DataFrame, cases: int, seed: int) -> pl.DataFrame:
    """All met and unmet findings of `cases` cases drawn at random from each source.

    Columns: finding_id, docket_number, court, circuit, name, convicted_of, recorded, amount_usd,
    and the blank ones of FILLED_BY_HAND.
    """
    known = findings.filter(pl.col("verdict").is_in([Verdict.MET.value, Verdict.UNMET.value]))
    drawn = []
    for source in known.partition_by("source", maintain_order=True):
        ids = source["case_id"].unique().sort().to_numpy()
        random = np.random.default_rng(seed)
        chosen = random.choice(ids, size=min(cases, len(ids)), replace=False)
        drawn.append(source.filter(pl.col("case_id").is_in(list(chosen))))
    sheet = pl.concat(drawn) if drawn else known
    return sheet.select(
        "finding_id",
        "docket_number",
        "court",
        "circuit",
        "state",
        "name",
        "convicted_of",
        pl.col("outcome").alias("recorded"),
        "amount_usd",
        *(pl.lit("").alias(name) for name in FILLED_BY_HAND),
    )


def validate(findings: pl.DataFrame, sheet: pl.DataFrame) -> list[Validation]:
    """What a filled-in sheet says of each source. Raises CheckError for a line nobody can use."""
    _has_columns(sheet)
    says = pl.col("docket_says").fill_null("").str.strip_chars().str.to_lowercase()
    sheet = sheet.with_columns(pl.col("finding_id").str.strip_chars(), says)
    _check(findings, sheet)
    checked = sheet.filter(pl.col("docket_says") != "").join(
        findings.select("finding_id", "source", "case_id", "outcome"), on="finding_id"
    )
    if checked.is_empty():
        raise CheckError(
            "no line of the sheet is filled in: write under docket_says what the "
            f"docket says ({', '.join(SAYS)})"
        )
    return [
        _of_source(findings, part) for part in checked.partition_by("source", maintain_order=True)
    ]


def _of_source(findings: pl.DataFrame, checked: pl.DataFrame) -> Validation:
    source = checked["source"][0]
    ordered, none = Outcome.ORDERED.value, Outcome.NONE_RECORDED.value
    settled = checked.filter(pl.col("docket_says").is_in([ordered, none]))
    zeros = _share(settled.filter(pl.col("outcome") == none), none)
    orders = _share(settled.filter(pl.col("outcome") == ordered), ordered)
    own = findings.filter(pl.col("source") == source)["verdict"]
    met, unmet = (int((own == one.value).sum()) for one in (Verdict.MET, Verdict.UNMET))
    if not met + unmet:
        raise CheckError(f"{source}: no finding is met or unmet, so there is no rate to correct")

    def corrected(zero: float, order: float) -> float:
        return (met * order + unmet * (1 - zero)) / (met + unmet)

    return Validation(
        source,
        zeros,
        orders,
        met / (met + unmet),
        corrected(_or_one(zeros.rate), _or_one(orders.rate)),
        corrected(_or_one(zeros.high), _or_one(orders.low)),
        corrected(_or_one(zeros.low), _or_one(orders.high)),
        checked.filter(pl.col("docket_says") == "not found").height,
        checked.filter(pl.col("docket_says").is_in(["deferred", "vacated"])).height,
    )


def _share(checked: pl.DataFrame, says: str) -> Share:
    """The share of codings that the docket bears out, cases as clusters."""
    by_case = checked.group_by("case_id").agg(
        (pl.col("docket_says") == says).sum().cast(pl.Float64).alias("true"),
        pl.len().cast(pl.Float64).alias("all"),
    )
    true, every = by_case["true"].to_numpy(), by_case["all"].to_numpy()
    total = float(every.sum())
    if not total:
        return Share(0, 0, float("nan"), float("nan"), float("nan"))
    sums = [
        np.array([value])
        for value in (
            true.sum(),
            total,
            float(len(every)),
            (true**2).sum(),
            (true * every).sum(),
            (every**2).sum(),
        )
    ]
    size = effective_size(*sums)
    rate = sums[0] / sums[1]
    low, high = interval(rate, widened(size, sums[1], sums[2]))
    return Share(int(true.sum()), int(total), float(rate[0]), float(low[0]), float(high[0]))


def _or_one(share: float) -> float:
    """Where nothing of a kind was checked the coding stands as it is."""
    return 1.0 if np.isnan(share) else share


def _has_columns(sheet: pl.DataFrame) -> None:
    missing = {"finding_id", "docket_says"} - set(sheet.columns)
    if missing:
        raise CheckError(f"the sheet has no column {min(missing)!r}; draw it with `amends sample`")


def _check(findings: pl.DataFrame, sheet: pl.DataFrame) -> None:
    known = set(findings["finding_id"])
    lines: dict[str, int] = {}
    for line, (finding, says) in enumerate(
        sheet.select("finding_id", "docket_says").iter_rows(), start=2
    ):
        if finding not in known:
            raise CheckError(
                f"line {line}: {finding!r} is no finding of this edition; check "
                "against the edition that the sheet was drawn from"
            )
        if says and says not in SAYS:
            raise CheckError(f"line {line}, docket_says: {says!r} is not one of {', '.join(SAYS)}")
        if lines.setdefault(finding, line) != line:
            raise CheckError(f"line {line}: {finding} stands in line {lines[finding]} already")
