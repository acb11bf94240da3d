"""Invented people: names made of syllables that no census knows.

Nobody here exists. Family names end in sounds no real family name ends in, and judges carry the
word *invented* in their names, so that no line of the sample can be taken for a statement about a
person.
"""

from dataclasses import dataclass

from amends.sources.invented.chance import Chance

_GIVEN_STARTS = ("Or", "Ta", "Mi", "Ze", "Ku", "Be", "Lo", "Va", "Ri", "Sy", "Du", "Ne")
_GIVEN_ENDS = ("vane", "lith", "quil", "zeth", "druse", "plore", "nyx", "wimm", "thale", "brisk")
_FAMILY_STARTS = (
    *("Bel", "Cor", "Dra", "Fen", "Gry", "Hol", "Jas", "Kes", "Lum", "Mor", "Nev", "Ost"),
    *("Pel", "Qua", "Ryn", "Sab", "Tor", "Ulm", "Vas", "Wex", "Yor", "Zel"),
)
_FAMILY_ENDS = (
    *("quith", "vanx", "zorn", "plimm", "druxel", "mellip", "thwy", "kastrel", "bivvo", "sprall"),
    *("gnox", "tessel", "furlo", "hexim"),
)
_ALIASES = ("", "", "", "Tin Comet", "Ninefold", "Old Larch", "Pepper Slate; Slate", "Moss")
_RACES = {"Black": 36, "Hispanic": 24, "White": 22, "Asian": 12, "Other": 5, "Indian": 1}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist. `age` in years when arrested, None if unrecorded."""

    first: str
    last: str
    alias: str
    gender: str
    race: str | None
    age: int | None

    @property
    def name(self) -> str:
        """Given and family name, as a caption writes them."""
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge who does not exist. `tenure` is the year of appointment."""

    first: str
    last: str
    race: str
    gender: str
    tenure: int
    appointed_by: str

    @property
    def name(self) -> str:
        """The name as the sources would write it, marked as invented."""
        return f"{self.first} {self.last} (invented)"

    @property
    def initials(self) -> str:
        """The letters a docket number ends in."""
        return self.first[0] + self.last[0]


def invent_person(chance: Chance, *, women_percent: int) -> Person:
    """A defendant; one race in twenty and one age in ten is not recorded."""
    return Person(
        first=_given_name(chance),
        last=_family_name(chance),
        alias=chance.one_of(_ALIASES),
        gender="Female" if chance.happens(women_percent) else "Male",
        race=None if chance.happens(5) else chance.weighted(_RACES),
        age=None if chance.happens(10) else chance.whole(19, 61),
    )


def invent_judge(chance: Chance, *, appointed: tuple[int, int]) -> Judge:
    """A judge appointed between the two years given."""
    return Judge(
        first=_given_name(chance),
        last=_family_name(chance),
        race=chance.weighted({"White": 70, "Black": 16, "Hispanic": 9, "Asian": 5}),
        gender=chance.weighted({"Male": 70, "Female": 30}),
        tenure=chance.whole(*appointed),
        appointed_by=chance.one_of(("Republican", "Democrat")),
    )


def _given_name(chance: Chance) -> str:
    return chance.one_of(_GIVEN_STARTS) + chance.one_of(_GIVEN_ENDS)


def _family_name(chance: Chance) -> str:
    return chance.one_of(_FAMILY_STARTS) + chance.one_of(_FAMILY_ENDS)
