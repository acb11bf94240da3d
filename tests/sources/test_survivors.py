"""People who may be victims are never named, and their stories and birth dates are never kept."""

from __future__ import annotations

import json

import pytest

from tests.sources.documents import (
    SHEET,
    case,
    defendant,
    one,
    read,
    read_json,
    read_sheet,
    set_aside,
    sheet_bytes,
    sheet_lines,
    sheet_row,
    unknowns,
    values,
)

MARKED = [
    "Bottom Girl",
    "Bottom 1 Girl",
    "BOTTOM GIRL",
    "bottom girl",
    "Bottom  Girl",
    "Bottom Girl #2",
    "Bottom Girl 2",
    "Bottom-Girl",
    "BottomGirl",
    "bottom_girl",
    "Bottom",
    "Bottom #3",
    "bottom bitch",
    "Bottom Bitch Candy",
    "Candy (bottom girl)",
    "Bottem Girl",
    "Botom Girl",
    "B0ttom Girl",
    "Bottom\u200b Girl",
    "Bot\u200btom Girl",
    "\u202eBottom Girl\u202c",
    "".join(chr(ord(letter) + 0xFEE0) for letter in "BottomGirl"),
    "Bottom\u00a0Girl",
    "Bottom Woman",
    "Girl, Bottom",
    "J.D. (minor)",
    "J.D. (a minor)",
    "J. D.",
    "J.D.",
    "J.D. 2",
    "Juvenile Male",
    "Juvenile 1",
    "Minor Victim 2",
    "Victim A",
    "Jane Doe",
    "Jane Doe #3",
]
NOT_MARKED = [
    "Ann Example",
    "Robert Bottoms",
    "Higginbottom",
    "J.D. Salinger",
    "J. Edgar Hoover",
    "Victor Girling",
    "Ann Bottomley",
    "Victoria Minorca",
    "Al B. Example",
    "Li Na",
    "A Example",
]


def written(extract):
    """Everything that an extract says, in one text."""
    tables = (extract.statements, extract.quarantine)
    return json.dumps([table.to_dicts() for table in tables], ensure_ascii=False) + repr(
        extract.document
    )


@pytest.mark.parametrize("name", MARKED)
def test_a_person_whom_the_source_marks_has_a_sentence_and_no_name(name):
    for extract in (
        read_json(one(Summary={"Name": name})),
        read_sheet(sheet_row(DefFirst="", DefLast=name)),
    ):
        assert values(extract, "name") == [None]
        assert unknowns(extract, "name") == ["withheld"]
        assert values(extract, "restitution_outcome") == ["ordered"]
        assert name not in written(extract)


@pytest.mark.parametrize("name", NOT_MARKED)
def test_an_ordinary_name_is_shown(name):
    assert values(read_json(one(Summary={"Name": name})), "name") == [name]


def test_a_mark_across_two_columns_is_seen():
    extract = read_sheet(sheet_row(DefFirst="Bottom", DefLast="Girl"))
    assert unknowns(extract, "name") == ["withheld"]


def test_who_is_marked_in_one_column_is_named_in_none():
    by_name = read_sheet(sheet_row(DefFirst="Bottom", DefLast="Girl", Alias="PLANTED ALIAS"))
    by_alias = read_sheet(sheet_row(DefLast="PLANTED NAME", Alias="Bottom Girl"))
    for extract in (by_name, by_alias):
        assert unknowns(extract, "name") == unknowns(extract, "alias") == ["withheld"]
        assert "PLANTED" not in written(extract)
        assert "Ann" not in written(extract)


def test_initials_are_an_ordinary_alias_and_a_blank_alias_stays_blank():
    extract = read_sheet(
        sheet_row(Alias="A.J."), sheet_row(CaseDef="1.2", DefLast="Bottom Girl", Alias="")
    )
    assert values(extract, "alias") == ["A.J.", None]
    assert unknowns(extract, "alias") == [None, "blank in source"]


PLANTED = "PLANTED"
BORN = "17760704"


def planted_person(**changes):
    person = defendant(Summary={"Name": "Bottom Girl"})
    person["Summary"] |= {"Birthdate": BORN, "Notes": PLANTED}
    return person | changes


def test_nothing_planted_is_left_in_a_document_however_broken():
    story = f"{PLANTED} prose of what was done to a person"
    documents = [
        {"10": case({"1": planted_person()})},
        {"10": case({"1": planted_person(Summary=[{"Name": PLANTED}])})},
        {"10": case({"1": planted_person(**{"Statute Sentencing": story})})},
        {"10": case({"1": {"Name": PLANTED}, "2": story})},
        {"10": case([planted_person()])},
        {"10": story, "11": case()},
        {"10": {"Case Summary": story}, "11": case()},
        {
            "10": case(
                {"1": defendant(Total={"Months Sentenced": f"{story}, and to another person"})}
            )
        },
        {"10": case(None, {"Total Victims": [{"Name": PLANTED}]})},
        {"10": case({"1": defendant(Total={"Restitution": {"Name": PLANTED}})})},
        {"10": case({"1": defendant(Statute={"Counts": [{"a": PLANTED}, 2]})})},
        {"10": case() | {"Judges": {"Name": [{"a": story}]}}},
    ]
    for document in documents:
        text = json.dumps(document)
        assert PLANTED in text
        for content in (text, text.replace('"11"', '"10"'), text.replace('"2"', '"1"')):
            told = written(read(content.encode()))
            assert PLANTED not in told
            assert BORN not in told
            assert "Bottom" not in told


@pytest.mark.parametrize(
    "break_row",
    [
        lambda row: row,
        lambda row: [*row, "x"],
        lambda row: row[:-3],
        lambda row: row[2:],
        lambda row: ["", *row],
        lambda row: [PLANTED, *row[1:]],
        lambda row: ["Bottom Girl", *row[1:]],
        lambda row: [*row[:16], *(cell.replace(",", "\n") for cell in row[16:17]), *row[17:], ""],
    ],
)
def test_nothing_planted_is_left_in_a_sheet_however_broken(break_row):
    planted = sheet_row(
        CaseDef="1.2",
        DefFirst="Bottom",
        DefLast="Girl",
        Alias=f"{PLANTED} alias",
        CaseSummary=f'{PLANTED} prose, "quoted", of what was done',
        Birthdate=BORN,
    )
    header, first, second = sheet_lines([sheet_row(CaseSummary=PLANTED, Birthdate=BORN), planted])
    content = sheet_bytes([header, first, break_row(second)])
    for broken in (
        content,
        content.replace(b'""quoted', b'"quoted'),
        content + b'"1.3,' + PLANTED.encode(),
    ):
        told = written(read(broken, SHEET))
        assert PLANTED not in told
        assert BORN not in told
        assert "Bottom" not in told


def test_the_number_of_defendants_is_shown_only_as_a_number():
    document = {"10": case(None, None, **{"# Defendants": f"{PLANTED} words"})}
    extract = read_json(document)
    assert len(set_aside(extract, "Summary → # Defendants")) == 1
    assert PLANTED not in written(extract)
