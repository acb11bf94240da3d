"""Readers against damaged bytes: a clear refusal or an extract that adds up, and nothing else."""

from __future__ import annotations

import gzip
import io
import zipfile
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amends.sources.extract import QUARANTINE_COLUMNS, STATEMENT_COLUMNS, SourceError
from amends.sources.files import read_file
from amends.sources.invented import write_sample
from amends.sources.recognise import named
from tests.fuzzing import fuzz, fuzz_a_tenth
from tests.sources.documents import (
    CASE_DATA,
    SHEET,
    case,
    defendant,
    json_bytes,
    read,
    read_json,
    read_sheet,
    sheet_bytes,
    sheet_header,
    sheet_lines,
    sheet_row,
)

BASES = {"coded", "inferred"}
REASONS = {None, "blank in source", "coded unknown", "unreadable", "not applicable", "withheld"}


def assert_adds_up(extract):
    """What holds for every extract, of whatever file."""
    document = extract.document
    assert document.rows_in == document.rows_out + document.rows_quarantined
    assert dict(extract.statements.schema) == STATEMENT_COLUMNS
    assert dict(extract.quarantine.schema) == QUARANTINE_COLUMNS
    found = extract.statements
    assert (found["value"].is_null() == found["unknown"].is_not_null()).all()
    assert set(found["unknown"]) <= REASONS
    assert set(found["basis"]) <= BASES
    assert not found["place"].has_nulls()
    assert found.select("case_id", "defendant_id", "count_id", "name").is_unique().all()
    people = found.filter(found["name"] == "restitution_outcome")
    assert people.height == document.rows_out
    unread = {row["place"] for row in extract.quarantine.to_dicts()}
    assert set(found.filter(found["unknown"] == "unreadable")["place"]) <= unread


@contextmanager
def refusal_names(file):
    """A refusal is fine here if it begins with the file's name; nothing else may be raised."""
    try:
        yield
    except SourceError as error:
        refused = str(error)
    else:
        return
    assert refused.startswith(str(file))


def read_or_refused(content, name):
    """The extract of these bytes, or None when they were refused in words that name the file."""
    with refusal_names(name):
        extract = read(content, name)
        assert_adds_up(extract)
        return extract
    return None


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["$1,2O0", "999", "$0", "0", "TBD", "2010-02-30", "1591", "2421_to_2424", "\ud800"]
    ),
    st.lists(st.none() | st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.none() | st.text(max_size=3), max_size=2),
)


@st.composite
def json_documents(draw):
    """Documents with the shape of the layout and anything at all in a few of their places."""
    people = {}
    for number in range(draw(st.integers(0, 3))):
        person = defendant()
        for _ in range(draw(st.integers(0, 3))):
            section = draw(st.sampled_from(sorted(person)))
            if draw(st.integers(0, 5)) == 0:
                person[section] = draw(LEAVES)
            elif isinstance(person[section], dict):
                field = draw(st.sampled_from([*sorted(person[section]), "Other"]))
                person[section][field] = draw(LEAVES)
        people[str(number)] = draw(LEAVES) if draw(st.integers(0, 9)) == 0 else person
    one = case(people)
    for _ in range(draw(st.integers(0, 2))):
        section = draw(st.sampled_from(sorted(one)))
        held = one[section]
        if isinstance(held, dict) and held and draw(st.booleans()):
            held[draw(st.sampled_from(sorted(held)))] = draw(LEAVES)
        else:
            one[section] = draw(LEAVES)
    return {"10": one, "11": case()}


@fuzz_a_tenth
@given(json_documents())
def test_any_leaf_in_the_json_gives_an_extract_that_adds_up(document):
    extract = read_json(document)
    assert_adds_up(extract)
    assert extract.document.rows_out >= 1  # the case beside it is never lost


