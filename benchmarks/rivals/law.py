"""The law as an analyst types it: a row a citation of the generated edition.

Restitution is governed by the law of the day the offence ended; not given, that lies between the
charge less five years (ten where `TEN_YEARS` says so) and the charge, and not before the offence
existed.
"""

from __future__ import annotations

from datetime import date

ALWAYS, NEVER = date(1900, 1, 1), date(2900, 1, 1)
NO_END = date(2800, 1, 1)  # a day not known may be late, but never so late that NEVER has come
SECTION_1593 = date(2000, 10, 28)
SECTION_2259 = date(1994, 9, 13)
SECTION_2429 = date(2018, 12, 21)
SECTION_3663A = date(1996, 4, 24)

# citation: (exists from, mandatory from, conditional from, maximum in months)
CHARGES: dict[str, tuple[date, date, date, int]] = {
    "18 U.S.C. § 1591": (date(2000, 10, 28), SECTION_1593, NEVER, 1200),
    "18 U.S.C. § 1591(a)": (date(2000, 10, 28), SECTION_1593, NEVER, 1200),
    "18 U.S.C. § 1591(a)(1)": (date(2000, 10, 28), SECTION_1593, NEVER, 1200),
    "18 U.S.C. § 1591(b)(2)": (date(2000, 10, 28), SECTION_1593, NEVER, 1200),
    "18 U.S.C. § 1594": (date(2000, 10, 28), SECTION_1593, NEVER, 1200),
    "18 U.S.C. § 1594(a)": (date(2000, 10, 28), SECTION_1593, NEVER, 1200),
    "18 U.S.C. § 1594(b)": (date(2008, 12, 23), SECTION_1593, NEVER, 240),
    "18 U.S.C. § 1594(c)": (date(2008, 12, 23), SECTION_1593, NEVER, 1200),
    "18 U.S.C. § 1589": (date(2000, 10, 28), SECTION_1593, NEVER, 240),
    "18 U.S.C. § 1589(a)": (date(2000, 10, 28), SECTION_1593, NEVER, 240),
    "18 U.S.C. § 1590": (date(2000, 10, 28), SECTION_1593, NEVER, 240),
    "18 U.S.C. § 1592": (date(2000, 10, 28), SECTION_1593, NEVER, 60),
    "18 U.S.C. § 1592(a)": (date(2000, 10, 28), SECTION_1593, NEVER, 60),
    "18 U.S.C. § 1597": (date(2013, 3, 7), SECTION_1593, NEVER, 12),
    "18 U.S.C. § 1581": (ALWAYS, SECTION_1593, NEVER, 240),
    "18 U.S.C. § 1584": (ALWAYS, SECTION_1593, NEVER, 240),
    "18 U.S.C. §§ 1581-1588": (ALWAYS, SECTION_1593, NEVER, 360),
    "18 U.S.C. § 2421": (ALWAYS, SECTION_2429, SECTION_3663A, 120),
    "18 U.S.C. § 2422": (ALWAYS, SECTION_2429, SECTION_3663A, 240),
    "18 U.S.C. § 2422(a)": (ALWAYS, SECTION_2429, SECTION_3663A, 240),
    "18 U.S.C. § 2422(b)": (date(1996, 2, 8), SECTION_2429, SECTION_3663A, 1200),
    "18 U.S.C. § 2423": (ALWAYS, SECTION_2429, SECTION_3663A, 1200),
    "18 U.S.C. § 2423(a)": (ALWAYS, SECTION_2429, SECTION_3663A, 1200),
    "18 U.S.C. §§ 2421-2424": (ALWAYS, SECTION_2429, SECTION_3663A, 1200),
    "18 U.S.C. § 2251": (ALWAYS, SECTION_2259, SECTION_3663A, 360),
    "18 U.S.C. § 2252": (ALWAYS, SECTION_2259, NEVER, 240),
    "18 U.S.C. § 2252A": (date(1996, 9, 30), SECTION_2259, NEVER, 240),
    "18 U.S.C. § 2260": (date(1994, 9, 13), SECTION_2259, SECTION_3663A, 360),
    "18 U.S.C. § 2241": (ALWAYS, SECTION_2259, SECTION_3663A, 1200),
    "18 U.S.C. § 371": (ALWAYS, NEVER, SECTION_3663A, 60),
    "18 U.S.C. § 241": (ALWAYS, NEVER, SECTION_3663A, 120),
    "18 U.S.C. § 1351": (date(2008, 12, 23), NEVER, SECTION_3663A, 60),
    "18 U.S.C. § 1546": (ALWAYS, NEVER, SECTION_3663A, 120),
    "18 U.S.C. § 1028": (ALWAYS, NEVER, SECTION_3663A, 180),
    "18 U.S.C. § 1512": (ALWAYS, NEVER, SECTION_3663A, 360),
    "18 U.S.C. § 1343": (ALWAYS, NEVER, SECTION_3663A, 240),
    "18 U.S.C. §§ 1961-1968": (ALWAYS, NEVER, SECTION_3663A, 240),
    "18 U.S.C. § 924(c)": (ALWAYS, NEVER, SECTION_3663A, 1200),
    "18 U.S.C. § 1956": (ALWAYS, NEVER, SECTION_3663A, 240),
    "18 U.S.C. § 1001": (ALWAYS, NEVER, NEVER, 60),
    "8 U.S.C. § 1324": (ALWAYS, NEVER, NEVER, 120),
    "8 U.S.C. § 1324(a)(1)(A)(ii)": (ALWAYS, NEVER, NEVER, 120),
    "8 U.S.C. § 1328": (ALWAYS, NEVER, NEVER, 120),
    "21 U.S.C. § 841": (ALWAYS, NEVER, NEVER, 0),
    "31 U.S.C. § 5324": (ALWAYS, NEVER, NEVER, 60),
}

# § 3298: ten years for what was still alive when it began. §§ 1594 and 1581-1588 may be such.
TEN_YEARS_FROM, TEN_YEARS_REACH = date(2006, 3, 9), date(2001, 3, 9)
TEN_YEARS = ("§ 1581", "§§ 1581", "§ 1584", "§ 1589", "§ 1590", "§ 1592", "§ 1324")
TEN_YEARS_ALONE = ("18 U.S.C. § 1594", "18 U.S.C. § 1594(b)")

CHAPTER_77 = ("§ 158", "§§ 158", "§ 159")
BJS = (*CHAPTER_77, "§ 2421", "§§ 2421", "§ 2422", "§ 2423", "§ 2251", "§ 2260")
DOJ_IF_MARKED = ("§ 2421", "§§ 2421", "§ 2422", "§ 2423", "§ 1351", "§ 1324", "§ 1328")
RANK = (
    "met",
    "open",
    "past 90 days",
    "unknown",
    "unmet",
    "duty uncertain",
    "not yet sentenced",
    "no victim recorded",
    "no mandatory duty",
    "not convicted",
)
IN_QUESTION = ("met", "unmet", "unknown", "open", "past 90 days", "duty uncertain")
GROUPS = ("all", "year", "circuit", "statute")
DEFINITIONS = ("chapter-77", "lead-charge", "bjs", "doj", "fhtr")


def under(citation: str, sections: tuple[str, ...]) -> bool:
    """Whether a citation names one of the sections; good enough for the citations above."""
    return citation.rsplit(" U.S.C. ", maxsplit=1)[-1].startswith(sections)


def has_ten_years(citation: str) -> bool:
    """Whether § 3298 may give its offence ten years."""
    return under(citation, TEN_YEARS) or citation in TEN_YEARS_ALONE
