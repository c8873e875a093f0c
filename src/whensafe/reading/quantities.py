"""Durations and quantities among the items of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whensafe.nouns.quantity import Amount, Hedge, Quantity
from whensafe.nouns.time_span import Duration
from whensafe.reading.items import Item
from whensafe.reading.lexicon import Lexicon

_DURATION = re.compile(
    r"(?P<hedge>(?:h|(?<=[hp])i)*)"
    r"(?:(?P<n>[N1])a?-?(?P<u>[UJ])o?(?P<half>Z?)|(?P<several>v)a?(?P<vu>[UJ])|(?P<baked>T)(?P<and_half>Z?)|(?P<bare>(?<=p)[UJ]))"
    r"(?P<after>H?)|(?P<said>[UJ])(?:(?P<more>Z)|(?P<single>1))"
)
_ALTERNATIVES = re.compile(r"(?:(?P<t>T)|(?P<n>[N1])(?P<u>[UJ]))\|(?P<n2>[N1])(?P<u2>[UJ])")


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in ``items[first:end]``; the words are cut out later."""

    first: int
    end: int
    value: Duration | Quantity
    reasons: tuple[str, ...]
    noun: tuple[int, int] | None = None


def iso(amount: Amount, unit: str) -> str:
    """A duration in ISO 8601. Half a year is six months, half a day twelve hours; half a month 0.5."""
    whole, half = int(amount), amount != int(amount)
    if unit in "HN":
        letter = "H" if unit == "H" else "M"
        return (
            f"PT{whole}{letter}" + ("30M" if half and unit == "H" else "")
            if not half or unit == "H"
            else f"PT{amount}M"
        )
    if half and unit == "Y":
        return f"P{whole}Y6M" if whole else "P6M"
    if half and unit == "D":
        return f"P{whole}DT12H"
    return f"P{amount if half else whole}{unit}"


def bounds_of(
    low: Amount, high: Amount, hedge: str | None
) -> tuple[Amount | None, Amount | None, Amount | None]:
    """low, best, high, as the hedge has it."""
    if low != high:
        return low, None, high
    if hedge == "about":
        return None, low, None
    if hedge in ("at_least", "more_than"):
        return low, None, None
    if hedge in ("at_most", "fewer_than"):
        return None, None, low
    return low, low, low


def _hedge(items: list[Item], number: Item | None) -> str | None:
    said = [i.value for i in items if i.letter in "hH" and i.value]
    if said:
        return said[-1]
    return (number.hedge or None) if number is not None else None


def _duration(items: list[Item], match: re.Match[str]) -> Duration:
    inside = items[match.start() : match.end()]
    if match["several"]:
        return Duration("", None, Hedge.VAGUE)
    if match["baked"]:
        said = _hedge(inside, None)
        length = items[match.start("baked")].value
        if match["and_half"] and (parts := re.fullmatch(r"P(\d)([YMD])", length)):
            length = iso(int(parts[1]) + 0.5, parts[2])
        return Duration("", length, Hedge(said) if said else None)
    if match["said"]:
        return Duration("", iso(1.5 if match["more"] else 1, items[match.start("said")].value), None)
    if match["bare"]:
        return Duration("", iso(1, items[match.start("bare")].value), None)
    number, unit = items[match.start("n")], items[match.start("u")].value
    low, high = number.low or 0, number.high or 0
    if match["half"]:
        low, high = low + 0.5, high + 0.5
    said = _hedge(inside, number)
    hedge = Hedge(said) if said else None
    if low != high:
        return Duration("", None, hedge, iso(low, unit), iso(high, unit))
    return Duration("", iso(low, unit), hedge)


def durations(items: list[Item], words: Lexicon) -> list[Found]:
    """Every duration."""
    letters = "".join(i.letter for i in items)
    found: list[Found] = []
    for match in _ALTERNATIVES.finditer(letters):
        unit = items[match.start("u2")].value
        low = (
            items[match.start("t")].value
            if match["t"]
            else iso(items[match.start("n")].low or 1, items[match.start("u")].value)
        )
        value = Duration("", None, Hedge.EITHER, low, iso(items[match.start("n2")].low or 1, unit))
        found.append(_with_for(Found(match.start(), match.end(), value, ("alternatives",)), letters, items))
    found += _compound(letters, items)
    taken = {n for f in found for n in range(f.first, f.end)}
    for match in _DURATION.finditer(letters):
        if taken & set(range(*match.span())) or _not_long(letters, items, match, words):
            continue
        long = _duration(items, match)
        found.append(_with_for(Found(match.start(), match.end(), long, ("number_and_unit",)), letters, items))
    return found


