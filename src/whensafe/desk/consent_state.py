"""How consent to one interview stands: each question that was asked, and what could be asked about alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import require, seen_by
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import ConsentEvent, Use
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Transcript
from whensafe.nouns.restriction import Restriction, Version
from whensafe.nouns.sealed import Seal
from whensafe.protection.consents import Lineage


@dataclass(frozen=True, slots=True)
class Asked:
    """The last word on one use for one audience (``None`` for uses that have none).

    ``missing`` are transcripts in use that were not there when it was explained: about them it says nothing.
    """

    last: ConsentEvent
    missing: tuple[Transcript, ...]

    @property
    def use(self) -> Use:
        """Which use."""
        return self.last.use

    @property
    def audience(self) -> Audience | None:
        """For whom."""
        return self.last.audience


@dataclass(frozen=True, slots=True)
class ConsentState:
    """All events in order, how each question stands, what may be asked about alone, the text in use.

    ``alone`` are the last words on single seals and restrictions.
    """

    interview: Interview
    events: tuple[ConsentEvent, ...]
    asked: tuple[Asked, ...]
    alone: tuple[ConsentEvent, ...]
    seals: tuple[Seal, ...]
    rules: tuple[Restriction, ...]
    transcripts: tuple[Transcript, ...]


def consent_state(archive: Archive, actor: Actor | None, id: InterviewId) -> ConsentState:
    """How consent to an interview stands. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        interview = seen_by(actor, TEAM, unit, id)
        events = tuple(registers.every(unit, ConsentEvent, id))
        seals = tuple(registers.every(unit, Seal, id))
        rules = tuple(r for r in registers.every(unit, Restriction, id) if r.ended_at is None)
        lineage = Lineage({v.id: v.parent for v in registers.every(unit, Version, id)})
    transcripts = tuple(t for session in interview.sessions for t in session.current)
    asked = tuple(_asked(events, transcripts, lineage))
    alone = {(e.scope, e.use, e.audience): e for e in events if e.scope is not None}
    return ConsentState(interview, events, asked, tuple(alone.values()), seals, rules, transcripts)


def _asked(
    events: Sequence[ConsentEvent], transcripts: Sequence[Transcript], lineage: Lineage
) -> Iterator[Asked]:
    last = {(event.use, event.audience): event for event in events if event.scope is None}
    for event in last.values():
        missing = (
            t for t in transcripts if not any(lineage.covers(version, t.id) for version in event.versions)
        )
        yield Asked(event, tuple(missing))
