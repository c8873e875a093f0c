"""Asking the custodians to open: a signed request with everything they need to decide, and the ciphertexts.

A request is never refused because a condition is unmet: it says so, and custodians decide.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whensafe.desk import evidence, registers, under_way
from whensafe.desk.act import Deed, acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import ReleaseGroup
from whensafe.desk.world import world_of
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor, spelled
from whensafe.nouns.condition import After, NarratorAgrees
from whensafe.nouns.consent import ConsentEvent, Said
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview
from whensafe.nouns.sealed import Seal
from whensafe.protection import asking, conditions
from whensafe.protection.asking import NARRATOR
from whensafe.protection.world import World
from whensafe.sealing.requests import AskedSeal, Request, write_request
from whensafe.sealing.stanzas import HybridRecipient

LANGUAGES = ("en", "uk")
_MOST = 4000


@dataclass(frozen=True, slots=True)
class Prospect:
    """What asking for a seal would ask: its group's other seals open with it. ``met`` is what the archive
    judges; ``clauses`` are the condition's, each in its written form with whether it holds.
    """

    seal: str
    group: str
    interview: InterviewId
    condition: str
    met: bool
    clauses: tuple[tuple[str, bool], ...]
    opens: tuple[str, ...]
    threshold: int
    custodians: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The request as a file, and what it asks."""

    request: bytes
    prospect: Prospect


def prospect(archive: Archive, actor: Actor | None, seal: str, *, for_whom: str = TEAM) -> Prospect:
    """What asking for this seal would ask now; nothing changes. `NotFound`, or `Refused` if it is open."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return _Look(unit, actor, seal, for_whom, archive.clock.now()).prospect


def ask(  # noqa: PLR0913 - each is what a custodian is told
    archive: Archive,
    actor: Actor | None,
    seal: str,
    opener: str,
    *,
    for_whom: str = TEAM,
    reason: str | None = None,
    although_unmet: bool = False,
    language: str = "en",
    here: bool | None = None,
) -> Asked:
    """Write a request for a seal with all of its group. ``opener`` is ``age1pq1…``: whom answers are for.

    ``for_whom`` is an audience, or says in words who will read it. Unless ``here`` is ``None`` the request is
    kept as the one under way, and ``here`` says whether the opener's key is on this machine. Raises
    `NotFound`, `BadOption`, and `Refused` where nothing is closed any more, or an unmet condition comes
    without ``although_unmet`` and a ``reason``.
    """
    if language not in _SAID:
        raise BadOption("no such language for a request", where=language[:20], todo="Use en or uk.")
    HybridRecipient.parse(opener)
    why = " ".join((reason or "").split())
    for text, where in ((why, "--reason"), (for_whom, "--for")):
        if len(text) > _MOST:
            raise BadOption(f"at most {_MOST} characters", where=where)
    with acting(archive, actor, "request", reason=reason) as deed:
        look = _Look(deed.unit, actor, seal, for_whom, archive.clock.now())
        if not look.prospect.met and not (although_unmet and why):
            raise Refused(
                "the condition of this seal is not met",
                where=seal,
                todo="To ask the custodians all the same, say so with --yes --reason TEXT.",
            )
        deed.about += [look.prospect.group, *look.prospect.opens]
        request = _request(deed, look, opener, why, _SAID[language])
        if here is not None:
            under_way.begin(deed, look.group, request, opener, here=here)
    return Asked(request, look.prospect)


class _Look:
    """One seal with its group, its interview's world and what answers would open."""

    def __init__(
        self, unit: Unit, actor: Actor | None, id: str, for_whom: str, now: datetime.datetime
    ) -> None:
        seal = registers.find(unit, Seal, id)
        group = None if seal is None else registers.find(unit, ReleaseGroup, seal.group)
        if seal is None or group is None:
            raise NotFound("this archive has no such seal", where=id[:40])
        self.group = group
        self.for_whom = for_whom
        self.interview: Interview = seen_by(actor, TEAM, unit, seal.interview)
        self.world: World = world_of(unit, seal.interview, now)
        closed = evidence.asked(unit, seal.group, seal.interview)
        self.seals: tuple[AskedSeal, ...] = tuple(sorted(closed, key=lambda one: one.context.seal != seal.id))
        if not self.seals:
            raise Refused("nothing of this seal is closed any more: it was released", where=seal.id)
        met, clauses = self._judged(seal)
        self.prospect = Prospect(
            seal.id,
            group.id,
            seal.interview,
            group.condition,
            met,
            clauses,
            tuple(one.context.seal for one in self.seals),
            group.group.threshold,
            tuple(share.name for share in group.group.shares),
        )

    def _judged(self, seal: Seal) -> tuple[bool, tuple[tuple[str, bool], ...]]:
        """Does the condition hold, for the audience it is asked for or else for any that was ever asked?"""
        condition, world = conditions.parse(self.group.condition), self.world
        asked = {event.audience for event in world.consents if event.audience is not None}
        audiences = {spelled(self.for_whom)} & asked or asked
        closed = asking.sealed(seal)
        own = {one.id for one in world.seals if one.group == self.group.id}
        agreed = any(
            asking.agreed(self.interview, audience, world, condition, own, closed=closed)
            for audience in sorted(audiences)
        )
        states = conditions.states(condition, world.facts, agreed=agreed, now=world.now)
        met = conditions.holds(condition, world.facts, agreed=agreed, now=world.now)
        return met, tuple((conditions.write(one.clause), one.met) for one in states)


