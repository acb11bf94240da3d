"""By what the rates are shown: one expression a group, and those that can have several values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from amends.accountability.answers import authority_columns, authority_names
from amends.accountability.engines import Engine
from amends.accountability.findings import Judged

NOT_KNOWN = "unknown"


def _text(column: str) -> nw.Expr:
    return nw.col(column).cast(nw.String).fill_null(NOT_KNOWN)


def _band(column: str, bands: tuple[tuple[int, str], ...], above: str) -> nw.Expr:
    expression = nw.when(nw.col(column).is_null()).then(nw.lit(NOT_KNOWN)).otherwise(nw.lit(above))
    for most, name in reversed(bands):
        expression = nw.when(nw.col(column) <= most).then(nw.lit(name)).otherwise(expression)
    return expression


def _plea_or_trial() -> nw.Expr:
    tried, pleaded = nw.col("tried") > 0, nw.col("pleaded") > 0
    return (
        nw.when(tried & pleaded)
        .then(nw.lit("both"))
        .otherwise(
            nw.when(tried)
            .then(nw.lit("trial"))
            .otherwise(nw.when(pleaded).then(nw.lit("plea")).otherwise(nw.lit("not convicted")))
        )
    )


def labor_or_sex() -> nw.Expr:
    """What a defendant is charged with: labor, sex, both or neither kind of trafficking."""
    labor, sex = nw.col("labor") > 0, nw.col("sex") > 0
    return (
        nw.when(labor & sex)
        .then(nw.lit("both"))
        .otherwise(
            nw.when(labor)
            .then(nw.lit("labor"))
            .otherwise(nw.when(sex).then(nw.lit("sex")).otherwise(nw.lit("neither")))
        )
    )


SINGLE: Mapping[str, nw.Expr] = {
    "all": nw.lit("all"),
    "convicted_of_chapter_77": nw.when(nw.col("convicted_77") > 0)
    .then(nw.lit("yes"))
    .otherwise(nw.lit("no")),
    "year": _text("year_filed"),
    "year_sentenced": _text("year_sentenced"),
    "circuit": _text("circuit"),
    "district": _text("district"),
    "state": _text("state"),
    "judge": _text("judge"),
    "plea_or_trial": _plea_or_trial(),
    "labor_or_sex": labor_or_sex(),
    "victims": _band(
        "victims_number",
        ((0, "0"), (1, "1"), (4, "2 to 4"), (9, "5 to 9"), (49, "10 to 49")),
        "50 or more",
    ),
    "convicted_outside_chapter_77": nw.concat_str(
        nw.col("outside_how"), nw.col("outside_remains"), separator=": "
    ),
    "duty_lost_by_plea": nw.col("outside_called"),
    "minors": _band("victims_minor", ((0, "none"),), "some"),
}
"""Groups of which a defendant has one value; where it is null the defendant is in none."""

OF_CASE = frozenset({"all", "year", "circuit", "district", "state", "victims", "minors"})
"""Groups of SINGLE of which a whole case has one value, whoever of its defendants is meant."""

RANKED = frozenset({"circuit", "district", "state", "judge", "year", "statute"})
"""Groups that people compare with each other: these also get pooled estimates."""


Values = tuple[Sequence[str], "nw.LazyFrame[Any]"]
"""The names of a group's values, and who has which: `person` (or `case`) and `value`, its place."""


def statutes(judged: Judged, engine: Engine) -> Values:
    """Every section of conviction, parts folded into it."""
    cited = judged.convictions.select("citation").unique().collect(backend="polars").to_native()
    sections = cited.filter(pl.col("citation") != "").select(
        "citation", section=pl.col("citation").str.replace(r"\(.*$", "")
    )
    names = sections["section"].unique().sort().to_list()
    places = {name: place for place, name in enumerate(names)}
    numbered = sections.select(
        "citation", value=pl.col("section").replace_strict(places, return_dtype=pl.Int32)
    )
    pairs = judged.convictions.join(engine.take(numbered), on="citation").select("person", "value")
    return names, pairs.unique()


def by_authority(judged: Judged, _engine: Engine) -> Values:
    """Every authority that a conviction brings."""
    pairs = [
        judged.findings.filter(nw.col(column) > 0).select(
            "person", value=nw.lit(place).cast(nw.Int32)
        )
        for place, column in enumerate(authority_columns())
    ]
    return authority_names(), nw.concat(pairs)


SEVERAL: Mapping[str, Callable[[Judged, Engine], Values]] = {
    "statute": statutes,
    "authority": by_authority,
}
"""Groups of which a defendant can have several values."""

GROUPS = (*SINGLE, *SEVERAL)
"""Every group, by name."""


def values_of(group: str, judged: Judged, engine: Engine) -> Values:
    """The values of a group, and which defendants (or cases, for OF_CASE) have which."""
    if group in SEVERAL:
        return SEVERAL[group](judged, engine)
    who = "case" if group in OF_CASE else "person"
    everyone = judged.findings.unique(subset=["case"]) if who == "case" else judged.findings
    named = everyone.select(who, name=SINGLE[group]).filter(~nw.col("name").is_null())
    found = named.select("name").unique().collect(backend="polars").to_native()
    numbered = found.sort("name").with_columns(value=pl.int_range(pl.len(), dtype=pl.Int32))
    places = named.join(engine.take(numbered), on="name").select(who, "value")
    return numbered["name"].to_list(), places
