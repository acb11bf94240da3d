"""HumanTraffickingData.org's JSON: one object, case id → case, every leaf a string or null.

Layout: `Case Summary`, `Summary`, `Victim Details`, `Judges` and `Defendant Details` per case;
per defendant `Summary`, `Arrest Details`, `Judge Info`, `Statute Sentencing` (parallel lists when
several statutes are charged) and `Total Sentencing`. *Federal District* holds the circuit.
Zero, null and 999 are three things: none coded, blank, and not yet sentenced or not known.
The prose of *Case Summary* is not taken in: it tells survivors' stories, and no count rests on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from amends.sources import forms
from amends.sources.coded import Coded, Level, extract_of
from amends.sources.columns import TextColumns, as_text
from amends.sources.extract import Extract, SourceError, SourceFile
from amends.sources.humantraffickingdata import CIRCUIT, SENTENCED, STATE, STATUTE
from amends.sources.layout import Field

LAYOUT = "HumanTraffickingData.org JSON"

_SECTIONS = ("Summary", "Arrest Details", "Judge Info", "Statute Sentencing", "Total Sentencing")

CASE_FIELDS = (
    Field("Summary → Case Number", "docket_number", forms.DOCKET_NUMBER),
    Field("Summary → Case Name", "caption", forms.TEXT),
    Field("Summary → State", "state", STATE),
    Field("Summary → Federal District", "circuit", CIRCUIT),
    Field("Summary → Year", "year_filed", forms.YEAR),
    Field("Victim Details → Total Victims", "victims", forms.WHOLE_999),
    Field("Victim Details → Total Minors", "victims_minor", forms.WHOLE_999),
    Field("Victim Details → Total Foreigners", "victims_foreign", forms.WHOLE_999),
    Field("Victim Details → Total Females", "victims_female", forms.WHOLE_999),
    Field("Victim Details → Total Males", "victims_male", forms.WHOLE_999),
)
JUDGE_FIELDS = (
    Field("Judges → Name", "judge", forms.TEXT),
    Field("Judges → Tenure", "judge_since", forms.YEAR),
    Field("Judges → Appointed By", "judge_appointed_by", forms.TEXT),
)
DEFENDANT_FIELDS = (
    Field("Summary → Name", "name", forms.TEXT),
    Field("Summary → Gender", "gender", forms.TEXT),
    Field("Summary → Race", "race", forms.TEXT),
    Field("Summary → Arrest Age", "arrest_age", forms.WHOLE_999),
    Field("Arrest Details → Arrest Date", "arrested_on", forms.DAY),
    Field("Arrest Details → Charge Date", "charged_first", forms.DAY),
    Field("Arrest Details → Charge Date", "charged_last", forms.DAY),
    Field("Judge Info → Name", "defendant_judge", forms.TEXT),
    Field("Total Sentencing → Total Charges", "counts_charged", forms.WHOLE_999),
    Field("Total Sentencing → Total Sentences", "counts_sentenced", forms.WHOLE_999),
    Field("Total Sentencing → Total Sentences", "sentence_status", SENTENCED),
    Field("Total Sentencing → Year Terminated", "year_terminated", forms.YEAR),
    Field("Total Sentencing → Months Sentenced", "prison_months", forms.WHOLE_999),
    Field("Total Sentencing → Months Probation", "probation_months", forms.WHOLE_999),
    Field("Total Sentencing → Charged with Forfeiture", "forfeiture_charged", forms.TEXT),
    Field("Total Sentencing → Sentenced with Forfeiture", "forfeiture_ordered", forms.TEXT),
)
RESTITUTION = Field("Total Sentencing → Restitution", "restitution_usd", forms.DOLLARS)
COUNT_FIELDS = (
    Field("Statute", "citation", STATUTE),
    Field("Counts", "charged", forms.WHOLE_999),
    Field("Counts NP", "nolle_prossed", forms.WHOLE_999),
    Field("Plea Dismissed", "dismissed_by_plea", forms.WHOLE_999),
    Field("Plea Guilty", "pleaded_guilty", forms.WHOLE_999),
    Field("Trial Guilty", "found_guilty", forms.WHOLE_999),
    Field("Trial NG", "acquitted", forms.WHOLE_999),
    Field("Fines", "fine_usd", forms.DOLLARS),
    Field("Months Sentenced", "count_prison_months", forms.WHOLE_999),
    Field("Months Probation", "count_probation_months", forms.WHOLE_999),
)


def recognises(content: bytes) -> bool:
    """Whether bytes look like this layout: an object that speaks of defendants' details."""
    return content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and (
        b'"Defendant Details"' in content or b'"Statute Sentencing"' in content
    )


def read(file: SourceFile, source: str) -> Extract:
    """The statements of one file. Raises SourceError when the file as a whole is not JSON."""
    reader = _Reader()
    for case_id, case in _cases(file).items():
        reader.take_case(case_id, case)
    for path in _repeated_keys(file, reader.defendants_met):
        reader.set_aside(path, "", "", "this id occurs twice in its object; the last one was read")
    return extract_of(file, source, reader.coded())


