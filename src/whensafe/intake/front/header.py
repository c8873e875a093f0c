"""`Key: value` lines above a transcript ("Interviewer: …", "Дата: …")."""

from __future__ import annotations

import functools
import re

from whensafe.intake.blocks import Block, Kind
from whensafe.intake.dates import find_dates
from whensafe.intake.front import words_header, words_talks
from whensafe.intake.front.talks import without_office, without_trade
from whensafe.intake.people import is_name, split_names

_PAIR = re.compile(r"(?P<key>[^\W\d_][^:\n]{0,50}?)\s{0,2}[:：]\s*(?P<value>\S.{0,200})")
_PEOPLE = ("narrator", "interviewer", "interpreter", "present")


@functools.cache
def _keys() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile("|".join(entry for entries in table.values() for entry in entries), re.IGNORECASE)
        for kind, table in words_header.ENTRIES.items()
    }


def kind_of(key: str) -> str | None:
    """What a key asks for: a role, ``interviewed``, ``published``, ``title``, ``other``; else ``None``."""
    bare = " ".join(key.split()).strip("*_ ").removesuffix("(s)")
    return next((kind for kind, pattern in _keys().items() if pattern.fullmatch(bare)), None)


def header_pairs(text: str) -> list[tuple[str, str]]:
    """The (kind, value) of each line, in order; nothing if one of the lines is not such a line."""
    pairs = []
    for line in text.split("\n")[:60]:
        if not line.strip():
            continue
        match = _PAIR.fullmatch(line.strip().strip("*_"))
        if match is None and (bare := _without_colon(line.strip().strip("*_. "))) is not None:
            pairs.append(bare)
            continue
        kind = kind_of(match["key"]) if match is not None else None
        if match is None or kind is None:
            return []
        pairs.append((kind, match["value"].strip().strip("*_").strip()))
    return pairs


def _without_colon(line: str) -> tuple[str, str] | None:
    """``Pytania zadaje prokurator Halicki``: a key that asks for a person, and only a name after it."""
    words = line.split()
    for many in (3, 2, 1):
        kind = kind_of(" ".join(words[:many])) if len(words) > many else None
        if kind == "interviewer":
            name = " ".join(words[many:])
            bare = without_trade(name)
            named = is_name(bare, most=4) and (len(bare.split()) >= 2 or bare != name)
            one = re.fullmatch(rf"(?:{words_talks.TRADES.source})\s+\S+", name, re.IGNORECASE) is not None
            return (kind, without_office(name)) if named or (one and len(words) <= many + 3) else None
    return None


def is_header(block: Block) -> bool:
    """Is every line of this block `Key: value`, with a name or a date where one belongs?

    "Interviewer: Yes" is speech and looks the same: a name needs two words, or company in its block.
    """
    if (
        block.kind is Kind.CUE
        or len(block.text) > 2000
        or not (":" in block.text or _without_colon(block.text.strip(" .")) is not None)
    ):
        return False
    pairs = header_pairs(block.text)
    if not pairs:
        return False
    kinds = [kind for kind, _ in pairs]
    return all(_fits(kind, value, alone=len(pairs) == 1) for kind, value in pairs) and (
        len(set(kinds)) == len(kinds) or "other" in kinds or len(pairs) == 1
    )


_DETAILS = re.compile(
    r"\(.*?\)|,\s*(?:(?:b\.|n\.|geb\.|née?|born|ur\.)?\s*\d{4}\b[^\d;,]{0,14}(?=[,;]|$)|[a-zа-яіїєґёà-ÿąćęłńóśźż][^\d;,]*)"
)


def people_in(value: str) -> list[str]:
    """The names in a header's value, without initials in brackets, years and trades after a comma."""
    return [without_trade(name) for name in split_names(_DETAILS.sub("", value).strip())]


def _fits(kind: str, value: str, *, alone: bool) -> bool:
    if value.endswith(("?", "؟", "…")):
        return False
    if kind in _PEOPLE:
        names = people_in(value)
        return (
            bool(names)
            and all(is_name(name) and (len(name.split()) > 1 or not alone) for name in names)
            and not value.endswith(("!", "..."))
        )
    if kind in {"interviewed", "published"}:
        return bool(find_dates(value))
    return len(value) <= 150


def is_name_or_date_line(line: str) -> bool:
    """A short line that states a date and begins no sentence of speech ("Le 21 novembre 2018, à la
    mairie").
    """
    line = line.strip()
    if not line or len(line) > 70 or line[-1] in "?؟!" or line[0] in '—–-«“"„' or not find_dates(line):
        return False
    sentence = re.match(r"[^\W\d_][^:]{0,30}[:.]\s", line)
    if sentence is not None and (not find_dates(sentence[0]) or len(line[sentence.end() :].split()) > 3):
        return False
    return len(line.split()) <= 9 and line.count(".") <= 2
