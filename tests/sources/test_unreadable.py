"""A value that cannot be read is named, kept as unknown, and stops nothing else."""

from __future__ import annotations

import pytest

from tests.sources.documents import (
    one,
    read_json,
    read_sheet,
    set_aside,
    sheet_row,
    unknowns,
    values,
)

RESTITUTION = "Total Sentencing → Restitution"


def test_an_amount_with_a_letter_in_it_is_named_with_its_field_place_and_doubt():
    extract = read_json(one(Total={"Restitution": "$1,2O0"}))
    (row,) = set_aside(extract, RESTITUTION)
    assert row["place"] == f"10 → 1 → {RESTITUTION}"
    assert row["value"] == "$1,2O0"
    assert "is not an amount of dollars" in row["why"]
    assert "(a letter O?)" in row["why"]
    assert "kept as unknown, the rest of this record is taken in" in row["why"]
    assert extract.quarantine.height == 1


def test_the_same_amount_in_the_spreadsheet_is_named_in_the_same_words():
    extract = read_sheet(sheet_row(Restitution="$1,2O0"))
    (row,) = set_aside(extract, "Restitution")
    assert row["place"] == "line 2 → Restitution"
    assert "is not an amount of dollars such as $1,860.00 (a letter O?)" in row["why"]


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("$1.2 million", "(write the figure out)"),
        ("$15k", "(write the figure out)"),
        ("TBD", "(not yet determined?)"),
        ("To be determined", "(not yet determined?)"),
        ("-$500", "(below zero?)"),
        ("($500)", "(below zero?)"),
        ("l00", "(a letter l?)"),
        ("$1,86", ""),
        ("12.345", ""),
        ("€500", ""),
        ("true", ""),
        ("99999999999999999999", ""),
    ],
)
def test_what_is_no_amount_is_unknown_and_never_none(written, doubt):
    extract = read_json(one(Total={"Restitution": written}))
    assert values(extract, "restitution_outcome") == [None]
    assert values(extract, "restitution_usd") == [None]
    assert unknowns(extract, "restitution_outcome") == ["unreadable"]
    (row,) = set_aside(extract, RESTITUTION)
    assert doubt in row["why"]
    assert (")" in row["why"]) == bool(doubt)


@pytest.mark.parametrize(
    ("written", "usd"),
    [
        ("$1,860", "1860.00"),
        ("$1,860.05", "1860.05"),
        ("1860.5", "1860.50"),
        (1860, "1860.00"),
        (1860.5, "1860.50"),
        ("$ 1,860", "1860.00"),
        ("$9,999,999,999,999.99", "9999999999999.99"),
    ],
)
def test_money_is_exact_to_the_cent(written, usd):
    extract = read_json(one(Total={"Restitution": written}))
    assert values(extract, "restitution_usd") == [usd]
    assert values(extract, "restitution_outcome") == ["ordered"]


def test_zero_is_none_recorded_and_a_blank_is_unknown():
    zero = read_json(one(Total={"Restitution": "$0"}))
    blank = read_json(one(Total={"Restitution": None}))
    assert values(zero, "restitution_outcome") == ["none recorded"]
    assert unknowns(zero, "restitution_usd") == ["not applicable"]
    assert values(blank, "restitution_outcome") == [None]
    assert unknowns(blank, "restitution_outcome") == ["blank in source"]


@pytest.mark.parametrize("day", ["2011-02-30", "0000-00-00", "1066-10-14", "3/2010", "31/12/2010"])
def test_a_day_that_no_calendar_has_is_unknown(day):
    extract = read_json(one(Arrest={"Arrest Date": day}))
    assert unknowns(extract, "arrested_on") == ["unreadable"]
    (row,) = set_aside(extract, "Arrest Details → Arrest Date")
    assert "is not a day of the calendar such as 2010-03-17 or 3/17/2010" in row["why"]


def test_an_unreadable_day_of_charge_is_listed_though_the_year_is_then_inferred():
    extract = read_json(one(Arrest={"Charge Date": "2010-13-45"}))
    assert values(extract, "charged_first") == ["2010-01-01"]
    assert values(extract, "charged_last") == ["2010-12-31"]
    (row,) = set_aside(extract, "Arrest Details → Charge Date")
    assert row["value"] == "2010-13-45"


def test_an_unreadable_year_is_listed_though_the_docket_number_tells_it():
    document = one()
    document["10"]["Summary"]["Year"] = "2O10"
    extract = read_json(document)
    assert values(extract, "year_filed") == ["2010"]
    (row,) = set_aside(extract, "Summary → Year")
    assert row["value"] == "2O10"


@pytest.mark.parametrize("written", ["999", "999.0", 999, 999.0])
def test_999_is_coded_unknown_however_it_is_written(written):
    extract = read_json(one(Total={"Months Sentenced": written, "Total Sentences": written}))
    assert values(extract, "prison_months") == [None]
    assert unknowns(extract, "prison_months") == ["coded unknown"]
    assert unknowns(extract, "counts_sentenced") == ["coded unknown"]
    assert values(extract, "sentence_status") == ["to come"]
    assert extract.quarantine.is_empty()


@pytest.mark.parametrize("written", ["12.5", "-3", "1e3", "10" * 20, "twelve", True, [1, 2], {}])
def test_what_is_no_whole_number_is_unknown(written):
    extract = read_json(one(Total={"Months Sentenced": written}))
    assert values(extract, "prison_months") == [None]
    assert unknowns(extract, "prison_months") == ["unreadable"]
    assert len(set_aside(extract, "Total Sentencing → Months Sentenced")) == 1


def test_cells_that_a_data_frame_wrote_as_decimals_are_whole_numbers():
    extract = read_sheet(sheet_row(FelSentenced="12.0", NumVic="3.0", JudgeTenure="1999.0"))
    assert values(extract, "counts_sentenced") == ["12"]
    assert values(extract, "sentence_status") == ["passed"]
    assert values(extract, "victims") == ["3"]
    assert values(extract, "judge_since") == ["1999"]
    assert extract.quarantine.is_empty()
