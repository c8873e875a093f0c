"""Which forms belong together: keys that all forms of a word share.

`forms_key` gives a set of keys, each with its language before it; two words of one language are forms of each
other when their sets meet. Ukrainian has rules of its own; Snowball serves the rest
(https://snowballstem.org, BSD), with what it leaves out: vowels that flee in Russian and Polish, ó in Polish,
articles that lean on the word in French and Catalan, on both sides of it in Arabic. Other languages share
only equal words.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from whensafe.words import ukrainian
from whensafe.words.folding import APOSTROPHE, bare, fold

SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "tr": "turkish",
}
"""Languages with a Snowball stemmer here, by primary subtag."""

_BARE_FIRST = frozenset({"ru", "pl", "ar"})
"""Languages whose stems are taken of words without marks."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LEANING = re.compile(f"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|dell|nell|all|sull|un){APOSTROPHE}(?=..)")
_ARABIC_BEFORE = re.compile("(?:[وف]?[بكل]?ال|[وف]?لل)(?=..)")
_ARABIC_AND = re.compile("[وف](?=....)")
_RU_LAST = re.compile("^(.+)([оеё])([^аеёиоуыэюяь]+)$")
_PL_LAST = re.compile("^(.+?)i?e([^aąeęioóuy]+)$")


@lru_cache(maxsize=1 << 14)
def forms_key(word: str, language: str) -> frozenset[str]:
    """The keys of a word in a language (BCP 47; only the first subtag counts), folded or not.

    A word of unknown language (``und``, ``mul``) in Cyrillic script has the keys of Ukrainian and of Russian.
    """
    folded, primary = fold(word), language.split("-", maxsplit=1)[0].lower()
    if primary in ("und", "mul", "") and _CYRILLIC.search(folded):
        return forms_key(word, "uk") | forms_key(word, "ru")
    rule = _RULES.get(primary)
    stems = rule(folded) if rule is not None else _snowball(primary, [folded])
    return frozenset(f"{primary}:{stem}" for stem in stems if stem)


@lru_cache(maxsize=1 << 16)
def family(word: str, language: str) -> str:
    """One name for most forms of a word, as ten ASCII letters: each word has exactly one.

    Families are narrower than `forms_key`: the forms of a word lie in one of them or in a few (табір; табору,
    таборі …). They are what an index can hold one of for each word. Two families share a name about once in
    10^14.
    """
    folded, primary = fold(word), language.split("-", maxsplit=1)[0].lower()
    if primary in ("uk", "und", "mul", "") and _CYRILLIC.search(folded):
        name = f"uk:{ukrainian.stem(folded)}"
    else:
        name = f"{primary}:{min(_snowball(primary, [bare(folded) if primary in _BARE_FIRST else folded]))}"
    digest = hashlib.blake2b(name.encode(), digest_size=6).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


def _russian(word: str) -> set[str]:
    plain = bare(word)
    found = _snowball("ru", [word.replace("ё", "е")])
    last = _RU_LAST.match(plain.removesuffix("ь"))
    if last is not None:
        head, _, tail = last.groups()
        found |= {plain.removesuffix("ь"), head + tail}
        if head.endswith("о"):
            found.add(f"{head}и{tail}")  # боец, бойца
    elif len(plain) == 3:
        found.add(plain[:2])  # день, дня: too short for Snowball to cut
    return found


def _polish(word: str) -> set[str]:
    plain = bare(word)
    found = _snowball("pl", [word, plain])
    found = {bare(stem) for stem in found}
    last = _PL_LAST.match(plain)
    if last is not None:
        found.add(last[1] + last[2])
    if plain[-1:] not in "aeiouy":
        found.add(plain)
    return found


def _arabic(word: str) -> set[str]:
    plain = bare(word)
    readings = {plain, _ARABIC_BEFORE.sub("", plain, count=1)}
    leading = _ARABIC_AND.match(plain)
    if leading is not None:
        readings.add(plain[1:])
    return _snowball("ar", readings)


def _leaning(primary: str) -> Callable[[str], set[str]]:
    def stems(word: str) -> set[str]:
        return _snowball(primary, {word, _LEANING.sub("", word, count=1)})

    return stems


_RULES: dict[str, Callable[[str], Iterable[str]]] = {
    "uk": ukrainian.stems,
    "ru": _russian,
    "pl": _polish,
    "ar": _arabic,
    "fr": _leaning("fr"),
    "ca": _leaning("ca"),
    "it": _leaning("it"),
}


def _snowball(primary: str, words: Iterable[str]) -> set[str]:
    name = SNOWBALL.get(primary)
    if name is None:
        return set(words)
    import snowballstemmer  # brings all its languages along, half a second on a slow machine

    stemmer = snowballstemmer.stemmer(name)  # holds the word it works on, so none is shared between threads
    return {bare(stemmer.stemWord(word.replace(APOSTROPHE, "'"))) for word in words}
