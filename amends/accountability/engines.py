"""Where the measures run: Polars, DuckDB or Spark, all through the same expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

Frames = Mapping[str, "nw.LazyFrame[Any]"]
"""Tables of an edition by name."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How an engine takes in a small table that was made beside it, and keeps a result.

    take:   a Polars frame as a lazy frame of the engine, to join with
    keep:   a lazy frame computed once, so that what follows does not compute it again
    """

    name: str
    take: Callable[[pl.DataFrame], nw.LazyFrame[Any]]
    keep: Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]]


def polars_engine() -> Engine:
    """Polars, on one machine: the default."""
    return Engine(
        "polars",
        take=lambda frame: nw.from_native(frame.lazy()),
        keep=lambda frame: frame.collect(backend="polars", engine="streaming").lazy(),
    )


def duckdb_engine(connection: Any) -> Engine:
    """DuckDB, on one machine, through an open connection."""

    def take(frame: pl.DataFrame) -> nw.LazyFrame[Any]:
        return _lazy(connection.from_arrow(frame.to_arrow()))

    def keep(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        table = frame.collect(backend="pyarrow").to_arrow()
        return _lazy(connection.from_arrow(table))

    return Engine("duckdb", take, keep)


def spark_engine(session: Any) -> Engine:
    """Apache Spark, on many machines, through an open session."""

    def take(frame: pl.DataFrame) -> nw.LazyFrame[Any]:
        return _lazy(session.createDataFrame(frame.to_arrow()))

    def keep(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        # A cached plan still grows with every step and is analysed anew; a checkpoint ends it.
        return _lazy(nw.to_native(frame).localCheckpoint())

    return Engine("spark", take, keep)


def _lazy(native: Any) -> nw.LazyFrame[Any]:
    frame: nw.LazyFrame[Any] = nw.from_native(native).lazy()
    return frame
