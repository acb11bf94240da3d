"""The small vocabularies of the record, and the algebra that keeps *unknown* out of *none*."""

from __future__ import annotations

from enum import Enum


class Outcome(Enum):
    """What the record says of restitution for one defendant."""

    ORDERED = "ordered"
    NONE_RECORDED = "none recorded"
    DEFERRED = "deferred"
    VACATED = "vacated"
    UNKNOWN = "unknown"

    def __or__(self, other: Outcome) -> Outcome:
        """Two statements on one defendant: what is known outweighs what is not.

        Raises ValueError when both are known and differ: a clash is for people.
        """
        if self is other or other is Outcome.UNKNOWN:
            return self
        if self is Outcome.UNKNOWN:
            return other
        raise ValueError(f"{self.value} and {other.value} contradict each other")


class Basis(Enum):
    """How a fact was obtained."""

    STATED = "stated"
    CODED = "coded"
    READ = "read"
    INFERRED = "inferred"


class Unknown(Enum):
    """Why a value is not there. None of these is zero."""

    BLANK = "blank in source"
    CODED = "coded unknown"
    UNREADABLE = "unreadable"
    NOT_APPLICABLE = "not applicable"
    WITHHELD = "withheld"


class Victims(Enum):
    """What the record says of people harmed in a case: an undercover operation may have none."""

    KNOWN = "known"
    NONE = "none"
    UNKNOWN = "unknown"


class SentenceStatus(Enum):
    """Whether sentence was passed, as far as the source says."""

    PASSED = "passed"
    TO_COME = "to come"
    UNKNOWN = "unknown"
