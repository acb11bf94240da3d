"""A name that is withheld leaves no trace in the new edition, wherever it stood."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from amends.editions.build import Built
from amends.editions.decisions import Action
from amends.editions.release import Edition
from amends.record.values import Unknown
from tests.editions.conftest import Small
from tests.editions.few_cases import decided, people
from tests.sources.documents import case, defendant

ANONYMISE, WITHDRAW = Action.ANONYMISE, Action.WITHDRAW


def everything_in(edition: Edition) -> str:
    """Every cell of every table, decoded, and every other file of an edition, as one text."""
    texts = []
    for file in sorted(edition.path.iterdir()):
        if file.suffix == ".parquet":
            rows = pl.read_parquet(file).iter_rows()
            texts += [str(cell) for row in rows for cell in row if cell is not None]
        else:
            texts.append(json.dumps(file.read_text(encoding="utf-8"), ensure_ascii=False))
    return "\n".join(texts).casefold()


def captions(edition: Edition) -> list[str]:
    found: list[str] = edition.scan("cases").collect()["caption"].to_list()
    return found


@pytest.mark.real
def test_a_real_caption_names_only_people_who_are_shown(real: Built) -> None:
    defendants = real.edition.scan("defendants").collect()
    facts = real.edition.scan("facts").collect()
    withheld = facts.filter(
        (pl.col("unknown") == Unknown.WITHHELD.value) & (pl.col("name") == "name")
    )
    assert withheld.height > 0
    cases = real.edition.scan("cases").collect()
    for row in cases.join(withheld, on=["source", "case_id"], how="semi").iter_rows(named=True):
        shown = defendants.filter(
            (pl.col("source") == row["source"]) & (pl.col("case_id") == row["case_id"])
        )["name"].drop_nulls()
        named = " ".join(shown).casefold()
        party = row["caption"].partition(" v. ")[2].partition(",")[0].split(" (")[0]
        surname = party.removesuffix(" et al").casefold()
        assert surname in named or row["caption"].startswith("USA v. (name withheld)"), row


def test_a_caption_that_names_a_person_whom_the_source_withholds_is_withheld(
    small: Small,
) -> None:
    edition = small(
        {
            "1": people("Bottom Girl", **{"Case Name": "USA v. Weatherby"}),
            "2": people("Bottom Girl", "Carl Golson", **{"Case Name": "USA v. Weatherby et al"}),
            "3": people("Bottom Girl", "Carl Golson", **{"Case Name": "USA v. Golson et al"}),
            "4": people("Carl Golson", **{"Case Name": "USA v. Goldson"}),
        }
    )
    assert captions(edition) == [
        "USA v. (name withheld)",
        "USA v. (name withheld) et al",
        "USA v. Golson et al",
        "USA v. Goldson",
    ]
    assert "weatherby" not in everything_in(edition)


@pytest.mark.parametrize(
    "caption",
    ["USA v. Quillfeather et al", "United States v. QUILLFEATHER, Ann", "In re Ann Quillfeather"],
)
def test_an_anonymised_person_is_named_nowhere(caption: str, small: Small) -> None:
    cases = {"7": people("Ann Quillfeather", "Bob Stone", **{"Case Name": caption})}
    assert "quillfeather" in everything_in(small(cases))
    edition = small(cases, [decided("htd:7/1", action=ANONYMISE, reason="asked for it")])
    assert "quillfeather" not in everything_in(edition)
    assert captions(edition) == ["USA v. (name withheld) et al"]
    assert edition.scan("defendants").collect()["name"].to_list() == [None, "Bob Stone"]


def test_an_anonymised_person_keeps_charges_sentence_and_money(small: Small) -> None:
    cases = {"7": people("Ann Quillfeather", "Bob Stone")}
    before = small(cases)
    after = small(cases, [decided("htd:7/1", action=ANONYMISE)])
    for table in ("counts", "sentences", "restitution_orders", "victims"):
        assert after.scan(table).collect().equals(before.scan(table).collect()), table


def test_a_reason_that_names_the_person_is_told_without_the_name(small: Small) -> None:
    reason = "letter of Ann Quillfeather; Quillfeather's counsel agrees"
    edition = small(
        {"7": people("Ann Quillfeather", "Bob Stone")},
        [
            decided("htd:7/2#restitution_outcome", "vacated", reason=f"docket 9: {reason}"),
            decided("htd:7/1", action=ANONYMISE, reason=reason),
        ],
    )
    assert "quillfeather" not in everything_in(edition)
    told = edition.scan("tombstones").collect()["reason"].item()
    assert told == "letter of (name withheld); (name withheld)'s counsel agrees"


def test_a_name_that_another_person_shares_stays_theirs(small: Small) -> None:
    cases = {"7": people("Ann Quillfeather", "Zoe Quillfeather", **{"Case Name": "USA v. X"})}
    edition = small(cases, [decided("htd:7/1", action=ANONYMISE)])
    assert edition.scan("defendants").collect()["name"].to_list() == [None, "Zoe Quillfeather"]
    assert "ann quillfeather" not in everything_in(edition)


def test_a_name_that_a_person_wrote_in_is_anonymised_with_the_rest(small: Small) -> None:
    edition = small(
        {"7": people("Ann Quilfeather")},
        [
            decided("htd:7/1#name", "Ann Quillfeather", reason="spelt so on the docket"),
            decided("htd:7/1#alias", "Annie Q; Quill"),
            decided("htd:7/1", action=ANONYMISE),
        ],
    )
    told = everything_in(edition)
    assert not [name for name in ("quilfeather", "quillfeather", "annie q") if name in told]


def test_a_withdrawn_case_leaves_a_tombstone_and_no_name(small: Small) -> None:
    cases = {
        "7": people("Ann Quillfeather", "Zoe Marrowbone"),
        "8": people("Bob Stone"),
    }
    cases["7"]["Summary"]["Case Name"] = "USA v. Quillfeather et al"
    cases["7"]["Judges"]["Name"] = "Judith Oddname"
    edition = small(cases, [decided("htd:7", action=WITHDRAW, reason="sealed by order")])
    told = everything_in(edition)
    assert not [name for name in ("quillfeather", "marrowbone", "oddname") if name in told]
    assert edition.scan("tombstones").collect().rows() == [
        ("htd:7", "case", "sealed by order", decided("htd:7").decided_on)
    ]
    for table in ("cases", "judges", "defendants", "counts", "sentences", "facts"):
        assert set(edition.scan(table).collect()["case_id"]) == {"8"}, table


def test_what_was_set_aside_of_a_withdrawn_case_keeps_its_place_and_loses_its_words(
    small: Small,
) -> None:
    cases = {
        "7": case({"1": defendant(Total={"Restitution": "ask Ann Quillfeather"})}),
        "8": case({"1": defendant(Total={"Restitution": "TBD"})}),
    }
    before = small(cases).scan("quarantine").collect()
    assert before["value"].to_list() == ["ask Ann Quillfeather", "TBD"]
    edition = small(cases, [decided("htd:7", action=WITHDRAW)])
    after = edition.scan("quarantine").collect()
    assert after["value"].to_list() == ["(withheld)", "TBD"]
    assert after["place"].to_list() == before["place"].to_list()
    assert "quillfeather" not in everything_in(edition)


def test_a_withdrawn_person_leaves_the_others_of_the_case(small: Small) -> None:
    cases = {"7": people("Ann Quillfeather", "Bob Stone", **{"Case Name": "USA v. Quillfeather"})}
    edition = small(cases, [decided("htd:7/1", action=WITHDRAW)])
    assert "quillfeather" not in everything_in(edition)
    assert edition.scan("defendants").collect()["name"].to_list() == ["Bob Stone"]
    assert edition.scan("tombstones").collect()["withdrawn"].to_list() == ["person"]


def test_withholding_outlives_every_rebuild(small: Small, tmp_path: Path) -> None:
    cases = {"7": people("Ann Quillfeather", **{"Case Name": "USA v. Quillfeather"})}
    small(cases, [decided("htd:7/1", action=ANONYMISE)])
    cases["8"] = people("Bob Stone")
    assert "quillfeather" not in everything_in(small(cases))
    assert len(list((tmp_path / "release" / "editions").iterdir())) == 2


@pytest.mark.parametrize(
    "name", ["Ñandú Ōkami", "محمد العلي", "李小龍", "O'Brien-Łukasz Jr.", "X Æ"]
)
def test_a_name_in_any_script_is_taken_out(name: str, small: Small) -> None:
    cases = {"7": people(name, **{"Case Name": f"USA v. {name}"})}
    edition = small(cases, [decided("htd:7/1", action=ANONYMISE, reason=f"{name} asked")])
    assert name.casefold() not in everything_in(edition)
    assert captions(edition) == ["USA v. (name withheld)"]


def test_nobody_else_loses_a_caption(small: Small) -> None:
    cases = {
        "7": people("Ann Quillfeather"),
        "8": people("Bob Stone", **{"Case Name": "USA v. Somebody Else"}),
    }
    edition = small(cases, [decided("htd:7/1", action=ANONYMISE)])
    assert captions(edition) == ["USA v. (name withheld)", "USA v. Somebody Else"]
