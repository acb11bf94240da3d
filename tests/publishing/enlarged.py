"""An audit with as many findings as a test needs: the sample's, again and again, each its own."""

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
