"""What every command shares: where it writes, how it shows progress, and how it fails."""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from amends.editions.release import Edition

Progress = Callable[[str, int, int], None]

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The days by which a record can be judged."""


_MISTAKES = {
    "amends.accountability.audit": "AuditError",
    "amends.accountability.checking": "CheckError",
    "amends.accountability.explain": "NoSuchFindingError",
    "amends.editions.build": "BuildError",
    "amends.editions.decisions": "DecisionError",
    "amends.editions.release": "ReleaseError",
    "amends.publishing.report": "ReportError",
    "amends.sources.extract": "SourceError",
}
"""What is raised for a user to read, by module."""


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
            typer.echo(json.dumps(_plain(data), indent=1, ensure_ascii=False, allow_nan=False))

    def fail(self, error: Exception, code: int = 1) -> NoReturn:
        """Say what is wrong, in one line on standard error, and end with an exit code not 0."""
        text = " ".join(str(error).split())
        if self.as_json:
            typer.echo(json.dumps({"error": text}, ensure_ascii=False), err=True)
        else:
            typer.echo(f"amends: {text}", err=True)
        raise typer.Exit(code)

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
        try:
            yield
        except _mistakes() as error:
            self.fail(error)
        except typer.BadParameter as error:
            if not self.as_json:
                raise
            self.fail(error, error.exit_code)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            self.fail(OSError(f"{place}{error.strerror or error}"))


def _mistakes() -> tuple[type[Exception], ...]:
    """The exceptions that a user can act on; a module that was never loaded has raised none."""
    loaded = ((sys.modules.get(module), name) for module, name in _MISTAKES.items())
    return tuple(getattr(module, name) for module, name in loaded if module)


def _plain(data: Any) -> Any:
    """Data as JSON can hold it: what is not a number is null, what has no form of its own text."""
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data if isinstance(data, str | int | float | None) else str(data)


def parsed_day(text: str | None) -> date | None:
    """A day given as YYYY-MM-DD. Raises BadParameter, which ends the command with exit code 2."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day such as 2018-01-31") from None
    if not EARLIEST <= day <= LATEST:
        raise typer.BadParameter(f"{text}: the law is asked from {EARLIEST} to {LATEST}")
    return day


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
