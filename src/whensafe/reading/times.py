"""Times among the items of a sentence: what was said about when, with its anchor, as far as it is known."""

from __future__ import annotations

import dataclasses
import datetime
import re
from dataclasses import dataclass

from whensafe.nouns.quantity import Amount
from whensafe.nouns.time_span import Anchor, AnchorKind, Mode
from whensafe.reading.anchors import Said, ago, last_month, last_weekday, season, shifted
from whensafe.reading.items import Item
from whensafe.reading.lexicon import Lexicon
from whensafe.reading.quantities import iso

_DEICTIC = re.compile(
    r"[iot]*(?:(?P<how>[acx])(?P<what>[MSAWUJ])(?!Y)|(?P<what2>[MSWUJ])o*(?P<how2>[ax])(?!U)|(?P<month>[MSA])[ofi]*(?:(?P<year1>[ca])J|J(?P<year2>a))|(?P<R>R)[io]*(?P<month2>[MSA]))"
)
_SPAN = r"(?:h*(?P<{0}n>[N1])(?P<{0}u>[UJ])|h*(?P<{0}T>T)|h*v?(?P<{0}b>[UJ])(?P<{0}z>Z?))"
_RELATIVE = re.compile(
    rf"(?P<ago1>[Gs]{_SPAN.format('a')})|(?P<ago2>{_SPAN.format('g')}g)"
    rf"|(?P<event>(?:L?{_SPAN.format('e')})(?P<side>[<>LG])[ofi]*(?P<thing>[wkmxq]))"
    rf"|(?P<event2>p{_SPAN.format('f')}t(?P<thing2>w))"
    rf"|(?P<event3>(?P<side3>[<>LG])(?P<thing3>w)i{_SPAN.format('h')})"
    rf"|(?P<later1>L{_SPAN.format('l')})|(?P<later2>(?:h*[N1])?[UJ](?:l|>(?=[,P]|$)))|(?P<later3>>h*[N1][UJ](?!>))|(?P<next>E)|(?P<day>r)|(?P<year>R)|(?P<weekday>iW(?![,oif]*[NOD]))"
)
_DATED = re.compile(
    r"(?P<maybe>(?:\?,?)?)(?:(?P<set>[io]*d(?:\|[iof]*d)+)"
    r"|(?P<range>(?P<open>[fosb]?)[ioJ]*(?P<first>d)(?P<sign>t|-|&)[ioJt]*(?P<second>d))"
    r"|(?P<since>[sf][oi]*d)|(?P<until>t[oie]*d)|(?P<before>[<G][oi]*d)|(?P<after>[>L][oi]*d)|(?P<by>yo*d)"
    r"|(?P<whole>[pi]?q+[oJ]*d)|(?P<one>(?P<about>h*)[io]*d))"
)


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in ``items[first:end]``; ``edtf`` is ``None`` while it stays open."""

    first: int
    end: int
    edtf: str | None
    mode: Mode
    anchor: Anchor | None
    reasons: tuple[str, ...]


def _resolved(first: int, end: int, edtf: str | None, said: Said | None, reason: str) -> FoundTime:
    anchor = Anchor(AnchorKind.SPEAKING) if said is None else Anchor(said.on, said.date)
    point = edtf is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) is not None
    return FoundTime(first, end, edtf, Mode.POINT if point else Mode.WITHIN, anchor, (reason,))


def _named(item: Item, how: str, said: Said) -> str | None:
    n = int(item.value) if item.letter in "MSAW" else 0
    by = {"a": -1, "c": 0, "x": 1}[how]
    if item.letter == "M":
        if how == "a":
            return said.resolve(lambda day: last_month(day, n))
        return said.resolve(lambda day: f"{day.year + by:04}-{n:02}")
    if item.letter in "SA":
        return None if how == "x" else said.resolve(lambda day: season(day, n, last=how == "a"))
    if item.letter == "W":
        return said.resolve(lambda day: last_weekday(day, n)) if how == "a" else None
    unit = "Y" if item.letter == "J" else item.value
    return said.resolve(lambda day: shifted(day, unit, by))


def deictic(items: list[Item], said: Said | None) -> list[FoundTime]:
    """Last October, this year, the past week, January of this year."""
    letters = "".join(i.letter for i in items)
    found = []
    for match in _DEICTIC.finditer(letters):
        if match["month"] or match["month2"]:
            found.append(_of_a_year(items, letters, match, said))
            continue
        what = "what" if match["what"] else "what2"
        how = match["how"] or match["how2"]
        item = items[match.start(what)]
        if "".join(i.text for i in items[match.end() : match.end() + 2]) in ("-là", "-ci"):
            continue  # cet hiver-là: that winter, not this one
        if item.letter == "U" and (item.value not in ("W", "M") or how == "x"):
            continue
        if how == "x" and item.letter in "UJMS":
            continue
        if letters[match.start() - 1 : match.start()] in ("N", "p") and how == "a" and item.letter in "UJ":
            continue
        edtf = None if said is None else _named(item, how, said)
        one = _resolved(_opened(letters, match), match.end(), edtf, said, "relative_to_the_telling")
        found.append(_since_or_until(one, items))
    return found


def _of_a_year(items: list[Item], letters: str, match: re.Match[str], said: Said | None) -> FoundTime:
    """January of this year, last year in the autumn."""
    item = items[match.start("month" if match["month"] else "month2")]
    if match["R"]:
        by = int(items[match.start("R")].value)
    else:
        by = -1 if "a" in (match["year1"], match["year2"]) else 0
    edtf = None
    if said is not None:
        edtf = said.resolve(lambda day: f"{day.year + by:04}-{int(item.value):02}")
    return _resolved(_opened(letters, match), match.end(), edtf, said, "relative_to_the_telling")


def _since_or_until(found: FoundTime, items: list[Item]) -> FoundTime:
    """Since last year, until this summer."""
    before = items[found.first - 1] if found.first else None
    opening = before is not None and before.letter == "s"
    closing = items[found.first].letter == "t" and items[found.first].value == "until"
    if found.edtf is None or found.edtf.startswith("[") or not (opening or closing):
        return found
    edtf = f"{found.edtf}/.." if opening else f"../{found.edtf}"
    first = found.first - 1 if opening else found.first
    return dataclasses.replace(found, first=first, edtf=edtf, mode=Mode.THROUGHOUT)


def _opened(letters: str, match: re.Match[str]) -> int:
    """Where a span begins: with its preposition, without an article before it."""
    start = match.start()
    while letters[start] == "o":
        start += 1
    return start


def _measured(items: list[Item], match: re.Match[str], prefix: str) -> tuple[Amount, str] | None:
    """How many of which unit: (3, "W"). A bare unit is one of it."""
    if match[f"{prefix}n"]:
        item = items[match.start(f"{prefix}u")]
        number = items[match.start(f"{prefix}n")]
        if number.low != number.high:
            return None
        return number.low or 0, "Y" if item.letter == "J" else item.value
    if match[f"{prefix}T"]:
        baked = re.fullmatch(r"P(\d+)([DWMY])", items[match.start(f"{prefix}T")].value)
        return (int(baked[1]), baked[2]) if baked else None
    item = items[match.start(f"{prefix}b")]
    return 1.5 if match[f"{prefix}z"] else 1, "Y" if item.letter == "J" else item.value


def relative(items: list[Item], said: Said | None) -> list[FoundTime]:
    """Three weeks ago; three weeks after the arrest; two days later; yesterday."""
    letters = "".join(i.letter for i in items)
    found = []
    for match in _RELATIVE.finditer(letters):
        first, end = match.span()
        if match["day"] or match["year"]:
            by = int(items[first].value)
            unit = "D" if match["day"] else "Y"
            edtf = None if said is None else said.resolve(lambda day, u=unit, n=by: shifted(day, u, n))  # type: ignore[misc]
            found.append(_resolved(first, end, edtf, said, "relative_to_the_telling"))
        elif match["next"]:
            found.append(_open(first, end, AnchorKind.EARLIER, None, items[first].value))
        elif match["weekday"]:
            found.append(_open(first, end, AnchorKind.EARLIER, None, None))
        elif match["event"] or match["event2"] or match["event3"]:
            found.append(_event(items, match, first, end))
        elif match["later1"] or match["later2"] or match["later3"]:
            measured = _measured(items, match, "l") if match["later1"] else None
            found.append(_open(first, end, AnchorKind.EARLIER, None, iso(*measured) if measured else None))
        else:
            taken = _ago(items, match, said)
            if taken is not None:
                found.append(taken)
    return found


def _open(first: int, end: int, on: AnchorKind, thing: str | None, offset: str | None) -> FoundTime:
    return FoundTime(first, end, None, Mode.WITHIN, Anchor(on, thing, offset), ("stays_open",))


def _event(items: list[Item], match: re.Match[str], first: int, end: int) -> FoundTime:
    prefix = "e" if match["event"] else "f" if match["event2"] else "h"
    thing = "thing" if match["event"] else "thing2" if match["event2"] else "thing3"
    measured = _measured(items, match, prefix)
    before = match["event2"] or (match["side"] or match["side3"]) in ("<", "G")
    offset = None if measured is None else ("-" if before else "") + iso(*measured)
    return _open(first, end, AnchorKind.EVENT, items[match.start(thing)].text, offset)


def _ago(items: list[Item], match: re.Match[str], said: Said | None) -> FoundTime | None:
    prefix = "a" if match["ago1"] else "g"
    if match["ago1"] and "s" in [i.letter for i in items[max(0, match.start() - 1) : match.start() + 1]]:
        return None  # desde hace dos años: for two years
    measured = _measured(items, match, prefix)
    if match["ago1"] and (match["ab"] or [i.text for i in items[match.end() : match.end() + 1]] == ["que"]):
        return None
    if measured is None or measured[1] in "HN" or measured[0] != int(measured[0]):
        return None
    amount, unit = int(measured[0]), measured[1]
    edtf = None if said is None else said.resolve(lambda day: ago(day, unit, amount))
    hedges = {i.value for i in items[match.start() : match.end()] if i.letter == "h"}
    if edtf is not None and hedges & {"more_than", "at_least"}:
        edtf = f"[..{edtf.rstrip('~')}]"
    elif edtf is not None and hedges & {"fewer_than", "at_most"}:
        edtf = f"[{edtf.rstrip('~')}..]"
    return _resolved(match.start(), match.end(), edtf, said, "relative_to_the_telling")


def _halves(value: str) -> list[str]:
    return value.strip("[]").replace("..", "/").replace(",", "/").split("/")


def _with_year(first: str, second: str) -> tuple[str, str]:
    """The year that only the second was given: from June to September 2023."""
    if first.startswith("XXXX-") and not second.startswith("XX") and re.match(r"\d{4}-", second):
        completed = second[:4] + first[4:]
        if completed[:7] <= second[:7]:
            return completed, second
    return first, second


def _before(value: str) -> str | None:
    """The last year, month or day before a date."""
    plain = value.rstrip("?~")
    if re.fullmatch(r"\d{4}", plain):
        return f"{int(plain) - 1:04}"
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])", plain):
        year, month = int(plain[:4]), int(plain[5:])
        return f"{year - 1:04}-12" if month == 1 else f"{year:04}-{month - 1:02}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return (datetime.date.fromisoformat(plain) - datetime.timedelta(days=1)).isoformat()
    return None


def _mode(value: str) -> Mode:
    plain = value.rstrip("?")
    if "/" in value:
        return Mode.THROUGHOUT
    return Mode.POINT if re.fullmatch(r"(?:\d{4}|XXXX|XX\d\d)-\d\d-\d\d", plain) else Mode.WITHIN


def dated(items: list[Item], words: Lexicon) -> list[FoundTime]:
    """Times that are said with a date."""
    letters = "".join(i.letter for i in items)
    found = []
    at = 0
    while (match := _DATED.search(letters, at)) is not None:
        at = max(match.end(), match.start() + 1)
        if "d" not in match[0]:
            continue
        taken = _one(items, letters, match, words)
        if taken is None:
            at = match.start() + 1
            continue
        found.append(taken)
        at = taken.end
    return found


def _one(items: list[Item], letters: str, match: re.Match[str], words: Lexicon) -> FoundTime | None:
    first, end = match.start(), match.end()
    values = [items[n].value for n in range(first, end) if letters[n] == "d"]
    doubts = {items[n].hedge for n in range(first, end) if letters[n] == "d"} - {""}
    reasons = tuple(sorted(doubts)) or ("date",)
    perhaps = "?" if match["maybe"] else ""
    inside = items[first + len(match["maybe"])]
    made: tuple[str, Mode] | None
    if match["range"]:
        made = _range(values, match)
    elif match["set"]:
        made = (f"[{','.join(_with_year(v, values[-1])[0] for v in values)}]", Mode.WITHIN)
    elif match["since"] and (inside.letter == "s" or words.language in ("uk", "ru", "pl")):
        made = (f"{values[0]}/..", Mode.THROUGHOUT)
    elif match["until"] and inside.value == "until":
        made = (f"../{values[0]}", Mode.THROUGHOUT)
    elif match["before"]:
        made = (f"[..{_before(values[0]) or values[0]}]", Mode.WITHIN)
    elif match["by"] or match["after"]:
        made = (f"[..{values[0]}]" if match["by"] else f"[{values[0]}..]", Mode.WITHIN)
    elif match["whole"]:
        made = (values[0], Mode.THROUGHOUT)
    else:
        about = any(items[n].value == "about" for n in range(first, end) if letters[n] == "h")
        made = _single(values[0], about, perhaps)
    if made is None:
        return None
    return FoundTime(_start(letters, first), end, made[0], made[1], None, reasons)


def _range(values: list[str], match: re.Match[str]) -> tuple[str, Mode] | None:
    """Between two dates is some time in it, from one to the other all of it; "March and April" neither."""
    one, two = _with_year(values[0], values[1])
    if "/" in one or "/" in two or (match["sign"] == "&" and match["open"] != "b"):
        return None
    return (f"[{one}..{two}]", Mode.WITHIN) if match["sign"] == "&" else (f"{one}/{two}", Mode.THROUGHOUT)


def _single(value: str, about: bool, perhaps: str) -> tuple[str, Mode]:
    asked = value.endswith("?")
    mark = "~" if about and not asked and "/" not in value else ""
    doubt = "" if asked else perhaps
    return value + ("%" if mark and doubt else mark + doubt), Mode.WITHIN if about else _mode(value)


def _start(letters: str, first: int) -> int:
    while letters[first] == "o":
        first += 1
    return first
