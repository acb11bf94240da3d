"""A generated edition of any size: the tables an audit reads, from a seed, about nobody.

It has what makes real case data slow and hard: co-defendants who share a case, a judge and often
one order; charges of every kind the law tells apart; ranges and subsections beside plain
sections; days known exactly, to the year, or not at all; and blanks everywhere. The same size and
seed give the same bytes. One row in `counts` is one charge line, five to a defendant on average.

    python -m benchmarks.generate build/edition --defendants 1000000
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from amends.editions.assemble import laid_out
from amends.law.districts import districts
from amends.record.schema import TABLES

Numbers = NDArray[np.int64]

SOURCE = "generated"
DEFENDANT = ("source", "case_id", "defendant_id", "defendant_number")
COUNTS_EACH = 5
FIRST_DAY, LAST_DAY = date(1995, 1, 1), date(2024, 12, 31)
EDITION_DATE = date(2025, 1, 1)
BLANK = -1

CHARGES: Mapping[str, tuple[int, int]] = {
    "18 U.S.C. § 1591": (30, 190),
    "18 U.S.C. § 1591(a)": (10, 90),
    "18 U.S.C. § 1591(a)(1)": (4, 60),
    "18 U.S.C. § 1591(b)(2)": (0, 40),
    "18 U.S.C. § 1594": (30, 40),
    "18 U.S.C. § 1594(a)": (8, 12),
    "18 U.S.C. § 1594(b)": (25, 0),
    "18 U.S.C. § 1594(c)": (0, 50),
    "18 U.S.C. § 1589": (110, 8),
    "18 U.S.C. § 1589(a)": (70, 4),
    "18 U.S.C. § 1590": (45, 12),
    "18 U.S.C. § 1592": (40, 8),
    "18 U.S.C. § 1592(a)": (20, 2),
    "18 U.S.C. § 1597": (6, 0),
    "18 U.S.C. § 1581": (12, 0),
    "18 U.S.C. § 1584": (40, 2),
    "18 U.S.C. §§ 1581-1588": (50, 6),
    "18 U.S.C. § 2421": (5, 45),
    "18 U.S.C. § 2422": (3, 40),
    "18 U.S.C. § 2422(a)": (2, 30),
    "18 U.S.C. § 2422(b)": (0, 40),
    "18 U.S.C. § 2423": (0, 30),
    "18 U.S.C. § 2423(a)": (0, 50),
    "18 U.S.C. §§ 2421-2424": (8, 60),
    "18 U.S.C. § 2251": (0, 28),
    "18 U.S.C. § 2252": (0, 20),
    "18 U.S.C. § 2252A": (0, 15),
    "18 U.S.C. § 2260": (0, 2),
    "18 U.S.C. § 2241": (2, 4),
    "18 U.S.C. § 371": (60, 25),
    "18 U.S.C. § 241": (12, 0),
    "18 U.S.C. § 1351": (35, 0),
    "18 U.S.C. § 1546": (60, 2),
    "18 U.S.C. § 1028": (25, 4),
    "18 U.S.C. § 1512": (15, 12),
    "18 U.S.C. § 1343": (18, 2),
    "18 U.S.C. §§ 1961-1968": (15, 12),
    "18 U.S.C. § 924(c)": (4, 10),
    "18 U.S.C. § 1956": (12, 8),
    "18 U.S.C. § 1001": (10, 3),
    "8 U.S.C. § 1324": (120, 18),
    "8 U.S.C. § 1324(a)(1)(A)(ii)": (30, 4),
    "8 U.S.C. § 1328": (4, 12),
    "21 U.S.C. § 841": (4, 10),
    "31 U.S.C. § 5324": (6, 2),
    "": (45, 40),
}
"""Every citation that occurs, with its weight in labor and in sex cases; blank is not coded."""


def edition_tables(defendants: int, seed: int = 20000) -> dict[str, pl.DataFrame]:
    """The tables of an edition with that many defendants and five times as many charge lines."""
    random = np.random.default_rng(seed)
    case_of = _cases_of(random, defendants)
    cases = int(case_of[-1]) + 1
    sex = random.random(cases) < 0.6
    filed = random.integers(1995, 2025, cases)
    known_cases = _case_tables(random, filed)
    people = _people(random, case_of, filed, sex)
    lines, convicted = _lines(random, people, case_of, sex)
    orders = _orders(random, people, case_of, convicted)
    made = {**known_cases, **_of_people(random, people, convicted), **lines, **orders}
    made["documents"] = _document(defendants)
    definitions = {table.name: table for table in TABLES}
    return {name: laid_out(frame, definitions[name]) for name, frame in made.items()}


def write_edition(directory: Path, defendants: int, seed: int = 20000) -> Path:
    """Write a generated edition as Parquet files with the least of a data package beside them."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, frame in edition_tables(defendants, seed).items():
        frame.write_parquet(directory / f"{name}.parquet", compression="zstd")
    manifest = {"version": "generated", "date": EDITION_DATE.isoformat()}
    text = json.dumps({"name": "generated", "amends": manifest, "resources": []})
    (directory / "datapackage.json").write_text(text, encoding="utf-8")
    return directory


