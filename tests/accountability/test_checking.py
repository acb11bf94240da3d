"""What a look at dockets teaches: the draw, the arithmetic by hand, and sheets nobody can use."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from amends.accountability.checking import (
    FILLED_BY_HAND,
    SAYS,
    CheckError,
    Validation,
    draw,
    validate,
)

WRITTEN = {"met": "ordered", "unmet": "none recorded", "unknown": "unknown"}


def findings(*verdicts: str, people: int = 1, source: str = "s") -> pl.DataFrame:
    """A case for every verdict, with so many defendants who all have it."""
    rows = [
        {
            "finding_id": f"{source}:{case}/{person}",
            "source": source,
            "case_id": str(case),
            "verdict": verdict,
            "outcome": WRITTEN[verdict],
        }
        for case, verdict in enumerate(verdicts)
        for person in range(people)
    ]
    others = ("docket_number", "court", "circuit", "state", "name", "convicted_of", "amount_usd")
    return pl.DataFrame(rows).with_columns(pl.lit("x").alias(name) for name in others)


def filled(says: dict[str, str]) -> pl.DataFrame:
    return pl.DataFrame({"finding_id": list(says), "docket_says": list(says.values())})


TWELVE = findings(*["met"] * 4, *["unmet"] * 6, *["unknown"] * 2)


def test_a_sheet_has_whole_cases_of_findings_that_are_met_or_unmet() -> None:
    of_three = findings(*["met"] * 4, *["unmet"] * 6, *["unknown"] * 2, people=3)
    sheet = draw(of_three, cases=5, seed=1)
    assert sheet.height == 15
    assert set(sheet["recorded"]) <= {"ordered", "none recorded"}
    assert sheet.select(FILLED_BY_HAND).unique().row(0) == ("",) * len(FILLED_BY_HAND)


def test_the_draw_is_the_same_for_a_seed_whatever_the_order_of_findings() -> None:
    shuffled = TWELVE.sample(fraction=1, shuffle=True, seed=3)
    drawn = [set(draw(frame, 4, 7)["finding_id"]) for frame in (TWELVE, shuffled)]
    assert drawn[0] == drawn[1]
    assert len({frozenset(draw(TWELVE, 4, seed)["finding_id"]) for seed in range(30)}) > 5


def test_every_case_is_drawn_as_often_as_any_other_however_large() -> None:
    large = pl.concat([findings(*["met"] * 9), findings("unmet", people=50, source="s")])
    large = large.with_columns(
        pl.when(pl.col("verdict") == "unmet")
        .then(pl.lit("99"))
        .otherwise("case_id")
        .alias("case_id")
    )
    times = sum("none recorded" in set(draw(large, 5, seed)["recorded"]) for seed in range(400))
    assert 160 < times < 240  # half of the cases are drawn: about two hundred


def test_more_cases_than_there_are_is_all_of_them_and_sources_are_drawn_apart() -> None:
    two = pl.concat([TWELVE, findings("met", "unmet", source="t")])
    assert draw(two, 1_000, 1).height == 12
    assert draw(two, 1, 1)["finding_id"].str.split(":").list.first().to_list() == ["s", "t"]


def test_the_rate_is_corrected_by_the_share_of_zeros_that_are_true() -> None:
    """4 met and 6 unmet. Of 4 zeros looked up 3 are true, of 2 orders 1: by hand
    (4 x 1/2 + 6 x 1/4) / 10 = 0.35."""
    (check,) = validate(
        TWELVE,
        filled(
            {
                "s:4/0": "none recorded",
                "s:5/0": "none recorded",
                "s:6/0": "none recorded",
                "s:7/0": "ordered",
                "s:0/0": "ordered",
                "s:1/0": "none recorded",
                "s:2/0": "not found",
                "s:8/0": "deferred",
                "s:9/0": "",
            }
        ),
    )
    assert (check.zeros.true, check.zeros.checked) == (3, 4)
    assert (check.orders.true, check.orders.checked) == (1, 2)
    assert check.rate == pytest.approx(0.4)
    assert check.corrected == pytest.approx(0.35)
    assert (check.not_found, check.neither) == (1, 1)
    # Of n cases alone, n - 1 inform the variance: 2.25 of 3, and 0.5 of 1.
    low, high = proportion_confint(0.75 * 3, 3, method="beta")
    assert (check.zeros.low, check.zeros.high) == pytest.approx((low, high))
    orders_low, orders_high = proportion_confint(0.5, 1, method="beta")
    assert check.corrected_low == pytest.approx((4 * orders_low + 6 * (1 - high)) / 10)
    assert check.corrected_high == pytest.approx((4 * orders_high + 6 * (1 - low)) / 10)


def test_where_the_dockets_bear_everything_out_the_rate_stays() -> None:
    says = {f"s:{case}/0": WRITTEN["met" if case < 4 else "unmet"] for case in range(10)}
    (check,) = validate(TWELVE, filled(says))
    assert check.corrected == check.rate
    assert check.corrected_low < check.rate < check.corrected_high


def test_where_no_order_was_looked_up_the_coding_of_orders_stands() -> None:
    (check,) = validate(TWELVE, filled({"s:4/0": "ordered", "s:5/0": "none recorded"}))
    assert math.isnan(check.orders.rate)
    assert check.corrected == pytest.approx((4 + 6 / 2) / 10)


def test_thirty_defendants_of_three_cases_teach_less_than_thirty_of_thirty() -> None:
    def width(cases: int, people: int) -> float:
        found = findings(*["unmet"] * cases, people=people)
        (check,) = validate(found, filled(dict.fromkeys(found["finding_id"], "none recorded")))
        return check.zeros.high - check.zeros.low

    assert width(3, 10) > width(6, 5) > width(30, 1)


@given(
    st.lists(st.sampled_from(SAYS), min_size=10, max_size=10).filter(
        lambda says: set(says) & {"ordered", "none recorded"}
    )
)
def test_whatever_the_dockets_say_the_corrected_rate_lies_in_its_interval(
    says: list[str],
) -> None:
    def checked() -> Validation:
        sheet = {f"s:{case}/0": word for case, word in enumerate(says)}
        (check,) = validate(TWELVE, filled(sheet))
        return check

    check = checked()
    assert 0 <= check.corrected_low <= check.corrected <= check.corrected_high <= 1
    settled = check.zeros.checked + check.orders.checked
    assert settled + check.not_found + check.neither == 10
    assert check.not_found == says.count("not found")


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (filled({"s:0/0": ""}), "no line of the sheet is filled in"),
        (filled({"s:0/0": "ordered", "s:1/0": "perhaps"}), "line 3, docket_says: 'perhaps'"),
        (filled({"s:77/0": "ordered"}), "line 2: 's:77/0' is no finding of this edition"),
        (pl.DataFrame({"finding_id": ["s:0/0"] * 2, "docket_says": ["ordered"] * 2}), "line 3"),
        (pl.DataFrame({"finding_id": ["s:0/0"]}), "no column 'docket_says'"),
        (pl.DataFrame({"docket_says": ["ordered"]}), "no column 'finding_id'"),
        (filled({"s:10/0": "ordered"}).head(0), "no line of the sheet is filled in"),
    ],
)
def test_a_sheet_that_nobody_can_use_is_refused_with_its_line(
    sheet: pl.DataFrame, says: str
) -> None:
    with pytest.raises(CheckError, match=says):
        validate(TWELVE, sheet)


def test_a_source_without_a_rate_has_none_to_correct() -> None:
    nothing_known = findings("unknown", "unknown")
    with pytest.raises(CheckError, match="no rate to correct"):
        validate(nothing_known, filled({"s:0/0": "ordered"}))


def test_capitals_and_stray_blanks_of_a_spreadsheet_are_read() -> None:
    (check,) = validate(TWELVE, filled({" s:4/0": " None Recorded ", "s:5/0": "ORDERED"}))
    assert (check.zeros.true, check.zeros.checked) == (1, 2)
