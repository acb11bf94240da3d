"""Offences: since when each exists, what kind it is, and how heavily it can be punished."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from amends.law import tables
from amends.law.citation import Citation
from amends.law.period import Period


class TraffickingClass(Enum):
    """What an offence is about, as the field sorts it."""

    LABOR = "labor"
    SEX = "sex"
    BOTH = "both"
    RELATED = "related"

    def __or__(self, other: TraffickingClass) -> TraffickingClass:
        """The class of two offences together; a related one adds nothing to trafficking."""
        if self is other or other is TraffickingClass.RELATED:
            return self
        return other if self is TraffickingClass.RELATED else TraffickingClass.BOTH


class MandatoryVictimsRestitutionAct(Enum):
    """Whether, and why, 18 U.S.C. § 3663A(c)(1) may reach an offence."""

    VIOLENCE = "violence"
    PROPERTY = "property"
    EITHER = "either"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence, or one part of it that has a date, class, age or maximum of its own.

    in_force:       the days on which it is an offence
    victim_age:     `minor` where the text requires one, `any` where it does not, else blank
    maximum_months: longest imprisonment under the present text, in months, 1200 for life;
                    None when nobody has looked it up
    limitation:     the section of the limitation period presumed for it
    """

    citation: Citation
    name: str
    in_force: Period
    status: str
    trafficking_class: TraffickingClass
    victim_age: str
    section_3663a: MandatoryVictimsRestitutionAct
    maximum_months: int | None
    limitation: str
    checked: str


@cache
def offences() -> tuple[Offence, ...]:
    """Every row of tables/offences.csv, in the order of the Code."""
    return tuple(
        sorted(
            (_offence(row) for row in tables.rows("offences")), key=lambda offence: offence.citation
        )
    )


@cache
def offences_within(citation: Citation) -> tuple[Offence, ...]:
    """The offences a citation can mean: one for a section, several for a range or unnamed part.

    For a part (`§ 2422(b)(1)`) the nearest row that covers it; for a section its own row; for a
    range one row a section. Empty when the table has none: an offence nobody has looked up.
    """
    covering = [one for one in offences() if one.citation.covers(citation)]
    if covering:
        return (max(covering, key=lambda one: len(one.citation.subsections)),)
    return tuple(
        one for one in offences() if citation.covers(one.citation) and not one.citation.subsections
    )


def existed_from(citation: Citation) -> Period:
    """The days from which conduct can have been this offence; open where not known."""
    found = offences_within(citation)
    days = [one.in_force.first for one in found if one.in_force.first]
    return Period(min(days)) if found and len(days) == len(found) else Period()


def trafficking_class(citation: Citation) -> TraffickingClass:
    """Labor, sex, both or only related; a range is what its members are together."""
    result = TraffickingClass.RELATED
    for offence in offences_within(citation):
        result = result | offence.trafficking_class
    return result


def maximum_months(citation: Citation) -> int:
    """The heaviest maximum the citation can mean, in months; 0 when the table has none."""
    return max((one.maximum_months or 0 for one in offences_within(citation)), default=0)


def _offence(row: tables.Row) -> Offence:
    title, place = int(row["title"]), row["row"]
    try:
        return Offence(
            citation=Citation.read(f"{title}:{row['section']}{row['subsection']}"),
            name=row["name"],
            in_force=Period(tables.day(row, "in_force_from"), tables.day(row, "in_force_to")),
            status=row["status"],
            trafficking_class=TraffickingClass(row["class"]),
            victim_age=row["victim_age"],
            section_3663a=MandatoryVictimsRestitutionAct(row["section_3663a"]),
            maximum_months=int(row["maximum_months"]) if row["maximum_months"] else None,
            limitation=row["limitation"],
            checked=row["checked"],
        )
    except ValueError as error:
        raise tables.LawTableError(f"{place}: {error}") from error