_COMPOUND = re.compile(r"h*[N1][UJ](?:,?&?N[UJ])+")


def _compound(letters: str, items: list[Item]) -> list[Found]:
    """Two years, three months and ten days: one duration, if each unit is smaller than the one before."""
    found = []
    for match in _COMPOUND.finditer(letters):
        inside = items[match.start() : match.end()]
        units = ["Y" if i.letter == "J" else i.value for i in inside if i.letter in "UJ"]
        counts = [i for i in inside if i.letter in "N1"]
        order = ["YMWDHN".index(u) for u in units]
        if order != sorted(set(order)) or any(n.low != n.high or n.low != int(n.low or 0) for n in counts):
            continue
        parts = [iso(n.low or 0, u) for n, u in zip(counts, units, strict=True)]
        days = "".join(p[1:] for p in parts if not p.startswith("PT"))
        clock = "".join(p[2:] for p in parts if p.startswith("PT"))
        said = _hedge(inside, None)
        value = Duration("", f"P{days}" + (f"T{clock}" if clock else ""), Hedge(said) if said else None)
        found.append(
            _with_for(Found(match.start(), match.end(), value, ("number_and_unit",)), letters, items)
        )
    return found


def _not_long(letters: str, items: list[Item], match: re.Match[str], words: Lexicon) -> bool:
    """What looks like a duration and is none: one day, the time of day, ages, "every two days"."""
    before = letters[: match.start()][-1:]
    if before in ("*", "k", "O", "#", "c") or letters[match.end() : match.end() + 1] in ("@", "Q"):
        return True
    if match["said"]:
        return words.language != "ar"
    if match["n"] == "1":
        unit = items[match.start("u")].value
        article = items[match.start("n")].text
        if unit == "D":
            return not match["half"] and before != "p"
        if unit == "N" or (
            article in ("a", "an") and before not in ("p", "h") and not match["half"] and not match["hedge"]
        ):
            return not match["half"] and article != "an"
    return bool(match["bare"]) and items[match.start("bare")].value not in ("M", "W", "Y", "H")


def _with_for(found: Found, letters: str, items: list[Item]) -> Found:
    first = found.first
    if letters[first - 1 : first] in ("a", "x") and first > 0 and not items[first - 1].text.startswith("pas"):
        first -= 1
    if letters[first - 1 : first] == "p" and first > 0:
        first -= 1
    end = found.end
    if items[end : end + 1] and items[end].text in ("lang", "hindurch", "اخر"):
        end += 1
    return Found(first, end, found.value, found.reasons)


_NO_NOUNS = frozenset(
    [
        "who",
        "that",
        "them",
        "those",
        "these",
        "my",
        "be",
        "did",
        "a",
        "the",
        "more",
        "always",
        "across",
        "we",
        "i",
        "he",
        "she",
        "they",
        "you",
        "it",
        "were",
        "was",
        "are",
        "is",
        "had",
        "have",
        "died",
        "left",
        "remain",
        "remained",
        "survived",
        "came",
        "went",
        "got",
        "не",
        "ми",
        "мы",
        "вони",
        "они",
        "я",
        "він",
        "он",
        "вона",
        "она",
        "було",
        "был",
        "были",
        "був",
        "що",
        "кто",
        "хто",
        "які",
        "которые",
        "по",
        "qui",
        "que",
        "ont",
        "sont",
        "étaient",
        "sur",
        "eran",
        "están",
        "murieron",
        "die",
        "wir",
        "sie",
        "sind",
        "waren",
        "haben",
        "nie",
        "się",
        "którzy",
        "było",
        "są",
    ]
)
"""Words that often stand after a number and are not what is counted."""

_FRACTIONS = ("third", "thirds", "quarter", "quarters", "fifth", "fifths")
_NOMINATIVE = ("ь", "к", "ć", "i", "a", "t")
"""How number words end that are not in the genitive: "с двадцать" is about, "с двадцати" is from."""

