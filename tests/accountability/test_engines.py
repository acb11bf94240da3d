"""One set of measures on any engine: the same findings and the same rates, to the last digit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from amends.accountability.engines import Engine, duckdb_engine, polars_engine, spark_engine
from amends.accountability.findings import DEFENDANT, Judged, frames_of, judge
from amends.accountability.groups import OF_CASE, SINGLE
from amends.accountability.rates import CASE_VERDICTS
from amends.accountability.summary import summarise
from amends.accountability.verdict import IN_QUESTION, Verdict
from amends.editions.build import build
from amends.editions.release import Edition
from amends.sources.invented import write_sample
from benchmarks.generate import write_edition

DEFENDANTS = 10_000

Scan = Callable[[str], Any]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of the invented sample: both layouts, every quirk, every verdict."""
    files = write_sample(tmp_path_factory.mktemp("sample"))
    return build([files.cases, files.wide], tmp_path_factory.mktemp("release")).edition


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A generated edition: many defendants, all days of thirty years, subsections and ranges."""
    return Edition(write_edition(tmp_path_factory.mktemp("generated"), DEFENDANTS))


@pytest.fixture(params=["invented", "generated"])
def edition(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.getfixturevalue(request.param)
    return found


@contextmanager
def on_polars(edition: Edition) -> Iterator[tuple[Engine, Scan]]:
    yield polars_engine(), edition.scan


@contextmanager
def on_duckdb(edition: Edition) -> Iterator[tuple[Engine, Scan]]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        yield (
            duckdb_engine(connection),
            lambda table: connection.from_arrow(edition.scan(table).collect().to_arrow()),
        )


@contextmanager
def on_spark(edition: Edition, session: Any) -> Iterator[tuple[Engine, Scan]]:
    yield (
        spark_engine(session),
        lambda table: session.createDataFrame(edition.scan(table).collect().to_arrow()),
    )


def results(engine: Engine, scan: Scan, on: date) -> tuple[pl.DataFrame, pl.DataFrame, Any]:
    """Findings and figures, each in one order whatever the engine, and the nested summary."""
    judged: Judged = judge(frames_of(scan), engine, on)
    findings = judged.findings.collect(backend="polars").to_native()
    doubts = pl.Series(judged.doubts, dtype=pl.String)
    # Numbers of rows and doubts mean nothing beyond one run; what they stand for is compared.
    spelled = findings.with_columns(doubts.gather(findings["doubt"]).alias("doubt")).drop(
        "person", "case", "weight"
    )
    summary, figures = summarise(judged, engine)
    by = ["source", "definition", "unit", "group", "value"]
    return spelled.select(sorted(spelled.columns)).sort(DEFENDANT), figures.sort(by), summary


@pytest.fixture(scope="module")
def reference() -> Callable[[Edition], tuple[pl.DataFrame, pl.DataFrame, Any]]:
    """What Polars finds, worked out once an edition."""
    kept: dict[Path, tuple[pl.DataFrame, pl.DataFrame, Any]] = {}

    def of(edition: Edition) -> tuple[pl.DataFrame, pl.DataFrame, Any]:
        if edition.path not in kept:
            with on_polars(edition) as (engine, scan):
                kept[edition.path] = results(engine, scan, edition.dated)
        return kept[edition.path]

    return of


def agree(found: tuple[pl.DataFrame, pl.DataFrame, Any], expected: Any) -> None:
    """Identical tables: columns, types, order, and every value; floats too, to the last digit."""
    for ours, theirs in zip(found[:2], expected[:2], strict=True):
        assert_frame_equal(ours, theirs, check_exact=True)
    assert found[2] == expected[2]


def test_every_verdict_occurs_so_that_agreement_means_something(invented, generated, reference):
    found = pl.concat(reference(edition)[0].select("verdict") for edition in (invented, generated))
    assert set(found["verdict"]) == {verdict.value for verdict in Verdict}


def test_orders_are_shared_so_that_counting_them_once_means_something(edition, reference):
    figures = reference(edition)[1].filter(group="all", unit="case")
    assert (figures["met"] > 0).all()
    assert (figures["amount_usd_once"] < figures["amount_usd"]).any()


def test_duckdb_gives_the_findings_and_rates_of_polars(edition, reference):
    with on_duckdb(edition) as (engine, scan):
        agree(results(engine, scan, edition.dated), reference(edition))


def test_duckdb_reads_the_files_of_an_edition_as_polars_does(generated, reference):
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        found = results(
            duckdb_engine(connection),
            lambda table: connection.read_parquet(str(generated.path / f"{table}.parquet")),
            generated.dated,
        )
    agree(found, reference(generated))


def test_a_second_run_gives_the_same_tables(generated, reference):
    with on_polars(generated) as (engine, scan):
        agree(results(engine, scan, generated.dated), reference(generated))


def test_verdicts_in_question_come_before_all_others_in_a_case():
    first = CASE_VERDICTS[: len(IN_QUESTION)]
    assert set(first) == set(IN_QUESTION)
    assert set(CASE_VERDICTS) == set(Verdict)


def test_a_group_of_cases_has_one_value_in_each_case(edition):
    with on_polars(edition) as (engine, scan):
        judged = judge(frames_of(scan), engine, edition.dated)
    values = judged.findings.select("case", **{group: SINGLE[group] for group in OF_CASE})
    distinct = values.unique().collect(backend="polars").to_native()
    assert distinct["case"].is_unique().all()
    assert distinct.height > 100


@pytest.fixture(scope="module")
def spark_session() -> Iterator[Any]:
    pyspark_sql = pytest.importorskip("pyspark.sql")
    session = (
        pyspark_sql.SparkSession.builder.master("local[2]")
        .appName("amends")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.spark
def test_spark_gives_the_findings_and_rates_of_polars(invented, reference, spark_session):
    with on_spark(invented, spark_session) as (engine, scan):
        agree(results(engine, scan, invented.dated), reference(invented))
