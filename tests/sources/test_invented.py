"""The invented sample: the same for everybody, like the source in every quirk, and about nobody."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from amends.sources.invented import SampleFiles, write_sample

CHAPTER_77 = {"1581_to_1588", "1589", "1590", "1591", "1592", "1594"}
ACT_OF_2000 = "2000-10-28"
PINNED = {
    "invented_cases.json": "4ec79c88c73cfe45f212bcf9b56613cdafd096c62ff351cf45d1d5f83a16a95a",
    "invented_wide.csv": "60d026c0d1b4ccbc1e7772adad9f957ff4b5718cf61bed847d19f50b4508160d",
    "read_dockets.jsonl": "5fc7a39f5aeade2502a1ef530cde11737684d02c85241fccc2cc93938943d11e",
}


@dataclass(frozen=True)
class Sample:
    """The three files, read plainly; `rows` are the CSV's data rows by position."""

    files: SampleFiles
    cases: dict[str, Any]
    header: list[str]
    rows: list[list[str]]
    readings: list[dict[str, str]]

    def defendants(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        for case in self.cases.values():
            for defendant in case["Defendant Details"].values():
                yield case, defendant

    def column(self, name: str) -> list[str]:
        return [row[self.header.index(name)] for row in self.rows]


def read_sample(files: SampleFiles) -> Sample:
    with files.wide.open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    lines = files.read_dockets.read_text(encoding="utf-8").splitlines()
    cases = json.loads(files.cases.read_bytes())
    return Sample(files, cases, header, rows, [json.loads(line) for line in lines])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_sample(write_sample(tmp_path_factory.mktemp("sample")))


def listed(value: str | list[str | None] | None) -> list[str | None]:
    return value if isinstance(value, list) else [value]


def guilty_of(defendant: dict[str, Any]) -> set[str]:
    """The statutes of which at least one count was pleaded or found guilty."""
    charges = defendant["Statute Sentencing"]
    columns = (listed(charges[field]) for field in ("Statute", "Plea Guilty", "Trial Guilty"))
    return {
        statute
        for statute, pleaded, convicted in zip(*columns, strict=True)
        if statute and int(pleaded or 0) + int(convicted or 0)
    }


def charged_under(defendant: dict[str, Any]) -> set[str | None]:
    return set(listed(defendant["Statute Sentencing"]["Statute"]))


def restitution(defendant: dict[str, Any]) -> str | None:
    written: str | None = defendant["Total Sentencing"]["Restitution"]
    return written


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for below in value.values():
            yield from leaves(below)
    elif isinstance(value, list):
        for below in value:
            yield from leaves(below)
    else:
        yield value


# The same for everybody


def contents(files: SampleFiles) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in astuple(files)}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first = contents(write_sample(tmp_path / "first", seed=7, cases=120))
    assert contents(write_sample(tmp_path / "second", seed=7, cases=120)) == first


def test_another_seed_gives_another_nation(tmp_path: Path) -> None:
    first = contents(write_sample(tmp_path / "first", seed=7, cases=120))
    second = contents(write_sample(tmp_path / "second", seed=8, cases=120))
    assert all(first[name] != second[name] for name in first)


def test_the_usual_sample_is_the_one_that_was_looked_at(sample: Sample) -> None:
    digests = {
        name: hashlib.sha256(data).hexdigest() for name, data in contents(sample.files).items()
    }
    assert digests == PINNED


def test_the_cases_are_as_many_as_asked_for_and_four_fifths_are_in_the_json(sample: Sample) -> None:
    in_wide = {row[0].split(".")[0] for row in sample.rows}
    assert len(sample.cases) == 240
    assert len(in_wide) == 60


@pytest.mark.parametrize("seed", range(12))
def test_every_seed_has_room_for_every_fault_even_in_the_smallest_sample(
    tmp_path: Path, seed: int
) -> None:
    small = read_sample(write_sample(tmp_path, seed=seed, cases=100))
    assert len(small.readings) == 12
    assert {reading["value"] for reading in small.readings} == {
        *("deferred", "vacated", "ordered", "none recorded"),
    }


