"""One finding explained: from the verdict down to rule, fact, source and place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from amends.accountability.answers import between, ended
from amends.accountability.engines import polars_engine
from amends.accountability.findings import frames_of, judge
from amends.accountability.findings_table import findings_table
from amends.accountability.verdict import Verdict
from amends.editions.release import Edition
from amends.law.citation import Citation
from amends.law.offences import existed_from
from amends.law.period import Period
from amends.law.restitution import (
    Authority,
    Duty,
    RestitutionDuty,
    authorities,
    restitution_duty,
)
from amends.record.values import Basis


class NoSuchFindingError(Exception):
    """An id that no finding of the edition has."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the chain: what it is about, what it says, and where that stands."""

    label: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding's verdict in a sentence and the chain behind it."""

    finding_id: str
    verdict: Verdict
    sentence: str
    lines: tuple[Line, ...]


def explain(edition: Edition, finding_id: str, *, on: date | None = None) -> Explanation:
    """The chain behind `source:case/defendant`. Raises NoSuchFindingError."""
    finding, facts = _of(edition, finding_id, on or edition.dated)
    verdict = Verdict(finding["verdict"])
    chain = [
        *_law(facts),
        *_fact(facts, "victims", "victims", "number not known"),
        *_convictions(facts),
        *_recorded(finding, facts),
        *_sentence(finding, facts),
    ]
    if finding["depends_on"]:
        chain.append(Line("depends on", finding["depends_on"]))
    if finding["outside_called"]:
        chain.append(
            Line(
                "plea",
                f"{finding['outside_called']}, unless the plea agreement "
                "provides restitution, §§ 3663(a)(3), 3663A(c)(2)",
            )
        )
    if verdict in (Verdict.UNMET, Verdict.DUTY_UNCERTAIN, Verdict.UNKNOWN):
        chain.append(
            Line(
                "not checked",
                "whether the court gave a reason, or deferred the amount: "
                "no docket in this release",
            )
        )
    return Explanation(finding_id, verdict, _in_a_sentence(finding, verdict), tuple(chain))


def _of(edition: Edition, written: str, on: date) -> tuple[dict[str, Any], pl.DataFrame]:
    """The finding as one row, and the facts about it with their evidence."""
    source, _, rest = written.partition(":")
    case, _, defendant = rest.partition("/")

    def scan(table: str) -> pl.LazyFrame:
        frame = edition.scan(table).filter(pl.col("source") == source)
        return frame if table == "documents" else frame.filter(pl.col("case_id") == case)

    judged = judge(frames_of(scan), polars_engine(), on)
    found = findings_table(judged, edition).filter(pl.col("defendant_id") == defendant)
    if found.is_empty():
        raise NoSuchFindingError(
            f"{written}: this edition has no such finding; ids stand in findings.csv and look "
            "like htd:405/1797"
        )
    about = pl.col("defendant_id").is_null() | (pl.col("defendant_id") == defendant)
    evidence = edition.scan("evidence").filter(pl.col("source") == source)
    facts = (
        scan("facts")
        .filter(about)
        .join(evidence.drop("source"), on="evidence_id", how="left")
        .sort("count_id", "name", nulls_last=False)
        .collect()
    )
    return found.row(0, named=True), facts


def _law(facts: pl.DataFrame) -> list[Line]:
    """The authority of each conviction, its dates, and how certain the duty is; strongest first."""
    charged = between(_day(facts, "charged_first"), _day(facts, "charged_last"))
    weighed: list[tuple[int, tuple[Line, ...]]] = []
    for count in _guilty(facts):
        citation = _citation(facts, count)
        if citation is None:
            unknown = Line("law", "the statute of conviction is not coded in this source")
            weighed.append((Duty.CONDITIONAL.strength, (unknown,)))
            continue
        recorded = between(_day(facts, "ended_first", count), _day(facts, "ended_last", count))
        period = ended(citation, charged, recorded)
        duty = restitution_duty(citation, period)
        place = (
            _place(facts, "charged_first")
            if recorded == Period()
            else _place(facts, "ended_first" if recorded.first else "ended_last", count)
        )
        certainty = _certainty(citation, duty, period, recorded)
        lines = [Line("duty", f"{citation}: {certainty}", place)]
        if duty.authorities:
            version = _version(duty.authorities[0], period)
            lines.insert(0, Line("law", _cited(version), f"checked: {version.checked}"))
        weighed.append((duty.duty.strength, tuple(lines)))
    weighed.sort(key=lambda each: -each[0])
    return list(dict.fromkeys(line for _, lines in weighed for line in lines))


def _certainty(citation: Citation, duty: RestitutionDuty, period: Period, recorded: Period) -> str:
    existed = existed_from(citation).first
    if duty.duty is Duty.MANDATORY and existed:
        since = min(
            one.in_force.first
            for one in authorities()
            if one.name == duty.authorities[0] and one.in_force.first
        )
        if existed >= since:
            this, that = _section(str(citation)), _section(duty.authorities[0])
            return f"certain, for {this} is no older than {that}"
    if duty.duty is Duty.NONE:
        return "none; no authority covers it"
    return f"{duty.duty.value}; the offence ended {_within(period, recorded)}"


def _within(period: Period, recorded: Period) -> str:
    if period.first == period.last:
        return f"on {period}" if period.first else "on a day not recorded"
    if period == recorded:
        return f"within {period}, as recorded"
    if period.first and period.last:
        return f"between {period.first} and {period.last} (the charge less the limitation period)"
    return f"on a day not recorded ({period})"


