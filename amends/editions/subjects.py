"""What a decision is about: a case, a person, a charge line, or one fact of any of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from amends.editions.decisions import DecisionError
from amends.record.columns import Column, Table
from amends.record.schema import table_of

_SUBJECT = re.compile(
    r"(?P<source>[^:#/]+):(?P<case>[^/#]+)(?:/(?P<defendant>[^/#]+))?(?:/(?P<count>[0-9]{1,9}))?"
    r"(?:#(?P<fact>\w+))?"
)
_NOBODY = "-"
"""Stands for the defendant of what belongs to a case and has a number: `htd:405/-/1#judge`."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`source:case/defendant/count#fact`, read; what is not named is None, the fact blank."""

    written: str
    source: str
    case_id: str
    defendant_id: str | None
    count_id: int | None
    fact: str

    @classmethod
    def read(cls, text: str) -> Subject:
        """A subject from its text. Raises DecisionError when it names nothing that can exist."""
        match = _SUBJECT.fullmatch(text)
        if match is None:
            raise DecisionError(
                f"{text!r} names nothing; expected source:case/defendant#fact, such as "
                "htd:405/1797#restitution_outcome"
            )
        part = match.groupdict()
        defendant = None if part["defendant"] == _NOBODY else part["defendant"]
        count = int(part["count"]) if part["count"] else None
        subject = cls(text, part["source"], part["case"], defendant, count, part["fact"] or "")
        if subject.fact:
            subject._must_be_whole()
        return subject

    @property
    def table(self) -> Table:
        """The table that the fact fills. Raises DecisionError for a fact nobody defined."""
        try:
            return table_of(self.fact)
        except KeyError:
            raise DecisionError(
                f"{self.written}: {self.fact!r} is not a fact that the code book knows"
            ) from None

    @property
    def column(self) -> Column:
        """The column that the fact fills."""
        return next(column for column in self.table.columns if column.name == self.fact)

    @property
    def is_person(self) -> bool:
        """Whether it names a defendant, and no fact or charge line of theirs."""
        return self.defendant_id is not None and self.count_id is None and not self.fact

    def about(self) -> pl.Expr:
        """The statements that it names: of a case all, of a fact that one."""
        about = (pl.col("source") == self.source) & (pl.col("case_id") == self.case_id)
        if self.defendant_id is not None:
            about &= pl.col("defendant_id").eq_missing(pl.lit(self.defendant_id))
        elif self.count_id is not None:
            about &= pl.col("defendant_id").is_null()
        if self.count_id is not None:
            about &= pl.col("count_id").eq_missing(pl.lit(self.count_id))
        if self.fact:
            about &= pl.col("name") == self.fact
        return about

    def _must_be_whole(self) -> None:
        """A fact is of a case, a person or a numbered line, and must be named as such.

        Raises DecisionError with the way to write it: a sentence is no fact of a whole case.
        """
        key = self.table.key
        person, numbered = "defendant_id" in key, "count_id" in key
        if person == (self.defendant_id is not None) and numbered == (self.count_id is not None):
            return
        middle = f"/{(self.defendant_id or 'DEFENDANT') if person else _NOBODY}"
        line = f"/{self.count_id or 'NUMBER'}" if numbered else ""
        where = f"{middle}{line}" if person or numbered else ""
        raise DecisionError(
            f"{self.written}: {self.fact} is a fact of {self.table.row}; write "
            f"{self.source}:{self.case_id}{where}#{self.fact}"
        )
