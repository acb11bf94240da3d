"""What people who read the (invented) dockets found where the source is blank or writes nought.

A line names one fact by its place, says what the docket shows instead, and why; whoever builds an
edition can enter it among the decisions of people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amends.sources.invented.cases import LAST_DAY, Case, Defendant
from amends.sources.invented.json_layout import number_cases

_READERS = ("Reader One (invented)", "Reader Two (invented)")
_LATELY = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a docket shows where the source is blank, or has a coded nought: the value to record.

    `amount_usd` is the sum in dollars, as written, if one was ordered.
    """

    value: str
    source_is_blank: bool
    reason: str
    amount_usd: str | None = None


@dataclass(frozen=True, slots=True)
class _Unrecorded:
    """A defendant with a certain duty and no order recorded, by the ids of the file."""

    case_id: str
    defendant_id: str
    sentenced_on: date
    is_blank: bool


_DEFERRED_LATELY = _Finding(
    "deferred", True, "The invented judgment leaves the amount open under 18 U.S.C. 3664(d)(5)."
)
_DEFERRED_LONG_AGO = _Finding(
    "deferred", True, "The invented judgment leaves the amount open; no later entry sets one."
)
_FOUND: tuple[_Finding, ...] = (
    _DEFERRED_LONG_AGO,
    _Finding("vacated", False, "The invented court of appeals vacated the order; none followed."),
    _Finding("ordered", False, "An amended invented judgment orders it.", amount_usd="41250.00"),
    _Finding("none recorded", True, "The line for restitution in the invented judgment is empty."),
    _DEFERRED_LONG_AGO,
    _Finding("vacated", False, "Vacated by an invented agreement while an appeal was open."),
    _Finding("ordered", True, "A later invented order sets the amount.", amount_usd="8700.50"),
    _Finding("none recorded", True, "The invented sentencing minutes name no restitution."),
    _DEFERRED_LONG_AGO,
)


def read_dockets(cases: Sequence[Case], source: str) -> list[dict[str, str]]:
    """The readings, each of another case: deferrals of the last weeks, then older findings.

    `source` is the stem of the file in which the cases stand. Each reading has `fact`, `value`,
    `sentenced` (YYYY-MM-DD), `reason` and `who`, and `amount_usd` where a sum was ordered.
    """
    unrecorded = list(_unrecorded(cases))
    found = [
        (defendant, _DEFERRED_LATELY)
        for defendant in unrecorded
        if defendant.is_blank and defendant.sentenced_on >= LAST_DAY - _LATELY
    ]
    older = [item for item in unrecorded if item.sentenced_on < LAST_DAY - 3 * _LATELY]
    for is_blank in (True, False):
        findings = [finding for finding in _FOUND if finding.source_is_blank is is_blank]
        alike = [defendant for defendant in older if defendant.is_blank is is_blank]
        found += zip(alike[:: max(1, len(alike) // len(findings))], findings, strict=False)
    return [
        _written(defendant, finding, source, who=_READERS[position % len(_READERS)])
        for position, (defendant, finding) in enumerate(found)
    ]


def _written(defendant: _Unrecorded, finding: _Finding, source: str, *, who: str) -> dict[str, str]:
    place = f"{source}:{defendant.case_id}/{defendant.defendant_id}"
    return {
        "fact": f"{place}#restitution_outcome",
        "value": finding.value,
        **({"amount_usd": finding.amount_usd} if finding.amount_usd else {}),
        "sentenced": defendant.sentenced_on.isoformat(),
        "reason": finding.reason,
        "who": who,
    }


def _unrecorded(cases: Sequence[Case]) -> Iterator[_Unrecorded]:
    """The first such defendant of each case that has victims, if it has one."""
    for case_id, case, defendants in number_cases(cases):
        if case.victims.total == 0:
            continue
        for defendant_id, defendant in defendants:
            if defendant.sentenced_on is not None and _has_certain_duty_without_order(defendant):
                is_blank = defendant.restitution is None
                yield _Unrecorded(case_id, defendant_id, defendant.sentenced_on, is_blank)
                break


def _has_certain_duty_without_order(defendant: Defendant) -> bool:
    """Convicted of an offence no older than § 1593 itself, and no positive amount recorded."""
    return defendant.is_convicted_under_act_of_2000 and not defendant.restitution
