"""`amends demo`: the whole of it on invented cases, in one go."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from amends.cli.audit_command import run_audit
from amends.cli.terminal import Terminal
from amends.editions.build import build
from amends.editions.corrections import check
from amends.editions.decisions import Action, Decision, append, log_of, read_decisions
from amends.sources.invented import write_sample

_DECIDED_ON = date(2025, 1, 2)
"""The day on which the sample's readers are imagined to have written down what they read."""


def run_demo(out: Path, seed: int, terminal: Terminal) -> None:
    """Invent cases, build an edition, apply what people read in dockets, audit, and report."""
    terminal.say("Invented cases: no real person, place or docket.")
    files = write_sample(out / "sources", seed=seed)
    release = out / "release"
    readings = _readings(files.read_dockets)
    if not read_decisions(log_of(release)):
        append(log_of(release), readings)
    with terminal.progress() as progress:
        built = build([files.cases, files.wide], release, progress=progress)
    terminal.say(
        f"{built.rows_in:,} defendants met, {built.rows_out:,} taken in, {built.set_aside:,} "
        f"values or records set aside by name; {len(readings)} corrections from dockets.\n"
    )
    result = run_audit(built.edition, out / "audit", "chapter-77", None, terminal)
    unmet = result.findings.filter(result.findings["verdict"] == "unmet")["finding_id"][0]
    terminal.say(f"Open {out / 'audit' / 'report.html'} in a browser, or ask why:")
    terminal.say(f"  amends explain {unmet} --release {release}")


def _readings(log: Path) -> list[Decision]:
    """What the invented readers found, as decisions: a line may decide on several facts."""
    decisions: list[Decision] = []
    for line in log.read_text(encoding="utf-8").splitlines():
        reading = json.loads(line)
        person, _, fact = reading["fact"].partition("#")
        person = f"htd:{person.partition(':')[2]}"
        found = {fact: reading["value"]}
        if reading.get("sentenced"):
            found["sentenced_on"] = reading["sentenced"]
        if reading.get("amount_usd"):
            found["restitution_usd"] = str(reading["amount_usd"])
        for name, value in found.items():
            decision = Decision(
                f"{person}#{name}",
                Action.REPLACE,
                value,
                reading["reason"],
                reading["who"],
                _DECIDED_ON,
            )
            check(decision)
            decisions.append(decision)
    return decisions
