"""Clearing: what an audience may be told of an interview, made of what is open. Pure, no chance, no clock.

    clear(actor, Audience("public"), interview, world)   # a ClearedInterview, or None for nothing

The gate is asked first; then names are settled, turns and holes, and what stands around them. Nothing
withheld is a value of what comes out, neither its words nor how long they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import (
    ClearedInterview,
    ClearedPerson,
    ClearedTranslation,
    ClearedTurn,
    Notice,
    Part,
    Piece,
    Withheld,
)
from whensafe.nouns.ids import Address, ParticipantId, SessionId
from whensafe.nouns.interview import Basis, Interview, Role, SourceRef
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import HOLE
from whensafe.protection import gate
from whensafe.protection.consents import TELLS
from whensafe.protection.hiding import Hides, hiding
from whensafe.protection.names import Found
from whensafe.protection.pseudonyms import Naming, naming
from whensafe.protection.quoting import Hidden
from whensafe.protection.tellable import line, tellable
from whensafe.protection.turns import Text, Told, texts
from whensafe.protection.world import World


@dataclass(frozen=True, slots=True)
class Settled:
    """Everything that is settled before a word is told."""

    interview: Interview
    audience: Audience
    hides: tuple[Hides, ...]
    naming: Naming
    attribution: Attribution
    texts: tuple[Text, ...]

    @property
    def for_team(self) -> bool:
        """The team works with what is restricted; nothing but a seal withholds from it."""
        return self.audience == TEAM

    @property
    def fully_named(self) -> bool:
        """May everything be told that leads to the narrator's full name?"""
        return self.for_team or (
            self.attribution is Attribution.FULL
            and all(n.named.attribution is Attribution.FULL or not n.spellings for n in self.naming.narrators)
        )


def clear(
    actor: Actor | None, audience: Audience, interview: Interview, world: World
) -> ClearedInterview | None:
    """What ``audience`` may be told of the interview, or ``None`` if that is nothing."""
    if not gate.decide(actor, audience, interview, world).allowed:
        return None
    clearing = settle(audience, interview, world)
    turns = _original(clearing)
    if not _tells(turns):
        return None
    heard = _heard(clearing)
    named = clearing.fully_named
    narrators = tuple(n.named for n in clearing.naming.narrators if n.participant in heard)
    people = _people(clearing, heard)
    translations = _translations(clearing, {turn.address for turn in turns})
    names = (*(n.display for n in narrators), *(p.display for p in people))
    hidden = Hidden(clearing.texts, lambda: _words(turns, translations, names))
    return ClearedInterview(
        id=interview.id,
        title=_title(clearing, hidden, interview.title),
        standfirst=_around(clearing, hidden, interview.standfirst),
        language=interview.language,
        published=interview.published if named else None,
        first_published=interview.first_published if named else None,
        interviewed=interview.interviewed,
        source=_source(clearing, hidden),
        republisher=_title(clearing, hidden, interview.republisher) if named else None,
        basis=interview.basis,
        narrators=narrators,
        participants=people,
        turns=turns,
        translations=translations,
        notices=_notices(clearing),
    )


def settle(audience: Audience, interview: Interview, world: World) -> Settled:
    """What hides, who is called what, which turns are told: for whoever the gate lets in, and for `why`."""
    hides = hiding(interview, audience, world)
    attribution = _attribution(audience, interview, world)
    names = naming(interview, audience, world, attribution, hides)
    told = tuple(texts(interview, audience, world, hides, names))
    return Settled(interview, audience, hides, names, attribution, told)


def _attribution(audience: Audience, interview: Interview, world: World) -> Attribution:
    """How the narrator is named: of what was agreed to for each version, that which tells least."""
    found = [
        standing.attribution
        for session in interview.sessions
        for text in session.current
        if (standing := gate.of_text(audience, interview, text.id, world)).allowed
    ]
    return min(found, key=TELLS.index, default=Attribution.NONE)


