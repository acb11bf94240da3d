"""`amends editions`: what a release keeps, and clearing it out."""

from __future__ import annotations

from pathlib import Path

from amends.cli.terminal import Terminal
from amends.editions.release import editions_of, open_release, prune


def run_list(release: Path, terminal: Terminal) -> None:
    """Name every edition; mark the one in force."""
    current = open_release(release)
    kept = editions_of(release)
    terminal.result([{"edition": one.name, "in_force": one == current} for one in kept])
    for one in kept:
        terminal.say(f"{one.name}{'  in force' if one == current else ''}")


def run_prune(release: Path, keep: int, terminal: Terminal) -> None:
    """Remove all but `keep` editions: the one in force and the newest of the others."""
    removed = [old.name for old in prune(release, keep)]
    terminal.result({"removed": removed})
    for name in removed:
        terminal.say(f"removed {name}")
