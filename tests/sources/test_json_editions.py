"""Other editions of the JSON: other types, missing and renamed keys, ids that come twice."""

from __future__ import annotations

import json

import pytest

from amends.sources.extract import SourceError
from tests.sources.documents import (
    case,
    defendant,
    json_bytes,
    one,
    read,
    read_json,
    set_aside,
    unknowns,
    values,
)

STATUTES = {
    "Statute": ["1591", None, "1594"],
    "Counts": ["1", "2", None],
    "Counts NP": [None, None, None],
    "Plea Dismissed": ["0", "0", "0"],
    "Plea Guilty": ["1", "0", "999"],
    "Trial Guilty": ["0", "0", "0"],
    "Trial NG": ["0", "0", "0"],
    "Fines": ["$0", None, "$1,000"],
    "Months Sentenced": ["12", "24", "1200"],
    "Months Probation": ["0", "0", "0"],
}


def counted(extract):
    document = extract.document
    return document.rows_in, document.rows_out, document.rows_quarantined


def test_an_ordinary_document_is_read_whole():
    extract = read_json(one())
    assert extract.quarantine.is_empty()
    assert counted(extract) == (1, 1, 0)
    assert values(extract, "citation") == ["18 U.S.C. § 1591"]
    assert values(extract, "victims") == ["3"]
    assert unknowns(extract, "victims_male") == ["blank in source"]


def test_parallel_lists_are_one_charge_a_statute_and_a_null_in_them_is_unknown():
    extract = read_json(one(Statute=STATUTES))
    assert values(extract, "citation") == ["18 U.S.C. § 1591", None, "18 U.S.C. § 1594"]
    assert unknowns(extract, "citation") == [None, "blank in source", None]
    assert values(extract, "charged") == ["1", "2", None]
    assert unknowns(extract, "pleaded_guilty") == [None, None, "coded unknown"]
    assert values(extract, "fine_usd") == ["0.00", None, "1000.00"]
    assert extract.quarantine.is_empty()


def test_a_list_of_another_length_belongs_to_nobody():
    extract = read_json(one(Statute={**STATUTES, "Plea Guilty": ["1", "0"]}))
    assert values(extract, "pleaded_guilty") == [None, None, None]
    assert values(extract, "charged") == ["1", "2", None]
    (row,) = set_aside(extract, "Statute Sentencing → Plea Guilty")
    assert (row["place"], row["value"]) == ("10 → 1", '["1", "0"]')
    assert row["why"].startswith("2 values stand beside 3 statutes")


def test_lists_without_their_statutes_are_charges_under_an_unknown_statute():
    extract = read_json(one(Statute={**STATUTES, "Statute": None}))
    assert values(extract, "citation") == [None, None, None]
    assert values(extract, "pleaded_guilty") == ["1", "0", None]


def test_numbers_and_booleans_are_read_like_their_strings():
    written = one(
        Total={"Restitution": 1860, "Months Sentenced": 120.0, "Charged with Forfeiture": False},
        Statute={"Statute": 1591, "Counts": 2, "Fines": 12.5},
    )
    written["10"]["Summary"] |= {"Year": 2010, "Federal District": 5.0, "# Defendants": 1}
    extract = read_json(written)
    assert values(extract, "restitution_usd") == ["1860.00"]
    assert values(extract, "prison_months") == ["120"]
    assert values(extract, "forfeiture_charged") == ["false"]
    assert values(extract, "citation") == ["18 U.S.C. § 1591"]
    assert values(extract, "fine_usd") == ["12.50"]
    assert values(extract, "year_filed") == ["2010"]
    assert values(extract, "circuit") == ["5"]
    assert extract.quarantine.is_empty()


@pytest.mark.parametrize("statute", [1591.0, "1591.0", " 1591 ", "18:1591", "18 U.S.C. § 1591"])
def test_a_statute_is_the_same_however_it_is_written(statute):
    assert values(read_json(one(Statute={"Statute": statute})), "citation") == ["18 U.S.C. § 1591"]


def test_a_key_that_one_defendant_lacks_is_unknown_for_this_one_only():
    lacking = defendant()
    del lacking["Total Sentencing"]["Restitution"]
    extract = read_json({"10": case({"1": lacking, "2": defendant()})})
    assert values(extract, "restitution_outcome") == [None, "ordered"]
    assert extract.quarantine.is_empty()


