"""HumanTraffickingData.org's JSON: one object, case id → case, every leaf a string or null.

Layout: `Case Summary`, `Summary`, `Victim Details`, `Judges` and `Defendant Details` per case;
per defendant `Summary`, `Arrest Details`, `Judge Info`, `Statute Sentencing` (parallel lists when
several statutes are charged) and `Total Sentencing`. *Federal District* holds the circuit.
Zero, null and 999 are three things: none coded, blank, and not yet sentenced or not known.
The prose of *Case Summary* is not taken in: it tells survivors' stories, and no count rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from amends.sources import forms
from amends.sources.coded import Coded, extract_of
from amends.sources.columns import Records, as_text
from amends.sources.extract import Extract, SourceError, SourceFile
from amends.sources.htd_json_charges import COUNT_FIELDS, Charges
from amends.sources.htd_json_repeats import Repeat, repeats
from amends.sources.humantraffickingdata import CIRCUIT, SENTENCED, STATE
from amends.sources.json_text import parsed, without_collector
from amends.sources.layout import Field, Level

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
    Field("Total Sentencing → Restitution", "restitution_usd", forms.DOLLARS),
)


def recognises(content: bytes) -> bool:
    """Whether bytes look like this layout: an object that speaks of defendants' details."""
    start = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    text = content.replace(b"\0", b"") if b"\0" in content[:64] else content
    return start.startswith(b"{") and (
        b'"Defendant Details"' in text or b'"Statute Sentencing"' in text
    )


def read(file: SourceFile, source: str) -> Extract:
    """The statements of one file. Raises SourceError when the file as a whole is not JSON."""
    with without_collector():
        coded = _gathered(file)
    return extract_of(file, source, coded)


def _gathered(file: SourceFile) -> Coded:
    document, content, notes = parsed(file)
    if not isinstance(document, dict) or not document:
        raise SourceError(
            f"{file.path}: expected one object, case id → case; this is another layout: check "
            "that it is the file of cases"
        )
    reader = _Reader(notes)
    for case_id, case in document.items():
        reader.take_case(case_id, case)
    for repeat in repeats(file, content, document):
        reader.take_repeat(repeat)
    return reader.coded()


class _Reader:
    """Gathers the records of a file, level by level, and what had to be set aside."""

    def __init__(self, notes: list[dict[str, str]]) -> None:
        self._aside = notes
        self._met = 0
        self._quarantined = 0
        self._cases = Records(CASE_FIELDS)
        self._judges = Records(JUDGE_FIELDS)
        self._defendants = Records(DEFENDANT_FIELDS)
        self._charges = Charges(self._set_aside)

    def take_case(self, case_id: str, case: object) -> None:
        """One case with its defendants; a case or defendant of another shape is set aside whole."""
        if type(case) is not dict:
            self._quarantine(case_id, "expected a case: an object with Defendant Details")
            return
        self._cases.take(case_id, None, None, case_id, case)
        for number, judge in enumerate(_judges(case), start=1):
            self._judges.take(case_id, None, number, case_id, {"Judges": judge})
        defendants = case.get("Defendant Details")
        if type(defendants) is dict:
            for defendant_id, defendant in defendants.items():
                self._take_defendant(case_id, defendant_id, defendant)
        elif defendants is not None:
            self._quarantine(
                f"{case_id} → Defendant Details", "expected an object, defendant id → defendant"
            )
        self._compare_with_stated(case_id, case, len(defendants) if type(defendants) is dict else 0)

    def take_repeat(self, repeat: Repeat) -> None:
        """A key that comes again later in its object: its defendants count as set aside."""
        self._met += repeat.defendants
        self._quarantined += repeat.defendants
        why = "comes again later in the same object; the last one is read, this one set aside"
        self._set_aside(repeat.place, repeat.field, repeat.value, why)

    def _take_defendant(self, case_id: str, defendant_id: str, defendant: object) -> None:
        place = f"{case_id} → {defendant_id}"
        if type(defendant) is not dict or defendant.keys().isdisjoint(_SECTIONS):
            self._quarantine(place, "expected a defendant: an object with Statute Sentencing")
            return
        self._met += 1
        self._defendants.take(case_id, defendant_id, None, place, defendant)
        for section in _SECTIONS:
            if type(defendant.get(section)) is not dict:
                why = "this section is missing, or no object; its values are unknown"
                self._set_aside(place, section, "", why)
            elif section == "Statute Sentencing":
                self._charges.take(case_id, defendant_id, place, defendant[section])

    def _compare_with_stated(self, case_id: str, case: Mapping[str, Any], found: int) -> None:
        summary = case.get("Summary")
        stated = summary.get("# Defendants") if type(summary) is dict else None
        if stated is not None and stated not in (str(found), found):
            why = f"not the number of defendants that the case holds: {found}; those are taken in"
            shown = as_text(stated) or ""
            self._set_aside(
                case_id, "Summary → # Defendants", shown if shown.isdecimal() else "", why
            )

    def _quarantine(self, place: str, why: str) -> None:
        self._met += 1
        self._quarantined += 1
        self._set_aside(place, "", "", f"{why}; this record was set aside whole")

    def _set_aside(self, place: str, name: str, value: str, why: str) -> None:
        """Put one field or record on the list of what was not taken in."""
        self._aside.append({"place": place, "field": name, "value": value, "why": why})

    def coded(self) -> Coded:
        """All that was read, with every field that the file never names."""
        counts = self._charges.frame()
        never_met = [
            *self._cases.never_met(),
            *self._defendants.never_met(),
            *self._charges.never_met(),
        ]
        for path in never_met:
            why = "no record has this field: missing or renamed; all its values are unknown"
            self._set_aside("every record", path, "", why)
        return Coded(
            layout=LAYOUT,
            levels=(
                Level(self._cases.frame(), CASE_FIELDS),
                Level(self._judges.frame(), JUDGE_FIELDS),
                Level(self._defendants.frame(), DEFENDANT_FIELDS),
                Level(counts, COUNT_FIELDS),
            ),
            rows_in=self._met,
            rows_quarantined=self._quarantined,
            set_aside=tuple(self._aside),
        )


def _judges(case: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """One object a judge: scalars for one, parallel lists for several."""
    judges = case.get("Judges")
    if type(judges) is not dict or not judges:
        return
    if not any(type(value) is list for value in judges.values()):
        yield judges
        return
    listed = {name: value if type(value) is list else [value] for name, value in judges.items()}
    for at in range(max(map(len, listed.values()))):
        yield {name: values[at] if at < len(values) else None for name, values in listed.items()}
