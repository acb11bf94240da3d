"""Chance that falls the same way on every machine.

Only `random.Random.random()` is promised to stay the same from one Python to the next, so every
choice here is whole-number arithmetic on it: no logarithms, no powers, no library sampling.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

Choice = TypeVar("Choice")


class Chance:
    """A seeded stream of choices; the order in which it is asked decides what it answers."""

    def __init__(self, seed: int) -> None:
        """Start the stream that belongs to `seed`."""
        # Invented cases need a stream that can be repeated, not one that cannot be guessed.
        self._stream = random.Random(seed)  # noqa: S311

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._stream.random() * (high - low + 1))

    def happens(self, percent: int) -> bool:
        """True `percent` times in a hundred."""
        return self.whole(0, 99) < percent

    def one_of(self, options: Sequence[Choice]) -> Choice:
        """One of the options, each as likely as the next."""
        return options[self.whole(0, len(options) - 1)]

    def weighted(self, options: Mapping[Choice, int]) -> Choice:
        """One of the options, each as likely as its whole-number weight says."""
        remaining = self.whole(1, sum(options.values()))
        for option, weight in options.items():
            remaining -= weight
            if remaining <= 0:
                return option
        raise ValueError("a weighted choice needs an option with a positive weight")

    def shuffled(self, items: Sequence[Choice]) -> tuple[Choice, ...]:
        """The items in another order, each order as likely as the next."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.whole(0, last)
            order[last], order[other] = order[other], order[last]
        return tuple(order)

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.whole(0, (last - first).days))
