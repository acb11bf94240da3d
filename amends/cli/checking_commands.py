"""`amends sample` and `amends validate`: a sheet for people to fill in, and what it teaches."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import polars as pl

from amends.accountability.audit import audit, guarded
from amends.accountability.checking import FILLED_BY_HAND, SAYS, CheckError, draw, validate
from amends.cli.audit_command import known_definition
from amends.cli.terminal import Terminal
from amends.editions.release import Edition


def run_sample(
    edition: Edition,
    definition: str,
    cases: int,
    seed: int,
    out: Path,
    on: date | None,
    terminal: Terminal,
) -> None:
    """Write the sheet; one that is there already may hold people's work and is left alone."""
    if out.exists():
        raise CheckError(f"{out}: is there already; choose another file with --out, or move it")
    sheet = draw(_counted(edition, definition, on), cases, seed)
    if sheet.is_empty():
        raise CheckError(
            f"no finding is met or unmet under the definition {definition}: there is nothing to "
            "check; choose another with --definition"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(guarded(sheet).write_csv().encode())
    drawn = {"sheet": out, "findings": sheet.height, "cases": sheet["docket_number"].n_unique()}
    terminal.result(drawn)
    terminal.say(
        f"{out}: {sheet.height:,} findings in {drawn['cases']:,} cases. Under "
        f"docket_says write one of: {', '.join(SAYS)}; then run `amends validate {out}`."
    )


def run_validate(
    edition: Edition, definition: str, sheet: Path, on: date | None, terminal: Terminal
) -> None:
    """Say what the sheet teaches, source by source."""
    checks = validate(_counted(edition, definition, on), _read(sheet))
    terminal.result([asdict(check) for check in checks])
    for check in checks:
        terminal.say(f"{check.source}")
        for kind, share in (("coded zeros", check.zeros), ("coded orders", check.orders)):
            if share.checked:
                terminal.say(
                    f"  {kind} that the docket bears out: {share.true} of {share.checked} "
                    f"({share.rate:.1%}; 95% interval {share.low:.1%}-{share.high:.1%})"
                )
        terminal.say(
            f"  rate as coded {check.rate:.1%}; corrected {check.corrected:.1%} "
            f"({check.corrected_low:.1%}-{check.corrected_high:.1%}, the doubt of the checks)"
        )
        if check.not_found or check.neither:
            terminal.say(
                f"  in neither share: dockets not found {check.not_found}, with a deferral or a "
                f"vacated order {check.neither}"
            )


def _counted(edition: Edition, definition: str, on: date | None) -> pl.DataFrame:
    """The findings that a definition takes in."""
    findings = audit(edition, on=on).findings
    return findings.filter(pl.col(f"in_{known_definition(definition)}"))


def _read(sheet: Path) -> pl.DataFrame:
    """A sheet as spreadsheet programs save it: commas or semicolons, and whatever letters."""
    try:
        content = sheet.read_bytes()
        separator = ";" if b"finding_id;" in content.partition(b"\n")[0] else ","
        return pl.read_csv(
            content, infer_schema=False, encoding="utf8-lossy", separator=separator
        ).rename(str.strip)
    except FileNotFoundError:
        raise CheckError(f"{sheet}: there is no such file") from None
    except pl.exceptions.PolarsError as error:
        columns = ", ".join(("finding_id", *FILLED_BY_HAND))
        raise CheckError(
            f"{sheet}: not a sheet of comma-separated values with the columns {columns} ({error})"
        ) from None