@pytest.mark.parametrize("cases", [0, 99, 10_001])
def test_a_number_of_cases_that_cannot_hold_the_sample_is_refused(
    tmp_path: Path, cases: int
) -> None:
    with pytest.raises(ValueError, match="from 100 to 10,000"):
        write_sample(tmp_path, cases=cases)


# Like the source in its shape


def test_every_leaf_of_the_json_is_text_or_null(sample: Sample) -> None:
    assert {type(leaf) for leaf in leaves(sample.cases)} == {str, type(None)}


def test_the_json_is_ascii_with_escapes(sample: Sample) -> None:
    assert sample.files.cases.read_bytes().isascii()


def test_the_fields_of_the_statutes_are_parallel(sample: Sample) -> None:
    for _, defendant in sample.defendants():
        charges = defendant["Statute Sentencing"]
        lengths = {len(value) if isinstance(value, list) else None for value in charges.values()}
        assert len(lengths) == 1
        assert lengths.isdisjoint({0, 1})


def test_the_number_of_defendants_is_the_number_of_defendants(sample: Sample) -> None:
    for case in sample.cases.values():
        assert case["Summary"]["# Defendants"] == str(len(case["Defendant Details"]))


def test_ids_of_defendants_and_docket_numbers_occur_once(sample: Sample) -> None:
    ids = [key for case in sample.cases.values() for key in case["Defendant Details"]]
    dockets = [case["Summary"]["Case Number"] for case in sample.cases.values()]
    assert len(set(ids)) == len(ids)
    assert len(set(dockets)) == len(dockets)


def test_the_wide_rows_have_210_cells_and_lf_line_ends(sample: Sample) -> None:
    assert {len(row) for row in (sample.header, *sample.rows)} == {210}
    assert b"\r" not in sample.files.wide.read_bytes()
    assert sample.header.count("FedDistrict") == 2


def keys_at_each_level(cases: dict[str, Any]) -> dict[str, set[tuple[str, ...]]]:
    shapes: dict[str, set[tuple[str, ...]]] = {}
    for case in cases.values():
        shapes.setdefault("case", set()).add(tuple(case))
        for section in ("Summary", "Victim Details", "Judges"):
            shapes.setdefault(section, set()).add(tuple(case[section]))
        for defendant in case["Defendant Details"].values():
            shapes.setdefault("defendant", set()).add(tuple(defendant))
            for section, fields in defendant.items():
                shapes.setdefault(f"defendant {section}", set()).add(tuple(fields))
    return shapes


@pytest.mark.real
def test_the_json_has_the_same_keys_at_each_level_as_the_real_file(
    sample: Sample, shared_data: Path
) -> None:
    real = json.loads((shared_data / "htd" / "case_data.json").read_bytes())
    assert keys_at_each_level(sample.cases) == keys_at_each_level(real)


@pytest.mark.real
def test_the_json_uses_no_code_that_the_real_file_does_not(
    sample: Sample, shared_data: Path
) -> None:
    def codes(cases: dict[str, Any], section: str, field: str) -> set[str | None]:
        defendants = (
            defendant for case in cases.values() for defendant in case["Defendant Details"].values()
        )
        return {code for each in defendants for code in listed(each[section][field])}

    real = json.loads((shared_data / "htd" / "case_data.json").read_bytes())
    for section, field in (
        ("Statute Sentencing", "Statute"),
        ("Summary", "Gender"),
        ("Summary", "Race"),
        ("Arrest Details", "Bail Type"),
        ("Total Sentencing", "Charged with Forfeiture"),
        ("Total Sentencing", "Sentenced with Forfeiture"),
    ):
        assert codes(sample.cases, section, field) <= codes(real, section, field), field


@pytest.mark.real
def test_the_csv_has_the_header_of_the_real_file(sample: Sample, shared_data: Path) -> None:
    with (shared_data / "htd" / "wide.csv").open(encoding="utf-8", newline="") as text:
        assert sample.header == next(csv.reader(text))


