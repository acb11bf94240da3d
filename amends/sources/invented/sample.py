"""The sample as a whole: one seed, two layouts, three files."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from amends.sources.invented.cases import Case
from amends.sources.invented.chance import Chance
from amends.sources.invented.charges import CODED_IN_JSON, CODED_IN_WIDE, Coding
from amends.sources.invented.courts import BUSY, Benches, invent_benches
from amends.sources.invented.docket_readings import read_dockets
from amends.sources.invented.json_blemishes import blemish_json
from amends.sources.invented.json_layout import render_json
from amends.sources.invented.nation import invent_case, invent_cases
from amends.sources.invented.set_pieces import SET_PIECES, WIDE_SET_PIECES
from amends.sources.invented.staging import SetPiece, stage
from amends.sources.invented.wide_blemishes import blemish_wide
from amends.sources.invented.wide_layout import HEADER, render_wide

FEWEST_CASES = 100
MOST_CASES = 10_000
_FIRST_SERIAL = 90_000


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where the files of a sample lie: the two sources, and what readers of the dockets found."""

    cases: Path
    wide: Path
    read_dockets: Path


def write_sample(directory: Path, *, seed: int = 20000, cases: int = 300) -> SampleFiles:
    """Write an invented nation of `cases` cases into `directory`, which is made if it is not there.

    About four fifths go into `invented_cases.json`, the rest into `invented_wide.csv`;
    `read_dockets.jsonl` has what people found who read some of the invented dockets. The same seed
    and number give the same bytes. Raises ValueError for fewer cases than the faults and situations
    need, or more than there are serials.
    """
    if not FEWEST_CASES <= cases <= MOST_CASES:
        raise ValueError(f"a sample has from {FEWEST_CASES} to {MOST_CASES:,} cases, not {cases:,}")
    in_wide = cases // 5
    benches = invent_benches(Chance(seed))
    in_json = _invent(_JSON, cases - in_wide, _FIRST_SERIAL, benches, Chance(seed + 1))
    rows = _invent(_WIDE, in_wide, _FIRST_SERIAL + len(in_json), benches, Chance(seed + 2))
    files = SampleFiles(
        cases=directory / "invented_cases.json",
        wide=directory / "invented_wide.csv",
        read_dockets=directory / "read_dockets.jsonl",
    )
    directory.mkdir(parents=True, exist_ok=True)
    files.cases.write_bytes(_json_bytes(in_json))
    files.wide.write_bytes(_wide_bytes(rows))
    readings = read_dockets(in_json, files.cases.stem)
    files.read_dockets.write_bytes(
        b"".join(json.dumps(reading).encode("ascii") + b"\n" for reading in readings)
    )
    return files


@dataclass(frozen=True, slots=True)
class _Plan:
    """What goes into one file besides the ordinary run: set pieces, and cases of these sizes."""

    coding: Coding
    set_pieces: Sequence[SetPiece]
    large: tuple[int, ...]


_JSON = _Plan(CODED_IN_JSON, SET_PIECES, large=(15, 22, 30))
_WIDE = _Plan(CODED_IN_WIDE, WIDE_SET_PIECES, large=(12, 21))


def _invent(
    plan: _Plan, number: int, first_serial: int, benches: Benches, chance: Chance
) -> tuple[Case, ...]:
    """The cases of one file: `number` in all, by day of filing."""
    staged = stage(plan.set_pieces, first_serial, benches, chance)
    first_serial += len(staged)
    large = tuple(
        invent_case(serial, chance.weighted(BUSY), benches, chance, size=size, coding=plan.coding)
        for serial, size in enumerate(plan.large, start=first_serial)
    )
    first_serial += len(large)
    ordinary = invent_cases(
        number - len(staged) - len(large), first_serial, benches, chance, coding=plan.coding
    )
    return tuple(sorted((*staged, *large, *ordinary), key=lambda case: (case.filed, case.serial)))


def _json_bytes(cases: tuple[Case, ...]) -> bytes:
    """ASCII with escapes, indented by one space, as the source has it."""
    rendered = render_json(cases)
    blemish_json(rendered)
    return json.dumps(rendered, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def _wide_bytes(cases: tuple[Case, ...]) -> bytes:
    """UTF-8, commas, double quotes where needed, LF line ends."""
    rows = render_wide(cases)
    blemish_wide(rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
