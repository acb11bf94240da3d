"""How sure a rate is: intervals that take cases as clusters, and estimates that lean on peers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

Floats = NDArray[np.float64]

LEVEL = 0.95
"""The share of samples whose interval would hold the true rate."""


def effective_size(
    met: Floats,
    known: Floats,
    cases: Floats,
    met_squared: Floats,
    met_known: Floats,
    known_squared: Floats,
) -> Floats:
    """How many independent defendants the known ones of a group are worth.

    Co-defendants share a judge, a prosecutor and often one order, so a case is a cluster. From
    sums over cases of met², met·known and known², the linearised variance of the ratio gives the
    design effect; the size is the number known divided by it, never more than that number, and
    no more than the number of cases where every outcome is alike. Arrays of one length.

    Source: Korn & Graubard, Survey Methodology 24 (1998); Cochran, Sampling Techniques, ch. 9.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = met / known
        residual = met_squared - 2 * rate * met_known + rate**2 * known_squared
        variance = cases / (cases - 1) * residual / known**2
        size = rate * (1 - rate) / variance
    alike = (rate <= 0) | (rate >= 1) | (cases < 2) | ~np.isfinite(size) | (variance <= 0)
    smaller = np.minimum(known, cases)
    return np.where(known > 0, np.where(alike, smaller, np.minimum(size, known)), 0.0)


def widened(size: Floats, known: Floats, cases: Floats) -> Floats:
    """An effective size made smaller where few cases say how far cases differ.

    The variance is itself estimated from the cases; Student's t takes that doubt in. Independent
    defendants, one a case, lose nothing.

    Source: Korn & Graubard, Survey Methodology 24 (1998).
    """
    tail = 1 - (1 - LEVEL) / 2
    with np.errstate(invalid="ignore"):
        ratio = stats.t.ppf(tail, known - 1) / stats.t.ppf(tail, cases - 1)
    return np.where(np.isfinite(ratio), size * ratio**2, size)


def interval(rate: Floats, size: Floats) -> tuple[Floats, Floats]:
    """Clopper-Pearson bounds of a rate at an effective size; nan where nothing is known.

    Source: Clopper & Pearson, Biometrika 26 (1934), with the effective size of Korn & Graubard.
    """
    tail = (1 - LEVEL) / 2
    hits = rate * size
    low = np.where(hits <= 0, 0.0, stats.beta.ppf(tail, hits, size - hits + 1))
    high = np.where(hits >= size, 1.0, stats.beta.ppf(1 - tail, hits + 1, size - hits))
    unknown = ~(size > 0)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


@dataclass(frozen=True, slots=True)
class Pooled:
    """Partially pooled rates of several groups, with 95% intervals, in the groups' order."""

    rate: Floats
    low: Floats
    high: Floats


def pooled(rate: Floats, size: Floats) -> Pooled:
    """Rates that lean on all groups the more, the less a group itself says.

    A beta-binomial model: the groups' true rates are drawn from one beta distribution, fitted by
    maximum likelihood, with weak priors, to the effective counts; each group's estimate is its
    posterior mean. So a circuit with one case is neither the best nor the worst in the country.

    Source: Casella, The American Statistician 39 (1985), on empirical Bayes.
    """
    known = size > 0
    hits = np.where(known, rate * size, 0.0)
    sizes = np.where(known, size, 0.0)

    def unlikeliness(parameters: Floats) -> float:
        centre, strength = special.expit(parameters[0]), np.exp(parameters[1])
        a, b = centre * strength, (1 - centre) * strength
        gain = special.betaln(hits + a, sizes - hits + b) - special.betaln(a, b)
        # Weak priors: on the strength, which is else infinite where the groups do not differ at
        # all; on the centre (Jeffreys'), which is else 0 or 1, and certain, where all are alike.
        doubt = 0.5 * ((parameters[1] - np.log(20)) / 2) ** 2
        return float(doubt - 0.5 * np.log(centre * (1 - centre)) - np.sum(gain))

    overall = np.clip(hits.sum() / max(sizes.sum(), 1), 0.01, 0.99)
    start = np.array([special.logit(overall), np.log(20.0)])
    found = optimize.minimize(unlikeliness, start, method="Nelder-Mead").x
    centre, strength = special.expit(found[0]), np.exp(found[1])
    a, b = hits + centre * strength, sizes - hits + (1 - centre) * strength
    tail = (1 - LEVEL) / 2
    return Pooled(a / (a + b), stats.beta.ppf(tail, a, b), stats.beta.ppf(1 - tail, a, b))
