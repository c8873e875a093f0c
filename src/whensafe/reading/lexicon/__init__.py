"""The words of nine languages that times and quantities are said in, and what class each belongs to.

A language is one module with a table `WORDS`; everything else is the same for all. A class is one letter, so
that a sentence becomes a short string and the grammar a handful of regular expressions over it:

``n`` number word, ``1`` one or an article, ``z`` scale (thousand), ``Z`` "and a half", ``V`` vague number, ``v``
several, ``O`` ordinal, ``M`` month, ``W`` weekday, ``S`` season, ``A`` season said as "in winter", ``U`` unit of
time, ``J`` year, ``T`` a whole duration in one word; ``h`` hedge, ``H`` hedge after the number; ``i`` in, ``f``
from, ``t`` to, ``s`` since, ``b`` between, ``&`` and, ``|`` or, ``p`` for, ``<`` before, ``>`` after, ``y`` by;
``g``/``G`` ago (after, before), ``l``/``L`` later; ``a`` last, ``c`` this, ``x`` next; ``e`` beginning or end
of, ``?`` perhaps, ``o`` article or of, ``r`` yesterday, ``R`` a year from now, ``E`` the next day, ``q`` whole,
``*`` every; ``k`` what has a number for a name, ``$`` street, ``#`` age, ``@`` age after the number, ``Q`` the
clock, ``C`` what comes before the clock, ``K`` decade; ``u`` measure, ``m`` people or families, ``X`` of us.
"""

from __future__ import annotations

import functools
import importlib
from dataclasses import dataclass

from whensafe.reading.plain import level

LANGUAGES = ("en", "uk", "ru", "fr", "es", "de", "pl", "ca", "ar")

Entry = tuple[str, str]
"""(class, value)."""

_PLAIN_CLASSES = {
    "one": "1", "half": "Z", "vague": "V", "several": "v", "in": "i", "from": "f", "to": "t", "since": "s", "between": "b",
    "and": "&", "or": "|", "for": "p", "before": "<", "after": ">", "by": "y", "ago_after": "g", "ago_before": "G",
    "later_after": "l", "later_before": "L", "last": "a", "this": "c", "next": "x", "part_of": "e", "maybe": "?", "glue": "o",
    "whole": "q", "every": "*", "label": "k", "street": "$", "age": "#", "age_after": "@", "clock": "Q", "clock_before": "C",
    "us": "X",
}  # fmt: skip
_VALUED = {
    "number": "n", "scale": "z", "about_number": "d", "fixed_number": "N", "ordinal": "O", "unit": "U", "baked": "T",
    "hedge": "h", "hedge_after": "H", "day_deictic": "r", "year_deictic": "R", "next_day": "E", "decade": "K", "measure": "u",
}  # fmt: skip
_LISTED = {"month": ("M", 1), "weekday": ("W", 0), "season": ("S", 21), "season_adverb": ("A", 21)}
_ORDER = (
    "glue", "in", "one", "this", "to", "part_of", "and", "from", "before", "after", "later_after", "later_before", "for",
    "by", "ago_before", "ago_after", "since", "until", "between", "or", "next", "last", "whole", "every", "maybe", "age",
    "age_after", "clock", "clock_before", "street", "label", "hedge_after", "hedge", "ordinal", "several", "number",
    "scale", "about_number", "fixed_number", "half", "measure", "person", "family", "us", "decade", "year_deictic",
    "day_deictic", "next_day", "weekday", "season", "season_adverb", "month", "unit", "baked", "vague",
)  # fmt: skip
"""A word in several tables belongs to the last of them."""

_WORTH = frozenset("nzdNVKMWSAUJTrRE")
"""Classes without which a sentence has neither time nor quantity."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    ``phrases`` maps a first and a second word to what may follow the first, longest first. ``also`` holds every class a word has.
    """

    language: str
    words: dict[str, Entry]
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]]
    also: dict[str, dict[str, str]]
    triggers: frozenset[str]
    endings: frozenset[str]
    inverted: frozenset[str]
    some: frozenset[str]
    dative: tuple[str, ...]
    was: frozenset[str]
    after: dict[str, str]


def _rows(table: dict[str, object]) -> list[tuple[str, Entry]]:
    rows: list[tuple[str, Entry]] = []
    for name in _ORDER:
        given = table.get(name)
        if given is None:
            continue
        if name in _LISTED:
            letter, first = _LISTED[name]
            listed = given if isinstance(given, list) else []
            rows += [(w, (letter, str(first + n))) for n, words in enumerate(listed) for w in words.split()]
        elif isinstance(given, dict):
            for value, words in given.items():
                letter = "J" if (name, value) == ("unit", "Y") else _VALUED[name]
                rows += [(w, (letter, value)) for w in words.split()]
        elif name in ("person", "family"):
            rows += [(w, ("m", name)) for w in str(given).split()]
        else:
            letter = "t" if name == "until" else _PLAIN_CLASSES[name]
            rows += [(w, (letter, "until" if name == "until" else "")) for w in str(given).split()]
    return rows


def _cut(language: str, phrase: str) -> tuple[str, ...]:
    parts = []
    for part in phrase.split("_"):
        if language in ("fr", "ca") and "'" in part and not part.endswith("'"):
            head, _, tail = part.partition("'")
            parts += [head + "'", tail]
        else:
            parts.append(part)
    return tuple(p for part in parts for p in part.split("-") if p)


def _by_second(
    rest: dict[tuple[str, ...], Entry],
) -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for words, entry in sorted(rest.items(), key=lambda item: (-len(item[0]), item[0])):
        found.setdefault(words[0], []).append((words, entry))
    return {second: tuple(rows) for second, rows in found.items()}


@functools.cache
def lexicon(language: str) -> Lexicon | None:
    """The words of a language, or ``None`` for one that isn't read."""
    if language not in LANGUAGES:
        return None
    table: dict[str, object] = importlib.import_module(f"whensafe.reading.lexicon.{language}").WORDS
    words: dict[str, Entry] = {}
    phrases: dict[str, dict[tuple[str, ...], Entry]] = {}
    also: dict[str, dict[str, str]] = {}
    for written, entry in _rows(table):
        parts = _cut(language, level(written, arabic=language == "ar"))
        if len(parts) == 1:
            words[parts[0]] = entry
            also.setdefault(parts[0], {})[entry[0]] = entry[1]
        elif parts:
            phrases.setdefault(parts[0], {})[parts[1:]] = entry
    worth = {w for w, (letter, _) in words.items() if letter in _WORTH}
    for first, rest in phrases.items():
        for words_after, entry in rest.items():
            if entry[0] in _WORTH and worth.isdisjoint((first, *words_after)):
                worth.add(max((first, *words_after), key=len))

    def listed(name: str) -> frozenset[str]:
        return frozenset(str(table.get(name, "")).split())

    return Lexicon(
        language,
        words,
        {first: _by_second(rest) for first, rest in phrases.items()},
        also,
        frozenset(worth - {"a", "an"}),
        listed("ordinal_ending"),
        listed("approximate_inversion"),
        listed("some_before_number"),
        tuple(sorted(listed("age_dative"))),
        listed("age_was"),
        {
            " ".join(_cut(language, level(written, arabic=language == "ar"))): entry[1]
            for written, entry in _rows(table)
            if entry[0] == "H"
        },
    )
