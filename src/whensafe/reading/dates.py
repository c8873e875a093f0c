"""Dates among the items: a day, a month, a season, a year, a decade, each as far as it was said.

Each becomes one item ``d`` with its EDTF as value. A year that wasn't said stays ``XXXX``.
"""

from __future__ import annotations

import datetime
import re

from whensafe.errors import BadOption
from whensafe.reading.anchors import Said
from whensafe.reading.edtf import days
from whensafe.reading.items import Item
from whensafe.reading.lexicon import Lexicon

_YEAR = r"(?:,?[of]*(?:J(?=[of]*Y))?[of]*(?P<{0}>Y|O(?=J))J?)"
_DATE = re.compile(
    r"(?P<early>e[-ofie]*)?(?:(?P<W>W)(?:,?[oif]*)(?=[NODM]))?"
    rf"(?:(?P<D>D)|(?:(?P<tens>N(?=O))?(?P<day>[NO])P?[oif]*(?P<m1>M)|(?P<m2>M)(?:o(?=O))?(?P<day2>O(?!J)|N(?=,?Y)|N(?=[P,]|$))|(?P<m3>M)){_YEAR.format('y1')}?"
    rf"|(?P<s>[SA]){_YEAR.format('y2')}?(?:-(?P<next>Y))?"
    r"|J?(?P<K>K)J?|(?P<plural>J)[of]*(?P<y3>Y)J?|(?P<y4>Y)J?|(?P<t2>N(?=OJ))?(?P<yy>O)(?=J)J|(?P<alone>O)(?!M))"
)
_YEARS = frozenset(("années", "años", "anys", "lat", "latach", "jahre", "jahren", "lata"))
_ASKS = frozenset("iftsb<>eacyGL|&-?lq")


def _full_year(two: int, said: Said | None) -> str:
    """A year of two figures, as a question. Without a day to rest on, not even the century is known."""
    if said is None:
        return f"XX{two:02}"
    return f"{2000 + two if 2000 + two <= int(said.date[:4]) else 1900 + two}"


def _from_figures(text: str, said: Said | None) -> str | None:
    if "-" in text:
        return text
    if text.startswith("'"):
        year = _full_year(int(text[1:]), said)
        return year if year.startswith("XX") else year + "?"
    day, month, year = re.split(r"[./]", text)
    doubt = ""
    if len(year) == 2:
        year = _full_year(int(year), said)
        doubt = "" if year.startswith("XX") else "?"
    if int(month) > 12 >= int(day):
        day, month = month, day
    return f"{year}-{int(month):02}-{int(day):02}{doubt}"


def _year(item: Item | None, said: Said | None) -> tuple[str, str] | None:
    """A year and its mark of doubt; ``None`` if the item is no year."""
    if item is None:
        return "XXXX", ""
    number = int(item.value) if item.letter == "O" else int(item.low or 0)
    if 1500 <= number <= 2100:
        return str(number), ""
    if item.letter == "O" and 0 < number < 100:
        year = _full_year(number, said)
        return year, "" if year.startswith("XX") else "?"
    return None


def _days(items: list[Item], match: re.Match[str]) -> list[int] | None:
    """The day, or the two days, of the month; empty if none was said; ``None`` if no such day exists."""
    name = "day" if match["day"] else "day2"
    if match[name] is None:
        return []
    item = items[match.start(name)]
    if item.letter == "O":
        found = [int(item.value or 0)]
        if match["tens"]:
            found[0] += int(items[match.start("tens")].low or 0)
    else:
        found = sorted({int(item.low or 0), int(item.high or 0)})
    return found if all(1 <= d <= 31 for d in found) else None


def _calendar(items: list[Item], match: re.Match[str], said: Said | None) -> str | None:
    month = int(next(items[match.start(n)].value for n in ("m1", "m2", "m3") if match[n]))
    year = _year(items[match.start("y1")] if match["y1"] else None, said)
    which = _days(items, match)
    if year is None or which is None:
        return None
    if not which:
        return f"{year[0]}-{month:02}{year[1]}"
    dates = [f"{year[0]}-{month:02}-{day:02}{year[1]}" for day in which]
    if (
        len(dates) == 2
        and "|" not in items[match.start("day")].text
        and " " in items[match.start("day")].text
    ):
        return "/".join(dates)
    return dates[0] if len(dates) == 1 else f"{dates[0]}/{dates[1]}"


