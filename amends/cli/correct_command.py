"""`amends correct`: a person's decision, checked and put on the log."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import polars as pl

from amends.cli.terminal import Terminal
from amends.editions.corrections import check
from amends.editions.decisions import Action, Decision, DecisionError, append, log_of
from amends.editions.release import open_release
from amends.editions.subjects import Subject


def run_correct(
    subject: str,
    replace: str | None,
    withdraw: bool,
    reason: str,
    who: str,
    day: date,
    release: Path,
    terminal: Terminal,
) -> None:
    """Append one decision to the release's log; it takes effect with the next build."""
    action = (
        Action.REPLACE if replace is not None else Action.WITHDRAW if withdraw else Action.ANONYMISE
    )
    decision = Decision(subject, action, replace or "", reason, who, day)
    check(decision)
    _must_exist(decision, release)
    append(log_of(release), [decision])
    terminal.result({"log": log_of(release), "subject": subject, "action": action.value})
    terminal.say(f"{log_of(release)}: {subject} – {action.value}; it holds from the next build on")
    if action is not Action.REPLACE:
        terminal.say(
            "Editions built before still carry it: build again, then `amends editions prune "
            f"--keep 1 --release {release}`"
        )


def _must_exist(decision: Decision, release: Path) -> None:
    """A correction of nothing is a slip of the pen; said before it goes on the log."""
    subject = dataclasses.replace(Subject.read(decision.subject), fact="")
    facts = open_release(release).scan("facts").filter(subject.about())
    if facts.select(pl.len()).collect().item() == 0:
        raise DecisionError(
            f"{decision.subject}: the edition in force says nothing of it; ids stand in "
            "findings.csv"
        )