def _cases_of(random: np.random.Generator, defendants: int) -> Numbers:
    """The case of each defendant, from 0 upward: mostly alone or few, sometimes thirty."""
    sizes = np.minimum(random.geometric(0.42, defendants), 30)
    case_of = np.repeat(np.arange(defendants), sizes)[:defendants]
    return case_of.astype(np.int64)


def _case_tables(random: np.random.Generator, filed: Numbers) -> dict[str, pl.DataFrame]:
    places = districts()
    cases = len(filed)
    ids = _numbered("c", np.arange(cases))
    where = random.choice(len(places), cases, p=_long_tail(len(places)))
    judge = where * 16 + random.integers(0, 16, cases)
    victims = np.where(random.random(cases) < 0.06, 0, random.geometric(0.3, cases))
    victims = _blanked(random, victims, 0.15)
    minors = _blanked(random, np.where(victims > 0, random.integers(0, 3, cases), 0), 0.1)
    keys: dict[str, str | pl.Series] = {
        "source": SOURCE,
        "case_id": ids,
        "case_number": pl.Series(np.arange(cases) + 1),
    }
    return {
        "cases": _frame(
            keys,
            docket_number=pl.Series(filed % 100).cast(pl.String).str.zfill(2) + "-cr-" + ids,
            court=_chosen([one.court for one in places], where),
            district=_chosen([one.name for one in places], where),
            circuit=_chosen([one.circuit for one in places], _blanked(random, where, 0.02)),
            state=_chosen([one.state for one in places], where),
            year_filed=_nullable(_blanked(random, filed, 0.01)),
        ),
        "judges": _frame(keys, count_id=1, judge=_numbered("Judge ", judge)),
        "victims": _frame(keys, victims=_nullable(victims), victims_minor=_nullable(minors)),
    }


def _people(
    random: np.random.Generator, case_of: Numbers, filed: Numbers, sex: NDArray[np.bool_]
) -> pl.DataFrame:
    """A row a defendant, with the days between which the charge was brought."""
    count = len(case_of)
    epoch = date(1970, 1, 1).toordinal()
    year = filed[case_of]
    new_year = (np.array(year - 1970, dtype="datetime64[Y]")).astype("datetime64[D]")
    starts = new_year.astype(np.int64)
    day = np.minimum(starts + random.integers(0, 365, count), LAST_DAY.toordinal() - epoch)
    how = random.random(count)
    first = np.where(how < 0.1, starts, day)
    last = np.where(how < 0.1, starts + 364, day)
    unknown = how > 0.97
    flagged = random.random(count) < 0.7
    labor = ~sex[case_of]
    return _frame(
        {"source": SOURCE, "case_id": _numbered("c", case_of)},
        case_number=case_of + 1,
        defendant_id=_numbered("d", np.arange(count)),
        defendant_number=np.arange(count) + 1,
        charged_first=_days(np.where(unknown, BLANK, first)),
        charged_last=_days(np.where(unknown, BLANK, last)),
        marked_labor=_flag(labor & (random.random(count) < 0.8), flagged),
        marked_adult_sex=_flag(~labor & (random.random(count) < 0.5), flagged),
        marked_minor_sex=_flag(~labor & (random.random(count) < 0.5), flagged),
        day=day,
    )


