"""Having a recording written down by a model on this machine: a transcript that says it is a machine's.

Listening takes long and is done before anything is written. What the model gave is kept as received, read
like any other file, and asks whether somebody has read it against the recording.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from whensafe.desk import duplicates, recordings, registers
from whensafe.desk.act import acting, require, seen_by
from whensafe.desk.add_to import transcribed
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import Incoming, file_name, prepare
from whensafe.desk.ports import Listener, Progress, Unit
from whensafe.desk.recordings import Sitting
from whensafe.errors import BadInput, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.consent import ConsentEvent, Use
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Recording, Session
from whensafe.nouns.receipt import TakenIn
from whensafe.protection.consents import grants

_Unwritten: TypeAlias = tuple[Session, Recording]


def transcribe(
    archive: Archive,
    actor: Actor | None,
    id: InterviewId,
    listener: Listener,
    *,
    recording: str | None = None,
    progress: Progress = lambda _what, _done: None,
) -> TakenIn:
    """Have a recording without words written down. ``recording`` says which, where there are several.

    ``progress`` is called with ``listening`` and the seconds that were heard. Raises `Refused` where the
    narrator hasn't agreed to machines, where every recording has its words, or where the recording was
    changed meanwhile; `BadInput` where the model heard no words.
    """
    require(actor, TEAM)
    with archive.store.read() as unit:
        session, one = _unwritten(seen_by(actor, TEAM, unit, id), recording)
        _require_agreed(unit, id)
    sound = recordings.heard(archive, actor, TEAM, id, one.id).chunks
    written = listener.listen(one.original.size, sound, lambda seconds: progress("listening", seconds))
    stem = file_name(one.original.name).rpartition(".")[0] or one.id
    document = prepare(archive, Incoming(f"{stem}.json", written))
    if document.reading.family != "machine" or not document.reading.turns:
        raise BadInput("the model heard no words in this recording", where=id)
    with acting(archive, actor, "transcribe") as deed:
        interview = deed.interview(id)
        now, same = _unwritten(interview, one.id)
        if same != one or now.id != session.id:
            raise Refused("the recording was changed while it was listened to", where=id, todo="Start again.")
        _require_agreed(deed.unit, id)
        part = recordings.part(deed, Sitting(document, ()))
        whole = recordings.without_answered(transcribed(deed, interview, now, part))
        whole = replace(whole, title=interview.title)  # a machine's first words are nobody's title
        digests = duplicates.digests(deed, whole)
        deed.put(whole)
        duplicates.remember(deed, whole, duplicates.prints_of(deed.unit.secrets, whole, digests))
        deed.about.append(one.id)
    return TakenIn(whole.id, whole.title, whole.questions, whole.duplicate_of)


def _unwritten(interview: Interview, wanted: str | None) -> _Unwritten:
    """The recording to listen to: of a session that has no transcript yet."""
    there = [(s, r) for s in interview.sessions for r in s.recordings if wanted in (None, r.id)]
    if not there:
        raise NotFound("no such recording in this interview", where=interview.id)
    found = [(s, r) for s, r in there if recordings.is_unwritten(s)]
    if not found:
        raise Refused(
            "this recording has a transcript already",
            where=interview.id,
            todo="Correct that, or add another one with `add --to`.",
        )
    if len(found) > 1:
        raise Refused(
            "several recordings have no transcript: " + ", ".join(r.id for _, r in found[:20]),
            where=interview.id,
            todo="Say which with --recording ID.",
        )
    return found[0]


def _require_agreed(unit: Unit, id: InterviewId) -> None:
    events = [event for event in registers.every(unit, ConsentEvent, id) if event.scope is None]
    if (Use.MACHINE, None) not in grants(events):
        raise Refused(
            "nobody has agreed that a machine listens to this",
            where=id,
            todo="Ask the narrator, then record it: `whensafe consent ID --use machine …`.",
        )
