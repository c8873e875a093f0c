"""Text as it is kept: NFC, code points, one language tag beside it."""

from __future__ import annotations

import unicodedata
from typing import NewType

Language = NewType("Language", str)
"""A BCP 47 tag, as short as it can be: ``uk``, ``uk-Latn``; ``mul`` several, ``und`` unknown."""

HOLE = "\ufffc"
"""U+FFFC. In a transcript it stands for a sealed stretch, whatever its length. In a source: a question."""

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "ckb", "ps", "sd", "ug", "yi", "dv", "syr"})


def nfc(text: str) -> str:
    """The one normal form that every stored text has; positions count its code points."""
    return unicodedata.normalize("NFC", text)


def direction(language: str | None) -> str:
    """``rtl`` or ``ltr``, for the page."""
    primary = (language or "und").split("-")[0].lower()
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"
