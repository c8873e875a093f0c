"""Why an audience may or may not be told something: the gate's own decision with its reasons, for the team.

Asked of an interview, one of its turns, a seal, a restriction or a person. The answer holds codes and no
word of what was said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing, Told
from whensafe.desk.ports import Unit
from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.edition import ClearedTurn
from whensafe.nouns.ids import ADDRESS_CHARS, Address, InterviewId, typed
from whensafe.nouns.interview import Interview, State
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.nouns.sealed import Seal, SealState
from whensafe.protection import gate
from whensafe.protection.gate import Decision
from whensafe.protection.hiding import hiding, why_hides
from whensafe.protection.why import of_passage


@dataclass(frozen=True, slots=True)
class Why:
    """The decision about an item. ``kind`` is interview, turn, seal, restriction or person."""

    kind: str
    decision: Decision


def why(archive: Archive, actor: Actor | None, audience: Audience, item: str) -> Why:
    """Why this audience may or may not be told of this item now; `NotFound` where there is none such."""
    allowed = require(actor)
    with archive.store.read() as unit:
        asked = _Asked(unit, Clearing(unit, allowed, audience, archive.clock.now()), allowed, audience)
        found = asked.answer(item.strip())
    if found is None:
        raise NotFound("no such interview, turn, seal, restriction or person")
    return found


def why_words(
    archive: Archive,
    actor: Actor | None,
    audience: Audience,
    id: InterviewId,
    where: tuple[Address, int, int],
) -> Why:
    """Why this audience is told or not told these very words: a turn, and two code points of it."""
    allowed = require(actor)
    address, start, end = where
    with archive.store.read() as unit:
        interview = seen_by(actor, TEAM, unit, id)
        if interview.turn_at(address) is None:
            raise NotFound("no such turn in this interview", where=id)
        world = Clearing(unit, allowed, audience, archive.clock.now()).world(id)
        found = of_passage(allowed, audience, interview, world, address, (start, end))
    codes = tuple(dict.fromkeys(reason.code for reason in found.reasons))
    return Why("passage", Decision(found.allowed, codes))


class _Asked:
    """One question, over one view of the archive."""

    def __init__(self, unit: Unit, clearing: Clearing, actor: Actor, audience: Audience) -> None:
        self._unit = unit
        self._clearing = clearing
        self._actor = actor
        self._audience = audience

    def answer(self, item: str) -> Why | None:
        """The item by its kind: what an id is, its shape and the registers tell."""
        unit = self._unit
        person = registers.find(unit, Person, item)
        if person is not None:
            return Why("person", self._person(person.id))
        restriction = registers.find(unit, Restriction, item)
        if restriction is not None:
            return Why("restriction", self._restriction(restriction))
        seal = registers.find(unit, Seal, item)
        if seal is not None:
            return Why("seal", self._seal(seal))
        interview = unit.interviews.get(InterviewId(typed(item)), TEAM)
        if interview is not None:
            return Why("interview", self._interview(interview))
        address = Address(typed(item))
        if not _is_address(address):
            return None
        holder = next((i for i in self._every() if i.turn_at(address) is not None), None)
        return None if holder is None else Why("turn", self._turn(holder, address))

    def _interview(self, interview: Interview) -> Decision:
        decision = self._decide(interview)
        if decision.allowed and self._audience != TEAM and self._clearing.of(interview) is None:
            return Decision(False, ("nothing_to_tell",))
        return decision

    def _turn(self, interview: Interview, address: Address) -> Decision:
        """A turn is told if a word of it is; what hides the rest is among the reasons."""
        whole = self._interview(interview)
        if not whole.allowed:
            return whole
        told = self._clearing.of(interview)
        found = None if told is None else _turn_of(told, address)
        hidden = tuple(dict.fromkeys(self._hides(interview, address)))
        if found is None:
            return Decision(False, hidden or ("not_covered",))
        words = any(isinstance(piece, str) for piece in found.pieces)
        held = tuple(dict.fromkeys(f"withheld_{ground.value}" for ground in found.withheld))
        return Decision(words, (*(whole.reasons if words else ()), *hidden, *held))

    def _hides(self, interview: Interview, address: Address) -> Iterator[str]:
        world = self._clearing.world(interview.id)
        for one in hiding(interview, self._audience, world):
            if one.by.scope.address == address:
                yield one.reason
        for seal in world.seals:
            if seal.state is SealState.SEALED and address in seal.addresses:
                yield "sealed_secret" if seal.secret else "sealed"

    def _restriction(self, rule: Restriction) -> Decision:
        """May be told what the rule is about, as far as this rule goes?"""
        if rule.ended_at is not None:
            return Decision(True, ("ended",))
        if self._audience == TEAM:
            return Decision(True, ("team",))
        reasons = [reason for i in self._concerned(rule) if (reason := self._why_hides(i, rule)) is not None]
        if reasons:
            return Decision(False, tuple(dict.fromkeys(reasons)))
        named = rule.hidden_from and self._audience not in rule.hidden_from
        return Decision(True, ("another_audience",) if named else ("condition_met",))

    def _seal(self, seal: Seal) -> Decision:
        """Nobody is told what is sealed, the team included; after a release, its restriction decides."""
        if seal.state is SealState.SEALED:
            return Decision(False, ("sealed_secret" if seal.secret else "sealed",))
        if self._audience == TEAM:
            return Decision(True, ("team", "released"))
        interview = self._unit.interviews.get(seal.interview, TEAM)
        decision = Decision(False, ("nothing_to_tell",)) if interview is None else self._interview(interview)
        rules = registers.every(self._unit, Restriction, seal.interview)
        about = [r for r in rules if r.restored is not None and r.restored.seal == seal.id]
        closed = [one for one in map(self._restriction, about) if not one.allowed]
        if not closed:
            return decision if about or not decision.allowed else Decision(False, ("not_released",))
        reasons = (
            *(() if decision.allowed else decision.reasons),
            *(r for one in closed for r in one.reasons),
        )
        return Decision(False, tuple(dict.fromkeys(reasons)))

    def _person(self, person: PersonId) -> Decision:
        """May this person be named, as far as restrictions go? Consent and attribution decide besides."""
        if self._audience == TEAM:
            return Decision(True, ("team",))
        rules = registers.every(self._unit, Restriction)
        about = [r for r in rules if r.scope.kind is ScopeKind.PERSON and r.scope.person == person]
        closed = [one for one in map(self._restriction, about) if not one.allowed]
        if closed:
            return Decision(False, tuple(dict.fromkeys(r for one in closed for r in one.reasons)))
        return Decision(True, ("not_restricted",))

    def _concerned(self, rule: Restriction) -> Iterator[Interview]:
        if rule.interview is None:
            yield from self._every()
            return
        interview = self._unit.interviews.get(rule.interview, TEAM)
        if interview is not None:
            yield interview

    def _why_hides(self, interview: Interview, rule: Restriction) -> str | None:
        return why_hides(interview, self._audience, self._clearing.world(interview.id), rule)

    def _decide(self, interview: Interview) -> Decision:
        return gate.decide(self._actor, self._audience, interview, self._clearing.world(interview.id))

    def _every(self) -> Iterator[Interview]:
        for id in list(self._unit.interviews.ids()):
            interview = self._unit.interviews.get(id, TEAM)
            if interview is not None and interview.state is State.KEPT:
                yield interview


def _is_address(text: str) -> bool:
    return len(text) == ADDRESS_CHARS


def _turn_of(told: Told, address: Address) -> ClearedTurn | None:
    return next((turn for turn in told.cleared.all_turns if turn.address == address), None)