def _lines(
    random: np.random.Generator, people: pl.DataFrame, case_of: Numbers, sex: NDArray[np.bool_]
) -> tuple[dict[str, pl.DataFrame], NDArray[np.bool_]]:
    """Every charge line and what became of it, and which defendants were convicted."""
    count = len(case_of)
    extra = random.integers(0, count, (COUNTS_EACH - 1) * count)
    each = 1 + np.bincount(extra, minlength=count)
    owner = np.repeat(np.arange(count), each)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(each) - each, each) + 1
    weights = np.array(list(CHARGES.values()), dtype=float)
    labor_odds, sex_odds = (np.cumsum(column / column.sum()) for column in weights.T)
    roll = random.random(len(owner))
    of_sex = sex[case_of[owner]]
    citation = np.where(
        of_sex, np.searchsorted(sex_odds, roll), np.searchsorted(labor_odds, roll)
    ).clip(0, len(CHARGES) - 1)
    charged = np.minimum(random.geometric(0.55, len(owner)), 40)
    # How a person's counts end: 0 all dropped, 1 plea, 2 trial, 3 acquitted, 4 not recorded.
    way = random.choice(5, count, p=[0.12, 0.62, 0.13, 0.03, 0.10])[owner]
    lot = random.random(len(owner))
    pleaded = np.where((way == 1) & (lot < 0.45), charged, 0)
    found = np.where((way == 2) & (lot < 0.75), charged, 0)
    acquitted = np.where((way == 3) | ((way == 2) & (lot >= 0.75)), charged, 0)
    bargained = np.where((way == 1) & (lot >= 0.45) & (lot < 0.9), charged, 0)
    dropped = charged - pleaded - found - acquitted - bargained
    blank = way == 4
    convicted = np.bincount(owner, weights=(pleaded + found) * ~blank, minlength=count) > 0
    end = people["day"].to_numpy()[owner] - random.integers(30, 2500, len(owner))
    dated = random.random(len(owner))
    ended_first = np.where(dated < 0.15, end - np.where(dated < 0.05, 365, 0), BLANK)
    ended_last = np.where(dated < 0.15, end, BLANK)
    key = people.select(DEFENDANT)[owner]
    texts = [text or None for text in CHARGES]
    frame = key.with_columns(
        count_id=pl.Series(number),
        citation=_chosen(texts, citation),
        charged=_nullable(np.where(random.random(len(owner)) < 0.06, BLANK, charged)),
        nolle_prossed=_nullable(np.where(blank, BLANK, dropped)),
        dismissed_by_plea=_nullable(np.where(blank, BLANK, bargained)),
        pleaded_guilty=_nullable(np.where(blank, BLANK, pleaded)),
        found_guilty=_nullable(np.where(blank, BLANK, found)),
        acquitted=_nullable(np.where(blank, BLANK, acquitted)),
        ended_first=_days(ended_first),
        ended_last=_days(ended_last),
    )
    return {"counts": frame}, convicted


