"""What somebody marked: a form's fields as what the desk is asked to close, and its words for the page.

kind = stretch   from, from_at, to, to_at   turn addresses and code points: the bar of the reading page
       quote     quote, turn?, place?       the words themselves; ``place`` says which
       turn      turn                       a whole turn
       whole
       name      names                      one spelling a line, everywhere
       person    person                     somebody in the register, everywhere
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext

from whensafe.desk.restrict import Named, Somebody
from whensafe.errors import BadOption, WhensafeError
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import Address
from whensafe.nouns.interview import Interview
from whensafe.nouns.text import HOLE, direction, nfc
from whensafe.protection import closure
from whensafe.protection.closure import OneTurn, Piece, Quote, Whole
from whensafe.web import words
from whensafe.web.show.forms import number
from whensafe.words import tokens

What: TypeAlias = Quote | OneTurn | Whole | Named | Somebody
AROUND = 60
"""Letters that are shown on each side of a place to choose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that were marked in one turn, as a page prints them."""

    n: int
    address: Address
    lang: str
    dir: str
    words: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was marked. ``stamp`` changes when the interview does; it holds none of the words."""

    what: What
    shown: tuple[Shown, ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One of several places where a quotation stands. ``value`` is an address and a code point."""

    value: str
    n: int
    lang: str
    dir: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why nothing is marked yet: the field, what is wrong with it, the places to choose from."""

    field: str
    wrong: str
    places: tuple[Place, ...] = ()


def read(interview: Interview, given: Mapping[str, str]) -> Chosen | Unclear:
    """What the form marks, or what is unclear about it."""
    kind = given.get("kind", "")
    reader = _READERS.get(kind)
    if reader is None:
        return Unclear("kind", gettext("Say what is to be closed."))
    try:
        return reader(interview, given)
    except WhensafeError as error:
        return Unclear("quote" if kind == "quote" else "kind", words.sentence(error).wrong)


def _names(_: Interview, given: Mapping[str, str]) -> Chosen | Unclear:
    lines = (" ".join(line.split()) for line in given.get("names", "").splitlines())
    found = tuple(dict.fromkeys(line for line in lines if line))
    return Chosen(Named(found)) if found else Unclear("names", gettext("Write at least one name."))


def _person(_: Interview, given: Mapping[str, str]) -> Chosen | Unclear:
    id = given.get("person", "")[:40]
    return (
        Chosen(Somebody(PersonId(id)))
        if id
        else Unclear("person", gettext("Choose somebody from the register."))
    )


def _stretch(interview: Interview, given: Mapping[str, str]) -> Quote | OneTurn:
    """A stretch given by its ends. Its words are looked up here, so that no form has to carry them."""
    first = interview.turn_at(given.get("from", ""))
    last = interview.turn_at(given.get("to", ""))
    if first is None or last is None or first[0] is not last[0]:
        raise BadOption("no such turn")
    transcript = first[0]
    one, two = transcript.turns.index(first[1]), transcript.turns.index(last[1])
    start = _whole_word(first[1].text, number(given.get("from_at")), end=False)
    end = _whole_word(last[1].text, number(given.get("to_at")), end=True)
    texts = [turn.text for turn in transcript.turns[one : two + 1]]
    if not texts:
        raise BadOption("no such turn")
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][start:]
    said = "\n".join(texts)
    if HOLE in said.strip():
        raise BadOption(SEALED_INSIDE)
    lead = len(texts[0]) - len(texts[0].lstrip())
    if not said.strip():
        raise BadOption("a quotation has at least one word, and no hole")
    while lead == len(texts[0]) and len(texts) > 1:  # marked from the very end of a turn: begins in the next
        texts, one, start = texts[1:], one + 1, 0
        lead = len(texts[0]) - len(texts[0].lstrip())
    return Quote("\n".join(texts).strip(), transcript.turns[one].address, start + lead)


def _whole_word(text: str, at: int, *, end: bool) -> int:
    """``at``, moved out to where the word that it splits begins or ends: half a word tells of the other."""
    inside = next((word for word in tokens(text) if word.start < at < word.end), None)
    return at if inside is None else inside.end if end else inside.start


SEALED_INSIDE = "there is a sealed hole inside this stretch"


def _quote(interview: Interview, given: Mapping[str, str]) -> Chosen | Unclear:
    said = nfc(given.get("quote", "")).strip()
    if not said:
        return Unclear("quote", gettext("Paste or type the exact words."))
    if HOLE in said:
        raise BadOption(SEALED_INSIDE)
    if given.get("place") == "everywhere":
        return _chosen(interview, Quote(said, everywhere=True))
    turn = given.get("turn") or None
    found = closure.places(interview, Quote(said, turn)) if turn is not None else ()
    elsewhere = not found
    found = found or closure.places(interview, Quote(said))
    if not found:
        wrong = gettext("These words are not in the interview. Copy them exactly as they stand on its page.")
        return Unclear("quote", wrong)
    address, _, at = given.get("place", "").partition(":")
    if (address, number(at)) in found:
        return _chosen(interview, Quote(said, address, number(at)))
    if len(found) == 1 and not (elsewhere and turn is not None):
        return _chosen(interview, Quote(said, *found[0]))
    if elsewhere and turn is not None:
        wrong = gettext("These words are not in this turn, but elsewhere. Choose the place.")
    else:
        wrong = gettext("These words stand in several places. Choose one.")
    return Unclear("quote", wrong, tuple(_places(interview, found, len(said))))


def _places(interview: Interview, found: tuple[tuple[Address, int], ...], length: int) -> Iterator[Place]:
    for address, at in found[:50]:
        turn = interview.turn_at(address)
        if turn is not None:
            text = turn[1].text
            end = min(len(text), at + length)
            before, after = text[max(0, at - AROUND) : at], text[end : end + AROUND]
            lang = turn[1].language
            yield Place(f"{address}:{at}", turn[1].n, lang, direction(lang), before, text[at:end], after)


def _chosen(interview: Interview, what: Quote | OneTurn) -> Chosen:
    pieces = closure.chosen(interview, what)
    return Chosen(what, tuple(_shown(interview, pieces)), _stamp(interview, pieces))


def _shown(interview: Interview, pieces: tuple[Piece, ...]) -> Iterator[Shown]:
    for piece in pieces:
        found = interview.turn_at(piece.address)
        if found is not None:
            lang = found[1].language
            for start, end in piece.spans:
                said = found[1].text[start:end].strip()
                yield Shown(piece.n, piece.address, lang, direction(lang), said, piece.whole)


def _stamp(interview: Interview, pieces: tuple[Piece, ...]) -> str:
    """Where the stretch is: transcripts, addresses and positions, digested."""
    current = [t.id for session in interview.sessions for t in session.current]
    where = [(p.transcript, p.address, p.spans) for p in pieces]
    return hashlib.sha256(repr((current, where)).encode()).hexdigest()[:32]


_READERS: dict[str, Callable[[Interview, Mapping[str, str]], Chosen | Unclear]] = {
    "stretch": lambda interview, given: _chosen(interview, _stretch(interview, given)),
    "quote": _quote,
    "turn": lambda interview, given: _chosen(interview, OneTurn(given.get("turn", "")[:40])),
    "whole": lambda interview, _: Chosen(Whole(), stamp=_stamp(interview, ())),
    "name": _names,
    "person": _person,
}