def _request(deed: Deed, look: _Look, opener: str, reason: str, said: Mapping[str, str]) -> bytes:
    secrets = deed.unit.secrets
    asked = Request(
        archive=secrets.archive_id(),
        asked_at=deed.at,
        condition=look.group.condition,
        condition_met=look.prospect.met,
        consent=_fitting(_consent(look, said)),
        evidence=_fitting(_evidence(deed.unit, look, said)),
        for_whom=look.for_whom,
        group=look.group.group,
        opener=opener,
        reason=reason,
        seals=look.seals,
        verify=secrets.public_key(),
    )
    return write_request(asked, secrets.sign)


def _evidence(unit: Unit, look: _Look, said: Mapping[str, str]) -> Iterator[str]:
    """Clause by clause: who confirmed it with what, unless that is kept back."""
    condition = conditions.parse(look.group.condition)
    newest = {one.fact: one for one in registers.every(unit, Confirmation)}
    states = dict(look.prospect.clauses)
    for clause in dict.fromkeys(conditions.clauses(condition)):
        written = conditions.write(clause)
        holds = states[written]
        if isinstance(clause, After | NarratorAgrees):
            yield f"{written}: {said['holds' if holds else 'holds_not']}"
            continue
        one = newest.get(written)
        if one is None:
            yield f"{written}: {said['unconfirmed']}"
            continue
        shown = said["kept_back"] if one.evidence_hidden else one.shown
        confirmed = said["confirmed" if one.stands and holds else "not_standing"]
        yield f"{written}: {confirmed} {one.at[:10]}: {shown}"


def _consent(look: _Look, said: Mapping[str, str]) -> Iterator[str]:
    """The last word on each question, and on each of these seals alone."""
    own = {one.id for one in look.world.seals if one.group == look.group.id}
    last: dict[tuple[object, ...], ConsentEvent] = {}
    for event in look.world.consents:
        if event.scope is None or event.scope in own:
            last[event.use, event.audience, event.scope] = event
    if not last:
        yield said["never_asked"]
    for event in last.values():
        whom = f" ({event.audience})" if event.audience is not None else ""
        about = f" [{event.scope}]" if event.scope is not None else ""
        who = said["narrator"] if event.by == NARRATOR else said["other"]
        yield f"{event.use.value}{whom}{about}: {said[event.said.value]}, {event.at[:10]}, {who}"


def _fitting(lines: Iterator[str]) -> str:
    """As many whole lines as a request holds."""
    told = ""
    for line in lines:
        if len(told) + len(line) + 1 > _MOST - 2:
            return told + "\n…"
        told = f"{told}\n{line}" if told else line
    return told


_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "holds": "holds",
        "holds_not": "does not hold",
        "unconfirmed": "nobody has confirmed it",
        "confirmed": "confirmed on",
        "not_standing": "does not stand; last entry on",
        "kept_back": "the evidence is kept back by the archive",
        "never_asked": "The narrator was never asked.",
        "narrator": "the narrator",
        "other": "somebody else for the narrator",
        Said.AGREED.value: "agreed",
        Said.REFUSED.value: "refused",
        Said.ASK_AGAIN.value: "undecided, to be asked again",
        Said.WITHDRAWN.value: "withdrawn",
    },
    "uk": {
        "holds": "виконано",
        "holds_not": "не виконано",
        "unconfirmed": "ніхто не підтвердив",
        "confirmed": "підтверджено",
        "not_standing": "не чинне; останній запис",
        "kept_back": "архів підставу не розголошує",
        "never_asked": "Оповідача ніколи не питали.",
        "narrator": "оповідач",
        "other": "інша особа за оповідача",
        Said.AGREED.value: "згода",
        Said.REFUSED.value: "відмова",
        Said.ASK_AGAIN.value: "ще не вирішено, запитати знову",
        Said.WITHDRAWN.value: "відкликано",
    },
}
"""What a request says in words, for custodians."""
