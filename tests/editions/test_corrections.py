"""What a correction may say, what it may be about, and that a log never quietly loses one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.editions.build import build
from amends.editions.corrections import check
from amends.editions.decisions import (
    Action,
    Decision,
    DecisionError,
    _hash,
    append,
    log_of,
    read_decisions,
    read_log,
)
from amends.editions.release import Edition
from amends.record.schema import FACT_TABLES
from tests.editions.conftest import Small
from tests.editions.few_cases import decided, people
from tests.sources.documents import case, defendant

WITHDRAW, ANONYMISE = Action.WITHDRAW, Action.ANONYMISE


@pytest.mark.parametrize(
    ("subject", "written"),
    [
        ("htd:405#restitution_outcome", "htd:405/DEFENDANT#restitution_outcome"),
        ("htd:405/1797#victims", "htd:405#victims"),
        ("htd:405/1797#citation", "htd:405/1797/NUMBER#citation"),
        ("htd:405/1797/2#sentenced_on", "htd:405/1797#sentenced_on"),
        ("htd:405#judge", "htd:405/-/NUMBER#judge"),
    ],
)
@pytest.mark.parametrize("action", [Action.REPLACE, WITHDRAW])
def test_a_fact_is_corrected_where_it_belongs_and_a_slip_is_told_how_to_write_it(
    action: Action, subject: str, written: str
) -> None:
    with pytest.raises(DecisionError, match="write ") as refusal:
        check(decided(subject, "2010-01-01", action=action))
    assert str(refusal.value).endswith(f"write {written}")


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        ("htd:1/1#sentenced_on", "2018-02-30"),
        ("htd:1/1#sentenced_on", "2018-13-01"),
        ("htd:1/1#sentenced_on", "\u0662018-01-01"),
        ("htd:1/1#restitution_usd", "-5"),
        ("htd:1/1#restitution_usd", "5.001"),
        ("htd:1/1#restitution_usd", "\u0665"),
        ("htd:1/1#restitution_usd", "1e9"),
        ("htd:1/1#restitution_usd", "1" * 14),
        ("htd:1#victims", "three"),
        ("htd:1#victims", "3" * 10),
        ("htd:1/1/1#citation", "the trafficking statute"),
        ("htd:1#circuit", "12"),
        ("htd:1#district", "S.D. Atlantis"),
        ("htd:1#state", "texas"),
        ("htd:1/1#marked_labor", "yes"),
        ("htd:1/1#name", "  "),
        ("htd:1/1#name", "two\nlines"),
        ("htd:1/1#name", "\x1b[31mred"),
        ("htd:1/1#restitution_outcome", "unknown"),
    ],
)
def test_a_value_that_its_column_cannot_hold_is_refused(subject: str, value: str) -> None:
    with pytest.raises(DecisionError, match="is not "):
        check(decided(subject, value))


@pytest.mark.parametrize("subject", ["htd:1", "htd:1/-", "htd:1/1/2", "htd:1/1#name"])
def test_only_a_person_can_be_anonymised(subject: str) -> None:
    with pytest.raises(DecisionError, match="name the person"):
        check(decided(subject, action=ANONYMISE))


@given(st.text(max_size=40))
def test_any_text_names_something_or_is_refused(subject: str) -> None:
    for action in Action:
        try:
            check(decided(subject, "1", action=action))
        except DecisionError as refusal:
            assert str(refusal)


TABLES_OF_FACTS = tuple(table.name for table in FACT_TABLES)
VALUES = {
    "htd:7#victims": "12",
    "htd:7#circuit": "9",
    "htd:7#caption": "USA v. Stone",
    "htd:7/-/1#judge": "Another Bench",
    "htd:7/1#name": "Robert Ñ. Stone",
    "htd:7/1#sentenced_on": "2011-05-06",
    "htd:7/1#restitution_usd": "0.01",
    "htd:7/1#marked_labor": "true",
    "htd:7/1/1#citation": "18:1589",
    "htd:7/1/1#pleaded_guilty": "4",
}


@pytest.mark.parametrize("subject", VALUES)
def test_a_replacement_at_any_level_changes_that_cell_alone(subject: str, small: Small) -> None:
    cases = {"7": people("Bob Stone", "Cy Reed"), "8": people("Bob Stone")}
    before, after = small(cases), small(cases, [decided(subject, VALUES[subject])])
    changed = []
    for table in TABLES_OF_FACTS:
        old, new = before.scan(table).collect(), after.scan(table).collect()
        assert old.height == new.height
        for column in old.columns:
            for row, (was, now) in enumerate(zip(old[column], new[column], strict=True)):
                if was != now:
                    changed.append((table, column, row))
    assert [column for _, column, _ in changed] == [subject.partition("#")[2]]


def test_a_citation_is_written_one_way_however_a_person_wrote_it(small: Small) -> None:
    edition = small({"7": people("Bob Stone")}, [decided("htd:7/1/1#citation", "18:1589(a)")])
    assert edition.scan("counts").collect()["citation"].to_list() == ["18 U.S.C. § 1589(a)"]


def test_a_blank_can_be_filled_in_and_its_reason_is_gone(small: Small) -> None:
    cases = {"7": case({"1": defendant(Total={"Restitution": None})})}
    subject = "htd:7/1#restitution_outcome"
    before = fact(small(cases), subject)
    assert (before["value"], before["unknown"]) == (None, "blank in source")
    after = fact(small(cases, [decided(subject, "none recorded")]), subject)
    assert (after["value"], after["unknown"]) == ("none recorded", None)
    assert after["evidence_id"] == f"{subject}@decision-1"


def test_the_last_decision_has_the_last_word_and_all_stay_as_evidence(small: Small) -> None:
    subject = "htd:7/1#restitution_usd"
    values = ("100.00", "200.00", "300.00")
    edition = small({"7": people("Bob Stone")}, [decided(subject, value) for value in values])
    assert fact(edition, subject)["value"] == "300.00"
    ids = edition.scan("evidence").filter(pl.col("evidence_id").str.starts_with(subject)).collect()
    assert sorted(ids["evidence_id"]) == [
        subject,
        *(f"{subject}@decision-{number}" for number in (1, 2, 3)),
    ]


def test_what_was_withdrawn_is_not_brought_back_by_an_older_replacement(small: Small) -> None:
    edition = small(
        {"7": people("Bob Stone"), "8": people("Cy Reed")},
        [
            decided("htd:7/1#restitution_usd", "5.00"),
            decided("htd:7", action=WITHDRAW),
            decided("htd:7/1#restitution_usd", "6.00"),
        ],
    )
    assert set(edition.scan("facts").collect()["case_id"]) == {"8"}


def test_a_withdrawn_fact_is_a_blank_with_a_tombstone(small: Small) -> None:
    cases = {"7": people("Bob Stone")}
    edition = small(cases, [decided("htd:7/1#race", action=WITHDRAW)])
    assert edition.scan("defendants").collect()["race"].to_list() == [None]
    assert edition.scan("tombstones").collect()["withdrawn"].to_list() == ["fact"]


def test_a_very_long_reason_in_any_script_is_kept_to_the_letter(small: Small) -> None:
    reason = 'Pièce 88 – 문서 \u202e ⚖️ «"quoted"» \\ ' + "very " * 20_000 + "long"
    subject = "htd:7/1#restitution_usd"
    edition = small({"7": people("Bob Stone")}, [decided(subject, "5.00", reason=reason)])
    quoted = (
        edition.scan("evidence")
        .filter(pl.col("evidence_id") == f"{subject}@decision-1")
        .collect()["quoted"]
        .item()
    )
    assert quoted == f"{reason} (A. Reader, 2024-05-06)"


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            Decision,
            subject=st.just("htd:7/1"),
            action=st.just(WITHDRAW),
            value=st.just(""),
            reason=st.text(
                st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30
            ).filter(str.strip),
            who=st.just("A. Reader"),
            decided_on=st.dates(),
        ),
        max_size=6,
    )
)
def test_any_decisions_are_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision]
) -> None:
    log = log_of(tmp_path_factory.mktemp("log"))
    for one in decisions:
        append(log, [one])
    assert read_decisions(log) == tuple(decisions)


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_line_torn_anywhere_by_a_crash_is_made_good_by_the_next_decision(
    cut: int, tmp_path: Path
) -> None:
    log = log_of(tmp_path)
    append(log, [decided("htd:1/1", action=WITHDRAW), decided("htd:1/2", action=WITHDRAW)])
    whole = log.read_bytes()
    log.write_bytes(whole[:-cut])
    assert len(read_decisions(log)) == 1
    append(log, [decided("htd:1/3", action=WITHDRAW)])
    assert [one.subject for one in read_decisions(log)] == ["htd:1/1", "htd:1/3"]
    assert log.read_bytes().count(b"\n") == 2


def test_a_decision_of_a_later_version_is_named_by_its_line(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    append(log, [decided("htd:1/1", action=WITHDRAW)])
    entry = json.loads(log.read_text(encoding="utf-8"))
    entry["action"] = "merge"
    del entry["hash"]
    entry["hash"] = _hash(entry)
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n"
    log.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError, match="line 1: this version of Amends cannot read"):
        read_log(log)


@pytest.mark.parametrize("loss", ["last line", "all lines", "the folder"])
def test_a_log_that_lost_its_end_stops_the_build_rather_than_show_a_name_again(
    loss: str, small: Small, tmp_path: Path
) -> None:
    cases = {"7": people("Ann Quillfeather"), "8": people("Bob Stone")}
    decisions = [decided("htd:8/1#race", "White"), decided("htd:7/1", action=ANONYMISE)]
    edition = small(cases, decisions)
    log = log_of(tmp_path / "release")
    if loss == "last line":
        lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
        log.write_text("".join(lines[:-1]), encoding="utf-8")
    elif loss == "all lines":
        log.write_text("", encoding="utf-8")
    else:
        shutil.rmtree(log.parent)
    with pytest.raises(DecisionError, match="no longer holds; restore the log"):
        build([tmp_path / "case_data.json"], tmp_path / "release")
    assert (tmp_path / "release" / "current").resolve() == edition.path.resolve()


def fact(edition: Edition, subject: str) -> dict[str, object]:
    found = edition.scan("facts").filter(pl.col("fact_id") == subject).collect()
    return found.row(0, named=True)
