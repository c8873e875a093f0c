"""What a seal covers: the words a person chose, and everything made from them. Pure.

    what a person says (a quotation, a turn, the whole)
        → stretches of turns  → the turns that translate them, whole
        → title, standfirst, section, what was set aside, questions: where the same words stand
        → originals, first readings, prints, search rows, digests: they hold all words, so all of them go

What can't be known is listed for a person to look at. Nothing here holds the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.ids import Address, InterviewId, TranscriptId
from whensafe.nouns.interview import Interview, MarkKind, Role, Transcript, TranscriptKind, Turn
from whensafe.nouns.sealed import SealScope
from whensafe.nouns.text import HOLE, nfc
from whensafe.protection import fields
from whensafe.protection.holes import Span, apart
from whensafe.protection.same_words import SameWords, Sought, spaced, together
from whensafe.words import fold, tokens


@dataclass(frozen=True, slots=True)
class Quote:
    """These very words. Where they stand more than once, ``turn`` (a number or an address) and ``at`` (the
    code point they begin at) say which; ``everywhere`` means all of them.
    """

    words: str
    turn: str | None = None
    at: int | None = None
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class OneTurn:
    """A whole turn: its number in the transcript that a reader opens first, or its address in any."""

    turn: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole interview."""


RENDERING = "translation"
"""The kind of a piece that goes because of another: its words can't be told apart, so they are apart."""

What: TypeAlias = Quote | OneTurn | Whole


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that goes with a seal, or that a person should look at. ``kind`` is a stable code.

    ``field`` is a key of `protection.fields`; ``at`` a code point of the turn; ``id`` an interview, exhibit,
    restriction, recording or edition; ``count`` how many of them there are; ``start_ms`` and ``end_ms`` a
    span of a recording.
    """

    kind: str
    turn: int | None = None
    address: Address | None = None
    language: str | None = None
    at: int | None = None
    field: str | None = None
    id: str | None = None
    count: int = 1
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What is cut from one turn. ``whole`` if nothing else is left of it. Without spans all of it is sealed
    already, and what it held is now closed for this seal, too.
    """

    transcript: TranscriptId
    address: Address
    n: int
    language: str
    spans: tuple[Span, ...]
    whole: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Closure:
    """Everything that a seal covers in this interview. ``fields`` gives spans by key."""

    interview: InterviewId
    scope: SealScope
    secret: bool
    pieces: tuple[Piece, ...]
    fields: tuple[tuple[str, tuple[Span, ...]], ...]
    goes: tuple[Item, ...]
    look: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    transcript: Transcript
    turn: Turn
    span: Span


def close(interview: Interview, what: What, *, secret: bool = False) -> Closure:
    """What sealing this would cover. `NotFound`, `BadOption` or `Refused` where it can't be sealed."""
    if isinstance(what, Whole):
        return _whole(interview, secret=secret)
    chosen = _chosen(interview, what)
    scope = SealScope.PASSAGE if isinstance(what, Quote) else SealScope.TURN
    if secret:
        chosen, scope = _exchanges(chosen), SealScope.EXCHANGE
    if all(not _said(p.turn.text[slice(*p.span)]) for p in chosen):
        raise Refused("there is nothing there that isn't sealed already", where=interview.id)
    pieces = _with_translations(interview, _pieces(chosen, scope))
    named = isinstance(what, Quote) and not secret
    same = SameWords(_sought(interview, pieces, named=named))
    pieces = _with_marks(interview, pieces, same)
    in_fields = tuple(_in_fields(interview, pieces, same))
    look = (
        *_repeated(interview, pieces, same),
        *_unknown(interview, pieces),
        *_names(interview, same),
        *_exhibits(interview),
    )
    return Closure(interview.id, scope, secret, pieces, in_fields, _goes(interview, pieces, in_fields), look)


def chosen(interview: Interview, what: Quote | OneTurn) -> tuple[Piece, ...]:
    """The words a person chose; `NotFound`, or `BadOption` that names the places if there are several."""
    return _pieces(_chosen(interview, what), SealScope.PASSAGE)


def places(interview: Interview, what: Quote) -> tuple[tuple[Address, int], ...]:
    """Where these words begin, each time they stand: the turn, and the code point of it."""
    return tuple((found[0].turn.address, found[0].span[0]) for found in _quoted(interview, what))


def sought(interview: Interview, closure: Closure) -> tuple[Sought, ...]:
    """The stretches of a closure as words, for looking elsewhere; keep them no longer than needed."""
    return _sought(interview, closure.pieces, named=closure.scope is SealScope.PASSAGE)


def elsewhere(other: Interview, same: SameWords) -> Iterator[Item]:
    """Turns of another interview that hold the same words."""
    for transcript in _current(other):
        for turn in transcript.turns:
            for start, _ in same.spans(turn.text):
                yield Item("other_interview", turn.n, turn.address, turn.language, start, id=other.id)


def renderings(interview: Interview, pieces: Sequence[Piece]) -> Iterator[Item]:
    """Turns that render these pieces, or that they render: hidden whole by a rule about a piece, until as
    much of them is hidden by hand.
    """
    for piece in _with_translations(interview, tuple(pieces))[len(pieces) :]:
        if piece.spans:
            yield Item("rendering", piece.n, piece.address, piece.language)


def _whole(interview: Interview, *, secret: bool) -> Closure:
    pieces = tuple(
        Piece(t.id, turn.address, turn.n, turn.language, ((0, len(turn.text)),), True, "turn")
        for t in _current(interview)
        for turn in t.turns
        if turn.text
    )
    in_fields = tuple(
        (key, ((0, len(text)),))
        for key, text in fields.texts(interview)
        if text and not key.startswith("exhibit/")
    )
    if not any(_said(turn.text) for t in _current(interview) for turn in t.turns) and not any(
        _said(text) for _, text in fields.texts(interview)
    ):
        raise Refused("there is nothing there that isn't sealed already", where=interview.id)
    goes = _goes(interview, pieces, in_fields)
    if interview.exhibits:
        goes = (*goes, Item("exhibits", count=len(interview.exhibits)))
    return Closure(interview.id, SealScope.INTERVIEW, secret, pieces, in_fields, goes, ())


def _current(interview: Interview) -> list[Transcript]:
    return [transcript for session in interview.sessions for transcript in session.current]


def _said(text: str) -> bool:
    return bool(text.replace(HOLE, "").strip())


def _chosen(interview: Interview, what: Quote | OneTurn) -> list[_Place]:
    if isinstance(what, OneTurn):
        transcript, turn = _turn(interview, what.turn)
        return [_Place(transcript, turn, (0, len(turn.text)))]
    found = _quoted(interview, what)
    if not found:
        raise NotFound(
            "these words are not in the interview",
            where=interview.id,
            todo="Copy them exactly as `show` prints them; what is sealed already can't be quoted.",
        )
    if len(found) > 1 and not what.everywhere:
        raise BadOption(
            f"these words stand in {len(found)} places: "
            + ", ".join(_named(places) for places in found[:20]),
            where=interview.id,
            todo="Say which with --turn N (or a turn's address) and --at POSITION, or --everywhere.",
        )
    return [place for places in found for place in places]


def _turn(interview: Interview, said: str) -> tuple[Transcript, Turn]:
    first = interview.transcript
    if said.isascii() and said.isdigit() and len(said) < 8:
        if first is not None and 1 <= int(said) <= len(first.turns):
            return first, first.turns[int(said) - 1]
    else:
        found = interview.turn_at(said.strip().lower())
        if found is not None:
            return found
    raise NotFound("no such turn", where=f"{interview.id}, turn {said[:20]}")


def _quoted(interview: Interview, what: Quote) -> list[list[_Place]]:
    """Each place where the words stand; one place may reach over several turns."""
    words = nfc(what.words)
    if HOLE in words or not any(tokens(words)):
        raise BadOption("a quotation has at least one word, and no hole", where=interview.id)
    only = _turn(interview, what.turn)[1].address if what.turn is not None else None
    found = []
    for transcript in _current(interview):
        for span in _matches("\n".join(turn.text for turn in transcript.turns), words):
            places = list(_over_turns(transcript, span))
            if only is not None and all(place.turn.address != only for place in places):
                continue
            if what.at is None or places[0].span[0] == what.at:
                found.append(places)
    return found


def _matches(text: str, words: str) -> Iterator[Span]:
    pattern, at = spaced(words), 0
    while (match := pattern.search(text, at)) is not None:
        yield match.span()
        at = match.start() + 1  # also where two places overlap


