"""Number words become numbers, and numbers that belong together one.

"350-400 тысяч" is one, "a hundred and fifty, sixty" is one.
"""

from __future__ import annotations

import itertools
import re

from whensafe.nouns.quantity import Amount
from whensafe.reading.items import Item
from whensafe.reading.lexicon import Lexicon

_AND_IN_NUMBERS = frozenset({"en", "fr", "es", "ca", "ar"})


def _whole(amount: Amount) -> Amount:
    return int(amount) if amount == int(amount) else amount


def _fits(now: Amount, more: Amount, language: str) -> Amount | None:  # noqa: PLR0911 — a table of cases
    """The number that the two words make together, or ``None`` if the second begins another number."""
    if language == "ar" and now < 10 and more in (10, 20, 30, 40, 50, 60, 70, 80, 90):
        return now + more
    if language == "ar" and now % 100 == 0 and now >= 100 and more < 100:
        return now + more
    if language == "ar" and now > 100 and 1 <= now % 100 < 10 and 10 <= more < 100:
        return now + more
    if language == "fr" and now % 20 == 10 and more in (7, 8, 9):
        return now + more  # dix-sept, soixante-dix-huit
    if more < 10:
        return now + more if now >= 20 and now % 10 == 0 else None
    if more < 20:
        french = language == "fr" and now % 100 in (60, 80)
        return now + more if french or (now >= 100 and now % 100 == 0) else None
    if more < 100:
        if language == "fr" and more == 20 and now % 100 == 4:
            return now + 76
        return now + more if now >= 100 and now % 100 == 0 else None
    return now + more if now >= 1000 and now % 1000 == 0 and more < 1000 else None


def _joins(items: list[Item], at: int, now: Amount, language: str) -> int | None:  # noqa: PLR0911 — as above
    """The place after a connecting "and" or hyphen inside a number, ``at`` if none is needed."""
    if at >= len(items):
        return None
    if items[at].letter in "n1z":
        return at
    if at + 1 >= len(items) or items[at + 1].letter not in ("n1" if items[at].letter == "&" else "n1z"):
        return None
    if items[at].letter == "&" and language in _AND_IN_NUMBERS:
        if language == "en" and now < 100:
            return None
        if language == "es" and not 30 <= now % 100 <= 90:
            return None
        if language in ("fr", "ca") and not (items[at + 1].low in (1, 11) and language == "fr"):
            return None
        return at + 1
    if items[at].letter == "-" and items[at].text == "-":
        if language == "ca" and items[at + 1].text == "i":
            return None
        return at + 1
    return None


def _read(items: list[Item], at: int, language: str) -> tuple[Item, int]:  # noqa: C901, PLR0912, PLR0915 — one walk over one number
    """One number from ``at``, and where it ends."""
    first = items[at]
    total: Amount = 0
    now: Amount | None = first.low if first.letter != "z" else None
    scale = 1
    follows = items[at + 1] if at + 1 < len(items) else None
    if (
        first.text in ("тысяч", "тисяч")
        and first.letter == "z"
        and follows is not None
        and follows.letter in "nN"
    ):
        number, end = _read(items, at + 1, language)  # тысяч пять: about five thousand
        low, high = ((n or 0) * 1000 for n in (number.low, number.high))
        return Item(
            "N", first.start, number.end, first.text + " " + number.text, "", low, high, "about", 1000
        ), end
    if first.letter == "z":
        now, at = 1, at - 1  # "тысяча", "hundred": one of it
    end = at + 1
    while True:
        if end < len(items) and items[end].letter == "Z" and now is not None:
            now, end = now + 0.5, end + 1
            continue
        if end < len(items) and items[end].letter == "Z" and total and scale > 1:
            total, end = total + scale / 2, end + 1
            continue
        if language == "ca" and _hyphened_and(items, end) and now is not None:
            made = _fits(now, items[end + 3].low or 0, language)
            if made is not None:
                now, end = made, end + 4
                continue
        step = _joins(items, end, now or 1000, language)
        if step is None:
            break
        nxt = items[step]
        amount = nxt.low or 0
        if nxt.letter == "z":
            if amount == 10 and (now is None or now > 10):
                break
            if amount == 100 and now is not None and now >= 100 and language != "en":
                rest = now % 1000
                if rest:
                    break
            if amount == 100 and total and now is None:
                now = 100
            else:
                base = 1 if now is None and total == 0 else now
                if base is None:
                    if amount == 100:
                        base = 1
                    else:
                        break
                now = base * amount
            scale = max(scale, int(amount))
            if amount >= 1000:
                total, now = total + now, None
            end = step + 1
        elif now is None:
            if amount >= 1000 or (nxt.letter == "1" and language in ("en", "fr", "es", "ca", "de")):
                break
            now, end = amount, step + 1
        else:
            made = _fits(now, amount, language)
            if made is None:
                break
            now, end = made, step + 1
    value = _whole(total + (now or 0))
    start = first.start
    text = " ".join(i.text for i in items[max(at, 0) : end])
    letter = "1" if first.letter == "1" and end == at + 1 else "N"
    if first.letter == "Y" and end == at + 1:
        letter = "Y"
    item = Item(letter, start, items[end - 1].end, text, "", value, value, first.hedge, scale)
    return item, end


