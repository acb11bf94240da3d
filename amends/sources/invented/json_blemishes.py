"""The faults of the source, made on purpose in the rendered JSON.

Each function makes one kind of fault and leaves every other leaf alone; they work in place on
objects that were rendered for this file only. A fault goes to the first case that can show it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from amends.sources.invented.json_layout import RenderedCase, RenderedDefendant, Section

Cases = Mapping[str, RenderedCase]

APOSTROPHE_READ_WRONGLY = "\u0090"
QUOTE_READ_WRONGLY = "\u0094"
MINUS = "\u2212"


def blemish_json(cases: Cases) -> None:
    """Make every kind of fault that the source is known for, at least once each."""
    for fault in _FAULTS:
        fault(cases)


def _quotes_read_wrongly(cases: Cases) -> None:
    """Every sixth summary lost its apostrophes and quotes to a wrong decoding."""
    for case in list(cases.values())[::6]:
        summary = case["Case Summary"] or ""
        summary = summary.replace("'", APOSTROPHE_READ_WRONGLY)
        case["Case Summary"] = summary.replace('"', QUOTE_READ_WRONGLY)


def _minus_signs_in_dockets(cases: Cases) -> None:
    """Every twentieth docket number was pasted with minus signs for its hyphens."""
    for case in list(cases.values())[3::20]:
        case["Summary"]["Case Number"] = _text(case["Summary"], "Case Number").replace("-", MINUS)


def _stray_spaces(cases: Cases) -> None:
    """Spaces before, after and inside names, captions, docket numbers and summaries."""
    for case in list(cases.values())[5::30]:
        case["Summary"]["Case Name"] = _text(case["Summary"], "Case Name") + "  "
        case["Case Summary"] = (case["Case Summary"] or "").replace(". ", ".  ") + " \r\n"
    for case in list(cases.values())[7::60]:
        case["Judges"]["Name"] = _text(case["Judges"], "Name") + " "
        case["Summary"]["Case Number"] = _text(case["Summary"], "Case Number") + " "
        for defendant in case["Defendant Details"].values():
            defendant["Summary"]["Name"] = _text(defendant["Summary"], "Name") + " "


def _empty_case_files(cases: Cases) -> None:
    """A column that carries nothing, here and there a line break."""
    for case in list(cases.values())[::100]:
        case["Summary"]["Case Files"] = "\n"


def _no_year(cases: Cases) -> None:
    """One case has neither year nor state, though its docket number and charges tell the year."""
    case = list(cases.values())[11]
    case["Summary"]["Year"] = None
    case["Summary"]["State"] = None


def _no_court(cases: Cases) -> None:
    """Two cases have no circuit, and one stands in several."""
    chosen = list(cases.values())
    chosen[17]["Summary"]["Federal District"] = None
    chosen[41]["Summary"]["Federal District"] = None
    chosen[41]["Summary"]["State"] = None
    chosen[29]["Summary"]["Federal District"] = "Multiple"


def _two_judges(cases: Cases) -> None:
    """One case lists two judges in parallel lists: the same one, spelled twice."""
    case = next(case for case in cases.values() if len(case["Defendant Details"]) == 2)
    judge = case["Judges"]
    spelled_otherwise = _text(judge, "Name").replace(" (", ", Jr. (")
    case["Judges"] = {field: [_text(judge, field)] * 2 for field in judge}
    case["Judges"]["Name"] = [_text(judge, "Name"), spelled_otherwise]
    last = list(case["Defendant Details"].values())[-1]
    last["Judge Info"]["Name"] = spelled_otherwise


def _no_judge(cases: Cases) -> None:
    """One case has no judge at all."""
    case = list(cases.values())[23]
    for section in (case["Judges"], *(d["Judge Info"] for d in case["Defendant Details"].values())):
        section.update(dict.fromkeys(section))


def _no_victim_numbers(cases: Cases) -> None:
    """One victim table is blank throughout; its summary, which says the case is invented, stays."""
    case = list(cases.values())[47]
    case["Victim Details"].update(dict.fromkeys(case["Victim Details"]))


def _unreadable_money(cases: Cases) -> None:
    """Two amounts that are no amounts: a letter O for a nought, and a note in place of a number."""
    paid = _defendants(cases, _was_ordered_to_pay)
    next(paid)["Total Sentencing"]["Restitution"] = "$1,2O0"
    next(paid)["Total Sentencing"]["Restitution"] = "TBD"


def _impossible_date(cases: Cases) -> None:
    """One arrest on the thirtieth of February."""
    arrested = next(_defendants(cases, _was_arrested))
    arrested["Arrest Details"]["Arrest Date"] = "2011-02-30"


def _no_charge_date(cases: Cases) -> None:
    """Two people have no day of charge; the year of their case is all there is."""
    for case in (list(cases.values())[13], list(cases.values())[33]):
        first = next(iter(case["Defendant Details"].values()))
        first["Arrest Details"]["Charge Date"] = None


def _sentences_not_counted(cases: Cases) -> None:
    """Two people have no number of sentences, and two have a code where months would stand."""
    ended = _defendants(cases, _has_ended)
    next(ended)["Total Sentencing"]["Total Sentences"] = None
    next(ended)["Total Sentencing"]["Total Sentences"] = None
    next(ended)["Total Sentencing"]["Months Sentenced"] = "999"
    next(ended)["Total Sentencing"]["Months Sentenced"] = "999"


_FAULTS: tuple[Callable[[Cases], None], ...] = (
    _quotes_read_wrongly,
    _minus_signs_in_dockets,
    _stray_spaces,
    _empty_case_files,
    _no_year,
    _no_court,
    _two_judges,
    _no_judge,
    _no_victim_numbers,
    _unreadable_money,
    _impossible_date,
    _no_charge_date,
    _sentences_not_counted,
)


def _defendants(
    cases: Cases, wanted: Callable[[RenderedDefendant], bool]
) -> Iterator[RenderedDefendant]:
    """The wanted defendants, at most one a case, from the middle of the file on."""
    for case in list(cases.values())[len(cases) // 2 :]:
        for defendant in case["Defendant Details"].values():
            if wanted(defendant):
                yield defendant
                break


def _was_ordered_to_pay(defendant: RenderedDefendant) -> bool:
    return defendant["Total Sentencing"]["Restitution"] not in (None, "$0")


def _was_arrested(defendant: RenderedDefendant) -> bool:
    return defendant["Arrest Details"]["Arrest Date"] is not None


def _has_ended(defendant: RenderedDefendant) -> bool:
    return defendant["Total Sentencing"]["Year Terminated"] is not None


def _text(section: Section, field: str) -> str:
    """A leaf that the layout always writes as text."""
    return cast(str, section[field])