def test_a_key_that_nobody_has_is_named_as_missing_or_renamed():
    lacking = defendant()
    lacking["Total Sentencing"]["Restitution Ordered"] = lacking["Total Sentencing"].pop(
        "Restitution"
    )
    del lacking["Statute Sentencing"]["Fines"]
    extract = read_json({"10": case({"1": lacking})})
    assert unknowns(extract, "restitution_outcome") == ["blank in source"]
    (row,) = set_aside(extract, "Total Sentencing → Restitution")
    assert "missing or renamed" in row["why"]
    assert len(set_aside(extract, "Fines")) == 1


@pytest.mark.parametrize("section", ["Total Sentencing", "Summary", "Statute Sentencing"])
@pytest.mark.parametrize("held", [None, "words", ["PLANTED PROSE"], 5])
def test_a_section_that_is_no_object_costs_its_own_values_only(section, held):
    lacking = defendant() | {section: held}
    extract = read_json({"10": case({"1": lacking, "2": defendant()})})
    assert counted(extract) == (2, 2, 0)
    assert values(extract, "arrested_on") == ["2010-03-01", "2010-03-01"]
    (row,) = [row for row in set_aside(extract, section) if row["place"] == "10 → 1"]
    assert row["value"] == ""
    assert "its values are unknown" in row["why"]


@pytest.mark.parametrize("held", [None, "words", [], {}, {"Other": {}}])
def test_a_defendant_without_any_section_is_set_aside_whole(held):
    extract = read_json({"10": case({"1": held, "2": defendant()})})
    assert counted(extract) == (2, 1, 1)
    assert values(extract, "restitution_outcome") == ["ordered"]


def test_a_case_without_defendants_is_a_case():
    extract = read_json({"10": case({}), "11": case()})
    assert values(extract, "victims") == ["3", "3"]
    assert counted(extract) == (1, 1, 0)


def test_a_case_whose_defendants_are_not_there_is_a_case_and_its_number_is_compared():
    bare = case({}, None, **{"# Defendants": "4"})
    del bare["Defendant Details"]
    extract = read_json({"10": bare, "11": case()})
    assert values(extract, "victims") == ["3", "3"]
    (row,) = set_aside(extract, "Summary → # Defendants")
    assert row["value"] == "4"
    assert row["why"].startswith("not the number of defendants that the case holds: 0")


@pytest.mark.parametrize("held", ["words", [], [{}], 7, True])
def test_a_case_of_another_shape_is_set_aside_and_the_others_are_kept(held):
    extract = read_json({"10": held, "11": case()})
    assert counted(extract) == (2, 1, 1)
    assert values(extract, "victims") == ["3"]
    extract = read_json({"10": case(held), "11": case()})
    assert counted(extract) == (2, 1, 1)
    assert values(extract, "victims") == ["3", "3"]


@pytest.mark.parametrize("judges", [None, "Bea Bench", [], {}, {"Name": []}])
def test_judges_may_be_missing(judges):
    extract = read_json({"10": case() | {"Judges": judges}})
    assert values(extract, "judge") == []
    assert counted(extract) == (1, 1, 0)


def test_two_judges_stand_in_parallel_lists():
    judges = {"Name": ["Bea Bench", "Jo Robe"], "Tenure": ["1999"], "Appointed By": None}
    extract = read_json({"10": case() | {"Judges": judges}})
    assert values(extract, "judge") == ["Bea Bench", "Jo Robe"]
    assert values(extract, "judge_since") == ["1999", None]


@pytest.mark.parametrize("held", [["Ann", "Bea"], {"First": "Ann"}, [{"a": "b"}], [], {}])
def test_a_list_or_object_where_a_text_should_be_is_no_text(held):
    extract = read_json(one(Summary={"Name": held, "Race": held}))
    assert values(extract, "race") == [None]
    assert unknowns(extract, "race") == ["unreadable"]
    assert "First" not in str(extract.statements.to_dicts())


def twice(first, second, key='"1"'):
    """A document in which a key comes twice, which no dictionary can hold."""
    return json_bytes({"10": case({"1": first, "once": second})}).replace(b'"once"', key.encode())


def test_a_defendant_id_that_comes_twice_is_read_last_and_set_aside_first():
    extract = read(twice(defendant(Total={"Restitution": "$5"}), defendant()))
    assert values(extract, "restitution_usd") == ["1860.00"]
    assert counted(extract) == (2, 1, 1)
    (row,) = [row for row in extract.quarantine.to_dicts() if row["place"] == "10 → 1"]
    assert row["why"].startswith("comes again later in the same object")


def test_a_case_id_that_comes_twice_takes_its_defendants_along():
    document = {"10": case({"1": defendant(), "2": defendant()}), "11": case({"3": defendant()})}
    extract = read(json_bytes(document).replace(b'"11"', b'"10"'))
    assert values(extract, "restitution_outcome") == ["ordered"]
    assert counted(extract) == (3, 1, 2)


