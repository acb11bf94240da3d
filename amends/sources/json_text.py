"""The bytes of a JSON file into its object: fast where it is strict JSON, patient where it is not.

Files written by data frames hold NaN, files cut out of others hold half a character: what can be
read is read, and every leniency is named.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from amends.sources.encoding import decoded
from amends.sources.extract import SourceError, SourceFile

_HALF_A_CHARACTER = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""An escaped backslash, a pair of surrogates, or one surrogate alone, which is no character."""

Pairs = Callable[[list[tuple[str, Any]]], dict[str, Any]]


def parsed(file: SourceFile) -> tuple[Any, bytes, list[dict[str, str]]]:
    """The object in a file, the bytes it was read from, and a row for every leniency.

    Raises SourceError, with line and column, when it is not JSON by any leniency.
    """
    content = file.content.removeprefix(b"\xef\xbb\xbf")
    try:
        return orjson.loads(content), content, []
    except orjson.JSONDecodeError as error:
        strict_error = error
    text, notes = decoded(content)
    whole = _HALF_A_CHARACTER.sub(lambda m: r"\ufffd" if m["half"] else m[0], text)
    if whole != text:
        notes.append(_note("half a character (a lone surrogate) was replaced by U+FFFD"))
    content = whole.encode("utf-8", errors="replace")
    try:
        return orjson.loads(content), content, notes
    except orjson.JSONDecodeError:
        pass
    try:
        document = patiently(content)
    except (ValueError, RecursionError):
        raise SourceError(
            f"{file.path}, line {strict_error.lineno}, column {strict_error.colno}: not JSON from "
            f"here on ({strict_error.msg}); the file may be cut short or damaged: fetch it again"
        ) from None
    notes.append(_note(f"not strict JSON ({strict_error.msg}); read leniently"))
    return document, content, notes


def patiently(content: bytes, pairs: Pairs = dict) -> Any:
    """The object in bytes by the standard library, which knows NaN and shows every pair of keys.

    Numbers stay as they are written; NaN is a blank. Raises ValueError or RecursionError.
    """
    return json.loads(
        content,
        strict=False,
        parse_int=str,
        parse_float=str,
        parse_constant=lambda name: None if name == "NaN" else name,
        object_pairs_hook=pairs,
    )


@contextmanager
def without_collector() -> Iterator[None]:
    """While a document is read, no search for cycles: it has none, and they would be long ones."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _note(why: str) -> dict[str, str]:
    return {"place": "the whole file", "field": "", "value": "", "why": why}
