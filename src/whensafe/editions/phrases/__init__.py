"""What an edition's pages say in their own voice, whole in every language they speak.

A sentence is never put together from halves that only fit English. Names and dates are set into ``{…}``.
"""

from __future__ import annotations

from whensafe.editions.phrases.ar import ARABIC
from whensafe.editions.phrases.en import ENGLISH
from whensafe.editions.phrases.shape import Phrases
from whensafe.editions.phrases.uk import UKRAINIAN
from whensafe.errors import BadOption
from whensafe.nouns.text import Language

__all__ = ["LANGUAGES", "Phrases", "phrases"]

_ALL = {p.language: p for p in (ENGLISH, UKRAINIAN, ARABIC)}

LANGUAGES: tuple[Language, ...] = tuple(_ALL)
"""The languages that pages around the words can have. The words themselves may be in any."""


def phrases(language: Language) -> Phrases:
    """The phrases of this language, or `BadOption`."""
    found = _ALL.get(language)
    if found is None:
        spoken = ", ".join(LANGUAGES)
        raise BadOption("no pages in this language", where=language, todo=f"Use one of {spoken}.")
    return found
