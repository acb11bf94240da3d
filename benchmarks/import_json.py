"""How fast case data in JSON is read, beside its parser alone; the fastest of three runs.

python -m benchmarks.import_json [--megabytes 60]

The file is the invented sample repeated under other ids. Each run is a process of its own, so no
run finds the memory of another; seconds are of the processor, all cores together, for reading uses
more than one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from amends.sources.files import read_file
from amends.sources.invented import write_sample
from amends.sources.recognise import layout_of

AIM_MEGABYTES_A_SECOND = 50


def write_document(path: Path, megabytes: float) -> None:
    """A file of about that size, in the layout of the invented sample and with its indentation."""
    with tempfile.TemporaryDirectory() as folder:
        sample: dict[str, Any] = json.loads(write_sample(Path(folder)).cases.read_bytes())
    size = len(json.dumps(sample, indent=1))
    cases = {
        f"{case_id}{copy:04}": {
            **case,
            "Defendant Details": {
                f"{defendant_id}{copy:04}": defendant
                for defendant_id, defendant in case["Defendant Details"].items()
            },
        }
        for copy in range(max(1, round(megabytes * 1e6 / size)))
        for case_id, case in sample.items()
    }
    path.write_text(json.dumps(cases, indent=1), encoding="ascii")


def parse(path: Path) -> int:
    """The parser alone: bytes to objects. The cases read."""
    import gc

    import orjson

    gc.disable()  # as the reader does: this is the limit that it can come near to
    return len(orjson.loads(path.read_bytes()))


def read(path: Path) -> int:
    """The whole way: bytes to statements with their evidence. The statements read."""
    file = read_file(path)
    return layout_of(file).read(file, "htd").statements.height


CONTESTANTS = {"parser alone": parse, "amends, to statements with evidence": read}


def seconds(name: str, path: Path, runs: int) -> tuple[float, float, int]:
    """Processor and wall seconds of the fastest run, and what it counted."""
    found = []
    for _ in range(runs):
        command = [
            sys.executable,
            "-m",
            "benchmarks.import_json",
            "--run",
            name,
            "--file",
            str(path),
        ]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        processor, wall, counted = done.stdout.split()
        found.append((float(processor), float(wall), int(counted)))
    return min(found)


def table(megabytes: float = 60, runs: int = 3) -> str:
    """Megabytes a second of the parser and of the whole reading, as a Markdown table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case_data.json"
        write_document(path, megabytes)
        size = path.stat().st_size / 1e6
        for name in CONTESTANTS:
            processor, wall, counted = seconds(name, path, runs)
            rows.append(
                f"| {name} | {counted:,} | {wall:.2f} | {processor:.2f} | {size / processor:.0f} |"
            )
    return "\n".join(
        [
            f"{size:.0f} MB of JSON; the aim is {AIM_MEGABYTES_A_SECOND} MB a second of one core.",
            "",
            "| | cases or statements | seconds | processor seconds | MB a processor second |",
            "|---|--:|--:|--:|--:|",
            *rows,
        ]
    )


def main() -> None:
    """Print the table; with --run, measure one contestant once."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_json", description=__doc__)
    parser.add_argument("--megabytes", type=float, default=60)
    parser.add_argument("--run", choices=list(CONTESTANTS))
    parser.add_argument("--file", type=Path)
    chosen = parser.parse_args()
    if chosen.run is None:
        print(table(chosen.megabytes))
        return
    wall, processor = time.perf_counter(), time.process_time()
    counted = CONTESTANTS[chosen.run](chosen.file)
    print(time.process_time() - processor, time.perf_counter() - wall, counted)


if __name__ == "__main__":
    main()