def _hyphened_and(items: list[Item], at: int) -> bool:
    """Catalan "vint-i-cinc"."""
    return "".join(i.letter for i in items[at : at + 4]) in ("-&-n", "-&-1")


def _vague_after_numbers(items: list[Item]) -> None:
    """A plural scale alone is vague; after a number it counts: две тысячи. Up to "a hundred" is a number."""
    for before, item in itertools.pairwise(items):
        if item.letter != "V":
            continue
        if item.scale > 1 and (before.letter in "nNYZ" or item.text in ("тысяч", "тисяч")):
            item.letter, item.low, item.high = "z", item.scale, item.scale
        elif item.hedge and before.letter in "th":
            item.letter, item.low, item.high = "n", int(item.hedge), int(item.hedge)
        item.scale, item.hedge = 1, ""


def numbers(items: list[Item], words: Lexicon) -> list[Item]:
    """The items with each number made one."""
    found: list[Item] = []
    at = 0
    _vague_after_numbers(items)
    while at < len(items):
        item = items[at]
        starts = item.letter in "nz" or (item.letter in "NY" and item.low is not None and item.hedge == "")
        if item.letter == "d":
            item.letter = "N"
            found.append(item)
            at += 1
        elif item.letter == "1" and not (at + 1 < len(items) and items[at + 1].letter in "nzZ-&"):
            found.append(item)
            at += 1
        elif starts or item.letter == "1":
            number, at = _read(items, at, words.language)
            found.append(number)
        else:
            found.append(item)
            at += 1
    return found


_RANGE = re.compile(r"(?P<open>[bfo]i?)?o*(?P<first>[N1])(?P<rest>(?:(?:[|]i?o*|-|[t]i?o*|&|,\|?)N)+)")


def _scaled(low: Amount, high: Item) -> Amount:
    """The first number of a range, with what only the last one says: 350-400 тысяч."""
    top = high.high or 0
    if high.scale >= 10 and low < high.scale and low <= top / high.scale:
        return low * high.scale
    return low


def _allowed(sign: str, opened: str, language: str, items: list[Item], ends: tuple[Amount, Amount]) -> bool:
    low, high = ends
    if not low < high:
        return False
    if sign.startswith("|"):
        return True
    if sign == "-":
        return True
    if sign.startswith("t"):
        return opened != "" or language not in ("uk", "ru", "pl")
    if sign == "&":
        return opened.startswith("b")
    return (
        sign.startswith(",") and not any(i.text.isdecimal() for i in items) and high <= low * 2 and low >= 2
    )


def _with_hundreds(numbers_: list[Amount]) -> list[Amount]:
    """150, 60, 70 said in one breath are 150, 160, 170."""
    first = numbers_[0]
    unit = 100 if first < 1000 else 1000
    made = [first]
    for n in numbers_[1:]:
        rest = made[-1] % unit
        made.append(made[-1] - rest + n if first >= 100 and n < unit and rest and n > rest else n)
    return made


def ranges(items: list[Item], words: Lexicon) -> list[Item]:
    """The items with numbers that are alternatives or ends of a range made one, hedged ``either``."""
    letters = "".join(i.letter for i in items)
    found: list[Item] = []
    at = position = 0
    while (match := _RANGE.search(letters, position)) is not None:
        taken = _one_range(items, letters, match, words)
        if taken is None:
            position = match.end("first")
            continue
        start, end, number = taken
        found += items[at:start]
        found.append(number)
        at = position = end
    return found + items[at:]


def _one_range(
    items: list[Item], letters: str, match: re.Match[str], words: Lexicon
) -> tuple[int, int, Item] | None:
    places = [match.start("first")]
    opened = match["open"] or ""
    signs = re.findall(r"([^N]+)N", match["rest"])
    at = match.end("first")
    values = [items[places[0]].low or 0]
    for sign in signs:
        place = at + len(sign)
        number = items[place]
        trial = [*values, number.low or 0]
        trial[0] = _scaled(trial[0], number) if len(trial) == 2 else trial[0]
        trial = _with_hundreds(trial)
        pair = items[places[-1]], number
        if not _allowed(sign, opened, words.language, list(pair), (trial[-2], trial[-1])):
            break
        if sign[0] == "," and number.hedge:
            break
        values, at = trial, place + 1
        places.append(place)
    if len(places) == 1:
        return None
    start = (
        match.start()
        if opened[:1] in ("b", "f", "o") and (opened != "o" or words.language in ("es", "ca", "fr"))
        else places[0]
    )
    if opened.startswith(("f", "o")) and not any(letters[p].startswith("t") for p in range(places[0], at)):
        start = places[0]
    if opened.startswith("b") and "&" not in letters[places[0] : at]:
        start = places[0]
    text = " ".join(i.text for i in items[places[0] : at])
    made = Item("N", items[start].start, items[at - 1].end, text, "", values[0], values[-1], "either")
    return start, at, made
