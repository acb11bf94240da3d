"""How long a reader is tried with damaged input.

    @fuzz
    @given(binary())
    def test_any_bytes_give_a_record_or_a_quarantine(data): ...

Such a test runs with 2,000 cases, or as many as the environment variable AMENDS_FUZZ says; they are
new ones on every run, and a failing one is printed and kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

Test = TypeVar("Test", bound=Callable[..., object])

CASES = int(os.environ.get("AMENDS_FUZZ", "2000"))

SETTINGS = settings(
    max_examples=CASES,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def fuzz(test: Test) -> Test:
    """Mark a property test as fuzzing and give it that many cases."""
    marked: Test = pytest.mark.fuzz(SETTINGS(test))
    return marked


def fuzz_a_tenth(test: Test) -> Test:
    """The same with a tenth of the cases, for tests whose every case makes and reads many files."""
    marked: Test = pytest.mark.fuzz(settings(SETTINGS, max_examples=max(CASES // 10, 100))(test))
    return marked
