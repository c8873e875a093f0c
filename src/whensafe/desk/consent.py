"""Consent, as it was given: one event at a time, appended, never changed.

Each of the five uses is a question of its own; nothing is asked by default and nothing follows from another
answer. An event says which transcripts were explained, so that a later version needs a word of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.people import draw_for_narrators
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import (
    Attribution,
    ConsentEvent,
    ConsentId,
    DeathClause,
    Form,
    Given,
    Said,
    Use,
)
from whensafe.nouns.ids import InterviewId, TranscriptId
from whensafe.nouns.interview import Basis, Interview, State
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.sealed import Seal
from whensafe.nouns.text import Language, nfc

NARRATOR = "narrator"
LONGEST = 2000
WITH_AUDIENCE = frozenset({Use.SHARE, Use.PUBLISH})
"""Uses that are asked for each audience; the others are asked once."""


@dataclass(frozen=True, slots=True)
class Answer(Given):
    """What somebody said to one use; ``unrecorded`` says that an oral consent is on no recording."""

    unrecorded: bool = False


def consent(
    archive: Archive, actor: Actor | None, id: InterviewId, answer: Answer, *, reason: str | None = None
) -> ConsentEvent:
    """Append one event: see `answered`."""
    return answered(archive, actor, id, (answer,), reason=reason)[0]


def answered(
    archive: Archive,
    actor: Actor | None,
    id: InterviewId,
    answers: Sequence[Answer],
    *,
    reason: str | None = None,
) -> tuple[ConsentEvent, ...]:
    """Append what was said in one conversation, an event for each answer: all of them or none.

    The gate's verdicts on the interview are written anew in the same act. A narrator who is to be called by a
    pseudonym gets one. Raises `BadOption` for fields that don't belong together or one question answered
    twice, `NotFound` for a scope that isn't there, `Refused` for a draft, and for a published source whose
    narrator is said to agree without any evidence.
    """
    answers = tuple(_tidy(answer) for answer in answers)
    _require_once_each(answers)
    for answer in answers:
        _require_whole(answer)
    with acting(archive, actor, "consent", reason=reason) as deed:
        interview = kept(deed.interview(id))
        events = tuple(_event(deed, interview, answer) for answer in answers)
        for event in events:
            deed.note(event)
        if any(event.attribution is Attribution.PSEUDONYM for event in events):
            draw_for_narrators(deed, interview)
        deed.put(interview)
    return events


def _require_once_each(answers: Sequence[Answer]) -> None:
    asked = {(answer.use, answer.audience, answer.scope) for answer in answers}
    if not answers:
        raise BadOption("no question was answered", where="--use")
    if len(asked) != len(answers):
        raise BadOption("the same question is answered twice", where="--audience")


def _event(deed: Deed, interview: Interview, answer: Answer) -> ConsentEvent:
    _require_evidence(interview, answer)
    _require_scope(deed, interview.id, answer.scope)
    said = {field.name: getattr(answer, field.name) for field in fields(Given)}
    return ConsentEvent(
        **said,
        id=ConsentId(deed.mint.record()),
        interview=interview.id,
        at=deed.at,
        recorded_by=deed.actor.member,
        versions=explained(interview, answer.language),
        ledger=deed.unit.ledger.size(),
    )


def events(archive: Archive, actor: Actor | None, id: InterviewId) -> tuple[ConsentEvent, ...]:
    """Every event on an interview, in the order of the ledger. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        seen_by(actor, TEAM, unit, id)
        return tuple(registers.every(unit, ConsentEvent, id))


def nobody_agreed(
    archive: Archive, actor: Actor | None, audiences: Sequence[Audience], id: InterviewId | None = None
) -> tuple[Audience, ...]:
    """Those of the audiences that no narrator has agreed to: of this interview, or of any."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        asked = [e for e in registers.every(unit, ConsentEvent, id) if e.scope is None]
    last = {(e.interview, e.use, e.audience): e for e in asked}
    told = {e.audience for e in last.values() if e.said is Said.AGREED}
    return tuple(one for one in dict.fromkeys(audiences) if one not in told)


def kept(interview: Interview) -> Interview:
    """The interview, unless it is a draft: what may still be corrected can't have been explained."""
    if interview.state is not State.KEPT:
        raise Refused("a draft can still change", where=interview.id, todo="Keep it first.")
    return interview


