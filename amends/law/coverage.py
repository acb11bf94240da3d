"""What a rule covers, in the words of the tables: `18 ch. 77`, `18 § 2421A(b)(2)`, `not 18`."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from functools import cache

from amends.law.chapters import chapter
from amends.law.citation import Citation
from amends.law.offences import MandatoryVictimsRestitutionAct, offences_within


class Reach(IntEnum):
    """How far a coverage reaches what a citation can mean."""

    NOT = 0
    IN_PART = 1
    WHOLLY = 2


@cache
def reach(covers: str, citation: Citation) -> Reach:
    """How far `covers` (several parts joined by `;`) reaches a citation. Raises ValueError.

    *In part* means that the citation leaves open whether it is reached: § 2421A where only
    § 2421A(b)(2) is covered, or a range some of whose sections are.
    """
    return max(_part(part.strip())(citation) for part in covers.split(";"))


@cache
def _part(part: str) -> Callable[[Citation], Reach]:
    if part == "any":
        return lambda _: Reach.WHOLLY
    if match := re.fullmatch(r"(not )?(\d+)", part):
        title = int(match[2])
        wanted = match[1] is None
        return lambda citation: Reach.WHOLLY if (citation.title == title) is wanted else Reach.NOT
    if match := re.fullmatch(r"(\d+) ch\. (\w+)", part):
        return _within(chapter(int(match[1]), match[2]).sections)
    if match := re.fullmatch(r"(\d+) §§? ?(.+)", part):
        return _within(Citation.read(f"{match[1]} U.S.C. § {match[2]}"))
    if match := re.fullmatch(r"(\d+) marked 3663A", part):
        return lambda citation: _marked(int(match[1]), citation)
    raise ValueError(f"{part!r} is not a coverage such as '18 ch. 77' or '18 § 1594(a)'")


def _within(covered: Citation) -> Callable[[Citation], Reach]:
    def reach_within(citation: Citation) -> Reach:
        if covered.covers(citation):
            return Reach.WHOLLY
        return Reach.IN_PART if covered.may_be(citation) else Reach.NOT

    return reach_within


def _marked(title: int, citation: Citation) -> Reach:
    """Whether § 3663A may reach it; an offence nobody has looked up may be reached."""
    if citation.title != title:
        return Reach.NOT
    found = offences_within(citation)
    if not found:
        return Reach.IN_PART
    may = [one.section_3663a is not MandatoryVictimsRestitutionAct.NEITHER for one in found]
    return Reach.WHOLLY if all(may) else Reach.IN_PART if any(may) else Reach.NOT