class _Reader:
    """Gathers the texts of a file, column by column, and what had to be set aside."""

    def __init__(self) -> None:
        self.defendants_met = 0
        self._aside: list[dict[str, str]] = []
        self._quarantined = 0
        self._cases = TextColumns(CASE_FIELDS)
        self._judges = TextColumns(JUDGE_FIELDS)
        self._defendants = TextColumns((*DEFENDANT_FIELDS, RESTITUTION))
        self._counts = TextColumns(COUNT_FIELDS)

    def take_case(self, case_id: str, case: object) -> None:
        """One case with its defendants; a case or defendant of another shape is set aside whole."""
        if not isinstance(case, dict) or not isinstance(case.get("Defendant Details"), dict):
            self._quarantine(case_id, "", "a case with an object Defendant Details")
            return
        self._cases.take(case_id, None, None, case_id, case)
        for number, judge in enumerate(_judges(case), start=1):
            self._judges.take(case_id, None, number, case_id, {"Judges": judge})
        for defendant_id, defendant in case["Defendant Details"].items():
            self._take_defendant(case_id, defendant_id, defendant)
        stated = as_text(_at(case, ("Summary", "# Defendants")))
        found = len(case["Defendant Details"])
        if stated is not None and stated != str(found):
            why = f"the case says {stated} defendants and holds {found}; those that it holds are in"
            self.set_aside(case_id, "Summary → # Defendants", stated, why)

    def _take_defendant(self, case_id: str, defendant_id: str, defendant: object) -> None:
        place = f"{case_id} → {defendant_id}"
        charges = defendant.get("Statute Sentencing") if isinstance(defendant, dict) else None
        if not isinstance(defendant, dict) or not isinstance(charges, dict):
            self._quarantine(place, "", "a defendant with an object Statute Sentencing")
            return
        self.defendants_met += 1
        for section in _SECTIONS:
            if not isinstance(defendant.get(section), dict):
                self.set_aside(
                    place,
                    section,
                    as_text(defendant.get(section)) or "",
                    "this section is missing; its values are unknown",
                )
        self._defendants.take(case_id, defendant_id, None, place, defendant)
        for number, count in enumerate(self._charges(place, charges), start=1):
            self._counts.take(
                case_id, defendant_id, number, f"{place} → Statute Sentencing[{number}]", count
            )

    def _charges(self, place: str, charges: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Parallel lists, one element a statute; a list of another length belongs to nobody."""
        statutes = charges.get("Statute")
        length = len(statutes) if isinstance(statutes, list) else 1
        fitting: dict[str, list[Any]] = {}
        for name, values in charges.items():
            listed = values if isinstance(values, list) else [values]
            if len(listed) != length:
                why = (
                    f"{len(listed)} values stand beside {length} statutes: which belongs to "
                    "which cannot be told; they are kept as unknown"
                )
                self.set_aside(place, f"Statute Sentencing → {name}", str(values), why)
                listed = [None] * length
            fitting[name] = listed
        return ({name: fitting[name][at] for name in fitting} for at in range(length))

    def _quarantine(self, place: str, value: str, expected: str) -> None:
        self.defendants_met += 1
        self._quarantined += 1
        self.set_aside(place, "", value, f"expected {expected}; this record was set aside whole")

    def set_aside(self, place: str, name: str, value: str, why: str) -> None:
        """Put one field or record on the list of what was not taken in."""
        self._aside.append({"place": place, "field": name, "value": value, "why": why})

    def coded(self) -> Coded:
        """All that was read, with every field that the file never names."""
        for columns in (self._cases, self._defendants, self._counts):
            for path in columns.never_met():
                self.set_aside(
                    "every record",
                    path,
                    "",
                    "no record has this field: missing or renamed; all its values are unknown",
                )
        return Coded(
            layout=LAYOUT,
            cases=Level(self._cases.frame(), CASE_FIELDS),
            judges=Level(self._judges.frame(), JUDGE_FIELDS),
            defendants=Level(self._defendants.frame(), DEFENDANT_FIELDS),
            counts=Level(self._counts.frame(), COUNT_FIELDS),
            restitution=RESTITUTION,
            rows_in=self.defendants_met,
            rows_quarantined=self._quarantined,
            set_aside=tuple(self._aside),
        )


def _judges(case: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """One object a judge: scalars for one, parallel lists for several."""
    judges = case.get("Judges")
    if not isinstance(judges, dict):
        return
    listed = {name: value if isinstance(value, list) else [value] for name, value in judges.items()}
    for at in range(max((len(values) for values in listed.values()), default=0)):
        yield {name: values[at] if at < len(values) else None for name, values in listed.items()}


def _at(record: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    value: Any = record
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _cases(file: SourceFile) -> dict[str, Any]:
    try:
        document = orjson.loads(file.content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise SourceError(
            f"{file.path}, line {error.lineno}, column {error.colno}: not JSON from here on "
            f"({error.msg}); the file may be cut short: fetch it again"
        ) from None
    if not isinstance(document, dict) or not document:
        raise SourceError(
            f"{file.path}: expected one object, case id → case; this is another layout"
        )
    return document


def _repeated_keys(file: SourceFile, defendants_met: int) -> list[str]:
    """Ids that occur twice in one object, which JSON parsers pass over in silence.

    Looked for only when the text names more defendants than were met: the slow way, by the
    standard library, which shows every pair.
    """
    if file.content.count(b'"Statute Sentencing"') == defendants_met:
        return []
    repeated: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: set[str] = set()
        for key, _ in items:
            if key in seen:
                repeated.append(key)
            seen.add(key)
        return dict(items)

    json.loads(file.content.removeprefix(b"\xef\xbb\xbf"), object_pairs_hook=pairs)
    return repeated
