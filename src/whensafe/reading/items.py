"""A sentence as items: words, numbers and signs with their class, each with its place.

The class letters are in `lexicon`. Here are added: ``Y`` four figures that may be a year, ``D`` a date in
figures, ``B`` a number that is a name, a telephone or the clock, ``N`` a number, ``w`` any other word, ``P``
the end of a clause, and the signs ``,`` ``-`` (joined on both sides) and ``_`` (a dash between spaces).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whensafe.nouns.quantity import Amount
from whensafe.reading.lexicon import Entry, Lexicon

_NUMERIC = (
    r"(?P<D>(?<![\d.])(?:\d{4}-\d\d-\d\d|\d{1,2}(?P<sep>[./])\d{1,2}(?P=sep)(?:\d{4}|\d\d))(?![\d/]))"
    r"|(?P<B>\+\d[\d \-()]{6,}\d|0\d{2,}[\d \-]*\d|0\d(?: \d\d){2,}|\d{2,4}(?: \d{2,4}){3,}"
    r"|\d{2,4} \d{3} \d\d \d\d|\d+h?/\d+h?"
    r"|\d{1,2}(?::\d\d| ?h ?\d\d\b)(?::\d\d)?|№ ?\d+|\d{1,2} ?[ap]\.?m\b)"
    r"|(?P<N>\d{1,3}(?:[ .,']\d{3})+(?![\d])|\d+(?:[.,]\d{1,2}(?![\d.,]))?)"
)
_WORD = {
    "plain": r"(?P<w>[^\W\d_]+(?:['·][^\W\d_]+)*)(?P<B2>-?(?!(?:19|20)\d\d\b)\d\w*)?",
    "elided": r"(?P<w>[^\W\d_]+'?)(?P<B2>-(?!(?:19|20)\d\d\b)\d\w*)?",
}
_WORD["arabic"] = _WORD["plain"].replace("-?(?!", "-(?!")  # an attached "and" may stand before a figure
_KIND = {"fr": "elided", "ca": "elided", "ar": "arabic"}
_SIGN = r"|(?P<s>[^\w\s])"
_TOKENS = {
    apart: re.compile(rf"(?P<B3>https?://\S+)|{word}|(?=[\d+№])(?:{_NUMERIC}){_SIGN}")
    for apart, word in _WORD.items()
}
_SENTENCE = re.compile(r"\n+|[.!?…؟](?<=[^\W\d_]{2}.)[\"»”’)]*\s+(?=[^\W\d_a-zа-яіїєґ]|[—«“¿¡\"])")
_NAMES = frozenset(("марта", "августа", "мая", "maja", "липа", "augusta"))
"""Months that are people when they are written with a capital."""

_PREFIXES = ("و", "ف", "ل", "ب", "ك")


@dataclass(slots=True)
class Item:
    """One item. ``low`` and ``high`` are a number's bounds, ``best`` its value where there is one."""

    letter: str
    start: int
    end: int
    text: str
    value: str = ""
    low: Amount | None = None
    high: Amount | None = None
    hedge: str = ""
    scale: int = 1


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a plain text stand. The German "12. Mai" is one, not two."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.start() + (match[0][0] != "\n")
        start = match.end()
    yield start, len(text)


def worth_reading(text: str, words: Lexicon) -> bool:
    """Whether anything in the sentence could be a time or a number: most have nothing, and end here."""
    if any(map(text.__contains__, "0123456789")):
        return True
    found = _QUICK.findall(text)
    if not words.triggers.isdisjoint(found):
        return True
    if words.language == "ar":
        return any(w[0] in _PREFIXES and w[1:] in words.triggers for w in found if len(w) > 2)
    return words.language in ("fr", "ca") and any("'" in w for w in found)


_QUICK = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def _number(text: str) -> Amount:
    groups = re.split(r"[ .,']", text)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]):
        return int("".join(groups))
    if len(groups) == 2:
        return float(f"{groups[0]}.{groups[1]}")
    return int(text)


def _phrase(tokens: list[tuple[str, str, int, int]], at: int, words: Lexicon) -> tuple[int, Entry] | None:
    starting = words.phrases[tokens[at][1]]
    if at + 1 >= len(tokens):
        return None
    second = tokens[at + 1][1]
    if second == "-" and at + 2 < len(tokens):
        second = tokens[at + 2][1]
    rows = starting.get(second)
    if rows is None:
        return None
    following = [(n, t[1]) for n, t in enumerate(tokens[at + 1 : at + 8], at + 1) if t[1] != "-"]
    for rest, entry in rows:
        if [word for _, word in following[: len(rest)]] == list(rest):
            return following[len(rest) - 1][0] + 1, entry
    return None


def _tokens(text: str, words: Lexicon) -> list[tuple[str, str, int, int]]:
    found: list[tuple[str, str, int, int]] = []
    for match in _TOKENS[_KIND.get(words.language, "plain")].finditer(text):
        kind, word, (start, end) = match.lastgroup or "s", match.group(), match.span()
        if kind == "w" and words.language == "ar" and word not in words.words and word not in words.phrases:
            while (
                len(word) > 2
                and word[0] in _PREFIXES
                and word not in words.words
                and word not in words.phrases
            ):
                if word[1:] in words.words or word[1:] in words.phrases or word[1] in _PREFIXES:
                    found.append(("w", word[0], start, start + 1))
                    word, start = word[1:], start + 1
                else:
                    break
            if word.startswith("لل") and "ا" + word[1:] in words.words:
                word = "ا" + word[1:]
        found.append((kind, word, start, end))
    return found


