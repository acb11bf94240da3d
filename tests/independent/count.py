"""Duties, verdicts and rates, counted by hand from the file: what the audit is held against.

Loops over people, nothing of the package, no dataframe. It takes the rules from the method page
alone, so that the same mistake would have to be made twice to go unseen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.independent import law
from tests.independent.layouts import Person, read_json, read_wide

DEFINITIONS = ("chapter-77", "lead-charge", "bjs", "doj", "fhtr")
BJS = law.CHAPTER_77 | {"2251", "2251A", "2260", "2421_to_2424", "2421", "2422", "2423"}
DOJ_IF_MARKED = frozenset(["2421_to_2424", "2421", "2422", "2423", "1351", "1324", "1328"])

VERDICTS = (
    "met", "unmet", "unknown", "open", "past 90 days", "duty uncertain", "no victim recorded",
    "not yet sentenced", "no mandatory duty", "not convicted",
)  # fmt: skip
IN_QUESTION = VERDICTS[:6]
CASE_ORDER = (
    "met", "unknown", "open", "past 90 days", "unmet", "duty uncertain", "not yet sentenced",
    "no victim recorded", "no mandatory duty", "not convicted",
)  # fmt: skip
"""Whether any order exists is unknown while one defendant's outcome is."""


@dataclass
class Judged:
    """What the count says of one defendant."""

    person: Person
    charged_under: list[str]
    convicted_of: list[str]
    duty: str
    victims: str
    outcome: str
    amount: Decimal | None
    verdict: str

    def key(self) -> tuple[str, str]:
        """Case and defendant."""
        return self.person.case_id, self.person.defendant_id


def judge(person: Person) -> Judged:
    """The verdict on one defendant, the first rule that applies."""
    charged = [line.statute for line in person.lines if line.statute]
    guilty = [line for line in person.lines if line.convicted()]
    convicted = [line.statute for line in guilty if line.statute]
    duty = law.strongest([law.strength(statute, person.charged) for statute in convicted])
    victims = "unknown" if person.victims is None else "known" if person.victims else "none"
    amount = person.restitution
    outcome = "unknown" if amount is None else "ordered" if amount else "none recorded"
    if not guilty:
        verdict = "not convicted"
    elif duty in ("discretionary", "none"):
        verdict = "no mandatory duty"
    elif outcome == "ordered":
        verdict = "met"
    elif victims == "none":
        verdict = "no victim recorded"
    elif person.still_to_come:
        verdict = "not yet sentenced"
    elif outcome == "unknown":
        verdict = "unknown"
    elif duty != "mandatory":
        verdict = "duty uncertain"
    else:
        verdict = "unmet"
    return Judged(person, charged, convicted, duty, victims, outcome, amount or None, verdict)


def count(path: Path) -> list[Judged]:
    """Every defendant of a file of either layout, judged."""
    people = read_json(path) if path.suffix == ".json" else read_wide(path)
    return [judge(person) for person in people]


def leads(charged: set[str], among: frozenset[str]) -> bool | None:
    """Whether the heaviest charge is one of `among`; None where it hangs on the part charged.

    The source does not mark the lead charge, so it is inferred; of charges as heavy as each other
    one of `among` is taken.
    """
    ours, others = law.longest(charged & among), law.longest(charged - among)
    if ours[0] < 0 or ours[1] < others[0]:
        return False
    return True if ours[0] >= others[1] else None


def belongs(judged: Judged, definition: str) -> bool | None:
    """Whether a definition takes a defendant in; None where the source cannot say."""
    charged = set(judged.charged_under)
    if definition == "chapter-77":
        return bool(charged & law.CHAPTER_77)
    if definition == "lead-charge":
        return leads(charged, law.CHAPTER_77)
    if definition == "bjs":
        return leads(charged, BJS)
    if definition == "doj":
        # The whole source is a selection of trafficking cases; a row's own flags go before that.
        marked = judged.person.marked is not False
        return bool(charged & law.CHAPTER_77) or (marked and bool(charged & DOJ_IF_MARKED))
    return judged.person.marked


def figures(members: list[Judged], unit: str) -> dict[str, object]:
    """Counts of verdicts, rate and bounds, and money, of all whom a definition takes in."""
    cases: dict[str, list[Judged]] = {}
    for judged in members:
        cases.setdefault(judged.person.case_id, []).append(judged)
    if unit == "defendant":
        tally = Counter(judged.verdict for judged in members)
    else:
        tally = Counter(case_verdict(case) for case in cases.values())
    asked = sum(tally[verdict] for verdict in IN_QUESTION)
    known = tally["met"] + tally["unmet"]
    once = [sum(amounts(case), Decimal(0)) for case in cases.values()]
    once_low = [max(amounts(case), default=Decimal(0)) for case in cases.values()]
    return {
        **{verdict.replace(" ", "_"): tally[verdict] for verdict in VERDICTS},
        "defendants": len(members),
        "cases": len(cases),
        "rate": tally["met"] / known if known else None,
        "rate_low": tally["met"] / asked if asked else None,
        "rate_high": (asked - tally["unmet"]) / asked if asked else None,
        "amount_usd": sum((judged.amount or Decimal(0) for judged in members), Decimal(0)),
        "amount_usd_once": sum(once, Decimal(0)),
        "amount_usd_once_low": sum(once_low, Decimal(0)),
    }


def case_verdict(case: list[Judged]) -> str:
    """One verdict for a case: met when any order exists.

    That an order is recorded on a defendant who owed none, or whose conviction is not recorded,
    makes it no less an order. The method page does not say whether it meets the duty of the case,
    nor whether it counts where nobody's duty is in question, nor on a co-defendant whom the
    definition leaves out; read here as yes, no and no.
    """
    verdict = min((judged.verdict for judged in case), key=CASE_ORDER.index)
    asked = verdict in IN_QUESTION
    return "met" if asked and any(judged.amount for judged in case) else verdict


def amounts(case: list[Judged]) -> set[Decimal]:
    """The different amounts ordered in a case: equal ones are one order."""
    return {judged.amount for judged in case if judged.amount}


def outside_chapter_77(everyone: list[Judged]) -> Counter[tuple[str, str]]:
    """Charged under chapter 77 and convicted only elsewhere: by how, and by what duty remains."""
    split: Counter[tuple[str, str]] = Counter()
    for judged in everyone:
        charged, convicted = set(judged.charged_under), set(judged.convicted_of)
        if charged & law.CHAPTER_77 and convicted and not convicted & law.CHAPTER_77:
            split[how(judged.person), judged.duty] += 1
    return split


def how(person: Person) -> str:
    """What became of the counts under chapter 77, from what the coders wrote of them."""
    counts = [line.tally for line in person.lines if line.statute in law.CHAPTER_77]
    pleaded = any(line.tally["pleaded"] for line in person.lines)
    if pleaded and any(tally["dismissed"] for tally in counts):
        return "plea"
    if any(tally["acquitted"] for tally in counts):
        return "acquitted"
    if any(tally["nolle"] or tally["dismissed"] for tally in counts):
        return "dismissed"
    return "unknown"
