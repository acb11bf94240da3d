"""What the columns of HumanTraffickingData.org's spreadsheet mean, and how each is read.

`FedDistrict` occurs twice: first the district's name, then the circuit. Codes without a legend in
the file (race, bail, organised crime) and birth dates are not taken in, nor is the case summary's
prose.
"""

from __future__ import annotations

import polars as pl

from amends.law.districts import district_in
from amends.sources import forms
from amends.sources.humantraffickingdata import CIRCUIT, SENTENCED, STATE, STATUTE
from amends.sources.layout import Field


def _district(text: str) -> str | None:
    """`TN Middle` → M.D. Tennessee; `CT ` → D. Connecticut, which has only one."""
    state, _, part = text.partition(" ")
    found = district_in(state, part)
    return found.name if found else None


_DISTRICT = forms.Form(
    "a state and the part of it that is a district",
    lambda text: text.map_elements(_district, return_dtype=pl.String),
    example="TN Middle",
)

CASE_FIELDS = (
    Field("CaseNum", "docket_number", forms.DOCKET_NUMBER),
    Field("CaseName", "caption", forms.TEXT),
    Field("State", "state", STATE),
    Field("State and first FedDistrict", "district", _DISTRICT, "district"),
    Field("second FedDistrict", "circuit", CIRCUIT, "circuit"),
    Field("NumVic", "victims", forms.WHOLE_999),
    Field("NumVicMinor", "victims_minor", forms.WHOLE_999),
    Field("NumVicForeign", "victims_foreign", forms.WHOLE_999),
    Field("NumVicFemale", "victims_female", forms.WHOLE_999),
)
JUDGE_FIELDS = (
    Field("Judge", "judge", forms.TEXT),
    Field("JudgeTenure", "judge_since", forms.YEAR),
)
DEFENDANT_FIELDS = (
    Field("DefFirst DefLast", "name", forms.TEXT, "name"),
    Field("Alias", "alias", forms.TEXT),
    Field("ArrestAge", "arrest_age", forms.WHOLE_999),
    Field("ArrestDate", "arrested_on", forms.DAY),
    Field("ChargeDate", "charged_first", forms.DAY),
    Field("ChargeDate", "charged_last", forms.DAY),
    Field("Judge", "defendant_judge", forms.TEXT),
    Field("LaborTraf", "marked_labor", forms.YES_NO),
    Field("AdultSex", "marked_adult_sex", forms.YES_NO),
    Field("MinorSex", "marked_minor_sex", forms.YES_NO),
    Field("FelCharged", "counts_charged", forms.WHOLE_999),
    Field("FelSentenced", "counts_sentenced", forms.WHOLE_999),
    Field("FelSentenced", "sentence_status", SENTENCED),
    Field("SentDate", "sentenced_on", forms.DAY),
    Field("DateTerminated", "terminated_on", forms.DAY),
    Field("TotalSentence", "prison_months", forms.WHOLE_999),
    Field("Probation", "probation_months", forms.WHOLE_999),
    Field("SupRelease", "supervised_release_months", forms.WHOLE_999),
    Field("AssetForfeit", "forfeiture_ordered", forms.YES_NO),
    Field("Restitution", "restitution_usd", forms.DOLLARS),
)
COUNT_FIELDS = (
    Field("statute", "citation", STATUTE),
    Field("Counts", "charged", forms.WHOLE_999),
    Field("CountsNolProssed", "nolle_prossed", forms.WHOLE_999),
    Field("PleaDismissed", "dismissed_by_plea", forms.WHOLE_999),
    Field("PleaGuilty", "pleaded_guilty", forms.WHOLE_999),
    Field("TrialGuilty", "found_guilty", forms.WHOLE_999),
    Field("TrialNotGuilty", "acquitted", forms.WHOLE_999),
    Field("Fines", "fine_usd", forms.DOLLARS),
    Field("Sent", "count_prison_months", forms.WHOLE_999),
    Field("Prob", "count_probation_months", forms.WHOLE_999),
)
NEEDED = ("CaseDef", "CaseNum", "Restitution")
"""Columns without which nothing of this layout can be audited."""
