"""Ukrainian case forms, by rule.

There is no Ukrainian stemmer among the libraries we may ship, and dictionaries don't know the names of
villages and people. So: a form gives the *set* of stems it may come from, and two forms belong together when
their sets meet. The rules are those of a school grammar: endings of nouns and adjectives; і that becomes о or
е when the syllable opens (табір, табору; Київ, Києва); vowels that flee (в’язень, в’язня; Оленівок,
Оленівка); к, г, х that become ц, з, с before і (Оленівка, Оленівці); doubled consonants (сіль, сіллю). Verbs
have keys of their own, so that *брати* the brothers and *брати* to take don't make all verbs nouns.

A set can meet another that it has no business with (*рік* the year, *ріка* the river): a search then shows a
hit too many. What the rules must not do is miss a form; `tests/words/test_ukrainian.py` holds whole
paradigms.
"""

from __future__ import annotations

import re

_VOWELS = "аеєиіїоуюя"
_SHORTEST = 3

# Endings; the longest one that fits is taken. Beside each, what else the same letters may be: a shorter
# ending, or the stem itself ("").
_ENDINGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ього", "ьому", "ьої", "ьою", "ими", "іми", "їми", "ами", "ями", "ого"), ()),
    "ому": ("у",),
    **dict.fromkeys(("ові", "еві", "єві"), ("і",)),
    **dict.fromkeys(("ої", "ою", "ею", "єю", "ьо"), ()),
    **dict.fromkeys(("ий", "ій", "їй", "ей"), ("й",)),
    **dict.fromkeys(
        ("им", "ім", "їм", "ом", "ем", "єм", "ам", "ям", "их", "іх", "їх", "ах", "ях", "ів", "їв"), ("",)
    ),
    **dict.fromkeys(("а", "я", "у", "ю", "і", "ї", "и", "е", "є", "о", "й"), ()),
}
_LONGEST = max(map(len, _ENDINGS))
_BEFORE_I = {"ц": "к", "з": "г", "с": "х"}
_BEFORE_E = {"ж": "гз", "ч": "кц", "ш": "х"}
_LAST_SYLLABLE = re.compile(f"([{_VOWELS}])([^{_VOWELS}]+)$")
_IRREGULAR = {
    "мати": "матер",
    **dict.fromkeys(("друзів", "друзям", "друзями", "друзях"), "друг"),
    **dict.fromkeys(("днем", "днів", "дням", "днями", "днях"), "дн"),
}

_REFLEXIVE = re.compile("(?<=..)(?:ся|сь)$")
_VERB = re.compile(
    "(?:ти|ть|в|ла|ло|ли|є|єш|ємо|єте|ю|ють|еш|емо|ете|уть|иш|имо|ите|ать|ять|ить|й|ймо|йте|вши|ючи|учи)$"
)
_THEME = re.compile("(?:ува|юва|ова|ну|а|я|и|і|у|ю)$")


def stems(word: str) -> frozenset[str]:
    """The stems a folded word may come from; verb stems begin with ``v:``. Never empty for a word."""
    plain = word.replace("\u02bc", "")
    found = {_IRREGULAR[plain]} if plain in _IRREGULAR else set()
    for stem, ending in _readings(plain):
        found |= _closed(stem) if ending == "" else _open(stem, ending)
    return frozenset(found | _verb(plain) or {plain})


def stem(word: str) -> str:
    """The stem of a folded word's first reading: one for most of its forms."""
    cut, ending = _readings(word.replace("\u02bc", ""))[0]
    return cut if ending else cut.removesuffix("ь")


def _readings(word: str) -> list[tuple[str, str]]:
    """Ways to cut the word into a stem and an ending; the ending is empty for a bare stem."""
    for length in range(min(_LONGEST, len(word) - 1), 0, -1):
        stem, ending = word[:-length], word[-length:]
        shorter = _ENDINGS.get(ending)
        if shorter is not None and _may_be_stem(stem, ending):
            return [(stem, ending), *((word.removesuffix(other), other) for other in shorter)]
    return [(word, "")]


def _may_be_stem(stem: str, ending: str) -> bool:
    if len(ending) == 1:
        return len(stem) >= 2
    return len(stem) >= _SHORTEST and any(c in _VOWELS for c in stem)


def _open(stem: str, ending: str) -> set[str]:
    """Stems before an ending."""
    found = {stem}
    if ending in ("і", "ї") and stem[-1] in _BEFORE_I:
        found.add(stem[:-1] + _BEFORE_I[stem[-1]])
    if ending == "е" and stem[-1] in _BEFORE_E:
        found |= {stem[:-1] + c for c in _BEFORE_E[stem[-1]]}
    if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        found.add(stem[:-1])
        found |= _closed(stem[:-1])
    if stem.endswith("ійц"):
        found.add(stem[:-3] + "оєц")
    return found


def _closed(word: str) -> set[str]:
    """Stems of a word that ends in its stem: і may come from о or е, and о or е may flee."""
    stem = word.removesuffix("ь")
    found = {stem}
    last = _LAST_SYLLABLE.search(stem)
    if last is None:
        return found
    head, vowel, tail = stem[: last.start()], last[1], last[2]
    if vowel in "ії":
        found |= {head + other + tail for other in ("оеє" if vowel == "і" else "єо")}
    if vowel in "оеє" and head and len(head) + len(tail) >= 2:
        found.add(head + tail)
    if vowel == "є" and head.endswith("о"):
        found.add(head[:-1] + "ій" + tail)
    return found


def _verb(word: str) -> set[str]:
    plain = _REFLEXIVE.sub("", word)
    match = _VERB.search(plain)
    if match is None or match.start() < 2:
        return set()
    root = plain[: match.start()]
    shorter = _THEME.sub("", root)
    return {f"v:{shorter if len(shorter) >= _SHORTEST else root}"}
