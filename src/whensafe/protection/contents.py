"""What is inside a seal, and the interview before and after. Pure.

    apply    interview, closure  → the interview with holes, what to seal, what else must go
    restore  interview, contents → the words back at their addresses and positions

A seal's contents are its own stretches and nothing else, since other words of the same turn may be sealed for
others. What holds more words than those is for evidence files: turns that render a sealed one, whole, and
what is `SetAside` (files, first readings). The written form is in ``docs/formats/seal.md``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec

from whensafe.errors import BadInput, Refused
from whensafe.nouns.ids import Address, SessionId, TranscriptId
from whensafe.nouns.interview import Exhibit, Interview, Mark, MarkKind, Original, Session, Transcript, Turn
from whensafe.nouns.sealed import FieldHole, SealedText, SealId, SealScope, Stretch
from whensafe.nouns.text import HOLE
from whensafe.protection import fields, holes
from whensafe.protection.closure import RENDERING, Closure
from whensafe.protection.holes import Cut, Span

SALT = 32
MintTranscript = Callable[[], TranscriptId]


@dataclass(frozen=True, slots=True)
class FieldStretch:
    """Words cut from a title or another field; of a name all."""

    field: str
    words: SealedText
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What one seal holds. Several stretches of a turn stand in their order; the first has its times."""

    scope: SealScope
    stretches: tuple[Stretch, ...]
    fields: tuple[FieldStretch, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """What held all words and left the interview: by session, its files and first readings; a web address
    that spells some of them; exhibits only where the whole interview was sealed.
    """

    originals: tuple[tuple[SessionId, tuple[Original, ...]], ...]
    readings: tuple[tuple[SessionId, tuple[Transcript, ...]], ...]
    exhibits: tuple[Exhibit, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The interview with holes. ``renderings`` are whole turns that went because of another one. ``renamed``
    gives each new transcript's id with the one it was made from; ``moved`` gives, for each touched turn, the
    spans that became holes.
    """

    interview: Interview
    holes: tuple[FieldHole, ...]
    contents: Contents
    renderings: Contents
    set_aside: SetAside
    renamed: tuple[tuple[TranscriptId, TranscriptId], ...]
    moved: tuple[tuple[Address, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Where restored words now stand in a turn. ``whole`` if they are all of it."""

    address: Address
    holes: tuple[int, ...]
    spans: tuple[Span, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Times:
    """When a turn begins and ends on the recording: told only once no hole is left in it."""

    address: Address
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class Brought:
    """The interview with the words back. ``late`` are times that wait for the turn's other holes."""

    interview: Interview
    holes: tuple[FieldHole, ...]
    told: tuple[Told, ...]
    fields: tuple[tuple[str, tuple[Span, ...]], ...]
    renamed: tuple[tuple[TranscriptId, TranscriptId], ...]
    late: tuple[Times, ...]


def apply(
    interview: Interview,
    field_holes: Sequence[FieldHole],
    closure: Closure,
    seal: SealId,
    mint: MintTranscript,
) -> Applied:
    """Cut out what the closure covers. ``field_holes`` are those of earlier seals of this interview."""
    pieces = {piece.address: piece for piece in closure.pieces if piece.spans}
    stretches: list[Stretch] = []
    rendered: list[Stretch] = []

    def emptied(transcript: Transcript, turn: Turn) -> Turn:
        piece = pieces.get(turn.address)
        if piece is None:
            return turn
        said, cuts = holes.cut(turn.text, turn.marks, piece.spans, seal)
        for n, one in enumerate(cuts):
            times = (turn.start_ms, turn.end_ms) if n == 0 else (None, None)
            own = rendered if piece.kind == RENDERING else stretches
            own.append(Stretch(transcript.id, turn.address, one.words, one.marks, *times))
        return replace(turn, text=said.text, marks=said.marks, start_ms=None, end_ms=None)

    spans = dict(closure.fields)
    whole, url = closure.scope is SealScope.INTERVIEW, spans.pop(fields.URL, None) is not None
    without, aside = _set_aside(interview, exhibits=whole, url=url)
    opened, renamed = _versions(without, emptied, mint)
    opened, kept_holes, cut_fields = _cut_fields(opened, field_holes, spans, seal)
    return Applied(
        opened,
        kept_holes,
        Contents(closure.scope, tuple(stretches), cut_fields),
        Contents(SealScope.TURN, tuple(rendered), ()),
        aside,
        renamed,
        tuple((piece.address, piece.spans) for piece in closure.pieces if piece.spans),
    )


def restore(
    interview: Interview,
    field_holes: Sequence[FieldHole],
    contents: Contents,
    seal: SealId | None,
    mint: MintTranscript,
) -> Brought:
    """Put a seal's words back, or `Refused` where a later seal covers their place: that one goes first.

    Without ``seal``: renderings, into the holes of whichever seal their turns are marked with.
    """
    by_turn: dict[Address, list[Stretch]] = {}
    for stretch in contents.stretches:
        by_turn.setdefault(stretch.address, []).append(stretch)
    told: list[Told] = []
    late: list[Times] = []

    def filled(_: Transcript, turn: Turn) -> Turn:
        stretches = by_turn.get(turn.address)
        if stretches is None:
            return turn
        of = seal or _only_seal(turn)
        at = tuple(holes.places(turn.text, turn.marks, of))
        cuts = [Cut(stretch.words, stretch.marks) for stretch in stretches]
        said, spans = holes.mend(turn.text, turn.marks, cuts, of)
        told.append(Told(turn.address, at, spans, spans == ((0, len(said.text)),)))
        back = replace(turn, text=said.text, marks=said.marks)
        times = Times(turn.address, stretches[0].start_ms, stretches[0].end_ms)
        if (times.start_ms, times.end_ms) == (None, None):
            return back
        if holes.places(back.text, back.marks):
            late.append(times)
            return back
        return replace(back, start_ms=times.start_ms, end_ms=times.end_ms)

    opened, renamed = _versions(interview, filled, mint)
    missing = set(by_turn) - {one.address for one in told}
    if missing:
        raise Refused("the turn of this seal is no longer there", where=min(missing))
    of_fields = contents.fields if seal is not None else ()
    opened, kept_holes, in_fields = _mend_fields(opened, field_holes, of_fields, seal or SealId(""))
    return Brought(opened, kept_holes, tuple(told), in_fields, renamed, tuple(late))


def relabelled(interview: Interview, address: Address, seal: SealId, by: SealId) -> Interview:
    """The interview with a turn's holes of ``seal`` marked as those of ``by``, which closes it still."""

    def marked(turn: Turn) -> Turn:
        if turn.address != address:
            return turn
        old, new = (Mark(MarkKind.SEAL, 0, id) for id in (seal, by))
        return replace(
            turn,
            marks=tuple(replace(new, at=m.at) if m == replace(old, at=m.at) else m for m in turn.marks),
        )

    return _each_turn(interview, marked)


def with_times(
    interview: Interview, times: Sequence[Times], *, wait: bool = True
) -> tuple[Interview, tuple[Times, ...]]:
    """The interview with these times where their turn has no hole left, and those that still ``wait``."""
    wanted = {one.address: one for one in times}
    waiting: dict[Address, Times] = dict(wanted)

    def timed(turn: Turn) -> Turn:
        one = wanted.get(turn.address)
        if one is None or (wait and holes.places(turn.text, turn.marks)):
            return turn
        waiting.pop(turn.address, None)
        return replace(turn, start_ms=one.start_ms, end_ms=one.end_ms)

    return _each_turn(interview, timed), tuple(waiting.values())


def with_set_aside(interview: Interview, aside: SetAside) -> Interview:
    """The interview with its files, first readings and exhibits back; what came since stands after them."""
    originals, readings = dict(aside.originals), dict(aside.readings)
    sessions = tuple(
        replace(
            session,
            originals=originals.get(session.id, ()) + session.originals,
            transcripts=session.transcripts + readings.get(session.id, ()),
        )
        for session in interview.sessions
    )
    back = replace(interview, sessions=sessions, exhibits=aside.exhibits + interview.exhibits)
    return back if aside.url is None else fields.with_texts(back, {fields.URL: aside.url})


def spell(contents: Contents, salt: bytes) -> bytes:
    """The bytes to seal: ``salt`` (32 fresh random bytes), then canonical JSON."""
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes")
    plain = {
        "fields": [
            {"field": one.field, "marks": _plain(one.marks), "words": one.words.reveal()}
            for one in contents.fields
        ],
        "scope": contents.scope.value,
        "stretches": [
            {
                "address": one.address,
                "end_ms": one.end_ms,
                "marks": _plain(one.marks),
                "start_ms": one.start_ms,
                "transcript": one.transcript,
                "words": one.words.reveal(),
            }
            for one in contents.stretches
        ],
        "v": 1,
    }
    return salt + msgspec.json.encode(plain, order="sorted")


def read(data: bytes) -> Contents:
    """What `spell` wrote, or `BadInput`."""
    try:
        plain = msgspec.json.decode(data[SALT:], type=_Contents)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BadInput("what this seal holds is nothing that can be put back") from None
    return Contents(
        plain.scope,
        tuple(
            Stretch(
                TranscriptId(one.transcript),
                Address(one.address),
                SealedText(one.words),
                tuple(Mark(*mark) for mark in one.marks),
                one.start_ms,
                one.end_ms,
            )
            for one in plain.stretches
        ),
        tuple(
            FieldStretch(one.field, SealedText(one.words), tuple(Mark(*mark) for mark in one.marks))
            for one in plain.fields
        ),
    )


def commitment(data: bytes) -> bytes:
    """SHA-256 over a seal's contents, salt first: says nothing of them to whoever hasn't the salt."""
    return hashlib.sha256(data).digest()


class _Stretch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    address: str
    end_ms: int | None
    marks: tuple[tuple[MarkKind, int, str], ...]
    start_ms: int | None
    transcript: str
    words: str


class _Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    field: str
    marks: tuple[tuple[MarkKind, int, str], ...]
    words: str


class _Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fields: tuple[_Field, ...]
    scope: SealScope
    stretches: tuple[_Stretch, ...]
    v: int


def _only_seal(turn: Turn) -> SealId:
    """Whose the one hole is that a turn consists of."""
    seals = [SealId(mark.verbatim) for mark in turn.marks if mark.kind is MarkKind.SEAL]
    if turn.text != HOLE or len(seals) != 1:
        raise Refused("this turn is no longer the hole that it was left as", where=turn.address)
    return seals[0]


def _each_turn(interview: Interview, revise: Callable[[Turn], Turn]) -> Interview:
    sessions = tuple(
        replace(
            session,
            transcripts=tuple(
                replace(t, turns=tuple(revise(turn) for turn in t.turns)) for t in session.transcripts
            ),
        )
        for session in interview.sessions
    )
    return replace(interview, sessions=sessions)


def _plain(marks: Sequence[Mark]) -> list[list[str | int]]:
    return [[mark.kind.value, mark.at, mark.verbatim] for mark in marks]


def _set_aside(interview: Interview, *, exhibits: bool, url: bool) -> tuple[Interview, SetAside]:
    aside = SetAside(
        tuple((session.id, session.originals) for session in interview.sessions if session.originals),
        tuple((session.id, session.superseded) for session in interview.sessions if session.superseded),
        interview.exhibits if exhibits else (),
        interview.source.url if url else None,
    )
    sessions = tuple(replace(s, originals=(), transcripts=s.current) for s in interview.sessions)
    without = replace(interview, sessions=sessions, exhibits=() if exhibits else interview.exhibits)
    return fields.with_texts(without, {fields.URL: None} if url else {}), aside


def _versions(
    interview: Interview, revise: Callable[[Transcript, Turn], Turn], mint: MintTranscript
) -> tuple[Interview, tuple[tuple[TranscriptId, TranscriptId], ...]]:
    """Every transcript that ``revise`` changes as a new version; translations name the new one."""
    renamed: dict[TranscriptId, TranscriptId] = {}
    sessions: list[Session] = []
    for session in interview.sessions:
        transcripts = []
        for transcript in session.transcripts:
            turns = tuple(revise(transcript, turn) for turn in transcript.turns)
            if any(new is not old for new, old in zip(turns, transcript.turns, strict=True)):
                renamed[transcript.id] = mint()
                transcript = replace(transcript, id=renamed[transcript.id], turns=turns)  # noqa: PLW2901
            transcripts.append(transcript)
        sessions.append(replace(session, transcripts=tuple(transcripts)))
    based = tuple(
        replace(
            session,
            transcripts=tuple(
                replace(t, based_on=renamed[t.based_on]) if t.based_on in renamed else t
                for t in session.transcripts
            ),
        )
        for session in sessions
    )
    return replace(interview, sessions=based), tuple((new, old) for old, new in renamed.items())


def _cut_fields(
    interview: Interview, holes_before: Sequence[FieldHole], spans: dict[str, tuple[Span, ...]], seal: SealId
) -> tuple[Interview, tuple[FieldHole, ...], tuple[FieldStretch, ...]]:
    said: dict[str, str | None] = {}
    kept = [hole for hole in holes_before if hole.field not in spans]
    taken: list[FieldStretch] = []
    for key, text in fields.texts(interview):
        if key not in spans:
            continue
        opened, cuts = holes.cut(text, _marks(holes_before, key), spans[key], seal)
        said[key] = None if fields.is_name(key) else opened.text
        kept += [FieldHole(key, mark.at, SealId(mark.verbatim)) for mark in opened.marks]
        taken += [FieldStretch(key, one.words, one.marks) for one in cuts]
    return fields.with_texts(interview, said), tuple(kept), tuple(taken)


def _mend_fields(
    interview: Interview, field_holes: Sequence[FieldHole], stretches: Sequence[FieldStretch], seal: SealId
) -> tuple[Interview, tuple[FieldHole, ...], tuple[tuple[str, tuple[Span, ...]], ...]]:
    said = dict(fields.texts(interview))
    back: dict[str, str | None] = {}
    told: list[tuple[str, tuple[Span, ...]]] = []
    kept = list(field_holes)
    for key in dict.fromkeys(one.field for one in stretches):
        cuts = [Cut(one.words, one.marks) for one in stretches if one.field == key]
        text = HOLE if fields.is_name(key) else said.get(key, "")
        opened, spans = holes.mend(text, _marks(kept, key), cuts, seal)
        back[key] = opened.text
        told.append((key, spans))
        kept = [hole for hole in kept if hole.field != key]
        kept += [FieldHole(key, mark.at, SealId(mark.verbatim)) for mark in opened.marks]
    return fields.with_texts(interview, back), tuple(kept), tuple(told)


def _marks(field_holes: Sequence[FieldHole], key: str) -> tuple[Mark, ...]:
    own = sorted((hole.at, hole.seal) for hole in field_holes if hole.field == key)
    return tuple(Mark(MarkKind.SEAL, at, seal) for at, seal in own)
