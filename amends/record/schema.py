"""Every table and column of an edition, once: meaning, type, unit, values.

Parquet files, code book and data package are all written from these definitions; a fact that is
not listed here cannot enter an edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from amends.record.values import Basis, Outcome, SentenceStatus, Unknown


class Kind(Enum):
    """The type of a column; each maps to one Arrow type and one Frictionless type."""

    TEXT = "text"
    WHOLE = "whole number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning, unit if it has one, and values if they are few.

    `fact` columns are filled from facts of the same name; the others are keys or written by the
    edition itself.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    fact: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what one row is, its key and its columns (key columns come first)."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def fact_names(self) -> tuple[str, ...]:
        """The names of the facts that fill this table."""
        return tuple(column.name for column in self.columns if column.fact)


def _key(name: str, meaning: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, kind, meaning, fact=False)


SOURCE = _key("source", "The source's short name in this edition")
CASE = _key("case_id", "The case, as the source numbers it")
DEFENDANT = _key("defendant_id", "The defendant, as the source numbers them within the case")
COUNT = _key("count_id", "The charge line, numbered within the defendant", Kind.WHOLE)


def _text(name: str, meaning: str, *values: str) -> Column:
    return Column(name, Kind.TEXT, meaning, values=values)


def _whole(name: str, meaning: str, unit: str) -> Column:
    return Column(name, Kind.WHOLE, meaning, unit)


def _money(name: str, meaning: str) -> Column:
    return Column(name, Kind.MONEY, meaning, "USD")


def _day(name: str, meaning: str) -> Column:
    return Column(name, Kind.DAY, meaning)


def _yes_no(name: str, meaning: str) -> Column:
    return Column(name, Kind.YES_NO, meaning)


_CASE_KEY = ("source", "case_id")
_DEFENDANT_KEY = (*_CASE_KEY, "defendant_id")

CASES = Table(
    "cases",
    "a docket in a court, per source",
    _CASE_KEY,
    (
        SOURCE,
        CASE,
        _text("docket_number", "Docket number; typographic dashes and stray blanks set right"),
        _text("caption", "Name of the case"),
        _text("court", "courts-db id of the court"),
        _text("district", "District, by its name in the tables of law"),
        _text("circuit", "Circuit: 1 to 11 or D.C."),
        _text("state", "State or territory, two letters"),
        _whole("year_filed", "Year in which the case was filed", "year"),
    ),
)
JUDGES = Table(
    "judges",
    "a judge of a case, per source",
    (*_CASE_KEY, "count_id"),
    (
        SOURCE,
        CASE,
        _key(
            "count_id", "1 for the first judge that the source names, 2 for the second", Kind.WHOLE
        ),
        _text("judge", "Name of the judge"),
        _whole("judge_since", "Year in which the judge took the bench", "year"),
        _text("judge_appointed_by", "Party of the appointing President", "Republican", "Democrat"),
    ),
)
DEFENDANTS = Table(
    "defendants",
    "a person or company charged, per source",
    _DEFENDANT_KEY,
    (
        SOURCE,
        CASE,
        DEFENDANT,
        _text("name", "Name, unless withheld"),
        _text("alias", "Other names"),
        _text("gender", "Gender, as coded"),
        _text("race", "Race, as coded"),
        _whole("arrest_age", "Age at arrest", "years"),
        _day("arrested_on", "Day of the arrest"),
        _day("charged_first", "Earliest day on which the charge can have been brought"),
        _day("charged_last", "Latest day on which the charge can have been brought"),
        _text("defendant_judge", "Judge of this defendant"),
        _yes_no("marked_labor", "Coded by the source as labor trafficking"),
        _yes_no("marked_adult_sex", "Coded by the source as sex trafficking of adults"),
        _yes_no("marked_minor_sex", "Coded by the source as sex trafficking of minors"),
    ),
)
COUNTS = Table(
    "counts",
    "a charge line: a citation and what became of the counts under it, per defendant and source",
    (*_DEFENDANT_KEY, "count_id"),
    (
        SOURCE,
        CASE,
        DEFENDANT,
        COUNT,
        _text("citation", "The statute, e.g. 18 U.S.C. § 1591(a); ranges stay ranges"),
        _text(
            "stage",
            "Stage at which it was charged",
            "complaint",
            "opening",
            "superseding",
            "terminated",
            "any",
        ),
        _whole("charged", "Counts charged", "counts"),
        _whole("nolle_prossed", "Counts that the government dropped", "counts"),
        _whole("dismissed_by_plea", "Counts dismissed under a plea agreement", "counts"),
        _whole("pleaded_guilty", "Counts pleaded guilty to", "counts"),
        _whole("found_guilty", "Counts found guilty of at trial", "counts"),
        _whole("acquitted", "Counts acquitted of at trial", "counts"),
        _money("fine_usd", "Fine on these counts"),
        _whole(
            "count_prison_months", "Imprisonment on these counts; 1200 stands for life", "months"
        ),
        _whole("count_probation_months", "Probation on these counts", "months"),
        _day("ended_first", "Earliest day on which the offence can have ended, if recorded"),
        _day("ended_last", "Latest day on which the offence can have ended, if recorded"),
    ),
)
SENTENCES = Table(
    "sentences",
    "the sentence of a defendant, per source",
    _DEFENDANT_KEY,
    (
        SOURCE,
        CASE,
        DEFENDANT,
        _text(
            "sentence_status",
            "Whether sentence was passed",
            *(status.value for status in SentenceStatus if status is not SentenceStatus.UNKNOWN),
        ),
        _whole("counts_charged", "Counts charged in all", "counts"),
        _whole("counts_sentenced", "Counts sentenced on", "counts"),
        _day("convicted_on", "Day of conviction"),
        _day("sentenced_on", "Day of sentence"),
        _day("terminated_on", "Day on which the case ended for this defendant"),
        _whole("year_terminated", "Year in which the case ended for this defendant", "year"),
        _whole("prison_months", "Imprisonment in all; 1200 stands for life", "months"),
        _whole("probation_months", "Probation in all", "months"),
        _whole(
            "supervised_release_months", "Supervised release in all; 1200 stands for life", "months"
        ),
    ),
)
RESTITUTION_ORDERS = Table(
    "restitution_orders",
    "what the source says of restitution for a defendant",
    _DEFENDANT_KEY,
    (
        SOURCE,
        CASE,
        DEFENDANT,
        _text(
            "restitution_outcome",
            "What is recorded of restitution",
            *(outcome.value for outcome in Outcome if outcome is not Outcome.UNKNOWN),
        ),
        Column(
            "restitution_basis",
            Kind.TEXT,
            "How that was obtained",
            values=tuple(basis.value for basis in Basis),
            fact=False,
        ),
        _money("restitution_usd", "Amount ordered"),
        _text("restitution_reason", "The court's recorded reason for no order"),
        _day("restitution_deferred_on", "Day from which a deferral runs, if not that of sentence"),
        _text("joint_order", "Orders with the same mark within a case are one joint order"),
    ),
)
VICTIMS = Table(
    "victims",
    "the numbers of people harmed in a case; never anything about one of them",
    _CASE_KEY,
    (
        SOURCE,
        CASE,
        _whole("victims", "Victims", "people"),
        _whole("victims_minor", "Victims under 18", "people"),
        _whole("victims_foreign", "Victims from abroad", "people"),
        _whole("victims_female", "Female victims", "people"),
        _whole("victims_male", "Male victims", "people"),
    ),
)
FORFEITURES = Table(
    "forfeitures",
    "forfeiture against a defendant",
    _DEFENDANT_KEY,
    (
        SOURCE,
        CASE,
        DEFENDANT,
        _text("forfeiture_charged", "Forfeiture charged, as the source writes it"),
        _text("forfeiture_ordered", "Forfeiture ordered, as the source writes it"),
    ),
)

FACT_TABLES: tuple[Table, ...] = (
    CASES,
    JUDGES,
    DEFENDANTS,
    COUNTS,
    SENTENCES,
    RESTITUTION_ORDERS,
    VICTIMS,
    FORFEITURES,
)

FACTS = Table(
    "facts",
    "one statement about one subject, per source",
    ("fact_id",),
    (
        _key("fact_id", "source:case[/defendant[/count]]#name"),
        SOURCE,
        CASE,
        DEFENDANT,
        COUNT,
        _key("table", "The table that the fact fills"),
        _key("name", "The column that the fact fills"),
        _key("value", "The value, written canonically; blank when unknown"),
        Column(
            "unknown",
            Kind.TEXT,
            "Why there is no value",
            values=tuple(reason.value for reason in Unknown),
            fact=False,
        ),
        _key("evidence_id", "What the fact rests on"),
    ),
)
EVIDENCE = Table(
    "evidence",
    "what a fact rests on: a document, a place in it, the words there",
    ("evidence_id",),
    (
        _key("evidence_id", "Name of this evidence"),
        SOURCE,
        _key("document", "The document: a file's name, or the log of decisions"),
        _key("place", "The place in it"),
        _key("quoted", "The words or code there, as written, survivors' names struck"),
        Column(
            "basis",
            Kind.TEXT,
            "How the fact was obtained",
            values=tuple(basis.value for basis in Basis),
            fact=False,
        ),
    ),
)
DOCUMENTS = Table(
    "documents",
    "a file that was read into this edition",
    ("source", "document"),
    (
        SOURCE,
        _key("document", "File name"),
        _key("layout", "The layout that was recognised"),
        _key("publisher", "Who published it"),
        _key("sha256", "SHA-256 of its bytes"),
        _key("bytes", "Its size", Kind.WHOLE),
        _key(
            "as_of", "The day to which it speaks at least: the newest day recorded in it", Kind.DAY
        ),
        _key("rows_in", "Records met", Kind.WHOLE),
        _key("rows_out", "Records taken in", Kind.WHOLE),
        _key("rows_quarantined", "Records set aside whole", Kind.WHOLE),
        _key(
            "selects_trafficking",
            "Whether its makers chose cases because they are trafficking",
            Kind.YES_NO,
        ),
        _key("caveat", "What every figure built on it must say"),
    ),
)
QUARANTINE = Table(
    "quarantine",
    "a value or record that could not be read and was set aside",
    ("source", "document", "place", "field"),
    (
        SOURCE,
        _key("document", "File name"),
        _key("place", "The place in it"),
        _key("field", "The field there"),
        _key("value", "What stands there, shortened"),
        _key("why", "What was expected, and what to do"),
    ),
)
TOMBSTONES = Table(
    "tombstones",
    "a fact, person or case that was withdrawn, with the reason",
    ("subject",),
    (
        _key("subject", "source:case[/defendant][#name]"),
        _key("withdrawn", "What was withdrawn: fact, person, name or case"),
        _key("reason", "Why"),
        _key("decided_on", "When", Kind.DAY),
    ),
)

TABLES: tuple[Table, ...] = (
    *FACT_TABLES,
    FACTS,
    EVIDENCE,
    DOCUMENTS,
    QUARANTINE,
    TOMBSTONES,
)


def table_of(fact_name: str) -> Table:
    """The table that a fact of that name fills. Raises KeyError for a name nobody defined."""
    for table in FACT_TABLES:
        if fact_name in table.fact_names:
            return table
    raise KeyError(fact_name)
