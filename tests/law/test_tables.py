"""The tables of law, read as a lawyer's spreadsheet would be, without any code of the package."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

TABLES = Path(__file__).resolve().parents[2] / "amends" / "law" / "tables"

HEADERS = {
    "offences": "title,section,subsection,name,chapter,in_force_from,in_force_to,status,class,"
    "victim_age,section_3663a,maximum_months,limitation,enacted_by,checked,note",
    "restitution": "authority,covers,force,in_force_from,in_force_to,status,losses,enacted_by,"
    "checked,note",
    "limitations": "section,covers,years,in_force_from,in_force_to,alive_on,status,enacted_by,"
    "checked,note",
    "deadlines": "deadline,days,years,counted_from,rule,status,in_force_from,in_force_to,"
    "checked,note",
    "districts": "district,name,citation,court,circuit,state,idb_code,ussc_code,pacer_id,status,"
    "in_force_from,checked",
    "lettered_sections": "title,section",
}
DATED = ("offences", "restitution", "limitations", "deadlines")
STATUSES = {"enacted", "in force", "enjoined", "vacated", "repealed"}

# What makes rows versions of one rule: between them there may be neither gap nor overlap.
RULE = {
    "offences": ("title", "section", "subsection"),
    "restitution": ("authority", "covers"),
    "limitations": ("section", "covers"),
    "deadlines": ("deadline",),
}

CHAPTERS = {
    "77": "1581 1582 1583 1584 1585 1586 1587 1588 1589 1590 1591 1592 1593A 1594 1597",
    "109A": "2241 2242 2243 2244 2245",
    "110": "2251 2251A 2252 2252A 2252B 2252C 2257 2257A 2258 2258A 2260 2260A",
    "110A": "2261 2261A 2261B 2262",
    "117": "2421 2421A 2422 2423 2424 2425",
}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

DISTRICTS_PER_CIRCUIT = {
    "1": 5, "2": 6, "3": 6, "4": 9, "5": 9, "6": 9, "7": 7, "8": 10, "9": 15, "10": 8, "11": 9,
    "D.C.": 1,
}  # fmt: skip

Row = dict[str, str]


def table(name: str) -> list[Row]:
    """The rows of one table."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cited(row: Row) -> str:
    """An offence as a person would name it in a failure."""
    return f"{row['title']} U.S.C. § {row['section']}{row['subsection']}"


# The grammar of `covers`: a part is one of these, several are joined by "; ".
_SECTION = r"\d+[A-Z]?"
_PART = re.compile(
    rf"""any
    | (?:not[ ])?(?P<title>\d+)
    | (?P<chapter_title>\d+)[ ]ch\.[ ](?P<chapter>\d+[A-Z]?)
    | (?P<section_title>\d+)[ ]§[ ](?P<section>{_SECTION})(?P<subsections>(?:\([A-Za-z0-9]+\))*)
    | (?P<range_title>\d+)[ ]§§[ ](?P<first>{_SECTION})-(?P<last>{_SECTION})
    | (?P<marked_title>\d+)[ ]marked[ ]3663A""",
    re.VERBOSE,
)


def part_covers(part: str, offence: Row) -> bool:
    """Whether one part of a coverage reaches an offence, or a part of it. Raises ValueError."""
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(f"{part!r} is not a coverage")
    title = offence["title"]
    if part == "any":
        return True
    if match["title"]:
        return (match["title"] == title) is not part.startswith("not ")
    if match["chapter"]:
        return (match["chapter_title"], match["chapter"]) == (title, offence["chapter"])
    if match["section"]:
        named, own = match["subsections"], offence["subsection"]
        same_section = (match["section_title"], match["section"]) == (title, offence["section"])
        return same_section and (own.startswith(named) or named.startswith(own))
    if match["first"]:
        low, high = int(match["first"].rstrip("ABC")), int(match["last"].rstrip("ABC"))
        number = int(re.sub(r"\D", "", offence["section"]))
        return match["range_title"] == title and low <= number <= high
    return match["marked_title"] == title and offence["section_3663a"] != "neither"


