"""Identify languages with `py3langid`, restricted to what the script and the letters leave possible.

The model reads a few hundred characters at most; it is loaded at the first use, once per process.
"""

from __future__ import annotations

import copy
import functools
from collections import Counter
from collections.abc import Sequence
from typing import Any

from whensafe.intake.language import letters
from whensafe.nouns.text import Language

UNKNOWN, SEVERAL = Language("und"), Language("mul")
SAMPLE = 1500
"""Letters of a text that are looked at: more says nothing new and costs time."""
SURE = 0.9
SHORTEST = 25
"""Letters a turn in a Latin script needs before it may differ from its document."""


@functools.cache
def _whole_model() -> Any:  # the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads numpy and a model: a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@functools.lru_cache(maxsize=8)
def _model(languages: tuple[str, ...]) -> Any:
    """The model restricted to these languages: a view of the whole one, which is loaded once."""
    model = copy.copy(_whole_model())
    model.set_languages(list(languages))
    return model


def _among(text: str, languages: tuple[str, ...]) -> tuple[Language, float]:
    """The likeliest of these languages, with its share of the likelihood of all of them."""
    language, share = _model(languages).classify(text)
    return Language(language), float(share)


def _identify(text: str) -> tuple[Language, float]:
    """The likeliest language of a text, and how sure (0 to 1)."""
    sample = text[:SAMPLE]
    script, count = letters.script_of(sample)
    if script in letters.OF_SCRIPT:
        return Language(letters.OF_SCRIPT[script]), 1.0
    if script == "ARABIC":
        present = set(sample)
        return Language(
            next((code for code, own in letters.ARABIC_SCRIPT if len(own & present) > 1), "ar")
        ), 1.0
    if script == "CYRILLIC":
        by_letters = letters.slavic(sample)
        if by_letters == "mul":
            return SEVERAL, 0.0
        if by_letters is not None:
            return Language(by_letters), 1.0
        return _among(sample, letters.CYRILLIC if count > 200 else ("uk", "ru"))
    if script == "LATIN":
        return _among(sample, letters.LATIN)
    return UNKNOWN, 0.0


def language_of(texts: Sequence[str], declared: str | None = None) -> Language:
    """The language of a document from its texts; where two have half the floor each, ``mul``.

    What the source declares counts only where the words do not settle it: templates declare anything.
    """
    if letters.two_scripts_throughout(texts):
        return SEVERAL
    weights: Counter[Language] = Counter()
    size = 0
    for text in texts:
        size += len(text)
        language, confidence = _identify(text)
        if confidence >= SURE:
            weights[language] += min(len(text), SAMPLE)
        if size > 40 * SAMPLE:
            break
    if not weights:
        return _from_all(texts, declared)
    ranked = weights.most_common(2)
    if len(ranked) == 2 and ranked[1][1] > 0.46 * weights.total():
        return SEVERAL
    return ranked[0][0]


def _from_all(texts: Sequence[str], declared: str | None) -> Language:
    joined = " ".join(texts)[:SAMPLE]
    primary = Language((declared or "").split("-")[0].lower())
    script, count = letters.script_of(joined)
    if primary and count < 200:
        return primary
    language, confidence = _identify(joined)
    if confidence == 0.0 and primary:
        return primary
    if script == "LATIN" and count < SHORTEST:
        return UNKNOWN
    if language == SEVERAL and script == "CYRILLIC":
        return _among(joined, ("uk", "ru"))[0]
    return language


def turn_languages(texts: Sequence[str], document: Language) -> list[Language]:
    """The language of each turn. A short or mixed turn is in its document's language.

    A short turn in Cyrillic inside a document of another script takes the language of the other such turns.
    """
    found = [_of_turn(text, document) for text in texts]
    slavic = Counter(language for language in found if language in letters.CYRILLIC)
    if document in letters.CYRILLIC or document == SEVERAL:
        return found
    return [
        _short_cyrillic(text, slavic)
        if language == document and letters.script_of(text[:SAMPLE])[0] == "CYRILLIC"
        else language
        for text, language in zip(texts, found, strict=True)
    ]


def _short_cyrillic(text: str, others: Counter[Language]) -> Language:
    return others.most_common(1)[0][0] if others else _among(text[:SAMPLE], ("uk", "ru"))[0]


def _of_turn(text: str, document: Language) -> Language:
    sample = text[:SAMPLE]
    script, count = letters.script_of(sample)
    if not count or (script == "LATIN" and (count < SHORTEST or len(set(sample.casefold().split())) < 5)):
        return document
    if script == "CYRILLIC":
        by_letters = letters.slavic(sample)
        if by_letters is not None:
            return document if by_letters == "mul" else Language(by_letters)
        if count <= 60 or document in {"uk", "ru", "be"}:
            return document
    language, confidence = _identify(sample)
    least = 0.97 if script in {"LATIN", "CYRILLIC"} and count < 120 else SURE
    return language if confidence >= least and count >= 4 and language not in {UNKNOWN, SEVERAL} else document
