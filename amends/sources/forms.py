"""How a coded text becomes a value: one form a kind of field, for whole columns at a time.

Each form takes a column of stripped text and gives the value written canonically, or null where
the text cannot be read. Blank and *coded unknown* never reach a form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from amends.law.citation import Citation, CitationError
from amends.sources.repair import repaired, set_right

NO_LEAF = r'^(\[(".*|-?\d.*|null.*|true.*|false.*)?\]|\{"…"\})$'
"""A list or an object that stands where a text should be, as its reader wrote it down."""

Reading = Callable[[pl.Expr], pl.Expr]


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of text is read, and what is said of a text that is not of that kind.

    expected:      the kind, after *is not*: `an amount of dollars`
    unknown_codes: whole numbers by which the source says that it does not know
    example:       a text of that kind
    doubt:         what may be wrong with a text that is not of that kind, blank when nothing shows
    """

    expected: str
    read: Reading
    unknown_codes: frozenset[str] = field(default_factory=frozenset)
    example: str = ""
    doubt: Callable[[str], str] = lambda _text: ""


def _whole(text: pl.Expr) -> pl.Expr:
    plain = text.str.replace(r"\.0+$", "")
    grouped = pl.when(plain.str.contains(r"^\d{1,3}(,\d{3})+$")).then(
        plain.str.replace_all(",", "")
    )
    number = grouped.otherwise(plain)
    return pl.when(number.str.contains(r"^\d{1,9}$")).then(
        number.cast(pl.Int64, strict=False).cast(pl.String)
    )


def _dollars(text: pl.Expr) -> pl.Expr:
    bare = text.str.replace(r"^\$\s*", "")
    fine = bare.str.contains(r"^(\d{1,3}(,\d{3})+|\d{1,13})(\.\d{1,2})?$")
    return pl.when(fine).then(
        bare.str.replace_all(",", "").cast(pl.Decimal(18, 2), strict=False).cast(pl.String)
    )


def _day(text: pl.Expr) -> pl.Expr:
    plain = text.str.replace(r"[ T]00:00(:00(\.0+)?)?Z?$", "")
    iso = plain.str.to_date("%Y-%m-%d", strict=False)
    american = plain.str.to_date("%m/%d/%Y", strict=False)
    found = pl.coalesce(
        pl.when(plain.str.contains(r"^\d{4}-\d{1,2}-\d{1,2}$")).then(iso),
        pl.when(plain.str.contains(r"^\d{1,2}/\d{1,2}/\d{4}$")).then(american),
    )
    return pl.when(found.dt.year().is_between(1900, 2100)).then(found.dt.to_string("%Y-%m-%d"))


def _year(text: pl.Expr) -> pl.Expr:
    plain = text.str.replace(r"\.0+$", "")
    return pl.when(plain.str.contains(r"^(19|20)\d{2}$")).then(plain)


def _yes_no(text: pl.Expr) -> pl.Expr:
    low = text.str.to_lowercase().str.replace(r"\.0+$", "")
    return (
        pl.when(low.is_in(["1", "true", "yes", "y"]))
        .then(pl.lit("true"))
        .when(low.is_in(["0", "false", "no", "n"]))
        .then(pl.lit("false"))
    )


def _text(text: pl.Expr) -> pl.Expr:
    mended = repaired(text)
    return pl.when((mended != "") & ~text.str.contains(NO_LEAF)).then(mended)


def _docket_number(text: pl.Expr) -> pl.Expr:
    number = set_right(text).str.replace_all(r"\s*-\s*", "-").str.replace_all(r"\s+", " ")
    return pl.when((number != "") & ~text.str.contains(NO_LEAF)).then(number)


def doubt_of_number(text: str) -> str:
    """What may be wrong with a text where a number was expected."""
    letters = [letter for letter in "OoIl" if re.search(rf"\d[,.]?{letter}|{letter}[,.]?\d", text)]
    if letters:
        return f"a letter {letters[0]}?"
    if re.search(r"(?i)\d\s*(million|thousand|billion|[mkb]\b)", text):
        return "write the figure out"
    if re.search(r"(?i)\b(tbd|determined|deferred|pending)\b", text):
        return "not yet determined?"
    return "below zero?" if re.match(r"\$?\s*[-\u2212(]", text) else ""


WHOLE_999 = Form("a whole number", _whole, frozenset({"999"}), "12", doubt_of_number)
DOLLARS = Form("an amount of dollars", _dollars, example="$1,860.00", doubt=doubt_of_number)
DAY = Form("a day of the calendar", _day, example="2010-03-17 or 3/17/2010")
YEAR = Form("a year of four digits", _year)
YES_NO = Form("yes or no (1 or 0)", _yes_no)
TEXT = Form("text", _text)
DOCKET_NUMBER = Form("a docket number", _docket_number)


def coded(codes: Mapping[str, str], expected: str) -> Form:
    """A form whose texts stand in a table of codes; anything else is unreadable."""
    return Form(expected, lambda text: text.replace_strict(codes, default=None))


def citation(title_of: Callable[[str], int]) -> Form:
    """A form for statutes written without their title, which `title_of` supplies."""

    def one(text: str) -> str | None:
        try:
            return str(Citation.read(text, title=title_of(text)))
        except CitationError:
            return None

    def read(column: pl.Expr) -> pl.Expr:
        return column.str.replace(r"\.0+$", "").map_batches(
            lambda texts: texts.replace_strict(
                (known := texts.drop_nulls().unique()),
                pl.Series([one(text) for text in known], dtype=pl.String),
                default=None,
                return_dtype=pl.String,
            ),
            return_dtype=pl.String,
        )

    return Form("a statute", read, example="1591 or 1581_to_1588")
