"""The standfirst, and who it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from whensafe.intake.blocks import Block, Document, Kind
from whensafe.intake.front import words_talks
from whensafe.intake.front.finding_types import Leftover
from whensafe.intake.front.given_names import GIVEN
from whensafe.intake.front.talks import without_trade
from whensafe.intake.people import fold_name, same_person
from whensafe.intake.people.names_words import HONORIFICS, NOT_NAMES

_WORD = re.compile(r"[^\W\d_](?:[\w’'ʼ-]|(?<=\b[^\W\d_])\.(?=\s[^\W\d_]))*")
_SMALL = frozenset({"de", "del", "la", "van", "von", "al", "el", "da", "di", "bin", "le", "du", "des"})
_AND = frozenset({"and", "et", "y", "e", "i", "und", "та", "і", "и"})
_OPENING = frozenset(
    [
        *("ein", "eine", "einer", "der", "die", "das", "den", "dem", "im", "am", "er", "sie", "es", "heute"),
        *(
            "un",
            "une",
            "le",
            "la",
            "les",
            "elle",
            "il",
            "nous",
            "on",
            "au",
            "ce",
            "cette",
            "una",
            "el",
            "los",
        ),
        *("las", "ella", "ancien", "ancienne", "він", "вона", "вони", "ми", "цей", "ця", "он", "она", "они"),
        *("мы", "этот", "эта", "ona", "oni", "ten", "ta", "l", "els", "les", "former", "retired"),
    ]
)
"""A capital at the beginning of a sentence does not make these a name."""
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]+")


def choose(document: Document, head: Sequence[Leftover], after: int) -> tuple[int, ...]:
    """Which leftovers before the first turn are the standfirst: sentences, not labels, headings or
    remnants.
    """
    chosen = []
    for n, left in enumerate(head):
        block = document.blocks[left.block]
        text = left.text.strip()
        if left.block < after or (len(text) < 90 and text[-1:] not in tuple('.!?…»”"؟)')):
            continue
        if block.kind in {Kind.HEADING, Kind.CUE, Kind.ITEM} or len(text) < 25:
            continue
        if re.fullmatch(r"[\[(].*[\])]", text, re.DOTALL) or text.isupper():
            continue
        chosen.append(n)
    return tuple(chosen)


def is_deck(block: Block) -> bool:
    """A line that the page calls a deck: a subtitle, if an introduction follows it."""
    return re.search(r"(?<![a-z])(?:dec?k|summary|excerpt)(?![a-z])", block.hint.casefold()) is not None


def people(
    lead: str,
    known: Sequence[str],
    signed: Sequence[str],
    captions: Sequence[str],
    title: str,
    *,
    strict: bool = False,
) -> tuple[str | None, bool]:
    """Whom a standfirst is about, or ``None`` if the evidence doesn't choose; and whether it chooses clearly.

    Evidence: it is known from elsewhere, it opens a sentence, brackets or a verb follow it, part of it
    comes back,
    it begins with a given name. Those who ``signed`` write about somebody else.
    """
    if re.search(r"[\u0600-\u06ff]", lead):
        named = _arabic(lead)
        return (named, True) if named is not None else (_before_comma(lead), False)
    text = lead[:1500]
    scores: Counter[str] = Counter()
    order: list[str] = []
    elsewhere = " ".join([title, *captions])
    for start, end in _spans(text):
        written = text[start:end]
        opens = (
            start == 0
            or text[:start].rstrip()[-1:] in {".", "!", "?", "…"}
            or "\n" in text[max(0, start - 2) : start]
        )
        name = _without_opening(written, opens=opens)
        name = without_trade(name) if name is not None else None
        if name is None or words_talks.HOUSES.words.search(name) is not None:
            continue
        points = 0
        if any(same_person(name, other) for other in signed):
            continue
        points += 4 * any(same_person(name, other) for other in known)
        points += 3 * (fold_name(name)[:1] != () and fold_name(name)[0] in GIVEN)
        points += opens and name == written
        points += bool(re.match(r"\s?\(|,\s[\da-zа-яіїєґ]|\s[a-zа-яіїєґ]", text[end:]))
        points += 2 * any(part in elsewhere for part in name.split() if len(part) > 3)
        points += any(
            len(re.findall(rf"(?<!\w){re.escape(part)}(?!\w)", text)) > 1 for part in name.split()[-1:]
        )
        if name not in scores:
            order.append(name)
        scores[name] = max(scores[name], points)
    best = sorted(order, key=lambda name: -scores[name])[:2]
    least = 4 if strict else 1 if len(order) == 1 else 2
    if not best or scores[best[0]] < least:
        return None, False
    if (
        len(best) == 2
        and scores[best[0]] == scores[best[1]]
        and scores[best[0]] < 5
        and order.index(best[0]) > 0
    ):
        return None, False
    words = best[0].split()
    trade = (
        len(words) == 3 and best[0] in text[: len(best[0]) + 12] and fold_name(words[0])[:1][0] not in GIVEN
    )
    lone = len(best) == 1 and scores[best[0]] >= (1 if signed else 2) and not trade
    return best[0], lone or scores[best[0]] >= 5 or scores[best[0]] - scores[best[-1]] >= 2


def mentions(text: str) -> tuple[str, ...]:
    """Every full name that could stand in a text, with shared family names ("Íñigo y Nerea Larralde")
    given to both.
    """
    text = text[:6000]
    found: list[str] = []
    previous: tuple[int, int] | None = None
    for start, end in _spans(text, least=1):
        words = text[start:end].split(" ")
        between = text[previous[1] : start].split() if previous is not None else []
        if (
            previous is not None
            and len(between) == 1
            and between[0] in _AND
            and len(words) >= 2
            and " " not in text[previous[0] : previous[1]]
        ):
            found.append(f"{text[previous[0] : previous[1]]} {words[-1]}")
        name = _without_opening(text[start:end], opens=True)
        found += [name] if name is not None else []
        previous = (start, end)
    return tuple(dict.fromkeys(found))


def _spans(text: str, least: int = 2) -> list[tuple[int, int]]:
    """Where words with capitals stand side by side, two to four of them, on one line."""
    spans: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for word in [*_WORD.finditer(text), None]:
        is_capital = word is not None and word[0][0].isupper()
        joins = word is not None and bool(run) and text[run[-1][1] : word.start()] == " "
        if word is not None and joins and (is_capital or word[0] in _SMALL) and len(run) < 6:
            run.append(word.span())
            continue
        while run and text[run[-1][0] : run[-1][1]] in _SMALL:
            run.pop()
        if least <= len(run) <= 5:
            spans.append((run[0][0], run[-1][1]))
        run = [word.span()] if word is not None and is_capital else []
    return spans


def _without_opening(span: str, *, opens: bool = False) -> str | None:
    """A span without "The", "Dr." or a trade before a given name ("Гончарка Меланія Гончарик")."""
    parts = span.split()
    while parts and parts[0].casefold().strip(".") in NOT_NAMES | HONORIFICS | _OPENING:
        parts.pop(0)
    folded = [(fold_name(part) or ("",))[0] for part in parts]
    if opens and len(parts) >= 3 and folded[0] not in GIVEN and folded[1] in GIVEN:
        parts.pop(0)
    return " ".join(parts) if len(parts) >= 2 else None


def _before_comma(lead: str) -> str | None:
    """The two or three words that an Arabic standfirst opens with, set apart by a comma: a guess."""
    opening, comma, _ = lead[:60].partition("،")
    words = opening.split()
    bare = comma and 2 <= len(words) <= 3 and all(_ARABIC_WORD.fullmatch(word) for word in words)
    return opening.strip() if bare and not words[1].startswith("في") else None


def _arabic(lead: str) -> str | None:
    """Without capitals a name is told by a given name that we know, with the words of a family name after
    it.
    """
    found = _ARABIC_WORD.findall(lead[:600])
    for word, following in pairwise(found):
        bare = fold_name(word)
        if bare and bare[0] in GIVEN and len(following) > 2:
            return f"{word} {following}"
    return None
