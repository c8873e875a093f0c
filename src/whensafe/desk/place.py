"""Text that is sealed before it is uploaded: this archive never has its words.

    place         where it will belong, and the group it is sealed for, as a signed file; a record waits
    seal_for      on a machine of one's own, no archive at hand: the place and the words become a sealed file
    take          the sealed file becomes a hole with a seal, in its interview or in a new one

From then on it is asked for, opened and released like every other seal. Consent that was given before says
nothing of it: nobody had told these words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from whensafe.desk import edits, registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.awaited import Awaited, New
from whensafe.desk.evidence import origin
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import ReleaseGroup, seal_context
from whensafe.desk.seal import group_of, note_versions, require_condition
from whensafe.errors import BadInput, BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import Address, InterviewId, TranscriptId
from whensafe.nouns.interview import (
    Basis,
    Interview,
    Mark,
    MarkKind,
    Participant,
    Role,
    Session,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.sealed import GroupId, Seal, SealedText, SealId, SealScope, Stretch
from whensafe.nouns.text import HOLE, Language, nfc
from whensafe.protection import contents
from whensafe.protection.contents import Contents
from whensafe.sealing.places import MOST_TEXT, Place, Sealed, read_sealed, write_place, write_sealed
from whensafe.sealing.seals import seal_text

AT_THE_BEGINNING = "0"
"""Instead of a turn: before the first one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that was made: ``file`` goes to whoever seals."""

    awaited: Awaited
    condition: str
    key: bytes
    file: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """A sealed text that was taken in: turn ``n`` of the interview is a hole now."""

    seal: Seal
    n: int
    address: Address


def place(  # noqa: PLR0913 - each is a question that only a person answers
    archive: Archive,
    actor: Actor | None,
    where: InterviewId | New,
    *,
    until: str,
    after: str | None = None,
    role: Role = Role.NARRATOR,
    language: Language | None = None,
    ground: Ground = Ground.DANGER_TO_OTHERS,
    reason: str | None = None,
) -> Placed:
    """A place for a text that is sealed until a condition holds: ``after`` a turn (its number or address, or
    `AT_THE_BEGINNING`), else at the end.

    Raises what `seal` raises for a condition, a draft, and an archive without custodians.
    """
    with acting(archive, actor, "place", reason=reason) as deed:
        condition = require_condition(deed.unit, until)
        before = None if isinstance(where, New) else _kept(deed, where)
        if isinstance(where, New):
            spoken, id = where.language, deed.mint.interview()
            where = replace(where, title=_line(where.title))
        else:
            spoken, id = deed.interview(where).language, where
        edits.require_language(language or spoken)
        group = group_of(deed, id, condition)
        awaited = Awaited(
            id=SealId(deed.mint.record()),
            interview=id,
            group=GroupId(group.id),
            address=deed.mint.address(),
            transcript=deed.mint.transcript(),
            after=None if before is None or after is None else _after(before, after),
            role=role,
            language=language or spoken,
            ground=ground,
            at=deed.at,
            new=where if isinstance(where, New) else None,
        )
        deed.note(awaited)
        deed.about.append(id)
        file, key = _file(deed.unit, awaited, group), deed.unit.secrets.public_key()
    return Placed(awaited, condition, key, file)


def seal_for(place: Place, words: str, random: Callable[[int], bytes]) -> bytes:
    """The words, sealed for this place, as a file. Needs no archive: do it where nobody else reads along.
    They are kept in NFC, a tab as a space, without empty lines around them.

    Raises `BadOption` for a text that is empty, too long, or can't be kept as a turn.
    """
    text = nfc(words.replace("\r\n", "\n").replace("\t", " ")).strip("\n")
    if not text.strip() or len(text.encode("utf-8", "replace")) > MOST_TEXT:
        raise BadOption(f"a text that is sealed has 1 to {MOST_TEXT:,} bytes")
    if not tellable(text):
        raise BadOption("there are control characters in this text", todo="Take them out.")
    stretch = Stretch(TranscriptId(place.transcript), Address(place.address), SealedText(text))
    content = contents.spell(Contents(SealScope.TURN, (stretch,), ()), random(contents.SALT))
    closed = seal_text(content, place.context, place.sealed_for(), random)
    return write_sealed(Sealed(closed, contents.commitment(content), place.context))


def tellable(text: str) -> bool:
    """Can it be a turn's text? No controls but line feeds, no sign that stands for a hole."""
    return not any((letter < " " and letter != "\n") or letter in "\x7f\ufffc" for letter in text)


def take(archive: Archive, actor: Actor | None, data: bytes, *, reason: str | None = None) -> Taken:
    """Take in a sealed text. Raises `BadInput` for a damaged file, `NotFound` where no place waits for it (it
    was taken in before, or belongs to another archive), `Refused` where its group was opened meanwhile.
    """
    require(actor, TEAM)
    sealed = read_sealed(data)
    with acting(archive, actor, "take_sealed", reason=reason) as deed:
        awaited = registers.find(deed.unit, Awaited, sealed.context.seal)
        if awaited is None or sealed.context.archive != origin(deed.unit, awaited.group):
            raise NotFound(
                "no place waits for this text",
                where=sealed.context.seal[:40],
                todo="It was taken in before, or was sealed for another archive.",
            )
        group = _group(deed.unit, awaited)
        seal = Seal(
            id=awaited.id,
            interview=awaited.interview,
            group=awaited.group,
            scope=SealScope.TURN,
            secret=False,
            ground=awaited.ground,
            condition=group.condition,
            commitment=sealed.commitment,
            ciphertext=sealed.ciphertext,
            addresses=(awaited.address,),
            sealed_from=(),  # nobody agreed to a version that had these words
            at=deed.at,
            ledger=deed.unit.ledger.size(),
        )
        if seal_context(sealed.context.archive, seal) != sealed.context:
            raise BadInput("this text was sealed for another place", where=awaited.id)
        deed.note(seal)
        deed.strike(Awaited, awaited.id)
        interview = _new(deed, awaited) if awaited.new is not None else _with(deed, awaited)
        deed.put(interview)
    turns = (t for session in interview.sessions for text in session.current for t in text.turns)
    n = next(turn.n for turn in turns if turn.address == awaited.address)
    return Taken(seal, n, awaited.address)


