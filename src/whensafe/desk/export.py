"""One interview out, for one audience, through the gate: what is cleared for it now, and what is lost.

The team's export is what `clear` gives the team: all that is open, with times and sittings; a sealed stretch
is a hole with its ground. Each export is an act in the ledger, since what has left can't be called back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing
from whensafe.editions.exports import export as write
from whensafe.editions.exports.matter import Sitting, matter_of
from whensafe.errors import NotPermitted
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.export import ExportFile, Format, FormatLoss, Lost
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview


@dataclass(frozen=True, slots=True)
class Exported:
    """What was made, for whom. ``losses`` are what the files lack, in a fixed order."""

    id: InterviewId
    audience: Audience
    format: Format
    files: tuple[ExportFile, ...]
    losses: tuple[Lost, ...]


def export(
    archive: Archive, actor: Actor | None, audience: Audience, id: InterviewId, format: Format
) -> Exported:
    """The files. Raises `NotPermitted` where nothing may be told, whether there is such an interview or not,
    and `Refused` where the format would have to say what isn't so (captions without times).
    """
    require(actor)
    with acting(archive, actor, "export") as deed:
        stored, told = _told(deed, audience, id)
        made = write(matter_of(audience, told, _sittings(stored) if audience == TEAM else ()), format)
        deed.about += (id, str(audience), format.value)
    return Exported(id, audience, format, made.files, (*made.losses, *_further(stored, told, audience)))


def _further(stored: Interview, told: ClearedInterview, audience: Audience) -> Iterator[Lost]:
    """Of two renderings of one sitting into one language, the last is told. Only the team hears of others."""
    texts = (text for session in stored.sessions for text in session.current)
    there = {turn.address for text in texts for turn in text.turns if turn.text}
    if audience == TEAM and there - {turn.address for turn in told.all_turns}:
        yield FormatLoss.VERSIONS


def _told(deed: Deed, audience: Audience, id: InterviewId) -> tuple[Interview, ClearedInterview]:
    clearing = Clearing(deed.unit, deed.actor, audience, deed.archive.clock.now())
    stored = deed.unit.interviews.get(id, TEAM)
    told = None if stored is None else clearing.of(stored)
    if stored is None or told is None:
        error = NotPermitted(
            f"there is nothing here that may be told to {audience}", reasons=(), where=str(id)[:40]
        )
        error.todo = f"Ask why with: whensafe why {str(id)[:40]} --as {audience}"
        raise error
    return stored, told.cleared


def _sittings(stored: Interview) -> tuple[Sitting, ...]:
    return tuple(
        Sitting(
            session.n,
            session.interviewed,
            text.kind,
            text.language,
            frozenset(turn.address for turn in text.turns),
        )
        for session in stored.sessions
        for text in session.current
    )