def _original(clearing: Settled) -> tuple[ClearedTurn, ...]:
    """What was said, in its own words, one session after the other."""
    return tuple(
        cleared
        for text in clearing.texts
        if not text.translated
        for told in text.turns
        if (cleared := _turn(clearing, told)) is not None
    )


def _translations(clearing: Settled, own: Set[Address]) -> tuple[ClearedTranslation, ...]:
    """What renders a turn that is told. Of several versions in one language, the last of each session."""
    found: dict[str, dict[SessionId, Text]] = {}
    for text in clearing.texts:
        if text.translated:
            found.setdefault(text.transcript.language.lower(), {})[text.session] = text
    found.pop(clearing.interview.language.lower(), None)
    translations = (_translation(clearing, tuple(of.values()), own) for of in found.values())
    return tuple(one for one in translations if one is not None)


def _translation(clearing: Settled, versions: Sequence[Text], own: Set[Address]) -> ClearedTranslation | None:
    whose = {*own, None} if clearing.for_team else own
    turns = tuple(
        cleared
        for text in versions
        for told in text.turns
        if told.turn.translates in whose and (cleared := _turn(clearing, told)) is not None
    )
    if not _tells(turns):
        return None
    return ClearedTranslation(versions[0].transcript.language, None, None, turns)


def _turn(clearing: Settled, told: Told) -> ClearedTurn | None:
    turn = told.turn
    if told.holes or told.names:
        pieces = tuple(_pieces(clearing.naming, told))
    else:
        pieces = (tellable(turn.text),) if turn.text else ()
    if not pieces:
        return None
    return ClearedTurn(
        address=turn.address,
        role=turn.role,
        speaker_display=_speaker(clearing, turn.role, turn.speaker),
        language=turn.language,
        pieces=pieces,
        start_ms=turn.start_ms if clearing.for_team else None,
        end_ms=turn.end_ms if clearing.for_team else None,
        translates=turn.translates,
    )


def _tells(turns: Sequence[ClearedTurn]) -> bool:
    """Is there a word in it?"""
    return any(isinstance(piece, str) for turn in turns for piece in turn.pieces)


def _pieces(naming: Naming, told: Told) -> Iterator[Piece]:
    """Words and holes in their order: holes with nothing but white space between them are one."""
    words = ""
    before: Withheld | None = None
    for piece in _stretches(naming, told):
        if isinstance(piece, str):
            words += piece
            continue
        if words and not (before is not None and words.isspace()):
            yield words
            before = None
        if before is None:
            yield piece
        words, before = "", piece
    if words and not (before is not None and words.isspace()):
        yield words


def _stretches(naming: Naming, told: Told) -> Iterator[Piece]:
    text, at = told.turn.text, 0
    cuts: list[tuple[int, int, Piece]] = [(h.start, h.end, Withheld(h.ground)) for h in told.holes]
    cuts += [(found.start, found.end, _in_its_place(naming, found)) for found in told.names]
    for start, end, piece in sorted(cuts, key=lambda cut: cut[0]):
        if at < start:
            yield tellable(text[at:start])
        yield piece
        at = end
    if at < len(text):
        yield tellable(text[at:])


def _in_its_place(naming: Naming, found: Found) -> Piece:
    """What stands in a name's place: a hole, where the sentence could come to say something else."""
    instead = naming.stand_ins[found.id]
    if found.clean and instead.words is not None:
        return tellable(instead.words)
    return Withheld(instead.ground)


def _heard(clearing: Settled) -> frozenset[ParticipantId]:
    """Who speaks in what is told. Of a turn that names nobody, all of its role may be the speaker."""
    turns = [t.turn for text in clearing.texts if not text.translated for t in text.turns if t.turn.text]
    roles = {turn.role for turn in turns if turn.speaker is None}
    return frozenset(
        {turn.speaker for turn in turns if turn.speaker is not None}
        | {person.id for person in clearing.interview.participants if person.role in roles}
    )