# About nobody


def test_every_summary_says_that_the_case_is_invented(sample: Sample) -> None:
    summaries = [case["Case Summary"] for case in sample.cases.values()]
    for summary in (*summaries, *sample.column("CaseSummary")):
        assert summary.startswith("Invented case:")


def test_every_judge_is_marked_as_invented(sample: Sample) -> None:
    named = [name for case in sample.cases.values() for name in listed(case["Judges"]["Name"])]
    for name in (*named, *sample.column("Judge")):
        assert name is None or "(invented)" in name


def test_no_docket_number_can_be_a_real_one(sample: Sample) -> None:
    dockets = [case["Summary"]["Case Number"] for case in sample.cases.values()]
    for docket in (*dockets, *sample.column("CaseNum")):
        serial = re.search(r"cr-(\d+)", docket.replace("\N{MINUS SIGN}", "-"), re.IGNORECASE)
        assert serial, docket
        assert int(serial[1]) >= 90_000


@pytest.mark.real
def test_nobody_in_the_sample_bears_a_name_from_the_real_files(
    sample: Sample, shared_data: Path
) -> None:
    real_json = json.loads((shared_data / "htd" / "case_data.json").read_bytes())
    with (shared_data / "htd" / "wide.csv").open(encoding="utf-8", newline="") as text:
        real_wide = list(csv.reader(text))[1:]
    real = {
        *(name for case in real_json.values() for name in listed(case["Judges"]["Name"]) if name),
        *(
            defendant["Summary"]["Name"]
            for case in real_json.values()
            for defendant in case["Defendant Details"].values()
        ),
        *(f"{row[3]} {row[2]} {row[11]}" for row in real_wide),
    }
    real_words = {word.casefold() for name in real for word in re.findall(r"\w+", name)}
    placeholders = {"bottom", "girl", "1", "fnu", "lnu", "invented", "jr", "labor", "services"}
    ours = {
        *(
            name
            for case in sample.cases.values()
            for name in listed(case["Judges"]["Name"])
            if name
        ),
        *(defendant["Summary"]["Name"] for _, defendant in sample.defendants()),
        *sample.column("DefLast"),
        *sample.column("DefFirst"),
        *sample.column("Judge"),
    }
    words = {word.casefold() for name in ours for word in re.findall(r"\w+", name)} - placeholders
    assert len(words) > 100
    assert words.isdisjoint(real_words)


# A plausible nation


def test_filings_run_from_2000_to_2024(sample: Sample) -> None:
    years = {case["Summary"]["Year"] for case in sample.cases.values()} - {None}
    assert years == {str(year) for year in range(2000, 2025)}


def test_every_circuit_occurs(sample: Sample) -> None:
    circuits = {case["Summary"]["Federal District"] for case in sample.cases.values()}
    assert circuits >= {*map(str, range(1, 12)), "D.C."}


def test_some_places_have_a_single_case(sample: Sample) -> None:
    cases = Counter(case["Summary"]["State"] for case in sample.cases.values())
    assert sum(count == 1 for count in cases.values()) >= 15
    assert max(cases.values()) >= 15


def test_some_judges_have_twenty_defendants_and_many_have_few(sample: Sample) -> None:
    defendants = Counter(each["Judge Info"]["Name"] for _, each in sample.defendants())
    assert max(defendants.values()) >= 20
    assert sum(count < 5 for count in defendants.values()) >= 30


def test_a_few_cases_are_large_and_half_have_one_defendant(sample: Sample) -> None:
    sizes = Counter(len(case["Defendant Details"]) for case in sample.cases.values())
    assert {15, 22, 30} <= set(sizes)
    assert 0.4 < sizes[1] / len(sample.cases) < 0.6


