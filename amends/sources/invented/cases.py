"""The invented case, whatever the layout it will be written in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from amends.sources.invented.charges import ACT_OF_2000, Charge
from amends.sources.invented.courts import Court
from amends.sources.invented.people import Judge, Person

FIRST_DAY = date(2000, 1, 10)
"""The day of the first filing in the sample."""

LAST_DAY = date(2024, 12, 13)
"""The newest day in both files: what is open on it stays open."""


class Kind(Enum):
    """What the prosecution says was done."""

    LABOR = "labor"
    ADULT_SEX = "adult sex"
    MINOR_SEX = "minor sex"


@dataclass(frozen=True, slots=True)
class Victims:
    """Numbers of people per case; None when not recorded, 0 when the source says nobody."""

    total: int | None
    minors: int | None
    foreigners: int | None
    females: int | None
    males: int | None


@dataclass(frozen=True, slots=True)
class Bail:
    """Kind of bail and its amount in dollars; the amount is None for a release without money."""

    kind: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Defendant:
    """One defendant and how the case ended for that person.

    total_charges: counts charged · total_sentences: counts sentenced, 999 while sentence is still
    to come · restitution: dollars, None for a blank and 0 for a coded zero · forfeiture: charged
    and sentenced, in the mixed words of the source.
    """

    person: Person
    charges: tuple[Charge, ...]
    charged_on: date | None
    arrested_on: date | None
    bail: Bail | None
    total_charges: int | None
    total_sentences: int | None
    sentenced_on: date | None
    terminated_on: date | None
    months: int | None
    probation: int | None
    restitution: Decimal | None
    forfeiture: tuple[str | None, str | None]

    @property
    def is_convicted(self) -> bool:
        """At least one coded count was pleaded or found guilty."""
        return any(charge.is_conviction for charge in self.charges)

    @property
    def is_convicted_under_act_of_2000(self) -> bool:
        """At least one such count is an offence created together with 18 U.S.C. § 1593."""
        return any(charge.is_conviction for charge in self.charges if charge.statute in ACT_OF_2000)


@dataclass(frozen=True, slots=True)
class Case:
    """One docket in one court. `serial` is from 90000 up, where no court's own numbers reach."""

    kind: Kind
    court: Court
    judge: Judge
    filed: date
    serial: int
    summary: str
    victims: Victims
    defendants: tuple[Defendant, ...]

    @property
    def name(self) -> str:
        """The caption, after the first defendant."""
        return f"USA v. {self.defendants[0].person.last}" + (
            " et al" if len(self.defendants) > 1 else ""
        )

    @property
    def docket_number(self) -> str:
        """Office, year, serial and the judge's initials; a lone defendant is numbered too."""
        number = f"{self.court.office}:{self.filed:%y}-cr-{self.serial}-{self.judge.initials}"
        return number if len(self.defendants) > 1 else f"{number}-1"