def test_a_field_that_comes_twice_is_named_with_the_value_that_was_not_read():
    content = json_bytes(one()).replace(
        b'"Restitution": "$1,860"', b'"Restitution": "$7", "Restitution": "$1,860"'
    )
    extract = read(content)
    assert values(extract, "restitution_usd") == ["1860.00"]
    (row,) = set_aside(extract, "Total Sentencing → Restitution")
    assert (row["place"], row["value"]) == ("10 → 1", "$7")
    assert counted(extract) == (1, 1, 0)


def test_quotation_marks_and_colons_within_texts_are_no_keys():
    extract = read_json(one(Summary={"Name": 'Ann "the": one": Example'}))
    assert extract.quarantine.is_empty()


@pytest.mark.parametrize("key", ["__proto__", "constructor", "", "=1+1", "\u202e01", "a → b"])
def test_an_id_may_be_any_text(key):
    extract = read_json({key: case({key: defendant()})})
    assert extract.statements["case_id"].unique().to_list() == [key]
    assert values(extract, "restitution_outcome") == ["ordered"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_encoding_gives_the_same_name(encoding):
    text = json.dumps(one(Summary={"Name": "Zoë Sample"}), ensure_ascii=False)
    extract = read(text.encode(encoding))
    assert values(extract, "name") == ["Zoë Sample"]


def test_an_encoding_that_was_guessed_is_named():
    text = json.dumps(one(Summary={"Name": "Zoë Sample"}), ensure_ascii=False)
    (row,) = read(text.encode("cp1252")).quarantine.to_dicts()
    assert row["why"] == "not UTF-8 from here on; the file was read as Windows-1252"


def test_half_a_character_is_replaced_and_said_so():
    content = json_bytes(one(Summary={"Name": "Ann Example"})).replace(b"Ann", rb"\ud800\\ud800")
    extract = read(content)
    assert values(extract, "restitution_outcome") == ["ordered"]
    assert any("half a character" in why for why in extract.quarantine["why"])


def test_what_data_frames_write_for_a_blank_is_a_blank():
    content = json_bytes(one()).replace(b'"$1,860"', b"NaN").replace(b'"120"', b"Infinity")
    extract = read(content)
    assert unknowns(extract, "restitution_outcome") == ["blank in source"]
    assert unknowns(extract, "prison_months") == ["unreadable"]
    assert any(why.startswith("not strict JSON") for why in extract.quarantine["why"])


def test_a_number_of_thousands_of_digits_is_unreadable_and_no_more():
    content = json_bytes(one()).replace(b'"$1,860"', b"9" * 10_000)
    extract = read(content)
    assert unknowns(extract, "restitution_outcome") == ["unreadable"]
    (row,) = set_aside(extract, "Total Sentencing → Restitution")
    assert row["value"] == "(a text of more than 60 characters)"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_short_says_where(kept):
    content = json_bytes(one())
    where = r"case_data.json, line \d+, column \d+: not JSON from here on .* fetch it again"
    with pytest.raises(SourceError, match=rf"{where}|not a layout"):
        read(content[: int(len(content) * kept)])


@pytest.mark.parametrize("opened", [b"[", b'{"Defendant Details":'])
def test_a_hundred_thousand_levels_are_refused(opened):
    with pytest.raises(SourceError, match=r"depth limit exceeded|not a layout"):
        read(b'{"Defendant Details": ' + opened * 100_000)


@pytest.mark.parametrize("depth", [200, 900, 1000])
def test_levels_that_a_parser_bears_are_no_text(depth):
    nested = b"[" * depth + b"]" * depth
    extract = read(json_bytes(one()).replace(b'"$1,860"', nested))
    assert unknowns(extract, "restitution_outcome") == ["unreadable"]


def test_many_levels_where_a_key_comes_twice_are_refused_or_read_but_never_a_crash():
    nested = b"[" * 1000 + b"]" * 1000
    repeated = b'"Restitution": ' + nested + b', "Restitution": "$1"'
    content = json_bytes(one()).replace(b'"Restitution": "$1,860"', repeated)
    with pytest.raises(SourceError, match="nested a thousand levels deep"):
        read(content)


@pytest.mark.parametrize("content", [b"", b" \n", b"{}", b"[]", b"null", b'"Defendant Details"'])
def test_a_file_without_a_case_is_refused(content):
    with pytest.raises(SourceError, match=r"case_data.json: (the file is empty|not a layout)"):
        read(content)


def test_an_object_that_only_speaks_of_defendants_is_read_as_cases_of_another_shape():
    extract = read(b'{"a": "Defendant Details", "Defendant Details": null}')
    assert counted(extract) == (2, 0, 2)
