"""What every command shares: where it writes, how it shows progress, and how it fails."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from amends.editions.release import Edition

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Terminal:
    """How this run talks: as JSON for programs, quietly, or with progress bars for people."""

    as_json: bool = False
    quiet: bool = False

    def say(self, text: str = "") -> None:
        """A line for people; nothing in JSON or quiet mode."""
        if not self.as_json and not self.quiet:
            typer.echo(text)

    def result(self, data: Any) -> None:
        """The result for programs, in JSON mode."""
        if self.as_json:
            typer.echo(json.dumps(data, indent=1, ensure_ascii=False, default=str))

    def fail(self, error: Exception) -> NoReturn:
        """Say what is wrong, on standard error, and end with exit code 1."""
        if self.as_json:
            typer.echo(json.dumps({"error": str(error)}, ensure_ascii=False), err=True)
        else:
            typer.echo(f"amends: {error}", err=True)
        raise typer.Exit(1)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar on standard error where a person is watching, else silence."""
        if self.as_json or self.quiet or not sys.stderr.isatty():
            yield lambda _what, _done, _steps: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("starting", total=None)

            def show(what: str, done: int, steps: int) -> None:
                bar.update(task, description=what, completed=done, total=steps)

            yield show

    @contextmanager
    def failing_well(self) -> Iterator[None]:
        """Turn every mistake that a user can make into a message; leave real bugs alone."""
        from amends.accountability.audit import AuditError
        from amends.accountability.checking import CheckError
        from amends.accountability.explain import NoSuchFindingError
        from amends.editions.build import BuildError
        from amends.editions.decisions import DecisionError
        from amends.editions.release import ReleaseError
        from amends.publishing.report import ReportError
        from amends.sources.extract import SourceError

        try:
            yield
        except (
            AuditError,
            BuildError,
            CheckError,
            DecisionError,
            NoSuchFindingError,
            ReleaseError,
            ReportError,
            SourceError,
        ) as error:
            self.fail(error)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            self.fail(OSError(f"{place}{error.strerror or error}"))


def parsed_day(text: str | None) -> date | None:
    """A day given as YYYY-MM-DD. Raises BadParameter, which typer shows with the option's name."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day such as 2018-01-31") from None


@contextmanager
def opened(
    given: Sequence[Path], release: Path, terminal: Terminal, on: date | None
) -> Iterator[Edition]:
    """The edition to work on: a release, or one built in a temporary place from source files."""
    from amends.editions.build import build
    from amends.editions.release import open_release

    if not given:
        yield open_release(release)
    elif len(given) == 1 and given[0].is_dir():
        yield open_release(given[0])
    else:
        with tempfile.TemporaryDirectory(prefix="amends-") as place:
            with terminal.progress() as progress:
                built = build(given, Path(place), on=on, progress=progress)
            yield built.edition
