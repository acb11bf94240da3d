"""Other editions of the spreadsheet: other orders, headings, delimiters, encodings and statutes."""

from __future__ import annotations

import random

import pytest
from polars.testing import assert_frame_equal

from amends.sources.extract import SourceError
from tests.sources.documents import (
    SHEET,
    read,
    read_sheet,
    set_aside,
    sheet_bytes,
    sheet_header,
    sheet_lines,
    sheet_row,
    unknowns,
    values,
)

SECOND = sheet_row(CaseDef="1.2", DefLast="Sample", DefFirst="Zoë", Restitution="0")
FACTS = ["case_id", "defendant_id", "count_id", "name", "value", "unknown"]


@pytest.fixture
def plain():
    return read_sheet(sheet_row(), SECOND)


def same_facts(one, other):
    order = ["case_id", "defendant_id", "name", "count_id"]
    assert_frame_equal(
        one.statements.select(FACTS).sort(order), other.statements.select(FACTS).sort(order)
    )


def test_the_ordinary_sheet_is_read_whole(plain):
    assert plain.quarantine.is_empty()
    assert (plain.document.rows_in, plain.document.rows_out) == (2, 2)
    assert values(plain, "name") == ["Ann Example", "Zoë Sample"]
    assert values(plain, "citation") == ["18 U.S.C. § 1591", "18 U.S.C. § 1591"]
    assert values(plain, "district") == ["S.D. Texas"]
    assert values(plain, "circuit") == ["5"]
    assert values(plain, "restitution_outcome") == ["ordered", "none recorded"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_delimiter_and_line_ends_change_no_fact(plain, encoding, delimiter, end):
    lines = sheet_lines([sheet_row(), SECOND])
    same_facts(read(sheet_bytes(lines, delimiter, encoding, end), SHEET), plain)


def test_an_encoding_that_was_guessed_is_named():
    lines = sheet_lines([sheet_row(), SECOND])
    extract = read(sheet_bytes(lines, encoding="cp1252"), SHEET)
    (note,) = extract.quarantine.to_dicts()
    assert note["place"] == "line 3"
    assert note["why"] == "not UTF-8 from here on; the file was read as Windows-1252"


def test_zero_bytes_are_passed_over_and_counted(plain):
    content = sheet_bytes(sheet_lines([sheet_row(), SECOND])).replace(b"Ann", b"A\0nn")
    extract = read(content, SHEET)
    same_facts(extract, plain)
    (note,) = extract.quarantine.to_dicts()
    assert note["why"] == "1 zero bytes were passed over"


def test_columns_may_stand_in_another_order(plain):
    header = sheet_header()
    random.Random(7).shuffle(header)
    same_facts(read(sheet_bytes(sheet_lines([sheet_row(), SECOND], header)), SHEET), plain)


def test_the_circuit_may_stand_before_the_part_of_the_state(plain):
    lines = sheet_lines([sheet_row(), SECOND], districts=("5", "Southern"))
    same_facts(read(sheet_bytes(lines), SHEET), plain)


def test_a_second_column_of_the_same_name_may_have_been_numbered(plain):
    lines = sheet_lines([sheet_row(), SECOND])
    second = len(lines[0]) - 1 - lines[0][::-1].index("FedDistrict")
    lines[0][second] = "FedDistrict.1"
    same_facts(read(sheet_bytes(lines), SHEET), plain)


@pytest.mark.parametrize(
    "rewritten",
    [
        str.upper,
        str.lower,
        lambda n: f" {n} ",
        "_".join,
        lambda n: n.replace("Def", "Def "),
    ],
)
def test_names_of_columns_may_have_other_capitals_blanks_and_underscores(plain, rewritten):
    lines = sheet_lines([sheet_row(), SECOND])
    lines[0] = [name if name[0].isdigit() else rewritten(name) for name in lines[0]]
    lines[0] = [name.replace("1_5_9_1", "1591").replace("1_5_8_9", "1589") for name in lines[0]]
    same_facts(read(sheet_bytes(lines), SHEET), plain)


def test_title_rows_above_the_header_are_passed_over(plain):
    lines = sheet_lines([sheet_row(), SECOND])
    titled = [['Federal prosecutions, "third" edition'], [], ["Updated", "5/1/2016"], *lines]
    extract = read(sheet_bytes(titled), SHEET)
    same_facts(extract, plain)
    assert extract.statements["place"][0].startswith("line 5")


def test_a_heading_under_the_header_is_no_defendant(plain):
    lines = sheet_lines([sheet_row(), SECOND])
    labels = [f"what {name} means" if not any(map(str.isdigit, name)) else "" for name in lines[0]]
    extract = read(sheet_bytes([lines[0], labels, *lines[1:]]), SHEET)
    same_facts(extract, plain)
    assert extract.document.rows_in == 2
    assert extract.quarantine["why"].to_list() == ["a second heading, not a defendant"]


def test_headings_without_an_id_label_and_blank_rows_are_no_defendants_either(plain):
    lines = sheet_lines([sheet_row(), SECOND])
    blank = [""] * len(lines[0])
    grouped = ["", *["Person"] * 4, *blank[5:]]
    content = sheet_bytes([lines[0], grouped, blank, lines[1], blank, [], lines[2], []])
    extract = read(content, SHEET)
    same_facts(extract, plain)
    assert extract.document.rows_in == 2


@pytest.mark.parametrize(
    ("written", "citation"),
    [
        ("1594", "18 U.S.C. § 1594"),
        ("1597", "18 U.S.C. § 1597"),
        ("2251", "18 U.S.C. § 2251"),
        ("2252A", "18 U.S.C. § 2252A"),
        ("2252a", "18 U.S.C. § 2252A"),
        ("1593A", "18 U.S.C. § 1593A"),
        ("2421to2424", "18 U.S.C. §§ 2421-2424"),
        ("2421_to_2424", "18 U.S.C. §§ 2421-2424"),
        ("1324", "8 U.S.C. § 1324"),
        ("371", "18 U.S.C. § 371"),
        ("1512", "18 U.S.C. § 1512"),
    ],
)
def test_statutes_are_found_in_the_header_whichever_they_are(written, citation):
    row = sheet_row(
        **{
            "1591": "0",
            "Counts1591": "0",
            written: "1",
            f"Counts{written}": "2",
            f"PleaGuilty{written}": "1",
        }
    )
    lines = sheet_lines([row], sheet_header(("1591", written)))
    extract = read(sheet_bytes(lines), SHEET)
    assert values(extract, "citation") == [citation]
    assert values(extract, "charged") == ["2"]
    assert values(extract, "pleaded_guilty") == ["1"]


def test_a_statute_without_a_flag_is_charged_when_it_has_counts():
    header = [name for name in sheet_header() if name not in ("1591", "1589")]
    extract = read(sheet_bytes(sheet_lines([sheet_row(Counts1589="0")], header)), SHEET)
    assert values(extract, "citation") == ["18 U.S.C. § 1591"]
    assert extract.quarantine.is_empty()


def test_days_may_be_written_as_iso_days_and_as_time_stamps():
    extract = read_sheet(sheet_row(ChargeDate="2008-03-17", SentDate="2009-02-03 00:00:00"))
    assert values(extract, "charged_first") == ["2008-03-17"]
    assert values(extract, "sentenced_on") == ["2009-02-03"]


def test_a_missing_optional_column_is_named_and_its_facts_are_not_invented():
    header = [name for name in sheet_header() if name not in ("SentDate", "Alias")]
    extract = read(sheet_bytes(sheet_lines([sheet_row()], header)), SHEET)
    assert values(extract, "sentenced_on") == []
    assert values(extract, "restitution_usd") == ["123041.66"]
    assert "missing or renamed" in set_aside(extract, "SentDate")[0]["why"]
    assert len(set_aside(extract, "Alias")) == 1


@pytest.mark.parametrize("column", ["CaseDef", "CaseNum", "Restitution"])
def test_a_column_that_the_audit_cannot_do_without_is_asked_for_by_name(column):
    lines = sheet_lines([sheet_row()])
    lines[0] = [f"{name}ing" if name == column else name for name in lines[0]]
    with pytest.raises(
        SourceError,
        match=rf"wide.csv, line 1: the column '{column}' is missing or renamed \('{column}ing'\?\)",
    ):
        read(sheet_bytes(lines), SHEET)


def test_a_sheet_without_any_statute_is_another_layout():
    lines = sheet_lines([sheet_row()], [*sheet_header(()), "PleaGuilty"])
    with pytest.raises(SourceError, match="no statute's columns were found"):
        read(sheet_bytes(lines), SHEET)


def test_a_last_zero_that_a_spreadsheet_dropped_is_given_back():
    rows = [sheet_row(CaseDef=f"3.{n}", DefLast=f"Person{n}") for n in range(1, 10)]
    rows.insert(1, sheet_row(CaseDef="3.1", DefLast="Tenth"))
    extract = read_sheet(*rows)
    names = extract.statements.filter(extract.statements["name"] == "name")
    assert dict(names.select("defendant_id", "value").iter_rows())["10"] == "Ann Tenth"
    (row,) = set_aside(extract, "CaseDef")
    assert (
        row["why"]
        == "also stands on line 2; taken in as 3/10, whose last zero a spreadsheet dropped"
    )
    assert extract.document.rows_out == 10


def test_the_same_id_for_two_people_of_a_small_case_keeps_both():
    extract = read_sheet(sheet_row(), sheet_row(DefLast="Other"))
    assert values(extract, "name") == ["Ann Example", "Ann Other"]
    assert extract.document.rows_out == 2
    assert "also stands on line 2" in set_aside(extract, "CaseDef")[0]["why"]


def test_a_row_that_comes_twice_word_for_word_is_one_defendant():
    extract = read_sheet(sheet_row(), sheet_row(), SECOND)
    assert values(extract, "name") == ["Ann Example", "Zoë Sample"]
    document = extract.document
    assert (document.rows_in, document.rows_out, document.rows_quarantined) == (3, 2, 1)


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only():
    header, *rows = sheet_lines([sheet_row(CaseDef=f"1.{n}") for n in range(1, 6)])
    content = sheet_bytes([header, *rows]).replace(b"1.2,1,Example", b'1.2,1,"Example')
    extract = read(content, SHEET)
    assert extract.statements.filter(extract.statements["name"] == "name")[
        "defendant_id"
    ].to_list() == ["1", "3", "4", "5"]
    assert (extract.document.rows_in, extract.document.rows_quarantined) == (5, 1)
    (row,) = extract.quarantine.to_dicts()
    assert (row["place"], row["value"]) == ("line 3", "1.2")
    assert row["why"] == "a quotation mark is never closed; set aside whole"


def test_a_cell_may_hold_line_ends():
    extract = read_sheet(sheet_row(CaseSummary='one,\n"two"\r\n\nthree'), SECOND)
    assert values(extract, "name") == ["Ann Example", "Zoë Sample"]
    assert extract.quarantine.is_empty()


def test_a_row_with_a_cell_too_many_or_too_few_is_set_aside_whole_without_its_words():
    header, first, second = sheet_lines([sheet_row(), SECOND])
    for wrong in ([*second, "x"], second[:-1]):
        extract = read(sheet_bytes([header, first, wrong]), SHEET)
        assert values(extract, "name") == ["Ann Example"]
        assert (extract.document.rows_in, extract.document.rows_quarantined) == (2, 1)
        (row,) = extract.quarantine.to_dicts()
        assert (row["place"], row["value"]) == ("line 3", "1.2")
        assert f"{len(wrong)} cells under {len(header)} columns" in row["why"]


def test_blank_cells_after_the_last_column_are_nothing(plain):
    header, *rows = sheet_lines([sheet_row(), SECOND])
    same_facts(read(sheet_bytes([header, *([*row, "", ""] for row in rows)]), SHEET), plain)


def test_a_row_without_an_id_is_taken_in_by_its_docket_number_or_set_aside():
    extract = read_sheet(
        sheet_row(), sheet_row(CaseDef="", DefLast="Blank"), sheet_row(CaseDef="", CaseNum="none")
    )
    assert values(extract, "name") == ["Ann Example", "Ann Blank"]
    assert (extract.document.rows_in, extract.document.rows_quarantined) == (3, 1)


def test_formulas_and_marks_from_right_to_left_stay_text():
    extract = read_sheet(sheet_row(DefFirst="=HYPERLINK(1)", DefLast="\u202egnorw\u202c"))
    assert values(extract, "name") == ["=HYPERLINK(1) gnorw"]


def test_a_blank_flag_with_blank_counts_is_not_known_and_said_so():
    extract = read_sheet(sheet_row(**{"1589": ""}))
    assert values(extract, "citation") == ["18 U.S.C. § 1591"]
    assert "not known" in set_aside(extract, "1589")[0]["why"]


def test_what_a_case_gives_twice_differently_is_named():
    extract = read_sheet(sheet_row(NumVic="3"), sheet_row(CaseDef="1.2", NumVic="4"))
    assert values(extract, "victims") == ["3"]
    assert "2 different values for the whole case" in set_aside(extract, "NumVic")[0]["why"]


def test_unknown_numbers_of_victims_stay_unknown():
    extract = read_sheet(sheet_row(NumVic="", NumVicMinor="999"))
    assert unknowns(extract, "victims") == ["blank in source"]
    assert unknowns(extract, "victims_minor") == ["coded unknown"]
