"""Every table and column of an edition, once: meaning, type, unit, values.

Parquet files, code book and data package are all written from these definitions; a fact that is
not listed here cannot enter an edition.
"""

from __future__ import annotations

from amends.record.columns import Column, Kind, Table, day, key_column, money, text, whole, yes_no
from amends.record.values import Basis, Outcome, SentenceStatus, Unknown

SOURCE = key_column("source", "The source's short name in this edition")
CASE = key_column("case_id", "The case, as the source numbers it")
DEFENDANT = key_column("defendant_id", "The defendant, as the source numbers them within the case")
COUNT = key_column("count_id", "The charge line, numbered within the defendant", Kind.WHOLE)
CASE_NUMBER = key_column(
    "case_number", "The same case by a number of this edition alone, to join tables by", Kind.WHOLE
)
DEFENDANT_NUMBER = key_column(
    "defendant_number",
    "The same defendant by a number of this edition alone, to join tables by",
    Kind.WHOLE,
)
_CASE_KEY = ("source", "case_id")
_DEFENDANT_KEY = (*_CASE_KEY, "defendant_id")
_OF_A_CASE = (SOURCE, CASE, CASE_NUMBER)
_OF_A_DEFENDANT = (SOURCE, CASE, DEFENDANT, DEFENDANT_NUMBER)

