"""How long `amends --help` takes, beside Python doing nothing; the fastest of ten runs.

python -m benchmarks.start
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

AIM_SECONDS = 0.3
COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "amends --help": (str(Path(sys.executable).with_name("amends")), "--help"),
}


def fastest(command: Sequence[str], runs: int = 10) -> float:
    """Seconds of the fastest run of a command."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def table() -> str:
    """The times as a Markdown table."""
    rows = [f"| `{name}` | {fastest(command):.3f} |" for name, command in COMMANDS.items()]
    return "\n".join(["| command | seconds |", "|---|--:|", *rows]) + "\n"


def main() -> None:
    """Print the table."""
    print(table())


if __name__ == "__main__":
    main()
