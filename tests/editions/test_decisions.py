"""People's decisions: append-only, chained, and with the last word in every build."""

from __future__ import annotations

import json
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest

from amends.editions.build import build
from amends.editions.corrections import check
from amends.editions.decisions import (
    Action,
    Decision,
    DecisionError,
    append,
    log_of,
    read_decisions,
)
from amends.editions.release import Edition, open_release
from amends.sources.invented import SampleFiles

DAY = date(2025, 1, 2)


def decision(subject: str, action: Action = Action.REPLACE, value: str = "") -> Decision:
    return Decision(subject, action, value, "docket entry 88", "A. Researcher", DAY)


def a_person(edition: Edition) -> tuple[str, str, str]:
    """Case, defendant and name of somebody who is not the first of the case."""
    people = (
        edition.scan("defendants")
        .collect()
        .filter(pl.col("name").is_not_null() & (pl.col("source") == "htd"))
    )
    row = people.filter(pl.col("name").str.len_chars() > 8).row(5, named=True)
    return row["case_id"], row["defendant_id"], row["name"]


def every_cell(edition: Edition) -> str:
    tables = [pl.read_parquet(file).write_csv() for file in edition.path.glob("*.parquet")]
    texts = [file.read_text(encoding="utf-8") for file in edition.path.glob("*.[jm][sd]*")]
    return "\n".join([*tables, *texts])


def test_what_is_appended_is_read_back_in_order(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    made = [decision(f"htd:1/{number}", Action.WITHDRAW) for number in range(5)]
    for one in made:
        append(log, [one])
    assert read_decisions(log) == tuple(made)


@pytest.mark.parametrize("damage", ["change", "remove", "swap"])
def test_a_log_that_was_tampered_with_names_the_line(damage: str, tmp_path: Path) -> None:
    log = log_of(tmp_path)
    append(log, [decision(f"htd:1/{number}", Action.WITHDRAW) for number in range(4)])
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    if damage == "change":
        lines[1] = lines[1].replace("entry 88", "entry 89")
    elif damage == "remove":
        del lines[1]
    else:
        lines[1], lines[2] = lines[2], lines[1]
    log.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(DecisionError, match="line 2"):
        read_decisions(log)
    with pytest.raises(DecisionError, match="line 2"):
        append(log, [decision("htd:1/9", Action.WITHDRAW)])


def test_a_line_cut_short_by_a_crash_never_counted_and_is_not_glued_to_the_next(
    tmp_path: Path,
) -> None:
    log = log_of(tmp_path)
    append(log, [decision("htd:1/1", Action.WITHDRAW)])
    with log.open("ab") as stream:
        stream.write(b'{"action": "withd')
    append(log, [decision("htd:1/2", Action.WITHDRAW)])
    assert [one.subject for one in read_decisions(log)] == ["htd:1/1", "htd:1/2"]


def _append_some(log: Path, who: int) -> None:
    for number in range(10):
        append(log, [decision(f"htd:{who}/{number}", Action.WITHDRAW)])


def test_eight_people_at_once_lose_nothing(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    processes = get_context("spawn")
    people = [processes.Process(target=_append_some, args=(log, who)) for who in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len({one.subject for one in read_decisions(log)}) == 80


@pytest.mark.parametrize(
    ("subject", "value", "says"),
    [
        ("htd:405/1797#nope", "1", "not a fact"),
        ("#", "1", "names nothing"),
        ("../../etc/passwd", "1", "names nothing"),
        ("htd:405/1797#restitution_usd", "$1,2O0", "amount"),
        ("htd:405/1797#restitution_outcome", "maybe", "one of ordered"),
        ("htd:405/1797#sentenced_on", "2 Jan 2020", "day"),
        ("htd:405/1797", "1", "name the fact"),
    ],
)
def test_a_decision_that_cannot_be_carried_out_is_refused(
    subject: str, value: str, says: str
) -> None:
    with pytest.raises(DecisionError, match=says):
        check(decision(subject, Action.REPLACE, value))


def test_a_replacement_outlives_every_rebuild_and_keeps_what_it_replaced(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    edition = build([invented_files.cases], tmp_path).edition
    case, person, _ = a_person(edition)
    subject = f"htd:{case}/{person}#restitution_outcome"
    append(log_of(tmp_path), [decision(subject, value="vacated")])
    for files in ([invented_files.cases], [invented_files.cases, invented_files.wide]):
        edition = build(files, tmp_path).edition
        fact = edition.scan("facts").filter(pl.col("fact_id") == subject).collect()
        assert fact["value"].to_list() == ["vacated"]
        evidence = (
            edition.scan("evidence")
            .filter(pl.col("evidence_id").str.starts_with(subject))
            .collect()
        )
        assert sorted(evidence["basis"]) == ["coded", "stated"]


def test_a_person_anonymised_is_named_nowhere_in_the_new_edition(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    edition = build([invented_files.cases], tmp_path).edition
    case, person, name = a_person(edition)
    assert name in every_cell(edition)
    append(log_of(tmp_path), [decision(f"htd:{case}/{person}", Action.ANONYMISE)])
    anonymous = build([invented_files.cases], tmp_path).edition
    assert name not in every_cell(anonymous)
    assert anonymous.scan("tombstones").collect()["withdrawn"].to_list() == ["name"]
    assert anonymous.scan("counts").collect().equals(edition.scan("counts").collect())


def test_a_case_withdrawn_leaves_a_tombstone_and_nothing_else(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    edition = build([invented_files.cases], tmp_path).edition
    case, _, name = a_person(edition)
    append(log_of(tmp_path), [decision(f"htd:{case}", Action.WITHDRAW)])
    without = build([invented_files.cases], tmp_path).edition
    assert name not in every_cell(without)
    assert without.scan("facts").filter(pl.col("case_id") == case).collect().is_empty()
    assert without.scan("tombstones").collect()["subject"].to_list() == [f"htd:{case}"]


def test_a_decision_about_something_that_is_gone_does_nothing(
    invented_files: SampleFiles, tmp_path: Path
) -> None:
    build([invented_files.cases], tmp_path)
    before = open_release(tmp_path).scan("facts").collect()
    append(log_of(tmp_path), [decision("htd:999999/1#restitution_usd", value="5.00")])
    build([invented_files.cases], tmp_path)
    assert open_release(tmp_path).scan("facts").collect().equals(before)


def test_the_log_is_a_line_of_json_a_decision(tmp_path: Path) -> None:
    log = log_of(tmp_path)
    append(log, [decision("htd:1/1", Action.WITHDRAW)])
    entry = json.loads(log.read_text(encoding="utf-8"))
    assert {"subject", "action", "reason", "who", "decided_on", "previous", "hash"} <= set(entry)