def test_about_a_third_of_the_certain_duties_have_an_order_recorded(sample: Sample) -> None:
    recorded = Counter(
        "ordered" if restitution(defendant) not in (None, "$0") else restitution(defendant)
        for case, defendant in sample.defendants()
        if guilty_of(defendant) & CHAPTER_77
        and case["Victim Details"]["Total Victims"] != "0"
        and defendant["Total Sentencing"]["Total Sentences"] != "999"
    )
    assert 0.25 < recorded["ordered"] / recorded.total() < 0.45
    assert recorded["$0"] > recorded["ordered"] > recorded[None] > 0


def test_labor_is_poorer_in_number_than_sex(sample: Sample) -> None:
    charged = [charged_under(defendant) for _, defendant in sample.defendants()]
    labor = sum(bool({"1589", "1590", "1581_to_1588"} & statutes) for statutes in charged)
    sex = sum(bool({"1591", "2421_to_2424", "2251", "1328"} & statutes) for statutes in charged)
    assert 0 < labor < sex / 2


def test_no_offence_is_charged_before_it_exists(sample: Sample) -> None:
    for _, defendant in sample.defendants():
        if (defendant["Arrest Details"]["Charge Date"] or "9999") < ACT_OF_2000:
            assert charged_under(defendant).isdisjoint(CHAPTER_77 - {"1581_to_1588"})


# Every legal situation


def test_servitude_is_charged_before_the_act_between_and_certainly_after(sample: Sample) -> None:
    charged = [
        defendant["Arrest Details"]["Charge Date"] or ""
        for _, defendant in sample.defendants()
        if "1581_to_1588" in guilty_of(defendant) and not guilty_of(defendant) & {"1589", "1590"}
    ]
    assert any("2000" <= day < ACT_OF_2000 for day in charged)
    assert any(ACT_OF_2000 <= day < "2005-10-28" for day in charged)
    assert any(day >= "2005-10-28" for day in charged)


def test_transportation_is_charged_on_both_sides_of_the_day_of_section_2429(sample: Sample) -> None:
    charged = [
        defendant["Arrest Details"]["Charge Date"] or ""
        for _, defendant in sample.defendants()
        if guilty_of(defendant) == {"2421_to_2424"}
    ]
    assert any("2000" <= day < "2018-12-21" for day in charged)
    assert any("2018-12-21" <= day < "2019-12-21" for day in charged)
    assert any(day >= "2022-01-01" for day in charged)


@pytest.mark.parametrize("field", ["Plea Dismissed", "Trial NG", "Counts NP"])
@pytest.mark.parametrize("statute", ["2421_to_2424"])
def test_sex_trafficking_is_charged_and_only_transportation_convicted(
    sample: Sample, field: str, statute: str
) -> None:
    """By plea with those counts dismissed, acquitted of them, or nolle prossed."""

    def ends(defendant: dict[str, Any]) -> set[str]:
        charges = defendant["Statute Sentencing"]
        counts = zip(listed(charges["Statute"]), listed(charges[field]), strict=True)
        return {charged for charged, number in counts if charged and int(number or 0)}

    assert any(
        guilty_of(defendant) == {statute} and "1591" in ends(defendant)
        for _, defendant in sample.defendants()
    )


def test_a_plea_to_smuggling_leaves_forced_labor_behind(sample: Sample) -> None:
    assert any(
        guilty_of(defendant) == {"1324"} and "1589" in charged_under(defendant)
        for _, defendant in sample.defendants()
    )


def test_a_sentence_stands_though_every_coded_count_was_dismissed(sample: Sample) -> None:
    assert any(
        charged_under(defendant) & CHAPTER_77
        and not guilty_of(defendant)
        and int(defendant["Total Sentencing"]["Months Sentenced"] or 0) > 0
        for _, defendant in sample.defendants()
    )


@pytest.mark.parametrize(
    "statute",
    ["1961_to_1968", "1546", "1351", "2251", "2252", "1324", "1328", "1028", "1512", "1594"],
)
def test_each_related_statute_has_a_conviction(sample: Sample, statute: str) -> None:
    assert any(statute in guilty_of(defendant) for _, defendant in sample.defendants())


