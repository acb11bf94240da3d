"""The commands, each a few lines: words in, one room called, an answer printed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from amends import __version__
from amends.cli.terminal import Terminal, opened, parsed_day

app = typer.Typer(
    name="amends",
    help="The public record of human-trafficking cases, held against the law.",
    epilog="Start with `amends demo`. Decision support, not legal advice.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
DefinitionName = Annotated[
    str, typer.Option("--definition", metavar="NAME", help="Whom to count; see the method.")
]
On = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day to judge by; by default the edition's own date."),
]
ReleaseDirectory = Annotated[
    Path,
    typer.Option("--release", metavar="DIR", envvar="AMENDS_RELEASE", help="The release to read."),
]
ReleaseOrFiles = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[RELEASE_OR_FILES]...",
        help="A release, or source files to build one from in a temporary place.",
    ),
]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"amends {__version__}")
        raise typer.Exit


@app.callback()
def _amends(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The public record of human-trafficking cases, held against the law."""


@app.command(epilog="Example: amends build case_data.json wide.csv --out release")
def build(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="Source files.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The release to write.")] = Path(
        "release"
    ),
    on: On = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Make an edition of the record from source files and the decisions beside it."""
    from amends.editions.build import build as build_edition

    terminal = Terminal(as_json, quiet)
    with terminal.failing_well():
        with terminal.progress() as progress:
            built = build_edition(sources, out, on=parsed_day(on), progress=progress)
        terminal.say(
            f"{out}: edition {built.edition.name}; {built.rows_in:,} records met, "
            f"{built.rows_out:,} taken in, {built.rows_quarantined:,} set aside whole, "
            f"{built.set_aside:,} values or records named in quarantine.parquet"
        )
        terminal.result(
            {
                "edition": built.edition.name,
                "path": built.edition.path,
                "rows_in": built.rows_in,
                "rows_out": built.rows_out,
                "rows_quarantined": built.rows_quarantined,
                "set_aside": built.set_aside,
            }
        )


@app.command(epilog="Example: amends audit case_data.json --out audit")
def audit(
    given: ReleaseOrFiles = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write.")] = Path("audit"),
    definition: DefinitionName = "chapter-77",
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="Where the measures run: polars or duckdb.")
    ] = "polars",
    release: ReleaseDirectory = Path("release"),
    on: On = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Hold a record against the law: findings, summary and report."""
    from amends.cli.audit_command import run_audit

    terminal = Terminal(as_json, quiet)
    with terminal.failing_well(), opened(given or (), release, terminal, parsed_day(on)) as edition:
        run_audit(edition, out, definition, parsed_day(on), terminal, engine)


@app.command(epilog="Example: amends explain htd:405/1797 --release release")
def explain(
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="As findings.csv names it.")],
    given: ReleaseOrFiles = None,
    release: ReleaseDirectory = Path("release"),
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Print the chain behind a finding: verdict, rule, facts, source and place."""
    from amends.cli.explain_command import run_explain

    terminal = Terminal(as_json)
    with terminal.failing_well(), opened(given or (), release, terminal, parsed_day(on)) as edition:
        run_explain(edition, finding, parsed_day(on), terminal)


@app.command(
    epilog='Example: amends correct htd:405/1797#restitution_outcome --replace "none recorded" '
    '--reason "docket entry 88" --who "A. Researcher"'
)
def correct(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            help="source:case/defendant#fact, source:case/defendant or source:case",
        ),
    ],
    reason: Annotated[str, typer.Option(help="Why; it is kept and shown.")],
    who: Annotated[str, typer.Option(help="Who decided.")],
    replace: Annotated[
        str | None, typer.Option(metavar="VALUE", help="The right value of a fact.")
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take the fact, person or case out.")
    ] = False,
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="Take a person's names out.")
    ] = False,
    release: ReleaseDirectory = Path("release"),
    decided_on: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="When; by default today.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Correct a fact, or withdraw or anonymise it; the next build and every later one obeys."""
    from amends.cli.correct_command import run_correct

    terminal = Terminal(as_json)
    with terminal.failing_well():
        if sum((replace is not None, withdraw, anonymise)) != 1:
            raise typer.BadParameter("choose one of --replace VALUE, --withdraw and --anonymise")
        day = parsed_day(decided_on) or datetime.now().astimezone().date()
        run_correct(subject, replace, withdraw, reason, who, day, release, terminal)


@app.command(epilog="Example: amends sample release --cases 40 --seed 7 --out checks.csv")
def sample(
    given: ReleaseOrFiles = None,
    cases: Annotated[int, typer.Option(min=1, help="How many cases to draw a source.")] = 50,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same cases.")] = 1,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The sheet.")] = Path("checks.csv"),
    definition: DefinitionName = "chapter-77",
    release: ReleaseDirectory = Path("release"),
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Draw cases at random, to be checked by hand against their dockets."""
    from amends.cli.checking_commands import run_sample

    terminal = Terminal(as_json)
    with terminal.failing_well(), opened(given or (), release, terminal, parsed_day(on)) as edition:
        run_sample(edition, definition, cases, seed, out, parsed_day(on), terminal)


@app.command(epilog="Example: amends validate checks.csv --release release")
def validate(
    sheet: Annotated[Path, typer.Argument(metavar="CHECKED", help="The sheet, filled in.")],
    given: ReleaseOrFiles = None,
    definition: DefinitionName = "chapter-77",
    release: ReleaseDirectory = Path("release"),
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Say how many coded zeros the dockets bear out, and correct the rate by it."""
    from amends.cli.checking_commands import run_validate

    terminal = Terminal(as_json)
    with terminal.failing_well(), opened(given or (), release, terminal, parsed_day(on)) as edition:
        run_validate(edition, definition, sheet, parsed_day(on), terminal)


@app.command(epilog="Example: amends demo --out demo")
def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to write.")] = Path("demo"),
    seed: Annotated[int, typer.Option(help="The same seed invents the same cases.")] = 20000,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Do all of it on invented cases: build, correct, audit, report."""
    from amends.cli.demo_command import run_demo

    terminal = Terminal(as_json, quiet)
    with terminal.failing_well():
        run_demo(out, seed, terminal)


editions_app = typer.Typer(help="The editions that a release keeps.", no_args_is_help=True)
app.add_typer(editions_app, name="editions")


@editions_app.command("list", epilog="Example: amends editions list --release release")
def list_editions(release: ReleaseDirectory = Path("release"), as_json: AsJson = False) -> None:
    """Name every edition, oldest first; the one in force is marked."""
    from amends.cli.editions_commands import run_list

    terminal = Terminal(as_json)
    with terminal.failing_well():
        run_list(release, terminal)


@editions_app.command(epilog="Example: amends editions prune --keep 3 --release release")
def prune(
    keep: Annotated[
        int, typer.Option(min=1, help="How many to keep: the one in force, then the newest.")
    ] = 3,
    release: ReleaseDirectory = Path("release"),
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Remove old editions; the one in force is never removed."""
    from amends.cli.editions_commands import run_prune

    terminal = Terminal(as_json, quiet)
    with terminal.failing_well():
        run_prune(release, keep, terminal)