def _decade(number: int) -> str:
    return f"{number // 10}X" if number >= 1000 else f"19{number // 10}X?"


def _value(items: list[Item], match: re.Match[str], said: Said | None, before: str) -> str | None:  # noqa: PLR0911 — cases
    if match["D"]:
        return _from_figures(items[match.start("D")].value, said)
    if match["K"]:
        item = items[match.start("K")]
        return _decade(int(item.value)) + ("?" if item.text.isalpha() else "")
    if match["s"]:
        year = _year(items[match.start("y2")] if match["y2"] else None, said)
        item = items[match.start("s")]
        if year is None or (
            match["y2"] is None and item.letter == "S" and before not in _ASKS and before != "o"
        ):
            return None
        if match["next"]:
            after = str(items[match.start("next")].low)
            winter = item.value == "24" and year[0].isdecimal() and int(year[0]) + 1 == int(after)
            return f"[{year[0]}-12..{after}-02]" if winter else None
        return f"{year[0]}-{item.value}{year[1]}"
    if match["alone"]:
        number = int(items[match.start("alone")].value or 0)
        return str(number) if 1500 <= number <= 2100 else None
    if match["yy"]:
        return _two_figures(items, match, said)
    if match["y3"] or match["y4"]:
        return _plain_year(items, match)
    return _calendar(items, match, said)


def _two_figures(items: list[Item], match: re.Match[str], said: Said | None) -> str | None:
    """The year twenty-two, as an ordinal."""
    two = int(items[match.start("yy")].value or 0)
    if match["t2"]:
        two += int(items[match.start("t2")].low or 0)
    elif two < 10:
        return None
    year = _year(Item("O", 0, 0, "", str(two)), said)
    return None if year is None else year[0] + year[1]


def _plain_year(items: list[Item], match: re.Match[str]) -> str:
    """A year, or a decade where the word for years stands in the plural beside a round one."""
    at = match.start("y3" if match["y3"] else "y4")
    number = int(items[at].low or 0)
    beside = [items[n].text for n in (match.start("plural") if match["plural"] else at, match.end() - 1)]
    return f"{number // 10}X" if number % 10 == 0 and _YEARS.intersection(beside) else str(number)


def _real(value: str) -> bool:
    try:
        for part in value.strip("[]").replace("..", "/").split("/"):
            days(part)
    except BadOption:
        return False
    return True


def dates(items: list[Item], words: Lexicon, said: Said | None) -> list[Item]:
    """The items with each date made one."""
    letters = "".join(i.letter for i in items)
    found: list[Item] = []
    at = 0
    for match in _DATE.finditer(letters):
        if match.start() < at:
            continue
        first, end = match.start(), match.end()
        before = letters[first - 1 : first]
        bare = match["m3"] and not match["y1"] and not match["early"]
        if bare and words.language in ("en", "ar") and before not in _ASKS:
            continue
        if match["m3"] and before == "k":
            continue
        if match["y4"] and (before in ("k", "$", "h") or letters[end : end + 1] in ("m", "u", "X")):
            continue
        if before == "*" or (match["s"] and before == "O"):
            continue
        value = _value(items, match, said, before if not match["early"] else "e")
        if value is None or not _real(value):
            continue
        found += items[at:first]
        item = Item("d", items[first].start, items[end - 1].end, "", value)
        if match["s"] and items[match.start("s")].letter == "A":
            item.text = "adverb"
        if match["W"] and not _agrees(value, int(items[match.start("W")].value)):
            item.hedge = "weekday_differs"
        if match["D"] and re.fullmatch(r"\d\d?/\d\d?/\d+", items[match.start("D")].value):
            item.hedge = "day_first"
        found.append(item)
        at = end
    return found + items[at:]


def _agrees(value: str, weekday: int) -> bool:
    match = re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return match is None or datetime.date.fromisoformat(value).weekday() == weekday
