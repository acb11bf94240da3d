"""Estimates that lean on peers, held against a posterior worked out on a grid."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special

from amends.accountability.intervals import pooled

Floats = NDArray[np.float64]


def on_a_grid(rate: Floats, size: Floats) -> Floats:
    """Posterior means with nothing maximised: centre and strength integrated out.

    The same prior on the strength as the estimate's own, a flat one on the centre.
    """
    hits = rate * size
    centre = special.expit(np.linspace(-5, 5, 201))[:, None, None]
    log_strength = np.linspace(-3, 9, 161)[None, :, None]
    a, b = centre * np.exp(log_strength), (1 - centre) * np.exp(log_strength)
    gain = special.betaln(hits + a, size - hits + b) - special.betaln(a, b)
    density = gain.sum(axis=2) - 0.5 * ((log_strength[..., 0] - np.log(20)) / 2) ** 2
    # A flat prior on the centre itself, seen on the logit scale of the grid.
    density = density + np.log(centre * (1 - centre))[..., 0]
    weight = np.exp(density - density.max())
    means = (hits + a) / (size + a + b)
    posterior: Floats = (weight[..., None] * means).sum(axis=(0, 1)) / weight.sum()
    return posterior


@pytest.mark.parametrize(
    ("rate", "size"),
    [
        ([0.1, 0.3, 0.3, 0.5, 0.9], [40.0, 25.0, 60.0, 30.0, 12.0]),
        ([0.0, 0.2, 0.35, 0.4, 1.0, 0.3], [1.0, 50.0, 80.0, 20.0, 1.0, 9.0]),
        ([0.34, 0.35, 0.36, 0.35], [100.0, 90.0, 120.0, 80.0]),
        ([0.02, 0.95, 0.5, 0.1, 0.8, 0.3, 0.6, 0.05], [30.0] * 8),
    ],
)
def test_the_estimate_agrees_with_the_posterior(rate: list[float], size: list[float]) -> None:
    rates, sizes = np.array(rate), np.array(size)
    assert pooled(rates, sizes).rate == pytest.approx(on_a_grid(rates, sizes), abs=0.05)


GROUPS = st.lists(st.tuples(st.floats(0, 1), st.floats(0.5, 500)), min_size=3, max_size=20)


@settings(max_examples=60)
@given(GROUPS)
def test_every_estimate_is_a_share_within_its_interval_and_between_the_extremes(
    groups: list[tuple[float, float]],
) -> None:
    rate, size = (np.array(column) for column in zip(*groups, strict=True))
    estimate = pooled(rate, size)
    assert ((estimate.low >= 0) & (estimate.high <= 1)).all()
    assert ((estimate.low <= estimate.rate) & (estimate.rate <= estimate.high)).all()
    assert (estimate.rate >= min(rate.min(), 0.01) - 1e-2).all()
    assert (estimate.rate <= max(rate.max(), 0.99) + 1e-2).all()


@settings(max_examples=60)
@given(GROUPS, st.floats(0.05, 0.95))
def test_the_more_a_group_says_itself_the_less_it_leans_on_others(
    groups: list[tuple[float, float]], own: float
) -> None:
    rate, size = (np.array(column) for column in zip(*groups, strict=True))
    rates = np.concatenate([rate, [own, own, own]])
    estimate = pooled(rates, np.concatenate([size, [1.0, 20.0, 300.0]])).rate[-3:]
    away = np.abs(estimate - own)
    assert away[0] >= away[1] - 1e-9
    assert away[1] >= away[2] - 1e-9


@settings(max_examples=30)
@given(GROUPS)
def test_the_order_of_groups_changes_nothing_that_is_shown(
    groups: list[tuple[float, float]],
) -> None:
    rate, size = (np.array(column) for column in zip(*groups, strict=True))
    order = np.random.default_rng(len(groups)).permutation(len(groups))
    estimate, turned = pooled(rate, size), pooled(rate[order], size[order])
    assert turned.rate == pytest.approx(estimate.rate[order], abs=2e-3)
