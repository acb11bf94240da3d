"""Every fact has evidence, every table its columns, and what is unknown says why."""

from __future__ import annotations

import polars as pl
import pytest

from amends.editions.assemble import POLARS_TYPES
from amends.editions.build import Built
from amends.editions.release import Edition
from amends.record.columns import Kind, Table
from amends.record.schema import FACT_TABLES, TABLES
from amends.record.values import Unknown


@pytest.fixture(params=[pytest.param("real", marks=pytest.mark.real), "invented_and_corrected"])
def built(request: pytest.FixtureRequest) -> Built:
    """The real files first, then the invented sample."""
    found: Built = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def edition(built: Built) -> Edition:
    return built.edition


def test_every_fact_rests_on_evidence_that_is_there(edition: Edition) -> None:
    facts, evidence = edition.scan("facts").collect(), edition.scan("evidence").collect()
    assert facts.height > 1_000
    assert facts["evidence_id"].null_count() == 0
    assert facts.join(evidence, on="evidence_id", how="anti").is_empty()


@pytest.mark.parametrize(("table", "key"), [("facts", "fact_id"), ("evidence", "evidence_id")])
def test_no_id_is_given_twice(edition: Edition, table: str, key: str) -> None:
    assert edition.scan(table).collect()[key].is_duplicated().sum() == 0


def test_evidence_names_its_document_place_and_basis(edition: Edition) -> None:
    evidence = edition.scan("evidence").collect()
    for column in ("source", "document", "place", "basis"):
        assert evidence[column].null_count() == 0, column
    read = set(edition.scan("documents").collect()["document"])
    assert set(evidence["document"]) <= {*read, "decisions/corrections.jsonl"}


def test_a_fact_has_a_value_or_a_reason_why_not_and_never_both(edition: Edition) -> None:
    facts = edition.scan("facts").collect()
    assert facts.filter(pl.col("value").is_null() == pl.col("unknown").is_null()).is_empty()
    assert set(facts["unknown"].drop_nulls()) <= {reason.value for reason in Unknown}
    assert facts.filter(pl.col("value") == "").is_empty()


@pytest.mark.parametrize("table", FACT_TABLES, ids=lambda table: str(table.name))
def test_every_cell_is_backed_by_a_fact_and_every_fact_fills_its_cell(
    edition: Edition, table: Table
) -> None:
    frame = edition.scan(table.name).collect()
    key = list(table.key)
    facts = edition.scan("facts").filter(pl.col("table") == table.name).collect()
    for column in table.columns:
        if not column.fact:
            continue
        said = facts.filter((pl.col("name") == column.name) & pl.col("value").is_not_null())
        cells = frame.filter(pl.col(column.name).is_not_null()).select(*key, column.name)
        both = cells.join(said.select(*key, "value"), on=key, how="full", nulls_equal=True)
        assert both.height == cells.height == said.height, column.name
        cell = both[column.name]
        is_day = column.kind is Kind.DAY
        written = cell.dt.to_string("%Y-%m-%d") if is_day else cell.cast(pl.String)
        assert written.to_list() == both["value"].to_list(), column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))
def test_a_table_has_the_columns_types_and_key_that_the_code_book_promises(
    edition: Edition, table: Table
) -> None:
    frame = edition.scan(table.name).collect()
    assert frame.schema == {column.name: POLARS_TYPES[column.kind] for column in table.columns}
    assert frame.select(table.key).is_duplicated().sum() == 0
    for column in table.columns:
        if column.values:
            assert set(frame[column.name].drop_nulls()) <= set(column.values), column.name


def test_a_table_without_a_row_is_no_file_and_reads_as_one_without_rows(edition: Edition) -> None:
    for table in TABLES:
        is_there = (edition.path / f"{table.name}.parquet").exists()
        assert is_there == (edition.scan(table.name).collect().height > 0), table.name


def test_records_met_are_records_taken_in_and_records_set_aside(built: Built) -> None:
    documents = built.edition.scan("documents").collect()
    whole = documents["rows_out"] + documents["rows_quarantined"]
    assert (documents["rows_in"] == whole).all()
    assert built.rows_in == built.rows_out + built.rows_quarantined
    assert built.rows_in == documents["rows_in"].sum()
    assert built.set_aside == built.edition.scan("quarantine").collect().height


@pytest.mark.real
def test_every_record_of_the_real_files_is_a_defendant_or_set_aside(real: Built) -> None:
    defendants = real.edition.scan("defendants").collect().group_by("source").len()
    counted = dict(defendants.iter_rows())
    documents = real.edition.scan("documents").collect()
    assert counted == dict(documents.select("source", "rows_out").iter_rows())


def test_a_withdrawn_case_is_the_only_one_that_is_missing(invented_and_corrected: Built) -> None:
    edition = invented_and_corrected.edition
    withdrawn = edition.scan("tombstones").filter(pl.col("withdrawn") == "case").collect()
    assert withdrawn["subject"].to_list() == ["htd-wide:2"]
    source = edition.scan("documents").filter(pl.col("source") == "htd").collect()
    found = edition.scan("defendants").filter(pl.col("source") == "htd").collect()
    assert source["rows_out"].item() == found.height


def test_money_is_exact_to_the_cent_in_every_table(edition: Edition) -> None:
    for table in TABLES:
        schema = edition.scan(table.name).collect_schema()
        assert not [name for name, kind in schema.items() if kind.is_float()], table.name
