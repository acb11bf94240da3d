"""The small table under a chart: every figure of every value, for both units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from amends.publishing.drawing import Line
from amends.publishing.panel import Row, where
from amends.publishing.wording import IN_QUESTION, VERDICTS, between, count, percent

_ASIDE = ("no_victim_recorded", "not_yet_sentenced", "no_mandatory_duty", "not_convicted")

COLUMNS = (
    "",
    "share met, defendants",
    "95% interval",
    "bounds",
    "pooled estimate",
    "share met, cases",
    "95% interval, cases",
    *(VERDICTS[name] for name in (*IN_QUESTION, *_ASIDE)),
    "defendants",
    "cases",
)


_FILTERS: Mapping[str, str] = {
    "circuit": "circuit={0}",
    "state": "state={0}",
    "labor_or_sex": "class={0}",
    "statute": "statute={0}",
    "year": "from={0}&to={0}",
}
"""Groups whose findings the page's table can filter for, and how."""


def lines_of(
    rows: Sequence[Row], of_cases: Sequence[Row], say: Callable[[str], str], group: str = ""
) -> tuple[Line, ...]:
    """A line a value: rates of defendants and of cases, then the counts of defendants."""
    cases = {row["value"]: row for row in of_cases}
    return tuple(_line(row, cases.get(row["value"]), say, _chosen(row, group)) for row in rows)


def _chosen(row: Row, group: str) -> str:
    """The filters that bring up the findings behind a row."""
    if group not in _FILTERS or (group == "year" and not row["value"].isdigit()):
        return ""
    own = _FILTERS[group].format(quote(row["value"]))
    return f"source={quote(row['source'])}&definition={quote(row['definition'])}&{own}"


def _line(row: Row, case: Row | None, say: Callable[[str], str], choose: str) -> Line:
    drawn = row["rate_drawn"]
    return Line(
        where(row),
        (
            say(row["value"]),
            percent(row["rate"]),
            between(row["interval_low"], row["interval_high"]),
            between(row["rate_low"], row["rate_high"]),
            percent(row.get("pooled") if drawn else None),
            percent(case["rate"] if case else None),
            between(case["interval_low"], case["interval_high"]) if case else "–",
            *(count(row[name]) for name in (*IN_QUESTION, *_ASIDE)),
            count(row["defendants"]),
            count(row["cases"]),
        ),
        choose,
    )
