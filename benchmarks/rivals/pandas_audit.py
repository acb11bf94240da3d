"""The audit in pandas, written with care: whole columns at a time, whole numbers for ids.

Verdicts of all defendants, then rates by definition, unit and group. Money is kept in whole cents.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.rivals import law

COLUMNS = {
    "cases": ["case_number", "circuit", "year_filed"],
    "defendants": [
        *("case_number", "defendant_number", "charged_first", "charged_last"),
        *("marked_labor", "marked_adult_sex", "marked_minor_sex"),
    ],
    "counts": [
        *("defendant_number", "citation", "pleaded_guilty", "found_guilty"),
        *("ended_first", "ended_last"),
    ],
    "sentences": ["defendant_number", "sentence_status", "sentenced_on"],
    "restitution_orders": [
        *("defendant_number", "restitution_outcome", "restitution_usd"),
        *("restitution_deferred_on", "joint_order"),
    ],
    "victims": ["case_number", "victims"],
}
PERSON = "defendant_number"


def read(directory: Path) -> dict[str, pd.DataFrame]:
    """The columns that are needed; amounts of money as whole cents."""
    tables = {}
    for name, columns in COLUMNS.items():
        table = pq.read_table(directory / f"{name}.parquet", columns=columns)
        if "restitution_usd" in columns:
            place = table.column_names.index("restitution_usd")
            cents = pc.multiply(table["restitution_usd"], 100).cast("int64", safe=False)
            table = table.set_column(place, "cents", cents)
        tables[name] = table.to_pandas(date_as_object=False)
    return tables


def compute(tables: dict[str, pd.DataFrame], on: pd.Timestamp) -> tuple[pd.Series, pd.DataFrame]:
    """How many defendants have each verdict, and the rates."""
    people = tables["defendants"].reset_index(names="person")
    lines = _lines(tables["counts"], people)
    found = _verdicts(tables, people, lines, on)
    return found["verdict"].value_counts(), _rates(found, _statutes(lines))


def _lines(counts: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Charge lines with the strength of their duty: 4 mandatory, 3 by the date, 2 conditional."""
    days = people[["person", PERSON, "charged_first", "charged_last"]].copy()
    days["five"] = days["charged_first"] - pd.DateOffset(years=5)
    ten = (days["charged_first"] - pd.DateOffset(years=10)).clip(lower=_day(law.TEN_YEARS_REACH))
    late = days["charged_first"] >= _day(law.TEN_YEARS_FROM)
    days["ten"] = days["five"].where(~late, np.minimum(days["five"], ten))
    lines = counts.merge(days, on=PERSON).drop(columns=PERSON)
    citation = lines["citation"].astype("category")
    names = list(citation.cat.categories)
    code = citation.cat.codes.to_numpy()  # -1, the last row of each table below: not coded

    def looked_up(values: list[Any]) -> Any:
        return np.array(values)[code]

    rows = [*(law.CHARGES[name] for name in names), (law.ALWAYS, law.NEVER, law.ALWAYS, 0)]
    exists, mandatory, conditional = (
        looked_up([np.datetime64(row[place], "s") for row in rows]) for place in range(3)
    )
    has_ten = looked_up([*map(law.has_ten_years, names), False])
    allowed = lines["five"].where(~has_ten, lines["ten"]).fillna(_day(law.ALWAYS)).to_numpy()
    first = lines["ended_first"].to_numpy()
    first = np.where(np.isnat(first), np.maximum(allowed, exists), first)
    last = lines["ended_last"].to_numpy()
    last = np.where(np.isnat(last), lines["charged_last"].fillna(_day(law.NO_END)).to_numpy(), last)
    last = np.maximum(first, last)
    strength = np.select(
        [first >= mandatory, last >= mandatory, last >= conditional], [4, 3, 2], default=1
    )
    convicted = (lines["pleaded_guilty"] > 0) | (lines["found_guilty"] > 0)
    chapter_77 = [law.under(name, law.CHAPTER_77) for name in names]
    bjs = [law.under(name, law.BJS) for name in names]
    maximum = [row[3] for row in rows[:-1]]
    lead = [2 * months + taken for months, taken in zip(maximum, chapter_77, strict=True)]
    lead_bjs = [2 * months + taken for months, taken in zip(maximum, bjs, strict=True)]
    doj = [law.under(name, law.DOJ_IF_MARKED) for name in names]
    section = pd.Categorical([name.split("(")[0] for name in names])
    return pd.DataFrame(
        {
            "person": lines["person"],
            "strength": strength * convicted,
            "convicted": convicted,
            "chapter_77": looked_up([*chapter_77, False]),
            "doj_if_marked": looked_up([*doj, False]),
            "lead": looked_up([*lead, 0]),
            "lead_bjs": looked_up([*lead_bjs, 0]),
            "statute": pd.Categorical.from_codes(
                looked_up([*section.codes, -1]), section.categories
            ),
        }
    )


