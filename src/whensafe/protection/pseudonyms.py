"""What people are called in an edition: narrators as they chose, restricted people by their code. Pure.

Somebody who has a pseudonym has one code everywhere, which stands in square brackets among words. Whoever
should have one and has none is not named at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import ClearedNarrator, Ground
from whensafe.nouns.ids import ParticipantId
from whensafe.nouns.interview import Interview, Participant, Role
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.protection.consents import TELLS
from whensafe.protection.hiding import Hides
from whensafe.protection.names import Finder, Found, Reach, Sought, Words, finder, settled
from whensafe.protection.words_of_names import first_name, initials
from whensafe.protection.world import World
from whensafe.words import fold, tokens


@dataclass(frozen=True, slots=True)
class Called:
    """A narrator and how they are named; ``key`` is what their pseudonym is kept under."""

    participant: ParticipantId
    key: str
    named: ClearedNarrator
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands in a name's place: words, or ``None`` for a hole. ``ground`` is the hole's."""

    words: str | None
    ground: Ground
    by: str


@dataclass(frozen=True, slots=True)
class Naming:
    """Everything that decides how people are called in one interview for one audience."""

    narrators: tuple[Called, ...]
    stand_ins: Mapping[str, StandIn]
    _finders: tuple[Finder, ...]

    def find(self, text: str, language: str) -> tuple[Found, ...]:
        """Where names stand that aren't told as they are."""
        return self.among(text, language) if self.reads(text, language) else ()

    def reads(self, text: str, language: str) -> frozenset[str]:
        """What stands in a text, or in one of several with empty lines between, wherever a name is found."""
        words = Words(text)
        return frozenset[str]().union(*(each.reads(words, language) for each in self._finders))

    def among(self, text: str, language: str) -> tuple[Found, ...]:
        """What `find` gives of a text that was read before."""
        words = list(tokens(text))
        found = [one for each in self._finders for one in each.among(text, words, language)]
        return settled(found, text) if len(self._finders) > 1 else tuple(found)

    def of(self, participant: ParticipantId | None) -> str | None:
        """What a narrator is called, if anything."""
        return next((c.named.display for c in self.narrators if c.participant == participant), None)


