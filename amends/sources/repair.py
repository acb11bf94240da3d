"""Text that was decoded wrongly, set right; the words as they stand stay in the evidence."""

from __future__ import annotations

import re

import ftfy
import polars as pl

_SUSPECT = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u2010-\u2015\u2212\u200b-\u200f"
    r"\u202a-\u202e\u2066-\u2069\ufeff\ufffd]|Ã|â€|Â"
)
"""Characters that a clean English text does not have: controls, odd dashes, mojibake."""

_DASHES = r"[\u2010-\u2015\u2212\ufe63\uff0d]"
_APOSTROPHE = re.compile(r"(?<=\w)\x90(?=[st]?\b)|(?<=s)\x90(?=\s)")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def repair(text: str) -> str:
    """Mend one text: mojibake by ftfy, U+0090 as the apostrophe or quote it was, unseen controls.

    U+0090 stands in HumanTraffickingData's files where an apostrophe or a closing quotation
    mark was lost in decoding; no code page gives it back, so its neighbours decide.
    """
    apostrophes = _APOSTROPHE.sub("’", text).replace("\x90", "”")
    mended = ftfy.fix_text(apostrophes, uncurl_quotes=False, normalization="NFC")
    return re.sub(r"\s+", " ", _UNSEEN.sub("", mended)).strip()


def repaired(text: pl.Expr) -> pl.Expr:
    """A column of text with every suspect value mended, and blanks folded."""
    return text.map_batches(_mended, return_dtype=pl.String)


def _mended(texts: pl.Series) -> pl.Series:
    suspect = texts.str.contains(_SUSPECT).fill_null(value=False)
    folded = texts.str.replace_all(r"\s+", " ").str.strip_chars()
    if not suspect.any():
        return folded
    mended = pl.Series([repair(text) for text in texts.filter(suspect)], dtype=pl.String)
    return folded.scatter(suspect.arg_true(), mended)


def set_right(text: pl.Expr) -> pl.Expr:
    """A column of identifiers with typographic dashes as hyphens and no unseen characters."""
    return (
        text.str.replace_all(_DASHES, "-")
        .str.replace_all(_UNSEEN.pattern, "")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )
