"""Sentences at the head of a page that say who spoke with whom.

``A talks to B``; ``A, Küster, im Gespräch mit B``; ``A asked her``.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from whensafe.intake.front import words_people, words_talks
from whensafe.intake.front.phrases import Phrases
from whensafe.intake.people import is_name
from whensafe.intake.people.cases import is_after_with, nominative
from whensafe.nouns.interview import Role

LONGEST_TALK = 900
_WORD = re.compile(r"[^\W\d_](?:[\w’'ʼ-]|(?<=\b[^\W\d_])\.(?=\s?[^\W\d_]))*")
_SMALL = frozenset({"de", "del", "la", "van", "von", "al", "el", "da", "di", "du", "des", "der", "zu"})
_JOINS = re.compile(r",?\s(?:and|et|y|e|i|und|та|і|й|и|&)\s|,\s", re.IGNORECASE)

Talk = tuple[str, Role, bool]
"""A name, its role, and whether the grammar of its place may have changed its ending."""


@functools.cache
def _after(table: str) -> re.Pattern[str]:
    phrases: Phrases = getattr(words_talks, table)
    return re.compile(
        rf"(?P<trade>,[^.!?\n]{{2,90}}?,?)?\s+(?P<verb>{phrases.source})\s+(?P<other>(?:[^\W\d_A-ZА-Я][\w’'-]*\s+){{0,3}})",
        re.IGNORECASE,
    )


def without_trade(name: str) -> str:
    """``Comisionado Pedro Arancibia`` without the office; a name of less than two other words stays whole."""
    bare = without_office(name)
    return bare if len(bare.split()) >= 2 and bare[:1].isupper() else name


def without_office(name: str) -> str:
    """``COMISIONADO ARANCIBIA`` without the office, even if one word remains."""
    return re.sub(rf"^(?:(?:{words_talks.TRADES.source})\s+)+", "", name, flags=re.IGNORECASE)


def talks(text: str) -> list[Talk]:
    """Who asked and who told, as far as a sentence joins two full names by a verb that says it."""
    text = " ".join(text[:LONGEST_TALK].split())
    groups = _groups(text)
    found: list[Talk] = []
    for (one, _, end), (other, start, last) in pairwise(groups):
        between = text[end:start]
        if (
            words_people.INTERVIEWER_BEFORE.at_start.match(one[0])
            or len(between) > 130
            or re.search(r"[.!?]\s", between)
        ):
            continue
        asks = _after("ASKS_TELLER").fullmatch(between)
        speaks = _after("SPEAKS_WITH").fullmatch(between)
        tells = _after("TELLS_ASKER").fullmatch(between)
        together = _after("TOGETHER").fullmatch(between)
        if together is not None:
            if together["trade"] and text[last : last + 2] != ", ":
                found += [*_all(one, Role.NARRATOR), *_all(other, Role.INTERVIEWER, together["verb"])]
        elif tells is not None:
            found += [*_all(one, Role.NARRATOR), *_all(other, Role.INTERVIEWER, tells["verb"])]
        elif asks is not None:
            found += [*_all(one, Role.INTERVIEWER), *_all(other, Role.NARRATOR, asks["verb"])]
        elif speaks is not None:
            trade = speaks["trade"] and not re.search(
                words_talks.ASKING_TRADES, speaks["trade"], re.IGNORECASE
            )
            first, second = (Role.NARRATOR, Role.INTERVIEWER) if trade else (Role.INTERVIEWER, Role.NARRATOR)
            found += [*_all(one, first), *_all(other, second, speaks["verb"])]
    asked = re.compile(rf"\s(?:{words_talks.ASKED_AFTER.source})(?![^\W_])", re.IGNORECASE)
    named = {name for name, _, _ in found}
    for names, _, end in groups:
        if asked.match(text, end) is not None and not named & set(names) and not _is_kin(names[0]):
            found += _all(names, Role.INTERVIEWER)
    return found


def _all(names: list[str], role: Role, verb: str = "") -> list[Talk]:
    if not is_after_with(verb):
        return [(name, role, False) for name in names]
    restored = [(name, nominative(name)) for name in names]
    return [(bare or name, role, bare is None) for name, bare in restored]


def signer(text: str) -> str | None:
    """The full name in brackets, or alone after its sentence, that ends an introduction."""
    found = re.search(r"[.!?…]\s+\((?P<name>[^()\n]{5,50})\)\s*\Z", text)
    name = found["name"].strip() if found is not None else ""
    return name if is_name(name, most=4) and len(name.split()) >= 2 else None


def about(title: str) -> str | None:
    """The full name that a title begins with: ``A, a trade``, ``A remembers …``."""
    title = " ".join(title.split()).strip("*_ ")
    if title.isupper():
        for words in (2, 3, 4):
            bare = " ".join(title.split()[:words])
            rest = title[len(bare) :].strip().casefold()
            if re.match(rf"(?:{words_talks.REMEMBERS.source})(?![^\W_])", rest) is not None and is_name(bare):
                return bare
        return None
    groups = _groups(title)
    if not groups or groups[0][1] > 0 or len(groups[0][0]) > 1:
        return None
    names, _, end = groups[0]
    rest = title[end:]
    remembers = re.match(rf"\s(?:{words_talks.REMEMBERS.source})(?![^\W_])", rest) is not None
    trade = re.match(r",\s[^\W\d_]", rest) is not None and rest[2].islower() and len(title) <= 110
    return names[0] if (remembers or trade) and not _is_kin(names[0]) else None


def _is_kin(name: str) -> bool:
    """``Mein Vater``, ``Бабуся Софія``: no full name."""
    return any(word.casefold() in words_talks.KIN for word in name.split()[:2])


def _groups(text: str) -> list[tuple[list[str], int, int]]:
    """Full names, those side by side together: (names, start, end)."""
    spans: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for word in [*_WORD.finditer(text), None]:
        joins = word is not None and bool(run) and text[run[-1][1] : word.start()] in {" ", ". "}
        if joins and text[run[-1][1]] == "." and run[-1][1] - run[-1][0] > 1:
            joins = False
        if word is not None and joins and (word[0][0].isupper() or word[0] in _SMALL) and len(run) < 6:
            run.append(word.span())
            continue
        while run and text[run[-1][0] : run[-1][1]] in _SMALL:
            run.pop()
        if 2 <= len(run) <= 5:
            spans.append((run[0][0], run[-1][1]))
        run = [word.span()] if word is not None and word[0][0].isupper() else []
    groups: list[tuple[list[str], int, int]] = []
    for start, end in spans:
        name = without_trade(text[start:end])
        if any(len(word) == 1 for word in name.split()):
            continue
        if groups and _JOINS.fullmatch(text[groups[-1][2] : start]) is not None:
            groups[-1] = ([*groups[-1][0], name], groups[-1][1], end)
        else:
            groups.append(([name], start, end))
    return groups
