"""Citations of the United States Code, in every form that courts, clerks and coders write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from amends.law import tables

_TITLE = re.compile(
    r"""\s*(?:(?P<title>\d{1,2})\s*
        (?: : | [-\s]*U\.?\s*S\.?\s*C\.?(?:\s*A\.?)?)\s*)?      # 18:1591, 18 U.S.C. § 1591
        (?:§+|\bsecs?\.|\bsections?\b|\bss?\.)?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_SECTION = r"\d{1,5}(?:[A-Za-z]{1,2}(?![A-Za-z]))?"
_SUBSECTIONS = r"(?:\s*\(\s*[A-Za-z0-9]{1,5}\s*\))*"
_BODY = re.compile(
    rf"""(?P<section>{_SECTION})(?P<subsections>{_SUBSECTIONS})
         (?:\s*(?:_?to_?|through|thru|[-–—−])\s*§*\s*
            (?P<last>{_SECTION}){_SUBSECTIONS}(?!\.[FMP]\b))?
         (?:-\d{{4}})?                                          # the clerks' offence code: 1956-4999.F
         (?:=[A-Z0-9]+)?                                        # their qualifier: 841A=CD.F
         (?:\.[FMPfmp]\b[-\s]*)?                                # felony, misdemeanour, petty
         (?:,?\s*et\.?\s*seq\.?)?\s*[.,;]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)


class CitationError(ValueError):
    """A text that is not one citation of the United States Code."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One section of the United States Code, a part of it, or a range of sections.

    title:        of the Code, 18 for crimes
    section:      number with its own letter if it has one (`1591`, `2252A`); first of a range
    last_section: last of a range, else blank; a range stays a range
    subsections:  the parts named, outermost first: `("a", "1")` for (a)(1)

    Citations are equal only when all of it is equal, and sort as the Code does:
    § 2422 before § 2422(b) before § 2423, § 1593 before § 1593A before § 1594.
    """

    title: int
    section: str
    last_section: str = ""
    subsections: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str, *, title: int | None = None) -> Citation:
        """Read `18:1591(a)(1)`, `18 U.S.C. § 1591(a)`, `1581_to_1588`, `18:1594C.F` and the like.

        `title` is taken where the text names none. Capital letters after a number are the
        clerks' subsections (`18:2422B.F` is § 2422(b)) unless the Code has a section of that
        name (`18:2252A.F` is § 2252A): tables/lettered_sections.csv. Raises CitationError.
        """
        named = _TITLE.match(text)
        body = _BODY.fullmatch(text, named.end() if named else 0)
        written = named["title"] if named and named["title"] else title
        if body is None or written is None:
            raise CitationError(
                f"{text!r} is not a citation such as 18:1591(a) or 18 U.S.C. § 1591(a)"
            )
        section, letters = _section_and_letter(int(written), body["section"])
        last, _ = _section_and_letter(int(written), body["last"] or "")
        if last and section_key(last) <= section_key(section):
            raise CitationError(f"{text!r} is a range that ends before it begins")
        named_parts = re.findall(r"\(\s*(\w+)\s*\)", body["subsections"])
        parts = () if last else (*letters, *named_parts)
        return cls(int(written), section, last, tuple(parts))

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

    def _key(self) -> tuple[int, tuple[int, str], tuple[int, str], tuple[str, ...]]:
        last = section_key(self.last_section or self.section)
        return (self.title, section_key(self.section), last, self.subsections)

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
    letters = written[len(digits) :]
    if not letters or (title, written.upper()) in _lettered_sections():
        return written.upper(), ()
    if (title, digits + letters[0].upper()) in _lettered_sections():
        return digits + letters[0].upper(), tuple(letters[1:].lower())
    return digits, tuple(letters.lower())


@cache
def _lettered_sections() -> frozenset[tuple[int, str]]:
    return frozenset(
        (int(row["title"]), row["section"]) for row in tables.rows("lettered_sections")
    )
