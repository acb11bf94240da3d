"""The audit row by row, as most analysts write it: dictionaries, loops and sets, nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.rivals import law
from benchmarks.rivals.pandas_audit import COLUMNS

Row = dict[str, Any]


def read(directory: Path) -> dict[str, list[Row]]:
    """The columns that are needed, as rows."""
    return {
        name: pq.read_table(directory / f"{name}.parquet", columns=columns).to_pylist()
        for name, columns in COLUMNS.items()
    }


def compute(tables: dict[str, list[Row]], on: date) -> tuple[Counter[str], list[Row]]:
    """How many defendants have each verdict, and the rates."""
    lines: dict[int, list[Row]] = defaultdict(list)
    for line in tables["counts"]:
        lines[key(line)].append(line)
    sentences = {key(row): row for row in tables["sentences"]}
    orders = {key(row): row for row in tables["restitution_orders"]}
    cases = {row["case_number"]: row for row in tables["cases"]}
    victims = {row["case_number"]: row["victims"] for row in tables["victims"]}
    verdicts: Counter[str] = Counter()
    groups: dict[tuple[str, str, str], dict[int, list[Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for person in tables["defendants"]:
        case = cases[person["case_number"]]
        order = orders.get(key(person), {})
        own = lines[key(person)]
        finding: Row = {
            "verdict": verdict(
                person,
                own,
                sentences.get(key(person), {}),
                order,
                victims.get(case["case_number"]),
                on,
            ),
            "outcome": order.get("restitution_outcome"),
            "amount": order.get("restitution_usd") or Decimal(0),
            "joint": order.get("joint_order"),
        }
        verdicts[finding["verdict"]] += 1
        for definition in memberships(person, own):
            for group, value in values(case, own):
                groups[definition, group, value][case["case_number"]].append(finding)
    return verdicts, [row for name, members in groups.items() for row in rates(name, members)]


def key(row: Row) -> int:
    number: int = row["defendant_number"]
    return number


def convicted(line: Row) -> bool:
    return (line["pleaded_guilty"] or 0) > 0 or (line["found_guilty"] or 0) > 0


def verdict(
    person: Row, lines: list[Row], sentence: Row, order: Row, victims: int | None, on: date
) -> str:
    guilty = [line for line in lines if convicted(line)]
    strength = max((duty(line, person) for line in guilty), default=0)
    outcome = order.get("restitution_outcome")
    deferred_from = order.get("restitution_deferred_on") or sentence.get("sentenced_on")
    if not guilty:
        return "not convicted"
    if strength < 2:
        return "no mandatory duty"
    if outcome == "ordered":
        return "met"
    if victims == 0:
        return "no victim recorded"
    if sentence.get("sentence_status") == "to come":
        return "not yet sentenced"
    if outcome == "deferred":
        late = deferred_from is not None and deferred_from < on - timedelta(days=90)
        return "past 90 days" if late else "open"
    if outcome != "none recorded":
        return "unknown"
    return "unmet" if strength == 4 else "duty uncertain"


def duty(line: Row, person: Row) -> int:
    """4 mandatory, 3 mandatory by the date, 2 conditional, 1 less."""
    citation = line["citation"]
    if citation is None:
        return 2
    exists, mandatory, conditional, _ = law.CHARGES[citation]
    first, last = line["ended_first"], line["ended_last"]
    if first is None:
        first = max(earliest(citation, person["charged_first"]), exists)
    last = max(first, last or person["charged_last"] or law.NO_END)
    if first >= mandatory:
        return 4
    if last >= mandatory:
        return 3
    return 2 if last >= conditional else 1


def earliest(citation: str, charged: date | None) -> date:
    if charged is None:
        return law.ALWAYS
    five = years_before(charged, 5)
    if has_ten_years(citation) and charged >= law.TEN_YEARS_FROM:
        return min(five, max(years_before(charged, 10), law.TEN_YEARS_REACH))
    return five


def years_before(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29 and (day.year - years) % 4
    return day.replace(year=day.year - years, day=28 if leap else day.day)


has_ten_years = cache(law.has_ten_years)
under = cache(law.under)


def memberships(person: Row, lines: list[Row]) -> Iterator[str]:
    citations = [line["citation"] for line in lines if line["citation"]]
    marked = any(person[f"marked_{kind}"] for kind in ("labor", "adult_sex", "minor_sex"))
    chapter_77 = any(under(one, law.CHAPTER_77) for one in citations)
    if chapter_77:
        yield "chapter-77"
    for name, sections in (("lead-charge", law.CHAPTER_77), ("bjs", law.BJS)):
        heaviest = (
            max((law.CHARGES[one][3], under(one, sections)) for one in citations)
            if (citations)
            else (0, False)
        )
        if heaviest[1]:
            yield name
    if chapter_77 or (marked and any(under(one, law.DOJ_IF_MARKED) for one in citations)):
        yield "doj"
    if marked:
        yield "fhtr"


def values(case: Row, lines: list[Row]) -> Iterator[tuple[str, str]]:
    yield "all", "all"
    yield "year", str(case["year_filed"] or "unknown")
    yield "circuit", case["circuit"] or "unknown"
    sections = {
        line["citation"].split("(")[0] for line in lines if line["citation"] and convicted(line)
    }
    for section in sections:
        yield "statute", section


def rates(name: tuple[str, str, str], members: dict[int, list[Row]]) -> Iterator[Row]:
    """Two rows a group, by defendant and by case; money with every order counted once."""
    definition, group, value = name
    defendants: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    every = once = Decimal(0)
    for findings in members.values():
        defendants.update(finding["verdict"] for finding in findings)
        cases[case_verdict(findings)] += 1
        every += sum((one["amount"] for one in findings), Decimal(0))
        orders = {(one["joint"], one["amount"]) for one in findings}
        once += sum((amount for _, amount in orders), Decimal(0))
    for unit, counts in (("defendant", defendants), ("case", cases)):
        question = sum(counts[one] for one in law.IN_QUESTION)
        met, unmet = counts["met"], counts["unmet"]
        yield {
            "definition": definition,
            "unit": unit,
            "group": group,
            "value": value,
            **{one.replace(" ", "_"): counts[one] for one in law.RANK},
            "rate": met / (met + unmet) if met + unmet else None,
            "rate_low": met / question if question else None,
            "rate_high": (question - unmet) / question if question else None,
            "cents": int(every * 100),
            "cents_once": int(once * 100),
        }


def case_verdict(findings: list[Row]) -> str:
    found: set[str] = {finding["verdict"] for finding in findings}
    ordered = any(finding["outcome"] == "ordered" for finding in findings)
    if ordered and found & set(law.IN_QUESTION):
        return "met"
    return min(found, key=law.RANK.index)