def test_an_undercover_case_ends_in_conviction_with_victims_stated_as_nought(
    sample: Sample,
) -> None:
    assert any(
        case["Victim Details"]["Total Victims"] == "0" and guilty_of(defendant) & CHAPTER_77
        for case, defendant in sample.defendants()
    )


def test_somebody_convicted_awaits_sentence_and_somebody_not_convicted_too(sample: Sample) -> None:
    waiting = [
        bool(guilty_of(defendant))
        for _, defendant in sample.defendants()
        if defendant["Total Sentencing"]["Total Sentences"] == "999"
    ]
    assert waiting.count(True) >= 2
    assert waiting.count(False) >= 20


# Every quirk of the JSON


def test_restitution_is_null_or_nought_or_an_amount(sample: Sample) -> None:
    written = {restitution(defendant) for _, defendant in sample.defendants()}
    assert {None, "$0", "$1,187,540"} <= written


def test_nought_is_also_written_for_people_who_were_not_convicted(sample: Sample) -> None:
    assert any(
        restitution(defendant) == "$0" and not guilty_of(defendant)
        for _, defendant in sample.defendants()
    )


def test_money_is_also_written_for_people_who_were_not_convicted(sample: Sample) -> None:
    written = {
        restitution(defendant) for _, defendant in sample.defendants() if not guilty_of(defendant)
    }
    assert {"$88,120", "$6,300"} <= written


def test_a_joint_amount_is_repeated_beside_a_different_one(sample: Sample) -> None:
    in_each_case = (
        Counter(map(restitution, case["Defendant Details"].values()))
        for case in sample.cases.values()
    )
    assert any(amounts["$1,187,540"] == 4 and amounts["$21,900"] == 1 for amounts in in_each_case)


def test_life_is_1200_months(sample: Sample) -> None:
    months = {
        defendant["Total Sentencing"]["Months Sentenced"] for _, defendant in sample.defendants()
    }
    assert "1200" in months


def test_statutes_are_null_or_a_text_or_a_list(sample: Sample) -> None:
    kinds = {type(each["Statute Sentencing"]["Statute"]) for _, each in sample.defendants()}
    assert kinds == {type(None), str, list}


def test_lists_have_null_elements(sample: Sample) -> None:
    assert any(
        isinstance(value, list) and None in value and len(set(value)) > 1
        for _, defendant in sample.defendants()
        for value in defendant["Statute Sentencing"].values()
    )


def test_two_judges_stand_in_parallel_lists(sample: Sample) -> None:
    lists = [
        case["Judges"] for case in sample.cases.values() if isinstance(case["Judges"]["Name"], list)
    ]
    assert len(lists) == 1
    assert {len(value) for value in lists[0].values()} == {2}


def test_a_case_has_no_judge(sample: Sample) -> None:
    assert any(set(leaves(case["Judges"])) == {None} for case in sample.cases.values())


def test_a_circuit_is_null_or_multiple(sample: Sample) -> None:
    circuits = {case["Summary"]["Federal District"] for case in sample.cases.values()}
    assert {None, "Multiple"} <= circuits


def test_a_year_is_null(sample: Sample) -> None:
    assert [case["Summary"]["Year"] for case in sample.cases.values()].count(None) == 1


def test_days_of_charge_are_null(sample: Sample) -> None:
    days = [defendant["Arrest Details"]["Charge Date"] for _, defendant in sample.defendants()]
    assert days.count(None) == 2
    assert sample.column("ChargeDate").count("") == 1


def test_numbers_of_sentences_are_null_and_months_are_a_code(sample: Sample) -> None:
    totals = [defendant["Total Sentencing"] for _, defendant in sample.defendants()]
    assert sum(total["Total Sentences"] is None for total in totals) == 2
    assert sum(total["Months Sentenced"] == "999" for total in totals) == 2


def test_numbers_of_victims_are_null(sample: Sample) -> None:
    assert any(set(case["Victim Details"].values()) == {None} for case in sample.cases.values())