def _of_people(
    random: np.random.Generator, people: pl.DataFrame, convicted: NDArray[np.bool_]
) -> dict[str, pl.DataFrame]:
    count = people.height
    sentenced = people["day"].to_numpy() + random.integers(120, 1500, count)
    known = convicted & (random.random(count) < 0.8)
    status = np.where(
        random.random(count) < 0.05, 1, np.where(random.random(count) < 0.1, BLANK, 0)
    )
    sentences = people.select(DEFENDANT).with_columns(
        sentence_status=_chosen(["passed", "to come"], status),
        sentenced_on=_days(np.where(known, sentenced, BLANK)),
        year_terminated=_nullable(np.where(known, sentenced // 365 + 1970, BLANK)),
    )
    return {"defendants": people.drop("day"), "sentences": sentences}


def _orders(
    random: np.random.Generator,
    people: pl.DataFrame,
    case_of: Numbers,
    convicted: NDArray[np.bool_],
) -> dict[str, pl.DataFrame]:
    """What is recorded of restitution; co-defendants often share one amount, or one mark."""
    count, cases = len(case_of), int(case_of[-1]) + 1
    outcomes = ["none recorded", "ordered", "deferred", "vacated"]
    odds = np.where(convicted[:, None], [0.5, 0.28, 0.03, 0.005], [0.5, 0.005, 0.0, 0.0])
    roll = random.random(count)
    outcome = (roll[:, None] >= np.cumsum(odds, axis=1)).sum(axis=1)
    outcome = np.where(outcome == len(outcomes), BLANK, outcome)
    own = np.round(np.exp(random.normal(9.5, 1.8, count)) * 100).astype(np.int64)
    of_case = np.round(np.exp(random.normal(10.5, 1.8, cases)) * 100).astype(np.int64)
    shared = random.random(count) < 0.6
    cents = np.where(shared, of_case[case_of], own)
    cents = np.where(random.random(count) < 0.3, cents // 100_000 * 100_000, cents)
    cents = np.where(outcome == 1, np.where(random.random(count) < 0.04, BLANK, cents), BLANK)
    cents = np.where(outcome == 0, 0, cents)
    joint = np.where((outcome == 1) & shared & (case_of % 20 == 0), 0, BLANK)
    later = people["day"].to_numpy() + random.integers(300, 1500, count)
    deferred = np.where((outcome == 2) & (random.random(count) < 0.4), later, BLANK)
    frame = people.select(DEFENDANT).with_columns(
        restitution_outcome=_chosen(outcomes, outcome),
        restitution_basis=_chosen(["coded"], np.where(outcome == BLANK, BLANK, 0)),
        restitution_usd=_dollars(cents),
        restitution_deferred_on=_days(deferred),
        joint_order=_chosen(["order 1"], joint),
    )
    return {"restitution_orders": frame}


def _document(defendants: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "source": [SOURCE],
            "document": ["generated"],
            "layout": ["generated"],
            "publisher": ["benchmarks/generate.py"],
            "as_of": [EDITION_DATE],
            "rows_in": [defendants],
            "rows_out": [defendants],
            "rows_quarantined": [0],
            "selects_trafficking": [False],
        }
    )


def _frame(
    keys: Mapping[str, str | pl.Series], **columns: pl.Series | int | Numbers
) -> pl.DataFrame:
    """A frame from columns; a single text or number stands in every row."""
    height = len(keys["case_id"])
    every: dict[str, pl.Series] = {}
    for name, value in {**keys, **columns}.items():
        if isinstance(value, str | int):
            every[name] = pl.repeat(value, height, eager=True)
        else:
            every[name] = pl.Series(value)
    return pl.DataFrame(every)


def _numbered(prefix: str, numbers: Numbers) -> pl.Series:
    """Names such as `c0000012`: of one length, so that text order is the order of numbers."""
    return prefix + pl.Series(numbers).cast(pl.String).str.zfill(7)


def _chosen(texts: list[str | None] | list[str], places: Numbers) -> pl.Series:
    """The text at each place; BLANK is null."""
    known = pl.Series(places).replace(BLANK, None)
    return pl.Series(texts, dtype=pl.String).gather(known)


def _nullable(numbers: Numbers) -> pl.Series:
    return pl.Series(numbers, dtype=pl.Int64).replace(BLANK, None)


def _days(numbers: Numbers) -> pl.Series:
    """Days since 1970 as dates; BLANK is null (no generated day is the one before 1970)."""
    return _nullable(numbers).cast(pl.Int32).cast(pl.Date)


def _dollars(cents: Numbers) -> pl.Series:
    """Whole cents as exact dollars."""
    return (
        _nullable(cents).cast(pl.Decimal(18, 2)) / pl.Series([100]).cast(pl.Decimal(18, 2))
    ).cast(pl.Decimal(18, 2))


def _flag(values: NDArray[np.bool_], known: NDArray[np.bool_]) -> pl.Series:
    return _nullable(np.where(known, values.astype(np.int64), BLANK)).cast(pl.Boolean)


def _blanked(random: np.random.Generator, numbers: Numbers, share: float) -> Numbers:
    """The numbers with a share of them BLANK."""
    return np.where(random.random(len(numbers)) < share, BLANK, numbers)


def _long_tail(places: int) -> NDArray[np.float64]:
    """Shares that fall off as in life: a few districts bring most cases."""
    weights = 1 / (np.arange(places) + 3.0)
    shares: NDArray[np.float64] = weights / weights.sum()
    return shares


def main() -> None:
    """Write one generated edition."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--defendants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20000)
    asked = parser.parse_args()
    print(write_edition(asked.directory, asked.defendants, asked.seed))


if __name__ == "__main__":
    main()
