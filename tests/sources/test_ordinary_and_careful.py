"""The fast way through ordinary records and the careful way through others tell the same."""

from __future__ import annotations

import hashlib
import json

import pytest
from polars.testing import assert_frame_equal

from amends.sources.invented import write_sample
from tests.sources.documents import SHEET, read

# What was told before reading was made fast. Changes only when what is told is meant to change.
TOLD = {
    "json": "f10e7add27d6620ebbe9d8b1f5f5e94f7b0fa067c1ce3b907389b19b155f7e2c",
    "sheet": "c09dabd23eedf4900a13630319ec974f95be26c07070065880b51b6d821fa46e",
}
ORDER = ["case_id", "defendant_id", "count_id", "name"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def ordinary(sample):
    return read(sample.cases.read_bytes())


def told(extract):
    """A digest of every statement, in an order of its own."""
    rows = extract.statements.drop("source", "document").sort(ORDER).rows()
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def test_the_sample_tells_what_it_told_before_reading_was_made_fast(sample, ordinary):
    assert told(ordinary) == TOLD["json"]
    assert told(read(sample.wide.read_bytes(), SHEET)) == TOLD["sheet"]


def rewritten(value, leaf):
    """A document with every leaf rewritten; a leaf that becomes Ellipsis is left out."""
    if isinstance(value, dict):
        items = ((key, rewritten(one, leaf)) for key, one in value.items())
        return {key: one for key, one in items if one is not ...}
    return [leaf(one) for one in value] if isinstance(value, list) else leaf(value)


def test_nulls_that_are_left_out_are_the_same_as_nulls(sample, ordinary):
    document = json.loads(sample.cases.read_bytes())
    for case in document.values():
        for section in ("Summary", "Victim Details"):
            case[section] = {key: one for key, one in case[section].items() if one is not None}
        for defendant in case["Defendant Details"].values():
            for section, held in defendant.items():
                defendant[section] = {key: one for key, one in held.items() if one is not None}
    extract = read(json.dumps(document).encode())
    assert told(extract) == told(ordinary)


def test_whole_numbers_without_quotation_marks_are_the_same_numbers(sample, ordinary):
    def number(text):
        return int(text) if isinstance(text, str) and text.isdecimal() and text[0] != "0" else text

    extract = read(json.dumps(rewritten(json.loads(sample.cases.read_bytes()), number)).encode())
    assert told(extract) == told(ordinary)
    assert_frame_equal(extract.quarantine, ordinary.quarantine)


def test_the_order_of_cases_keys_and_blanks_in_the_text_changes_nothing(sample, ordinary):
    document = json.loads(sample.cases.read_bytes())
    backwards = dict(reversed(document.items()))
    for separators in ((",", ":"), (" , ", " : ")):
        text = json.dumps(backwards, sort_keys=False, separators=separators)
        extract = read(text.encode())
        assert told(extract) == told(ordinary)
        assert extract.document.rows_in == ordinary.document.rows_in
