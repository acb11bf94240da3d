"""The courts of the sample: real districts, invented judges.

`BUSY` districts share most of the cases, in the proportions given; each of the `QUIET` ones has a
single case in a file, so that a ranking meets places about which almost nothing can be said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from amends.sources.invented.chance import Chance
from amends.sources.invented.people import Judge, invent_judge


@dataclass(frozen=True, slots=True)
class Court:
    """A federal district: two-letter state, circuit as the sources write it, part of the state.

    `direction` is blank where the state is one district; `office` is the digit a docket number
    begins with.
    """

    state: str
    circuit: str
    direction: str
    office: int


BUSY: Mapping[Court, int] = {
    Court("NY", "2", "Eastern", 1): 9,
    Court("NY", "2", "Southern", 1): 8,
    Court("NJ", "3", "", 2): 4,
    Court("PA", "3", "Eastern", 2): 4,
    Court("VA", "4", "Eastern", 1): 9,
    Court("MD", "4", "", 8): 6,
    Court("TX", "5", "Southern", 4): 11,
    Court("TX", "5", "Northern", 3): 5,
    Court("OH", "6", "Northern", 1): 4,
    Court("TN", "6", "Western", 2): 4,
    Court("MI", "6", "Eastern", 2): 4,
    Court("IL", "7", "Northern", 1): 5,
    Court("WI", "7", "Eastern", 2): 3,
    Court("MO", "8", "Western", 4): 7,
    Court("MN", "8", "", 0): 4,
    Court("CA", "9", "Central", 2): 10,
    Court("CA", "9", "Southern", 3): 8,
    Court("WA", "9", "Western", 2): 5,
    Court("NV", "9", "", 2): 4,
    Court("CO", "10", "", 1): 4,
    Court("FL", "11", "Southern", 1): 11,
    Court("FL", "11", "Middle", 8): 7,
    Court("GA", "11", "Northern", 1): 6,
    Court("DC", "D.C.", "", 1): 2,
}
QUIET: tuple[Court, ...] = (
    Court("MA", "1", "", 1),
    Court("ME", "1", "", 2),
    Court("RI", "1", "", 1),
    Court("PR", "1", "", 3),
    Court("CT", "2", "", 3),
    Court("VT", "2", "", 5),
    Court("DE", "3", "", 1),
    Court("SC", "4", "", 4),
    Court("NC", "4", "Western", 3),
    Court("WV", "4", "Southern", 2),
    Court("LA", "5", "Eastern", 2),
    Court("MS", "5", "Southern", 3),
    Court("KY", "6", "Eastern", 5),
    Court("IN", "7", "Southern", 1),
    Court("NE", "8", "", 8),
    Court("SD", "8", "", 4),
    Court("AR", "8", "Eastern", 4),
    Court("HI", "9", "", 1),
    Court("OR", "9", "", 3),
    Court("AK", "9", "", 3),
    Court("GU", "9", "", 1),
    Court("KS", "10", "", 6),
    Court("NM", "10", "", 1),
    Court("OK", "10", "Western", 5),
    Court("AL", "11", "Northern", 2),
)
_APPOINTMENTS = ((1984, 1999), (1994, 1999), (2001, 2008), (2010, 2018))

Benches = Mapping[Court, tuple[Judge, ...]]


def invent_benches(chance: Chance) -> Benches:
    """Four judges for each busy court and one for each quiet one, the longest-serving first."""
    benches = {
        court: tuple(invent_judge(chance, appointed=years) for years in _APPOINTMENTS)
        for court in BUSY
    }
    quiet = {court: (invent_judge(chance, appointed=_APPOINTMENTS[0]),) for court in QUIET}
    return benches | quiet


def sitting_judge(benches: Benches, court: Court, filed: date, chance: Chance) -> Judge:
    """One of the judges of the court who had been appointed before the year of filing."""
    return chance.one_of([judge for judge in benches[court] if judge.tenure < filed.year])


def venues(number: int, chance: Chance) -> tuple[Court, ...]:
    """A court for each of `number` cases: each quiet one once while there is room."""
    quiet = QUIET[: number // 2]
    busy = [chance.weighted(BUSY) for _ in range(number - len(quiet))]
    return chance.shuffled((*quiet, *busy))
