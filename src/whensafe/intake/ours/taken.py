"""What an export said, whatever it was written as; made into a reading here, checked on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from whensafe.errors import BadOption, Unreadable
from whensafe.intake import limits
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import ADDRESS_CHARS, ALPHABET, Address
from whensafe.nouns.interview import Basis, Mark, MarkKind, Role, SourceRef, TranscriptKind
from whensafe.nouns.reading import Reading, ReadPerson, ReadText, ReadTurn
from whensafe.nouns.said import SaidDate, said_date
from whensafe.nouns.text import HOLE, Language, nfc

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffc\ufffe\uffff]")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}", re.ASCII)
_LETTERS = frozenset(ALPHABET)
MOST_MS = 30 * 24 * 3600 * 1000
MOST_SESSIONS = 1000


@dataclass(frozen=True, slots=True)
class Hole:
    """Something that was withheld from whoever the export was for."""

    ground: str


@dataclass(frozen=True, slots=True)
class TakenTurn:
    """A turn as the export has it."""

    address: str | None
    role: str
    speaker: str | None
    language: str
    pieces: Sequence[str | Hole]
    start_ms: int | None = None
    end_ms: int | None = None
    translates: str | None = None


@dataclass(frozen=True, slots=True)
class TakenText:
    """One text: ``session`` is ``None`` where the export doesn't say of which sitting."""

    kind: str
    language: str
    session: int | None
    interviewed: str | None
    turns: Sequence[TakenTurn]


@dataclass(slots=True)
class Taken:
    """A whole export. ``fields`` have the keys of docs/formats/export.md; ``people`` are (role, name)."""

    family: str
    media_type: str
    title: str | None = None
    standfirst: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    people: list[tuple[str, str | None]] = field(default_factory=list)
    texts: list[TakenText] = field(default_factory=list)

    def take(self, fields: Iterable[tuple[str, str]]) -> None:
        """Fields as they stand: people by their role, the rest once."""
        for key, value in fields:
            if key in _ROLES:
                self.people.append((key, value or None))
            else:
                self.fields.setdefault(key, value)


_ROLES: Mapping[str, Role] = {role.value: role for role in Role}
_KINDS: Mapping[str, TranscriptKind] = {kind.value: kind for kind in TranscriptKind}
_BASES: Mapping[str, Basis] = {basis.value: basis for basis in Basis}
_GROUNDS = frozenset(ground.value for ground in Ground)


def broken(what: str) -> Unreadable:
    """The error for an export that isn't as it was written. It holds nothing of what stands in it."""
    return Unreadable(f"this export of an archive was changed or cut: {what}", todo="Export it again.")


def reading(taken: Taken) -> Reading:
    """The reading, or `Unreadable`. Text is made NFC, what no page can carry becomes a space."""
    if not taken.texts:
        raise broken("it has no text")
    limits.check_blocks(sum(len(text.turns) for text in taken.texts))
    own = next((t for t in taken.texts if t.kind != TranscriptKind.TRANSLATION.value), taken.texts[0])
    people = _people(taken)
    index = {person: n for n, person in enumerate(people)}
    texts = [_text(text, index) for text in taken.texts]
    first = texts[taken.texts.index(own)]
    said = taken.fields
    return Reading(
        family=taken.family,
        media_type=taken.media_type,
        title=_line(taken.title),
        standfirst=_words(taken.standfirst),
        section=(),
        language=_language(said.get("language", own.language)),
        kind=first.kind,
        published=_date(said.get("published")),
        first_published=_date(said.get("first_published")),
        interviewed=_date(said.get("interviewed")),
        source=SourceRef(_line(said.get("source")), _line(said.get("url"))),
        republisher=_line(said.get("republisher")),
        basis=_BASES.get(said.get("basis", ""), Basis.OWN),
        participants=tuple(ReadPerson(name, role) for role, name in people),
        turns=first.turns,
        dropped=(),
        questions=(),
        further=tuple(text for text in texts if text is not first),
        session=first.session,
        session_date=first.interviewed,
    )


def _people(taken: Taken) -> list[tuple[Role, str | None]]:
    """Who is named, then who speaks; somebody without a name is somebody only if the export lists them."""
    named = [(_role(role), _line(name)) for role, name in taken.people]
    heard = [
        (_role(turn.role), _line(turn.speaker))
        for text in taken.texts
        for turn in text.turns
        if turn.speaker is not None
    ]
    return list(dict.fromkeys([*named, *heard]))


def _text(text: TakenText, people: Mapping[tuple[Role, str | None], int]) -> ReadText:
    kind = _KINDS.get(text.kind)
    if kind is None:
        raise broken("a text of no known kind")
    if text.session is not None and not 1 <= text.session <= MOST_SESSIONS:
        raise broken("a session with no number")
    turns = tuple(_turn(turn, people) for turn in text.turns)
    return ReadText(text.session or 1, kind, _language(text.language), _date(text.interviewed), turns)


def _turn(turn: TakenTurn, people: Mapping[tuple[Role, str | None], int]) -> ReadTurn:
    role = _role(turn.role)
    text, marks = "", []
    for piece in turn.pieces:
        if isinstance(piece, Hole):
            if piece.ground not in _GROUNDS:
                raise broken("a hole for no known reason")
            marks.append(Mark(MarkKind.MARKUP, len(text), f"[withheld: {piece.ground.replace('_', ' ')}]"))
            text += HOLE
        else:
            text += _CONTROLS.sub(" ", piece)
    if nfc(text) != text:  # an export's words are NFC: this one was changed on its way
        text, marks = nfc(text), []
    return ReadTurn(
        role=role,
        speaker=people.get((role, _line(turn.speaker))),
        language=_language(turn.language),
        text=text,
        start_ms=_ms(turn.start_ms),
        end_ms=_ms(turn.end_ms),
        marks=tuple(marks),
        address=_address(turn.address),
        translates=_address(turn.translates),
    )


def _role(role: str) -> Role:
    found = _ROLES.get(role)
    if found is None:
        raise broken("a role that nobody has")
    return found


def _language(tag: str) -> Language:
    if _TAG.fullmatch(tag) is None:
        raise broken("a language that is no tag")
    return Language(tag)


def _date(date: str | None) -> SaidDate | None:
    if not date:
        return None
    try:
        return said_date(date)
    except BadOption:
        raise broken("a date that is none") from None


def _ms(ms: int | None) -> int | None:
    if ms is not None and not 0 <= ms <= MOST_MS:
        raise broken("a time that no recording has")
    return ms


def _address(address: str | None) -> Address | None:
    if address is None:
        return None
    if len(address) != ADDRESS_CHARS or not _LETTERS.issuperset(address):
        raise broken("an address that is none")
    return Address(address)


def _words(text: str | None) -> str | None:
    return None if text is None else nfc(_CONTROLS.sub(" ", text))


def _line(text: str | None) -> str | None:
    return None if text is None else nfc(_CONTROLS.sub(" ", text).replace("\n", " "))
