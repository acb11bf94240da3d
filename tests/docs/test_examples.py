"""Examples in the documentation are run as they stand, against the demo.

A fenced `console` block is a session: each line `$ amends …` is run, and what follows must be what
it prints. `…` alone on a line stands for any lines, within a line for any text. A command must
succeed, unless `$ echo $?` follows it and shows its exit code. `$ cat > FILE <<'END'` writes the
lines up to `END` into a file. Lines of other programs (`$ make demo`) are not run. The blocks of
one page share a folder, which begins as `amends demo` left it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
AMENDS = Path(sys.executable).with_name("amends")
SECONDS = 120


@dataclass(frozen=True)
class Example:
    """One command of a console block and what the page says that it prints.

    `writes` names the file into which `expected` is written instead of a command's being run.
    """

    page: str
    line: int
    command: str
    expected: str
    exit_code: int = 0
    writes: str = ""


def examples(text: str, page: str) -> Iterator[Example]:
    """The examples of one page, in its order."""
    for block in re.finditer(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        line = text.count("\n", 0, block.start(1)) + 1
        pending: Example | None = None
        for turn in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[1], re.MULTILINE):
            if turn[1] == "echo $?" and pending:
                yield Example(
                    pending.page, pending.line, pending.command, pending.expected, int(turn[2])
                )
                pending = None
                continue
            if pending:
                yield pending
            place = line + block[1].count("\n", 0, turn.start())
            pending = _example(page, place, turn[1], turn[2])
        if pending:
            yield pending


def _example(page: str, line: int, command: str, below: str) -> Example | None:
    """What a line of a block asks for; None for another program's command."""
    if written := re.fullmatch(r"cat > ([\w.-]+) <<'END'", command):
        lines, end, rest = below.partition("END\n")
        closed = bool(end) and not rest
        assert closed, f"{page}, line {line}: the file must close with a line END, the last one"
        return Example(page, line, command, lines, writes=written[1])
    return Example(page, line, command, below) if shlex.split(command)[0] == "amends" else None


def matches(expected: str, printed: str) -> bool:
    """Whether what was printed is what the page shows; spaces at the end of a line do not count."""
    pattern = ""
    for line in expected.rstrip().split("\n"):
        if line.strip() == "…":
            pattern += r"(?:[^\n]*\n)*"
        else:
            parts = [re.escape(part) for part in line.rstrip().split("…")]
            pattern += r"[^\n]*".join(parts) + "\n"
    lines = [line.rstrip() for line in printed.rstrip().split("\n")]
    return re.fullmatch(pattern, "\n".join(lines) + "\n") is not None


def pages() -> dict[str, list[Example]]:
    """The examples of the README and of every page, by page."""
    found = {}
    for path in [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]:
        page = path.relative_to(REPOSITORY).as_posix()
        found[page] = list(examples(path.read_text(encoding="utf-8"), page))
    return {page: of_page for page, of_page in found.items() if of_page}


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run an example as a reader would, with a terminal of 100 columns and without colours."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")
    }
    environment |= {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    return subprocess.run(
        [AMENDS, *shlex.split(command)[1:]],
        cwd=folder,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )


@dataclass(frozen=True)
class Demo:
    """A folder in which `amends demo` was run, and how that went."""

    folder: Path
    run: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def after_the_demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    demo = run("amends demo", folder)
    assert demo.returncode == 0, demo.stdout
    return Demo(folder, demo)


@pytest.mark.parametrize("page", pages())
def test_every_example_prints_what_the_page_shows(page, after_the_demo, tmp_path):
    folder = tmp_path / "page"
    shutil.copytree(after_the_demo.folder, folder, symlinks=True)
    for example in pages()[page]:
        if example.writes:
            (folder / example.writes).write_text(example.expected, encoding="utf-8")
            continue
        is_demo = example.command == "amends demo"  # it takes long, and its folder is this one
        result = after_the_demo.run if is_demo else run(example.command, folder)
        where = f"{example.page}, line {example.line}: $ {example.command}"
        assert result.returncode == example.exit_code, f"{where}\n{result.stdout}"
        assert matches(example.expected, result.stdout), f"{where}\nprinted:\n{result.stdout}"


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_the_readme_and_the_tutorial_have_examples(page):
    assert page in pages(), f"{page} shows no command that could be checked"


def test_the_picture_in_the_readme_shows_the_figures_of_the_demo_and_says_they_are_invented(
    after_the_demo,
):
    kept = (REPOSITORY / "docs" / "images" / "gap.svg").read_text(encoding="utf-8")
    chart = after_the_demo.folder / "demo" / "audit" / "charts" / "htd-chapter-77-gap.svg"
    words = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
    drawn = words.findall(chart.read_text(encoding="utf-8"))
    assert drawn
    assert words.findall(kept) == drawn, f"renew docs/images/gap.svg from {chart.name} of the demo"
    assert "Invented sample data" in kept
    assert "](docs/images/gap.svg)" in (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_the_tutorial_runs_every_command():
    run_there = {shlex.split(example.command)[1] for example in pages()["docs/tutorial.md"]}
    listed = re.findall(r"^  ([a-z]+) {2,}", run("amends --help", REPOSITORY).stdout, re.MULTILINE)
    assert set(listed) - {"demo"} <= run_there, "a command that the tutorial does not show"
    assert listed, "the help lists no command"


def test_an_ellipsis_stands_for_text_in_a_line_and_alone_for_any_lines():
    assert matches("met …\n…\ndone\n", "met 134 of 466\nmore\nand more\ndone\n")
    assert matches("a\n…\nb\n", "a\nb\n")
    assert not matches("met … met\n", "met 134\nmet\n")


def test_a_difference_or_an_unshown_line_is_no_match():
    assert not matches("UNMET\n", "MET\n")
    assert not matches("one\n", "one\ntwo\n")
    assert not matches("one\ntwo\n", "one\n")
    assert not matches("a.b\n", "axb\n")


def test_a_block_is_read_as_commands_outputs_and_exit_codes():
    page = (
        "Words.\n\n```console\n$ make demo\nmade\n$ amends explain htd:1/2\nUNMET\n  law\n"
        "$ amends audit nowhere\nnot there\n$ echo $?\n2\n"
        "$ cat > sheet.csv <<'END'\na,b\n1,2\nEND\n```\n\n```python\n$ amends no\n```\n"
    )
    assert list(examples(page, "page.md")) == [
        Example("page.md", 6, "amends explain htd:1/2", "UNMET\n  law\n"),
        Example("page.md", 9, "amends audit nowhere", "not there\n", 2),
        Example("page.md", 13, "cat > sheet.csv <<'END'", "a,b\n1,2\n", writes="sheet.csv"),
    ]
