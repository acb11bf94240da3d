"""`amends editions`: what a release keeps, and clearing it out."""

from __future__ import annotations

import shutil
from pathlib import Path

from amends.cli.terminal import Terminal
from amends.editions.release import editions_of, open_release


def run_list(release: Path, terminal: Terminal) -> None:
    """Name every edition; mark the one in force."""
    current = open_release(release)
    kept = editions_of(release)
    terminal.result([{"edition": one.name, "in_force": one == current} for one in kept])
    for one in kept:
        terminal.say(f"{one.name}{'  in force' if one.path.resolve() == current.path else ''}")


def run_prune(release: Path, keep: int, terminal: Terminal) -> None:
    """Remove all but the newest `keep` editions and the one in force."""
    current = open_release(release)
    for old in editions_of(release)[:-keep]:
        if old.path.resolve() == current.path:
            continue
        shutil.rmtree(old.path)
        terminal.say(f"removed {old.name}")
