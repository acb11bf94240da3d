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


def read_decisions(log: Path) -> tuple[Decision, ...]:
    """Every decision, in order. Raises DecisionError naming the line where the chain is broken."""
    return tuple(_decision(entry) for entry in _entries(log))


def append(log: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions to the log, under a lock, written through to disk before it returns.

    Raises DecisionError when the log is broken, locked for ten seconds, or cannot be written.
    """
    for decision in decisions:
        if not decision.reason.strip() or not decision.who.strip():
            raise DecisionError(f"{decision.subject}: a decision needs a reason and a name")
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{log}.lock", timeout=10), log.open("a+b") as stream:
            entries = _entries(log)
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


def fingerprint(log: Path) -> str:
    """The hash of the last decision, which vouches for all before it."""
    entries = _entries(log)
    return str(entries[-1]["hash"]) if entries else _START


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


def _entries(log: Path) -> list[dict[str, Any]]:
    if not log.exists():
        return []
    entries: list[dict[str, Any]] = []
    previous = _START
    content = log.read_bytes()
    if content and not content.endswith(b"\n"):
        content = content[: content.rfind(b"\n") + 1]  # a write cut short by a crash never counted
    for number, line in enumerate(content.splitlines(), start=1):
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


def _decision(entry: dict[str, Any]) -> Decision:
    return Decision(
        subject=entry["subject"],
        action=Action(entry["action"]),
        value=entry["value"],
        reason=entry["reason"],
        who=entry["who"],
        decided_on=date.fromisoformat(entry["decided_on"]),
    )