_QUANTITY = re.compile(
    r"(?P<hedge>(?:h|(?<=h)i)*)(?P<until>(?<![fNO])t(?=[NV]))?(?:(?P<n>N)|(?<=h)(?P<one>1)|(?P<u1>1(?=u))|(?P<y>Y(?=m))|(?P<v>V))"
    r"(?P<hyphen>-)?(?P<after>H?)"
)


def _noun(items: list[Item], at: int) -> tuple[tuple[int, int] | None, str | None, int]:
    """The counted noun as it stands, its unit, and the place after it, from the items behind a number."""
    start = at
    while at < len(items) and items[at].letter == "o":
        at += 1
    first = at
    for ahead in range(2):
        place = first + ahead
        if place >= len(items) or items[place].letter not in "wmukeO":
            break
        if items[place].letter == "m" and items[place].value in ("person", "family"):
            return (first, place + 1), items[place].value, place + 1
        if items[place].letter == "u" and ahead == 0:
            return (place, place + 1), items[place].value, place + 1
        if ahead == 1 and items[place - 1].letter != "w":
            break
    if first < len(items) and items[first].letter in "wk" and items[first].text not in _NO_NOUNS:
        return (first, first + 1), None, first + 1
    if first < len(items) and items[first].letter == "X":
        return None, "person", first + 1
    return None, None, start


def quantities(items: list[Item], words: Lexicon) -> list[Found]:
    """Every quantity among what is not a time, a duration or a name."""
    letters = "".join(i.letter for i in items)
    found = []
    for match in _QUANTITY.finditer(letters):
        if _not_a_count(letters, items, match, words):
            continue
        of, unit, after = _noun(items, match.end())
        first, end = match.start(), match.end()
        up_to = bool(match["until"]) and items[match.start("until")].value == "until"
        if match["until"] and not up_to:
            first = match.start("until") + 1
        inside = items[first:end]
        if match["v"]:
            found.append(
                Found(first, end, Quantity("", None, None, None, Hedge.VAGUE, unit), ("number",), of)
            )
            continue
        number = next(i for i in inside if i.letter in "N1Y")
        said = _hedge(inside, number) or ("at_most" if up_to else None)
        if (
            first
            and said in (None, "either", "about")
            and _about_before(items[first - 1], number, said, words)
        ):
            first, said = first - 1, said or "about"
            if items[first].letter in "mwu":  # чоловік двадцять
                of = (first, first + 1) if items[first].letter == "w" else None
                unit = items[first].value or None
        if of is None and letters[end : end + 1] == "X":
            unit = "person"
        if unit == "mm":
            continue
        low, best, high = bounds_of(number.low or 0, number.high or 0, said)
        value = Quantity("", low, best, high, Hedge(said) if said else None, unit)
        of = None if unit == "%" else of
        if unit == "%" or (match["hyphen"] and unit):
            end = after
        elif match["hyphen"]:
            end -= 1
        if letters[end : end + 1] == "H":
            end += 1
        found.append(Found(first, end, value, ("number",), of))
    return found


def _about_before(before: Item, number: Item, said: str | None, words: Lexicon) -> bool:
    """A word before the number that makes it about so many: чоловік двадцять, з десяток."""
    if before.letter in "mwu":
        return said != "about" and before.text in words.inverted
    if before.text not in words.some or said == "either":
        return False
    return number.hedge == "about" or before.text == "зо" or number.text.endswith(_NOMINATIVE)


def _not_a_count(letters: str, items: list[Item], match: re.Match[str], words: Lexicon) -> bool:
    start, end = match.start(), match.end()
    before, after = letters[:start], letters[end:]
    if match["one"] and (
        items[start - 1 + len(match["hedge"])].value == "about"
        or items[match.start("one")].text in ("a", "an")
    ):
        return True
    if after[:1] in ("Q", "@") or before[-1:] == "C":
        return True
    if after[:1] in ("U", "J") and not match["v"]:
        return True  # a duration that was none, or an age
    if words.language == "en" and items[end : end + 1] and items[end].text in _FRACTIONS:
        return True
    return words.language == "fr" and after[:1] == "$"