def naming(
    interview: Interview,
    audience: Audience,
    world: World,
    attribution: Attribution,
    hides: Sequence[Hides],
) -> Naming:
    """How people are called; ``attribution`` is what the narrators agreed to, ``hides`` what hides."""
    rules = [one.by for one in hides if one.by.scope.kind in (ScopeKind.PERSON, ScopeKind.WORDS)]
    hidden = _hidden(rules, world)
    called = []
    for narrator, person in _narrators(interview, world):
        closed, known = _restricted(narrator, person, hidden, interview.language)
        least = _least(attribution) if closed else attribution
        called.append(_called(interview, audience, world, least, narrator, known))
    others = [one for one in called if one.named.attribution is not Attribution.FULL]
    own = tuple(map(_own_name, others))
    stand_ins = {**{one.key: _stand_in(one) for one in reversed(others)}, **hidden.stand_ins}
    finders = (*([hidden.finder] if rules else []), *([Finder(own, lasting=False)] if own else []))
    return Naming(tuple(called), stand_ins, finders)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What is sought by rules that reach many interviews, and what stands in its place."""

    rules: list[Restriction]
    world: World
    stand_ins: Mapping[str, StandIn]
    finder: Finder

    def holds(self, rules: list[Restriction], world: World) -> bool:
        """Is it what these rules give in this world? One view of an archive has one register."""
        same = self.world.people is world.people and self.world.pseudonyms is world.pseudonyms
        return same and self.rules == rules


_LATEST: deque[_Hidden] = deque(maxlen=4)
"""Interviews come one after another, mostly under the same rules."""


def _hidden(rules: list[Restriction], world: World) -> _Hidden:
    for known in tuple(_LATEST):
        if known.holds(rules, world):
            return known
    sought: list[Sought] = []
    stand_ins: dict[str, StandIn] = {}
    for rule in rules:
        scope = rule.scope
        if scope.kind is ScopeKind.WORDS:
            sought.append(Sought(rule.id, scope.words, Reach.WHOLE))
            stand_ins.setdefault(rule.id, StandIn(None, rule.ground, rule.id))
        elif scope.person is not None and scope.person not in stand_ins:
            person = world.people.by_id.get(scope.person)
            spellings = person.spellings if person is not None else ()
            sought.append(Sought(scope.person, (*spellings, *scope.words), Reach.PERSON))
            code = _bracketed(_code(world, scope.person))
            stand_ins[scope.person] = StandIn(code, rule.ground, rule.id)
    found = _Hidden(rules, replace(world, consents=(), seals=()), stand_ins, finder(tuple(sought)))
    _LATEST.append(found)
    return found


def _narrators(interview: Interview, world: World) -> list[tuple[Participant, Person | None]]:
    """Each narrator, with the person in the register, if it can be told who that is."""
    telling = [p for p in interview.participants if p.role is Role.NARRATOR]
    known = world.people.narrating.get(interview.id, ())
    if len(telling) == len(known) == 1:
        return [(telling[0], known[0])]
    return [(one, next((p for p in known if _is_called(p, one.name)), None)) for one in telling]


def _restricted(
    narrator: Participant, person: Person | None, hidden: _Hidden, language: str
) -> tuple[bool, Person | None]:
    """Is a narrator restricted, and who in the register is it? A name is a claim: whoever is called like
    somebody restricted, in any form, or by restricted words, isn't named either.
    """
    if not hidden.rules or (person is not None and person.id in hidden.stand_ins):
        return bool(hidden.rules), person
    written = _written(narrator)
    found = hidden.finder.find(written, language)
    if person is not None:
        return bool(found or any(hidden.finder.find(one, language) for one in person.spellings)), person
    whole = len(found) == 1 and found[0].clean and (found[0].start, found[0].end) == (0, len(written))
    return bool(found), hidden.world.people.by_id.get(PersonId(found[0].id)) if whole else None


def _written(narrator: Participant) -> str:
    return " ".join((narrator.name or "").split())


def _is_called(person: Person, name: str | None) -> bool:
    return name is not None and _folded(name) in map(_folded, person.spellings)


def _folded(name: str) -> frozenset[str]:
    return frozenset(fold(token.text) for token in tokens(name))


def _called(
    interview: Interview,
    audience: Audience,
    world: World,
    attribution: Attribution,
    narrator: Participant,
    person: Person | None,
) -> Called:
    key = f"{interview.id}/{narrator.id}"
    code = _code(world, key) if person is None else _code(world, person.id) or _code(world, key)
    known = person.spellings if person is not None else ()
    written = _written(narrator)
    name = written or (known[0] if known else None)
    chosen = Attribution.FULL if audience == TEAM else attribution
    display = {
        Attribution.FULL: name,
        Attribution.FIRST: first_name(name or "") or None,
        Attribution.INITIALS: initials(name or "") or None,
        Attribution.PSEUDONYM: code,
        Attribution.NONE: None,
    }[chosen]
    named = ClearedNarrator(display, chosen if display is not None else Attribution.NONE)
    spellings = tuple(dict.fromkeys([*([written] if written else []), *known]))
    return Called(narrator.id, key if person is None else person.id, named, spellings)


def _own_name(one: Called) -> Sought:
    """A given name that is told may stand; else not even that."""
    first = one.named.attribution is Attribution.FIRST
    return Sought(one.key, one.spellings, Reach.PERSON if first else Reach.ANYTHING)


def _stand_in(one: Called) -> StandIn:
    return StandIn(_bracketed(one.named.display), Ground.NARRATORS_WISH, "attribution")


def _least(attribution: Attribution) -> Attribution:
    """What is left of a choice where the person is restricted."""
    return min(attribution, Attribution.PSEUDONYM, key=TELLS.index)


def _code(world: World, key: str) -> str | None:
    return world.pseudonyms.get(key) or None


def _bracketed(words: str | None) -> str | None:
    return None if words is None else f"[{words}]"