def awaited(archive: Archive, actor: Actor | None) -> tuple[Awaited, ...]:
    """Places that nothing was taken in for yet. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return tuple(registers.every(unit, Awaited))


def _kept(deed: Deed, id: InterviewId) -> Interview:
    interview = deed.interview(id)
    if interview.state is not State.KEPT:
        raise Refused("a draft isn't sealed", where=interview.id, todo="Keep it first.")
    return interview


def _line(text: str | None) -> str | None:
    return " ".join(nfc(text or "").split()) or None


def _after(interview: Interview, said: str) -> Address:
    if said == AT_THE_BEGINNING:
        return Address("")
    turns = () if interview.transcript is None else interview.transcript.turns
    for turn in turns:
        if said.strip().lower() in (str(turn.n), turn.address):
            return turn.address
    raise NotFound("no such turn", where=f"{interview.id}, turn {said[:20]}")


def _file(unit: Unit, one: Awaited, group: ReleaseGroup) -> bytes:
    secrets = unit.secrets
    context = seal_context(origin(unit, group.id), _empty(one, group.condition))
    made = Place(
        address=one.address,
        condition=group.condition,
        context=context,
        recipient=group.group.recipient,
        threshold=group.group.threshold,
        transcript=one.transcript,
        verify=secrets.public_key(),
    )
    return write_place(made, secrets.sign)


def _empty(one: Awaited, condition: str) -> Seal:
    return Seal(
        one.id,
        one.interview,
        one.group,
        SealScope.TURN,
        secret=False,
        ground=one.ground,
        condition=condition,
        commitment=b"",
        ciphertext=b"",
        addresses=(one.address,),
        sealed_from=(),
        at=one.at,
    )


def _group(unit: Unit, one: Awaited) -> ReleaseGroup:
    group = registers.find(unit, ReleaseGroup, one.group)
    if group is None or group.opened_at is not None:
        raise Refused(
            "what this text was sealed with has been opened since: an opened group takes no further seal",
            where=one.id,
            todo="Make a new place, and seal the text again for that.",
        )
    return group


def _hole(one: Awaited, speaker: Participant | None) -> Turn:
    return Turn(
        0,
        one.address,
        one.role,
        None if speaker is None else speaker.id,
        one.language,
        HOLE,
        marks=(Mark(MarkKind.SEAL, 0, one.id),),
    )


def _with(deed: Deed, one: Awaited) -> Interview:
    """The interview with the hole at its place, as a new version of what a reader opens first."""
    interview = _kept(deed, one.interview)
    speakers = [p for p in interview.participants if p.role is one.role]
    hole = _hole(one, speakers[0] if len(speakers) == 1 else None)
    first = interview.transcript
    if first is None:
        made = _transcript(one, hole)
        session = replace(interview.sessions[0], transcripts=(made,))
        return replace(interview, sessions=(session, *interview.sessions[1:]))
    at = next((t.n for t in first.turns if t.address == one.after), 0 if one.after == "" else None)
    before = None if at is None or at == len(first.turns) else at + 1
    new = replace(first, id=one.transcript, turns=edits.insert(first.turns, hole, before))
    note_versions(deed, interview.id, [(new.id, first.id)], one.id)

    def renewed(text: Transcript) -> Transcript:
        if text.id == first.id:
            return new
        return replace(text, based_on=new.id) if text.based_on == first.id else text

    sessions = tuple(
        replace(session, transcripts=tuple(map(renewed, session.transcripts)))
        for session in interview.sessions
    )
    questions = tuple(
        replace(q, turn=q.turn + 1) if before is not None and q.turn is not None and q.turn >= before else q
        for q in interview.questions
    )
    return replace(interview, sessions=sessions, questions=questions)


def _transcript(one: Awaited, hole: Turn) -> Transcript:
    return Transcript(one.transcript, one.language, TranscriptKind.VERBATIM, edits.numbered((hole,)))


def _new(deed: Deed, one: Awaited) -> Interview:
    about = one.new or New(one.language)
    speaker = Participant(deed.mint.participant(), None, one.role)
    session = Session(deed.mint.session(), 1, about.interviewed, (), (_transcript(one, _hole(one, speaker)),))
    return Interview(
        id=one.interview,
        state=State.KEPT,
        title=about.title,
        standfirst=None,
        section=(),
        language=one.language,
        published=None,
        first_published=None,
        interviewed=about.interviewed,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        participants=(speaker,),
        sessions=(session,),
        exhibits=(),
        dropped=(),
        questions=(),
        added_at=deed.at,
    )
