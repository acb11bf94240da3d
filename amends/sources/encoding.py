"""Bytes into text, whatever they were saved as; every guess is named."""

from __future__ import annotations

_NUL = "\0"


def decoded(content: bytes) -> tuple[str, list[dict[str, str]]]:
    """The text of a file, and a row for the list of what was set aside for every guess made.

    UTF-8 unless a byte order mark, or a zero in every second byte, says UTF-16; what is neither is
    read as Windows-1252, the code page of old spreadsheets.
    """
    text, why = _text_of(content)
    notes = [_note(*why)] if why else []
    if _NUL in text:
        line = text.count("\n", 0, text.index(_NUL)) + 1
        notes.append(_note(line, f"{text.count(_NUL):,} zero bytes were passed over"))
        text = text.replace(_NUL, "")
    return text, notes


def _text_of(content: bytes) -> tuple[str, tuple[int, str] | None]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace"), None
    for name, zeros in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[0:200:2])):
        if len(zeros) > 10 and not any(zeros):
            return content.decode(name, errors="replace"), (1, f"read as {name.upper()}")
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        why = "not UTF-8 from here on; the file was read as Windows-1252"
        return content.decode("cp1252", errors="replace"), (line, why)


def _note(line: int, why: str) -> dict[str, str]:
    return {"place": f"line {line}", "field": "", "value": "", "why": why}