class Sample(dict):
    """Bytes by name of file; short to print, for a failing example is printed whole."""

    def __repr__(self):
        return f"Sample({sorted(self)})"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The invented sample: the first cases of the JSON and the first lines of the sheet."""
    files = write_sample(tmp_path_factory.mktemp("sample"), cases=100)
    text = files.cases.read_bytes()
    cut = text.index(b"\n },\n", 20_000) + 3
    lines = files.wide.read_bytes().split(b"\n")[:25]
    return Sample({CASE_DATA: text[:cut] + b"\n}\n", SHEET: b"\n".join(lines)})


MARKS = rb"""" , { } [ ] : ; \\ \ud800 NaN - $ 999 null 1.1, =1+1 CaseDef,""".split()
BYTES = (b"\n", b"\r", b"\t", b"\0", b"\xff", b"\xfe", b"\xef\xbb\xbf", b"\xe2\x80", b"\x90")
WORDS = (b'"Defendant Details": ', b'"Statute": []')
PIECES = st.sampled_from([*MARKS, *BYTES, *WORDS])
DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES | st.binary(max_size=8)),
    min_size=1,
    max_size=6,
)


def damaged(content, damage):
    """Bytes in which pieces were cut out and others put in, each at a share of the length."""
    for share, cut, piece in damage:
        at = int(share * len(content))
        content = content[:at] + piece + content[at + cut :]
    return content


@fuzz
@given(DAMAGE)
def test_a_damaged_json_is_refused_or_adds_up(sample, damage):
    read_or_refused(damaged(sample[CASE_DATA], damage), CASE_DATA)


@fuzz
@given(DAMAGE)
@example([(0.0, 0, b",")])  # no row fits its header any more
def test_a_damaged_sheet_is_refused_or_adds_up(sample, damage):
    read_or_refused(damaged(sample[SHEET], damage), SHEET)


CELLS = st.text(max_size=10) | st.sampled_from(
    [
        "",
        "0",
        "1",
        "1.0",
        "999",
        "$1,2O0",
        "3.1",
        "3.10",
        "TX",
        "2/30/2009",
        "\x90",
        "12/31/2009",
        '"',
        "\n",
    ]
)


@fuzz_a_tenth
@given(
    st.lists(st.dictionaries(st.sampled_from(sheet_header()), CELLS, max_size=6), max_size=4),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_cell_in_the_sheet_gives_an_extract_that_adds_up(changes, delimiter):
    rows = [sheet_row(CaseDef=f"1.{n}") | change for n, change in enumerate(changes, start=1)]
    rows.append(sheet_row(CaseDef="77.1", CaseNum="9:99-cr-99999"))
    content = sheet_bytes(sheet_lines(rows), delimiter)
    extract = read_or_refused(content, SHEET)
    assert extract is not None
    if not any("\n" in cell or "\r" in cell for change in changes for cell in change.values()):
        assert "77" in extract.statements["case_id"].to_list()


@fuzz
@given(st.binary(max_size=200))
@example(b"\x1f\x8b")
@example(b"PK\x03\x04")
@example(b"\x1f\x8b\x08\x00\x00\x00\x00\x00")
@example(b'{"Defendant Details"')
@example(b"casedef,pleaguilty1591\n")
@example(b"\xff\xfe")
def test_any_bytes_on_disk_are_refused_or_add_up(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    with refusal_names(path):
        ((source, file, layout),) = named([path])
        assert_adds_up(layout.read(file, source))


@fuzz
@given(st.binary(max_size=60), st.integers(0, 120), st.sampled_from(["gz", "zip"]))
def test_a_damaged_archive_is_refused_or_opened(tmp_path_factory, piece, at, kind):
    packed = PACKED[kind]
    path = tmp_path_factory.getbasetemp() / "packed"
    path.write_bytes(packed[:at] + piece + packed[at + len(piece) :])
    with refusal_names(path):
        read_file(path)


def _packed():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("cases.json", json_bytes({"10": case()})[:200])
    return {"gz": gzip.compress(json_bytes({"10": case()})[:200]), "zip": archive.getvalue()}


PACKED = _packed()


def test_the_whole_sample_adds_up_in_both_layouts(tmp_path):
    files = write_sample(tmp_path)
    for path in (files.cases, files.wide):
        ((source, file, layout),) = named([path])
        assert_adds_up(layout.read(file, source))


def test_an_extract_of_a_sheet_adds_up():
    assert_adds_up(read_sheet(sheet_row(), sheet_row(), sheet_row(CaseDef="1.2")))
