"""The little law the count needs, written out a second time by hand.

Nothing here comes from the package: a mistake in its tables must not be repeated by the count
that checks it. Statutes are named as HumanTraffickingData.org's JSON names them.
"""

from __future__ import annotations

from datetime import date

OLDER_CHAPTER_77 = frozenset(["1581_to_1588", *(str(number) for number in range(1581, 1589))])
CHAPTER_77 = OLDER_CHAPTER_77 | {"1589", "1590", "1591", "1592", "1593A", "1594", "1597"}
CHAPTER_77_SINCE_2000 = CHAPTER_77 - OLDER_CHAPTER_77
CHAPTER_110 = frozenset(["2251", "2251A", "2252", "2252A", "2260"])
CHAPTER_117 = frozenset(["2421_to_2424", "2421", "2422", "2423", "2424"])
TITLE_8 = frozenset(["1324", "1328"])

SECTION_1593 = date(2000, 10, 28)
SECTION_2259 = date(1994, 9, 13)
SECTION_2429 = date(2018, 12, 21)
SECTION_3663A = date(1996, 4, 24)

# Offences still alive on the day § 3298 came in got ten years; five years is § 3282.
SECTION_3298_IN_FORCE = date(2006, 3, 9)
TEN_YEARS = frozenset(["1581_to_1588", "1581", "1583", "1584", "1589", "1590", "1592", "1324"])

BEGAN = {
    **dict.fromkeys(CHAPTER_77_SINCE_2000, SECTION_1593),
    "1593A": date(2008, 12, 23),
    "1597": date(2013, 3, 7),
    "1351": date(2008, 12, 23),
    "2252A": date(1996, 9, 30),
    "2260": SECTION_2259,
}
"""The first day of statutes young enough for it to matter to the duty."""

# Naturalisation contrary to law: neither violence, nor property, nor fraud among its elements.
NEVER_3663A = frozenset(["1425"])

STRENGTHS = ("mandatory", "depends on the date", "conditional", "discretionary", "none")

LIFE = 9999
LONGEST = {
    "1591": LIFE, "2421_to_2424": LIFE, "1581_to_1588": 360, "1589": 240, "1590": 240,
    "1592": 60, "2251": 360, "2252": 240, "2260": 360, "1961_to_1968": 240, "1328": 120,
    "1546": 120, "1425": 120, "1028": 180, "1351": 60, "1597": 12,
    "1581": 240, "1583": 360, "1584": 240, "2251A": LIFE, "2252A": 240, "2421": 120, "2424": 120,
}  # fmt: skip
"""The longest term in months for the offence without aggravation, as the texts have it."""

LONGEST_BY_PART = {
    "1324": (60, 120),
    "1512": (36, 360),
    "1593A": (60, LIFE),
    "1594": (60, LIFE),
    "2422": (240, LIFE),
    "2423": (360, LIFE),
}
"""Where the part of the section that was charged decides: § 1594(c) is for life, an attempt and
§ 1593A as their object; § 1324(a)(1)(B) gives ten years for gain and five without it; § 1512 three
years for harassing a witness and thirty for an attempt on a life;
§§ 2422(b) and 2423(a) life."""


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February falls back on the 28th."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year - years)


def earliest_end(statute: str, charged: date) -> date:
    """The first day on which an offence charged on `charged` can have ended and not be too old."""
    five = years_before(charged, 5)
    if statute not in TEN_YEARS:
        return five
    # Ten years reach only what five years had not ended before § 3298.
    return max(years_before(charged, 10), min(five, years_before(SECTION_3298_IN_FORCE, 5)))


def strength(statute: str, charged: tuple[date, date]) -> str:
    """How strongly the law demanded restitution for one conviction.

    charged: first and last day on which the charge can have been brought.
    """
    first = max(earliest_end(statute, charged[0]), BEGAN.get(statute, date.min))
    last = max(charged[1], first)
    if statute in TITLE_8 | NEVER_3663A:
        return "discretionary"
    if statute in CHAPTER_77:
        return by_date(first, last, SECTION_1593, before="discretionary")
    if statute in CHAPTER_110:
        return by_date(first, last, SECTION_2259, before="discretionary")
    conditional = "conditional" if last >= SECTION_3663A else "discretionary"
    if statute in CHAPTER_117:
        return by_date(first, last, SECTION_2429, before=conditional)
    return conditional


def by_date(first: date, last: date, since: date, *, before: str) -> str:
    """Mandatory from `since`; `before` it what is given; between the two it depends."""
    if first >= since:
        return "mandatory"
    return before if last < since else "depends on the date"


def strongest(strengths: list[str]) -> str:
    """The strongest of several duties; none where there is none."""
    return min(strengths, key=STRENGTHS.index, default="none")


def longest(statutes: set[str]) -> tuple[int, int]:
    """The heaviest maximum among statutes, at the least and at the most, in months."""
    terms = [LONGEST_BY_PART.get(s) or (LONGEST.get(s, 0),) * 2 for s in statutes]
    return max((low for low, _ in terms), default=-1), max((high for _, high in terms), default=-1)
