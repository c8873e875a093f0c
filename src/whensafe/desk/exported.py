"""What an export of ours brings along when it is taken in again: addresses, sittings, renderings.

An export names its turns, so that what was cited elsewhere can be found again. Anybody can write such a file:
an address is kept only if no turn of this archive, kept or draft, has it, and otherwise a fresh one is minted
and the documenter is asked. The interview's own id is always minted here, so that no citation of this archive
ever leads to another interview than it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from whensafe.desk.act import Deed
from whensafe.desk.archive import Mint
from whensafe.nouns.ids import Address, ParticipantId
from whensafe.nouns.interview import Interview, Question, Session, Transcript, TranscriptKind, Turn
from whensafe.nouns.reading import Reading, ReadText, ReadTurn

TAKEN = "addresses_taken"
"""The question where a file's addresses were somebody's."""

_QUESTION = Question(
    TAKEN,
    "The file gives its turns addresses that are in use here; they have new ones. Is it an interview that the"
    " archive has already?",
)


def complete(deed: Deed, interview: Interview, readings: Sequence[Reading]) -> Interview:
    """The interview just composed of these readings, a session for each, with what exports bring along."""
    asked = _asked(readings)
    if not asked and not any(reading.further for reading in readings):
        return interview
    free = _free(deed, asked)
    given = _Given(deed.mint, free)
    sessions: list[Session] = []
    for reading, session in zip(readings, interview.sessions, strict=True):
        sessions += _sessions(given, interview, reading, session)
    questions = (_QUESTION,) if asked.keys() - free else ()
    return replace(
        interview,
        sessions=tuple(replace(session, n=n) for n, session in enumerate(sessions, 1)),
        questions=(*interview.questions, *questions),
    )


def sessions(deed: Deed, interview: Interview, reading: Reading, made: Session) -> tuple[Session, ...]:
    """The sessions that a further file of the interview brings: the one just composed of it, and others."""
    given = _Given(deed.mint, _free(deed, _asked([reading])))
    found = _sessions(given, interview, reading, made)
    return tuple(replace(session, n=made.n + more) for more, session in enumerate(found))


def with_addresses(deed: Deed, written: Transcript, reading: Reading) -> Transcript:
    """One transcript made of this reading, with the addresses that it may keep."""
    asked = _asked([reading])
    return _named(_Given(deed.mint, _free(deed, asked)), written, reading.turns) if asked else written


def _asked(readings: Sequence[Reading]) -> Counter[Address]:
    """Every address that these files give a turn, and how often."""
    return Counter(
        turn.address
        for reading in readings
        for turns in (reading.turns, *(text.turns for text in reading.further))
        for turn in turns
        if turn.address is not None
    )


def _free(deed: Deed, asked: Counter[Address]) -> AbstractSet[Address]:
    """Those that are asked for once, and are nobody's here."""
    taken = deed.unit.interviews.taken(asked.keys()) if asked else frozenset[Address]()
    return {one for one, times in asked.items() if times == 1 and one not in taken}


class _Given:
    """Addresses given so far in this act, by what the files call them."""

    def __init__(self, mint: Mint, free: AbstractSet[Address]) -> None:
        self.mint = mint
        self._free = free
        self._known: dict[Address, Address] = {}

    def to(self, turn: ReadTurn) -> Address:
        """The address of this turn from now on."""
        kept = turn.address if turn.address in self._free else None
        given = self.mint.address() if kept is None else kept
        if turn.address is not None:
            self._known.setdefault(turn.address, given)
        return given

    def rendered(self, turn: ReadTurn) -> Address | None:
        """The address of the turn that this one renders, if the same file brought that along."""
        return None if turn.translates is None else self._known.get(turn.translates)


def _sessions(given: _Given, interview: Interview, reading: Reading, first: Session) -> Iterator[Session]:
    """The sessions that one file's texts belong to; its own words come before what renders them."""
    people = _people(interview, reading, first)
    by_number: dict[int, list[Transcript]] = {
        reading.session: [_named(given, text, reading.turns) for text in first.transcripts]
    }
    dates = {reading.session: reading.session_date or first.interviewed}
    for text in sorted(reading.further, key=lambda one: one.kind is TranscriptKind.TRANSLATION):
        if text.turns:
            own = by_number.setdefault(text.session, [])
            own.append(_written(given, text, people, own))
            dates.setdefault(text.session, text.interviewed)
    for number in sorted(by_number):
        transcripts = tuple(by_number[number])
        if number == reading.session:
            yield replace(first, interviewed=dates[number], transcripts=transcripts)
        else:
            yield Session(given.mint.session(), 0, dates[number], (), transcripts)


def _named(given: _Given, written: Transcript, read: Sequence[ReadTurn]) -> Transcript:
    turns = tuple(
        replace(turn, address=given.to(of), translates=given.rendered(of) or turn.translates)
        for turn, of in zip(written.turns, read, strict=True)
    )
    return replace(written, turns=turns)


def _written(
    given: _Given, text: ReadText, people: Mapping[int, ParticipantId], before: Sequence[Transcript]
) -> Transcript:
    turns = tuple(
        Turn(
            n=n,
            address=given.to(turn),
            role=turn.role,
            speaker=None if turn.speaker is None else people.get(turn.speaker),
            language=turn.language,
            text=turn.text,
            start_ms=turn.start_ms,
            end_ms=turn.end_ms,
            marks=turn.marks,
            translates=given.rendered(turn),
        )
        for n, turn in enumerate(text.turns, 1)
    )
    renders = text.kind is TranscriptKind.TRANSLATION and before
    based_on = before[0].id if renders else None
    return Transcript(given.mint.transcript(), text.language, text.kind, turns, based_on)


def _people(interview: Interview, reading: Reading, first: Session) -> Mapping[int, ParticipantId]:
    """Which participant each person of the reading became: by what they say, else by name and role."""
    known: dict[int, ParticipantId] = {}
    for text in first.transcripts:
        for turn, read in zip(text.turns, reading.turns, strict=True):
            if read.speaker is not None and turn.speaker is not None:
                known[read.speaker] = turn.speaker
    for n, person in enumerate(reading.participants):
        same = (p.id for p in interview.participants if (p.name, p.role) == (person.name, person.role))
        found = next(same, None)
        if n not in known and found is not None:
            known[n] = found
    return known