def covers(row: Row, offence: Row) -> bool:
    """Whether a row with a coverage reaches an offence, at least in part."""
    return any(part_covers(part, offence) for part in row["covers"].split("; "))


@pytest.mark.parametrize("name", HEADERS)
def test_each_table_is_plain_utf_8_with_exactly_its_columns(name: str) -> None:
    raw = (TABLES / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").splitlines()[0] == HEADERS[name]
    rows = table(name)
    assert rows
    for row in rows:
        assert None not in row, f"{name}: more cells than columns in {row}"
        assert None not in row.values(), f"{name}: fewer cells than columns in {row}"
        for value in row.values():
            assert value == value.strip(), f"{name}: stray blanks around {value!r}"


@pytest.mark.parametrize("name", DATED)
def test_dates_are_days_in_order_and_within_the_life_of_the_republic(name: str) -> None:
    for row in table(name):
        first = date.fromisoformat(row["in_force_from"])
        assert date(1789, 3, 4) <= first <= date(2026, 12, 31), row
        if row["in_force_to"]:
            assert first <= date.fromisoformat(row["in_force_to"]), row
        if row.get("alive_on"):
            assert first <= date.fromisoformat(row["alive_on"]), row


@pytest.mark.parametrize("name", RULE)
def test_versions_of_one_rule_follow_each_other_without_gap_or_overlap(name: str) -> None:
    versions: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in table(name):
        versions[tuple(row[column] for column in RULE[name])].append(row)
    for rule, rows in versions.items():
        rows.sort(key=lambda row: row["in_force_from"])
        for earlier, later in pairwise(rows):
            assert earlier["in_force_to"], f"{rule}: two versions in force at once"
            end = date.fromisoformat(earlier["in_force_to"])
            assert date.fromisoformat(later["in_force_from"]) == end + timedelta(days=1), rule


@pytest.mark.parametrize("name", DATED)
def test_a_rule_is_not_older_than_the_congress_that_enacted_it(name: str) -> None:
    for row in table(name):
        if law := re.match(r"Pub\. L\. (\d+)-\d+", row.get("enacted_by", "")):
            congress_met = date(1789 + 2 * (int(law[1]) - 1), 1, 3)
            assert row["in_force_from"] >= congress_met.isoformat(), row
            if name == "offences":  # other rules may take effect later than they were enacted
                assert (
                    row["in_force_from"]
                    <= congress_met.replace(year=congress_met.year + 2).isoformat()
                ), row


@pytest.mark.parametrize("name", ["offences", "limitations"])
def test_an_act_cited_by_its_date_is_in_force_from_that_date(name: str) -> None:
    for row in table(name):
        if act := re.match(r"Act of ([A-Z][a-z]+)\.? (\d+), (\d{4}),", row["enacted_by"]):
            day = date(int(act[3]), _MONTHS.index(act[1]) + 1, int(act[2]))
            assert row["in_force_from"] == day.isoformat(), row


def test_one_law_was_approved_on_one_day() -> None:
    days: dict[str, set[str]] = defaultdict(set)
    for row in table("offences"):
        if law := re.match(r"Pub\. L\. \d+-\d+", row["enacted_by"]):
            days[law[0]].add(row["in_force_from"])
    assert {law: sorted(found) for law, found in days.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", [*DATED, "districts"])
def test_every_row_has_a_status_of_the_list_and_says_how_it_was_checked(name: str) -> None:
    rows = table(name)
    for row in rows:
        assert row["status"] in STATUSES, row
        assert re.match(
            r"read: |text read: |unverified$|[a-z ]+(read: |unverified)", row["checked"]
        )
    unverified = sum("unverified" in row["checked"] for row in rows)
    wholly = sum(row["checked"] == "unverified" for row in rows)
    print(f"{name}: {len(rows)} rows, {unverified} unverified in part or whole, {wholly} wholly")


def test_offences_use_the_words_of_their_lists() -> None:
    for row in table("offences"):
        assert row["class"] in {"labor", "sex", "both", "related"}, cited(row)
        assert row["section_3663a"] in {"violence", "property", "either", "neither"}, cited(row)
        assert row["victim_age"] in {"minor", "any", ""}, cited(row)
        assert (row["victim_age"] == "") is (row["class"] == "related"), cited(row)
        assert re.fullmatch(r"\d+[A-Z]?", row["section"]), cited(row)
        assert re.fullmatch(r"(\([A-Za-z0-9]+\))*", row["subsection"]), cited(row)
        assert row["name"], cited(row)
        if row["maximum_months"]:
            assert 1 <= int(row["maximum_months"]) <= 1200, cited(row)


def test_no_offence_is_written_twice_and_every_part_has_its_section() -> None:
    counted = Counter(cited(row) for row in table("offences"))
    assert [name for name, count in counted.items() if count > 1] == []
    sections = {
        (row["title"], row["section"]): row for row in table("offences") if not row["subsection"]
    }
    for row in table("offences"):
        whole = sections[row["title"], row["section"]]
        assert row["chapter"] == whole["chapter"], cited(row)
        assert row["in_force_from"] >= whole["in_force_from"], cited(row)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_chapters_about_people_are_complete(chapter: str) -> None:
    found = [
        row["section"]
        for row in table("offences")
        if row["title"] == "18" and row["chapter"] == chapter and not row["subsection"]
    ]
    assert sorted(found) == sorted(CHAPTERS[chapter].split())


@pytest.mark.parametrize(
    ("title", "sections"),
    [
        (18, "241 371 1028 1351 1425 1512 1546 1581 1588 1589 1590 1591 1592 1594 1962 2251 2252"),
        (18, "2260 2421 2422 2423 2424"),
        (8, "1324 1328"),
    ],
)
def test_what_trafficking_cases_are_charged_with_is_there(title: int, sections: str) -> None:
    found = {row["section"] for row in table("offences") if row["title"] == str(title)}
    assert set(sections.split()) <= found


@pytest.mark.parametrize(
    ("section", "subsection", "day"),
    [
        ("1589", "", "2000-10-28"),
        ("1589", "(b)", "2008-12-23"),
        ("1592", "(c)", "2008-12-23"),
        ("1593A", "", "2008-12-23"),
        ("1594", "(a)", "2000-10-28"),
        ("1594", "(b)", "2008-12-23"),
        ("1594", "(c)", "2008-12-23"),
        ("1597", "", "2013-03-07"),
        ("1351", "", "2008-12-23"),
        ("2421A", "", "2018-04-11"),
    ],
)
def test_trafficking_offences_begin_on_the_day_their_law_was_approved(
    section: str, subsection: str, day: str
) -> None:
    (row,) = (
        row
        for row in table("offences")
        if (row["title"], row["section"], row["subsection"]) == ("18", section, subsection)
    )
    assert row["in_force_from"] == day


def test_a_section_with_its_own_letter_is_listed_so_that_a_clerks_letter_is_not_taken_for_it() -> (
    None
):
    lettered = {(row["title"], row["section"]) for row in table("lettered_sections")}
    assert len(lettered) == len(table("lettered_sections"))
    assert all(re.fullmatch(r"\d+[A-Z]", section) for _, section in lettered)
    for row in table("offences"):
        if row["section"][-1].isalpha():
            assert (row["title"], row["section"]) in lettered, cited(row)
    # The clerks' 18:2422B, 18:1591A, 18:1594C and 8:1324A are subsections.
    assert not lettered & {("18", "2422B"), ("18", "1591A"), ("18", "1594C"), ("8", "1324A")}


@pytest.mark.parametrize("name", ["restitution", "limitations"])
def test_every_coverage_follows_the_grammar_and_reaches_something_or_is_said_to_lie_outside(
    name: str,
) -> None:
    offences = table("offences")
    outside = {"18 §§ 2325-2326"}  # telemarketing: only the measure of losses is borrowed from it
    for row in table(name):
        reached = [offence for offence in offences if covers(row, offence)]
        assert bool(reached) is (row["covers"] not in outside), row


@pytest.mark.parametrize("wrong", ["ch. 77", "18 § 1594-1597", "18 chapter 77", "not any", "18 §"])
def test_a_coverage_outside_the_grammar_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not a coverage"):
        part_covers(wrong, table("offences")[0])


def test_the_limitation_presumed_for_an_offence_exists_and_reaches_it() -> None:
    for offence in table("offences"):
        rules = [row for row in table("limitations") if row["section"] == offence["limitation"]]
        assert any(covers(row, offence) for row in rules), cited(offence)


def test_restitution_uses_the_words_of_its_lists_and_names_its_losses() -> None:
    for row in table("restitution"):
        assert row["force"] in {"mandatory", "conditional", "discretionary"}, row
        assert re.fullmatch(r"18 U\.S\.C\. §§? .+", row["authority"]), row
        assert "§" in row["losses"], row


def mandatory_on(offence: Row, day: str) -> set[str]:
    """The authorities that make restitution for an offence mandatory on a day."""
    return {
        row["authority"]
        for row in table("restitution")
        if row["force"] == "mandatory"
        and row["in_force_from"] <= day <= (row["in_force_to"] or "9999-12-31")
        and covers(row, offence)
    }


@pytest.mark.parametrize(
    ("chapter", "authority", "first_day"),
    [
        ("77", "18 U.S.C. § 1593", "2000-10-28"),
        ("110", "18 U.S.C. § 2259", "1994-09-13"),
        ("109A", "18 U.S.C. § 2248", "1994-09-13"),
        ("110A", "18 U.S.C. § 2264", "1994-09-13"),
        ("117", "18 U.S.C. § 2429", "2018-12-21"),
    ],
)
def test_each_chapter_has_its_mandatory_authority_from_its_first_day_without_end(
    chapter: str, authority: str, first_day: str
) -> None:
    eve = (date.fromisoformat(first_day) - timedelta(days=1)).isoformat()
    for offence in table("offences"):
        if offence["title"] == "18" and offence["chapter"] == chapter:
            for day in (first_day, "2018-12-21", "2026-11-23"):
                assert authority in mandatory_on(offence, day), cited(offence)
            assert authority not in mandatory_on(offence, eve), cited(offence)


def test_no_authority_makes_restitution_mandatory_outside_its_chapters() -> None:
    for offence in table("offences"):
        if offence["title"] != "18" or offence["chapter"] not in CHAPTERS:
            assert mandatory_on(offence, "2026-11-23") == set(), cited(offence)


def rows_of(deadline: str) -> Iterable[Row]:
    return (row for row in table("deadlines") if row["deadline"] == deadline)


def test_a_deadline_is_a_number_of_days_or_of_years_from_a_day_by_a_rule() -> None:
    for row in table("deadlines"):
        assert bool(row["days"]) is not bool(row["years"]), row
        assert int(row["days"] or row["years"]) > 0, row
        assert row["counted_from"], row
        assert "§" in row["rule"] or row["rule"].startswith("Fed. R."), row
    assert [row["days"] for row in rows_of("deferred restitution")] == ["90"]
    assert [row["days"] for row in rows_of("later discovered losses")] == ["60"]
    assert [row["years"] for row in rows_of("restitution liability from release")] == ["20"]


def test_there_are_94_districts_and_no_code_means_two_of_them() -> None:
    rows = table("districts")
    assert len(rows) == 94
    for column in ("district", "name", "citation", "court", "idb_code", "ussc_code", "pacer_id"):
        values = [row[column] for row in rows]
        assert all(values), column
        assert len(set(values)) == 94, column
    assert Counter(row["circuit"] for row in rows) == DISTRICTS_PER_CIRCUIT
    assert all(re.fullmatch(r"[A-Z]{2}", row["state"]) for row in rows)


def test_a_districts_names_and_court_agree_on_place_and_part() -> None:
    parts = {"N": "Northern", "S": "Southern", "E": "Eastern", "W": "Western"}
    parts |= {"M": "Middle", "C": "Central"}
    for row in table("districts"):
        assert row["court"].startswith("nmi" if row["state"] == "MP" else row["state"].lower())
        if match := re.fullmatch(r"(?:([NSEWMC])\.)?D\. (.+)", row["district"]):
            part, place = match[1], match[2]
            assert row["name"].endswith(f" of {place}"), row
            assert part is None or f"the {parts[part]} District of" in row["name"], row
            assert row["court"].endswith(f"{(part or '').lower()}d"), row
            assert row["citation"].startswith(f"{part}.D." if part else "D."), row
        else:
            assert row["district"] in row["name"], row


def test_a_state_lies_in_one_circuit() -> None:
    circuits: dict[str, set[str]] = defaultdict(set)
    for row in table("districts"):
        circuits[row["state"]].add(row["circuit"])
    assert [state for state, found in circuits.items() if len(found) > 1] == []
    assert len(circuits) == 55  # fifty states, D.C., Puerto Rico, Guam, the Virgin Islands, NMI


@pytest.mark.real
def test_district_codes_are_those_of_the_source(shared_data: Path) -> None:
    with (shared_data / "idb" / "districts.csv").open(encoding="utf-8", newline="") as file:
        source = {
            (row["pacer_id"], row["fjc_code"], row["ussc_code"]) for row in csv.DictReader(file)
        }
    ours = {(row["pacer_id"], row["idb_code"], row["ussc_code"]) for row in table("districts")}
    assert ours == source


# Sections of the criminal chapters that say no offence: definitions, remedies, procedure.
_NOT_OFFENCES = frozenset(
    re.findall(
        r"\w+",
        "1593 1595 1595A 1596 1961 1963 1964 2246 2248 2255 2259 2259A 2259B 2263 2264 2327 "
        "2426 2427 2428 2429",
    )
)


@pytest.mark.real
def test_every_offence_whose_text_is_at_hand_bears_the_statutes_heading(shared_data: Path) -> None:
    texts = shared_data.parent / "law" / "usc"
    if not texts.is_dir():
        pytest.skip(f"no text of the Code: {texts} is not there")
    names = {row["section"]: row["name"] for row in table("offences") if not row["subsection"]}
    compared = 0
    for path in sorted(texts.glob("18-*.md")):
        section = path.stem.removeprefix("18-")
        if int(re.sub(r"\D", "", section)) >= 3000 or section in _NOT_OFFENCES:
            continue  # from § 3001 on, title 18 is procedure
        first_line = path.read_text(encoding="utf-8").splitlines()[0]
        heading = re.sub(r"^# 18 U\.S\.C\. § \w+\. ", "", first_line)
        assert names[section].startswith(heading), f"§ {section}: {heading}"
        compared += 1
    assert compared >= 40


@pytest.mark.real
def test_a_row_that_claims_to_have_read_a_section_has_its_text_at_hand(shared_data: Path) -> None:
    texts = shared_data.parent / "law" / "usc"
    if not texts.is_dir():
        pytest.skip(f"no text of the Code: {texts} is not there")
    claimed = {
        section
        for name in DATED
        for row in table(name)
        for section in re.findall(r"\b(\d+-\d+[A-Z]?) ?(?:\(Apr|and)", row["checked"])
    }
    assert claimed
    assert sorted(one for one in claimed if not (texts / f"{one}.md").is_file()) == []
