"""People's decisions about the record: an append-only, hash-chained log beside the editions."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

_START = "0" * 64


class Action(Enum):
    """What a person can decide of a fact, a person or a case."""

    REPLACE = "replace"
    WITHDRAW = "withdraw"
    ANONYMISE = "anonymise"


class DecisionError(Exception):
    """A decision that cannot be taken in, or a log that was tampered with."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: on what, what, why, by whom and when; `value` only for a replacement.

    subject: `source:case/defendant#fact`, `source:case/defendant` or `source:case`
    """

    subject: str
    action: Action
    value: str
    reason: str
    who: str
    decided_on: date


def log_of(directory: Path) -> Path:
    """Where the corrections of a release lie."""
    return directory / "decisions" / "corrections.jsonl"


@dataclass(frozen=True, slots=True)
class Decided:
    """Every decision of a log, in order, and the hash of each, which vouches for all before it."""

    decisions: tuple[Decision, ...] = ()
    hashes: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The hash of the last decision; of a log without one, a row of zeros."""
        return self.hashes[-1] if self.hashes else _START

    def begins_with(self, fingerprint: str) -> bool:
        """Whether the log once ended with that fingerprint and has only grown since."""
        return fingerprint in (_START, *self.hashes)


def read_log(log: Path) -> Decided:
    """All that a log holds. Raises DecisionError naming the line where the chain is broken."""
    entries = _entries(_content(log), log)
    return Decided(
        tuple(_decision(entry, log) for entry in entries),
        tuple(str(entry["hash"]) for entry in entries),
    )


def read_decisions(log: Path) -> tuple[Decision, ...]:
    """Every decision, in order. Raises DecisionError naming the line where the chain is broken."""
    return read_log(log).decisions


def append(log: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions to the log, under a lock, written through to disk before it returns.

    Raises DecisionError when the log is broken, locked for ten seconds, or cannot be written.
    """
    for decision in decisions:
        _must_be_complete(decision)
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{log}.lock", timeout=10), log.open("a+b") as stream:
            content = _content(log)
            entries = _entries(content, log)
            # What a crash cut short never counted; the next line must not be glued to it.
            stream.truncate(len(_whole_lines(content)))
            last = entries[-1]["hash"] if entries else _START
            lines = b""
            for number, decision in enumerate(decisions, start=len(entries) + 1):
                entry = _chained(number, decision, last)
                last = entry["hash"]
                lines += json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n"
            before = stream.seek(0, os.SEEK_END)
            try:
                stream.write(lines)
                stream.flush()
                os.fsync(stream.fileno())
            except OSError:
                stream.truncate(before)
                raise
    except Timeout:
        raise DecisionError(f"{log}: somebody else has been writing for ten seconds") from None
    except OSError as error:
        raise DecisionError(f"{log}: cannot be written ({error.strerror or error})") from error


def _must_be_complete(decision: Decision) -> None:
    if not decision.reason.strip() or not decision.who.strip():
        raise DecisionError(f"{decision.subject}: a decision needs a reason and a name")
    try:
        "".join((decision.subject, decision.value, decision.reason, decision.who)).encode()
    except UnicodeEncodeError:
        raise DecisionError(
            f"{decision.subject!a}: the subject, value, reason or name is not text in UTF-8"
        ) from None


def _chained(number: int, decision: Decision, previous: str) -> dict[str, Any]:
    entry = {
        **asdict(decision),
        "action": decision.action.value,
        "decided_on": decision.decided_on.isoformat(),
        "number": number,
        "previous": previous,
    }
    return {**entry, "hash": _hash(entry)}


def _hash(entry: dict[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def _content(log: Path) -> bytes:
    return log.read_bytes() if log.exists() else b""


def _whole_lines(content: bytes) -> bytes:
    """The lines that were written to their end."""
    return content[: content.rfind(b"\n") + 1]


def _entries(content: bytes, log: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    previous = _START
    for number, line in enumerate(_whole_lines(content).splitlines(), start=1):
        try:
            entry = json.loads(line)
            stated = entry.pop("hash")
            whole = entry["previous"] == previous and _hash(entry) == stated
        except (ValueError, KeyError, TypeError, AttributeError):
            whole, stated = False, ""
        if not whole:
            raise DecisionError(
                f"{log}, line {number}: this decision or one before it was changed or removed; "
                "restore the log from a copy"
            )
        entries.append({**entry, "hash": stated})
        previous = stated
    return entries


def _decision(entry: dict[str, Any], log: Path) -> Decision:
    try:
        return Decision(
            subject=entry["subject"],
            action=Action(entry["action"]),
            value=entry["value"],
            reason=entry["reason"],
            who=entry["who"],
            decided_on=date.fromisoformat(entry["decided_on"]),
        )
    except (KeyError, TypeError, ValueError):
        raise DecisionError(
            f"{log}, line {entry.get('number')}: this version of Amends cannot read this decision; "
            "use the version that wrote it"
        ) from None
