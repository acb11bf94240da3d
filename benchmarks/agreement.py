"""No time is worth printing before the answers agree: the contestants' figures, compared."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from benchmarks.contest import RATES


class DisagreementError(Exception):
    """Two contestants came to different figures."""


def demand_agreement(out: Path, one: str, other: str) -> int:
    """Compare what two contestants wrote; the number of rows of rates that they agree on.

    Verdicts, counts and money must be the same; rates too, but for the last digits of a float.
    Raises DisagreementError.
    """
    verdicts = [json.loads((out / f"{name}.json").read_text()) for name in (one, other)]
    if verdicts[0] != verdicts[1]:
        raise DisagreementError(f"{one} and {other} differ in their verdicts: {verdicts}")
    figures = [pl.read_parquet(out / f"{name}.parquet") for name in (one, other)]
    try:
        assert_frame_equal(
            figures[0].drop(RATES), figures[1].drop(RATES), check_exact=True, check_dtypes=True
        )
        assert_frame_equal(figures[0].select(RATES), figures[1].select(RATES), rel_tol=1e-12)
    except AssertionError as error:
        raise DisagreementError(f"{one} and {other} differ in their rates: {error}") from error
    return figures[0].height
