"""The sample's audit made larger or leaner, as a test needs it."""

from __future__ import annotations

import dataclasses

import polars as pl

from amends.accountability.audit import Audit


def enlarged(result: Audit, findings: int) -> Audit:
    """The same audit with that many findings; ids, dockets and names differ throughout."""
    own = result.findings
    times = -(-findings // own.height)
    copies = [
        own.with_columns(
            pl.concat_str(name, pl.lit(f"-{turn}")).alias(name)
            for name in ("finding_id", "docket_number", "name")
        )
        for turn in range(times)
    ]
    return dataclasses.replace(result, findings=pl.concat(copies).head(findings))


def lean(result: Audit) -> Audit:
    """The same findings, with figures of one source under one definition alone: few charts."""
    source, name = min(result.summary), "chapter-77"
    return dataclasses.replace(
        result,
        summary={source: {name: result.summary[source][name]}},
        figures=result.figures.filter(pl.col("source") == source, pl.col("definition") == name),
    )