def _figures(word: str, start: int, end: int) -> Item:
    value = _number(word)
    year = word.isdecimal() and len(word) == 4 and 1500 <= int(word) <= 2100
    return Item("Y" if year else "N", start, end, word, "", value, value)


def _joined(items: list[Item], at: int) -> bool:
    return 0 < at < len(items) and items[at - 1].end == items[at].start


def items_of(text: str, base: int, original: str, words: Lexicon) -> list[Item]:
    """The items of one sentence (``text`` begins at ``base``); ``original`` is it with its capitals."""
    tokens = _tokens(text, words)
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        kind, word, start, end = tokens[at]
        s, e = base + start, base + end
        at += 1
        if kind == "N" and len(word) == 2 and found and found[-1].text == "'" and found[-1].end == s:
            found[-1] = Item("D", s - 1, e, "'" + word, "'" + word)
        elif kind == "N":
            found.append(_figures(word, s, e))
            at = _endings(tokens, at, found, words)
        elif kind[0] == "B":
            found.append(Item("B", s, e, word))
        elif kind == "D":
            found.append(Item("D", s, e, word, word))
        elif word in "-—/":
            found.append(Item(_dash(text, start, end), s, e, word))
        else:
            phrase = _phrase(tokens, at - 1, words) if word in words.phrases else None
            entry: Entry | None
            if phrase is not None:
                at, entry = phrase
                e = base + tokens[at - 1][3]
                word = text[start : e - base]
            else:
                entry = words.words.get(word)
            if entry is None:
                letter = "w" if kind == "w" else ("," if word in ",،" else "P")
                found.append(Item(letter, s, e, word))
            else:
                entry = _after(found[-1].letter if found else "", entry, word, words)
                found.append(_worded(entry, s, e, word, original[start : e - base], words))
    return found


def _dash(text: str, start: int, end: int) -> str:
    """A hyphen joins two words or two numbers; a dash between spaces parts them."""
    spaced = start > 0 and text[start - 1] == " " and text[end : end + 1] in ("", " ")
    digits = (
        text[max(0, start - 2) : start].strip()[-1:].isdigit() and text[end : end + 2].strip()[:1].isdigit()
    )
    return "-" if not spaced or digits else "_"


def _after(last: str, entry: Entry, word: str, words: Lexicon) -> Entry:
    """The class of a word that means something else after what stands before it."""
    if last and entry[0] == "h" and last in "nzNVd" and word in words.after:
        return "H", words.after[word]
    if word == "an" and last == "z":
        return "&", ""  # "a hundred an fifty", as it is spoken
    if words.language == "pl" and word == "lata" and last in tuple("acef"):
        return "S", "22"  # zeszłego lata: the genitive of summer, else the plural of year
    return entry


def _worded(entry: Entry, start: int, end: int, word: str, written: str, words: Lexicon) -> Item:
    letter, value = entry
    if (
        words.language == "en"
        and letter == "M"
        and word in ("may", "march", "mar", "jan", "sep")
        and written[:1].islower()
    ):
        letter = "w"
    if letter == "M" and word in _NAMES and written[:1].isupper():
        letter = "w"
    item = Item(letter, start, end, word, value)
    if letter == "V":
        other = words.also.get(word, {})
        item.scale = int(other.get("z", 1))
        item.hedge = other.get("d", "")
    if letter in "nzdN":
        amount = float(value) if "." in value else int(value)
        item.low = item.high = amount
        if letter == "d":
            item.hedge = "about"
    elif letter == "1":
        item.low = item.high = 1
    return item


def _endings(tokens: list[tuple[str, str, int, int]], at: int, found: list[Item], words: Lexicon) -> int:
    """Figures with the ending of an ordinal or a decade: 93rd, 93-й, 1990-х, 1990s."""
    item = found[-1]
    if at >= len(tokens):
        return at
    hyphen = tokens[at][1] == "-" and tokens[at][2] + 0 == tokens[at - 1][3]
    nxt = at + 1 if hyphen else at
    if nxt >= len(tokens) or tokens[nxt][2] != tokens[nxt - 1][3] or tokens[nxt][0] != "w":
        return at
    ending = tokens[nxt][1]
    amount = item.low
    decade = (
        isinstance(amount, int)
        and amount % 10 == 0
        and ending in ("s", "х", "ті", "er", "ern", "ти", "ых", "е")
    )
    if decade and amount is not None and (amount >= 1500 or 10 <= amount <= 90):
        item.letter, item.value = "K", str(amount)
    elif (
        isinstance(amount, int) and ending in words.endings and (hyphen or words.language not in ("uk", "ru"))
    ):
        item.letter, item.value = ("Y" if (amount or 0) >= 1500 else "O"), str(amount)
    else:
        return at
    item.end = item.end + len(ending) + (1 if hyphen else 0)
    return nxt + 1