CASES = Table(
    "cases",
    "a docket in a court, per source",
    _CASE_KEY,
    (
        *_OF_A_CASE,
        text("docket_number", "Docket number; typographic dashes and stray blanks set right"),
        text("caption", "Name of the case"),
        text("court", "courts-db id of the court"),
        text("district", "District, by its name in the tables of law"),
        text("circuit", "Circuit: 1 to 11 or D.C."),
        text("state", "State or territory, two letters"),
        whole("year_filed", "Year in which the case was filed", "year"),
    ),
)
JUDGES = Table(
    "judges",
    "a judge of a case, per source",
    (*_CASE_KEY, "count_id"),
    (
        SOURCE,
        CASE,
        key_column(
            "count_id", "1 for the first judge that the source names, 2 for the second", Kind.WHOLE
        ),
        CASE_NUMBER,
        text("judge", "Name of the judge"),
        whole("judge_since", "Year in which the judge took the bench", "year"),
        text("judge_appointed_by", "Party of the appointing President", "Republican", "Democrat"),
    ),
)
DEFENDANTS = Table(
    "defendants",
    "a person or company charged, per source",
    _DEFENDANT_KEY,
    (
        *_OF_A_DEFENDANT,
        CASE_NUMBER,
        text("name", "Name, unless withheld"),
        text("alias", "Other names"),
        text("gender", "Gender, as coded"),
        text("race", "Race, as coded"),
        whole("arrest_age", "Age at arrest", "years"),
        day("arrested_on", "Day of the arrest"),
        day("charged_first", "Earliest day on which the charge can have been brought"),
        day("charged_last", "Latest day on which the charge can have been brought"),
        text("defendant_judge", "Judge of this defendant"),
        yes_no("marked_labor", "Coded by the source as labor trafficking"),
        yes_no("marked_adult_sex", "Coded by the source as sex trafficking of adults"),
        yes_no("marked_minor_sex", "Coded by the source as sex trafficking of minors"),
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
        DEFENDANT_NUMBER,
        text("citation", "The statute, e.g. 18 U.S.C. § 1591(a); ranges stay ranges"),
        text(
            "stage",
            "Stage at which it was charged",
            "complaint",
            "opening",
            "superseding",
            "terminated",
            "any",
        ),
        whole("charged", "Counts charged", "counts"),
        whole("nolle_prossed", "Counts that the government dropped", "counts"),
        whole("dismissed_by_plea", "Counts dismissed under a plea agreement", "counts"),
        whole("pleaded_guilty", "Counts pleaded guilty to", "counts"),
        whole("found_guilty", "Counts found guilty of at trial", "counts"),
        whole("acquitted", "Counts acquitted of at trial", "counts"),
        money("fine_usd", "Fine on these counts"),
        whole(
            "count_prison_months", "Imprisonment on these counts; 1200 stands for life", "months"
        ),
        whole("count_probation_months", "Probation on these counts", "months"),
        day("ended_first", "Earliest day on which the offence can have ended, if recorded"),
        day("ended_last", "Latest day on which the offence can have ended, if recorded"),
    ),
)
SENTENCES = Table(
    "sentences",
    "the sentence of a defendant, per source",
    _DEFENDANT_KEY,
    (
        *_OF_A_DEFENDANT,
        text(
            "sentence_status",
            "Whether sentence was passed",
            *(status.value for status in SentenceStatus if status is not SentenceStatus.UNKNOWN),
        ),
        whole("counts_charged", "Counts charged in all", "counts"),
        whole("counts_sentenced", "Counts sentenced on", "counts"),
        day("convicted_on", "Day of conviction"),
        day("sentenced_on", "Day of sentence"),
        day("terminated_on", "Day on which the case ended for this defendant"),
        whole("year_terminated", "Year in which the case ended for this defendant", "year"),
        whole("prison_months", "Imprisonment in all; 1200 stands for life", "months"),
        whole("probation_months", "Probation in all", "months"),
        whole(
            "supervised_release_months", "Supervised release in all; 1200 stands for life", "months"
        ),
    ),
)
RESTITUTION_ORDERS = Table(
    "restitution_orders",
    "what the source says of restitution for a defendant",
    _DEFENDANT_KEY,
    (
        *_OF_A_DEFENDANT,
        text(
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
        money("restitution_usd", "Amount ordered"),
        text("restitution_reason", "The court's recorded reason for no order"),
        day("restitution_deferred_on", "Day from which a deferral runs, if not that of sentence"),
        text("joint_order", "Orders with the same mark within a case are one joint order"),
    ),
)
VICTIMS = Table(
    "victims",
    "the numbers of people harmed in a case; never anything about one of them",
    _CASE_KEY,
    (
        *_OF_A_CASE,
        whole("victims", "Victims", "people"),
        whole("victims_minor", "Victims under 18", "people"),
        whole("victims_foreign", "Victims from abroad", "people"),
        whole("victims_female", "Female victims", "people"),
        whole("victims_male", "Male victims", "people"),
    ),
)
FORFEITURES = Table(
    "forfeitures",
    "forfeiture against a defendant",
    _DEFENDANT_KEY,
    (
        *_OF_A_DEFENDANT,
        text("forfeiture_charged", "Forfeiture charged, as the source writes it"),
        text("forfeiture_ordered", "Forfeiture ordered, as the source writes it"),
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
        key_column("fact_id", "source:case[/defendant[/count]]#name"),
        SOURCE,
        CASE,
        DEFENDANT,
        COUNT,
        key_column("table", "The table that the fact fills"),
        key_column("name", "The column that the fact fills"),
        key_column("value", "The value, written canonically; blank when unknown"),
        Column(
            "unknown",
            Kind.TEXT,
            "Why there is no value",
            values=tuple(reason.value for reason in Unknown),
            fact=False,
        ),
        key_column("evidence_id", "What the fact rests on"),
    ),
)
EVIDENCE = Table(
    "evidence",
    "what a fact rests on: a document, a place in it, the words there",
    ("evidence_id",),
    (
        key_column("evidence_id", "Name of this evidence"),
        SOURCE,
        key_column("document", "The document: a file's name, or the log of decisions"),
        key_column("place", "The place in it"),
        key_column("quoted", "The words or code there, as written, survivors' names struck"),
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
        key_column("document", "File name"),
        key_column("layout", "The layout that was recognised"),
        key_column("publisher", "Who published it"),
        key_column("sha256", "SHA-256 of its bytes"),
        key_column("bytes", "Its size", Kind.WHOLE),
        key_column(
            "as_of", "The day to which it speaks at least: the newest day recorded in it", Kind.DAY
        ),
        key_column("rows_in", "Records met", Kind.WHOLE),
        key_column("rows_out", "Records taken in", Kind.WHOLE),
        key_column("rows_quarantined", "Records set aside whole", Kind.WHOLE),
        key_column(
            "selects_trafficking",
            "Whether its makers chose cases because they are trafficking",
            Kind.YES_NO,
        ),
        key_column("caveat", "What every figure built on it must say"),
    ),
)
QUARANTINE = Table(
    "quarantine",
    "a value or record that could not be read and was set aside",
    ("source", "document", "place", "field"),
    (
        SOURCE,
        key_column("document", "File name"),
        key_column("place", "The place in it"),
        key_column("field", "The field there"),
        key_column("value", "What stands there, shortened"),
        key_column("why", "What was expected, and what to do"),
    ),
)
TOMBSTONES = Table(
    "tombstones",
    "a fact, person or case that was withdrawn, with the reason",
    ("subject",),
    (
        key_column("subject", "source:case[/defendant][#name]"),
        key_column("withdrawn", "What was withdrawn: fact, person, name or case"),
        key_column("reason", "Why"),
        key_column("decided_on", "When", Kind.DAY),
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