def explained(interview: Interview, language: Language | None = None) -> tuple[TranscriptId, ...]:
    """The transcripts in use, or those in one language (its first subtag counts)."""
    current = [t for session in interview.sessions for t in session.current]
    if language is None:
        return tuple(t.id for t in current)
    found = tuple(t.id for t in current if _primary(t.language) == _primary(language))
    if not found:
        there = ", ".join(sorted({t.language for t in current})) or "none"
        raise BadOption("no transcript is in this language", where=language[:20], todo=f"There is: {there}.")
    return found


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _tidy(answer: Answer) -> Answer:
    """Without white space at the ends; what is empty is not there."""
    by = _line(answer.by) or ""
    return replace(
        answer,
        by=NARRATOR if by.lower() == NARRATOR else by,
        interpreter=_line(answer.interpreter),
        decides_then=_line(answer.decides_then),
        basis=_line(answer.basis),
        evidence=_line(answer.evidence),
        scope=_line(answer.scope),
        limits_told=tuple(dict.fromkeys(told for limit in answer.limits_told if (told := _line(limit)))),
        withdrawal_reach=tuple(dict.fromkeys(answer.withdrawal_reach)),
    )


def _line(text: str | None) -> str | None:
    return " ".join(nfc(text or "").split()) or None


def _require_whole(answer: Answer) -> None:
    for wrong, where, what, todo in _faults(answer):
        if wrong:
            raise BadOption(what, where=where, todo=todo)


def _faults(answer: Answer) -> tuple[tuple[bool, str, str, str | None], ...]:
    asks = answer.use in WITH_AUDIENCE
    agreed = answer.said is Said.AGREED
    oral = answer.form is Form.ORAL
    named = answer.death_clause is DeathClause.NAMED_PERSON_DECIDES
    words = (answer.by, answer.interpreter, answer.decides_then, answer.basis, answer.evidence)
    return (
        (not answer.by, "--by", "who spoke?", "Say narrator, or who spoke for them."),
        (
            asks and answer.audience is None,
            "--audience",
            f"{answer.use.value} is asked for each audience",
            "Name one.",
        ),
        (
            not asks and answer.audience is not None,
            "--audience",
            f"{answer.use.value} is asked once, not for an audience",
            "Leave it out.",
        ),
        (answer.audience == TEAM, "--audience", "the team needs no grant", None),
        (
            answer.attribution is not Attribution.NONE and not (asks and agreed),
            "--attribution",
            "a name is chosen where sharing or publishing is agreed to",
            None,
        ),
        (
            oral and agreed and answer.recording_ms is None and not answer.unrecorded,
            "--form oral",
            "where on the recording is it?",
            "Give --recording-at TIME, or say --not-recorded.",
        ),
        (
            answer.recording_ms is not None and (answer.unrecorded or answer.form is Form.WRITTEN),
            "--recording-at",
            "a time code belongs to a consent that was recorded",
            None,
        ),
        (
            named is not (answer.decides_then is not None),
            "--death-clause",
            "named_person_decides and the name of that person go together",
            "Give both or neither.",
        ),
        (
            agreed and answer.by != NARRATOR and answer.basis is None,
            "--by",
            "by what right does somebody else agree?",
            "Say it with --basis TEXT: guardian, next of kin, permission on record.",
        ),
        (any(len(word or "") > LONGEST for word in words), "", f"at most {LONGEST} characters a field", None),
    )


def _require_evidence(interview: Interview, answer: Answer) -> None:
    if interview.basis is not Basis.PUBLISHED or answer.said is not Said.AGREED:
        return
    if answer.by == NARRATOR and answer.evidence is None:
        raise Refused(
            "this was published by others, so what shows that its narrator agrees here?",
            where=interview.id,
            todo="Say it with --evidence TEXT.",
        )


def _require_scope(deed: Deed, id: InterviewId, scope: str | None) -> None:
    """A scope is a seal or a restriction that concerns this interview."""
    if scope is None:
        return
    found = registers.find(deed.unit, Seal, scope) or registers.find(deed.unit, Restriction, scope)
    if found is None or found.interview not in (None, id):
        raise NotFound("no such seal or restriction of this interview", where=scope[:40])
