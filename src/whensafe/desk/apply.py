"""Applying one change to an interview. Pure but for fresh addresses: an interview in, another one out.

The first change to turns keeps the reading as it was: a copy under addresses of its own stays as the last
transcript of its session, and the corrected one is ``based_on`` it. Corrected turns keep their addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from whensafe.desk import answers, duplicates, edits
from whensafe.desk.archive import Mint
from whensafe.desk.changes import (
    Answer,
    Change,
    DropTurn,
    JoinTurns,
    NamePerson,
    RestoreDropped,
    SetDates,
    SetLanguage,
    SetSource,
    SetTitle,
    SetTurn,
    SplitTurn,
    SwapRoles,
)
from whensafe.errors import BadOption, NotFound
from whensafe.nouns.ids import TranscriptId
from whensafe.nouns.interview import (
    Interview,
    MarkKind,
    Participant,
    Role,
    Session,
    SourceRef,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.said import SaidDate, said_date
from whensafe.nouns.text import Language, nfc

Turns = tuple[Turn, ...]
SET_ASIDE = "set aside"
"""What answers a question about a turn that turned out to be none."""
_OTHER_SIDE = {Role.NARRATOR: Role.INTERVIEWER, Role.INTERVIEWER: Role.NARRATOR}


def apply(mint: Mint, interview: Interview, change: Change) -> Interview:  # noqa: C901, PLR0911 - one line a change
    """The interview with one change. `NotFound` or `BadOption` where it can't be made."""
    match change:
        case SetTitle():
            return replace(interview, title=_words(change.title), standfirst=_words(change.standfirst))
        case SetDates():
            return _set_dates(interview, change)
        case SetLanguage():
            return _set_language(mint, interview, change.language)
        case SetSource():
            source = SourceRef(_words(change.name), _words(change.url))
            return replace(interview, source=source, republisher=_words(change.republisher))
        case SetTurn():
            return _set_turn(mint, interview, change)
        case SwapRoles():
            return _swap(mint, interview)
        case NamePerson():
            return _name(mint, interview, change)
        case JoinTurns():
            written = _chosen(interview, change.transcript)
            joined = _revise(mint, interview, (written,), lambda turns: edits.join(turns, change.n))
            return _moved(joined, written, after=change.n, by=-1)
        case SplitTurn():
            return _split(mint, interview, change)
        case DropTurn():
            return _drop(mint, interview, change)
        case RestoreDropped():
            return _restore(mint, interview, change)
        case Answer():
            return _answer(mint, interview, change)


def _set_dates(interview: Interview, change: SetDates) -> Interview:
    interviewed, sessions = _date(change.interviewed), interview.sessions
    if len(sessions) == 1:
        sessions = (replace(sessions[0], interviewed=interviewed),)
    return replace(
        interview,
        published=_date(change.published),
        first_published=_date(change.first_published),
        interviewed=interviewed,
        sessions=sessions,
    )


def _set_language(mint: Mint, interview: Interview, language: Language) -> Interview:
    edits.require_language(language)
    former = interview.language

    def spoken(turns: Turns) -> Turns:
        return tuple(replace(t, language=language) if t.language == former else t for t in turns)

    revised = _revise_all(mint, interview, spoken)
    sessions = tuple(
        replace(
            session,
            transcripts=tuple(
                replace(t, language=language) if t.language == former and t in session.current else t
                for t in session.transcripts
            ),
        )
        for session in revised.sessions
    )
    return replace(revised, language=language, sessions=sessions)


def _set_turn(mint: Mint, interview: Interview, change: SetTurn) -> Interview:
    people, speaker = interview.participants, None
    name = _words(change.speaker_name)
    if name is not None:
        known = next((p for p in people if (p.name, p.role) == (name, change.role)), None)
        if known is None:
            known = Participant(mint.participant(), name, change.role)
            people = (*people, known)
        speaker = known.id
    return _revise(
        mint,
        replace(interview, participants=people),
        (_chosen(interview, change.transcript),),
        lambda turns: edits.change(turns, change.n, role=change.role, speaker=speaker),
    )


def _swap(mint: Mint, interview: Interview) -> Interview:
    people = tuple(replace(p, role=_OTHER_SIDE.get(p.role, p.role)) for p in interview.participants)
    return _revise_all(
        mint,
        replace(interview, participants=people),
        lambda turns: tuple(replace(t, role=_OTHER_SIDE.get(t.role, t.role)) for t in turns),
    )


def _name(mint: Mint, interview: Interview, change: NamePerson) -> Interview:
    if all(p.id != change.participant for p in interview.participants):
        raise NotFound("no such participant", where=str(change.participant)[:40])
    people = tuple(
        replace(p, name=_words(change.name), role=change.role) if p.id == change.participant else p
        for p in interview.participants
    )
    return _revise_all(
        mint,
        replace(interview, participants=people),
        lambda turns: tuple(
            replace(t, role=change.role) if t.speaker == change.participant else t for t in turns
        ),
    )


def _split(mint: Mint, interview: Interview, change: SplitTurn) -> Interview:
    written = _chosen(interview, change.transcript)
    split = _revise(
        mint, interview, (written,), lambda turns: edits.split(turns, change.n, change.at, mint.address())
    )
    return _moved(split, written, after=change.n, by=1)


def _drop(mint: Mint, interview: Interview, change: DropTurn) -> Interview:
    written, n = _chosen(interview, change.transcript), change.n
    text = edits.turn(written.turns, n).text
    revised = _revise(mint, interview, (written,), lambda turns: edits.without(turns, n))
    if _is_first(interview, written):
        settled = tuple(
            replace(q, answer=SET_ASIDE) if q.turn == n and q.answer is None else q for q in revised.questions
        )
        revised = replace(revised, questions=settled)
    return _moved(replace(revised, dropped=(*revised.dropped, text)), written, after=n, by=-1)


def _restore(mint: Mint, interview: Interview, change: RestoreDropped) -> Interview:
    if not 0 <= change.index < len(interview.dropped):
        raise NotFound("nothing was set aside under this number", where=str(change.index))
    text = interview.dropped[change.index]
    kept = interview.dropped[: change.index] + interview.dropped[change.index + 1 :]
    interview = replace(interview, dropped=kept)
    speakers = [p.id for p in interview.participants if p.role is change.role]
    speaker = speakers[0] if len(speakers) == 1 else None
    none_yet = interview.transcript is None and change.transcript is None
    written = None if none_yet else _chosen(interview, change.transcript)
    language = interview.language if written is None else written.language
    new = Turn(0, mint.address(), change.role, speaker, language, nfc(text))
    if written is None:
        first = Transcript(mint.transcript(), language, TranscriptKind.VERBATIM, edits.numbered((new,)))
        session = replace(interview.sessions[0], transcripts=(first,))
        return replace(interview, sessions=(session, *interview.sessions[1:]))
    restored = _revise(mint, interview, (written,), lambda turns: edits.insert(turns, new, change.before))
    return restored if change.before is None else _moved(restored, written, after=change.before - 1, by=1)


def _answer(mint: Mint, interview: Interview, change: Answer) -> Interview:
    if not 0 <= change.index < len(interview.questions):
        raise NotFound("no such question", where=str(change.index))
    question = interview.questions[change.index]
    answer = _words(change.answer)
    if answer is None:
        raise BadOption("an answer has at least one letter")
    questions = list(interview.questions)
    questions[change.index] = replace(question, answer=answer)
    settled = replace(interview, questions=tuple(questions))
    if question.code in duplicates.LIKENESS and answer == duplicates.DIFFERENT:
        return replace(settled, duplicate_of=None)
    follows = answers.follows(settled, question, answer)
    return settled if follows is None else apply(mint, settled, follows)


def _moved(interview: Interview, written: Transcript, *, after: int, by: int) -> Interview:
    """Questions keep pointing at their turns when turns after ``after`` get other numbers."""
    if not _is_first(interview, written):  # questions count in the first transcript alone
        return interview
    questions = tuple(
        replace(q, turn=q.turn + by) if q.turn is not None and q.turn > after else q
        for q in interview.questions
    )
    return replace(interview, questions=questions)


def _is_first(interview: Interview, written: Transcript) -> bool:
    return interview.transcript is not None and interview.transcript.id == written.id


def _chosen(interview: Interview, id: TranscriptId | None) -> Transcript:
    """The transcript in use that has this id; without one, what a reader opens first."""
    if id is None:
        if interview.transcript is None:
            raise NotFound("the interview has no transcript yet", where=interview.id)
        return interview.transcript
    found = (t for session in interview.sessions for t in session.current if t.id == id)
    chosen = next(found, None)
    if chosen is None:
        raise NotFound("no such transcript", where=str(id)[:40])
    return chosen


def _revise_all(mint: Mint, interview: Interview, revise: Callable[[Turns], Turns]) -> Interview:
    """Change the turns of every transcript that is in use."""
    current = [t for session in interview.sessions for t in session.current]
    return _revise(mint, interview, current, revise)


def _revise(
    mint: Mint, interview: Interview, which: Sequence[Transcript], revise: Callable[[Turns], Turns]
) -> Interview:
    sessions = interview.sessions
    for transcript in which:
        turns = revise(transcript.turns)
        if turns != transcript.turns:
            sessions = tuple(_with(mint, session, transcript, turns) for session in sessions)
    return replace(interview, sessions=sessions)


def _with(mint: Mint, session: Session, old: Transcript, turns: Turns) -> Session:
    if old not in session.transcripts:
        return session
    kept = any(t.id == old.based_on for t in session.superseded) or _has_holes(old)
    if kept or old.kind is TranscriptKind.TRANSLATION:
        changed = replace(old, turns=turns)
        return replace(session, transcripts=tuple(changed if t == old else t for t in session.transcripts))
    as_read = replace(
        old, id=mint.transcript(), turns=tuple(replace(t, address=mint.address()) for t in old.turns)
    )
    changed = replace(old, turns=turns, based_on=as_read.id)
    others = tuple(changed if t == old else t for t in session.transcripts)
    return replace(session, transcripts=(*others, as_read))


def _has_holes(transcript: Transcript) -> bool:
    """Of a sealed transcript the first reading is in its evidence file; a copy would only keep holes."""
    return any(mark.kind is MarkKind.SEAL for turn in transcript.turns for mark in turn.marks)


def _words(text: str | None) -> str | None:
    """A line as typed: NFC, one space between words; ``None`` where nothing is left."""
    return None if text is None else " ".join(nfc(text).split()) or None


def _date(value: SaidDate | None) -> SaidDate | None:
    return None if value is None else said_date(value)
