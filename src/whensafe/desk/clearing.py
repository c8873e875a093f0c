"""What an audience may be told of each interview, at one moment: the world looked up, the gate asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from whensafe.desk.ports import Unit
from whensafe.desk.world import Worlds
from whensafe.editions.pointing import may_be_a_word
from whensafe.editions.spotting import Spotter
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Role, State
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.protection.clear import clear
from whensafe.protection.hiding import hiding, why_hides
from whensafe.protection.world import World


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of one interview, and what it was decided by."""

    audience: Audience
    stored: Interview
    cleared: ClearedInterview
    world: World

    def opened(self) -> set[str]:
        """Rules that no longer hide since their condition holds, and the seals whose words they let go."""
        waiting = (rule for rule in self.world.restrictions if rule.until is not None)
        return {
            id
            for rule in waiting
            if not rule.hidden_from or self.audience in rule.hidden_from
            if why_hides(self.stored, self.audience, self.world, rule) is None
            for id in opened_by(rule)
        }

    def spotter(self) -> Spotter:
        """Looks for names that this audience isn't told: those restricted, and the narrators' own."""
        people = self.world.people
        own = [p.name for p in self.stored.participants if p.role is Role.NARRATOR and p.name is not None]
        for person in people.narrating.get(self.stored.id, ()):
            own += person.spellings
        names: list[str] = []
        for one in hiding(self.stored, self.audience, self.world):
            scope = one.by.scope
            if scope.kind in (ScopeKind.PERSON, ScopeKind.WORDS):
                names += scope.words
                hidden = people.by_id.get(scope.person) if scope.person is not None else None
                names += hidden.spellings if hidden is not None else ()
        return Spotter(names, [n.display for n in self.cleared.narrators if n.display is not None], own)


class Clearing:
    """One audience at one moment, over one view of the archive."""

    def __init__(self, unit: Unit, actor: Actor, audience: Audience, now: datetime.datetime) -> None:
        self.now = now
        self.audience = audience
        self._unit = unit
        self._actor = actor
        self._worlds = Worlds(unit, now)

    def of(self, interview: Interview) -> Told | None:
        """What may be told of a kept interview, ``None`` for nothing."""
        if interview.state is not State.KEPT:
            return None
        world = self.world(interview.id)
        cleared = clear(self._actor, self.audience, interview, world)
        return None if cleared is None else Told(self.audience, interview, cleared, world)

    def world(self, id: InterviewId) -> World:
        """What the gate knows of an interview."""
        return self._worlds.of(id)

    @cached_property
    def codes(self) -> Mapping[str, bool]:
        """What stands for people, each with whether the name behind it may be a common word, too."""
        shared = self._worlds.shared
        found: dict[str, bool] = {}
        for id, code in shared.pseudonyms.items():
            person = shared.people.by_id.get(PersonId(id))
            found[code] = found.get(code, False) or (person is not None and may_be_a_word(person.spellings))
        return found

    def every(self) -> Iterator[Told]:
        """Every interview of which anything may be told, one in memory at a time."""
        for id in list(self._unit.interviews.ids()):
            interview = self._unit.interviews.get(id, TEAM)
            told = None if interview is None else self.of(interview)
            if told is not None:
                yield told


def opened_by(restriction: Restriction) -> set[str]:
    """The ids that stand for what a rule with a condition lets go: its own, and that of a released seal."""
    if restriction.until is None:
        return set()
    seal = restriction.restored
    return {restriction.id} if seal is None else {restriction.id, seal.seal}