def _over_turns(transcript: Transcript, span: Span) -> Iterator[_Place]:
    at = 0
    for turn in transcript.turns:
        start, end = max(0, span[0] - at), min(len(turn.text), span[1] - at)
        if start < end:
            yield _Place(transcript, turn, (start, end))
        at += len(turn.text) + 1


def _named(places: Sequence[_Place]) -> str:
    first = places[0]
    return f"turn {first.turn.n} ({first.turn.language}, {first.turn.address}) at {first.span[0]}"


def _exchanges(chosen: Sequence[_Place]) -> list[_Place]:
    """Whole questions with their answers: what may be left out without joining words nobody said so."""
    found: dict[Address, _Place] = {}
    for place in chosen:
        turns = place.transcript.turns
        at = next(n for n, turn in enumerate(turns) if turn.address == place.turn.address)
        first = at
        while first > 0 and not _asks_anew(turns, first):
            first -= 1
        last = at + 1
        while last < len(turns) and not _asks_anew(turns, last):
            last += 1
        found |= {t.address: _Place(place.transcript, t, (0, len(t.text))) for t in turns[first:last]}
    return list(found.values())


def _asks_anew(turns: Sequence[Turn], n: int) -> bool:
    return turns[n].role is Role.INTERVIEWER and (n == 0 or turns[n - 1].role is not Role.INTERVIEWER)


def _pieces(chosen: Sequence[_Place], scope: SealScope) -> tuple[Piece, ...]:
    turns: dict[Address, tuple[Transcript, Turn, list[Span]]] = {}
    for place in chosen:
        turns.setdefault(place.turn.address, (place.transcript, place.turn, []))[2].append(place.span)
    kind = "stretch" if scope is SealScope.PASSAGE else "turn"
    return tuple(_piece(t, turn, apart(turn.text, spans), kind) for t, turn, spans in turns.values())


def _piece(transcript: Transcript, turn: Turn, spans: tuple[Span, ...], kind: str) -> Piece:
    whole = bool(spans) and spans == ((0, len(turn.text)),)
    return Piece(transcript.id, turn.address, turn.n, turn.language, spans, whole, kind)