def _convictions(facts: pl.DataFrame) -> list[Line]:
    lines = []
    for count in _guilty(facts):
        citation = _citation(facts, count)
        pleaded = int(_value(facts, "pleaded_guilty", count) or 0)
        found = int(_value(facts, "found_guilty", count) or 0)
        how = ", ".join(
            text
            for number, text in (
                (pleaded, f"pleaded guilty to {pleaded} count{'s' * (pleaded > 1)}"),
                (found, f"found guilty of {found} count{'s' * (found > 1)}"),
            )
            if number
        )
        lines.append(
            Line(
                "convicted",
                f"{citation or 'statute not coded'}: {how}",
                _place(facts, "citation", count),
            )
        )
    return lines or [Line("convicted", "no conviction recorded")]


def _recorded(finding: dict[str, Any], facts: pl.DataFrame) -> list[Line]:
    basis = finding["basis"]
    quoted = _column(facts, "restitution_outcome", "quoted")
    caveat = f" ({finding['caveat']})" if basis == Basis.CODED.value and finding["caveat"] else ""
    amount = finding["amount_usd"]
    if finding["outcome"] == "unknown":
        why = _column(facts, "restitution_outcome", "unknown") or "not in this source"
        text = f"unknown: {why}"
    elif amount is not None:
        text = f"{finding['outcome']}, ${amount:,.2f}, {basis}"
    else:
        text = f"{finding['outcome']}, {basis}: {quoted!r}{caveat}"
    return [Line("recorded", text, _place(facts, "restitution_outcome"))]


def _sentence(finding: dict[str, Any], facts: pl.DataFrame) -> list[Line]:
    if finding["sentence_status"] == "to come":
        return [Line("sentence", "still to come", _place(facts, "sentence_status"))]
    return _fact(facts, "sentenced_on", "sentenced", "")


def _in_a_sentence(finding: dict[str, Any], verdict: Verdict) -> str:
    authority = finding["authority"].split("; ")[0]
    return {
        Verdict.NOT_CONVICTED: "No conviction is recorded, so no restitution could be ordered."
        if finding["conviction"] != "unknown"
        else "Whether there was a conviction is not recorded.",
        Verdict.NO_MANDATORY_DUTY: "No authority bound the court to order restitution.",
        Verdict.MET: "Restitution was ordered. (That it is enough, or paid, is another question.)",
        Verdict.NO_VICTIM_RECORDED: f"{authority} required restitution, but no victim is recorded.",
        Verdict.NOT_YET_SENTENCED: "Sentence is still to come.",
        Verdict.OPEN: f"{authority} requires restitution; the amount is deferred and still open.",
        Verdict.PAST_90_DAYS: f"{authority} requires restitution; the amount was deferred and the "
        "ninety days of § 3664(d)(5) are over; the court keeps its power (Dolan).",
        Verdict.UNKNOWN: f"{authority or 'The law'} bears on this conviction; what was ordered is "
        "not known.",
        Verdict.DUTY_UNCERTAIN: "No restitution is recorded; whether it was mandatory is not "
        "certain.",
        Verdict.UNMET: f"{authority} required restitution; none is recorded.",
    }[verdict]


def _cited(authority: Authority) -> str:
    until = f" to {authority.in_force.last}" if authority.in_force.last else ""
    by = f" ({authority.enacted_by})" if authority.enacted_by else ""
    return f"{authority.name}, {authority.force.value}, from {authority.in_force.first}{until}{by}"


def _version(name: str, ended: Period) -> Authority:
    """The version of an authority in force when the offence can last have ended."""
    versions = [one for one in authorities() if one.name == name]
    fitting = [one for one in versions if one.in_force.overlaps(ended)]
    return max(fitting or versions, key=lambda one: one.in_force.first or date.min)


def _section(text: str) -> str:
    return text[text.index("§") :] if "§" in text else text


def _guilty(facts: pl.DataFrame) -> list[int]:
    guilty = facts.filter(
        pl.col("name").is_in(["pleaded_guilty", "found_guilty"])
        & (pl.col("value").cast(pl.Int64, strict=False) > 0)
    )
    return sorted(guilty["count_id"].unique().to_list())


def _citation(facts: pl.DataFrame, count: int) -> Citation | None:
    text = _value(facts, "citation", count)
    return Citation.read(text) if text else None


def _fact(facts: pl.DataFrame, name: str, label: str, otherwise: str) -> list[Line]:
    value = _value(facts, name)
    if value is None and not otherwise:
        return []
    return [Line(label, value or otherwise, _place(facts, name))]


def _value(facts: pl.DataFrame, name: str, count: int | None = None) -> str | None:
    return _column(facts, name, "value", count)


def _column(facts: pl.DataFrame, name: str, column: str, count: int | None = None) -> str | None:
    found = facts.filter(pl.col("name") == name)
    if count is not None:
        found = found.filter(pl.col("count_id") == count)
    value: str | None = found[column][0] if found.height else None
    return value


def _place(facts: pl.DataFrame, name: str, count: int | None = None) -> str:
    document = _column(facts, name, "document", count)
    return f"{document} → {_column(facts, name, 'place', count)}" if document else ""


def _day(facts: pl.DataFrame, name: str, count: int | None = None) -> date | None:
    text = _value(facts, name, count)
    return date.fromisoformat(text) if text else None
