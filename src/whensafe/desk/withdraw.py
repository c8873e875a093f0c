"""Withdrawing consent: it acts at once, and says honestly what it can't reach.

From the next edition on, nothing of what was withdrawn is told. Editions already published stay in the hands
of those who have them; copies of the archive stay as they were made. The publisher reads the events, and the
next edition for each audience that was told carries a notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.backup import since
from whensafe.desk.consent import NARRATOR, WITH_AUDIENCE, explained, kept
from whensafe.desk.ports import Unit
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import ConsentEvent, ConsentId, Form, Said, Use
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.receipt import BackupMade


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did and what it can't do.

    ``editions`` have told this interview to an audience that may no longer be told: they can't be recalled.
    ``shared_with`` are bodies that it was agreed to share with: what was handed over can't be recalled.
    ``backups`` hold the interview, and the consent if it was given before they were made, until whoever has
    them destroys them. Nothing of the interview is erased: the team keeps working with it.
    """

    events: tuple[ConsentEvent, ...]
    editions: tuple[PublishedEdition, ...]
    shared_with: tuple[Audience, ...]
    backups: tuple[BackupMade, ...]

    @property
    def reaches_the_archive(self) -> bool:
        """Was recording or archiving itself withdrawn? Then somebody has to decide what is kept at all."""
        return any(event.use in (Use.RECORD, Use.ARCHIVE) for event in self.events)


def withdraw(  # noqa: PLR0913 - what a person says on one line
    archive: Archive,
    actor: Actor | None,
    id: InterviewId,
    *,
    use: Use | None = None,
    audience: Audience | None = None,
    scope: str | None = None,
    by: str = NARRATOR,
    reason: str | None = None,
) -> Withdrawn:
    """End every grant of this use and audience, or every grant there is. No evidence is ever asked for.

    ``scope`` is a seal or restriction: then only what was agreed to about it alone is ended.

    Raises `Refused` where nothing stands that this would end: then it is closed already.
    """
    who = " ".join(by.split())
    if not who:
        raise BadOption("who spoke?", where="--by", todo="Say narrator, or who spoke for them.")
    with acting(archive, actor, "withdraw", reason=reason) as deed:
        interview = kept(deed.interview(id))
        standing = _standing(list(registers.every(deed.unit, ConsentEvent, id)), use, audience, scope)
        if not standing:
            raise Refused("no consent stands that this would end: it is closed already", where=id)
        events = tuple(_ended(deed, interview, grant, who) for grant in standing)
        for event in events:
            deed.note(event)
        deed.put(interview)
        return _reached(deed.unit, interview, events)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a withdrawal would end and what it couldn't recall; see `Withdrawn`. Nothing has been done."""

    grants: tuple[ConsentEvent, ...]
    editions: tuple[PublishedEdition, ...]
    shared_with: tuple[Audience, ...]
    backups: tuple[BackupMade, ...]


def foresee(archive: Archive, actor: Actor | None, id: InterviewId) -> Foreseen:
    """What stands now, and what a withdrawal of all of it would not reach."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        interview = seen_by(actor, TEAM, unit, id)
        grants = _standing(list(registers.every(unit, ConsentEvent, id)), None, None)
        reach = _reached(unit, interview, grants)
    return Foreseen(grants, reach.editions, reach.shared_with, reach.backups)


def receipt(archive: Archive, actor: Actor | None, id: InterviewId, event: str) -> Withdrawn:
    """The receipt of a withdrawal, from any of its events: as it was given then. `NotFound` for another."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        interview = seen_by(actor, TEAM, unit, id)
        ended = [e for e in registers.every(unit, ConsentEvent, id) if e.said is Said.WITHDRAWN]
        one = next((e for e in ended if e.id == event), None)
        if one is None:
            raise NotFound("no such withdrawal", where=event[:40])
        together = tuple(e for e in ended if e.ledger == one.ledger)
        return _reached(unit, interview, together, until=one.at)


def _reached(
    unit: Unit, interview: Interview, events: Sequence[ConsentEvent], *, until: str | None = None
) -> Withdrawn:
    """What the withdrawal of these doesn't reach, of what there was by ``until`` (now if ``None``)."""
    lost = {event.audience for event in events if event.use in WITH_AUDIENCE}
    return Withdrawn(
        events=tuple(events),
        editions=tuple(
            edition
            for edition in registers.every(unit, PublishedEdition)
            if edition.audience in lost
            and interview.id in dict(edition.told)
            and (until is None or edition.at <= until)
        ),
        shared_with=tuple(
            sorted({e.audience for e in events if e.use is Use.SHARE and e.audience is not None})
        ),
        backups=tuple(made for made in since(unit, interview.added_at) if until is None or made.at <= until),
    )


def _standing(
    events: Sequence[ConsentEvent],
    use: Use | None,
    audience: Audience | None,
    scope: str | None = None,
) -> tuple[ConsentEvent, ...]:
    """The last word on each question, where it is yes; what was said of one passage alone is one, too."""
    last = {(event.use, event.audience, event.scope): event for event in events}
    return tuple(
        event
        for event in last.values()
        if event.said is Said.AGREED
        and use in (None, event.use)
        and audience in (None, event.audience)
        and scope in (None, event.scope)
    )


def _ended(deed: Deed, interview: Interview, grant: ConsentEvent, by: str) -> ConsentEvent:
    return ConsentEvent(
        id=ConsentId(deed.mint.record()),
        interview=interview.id,
        at=deed.at,
        said=Said.WITHDRAWN,
        use=grant.use,
        audience=grant.audience,
        by=by,
        recorded_by=deed.actor.member,
        versions=explained(interview),
        form=Form.OTHER,
        withdrawal_reach=grant.withdrawal_reach,
        scope=grant.scope,
        ledger=deed.unit.ledger.size(),
    )
