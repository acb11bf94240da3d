"""`amends correct`: a person's decision, checked and put on the log."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from amends.cli.terminal import Terminal
from amends.editions.corrections import check
from amends.editions.decisions import Action, Decision, append, log_of


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
    append(log_of(release), [decision])
    terminal.say(f"{log_of(release)}: {subject} – {action.value}; it holds from the next build on")
