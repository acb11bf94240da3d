"""`amends explain`: one finding, from verdict to place."""

from __future__ import annotations

import shutil
import textwrap
from dataclasses import asdict
from datetime import date

from amends.accountability.explain import explain
from amends.cli.terminal import Terminal
from amends.editions.release import Edition


def run_explain(edition: Edition, finding: str, on: date | None, terminal: Terminal) -> None:
    """Print the chain behind a finding, a line a step, its place beneath."""
    explanation = explain(edition, finding, on=on)
    terminal.result(
        {
            "finding_id": explanation.finding_id,
            "verdict": explanation.verdict.value,
            "sentence": explanation.sentence,
            "lines": [asdict(line) for line in explanation.lines],
        }
    )
    width = max(shutil.get_terminal_size().columns, 60)
    terminal.say(f"{explanation.verdict.value.upper()}   {explanation.sentence}")
    for line in explanation.lines:
        indent = " " * 15
        text = textwrap.fill(
            line.text, width, initial_indent=f"  {line.label:<13}", subsequent_indent=indent
        )
        terminal.say(text)
        if line.place:
            place = textwrap.fill(
                line.place, width, initial_indent=indent, subsequent_indent=indent + "  "
            )
            terminal.say(place)