@pytest.mark.parametrize("character", ["\u0090", "\u0094"])
def test_summaries_keep_what_a_wrong_decoding_left(sample: Sample, character: str) -> None:
    assert any(character in case["Case Summary"] for case in sample.cases.values())


def test_docket_numbers_have_minus_signs_for_hyphens(sample: Sample) -> None:
    dockets = [case["Summary"]["Case Number"] for case in sample.cases.values()]
    assert 2 <= sum("\N{MINUS SIGN}" in docket for docket in dockets) < len(dockets) / 5


def test_stray_spaces_surround_names_and_numbers(sample: Sample) -> None:
    names = {defendant["Summary"]["Name"] for _, defendant in sample.defendants()}
    summaries = [case["Summary"] for case in sample.cases.values()]
    assert any(name != name.strip() for name in names)
    assert any(summary["Case Number"] != summary["Case Number"].strip() for summary in summaries)
    assert any(summary["Case Name"] != summary["Case Name"].strip() for summary in summaries)


def test_people_are_anonymised_or_without_a_known_name(sample: Sample) -> None:
    names = {defendant["Summary"]["Name"].strip() for _, defendant in sample.defendants()}
    assert {"Bottom Girl", "Bottom 1 Girl", "FNU LNU"} <= names


def test_two_amounts_cannot_be_read(sample: Sample) -> None:
    written = Counter(restitution(defendant) for _, defendant in sample.defendants())
    unreadable = {amount for amount in written if amount and not re.fullmatch(r"\$[\d,]+", amount)}
    assert unreadable == {"$1,2O0", "TBD"}


def test_one_day_is_not_in_the_calendar(sample: Sample) -> None:
    impossible = []
    for _, defendant in sample.defendants():
        for day in (defendant["Arrest Details"][field] for field in ("Arrest Date", "Charge Date")):
            try:
                date.fromisoformat(day or "2000-01-01")
            except ValueError:
                impossible.append(day)
    assert impossible == ["2011-02-30"]


# Every quirk of the spreadsheet


def test_two_people_have_one_case_number_because_a_last_nought_was_lost(sample: Sample) -> None:
    by_number: dict[str, set[str]] = {}
    for number, unique_id in zip(sample.column("CaseDef"), sample.column("UniqueID"), strict=True):
        by_number.setdefault(number, set()).add(unique_id)
    shared = [number for number, people in by_number.items() if len(people) > 1]
    assert len(shared) >= 3
    assert all(re.fullmatch(r"\d+\.[12]", number) for number in shared)
    assert not any(number.endswith("0") for number in by_number)


def test_numbers_stand_under_a_flag_of_nought(sample: Sample) -> None:
    groups = [row[start : start + 10] for row in sample.rows for start in range(31, 191, 10)]
    under_nought = [group[1:] for group in groups if group[0] == "0" and any(group[1:])]
    assert len(under_nought) == 3
    assert any(int(numbers[0] or 0) > 0 for numbers in under_nought)


def test_a_flag_is_blank(sample: Sample) -> None:
    assert sample.column("1324").count("") == 1


def test_unique_ids_are_blank_or_doubled(sample: Sample) -> None:
    ids = Counter(sample.column("UniqueID"))
    assert ids[""] >= 2
    assert max(count for unique_id, count in ids.items() if unique_id) == 2


def test_one_row_is_repeated(sample: Sample) -> None:
    repeated = [first[0] for first, second in pairwise(sample.rows) if first == second]
    assert len(repeated) == 1
    assert sample.column("CaseDef").count(repeated[0]) == 2


def test_wide_docket_numbers_are_typed_in_three_ways_but_one_a_case(sample: Sample) -> None:
    of_case: dict[str, set[str]] = {}
    for number, docket in zip(sample.column("CaseDef"), sample.column("CaseNum"), strict=True):
        of_case.setdefault(number.split(".")[0], set()).add(docket)
    dockets = [next(iter(typed)) for typed in of_case.values() if len(typed) == 1]
    assert len(dockets) == len(of_case)
    assert sum("-CR-" in docket for docket in dockets) >= 2
    assert sum(bool(re.match(r"\d:\d-", docket)) for docket in dockets) == 1


