"""Altered copies of a file, from a seed: what other editions of it might hold.

Each alteration keeps the layout and changes what the rules turn on: days beside a change of the
law, amounts that are blank, zero or unreadable, victims, statutes, sentences still to come.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Chance = random.Random

TURNING_DAYS = (
    date(1994, 9, 13), date(1996, 4, 24), date(1999, 9, 13), date(2000, 10, 28),
    date(2001, 4, 24), date(2005, 10, 28), date(2006, 3, 9), date(2008, 12, 23),
    date(2013, 12, 23), date(2018, 4, 11), date(2018, 12, 21), date(2023, 12, 21),
    date(2004, 2, 29), date(2024, 2, 29),
)  # fmt: skip
AMOUNTS = ("$0", None, "$1", "$1,234.56", "$288,272", "$12,345,678", "TBD", "$1,2O0")
RENAMED = {
    "1591": ("1351", "1581_to_1588", "2421_to_2424", "1591"),
    "1589": ("1581_to_1588", "1592", "1597", "1589"),
    "1594": ("1593A", "1594", "1324"),
    "2421_to_2424": ("2251", "2421_to_2424", "1591", "2252"),
    "1324": ("1581_to_1588", "1324", "1028"),
    "1961_to_1968": ("1581_to_1588", "2251", "1961_to_1968"),
}

SINGLE = ("1425", "1581", "1584", "1593A", "1597", "2251A", "2252A", "2260", "2421", "2422", "2423")


def near(turning: tuple[date, ...], chance: Chance) -> date:
    """A day at most two from one on which the law, or its reach, changes."""
    return chance.choice(turning) + timedelta(days=chance.randint(-2, 2))


def charge_days(defendant: dict[str, Any], chance: Chance) -> None:
    """A charge near a turning day, or on no day that is recorded."""
    day = near(TURNING_DAYS, chance).isoformat()
    defendant["Arrest Details"]["Charge Date"] = None if chance.random() < 0.05 else day


def restitution(defendant: dict[str, Any], chance: Chance) -> None:
    """Blanks become zeros and back, and some amounts cannot be read."""
    if chance.random() < 0.7:
        defendant["Total Sentencing"]["Restitution"] = chance.choice(AMOUNTS)


def statutes(defendant: dict[str, Any], chance: Chance) -> None:
    """Charges under other statutes, pleas and verdicts with them."""
    coded = defendant["Statute Sentencing"]
    if isinstance(coded["Statute"], list):
        coded["Statute"] = [chance.choice(RENAMED.get(s, (s,))) for s in coded["Statute"]]
    else:
        coded["Statute"] = chance.choice(RENAMED.get(coded["Statute"], (coded["Statute"],)))
    if chance.random() < 0.2:
        coded["Plea Guilty"], coded["Trial NG"] = coded["Trial NG"], coded["Plea Guilty"]


def single_sections(defendant: dict[str, Any], chance: Chance) -> None:
    """Sections by themselves, where the source's own editions write ranges."""
    coded = defendant["Statute Sentencing"]
    if isinstance(coded["Statute"], list):
        coded["Statute"] = [chance.choice((*SINGLE, s)) if s else s for s in coded["Statute"]]
    elif coded["Statute"]:
        coded["Statute"] = chance.choice((*SINGLE, coded["Statute"]))


def sentences(defendant: dict[str, Any], chance: Chance) -> None:
    """Some sentences are still to come."""
    if chance.random() < 0.15:
        defendant["Total Sentencing"]["Total Sentences"] = "999"


def victims(case: dict[str, Any], chance: Chance) -> None:
    """Victims deleted, or none."""
    if chance.random() < 0.5:
        number = chance.choice((None, "0", "3"))
        case["Victim Details"] = dict.fromkeys(case["Victim Details"], number)


DEFENDANTS: dict[str, tuple[Callable[[dict[str, Any], Chance], None], ...]] = {
    "days": (charge_days,),
    "amounts": (restitution, sentences),
    "statutes": (statutes,),
    "sections": (charge_days, single_sections),
    "everything": (charge_days, restitution, statutes, sentences),
}


def alter_json(source: Path, target: Path, kind: str, seed: int) -> Path:
    """A copy of the JSON layout with every defendant altered as `kind` says."""
    chance = Chance(f"{kind} {seed}")
    cases = json.loads(source.read_text(encoding="utf-8"))
    for case in cases.values():
        if kind in ("amounts", "everything"):
            victims(case, chance)
        if chance.random() < 0.2:
            case["Summary"]["Year"] = None
        for defendant in case["Defendant Details"].values():
            for alter in DEFENDANTS[kind]:
                alter(defendant, chance)
    target.write_text(json.dumps(cases), encoding="utf-8")
    return target


def alter_wide(source: Path, target: Path, seed: int) -> Path:
    """A copy of the wide layout: a title row, columns in another order, other days and amounts."""
    chance = Chance(f"wide {seed}")
    with source.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    place = {name: number for number, name in enumerate(header)}
    for row in rows:
        day = near(TURNING_DAYS, chance)
        row[place["ChargeDate"]] = f"{day.month}/{day.day}/{day.year}"
        if chance.random() < 0.5:
            row[place["Restitution"]] = chance.choice(("0", "", "123041.66", "1000", "TBD"))
        if chance.random() < 0.1:
            row[place["FelSentenced"]] = "999"
    # Each group of a statute stays together, as every edition has it; what stands between moves.
    blocks = groups(header)
    chance.shuffle(blocks)
    order = [number for block in blocks for number in block]
    with target.open("w", encoding="utf-8", newline="") as opened:
        write = csv.writer(opened)
        write.writerow(["Federal prosecutions, another edition", *[""] * (len(header) - 1)])
        write.writerows([[row[number] for number in order] for row in (header, *rows)])
    return target


def groups(header: list[str]) -> list[list[int]]:
    """Positions of columns that stay together: a statute's ten, the two FedDistrict, else one."""
    found: list[list[int]] = []
    for number, name in enumerate(header):
        if name == "FedDistrict" or name.endswith(tuple(opening_names(header, found))):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def opening_names(header: list[str], found: list[list[int]]) -> list[str]:
    """The statute whose group is open: its flag column's name, which begins with a digit."""
    name = header[found[-1][0]] if found else ""
    return [name] if name[:1].isdigit() else []
