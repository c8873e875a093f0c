"""Words as an edition can carry them."""

from __future__ import annotations

import re

from whensafe.nouns.text import nfc

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tellable(text: str) -> str:
    """The text without what no page can carry: controls and letters that are none become a space."""
    return nfc(_CONTROLS.sub(" ", text)) if _CONTROLS.search(text) is not None else text


def line(text: str) -> str:
    """The same on one line."""
    return tellable(" ".join(text.split("\n")))