def _people(clearing: Settled, heard: Set[ParticipantId]) -> tuple[ClearedPerson, ...]:
    """Who else is heard, by role. Whoever works for the archive is named to nobody outside it."""
    others = [p for p in clearing.interview.participants if p.role is not Role.NARRATOR and p.id in heard]
    return tuple(dict.fromkeys(ClearedPerson(p.role, _published_name(clearing, p.name)) for p in others))


def _published_name(clearing: Settled, name: str | None) -> str | None:
    """A name that was published with the interview, unless it is hidden now."""
    if name is None or not (clearing.for_team or clearing.interview.basis is Basis.PUBLISHED):
        return None
    return None if HOLE in name or _is_named(clearing, name) else line(name)


def _is_named(clearing: Settled, text: str) -> bool:
    return bool(clearing.naming.find(text, clearing.interview.language))


def _speaker(clearing: Settled, role: Role, speaker: ParticipantId | None) -> str | None:
    narrators = clearing.naming.narrators
    if role is Role.NARRATOR and speaker is None and len(narrators) == 1:
        return narrators[0].named.display
    if any(narrator.participant == speaker for narrator in narrators):
        return clearing.naming.of(speaker)
    return _published_name(clearing, clearing.interview.name_of(speaker))


def _words(
    turns: Sequence[ClearedTurn], translations: Sequence[ClearedTranslation], names: Iterable[str | None]
) -> Iterator[str]:
    """Everything that is told in turns, and who is named beside them."""
    yield from (name for name in names if name is not None)
    for turn in (*turns, *(turn for translation in translations for turn in translation.turns)):
        yield from (piece for piece in turn.pieces if isinstance(piece, str))


def _title(clearing: Settled, hidden: Hidden, text: str | None) -> str | None:
    told = _around(clearing, hidden, text)
    return None if told is None else line(told)


def _around(clearing: Settled, hidden: Hidden, text: str | None) -> str | None:
    """A title or a standfirst with names as they are told; ``None`` where a hole would have to stand in it,
    or where it gives away what is withheld.
    """
    if text is None or HOLE in text:
        return None
    told = ""
    at = 0
    language = clearing.interview.language
    found = clearing.naming.find(text, language)
    for one in found:
        piece = _in_its_place(clearing.naming, one)
        if isinstance(piece, Withheld):
            return None
        told += text[at : one.start] + piece
        at = one.end
    unseen = tuple((one.start, one.end) for one in found)
    return None if hidden.is_quoted(text, language, unseen) else tellable(told + text[at:])


def _source(clearing: Settled, hidden: Hidden) -> SourceRef:
    """Where it was published, if that may lead to the narrator, names nobody who is hidden and gives away
    nothing that is withheld.
    """
    source, language = clearing.interview.source, clearing.interview.language
    if not clearing.fully_named:
        return SourceRef(None, None)
    parts = tuple(part for part in (source.name, source.url) if part is not None)
    if any(HOLE in p or _is_named(clearing, p) or hidden.is_quoted(p, language) for p in parts):
        return SourceRef(None, None)
    name, url = (None if part is None else line(part) for part in (source.name, source.url))
    return SourceRef(name, url)


def _notices(clearing: Settled) -> tuple[Notice, ...]:
    """One sentence for each ground on which passages are withheld, with its day of review where that was
    cleared, and one for each on which a person is told by a code instead of a name.
    """
    reviews: dict[str, SaidDate | None] = {
        one.by.id: one.by.review for one in clearing.hides if one.by.review_cleared
    }
    holes = {(h.ground, reviews.get(h.by)) for text in clearing.texts for t in text.turns for h in t.holes}
    told = {ground for ground, review in holes if review is not None}
    passages = {(g, review) for g, review in holes if review is not None or g not in told}
    notices = [Notice(Part.PASSAGES, ground, review) for ground, review in passages]
    return tuple(sorted(notices, key=lambda n: (n.part, n.ground, n.review or "")))
