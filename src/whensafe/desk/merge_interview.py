"""One interview of another archive: may it come, what comes with it, what becomes of one that both have."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from whensafe.desk import duplicates, registers
from whensafe.desk.act import Deed
from whensafe.desk.awaited import Awaited
from whensafe.desk.look import originals
from whensafe.desk.merge_registers import stricter
from whensafe.desk.merged import (
    CHANGED,
    CONSENT,
    ERASED_HERE,
    LIKE_SEALED,
    LIKE_WITHDRAWN,
    SEALED_HERE,
    SEALED_THERE,
    STRICTER,
    STRUCK_HERE,
    TAKEN,
    Left,
    Merged,
)
from whensafe.desk.ports import Unit
from whensafe.desk.records import canonical
from whensafe.desk.release_groups import Asking, ReleaseGroup
from whensafe.nouns.consent import ConsentEvent, Said
from whensafe.nouns.edition import Ground
from whensafe.nouns.foreign import FromArchive
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Interview, Question
from whensafe.nouns.person import ContactSheet, Person
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind, Version
from whensafe.nouns.sealed import Evidence, FieldHoles, Seal, SealedRecording, SealState

DIFFERS = "merge_differs"
"""The code of the question about an interview that both archives have, each otherwise."""
_WITH_IT: tuple[type[Any], ...] = (
    ReleaseGroup,
    ConsentEvent,
    Restriction,
    Version,
    Seal,
    SealedRecording,
    Evidence,
    FieldHoles,
    Awaited,
    Asking,
    ContactSheet,
)
"""What belongs to an interview and comes with it, in this order."""


def refused(unit: Unit, theirs: Unit, there: Interview, gone: Set[InterviewId]) -> Left | None:
    """Why this interview, which isn't here, may not come; ``None`` if it may."""
    if there.id in gone:
        return Left(ERASED_HERE, there.id)
    for like in _alike(unit, theirs, there):
        if any(seal.state is SealState.SEALED for seal in registers.every(unit, Seal, like.id)):
            return Left(LIKE_SEALED, there.id)
        if _is_withdrawn(unit, like.id):
            return Left(LIKE_WITHDRAWN, there.id)
    return None


def _alike(unit: Unit, theirs: Unit, there: Interview) -> Iterator[duplicates.Like]:
    """Interviews here that share a file or words with it, or that are it in another language."""
    digests = [duplicates.digest_of(unit.secrets, theirs.blobs.read(file.blob)) for file in originals(there)]
    prints = duplicates.prints_of(unit.secrets, there, digests)
    yield from duplicates.alike(unit, there, prints)


def _is_withdrawn(unit: Unit, id: InterviewId) -> bool:
    last = {(e.use, e.audience, e.scope): e for e in registers.every(unit, ConsentEvent, id)}
    return any(event.said is Said.WITHDRAWN for event in last.values())


def copy(deed: Deed, theirs: Unit, there: Interview, done: Merged, gone: Set[tuple[str, str]]) -> None:
    """The interview with its files and everything that belongs to it."""
    own = theirs.secrets.archive_id() != deed.unit.secrets.archive_id()
    origin = theirs.secrets.archive_id() if own else None
    for type_ in _WITH_IT:
        for noun in registers.every(theirs, type_, there.id):
            if (registers.KINDS[type_], noun.id) in gone:
                done.left.append(Left(STRUCK_HERE, noun.id))
                continue
            if deed.unit.records.get(registers.KINDS[type_], noun.id) is not None:
                done.left.append(Left(TAKEN, noun.id))
                continue
            deed.note(_brought(deed, theirs, noun, origin, done))
            done.records += 1
    for person in registers.every(theirs, Person):
        ours = registers.find(deed.unit, Person, person.id)
        if there.id in person.narrator_of and ours is not None and there.id not in ours.narrator_of:
            deed.note(replace(ours, narrator_of=(*ours.narrator_of, there.id)))
    interview = _with_files(deed, theirs, there, done)
    digests = duplicates.digests(deed, interview)
    prints = duplicates.prints_of(deed.unit.secrets, interview, digests)
    interview = duplicates.ask(interview, duplicates.find(deed, interview, prints))
    deed.note(FromArchive(there.id, there.id, theirs.secrets.archive_id(), deed.at))
    deed.put(interview)
    duplicates.remember(deed, interview, prints)


def _with_files(deed: Deed, theirs: Unit, there: Interview, done: Merged) -> Interview:
    """The same interview with its files stored here: their names are others here."""
    spelled = canonical(there)
    for file in originals(there):
        name = _stored(deed, theirs, file.blob, done)
        spelled = spelled.replace(file.blob.encode(), name.encode())
    return msgspec.json.decode(spelled, type=Interview)


def _stored(deed: Deed, theirs: Unit, blob: BlobName, done: Merged) -> BlobName:
    done.files += 1
    return deed.keep_blob(theirs.blobs.read(blob)).name


def _brought(deed: Deed, theirs: Unit, noun: Any, origin: str | None, done: Merged) -> object:
    """A register's value as it is kept here. What orders it in the ledger is this archive's, and never opens:
    an agreement given there is not later than anything here, so where a condition asks for one it is asked
    again.
    """
    size = deed.unit.ledger.size()
    match noun:
        case ReleaseGroup():
            return replace(noun, archive=noun.archive or origin)
        case SealedRecording():
            blob = _stored(deed, theirs, noun.blob, done)
            return replace(noun, archive=noun.archive or origin, blob=blob)
        case Evidence():
            return replace(noun, blob=_stored(deed, theirs, noun.blob, done), ledger=0)
        case Asking():
            return replace(noun, blob=_stored(deed, theirs, noun.blob, done), here=False)
        case ContactSheet():
            return replace(noun, blob=_stored(deed, theirs, noun.blob, done))
        case ConsentEvent():
            return replace(noun, ledger=0) if noun.said is Said.AGREED else noun
        case Restriction() | Seal():
            return replace(noun, ledger=size)
    return noun


