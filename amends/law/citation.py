"""Citations of the United States Code, in every form that courts, clerks and coders write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, total_ordering

from amends.law import tables

# Both are read after runs of white space have become one blank, and in ASCII: 18 U.S.C. § 1591
# in the digits of another script is no citation, and nothing is read in more than linear time.
_TITLE = re.compile(
    r"""(?:(?:title\ ?)?(?P<title>\d{1,2})
            (?: \ ?(?P<clerks>:)                               # 18:1591
              | ,?[-\ ]*U\.?\ ?S\.?\ ?C\.?(?:\ ?A\.?)?,?       # 18 U.S.C. § 1591, 18 USC 1591
              | ,?\ ?United\ States\ Code,?                    # Title 18, United States Code
              | ,?\ (?=§|s(?:ec|\.|s\.)) )\ ?)?                # Title 18, Section 1591
        (?:§(?:\ ?§)*|\bsec(?:tion)?s?\b\.?|\bss?\.)?\ ?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_SECTION = r"\d{1,5}(?:[A-Za-z]{1,2}(?![A-Za-z]))?"
_SUBSECTIONS = r"(?:\ ?\(\ ?[A-Za-z0-9]{1,5}\ ?\))*"
_BODY = re.compile(
    rf"""(?P<section>{_SECTION})(?P<subsections>{_SUBSECTIONS})
         (?:\ ?(?P<joined>_?to_?|through|thru|[-–—−])\ ?§*\ ?
            (?P<last>{_SECTION}){_SUBSECTIONS})?
         (?:-\d{{4}})?                                          # the clerks' offence code
         (?:=[A-Z0-9]+)?                                        # their qualifier: 841A=CD.F
         (?:\.[FMP]\b[-\ ]*)?                                  # felony, misdemeanour, petty
         (?:,?\ ?et\.?\ ?seq\.?)?\ ?[.,;]?\ ?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_LONGEST = 200
"""Characters; no single citation comes near it, and a line of gigabytes is refused at once."""

_WIDEST = 100
"""Sections; no chapter of title 18 holds as many, so a clerk's hyphen leads no further than this:
`18:1581-1588` is a range, `18:1956-4999` section 1956 with the courts' offence code 4999."""


class CitationError(ValueError):
    """A text that is not one citation of the United States Code."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Citation:
    """One section of the United States Code, a part of it, or a range of sections.

    title:        of the Code, 18 for crimes
    section:      number with its own letter if it has one (`1591`, `2252A`); first of a range
    last_section: last of a range, else blank; a range stays a range
    subsections:  the parts named, outermost first: `("a", "1")` for (a)(1)

    Citations are equal only when all of it is equal, and sort as the Code does:
    § 2422 before § 2422(b) before § 2423, § 1593 before § 1593A before § 1594, (a)(2) before
    (a)(10).
    """

    title: int
    section: str
    last_section: str = ""
    subsections: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises CitationError for what no text could cite, so that equals also sort as equals."""
        named = (self.section, self.last_section or self.section)
        written = all(re.fullmatch(r"[1-9][0-9]{0,4}[A-Z]?", one) for one in named)
        parts = all(re.fullmatch(r"[A-Za-z0-9]{1,5}", part) for part in self.subsections)
        if not (written and parts and 1 <= self.title <= 54):
            raise CitationError(f"title {self.title} has no section {'-'.join(named)}")
        if self.is_range and (self.subsections or section_key(named[1]) <= section_key(named[0])):
            raise CitationError(f"§§ {'-'.join(named)} is no range of sections")

    @classmethod
    def read(cls, text: str, *, title: int | None = None) -> Citation:
        """Read `18:1591(a)(1)`, `18 U.S.C. § 1591(a)`, `1581_to_1588`, `18:1594C.F` and the like.

        `title` is taken where the text names none. Capital letters after a number are the
        clerks' subsections (`18:2422B.F` is § 2422(b)) unless the Code has a section of that
        name (`18:2252A.F` is § 2252A): tables/lettered_sections.csv. Raises CitationError.
        """
        shown = repr(text[:_LONGEST])
        plain = " ".join(text.split()) if len(text) <= _LONGEST else ""
        named = _TITLE.match(plain)
        body = _BODY.fullmatch(plain, named.end() if named else 0)
        written = named["title"] if named and named["title"] else title
        if named is None or body is None or written is None:
            raise CitationError(f"{shown} is not a citation such as 18:1591(a) or 18 U.S.C. § 1591")
        section, letters = _section_and_letter(int(written), body["section"])
        last, _ = _section_and_letter(int(written), body["last"] or "")
        if last and body["joined"] == "-" and not named["title"] and not _near(section, last):
            raise CitationError(f"{shown}: is {section} the title, or the first of a range?")
        if named["clerks"] and _is_offence_code(section, body["joined"], body["last"] or ""):
            last = ""
        if last and section_key(last) <= section_key(section):
            raise CitationError(f"{shown} is a range that ends before it begins")
        parts = [*letters, *re.findall(r"\( ?(\w+) ?\)", body["subsections"])]
        parts[:1] = [part.lower() for part in parts[:1]]  # § 1591(A) is § 1591(a)
        try:
            return cls(int(written), section, last, () if last else tuple(parts))
        except CitationError as error:
            raise CitationError(f"{shown}: {error}") from None

    @property
    def is_range(self) -> bool:
        """Whether it names several sections, any of which may be meant."""
        return bool(self.last_section)

    def covers(self, other: Citation) -> bool:
        """Whether everything that `other` names lies within this citation."""
        return (
            self.title == other.title
            and section_key(self.section) <= section_key(other.section)
            and section_key(other.last_section or other.section)
            <= section_key(self.last_section or self.section)
            and other.subsections[: len(self.subsections)] == self.subsections
        )

    def may_be(self, other: Citation) -> bool:
        """Whether the two can name the same offence: one lies within the other, or ranges meet."""
        if self.covers(other) or other.covers(self):
            return True
        return (
            self.title == other.title
            and (self.is_range or other.is_range)
            and section_key(self.section) <= section_key(other.last_section or other.section)
            and section_key(other.section) <= section_key(self.last_section or self.section)
        )

    def __lt__(self, other: Citation) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[object, ...]:
        last = section_key(self.last_section or self.section)
        parts = tuple((int(part) if part.isdigit() else 0, part) for part in self.subsections)
        return (self.title, section_key(self.section), last, parts)

    def __str__(self) -> str:
        parts = "".join(f"({part})" for part in self.subsections)
        if self.is_range:
            return f"{self.title} U.S.C. §§ {self.section}-{self.last_section}"
        return f"{self.title} U.S.C. § {self.section}{parts}"


def section_key(section: str) -> tuple[int, str]:
    """What sections sort by: number, then letter, so that 1591 < 1593 < 1593A < 15910."""
    digits = re.match(r"\d+", section)
    if digits is None:
        raise CitationError(f"{section!r} is not a section")
    return int(digits.group()), section[digits.end() :].upper()


def _section_and_letter(title: int, written: str) -> tuple[str, tuple[str, ...]]:
    """Part a clerk's `1594C` into section 1594 and subsection c, but leave `2252A` whole."""
    digits = written.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    letters, digits = written[len(digits) :], digits.lstrip("0")
    if letters and (title, digits + letters.upper()) in _lettered_sections():
        return digits + letters.upper(), ()
    if letters and (title, digits + letters[0].upper()) in _lettered_sections():
        return digits + letters[0].upper(), tuple(letters[1:].lower())
    return digits, tuple(letters.lower())


def _near(section: str, last: str) -> bool:
    """Whether a range may run from the one to the other."""
    return section_key(last)[0] - section_key(section)[0] < _WIDEST


def _is_offence_code(section: str, joined: str | None, last: str) -> bool:
    """Whether what a clerk wrote after the hyphen is an offence code and not a section."""
    if joined != "-" or not re.fullmatch(r"\d{4}", last):
        return False
    return int(last) <= section_key(section)[0] or not _near(section, last)


@cache
def _lettered_sections() -> frozenset[tuple[int, str]]:
    return frozenset(
        (int(row["title"]), row["section"]) for row in tables.rows("lettered_sections")
    )
