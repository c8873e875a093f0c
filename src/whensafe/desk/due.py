"""What has become releasable: why, what it would give away, and who has to be asked again before.

Nothing opens here, and nothing by the clock alone. A sealed group stays on the list until custodians have
opened it, a restriction until the narrator has answered for every audience it is closed for.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.facts import Waiting, waiting
from whensafe.desk.ports import Unit
from whensafe.desk.restrict import Named, Somebody, found_in
from whensafe.desk.world import Held, Worlds, held_since
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.condition import NarratorAgrees
from whensafe.nouns.ids import InterviewId, ParticipantId
from whensafe.nouns.interview import Interview, Role
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.nouns.sealed import Seal, SealState
from whensafe.protection import asking, conditions
from whensafe.protection.asking import Death
from whensafe.protection.conditions import ClauseState, Fact
from whensafe.protection.consents import grants
from whensafe.protection.world import Since, World


@dataclass(frozen=True, slots=True)
class Reason:
    """One clause of the condition: whether it holds, and the confirmation that makes it hold."""

    clause: ClauseState
    confirmation: str | None


@dataclass(frozen=True, slots=True)
class Ask:
    """Consent to be asked for again, for one audience that was agreed to; ``audience`` is ``None`` where none
    was. ``death`` says whether the narrators can be asked, ``who`` whose word counts: a role or a name.
    """

    interview: InterviewId
    narrators: tuple[ParticipantId, ...]
    audience: Audience | None
    death: Death
    who: str | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose condition holds but for consent. ``turns`` would be told again, in ``interviews``.

    ``since`` (RFC 3339 in UTC) is when it was both closed and time to ask: never before it was closed.
    """

    waiting: Waiting
    since: str
    why: tuple[Reason, ...]
    turns: int
    interviews: int
    ask: tuple[Ask, ...]


def due(archive: Archive, actor: Actor | None, *, as_of: datetime.date | None = None) -> tuple[Due, ...]:
    """Everything that is due now, or at the end of another day in UTC. The team's alone."""
    require(actor, TEAM)
    now = archive.clock.now()
    if as_of is not None and as_of != now.astimezone(datetime.UTC).date():
        now = datetime.datetime.combine(as_of, datetime.time(23, 59, 59), datetime.UTC)
    with archive.store.read() as unit:
        look = _Look(unit, now)
        return tuple(one for one in map(look.at, waiting(unit)) if one is not None)


class _Look:
    """One view of the archive at one moment."""

    def __init__(self, unit: Unit, now: datetime.datetime) -> None:
        self._unit = unit
        self._worlds = Worlds(unit, now)
        self._held: Mapping[Fact, Held] = held_since(unit, now)
        self._shared = self._worlds.shared

    def at(self, one: Waiting) -> Due | None:
        condition = conditions.parse(one.condition)
        asked = asking.due_since(condition, self._shared)
        if asked is None:
            return None
        rule = registers.find(self._unit, Restriction, one.id)
        world = self._shared if one.interview is None else self._worlds.of(one.interview)
        since = max(asked.at, _closed(world, one, rule).at)
        turns = self._of_rule(rule) if rule is not None else self._of_group(one)
        ask = tuple(ask for id in turns for ask in self._ask(id, one, rule))
        if rule is not None and ask and all(a.answered for a in ask):
            return None
        states = conditions.states(condition, self._shared.facts, agreed=False, now=self._shared.now)
        return Due(
            waiting=one,
            since=since.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            why=tuple(self._reason(state) for state in states),
            turns=sum(turns.values()),
            interviews=len(turns),
            ask=ask,
        )

    def _reason(self, state: ClauseState) -> Reason:
        clause = state.clause
        held = None if isinstance(clause, NarratorAgrees) else self._held.get(clause)  # type: ignore[arg-type]
        return Reason(state, None if held is None else held.last.id)

    def _of_group(self, one: Waiting) -> dict[InterviewId, int]:
        """Turns with a hole of the group, by interview."""
        if one.interview is None:
            return {}
        seals = [s for s in registers.every(self._unit, Seal, one.interview) if s.id in one.seals]
        return {one.interview: len({a for s in seals if s.state is SealState.SEALED for a in s.addresses})}

    def _of_rule(self, rule: Restriction) -> dict[InterviewId, int]:
        """Turns that the rule hides, by interview; of one that reaches everywhere, where there are any."""
        if rule.interview is not None:
            interview = self._unit.interviews.get(rule.interview, TEAM)
            return {} if interview is None else {rule.interview: _turns(interview, rule)}
        what = Somebody(rule.scope.person) if rule.scope.person is not None else Named(rule.scope.words)
        found: dict[InterviewId, set[str]] = {}
        for place in found_in(self._unit, what):
            found.setdefault(place.interview, set()).update([place.address] if place.address else [])
        return {id: len(addresses) for id, addresses in found.items()}

    def _ask(self, id: InterviewId, one: Waiting, rule: Restriction | None) -> Iterator[Ask]:
        interview = self._unit.interviews.get(id, TEAM)
        if interview is None:
            return
        world = self._worlds.of(id)
        for audience in _audiences(world, rule):
            yield self._question(interview, world, audience, one, rule)

    def _question(
        self,
        interview: Interview,
        world: World,
        audience: Audience | None,
        one: Waiting,
        rule: Restriction | None,
    ) -> Ask:
        death, who = asking.death(interview, audience, world) if audience else (Death.CAN_BE_ASKED, None)
        closed = _closed(world, one, rule)
        about = {one.id, *one.seals}
        condition = conditions.parse(one.condition)
        return Ask(
            interview=interview.id,
            narrators=tuple(p.id for p in interview.participants if p.role is Role.NARRATOR),
            audience=audience,
            death=death,
            who={Death.CAN_BE_ASKED: asking.NARRATOR, Death.NAMED_PERSON_DECIDES: who}.get(death),
            answered=audience is not None
            and asking.agreed(interview, audience, world, condition, about, closed=closed),
        )


def _audiences(world: World, rule: Restriction | None) -> Sequence[Audience | None]:
    """Those that were agreed to and that it is closed for; ``(None,)`` where nobody was agreed to yet."""
    hidden = rule.hidden_from if rule is not None else ()
    granted = {audience for _, audience in grants(world.consents) if audience is not None}
    return sorted(a for a in granted if not hidden or a in hidden) or (None,)


def _closed(world: World, one: Waiting, rule: Restriction | None) -> Since:
    """Since the rule hides it, or since the last seal of the group was made."""
    if rule is not None:
        return asking.closed(rule, world)
    return max(asking.sealed(seal) for seal in world.seals if seal.id in one.seals)


def _turns(interview: Interview, rule: Restriction) -> int:
    """How many turns of an interview its own rule hides, translations of them too."""
    turns = [t for session in interview.sessions for transcript in session.current for t in transcript.turns]
    if rule.scope.kind is ScopeKind.INTERVIEW:
        return len(turns)
    address = rule.scope.address
    return 0 if address is None else sum(address in (turn.address, turn.translates) for turn in turns)
