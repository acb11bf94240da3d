"""The real files, held against figures that were counted without these readers."""

from __future__ import annotations

import polars as pl
import pytest

from amends.sources.recognise import named

pytestmark = pytest.mark.real


def extract_of(path):
    if not path.is_file():
        pytest.skip(f"no real data: {path} is not there")
    ((source, file, layout),) = named([path])
    return layout.read(file, source)


@pytest.fixture(scope="module")
def cases(shared_data):
    return extract_of(shared_data / "htd" / "case_data.json")


@pytest.fixture(scope="module")
def sheet(shared_data):
    return extract_of(shared_data / "htd" / "wide.csv")


def tally(extract, fact):
    """How often a fact is blank, coded unknown, zero, and anything else."""
    found = extract.statements.filter(pl.col("name") == fact)
    value, unknown = found["value"], found["unknown"]
    zero = value.str.contains(r"^0(\.00)?$").fill_null(value=False)
    return {
        "blank": (unknown == "blank in source").sum(),
        "999": (unknown == "coded unknown").sum(),
        "zero": int(zero.sum()),
        "other": int((value.is_not_null() & ~zero).sum()),
    }


def test_every_case_and_defendant_of_the_json_is_there(cases):
    document = cases.document
    assert (document.rows_in, document.rows_out, document.rows_quarantined) == (1246, 1246, 0)
    assert cases.statements["case_id"].n_unique() == 471
    assert cases.statements["defendant_id"].drop_nulls().n_unique() == 1246


@pytest.mark.parametrize(
    ("fact", "blank", "zero", "unknown"),
    [
        ("victims", 10, 18, 0),
        ("victims_minor", 30, 113, 0),
        ("victims_foreign", 34, 321, 0),
        ("victims_female", 19, 47, 0),
        ("victims_male", 82, 374, 0),
        ("docket_number", 0, 0, 0),
        ("state", 6, 0, 0),
    ],
)
def test_what_the_json_says_of_471_cases(cases, fact, blank, zero, unknown):
    expected = {"blank": blank, "999": unknown, "zero": zero, "other": 471 - blank - zero - unknown}
    assert tally(cases, fact) == expected


@pytest.mark.parametrize(
    ("fact", "blank", "zero", "unknown"),
    [
        ("gender", 2, 0, 0),
        ("arrest_age", 154, 0, 0),
        ("race", 67, 0, 0),
        ("arrested_on", 178, 0, 0),
        ("counts_charged", 2, 0, 0),
        ("counts_sentenced", 11, 88, 120),
        ("year_terminated", 144, 0, 0),
        ("prison_months", 136, 259, 2),
        ("probation_months", 213, 939, 0),
        ("forfeiture_charged", 279, 0, 0),
        ("forfeiture_ordered", 1212, 0, 0),
    ],
)
def test_what_the_json_says_of_1246_defendants(cases, fact, blank, zero, unknown):
    found = tally(cases, fact)
    assert (found["blank"], found["zero"], found["999"]) == (blank, zero, unknown)
    assert sum(found.values()) == 1246


def test_restitution_in_the_json_is_blank_zero_or_an_amount(cases):
    outcome = cases.statements.filter(pl.col("name") == "restitution_outcome")
    counts = dict(outcome["value"].value_counts().iter_rows())
    assert counts == {"ordered": 221, "none recorded": 688, None: 337}
    amounts = cases.statements.filter(
        (pl.col("name") == "restitution_usd") & pl.col("value").is_not_null()
    )["value"].cast(pl.Decimal(18, 2))
    assert (str(amounts.min()), str(amounts.max())) == ("1.00", "7758502.00")
    assert float(amounts.cast(pl.Float64).median() or 0) == 37_280


def test_the_statutes_of_the_json_are_as_often_charged_as_counted(cases):
    counted = {
        "18 U.S.C. § 1591": 601,
        "18 U.S.C. §§ 2421-2424": 458,
        "18 U.S.C. § 1594": 299,
        "8 U.S.C. § 1324": 273,
        "18 U.S.C. § 1589": 111,
        "18 U.S.C. §§ 1961-1968": 70,
        "8 U.S.C. § 1328": 61,
        "18 U.S.C. § 1592": 56,
        "18 U.S.C. §§ 1581-1588": 47,
        "18 U.S.C. § 1546": 41,
        "18 U.S.C. § 2251": 41,
        "18 U.S.C. § 1590": 37,
        "18 U.S.C. § 1512": 35,
        "18 U.S.C. § 2252": 28,
        "18 U.S.C. § 1028": 14,
        "18 U.S.C. § 1351": 1,
    }
    found = cases.statements.filter(pl.col("name") == "citation")["value"].drop_nulls()
    assert dict(found.value_counts().iter_rows()) == counted


def test_the_fines_of_the_json_are_exact(cases):
    found = tally(cases, "fine_usd")
    assert (found["zero"], found["blank"], found["999"]) == (1711, 573, 0)


def test_people_whom_the_json_marks_are_withheld(cases):
    names = cases.statements.filter(pl.col("name") == "name")
    withheld = names.filter(pl.col("unknown") == "withheld")
    assert withheld.height >= 16
    assert set(withheld["quoted"]) == {"(withheld)"}
    assert not names["quoted"].str.contains(r"(?i)\bbottom\b").any()


def test_every_defendant_of_the_sheet_is_there(sheet):
    document = sheet.document
    assert (document.rows_in, document.rows_out, document.rows_quarantined) == (290, 290, 0)


def test_restitution_in_the_sheet_is_blank_zero_or_an_amount(sheet):
    outcome = sheet.statements.filter(pl.col("name") == "restitution_outcome")
    counts = dict(outcome["value"].value_counts().iter_rows())
    assert counts == {"ordered": 53, "none recorded": 164, None: 73}


def test_what_the_sheet_leaves_open_stays_open(sheet):
    assert tally(sheet, "counts_sentenced")["999"] == 57
    forfeited = sheet.statements.filter(pl.col("name") == "forfeiture_ordered")
    counts = dict(forfeited["value"].value_counts().iter_rows())
    assert counts == {"false": 200, "true": 31, None: 59}