def _with_translations(interview: Interview, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """With every turn that renders a touched one, or that it renders: whole, since nobody knows which words
    of it do.
    """
    touched = {piece.address for piece in pieces}
    by_address = {turn.address: (t, turn) for t in _current(interview) for turn in t.turns}
    sources = {by_address[a][1].translates for a in touched} - {None} - touched
    more: dict[Address, tuple[Transcript, Turn]] = {
        address: by_address[address] for address in by_address if address in sources
    }
    for transcript in _current(interview):
        if transcript.kind is TranscriptKind.TRANSLATION:
            for turn in _rendering(transcript, by_address, {*touched, *more}):
                more.setdefault(turn.address, (transcript, turn))
    whole = (
        Piece(
            transcript.id,
            address,
            turn.n,
            turn.language,
            ((0, len(turn.text)),) if _said(turn.text) else (),
            True,
            RENDERING,
        )
        for address, (transcript, turn) in more.items()
        if address not in touched and turn.text
    )
    return (*pieces, *whole)


def _rendering(
    translation: Transcript, by_address: dict[Address, tuple[Transcript, Turn]], touched: set[Address]
) -> Iterator[Turn]:
    """Turns of a translation that render a touched turn. Where that isn't known: all that could."""
    of = {by_address[a][0].id for a in touched if a in by_address}
    if translation.based_on not in of:
        return
    known = {turn.translates for turn in translation.turns}
    missing = [
        a
        for a in touched
        if a in by_address and by_address[a][0].id == translation.based_on and a not in known
    ]
    near = {b for a in missing for b in _neighbours(by_address[a][0], a, known)}
    for turn in translation.turns:
        unknown = turn.translates is None or turn.translates not in by_address
        if turn.translates in touched or turn.translates in near or (missing and unknown):
            yield turn


def _neighbours(
    transcript: Transcript, address: Address, known: set[Address | None]
) -> Iterator[Address | None]:
    """The nearest turns on both sides that the translation renders: a turn split later stands with them."""
    addresses = [turn.address for turn in transcript.turns]
    at = addresses.index(address)
    for side in (addresses[:at][::-1], addresses[at + 1 :]):
        yield next((a for a in side if a in known), None)


def _sought(interview: Interview, pieces: Sequence[Piece], *, named: bool) -> tuple[Sought, ...]:
    texts = {turn.address: turn.text for t in _current(interview) for turn in t.turns}
    return tuple(
        Sought(
            texts[piece.address][start:end].replace(HOLE, " "),
            named and piece.kind == "stretch",
            piece.language,
        )
        for piece in pieces
        for start, end in piece.spans
    )


def _with_marks(interview: Interview, pieces: tuple[Piece, ...], same: SameWords) -> tuple[Piece, ...]:
    """With marks that hold the words though they stand outside: the text of a picture, a link's address."""
    spans = {piece.address: piece for piece in pieces}
    for transcript in _current(interview):
        for turn in transcript.turns:
            had = spans[turn.address].spans if turn.address in spans else ()
            own = [
                (mark.at, mark.at)
                for mark in turn.marks
                if mark.kind not in {MarkKind.SEAL, MarkKind.LABEL}
                and not any(start <= mark.at <= end for start, end in had)
                and same.spans(mark.verbatim)
            ]
            if own:
                kind = spans[turn.address].kind if turn.address in spans else "mark"
                spans[turn.address] = _piece(transcript, turn, apart(turn.text, [*had, *own]), kind)
    return tuple(spans.values())


def _in_fields(
    interview: Interview, pieces: Sequence[Piece], same: SameWords
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    told = still_told(interview, pieces)
    for key, text in fields.texts(interview):
        if fields.is_name(key):
            continue
        lone = () if fields.is_ours(key) else same.alone(text, told, interview.language)
        spans = apart(text, together(text, [*same.spans(text), *lone]))
        if spans:
            yield key, ((0, len(text)),) if key == fields.URL else spans


def still_told(interview: Interview, pieces: Sequence[Piece]) -> frozenset[str]:
    """Every word, folded, that the turns without these pieces and the participants' names still tell."""
    sealed = {piece.address: piece.spans for piece in pieces}
    words = {fold(token.text) for p in interview.participants for token in tokens(p.name or "")}
    for transcript in _current(interview):
        for turn in transcript.turns:
            spans = sealed.get(turn.address, ())
            words.update(
                fold(token.text)
                for token in tokens(turn.text)
                if not any(start < token.end and token.start < end for start, end in spans)
            )
    return frozenset(words)


def _repeated(interview: Interview, pieces: Sequence[Piece], same: SameWords) -> Iterator[Item]:
    sealed = {piece.address: piece.spans for piece in pieces}
    for transcript in _current(interview):
        for turn in transcript.turns:
            for start, end in same.spans(turn.text):
                if not any(s <= start and end <= e for s, e in sealed.get(turn.address, ())):
                    yield Item("same_words", turn.n, turn.address, turn.language, start)


def _unknown(interview: Interview, pieces: Sequence[Piece]) -> Iterator[Item]:
    """Sealed turns of a translation of which nobody said what they render."""
    touched = {piece.address for piece in pieces}
    for transcript in _current(interview):
        for turn in transcript.turns if transcript.kind is TranscriptKind.TRANSLATION else ():
            if turn.address in touched and turn.translates is None:
                yield Item("rendered_words_unknown", turn.n, turn.address, turn.language)


def _names(interview: Interview, same: SameWords) -> Iterator[Item]:
    for person in interview.participants:
        if person.name is not None and same.spans(person.name):
            yield Item("participant_name", id=person.id)


def _exhibits(interview: Interview) -> Iterator[Item]:
    for exhibit in interview.exhibits:
        yield Item("exhibit", id=exhibit.id)


def _goes(
    interview: Interview, pieces: Sequence[Piece], in_fields: Sequence[tuple[str, tuple[Span, ...]]]
) -> tuple[Item, ...]:
    goes = [
        Item(
            "turn" if piece.whole and piece.kind == "stretch" else piece.kind,
            piece.n,
            piece.address,
            piece.language,
            None if piece.whole else start,
        )
        for piece in pieces
        for start, _ in piece.spans
    ]
    goes += [Item("field", field=key) for key, _ in in_fields]
    originals = sum(len(session.originals) for session in interview.sessions)
    earlier = sum(len(session.superseded) for session in interview.sessions)
    goes += [Item(kind, count=n) for kind, n in (("originals", originals), ("first_readings", earlier)) if n]
    return (*goes, Item("prints"), Item("search_rows"))
