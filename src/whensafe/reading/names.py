"""Numbers that are names, ages or the time of day: they are taken out before anything is counted."""

from __future__ import annotations

import re

from whensafe.reading.items import Item
from whensafe.reading.lexicon import Lexicon

_LABELLED = re.compile(
    r"k(?:k|P(?=[N1Y]))*(?P<n>[N1Y])(?![Mu])|\$w{0,2},?(?P<s>[N1Y])|B[,woi]{0,6}\|[iotpw]{0,2}(?P<b>[N1Y])"
    r"|(?P<c>[N1])(?:[UJ])?Q|C(?P<d>[N1O])|U(?P<e>N)(?=[oP,w])"
)
_AGES = re.compile(r"(?P<cue>#)[iw]?h?(?P<n>N)(?P<unit>J?@?)(?P<next>.?)|(?P<n2>N)-?J-?@|(?P<n3>N)J(?=@)")
_MOST = 115


def without_names(items: list[Item], words: Lexicon) -> list[Item]:
    """The items, where a number that doesn't count anything is opaque."""
    letters = "".join(i.letter for i in items)
    for match in _LABELLED.finditer(letters):
        for name in ("n", "s", "b", "c", "d", "e"):
            if match[name] and (name != "e" or words.language == "en"):
                items[match.start(name)].letter = "B"
    _ordinals(items, letters)
    items = [item for item in items if item.letter != "~"]
    _clocks(items, words)
    letters = "".join(i.letter for i in items)
    if words.language in ("de", "pl", "es", "ca", "fr"):
        _with_a_point(items, letters, words)
    if words.inverted:
        _inverted(items, words)
    if words.dative or "#" in letters or "@" in letters or "J" in letters:
        _ages(items, words)
    return items


def _ordinals(items: list[Item], letters: str) -> None:
    """Двадцать шестого is the twenty-sixth; две тысячи девятнадцатого is the year."""
    for match in re.finditer(r"NO", letters):
        number, ordinal = items[match.start()], items[match.start() + 1]
        low, rest = number.low, int(ordinal.value or 0)
        if number.low != number.high or not isinstance(low, int) or number.text.isdecimal():
            continue
        if 1500 <= low <= 2100 and low % 10 == 0 and rest < 100:
            number.letter = "~"
            ordinal.letter, ordinal.start = "Y", number.start
            ordinal.low = ordinal.high = low + rest
        elif low in (20, 30) and rest < 10 and letters[match.end() : match.end() + 1] not in ("M", "J"):
            number.letter = ordinal.letter = "B"


_HOURS = {"en": ("at",), "uk": ("о", "об"), "fr": ("vers",)}


def _clocks(items: list[Item], words: Lexicon) -> None:
    """At four, at twenty to two, о третій сорок, vers quatre heures et demie."""
    starts = _HOURS.get(words.language, ())
    for at, item in enumerate(items[:-1]):
        if item.text not in starts:
            continue
        behind = "".join(i.letter for i in items[at + 1 : at + 5])
        match = re.match(r"N(?:[Nt]N|t|N)*(?![mu])(?:U(?:Z?))?", behind) or re.match(r"ON", behind)
        first = items[at + 1]
        if match is None or (first.low or 0) > 24 or first.low != first.high:
            continue
        following = items[at + 1 + match.end()] if at + 1 + match.end() < len(items) else None
        counted = following is not None and following.letter == "w" and following.text not in _LATER
        if counted or ("U" in match[0] and words.language != "fr") or "M" in behind[:2]:
            continue
        for number in items[at + 1 : at + 1 + match.end()]:
            number.letter = "B"


_LATER = frozenset(
    [
        "i",
        "we",
        "they",
        "he",
        "she",
        "it",
        "you",
        "the",
        "the",
        "my",
        "я",
        "ми",
        "мы",
        "ми",
        "він",
        "вона",
        "вони",
        "je",
        "on",
        "il",
        "elle",
        "nous",
        "ils",
    ]
)


def _with_a_point(items: list[Item], letters: str, words: Lexicon) -> None:
    """German and Polish ordinals in figures: die 93. Brigade, lata 90."""
    for match in re.finditer(r"(?P<years>J?)(?P<n>N)P(?=[wmk,])|(?P<years2>J)(?P<n2>N)", letters):
        item = items[match.start("n") if match["n"] else match.start("n2")]
        years = items[match.start()].text in ("lat", "lata", "latach", "años", "anys", "années")
        tens = isinstance(item.low, int) and item.low % 10 == 0 and 30 <= item.low <= 90
        if years and tens and item.text.isdecimal():
            item.letter, item.value = "K", item.text
        elif (
            match["n"]
            and words.language in ("de", "pl")
            and item.text.isdecimal()
            and items[match.end() - 1].start == item.end
        ):
            item.letter = "B"


def _inverted(items: list[Item], words: Lexicon) -> None:
    """A unit of time before its number makes it about so many: "лет пять" is said for about five years."""
    for at in range(len(items) - 1):
        unit, number = items[at], items[at + 1]
        if unit.letter not in "UJ" or number.letter != "N" or unit.text not in words.inverted:
            continue
        if (at and items[at - 1].letter in "NYO1vaMS") or (
            items[at + 2 : at + 3] and items[at + 2].letter in "UJMum"
        ):
            continue
        if at and items[at - 1].letter == "," and unit.letter == "J" and (number.low or 0) >= 12:
            number.letter = unit.letter = "B"  # один из них, лет двадцати пяти
            continue
        ends = number.end
        number.start, number.end, number.hedge = unit.start, unit.end, "about"
        unit.start, unit.end = number.end, ends
        items[at], items[at + 1] = number, unit


def _ages(items: list[Item], words: Lexicon) -> None:
    letters = "".join(i.letter for i in items)
    told = False
    for at, item in enumerate(items):
        if item.letter != "N" or not isinstance(item.low, int) or item.low > _MOST or item.hedge:
            continue
        rest = letters[at + 1 : at + 3]
        years = rest.startswith("J")
        closes = rest == "" or rest[0] in "P,"
        aged = _aged(items, letters, at, years, closes, words)
        if aged or (told and (years or closes)):
            told = True
            item.letter = "B"
            if years:
                items[at + 1].letter = "B"
            letters = "".join(i.letter for i in items)


def _aged(items: list[Item], letters: str, at: int, years: bool, closes: bool, words: Lexicon) -> bool:
    before = letters[:at]
    behind = letters[at + 1 : at + 6]
    if re.match(r"-?J-?@|@", behind):
        return True
    language = words.language
    if language in ("uk", "ru"):
        place = at - 1
        if years and place >= 0 and items[place].letter == "m":
            return True  # парня 16 лет
        while place >= 0 and items[place].text in words.was:
            place -= 1
        dative = place >= 0 and (
            items[place].letter == "#"
            or (place >= 0 and len(items[place].text) > 4 and items[place].text.endswith(words.dative))
        )
        return dative and (years or closes)
    if language in ("en", "de"):
        if not before.endswith("#"):
            return False
        following = items[at + 1].text if at + 1 < len(items) else ""
        return (
            closes
            or items[at - 1].text in ("aged", "age")
            or following in ("at", "when", "then", "als", "damals")
        )
    if years and language in ("fr", "es", "ca") and re.search(r"[m,]oh?$", before):
        return True  # un garçon de 16 ans; l'un d'eux, d'environ 25 ans
    return years and re.search(r"#w{0,2}$" if language == "ar" else r"#h?w?$", before) is not None
