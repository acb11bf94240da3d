"""Intervals and pooled estimates held against statsmodels, and against what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from statsmodels.api import OLS
from statsmodels.stats.proportion import proportion_confint

from amends.accountability.intervals import effective_size, interval, pooled, widened

Floats = NDArray[np.float64]


def sums(met: Floats, known: Floats) -> tuple[Floats, ...]:
    """The six sums over cases that an effective size is made of."""
    return tuple(
        np.array([float(value)])
        for value in (
            met.sum(), known.sum(), len(known), (met**2).sum(), (met * known).sum(),
            (known**2).sum(),
        )
    )  # fmt: skip


@pytest.mark.parametrize(("met", "known"), [(3, 12), (1, 5), (11, 12), (40, 90)])
def test_independent_defendants_get_the_interval_of_clopper_and_pearson(
    met: int, known: int
) -> None:
    outcomes = np.array([1.0] * met + [0.0] * (known - met))
    six = sums(outcomes, np.ones(known))
    size = widened(effective_size(*six), six[1], six[2])
    low, high = interval(six[0] / six[1], size)
    # n / (n - 1) in the variance makes the size a little smaller than n.
    assert size[0] == pytest.approx(known - 1, abs=1e-9) or size[0] == pytest.approx(known)
    expected = proportion_confint(met / known * size[0], size[0], method="beta")
    assert (low[0], high[0]) == pytest.approx(expected, abs=1e-9)


def test_the_variance_is_that_of_a_regression_with_cases_as_clusters() -> None:
    random = np.random.default_rng(3)
    cases = random.integers(0, 40, 160)
    met = (random.random(160) < 0.2 + 0.5 * (cases % 2)).astype(float)
    fitted = OLS(met, np.ones(160)).fit(
        cov_type="cluster", cov_kwds={"groups": cases, "use_correction": False}
    )
    labels = np.unique(cases)
    by_case = np.array([met[cases == one].sum() for one in labels])
    known = np.array([(cases == one).sum() for one in labels], dtype=float)
    size = effective_size(*sums(by_case, known))[0]
    rate = met.mean()
    count = len(labels)
    assert rate * (1 - rate) / size == pytest.approx(
        float(fitted.cov_params()[0, 0]) * count / (count - 1), rel=1e-9
    )


@pytest.mark.parametrize("cases", [8, 30])
def test_the_interval_holds_the_true_rate_in_at_least_93_of_100_clustered_samples(
    cases: int,
) -> None:
    random = np.random.default_rng(cases)
    held = 0
    samples = 1_000
    for _ in range(samples):
        known = random.integers(1, 9, cases).astype(float)
        met = random.binomial(known.astype(int), random.beta(1.4, 2.6, cases)).astype(float)
        six = sums(met, known)
        low, high = interval(six[0] / six[1], widened(effective_size(*six), six[1], six[2]))
        held += bool(low[0] <= 0.35 <= high[0])
    assert held / samples >= 0.93


def test_where_every_outcome_is_alike_the_size_is_the_number_of_cases() -> None:
    assert effective_size(*sums(np.array([5.0, 4.0]), np.array([5.0, 4.0])))[0] == 2.0
    low, high = interval(np.array([1.0]), np.array([2.0]))
    assert high[0] == 1.0
    assert low[0] < 0.2


def test_nothing_known_has_no_interval() -> None:
    low, high = interval(np.array([np.nan]), np.array([0.0]))
    assert np.isnan(low[0])
    assert np.isnan(high[0])


def test_a_group_of_one_case_is_neither_the_best_nor_the_worst_of_the_country() -> None:
    rate = np.array([0.0, 0.2, 0.4, 0.6, 1.0])
    size = np.array([1.0, 60.0, 60.0, 60.0, 1.0])
    estimate = pooled(rate, size)
    assert estimate.rate.argmin() == 1
    assert estimate.rate.argmax() == 3
    overall = float((rate * size).sum() / size.sum())
    between = np.sort(np.stack([rate, np.full(5, overall)]), axis=0)
    assert (between[0] - 0.05 <= estimate.rate).all()
    assert (estimate.rate <= between[1] + 0.05).all()
    assert (estimate.low <= estimate.rate).all()
    assert (estimate.rate <= estimate.high).all()


def test_the_order_of_groups_does_not_matter() -> None:
    rate, size = np.array([0.1, 0.5, 0.9]), np.array([10.0, 40.0, 5.0])
    turned = pooled(rate[::-1], size[::-1])
    assert turned.rate[::-1] == pytest.approx(pooled(rate, size).rate, abs=1e-3)