def test_wide_restitution_is_blank_or_nought_or_has_cents_or_cannot_be_read(sample: Sample) -> None:
    written = set(sample.column("Restitution"))
    assert {"", "0", "TBD"} <= written
    assert any(re.fullmatch(r"\d+\.\d{1,2}", amount) for amount in written)


def test_wide_days_are_month_day_year_and_one_is_not_in_the_calendar(sample: Sample) -> None:
    days = [day for name in ("ChargeDate", "ArrestDate", "SentDate") for day in sample.column(name)]
    assert all(re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", day) for day in days if day)
    assert sum(day.startswith("6/31/") for day in days) == 1


def test_wide_sentences_still_to_come_are_999(sample: Sample) -> None:
    assert sample.column("FelSentenced").count("999") >= 5


def test_the_wide_text_is_utf8_with_curly_quotes(sample: Sample) -> None:
    text = "".join(sample.column("CaseSummary"))
    assert {"\u2019", "\u201c", "\u201d"} <= set(text)


def test_a_wide_defendant_is_a_company_and_another_is_anonymised(sample: Sample) -> None:
    people = set(zip(sample.column("DefFirst"), sample.column("DefLast"), strict=True))
    assert {("", "Quavane Labor Services"), ("Bottom", "Girl")} <= people


# What readers of the dockets found


def cited(sample: Sample, reading: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    place = re.fullmatch(r"invented_cases:(\d+)/(\d+)#restitution_outcome", reading["fact"])
    assert place
    case = sample.cases[place[1]]
    return case, case["Defendant Details"][place[2]]


def test_every_reading_is_of_a_convicted_person_without_a_recorded_order(sample: Sample) -> None:
    assert len({reading["fact"] for reading in sample.readings}) == len(sample.readings) == 12
    for reading in sample.readings:
        case, defendant = cited(sample, reading)
        assert guilty_of(defendant) & CHAPTER_77
        assert restitution(defendant) in (None, "$0")
        assert case["Victim Details"]["Total Victims"] != "0"
        assert reading["reason"]
        assert reading["who"].endswith("(invented)")


def test_the_day_of_sentence_agrees_with_the_file(sample: Sample) -> None:
    for reading in sample.readings:
        _, defendant = cited(sample, reading)
        assert reading["sentenced"][:4] == defendant["Total Sentencing"]["Year Terminated"]
        assert reading["sentenced"] > (defendant["Arrest Details"]["Charge Date"] or "2000")


def newest_day(sample: Sample) -> date:
    """The newest charge in the JSON."""
    return max(
        date.fromisoformat(defendant["Arrest Details"]["Charge Date"] or "2000-01-01")
        for _, defendant in sample.defendants()
    )


def test_three_deferrals_are_within_ninety_days_of_the_newest_day_and_some_long_before(
    sample: Sample,
) -> None:
    age = [
        newest_day(sample) - date.fromisoformat(reading["sentenced"])
        for reading in sample.readings
        if reading["value"] == "deferred"
    ]
    assert sum(timedelta(0) <= days <= timedelta(days=90) for days in age) == 3
    assert sum(days > timedelta(days=365) for days in age) >= 2


def test_both_files_end_on_the_same_day(sample: Sample) -> None:
    days = [
        date(int(day.split("/")[2]), int(day.split("/")[0]), int(day.split("/")[1]))
        for name in ("ChargeDate", "SentDate", "DateTerminated")
        for day in sample.column(name)
        if day
    ]
    assert max(days) == newest_day(sample)


def test_only_an_order_has_an_amount(sample: Sample) -> None:
    for reading in sample.readings:
        assert ("amount_usd" in reading) == (reading["value"] == "ordered")
        assert re.fullmatch(r"\d+\.\d\d", reading.get("amount_usd", "0.00"))