def _verdicts(
    tables: dict[str, pd.DataFrame], people: pd.DataFrame, lines: pd.DataFrame, on: pd.Timestamp
) -> pd.DataFrame:
    summed = lines.drop(columns="statute").groupby("person").max()
    found = (
        people.join(summed, on="person")
        .merge(tables["sentences"], on=PERSON, how="left")
        .merge(tables["restitution_orders"], on=PERSON, how="left")
        .merge(_cases_with_victims(tables), on="case_number")
    )
    outcome = found["restitution_outcome"]
    deferred_from = found["restitution_deferred_on"].fillna(found["sentenced_on"])
    deferred = outcome == "deferred"
    found["verdict"] = np.select(
        [
            ~found["convicted"],
            found["strength"] < 2,
            outcome == "ordered",
            found["victims"] == 0,
            found["sentence_status"] == "to come",
            deferred & (deferred_from < on - pd.Timedelta(days=90)),
            deferred,
            outcome != "none recorded",
            found["strength"] < 4,
        ],
        [
            law.RANK.index(name)
            for name in (
                "not convicted",
                "no mandatory duty",
                "met",
                "no victim recorded",
                "not yet sentenced",
                "past 90 days",
                "open",
                "unknown",
                "duty uncertain",
            )
        ],
        default=law.RANK.index("unmet"),
    )
    flags = found[["marked_labor", "marked_adult_sex", "marked_minor_sex"]]
    marked = (flags == True).any(axis=1)  # noqa: E712  blanks are neither
    found["chapter-77"] = found["chapter_77"]
    found["lead-charge"] = found["lead"] % 2 == 1
    found["bjs"] = found["lead_bjs"] % 2 == 1
    found["doj"] = found["chapter_77"] | (marked & found["doj_if_marked"])
    found["fhtr"] = marked
    found["ordered"] = outcome == "ordered"
    found["case"] = found["case_number"]
    found["joint"] = found["joint_order"].astype("category").cat.codes
    found["all"] = pd.Categorical(["all"]).take(np.zeros(len(found), dtype=int))
    found["year"] = _text(found["year_filed"].astype("Int64"))
    found["circuit"] = _text(found["circuit"])
    found["in_question"] = found["verdict"].isin([law.RANK.index(one) for one in law.IN_QUESTION])
    return found[
        [
            *("person", "case", "verdict", "ordered", "in_question", "cents", "joint"),
            *law.DEFINITIONS,
            *("all", "year", "circuit"),
        ]
    ]


def _cases_with_victims(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["cases"].merge(tables["victims"], on="case_number", how="left")


def _statutes(lines: pd.DataFrame) -> pd.DataFrame:
    """Each person with each section of conviction once."""
    convicted = lines.loc[lines["convicted"], ["person", "statute"]].dropna()
    return convicted.drop_duplicates()


def _rates(found: pd.DataFrame, statutes: pd.DataFrame) -> pd.DataFrame:
    frames = []
    for group in law.GROUPS:
        members = found.merge(statutes, on="person") if group == "statute" else found
        columns = [group, "case", "verdict", "ordered", "in_question", "cents", "joint"]
        for definition in law.DEFINITIONS:
            taken = members.loc[members[definition], columns]
            money = _money(taken, group)
            for unit, counts in (
                ("defendant", _counts(taken, group)),
                ("case", _counts(_cases(taken, group), group)),
            ):
                rates = _with_rates(counts).join(money)
                rates = rates.rename_axis("value").reset_index()
                rates["value"] = rates["value"].astype(str)
                frames.append(rates.assign(definition=definition, unit=unit, group=group))
    return pd.concat(frames, ignore_index=True)


def _cases(taken: pd.DataFrame, group: str) -> pd.DataFrame:
    """A row a case: any order makes it met, else the first of RANK that a defendant has."""
    cases = taken.groupby([group, "case"], observed=True).agg(
        verdict=("verdict", "min"), ordered=("ordered", "max"), in_question=("in_question", "max")
    )
    met = cases["ordered"] & cases["in_question"]
    cases["verdict"] = cases["verdict"].where(~met, law.RANK.index("met"))
    return cases.reset_index()


def _counts(rows: pd.DataFrame, group: str) -> pd.DataFrame:
    counts = rows.groupby([group, "verdict"], observed=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=range(len(law.RANK)), fill_value=0)
    counts.columns = pd.Index([name.replace(" ", "_") for name in law.RANK])
    return counts


def _money(taken: pd.DataFrame, group: str) -> pd.DataFrame:
    paid = taken[taken["cents"] > 0]
    once = paid.drop_duplicates([group, "case", "joint", "cents"])
    return pd.DataFrame(
        {
            "cents": paid.groupby(group, observed=True)["cents"].sum().astype("int64"),
            "cents_once": once.groupby(group, observed=True)["cents"].sum().astype("int64"),
        }
    )


def _with_rates(counts: pd.DataFrame) -> pd.DataFrame:
    question = counts[[name.replace(" ", "_") for name in law.IN_QUESTION]].sum(axis=1)
    met, unmet = counts["met"], counts["unmet"]
    return counts.assign(
        rate=met / (met + unmet), rate_low=met / question, rate_high=(question - unmet) / question
    )


def _text(values: pd.Series) -> pd.Categorical:
    return pd.Categorical(values.astype("string").fillna("unknown"))


def _day(day: Any) -> pd.Timestamp:
    return pd.Timestamp(day)
