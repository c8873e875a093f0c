"""Why an audience is told something or not: every reason that speaks, from the rules that clear. Pure.

    why(actor, item, audience, interview, world)

``item`` is the interview's id, a turn's address, or the id of a restriction, a seal or a person. Reasons are
stable codes with the id of what gives them; they never hold a word of the interview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import Address
from whensafe.nouns.interview import Interview, MarkKind
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.nouns.sealed import Seal, SealState
from whensafe.protection import gate
from whensafe.protection.clear import settle
from whensafe.protection.hiding import hiding, why_hides
from whensafe.protection.pseudonyms import StandIn
from whensafe.protection.turns import Told, visible
from whensafe.protection.world import World


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code, and the id of the rule, seal, person or version it comes from, if there is one."""

    code: str
    by: str = ""

    def __str__(self) -> str:
        """As a list of reasons prints it."""
        return f"{self.code} {self.by}" if self.by else self.code


@dataclass(frozen=True, slots=True)
class Why:
    """Is it told, and everything that speaks for or against."""

    allowed: bool
    reasons: tuple[Reason, ...]


def why(actor: Actor | None, item: str, audience: Audience, interview: Interview, world: World) -> Why:
    """The decision about ``item`` with its reasons, or `NotFound` for what this interview doesn't have."""
    if actor is None:
        return Why(False, (Reason("no_actor"),))
    if item == interview.id:
        return of_interview(actor, audience, interview, world)
    if interview.turn_at(Address(item)) is not None:
        return of_turn(actor, audience, interview, world, Address(item))
    rule = next((r for r in world.restrictions if r.id == item), None)
    if rule is not None:
        return of_rule(audience, interview, world, rule)
    seal = next((s for s in world.seals if s.id == item), None)
    if seal is not None:
        return _of_seal(audience, seal)
    if item in world.people.by_id:
        return of_person(actor, audience, interview, world, PersonId(item))
    raise NotFound("nothing here has this id", where=item[:40])


def of_interview(actor: Actor | None, audience: Audience, interview: Interview, world: World) -> Why:
    """May anything of it be told?"""
    decision = gate.decide(actor, audience, interview, world)
    closing = [
        Reason(one.reason, one.by.id)
        for one in hiding(interview, audience, world)
        if one.by.scope.kind is ScopeKind.INTERVIEW
    ]
    named = {reason.code for reason in closing}
    plain = [Reason(code) for code in decision.reasons if code not in named]
    return Why(decision.allowed, (*plain, *closing))


def of_turn(
    actor: Actor | None, audience: Audience, interview: Interview, world: World, address: Address
) -> Why:
    """Are words of this turn told, and what of it is withheld by what?"""
    whole = of_interview(actor, audience, interview, world)
    settled = settle(audience, interview, world)
    told = next((t for text in settled.texts for t in text.turns if t.turn.address == address), None)
    if told is None:
        return Why(False, (*whole.reasons, *_left_out(audience, interview, world, address)))
    words = any(told.turn.text[start:end].strip() for start, end in visible(told))
    return Why(whole.allowed and words, (*whole.reasons, *_inside(told, settled.naming.stand_ins)))


def of_passage(
    actor: Actor | None,
    audience: Audience,
    interview: Interview,
    world: World,
    address: Address,
    span: tuple[int, int],
) -> Why:
    """Is every letter of this stretch told as it stands?"""
    whole = of_turn(actor, audience, interview, world, address)
    settled = settle(audience, interview, world)
    told = next((t for text in settled.texts for t in text.turns if t.turn.address == address), None)
    if told is None:
        return whole
    start, end = span
    there = 0 <= start < end <= len(told.turn.text)
    cuts = [(hole.start, hole.end) for hole in told.holes] + [(n.start, n.end) for n in told.names]
    untouched = there and not any(first < end and start < last for first, last in cuts)
    return Why(whole.allowed and untouched, whole.reasons)


def of_person(
    actor: Actor | None, audience: Audience, interview: Interview, world: World, person: PersonId
) -> Why:
    """Is this person called by name?"""
    whole = of_interview(actor, audience, interview, world)
    rules = [
        Reason(one.reason, one.by.id)
        for one in hiding(interview, audience, world)
        if one.by.scope.person == person
    ]
    stand_in = settle(audience, interview, world).naming.stand_ins.get(person)
    instead = [] if stand_in is None else [Reason(_instead(stand_in), person)]
    return Why(whole.allowed and stand_in is None, (*whole.reasons, *rules, *instead))


def of_rule(audience: Audience, interview: Interview, world: World, rule: Restriction) -> Why:
    """Does this restriction let this audience be told?"""
    reason = why_hides(interview, audience, world, rule)
    if reason is not None:
        return Why(False, (Reason(reason, rule.id),))
    if audience == TEAM:
        return Why(True, (Reason("team"),))
    if rule.hidden_from and audience not in rule.hidden_from:
        return Why(True, (Reason("hidden_from_others", rule.id),))
    return Why(True, (Reason("ended" if rule.until is None else "condition_holds", rule.id),))


def _of_seal(audience: Audience, seal: Seal) -> Why:
    """A seal hides from everybody. Once it is released, a restriction stands in its place."""
    if seal.state is SealState.RELEASED:
        return Why(True, (Reason("released", seal.id),))
    secret = [Reason("secret", seal.id)] if seal.secret and audience != TEAM else []
    return Why(False, (Reason("sealed", seal.id), *secret))


def _inside(told: Told, stand_ins: Mapping[str, StandIn]) -> Iterator[Reason]:
    yield from dict.fromkeys(Reason(hole.reason, hole.by) for hole in told.holes)
    yield from dict.fromkeys(
        Reason(_instead(stand_ins[id]) if name.clean else "name_withheld", id)
        for name in told.names
        for id in name.ids
    )


def _instead(stand_in: StandIn) -> str:
    return "name_withheld" if stand_in.words is None else "name_replaced"


def _left_out(audience: Audience, interview: Interview, world: World, address: Address) -> Iterator[Reason]:
    found = interview.turn_at(address)
    if found is None:
        return
    transcript, turn = found
    consent = gate.of_text(audience, interview, transcript.id, world)
    if not consent.allowed:
        yield from (Reason(code, transcript.id) for code in consent.reasons)
    marked = {mark.verbatim for mark in turn.marks if mark.kind is MarkKind.SEAL}
    secret = [seal for seal in world.seals if seal.id in marked and seal.secret]
    yield from (Reason("secret", seal.id) for seal in secret)
    if consent.allowed and not secret:
        yield Reason("translation_not_aligned", transcript.id)