@dataclass(slots=True)
class Both:
    """What is to be done with an interview that both archives have: nouns to note, the interview to put."""

    nouns: list[object] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    sheets: list[ContactSheet] = field(default_factory=list)
    interview: Interview | None = None


def both(unit: Unit, theirs: Unit, here: Interview, there: Interview, gone: Set[tuple[str, str]]) -> Both:
    """This archive's stays; the strictest protection counts; what differs is told and asked, once."""
    made = Both()
    is_same = _content(here) == _content(there)
    sealed_here = _seals(unit, here.id)
    if sealed_here - _seals(theirs, here.id):
        made.left.append(Left(SEALED_HERE, here.id))
    elif not is_same:
        made.left.append(Left(CHANGED, here.id))
        if not any(question.code == DIFFERS for question in here.questions):
            made.interview = replace(here, questions=(*here.questions, _question(theirs)))
    _seal_there(made, unit, theirs, here, sealed_here)
    _consents(made, unit, theirs, here.id, gone)
    _rules(made, unit, theirs, here, gone, is_same=is_same)
    made.sheets += sheets(unit, theirs, here.id, gone)
    return made


def sheets(unit: Unit, theirs: Unit, id: str, gone: Set[tuple[str, str]]) -> Iterator[ContactSheet]:
    """Their contact sheet of an interview or a person, where there is none here and none was deleted."""
    sheet = registers.find(theirs, ContactSheet, id)
    is_here = registers.find(unit, ContactSheet, id) is not None
    if sheet is not None and not is_here and (registers.KINDS[ContactSheet], id) not in gone:
        yield sheet


def keep_sheet(deed: Deed, theirs: Unit, sheet: ContactSheet, done: Merged) -> None:
    """Keep a sheet with its file, which stays closed: its key is in the record."""
    deed.note(_brought(deed, theirs, sheet, None, done))
    done.records += 1


def _question(theirs: Unit) -> Question:
    archive = theirs.secrets.archive_id()
    text = f"The archive {archive}, which was merged, has this interview otherwise. Which is right?"
    return Question(DIFFERS, text)


def _seals(unit: Unit, id: InterviewId) -> set[str]:
    return {seal.id for seal in registers.every(unit, Seal, id)}


def _content(interview: Interview) -> bytes:
    """What it says, whatever its files are called here, and what was asked about it by merging."""
    asked = tuple(q for q in interview.questions if q.code != DIFFERS)
    spelled = canonical(replace(interview, questions=asked))
    for file in originals(interview):
        spelled = spelled.replace(file.blob.encode(), b"")
    return spelled


def _seal_there(made: Both, unit: Unit, theirs: Unit, here: Interview, sealed_here: set[str]) -> None:
    """What is sealed there and open here is hidden here, whole, until a person has seen to it."""
    for seal in registers.every(theirs, Seal, here.id):
        if seal.id in sealed_here or seal.state is not SealState.SEALED:
            continue
        made.left.append(Left(SEALED_THERE, here.id))
        id = RestrictionId(seal.id)
        if registers.find(unit, Restriction, id) is None:
            scope, size = Scope(ScopeKind.INTERVIEW, here.id), unit.ledger.size()
            made.nouns.append(Restriction(id, here.id, scope, Ground.DANGER_TO_OTHERS, seal.at, ledger=size))


def _consents(made: Both, unit: Unit, theirs: Unit, id: InterviewId, gone: Set[tuple[str, str]]) -> None:
    """What ends or puts off consent there does so here. An agreement given there alone is asked for here."""
    for event in registers.every(theirs, ConsentEvent, id):
        known = registers.find(unit, ConsentEvent, event.id) is not None
        if known or (registers.KINDS[ConsentEvent], event.id) in gone:
            continue
        if event.said is Said.AGREED:
            made.left.append(Left(CONSENT, event.id))
        else:
            made.nouns.append(event)


def _rules(
    made: Both, unit: Unit, theirs: Unit, here: Interview, gone: Set[tuple[str, str]], *, is_same: bool
) -> None:
    for rule in registers.every(theirs, Restriction, here.id):
        ours = registers.find(unit, Restriction, rule.id)
        if ours is not None:
            now = stricter(ours, rule)
            if now != ours:
                made.nouns.append(now)
                made.left.append(Left(STRICTER, rule.id))
        elif (registers.KINDS[Restriction], rule.id) in gone:
            made.left.append(Left(STRUCK_HERE, rule.id))
        else:
            moved = rule if is_same else replace(rule, scope=_widened(here, rule.scope), restored=None)
            made.nouns.append(replace(moved, ledger=unit.ledger.size()))


def _widened(here: Interview, scope: Scope) -> Scope:
    """Positions are of other words there: the whole turn, or where it isn't here the whole interview."""
    if scope.kind not in (ScopeKind.PASSAGE, ScopeKind.TURN):
        return scope
    if here.turn_at(scope.address) is None:
        return Scope(ScopeKind.INTERVIEW, here.id)
    return Scope(ScopeKind.TURN, here.id, scope.address)
