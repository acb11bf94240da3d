"""Ids and names that occur twice in one object, which parsers of JSON pass over in silence.

A parser keeps the last of them. The earlier ones are told here, so that every defendant who stands
in the file is either taken in or named on the list of what was set aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amends.sources.columns import as_text
from amends.sources.extract import SourceError, SourceFile
from amends.sources.json_text import patiently

_SHOWN = frozenset(
    {"Victim Details", "Arrest Details", "Statute Sentencing", "Total Sentencing"},
)
"""Sections whose values can hold neither a name nor prose."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """One key that was dropped: where, its field if it is one, its value, the defendants in it."""

    place: str
    field: str
    value: str
    defendants: int


def repeats(file: SourceFile, content: bytes, document: Mapping[str, Any]) -> list[Repeat]:
    """Every key that occurs again later in its object. `document` is what a parser made of it.

    Looked for only when the text has more keys than the document: the slow way, pair by pair.
    Raises SourceError when it is nested too deeply for that.
    """
    # Keys end in a quotation mark and a colon; within a text that mark is escaped.
    keys = _keys_in(document)
    marks = content.count(b'":')
    if keys == marks or keys == marks - content.count(b'\\":'):
        return []
    dropped: dict[int, list[tuple[str, Any]]] = {}

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        last = dict(items)
        if len(last) < len(items):
            kept = {key: at for at, (key, _) in enumerate(items)}
            # The values are held here, so no other object can come to have the same id.
            dropped[id(last)] = [item for at, item in enumerate(items) if kept[item[0]] != at]
        return last

    try:
        whole = patiently(content, pairs)
    except RecursionError:
        raise SourceError(
            f"{file.path}: nested a thousand levels deep where case data has five; take out what "
            "is nested there"
        ) from None
    found: list[Repeat] = []
    inside: list[tuple[tuple[str, ...], dict[str, Any]]] = [((), whole)]
    while inside:
        path, one = inside.pop()
        found += [_repeat((*path, key), value) for key, value in dropped.get(id(one), ())]
        inside += [((*path, key), value) for key, value in one.items() if isinstance(value, dict)]
    return found


def _repeat(path: tuple[str, ...], value: object) -> Repeat:
    """`path` is case, section; or case, `Defendant Details`, defendant, section, field."""
    of_defendant = len(path) > 2 and path[1] == "Defendant Details"
    record = (path[0], path[2]) if of_defendant else path[:1]
    within = path[3:] if of_defendant else path[1:]
    shown = bool(within) and within[0] in _SHOWN and not isinstance(value, dict)
    return Repeat(
        " → ".join(record),
        " → ".join(within),
        (as_text(value) or "") if shown else "",
        _defendants_in(path, value),
    )


def _defendants_in(path: tuple[str, ...], value: object) -> int:
    if len(path) == 3 and path[1] == "Defendant Details":
        return 1
    details = value
    if len(path) == 1:
        details = value.get("Defendant Details") if isinstance(value, dict) else None
    elif len(path) != 2 or path[1] != "Defendant Details":
        return 0
    return len(details) if isinstance(details, dict) else 0


def _keys_in(document: Mapping[str, Any]) -> int:
    keys = len(document)
    for case in document.values():
        if type(case) is not dict:
            continue
        keys += len(case)
        for section in case.values():
            if type(section) is dict:
                keys += len(section)
        details = case.get("Defendant Details")
        if type(details) is not dict:
            continue
        for defendant in details.values():
            if type(defendant) is dict:
                keys += len(defendant)
                for section in defendant.values():
                    if type(section) is dict:
                        keys += len(section)
    return keys
