"""Restricting: the gate hides it from audiences, the team goes on working with it.

    look      what a rule about names would hide, everywhere, for a person to confirm; nothing changes
    repeats   where else the words of a quotation stand, which the rule doesn't reach; nothing changes
    restrict  the rule, noted; a person's or a name's reaches every interview, present and later
    end       the rule no longer holds

A name is restricted and never sealed: the archive has to know it again in the next interview.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.consent import kept
from whensafe.desk.people import find, require_people, spellings
from whensafe.desk.ports import Unit
from whensafe.desk.repeated import repeated
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Interview, State
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind
from whensafe.nouns.said import SaidDate
from whensafe.protection import closure, conditions, fields
from whensafe.protection.closure import Item, OneTurn, Quote, Whole
from whensafe.protection.names import Finder, Reach, Sought

Progress: TypeAlias = Callable[[str, int], None]
"""Called with what is being looked through (a stable code) and how many of it are done."""


@dataclass(frozen=True, slots=True)
class Named:
    """Names, places, units: these spellings in every form, in every interview."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person in the register, by every spelling they have or will have."""

    person: PersonId


What: TypeAlias = Quote | OneTurn | Whole | Named | Somebody


@dataclass(frozen=True, slots=True)
class Rule:
    """How it is hidden: from whom (empty: from everybody but the team), until what, why, and when somebody
    looks again. See `Restriction`.
    """

    hidden_from: tuple[Audience, ...] = ()
    until: str | None = None
    ground: Ground | None = None
    review: SaidDate | None = None
    review_cleared: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: a turn, or (``turn`` is ``None``) another part of the interview.

    ``field`` is then a key of `protection.fields`. ``form`` is how it is written there, with whatever is
    hidden along with it. ``replaced`` if a code can stand in its place; else all of the form is withheld.
    """

    interview: InterviewId
    turn: int | None
    address: Address | None
    field: str | None
    form: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What a rule would hide. ``people`` in the register have one of the names: with their id, a pseudonym
    would stand in the name's place.
    """

    places: tuple[Place, ...]
    people: tuple[PersonId, ...] = ()

    @property
    def forms(self) -> tuple[tuple[str, int], ...]:
        """Every way it is written, the most frequent first, with how often."""
        return _counted(self.places)

    @property
    def withheld(self) -> tuple[tuple[str, int], ...]:
        """Those of the forms in whose place no code can stand: a hole does."""
        return _counted(place for place in self.places if not place.replaced)

    @property
    def interviews(self) -> tuple[InterviewId, ...]:
        """Every interview it is found in."""
        return tuple(dict.fromkeys(place.interview for place in self.places))


def look(
    archive: Archive,
    actor: Actor | None,
    what: Named | Somebody,
    *,
    progress: Progress = lambda _what, _done: None,
) -> Looked:
    """Everything that is found of a name or a person in kept interviews, in every spelling and form."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return Looked(tuple(found_in(unit, what, progress)), _people(unit, what))


def found_in(
    unit: Unit, what: Named | Somebody, progress: Progress = lambda _what, _done: None
) -> Iterator[Place]:
    """Every place in kept interviews, by interview: found as the gate finds what it hides."""
    sought = _sought(unit, what)
    finder = Finder((sought,))
    for n, id in enumerate(list(unit.interviews.ids()), 1):
        interview = unit.interviews.get(id, TEAM)
        if interview is not None and interview.state is State.KEPT:
            yield from _places(interview, finder, sought.reach)
        progress("interviews", n)


def repeats(
    archive: Archive, actor: Actor | None, id: InterviewId, what: Quote | OneTurn
) -> tuple[Item, ...]:
    """Where else these words stand: what renders them in another language, other turns and parts of the
    interview, other interviews. A rule about a quotation hides only the place that was chosen, and whole
    what renders it, so a person has to look at the others.
    """
    require(actor, TEAM)
    with archive.store.read() as unit:
        interview = kept(seen_by(actor, TEAM, unit, id))
        return repeated(unit, interview, closure.chosen(interview, what))


def restrict(
    archive: Archive,
    actor: Actor | None,
    id: InterviewId | None,
    what: What,
    rule: Rule,
    *,
    reason: str | None = None,
) -> tuple[Restriction, ...]:
    """Note the rule; several where a quotation reaches over turns. Names and people need no interview.

    Raises `NotFound` for words, turns or people that aren't there, `BadOption` for words that stand in
    several places (it names them), a condition that can't be read or an audience nothing is hidden from.
    """
    with acting(archive, actor, "restrict", reason=reason) as deed:
        until = _condition(deed.unit, rule.until)
        if TEAM in rule.hidden_from:
            raise BadOption("the team works with what is restricted", where="team", todo="Seal it instead.")
        made = tuple(
            Restriction(
                id=RestrictionId(deed.mint.record()),
                interview=scope.interview,
                scope=scope,
                ground=rule.ground or default_ground(what),
                at=deed.at,
                hidden_from=tuple(dict.fromkeys(rule.hidden_from)),
                until=until,
                review=rule.review,
                review_cleared=rule.review_cleared,
                ledger=deed.unit.ledger.size(),
            )
            for scope in _scopes(deed, id, what)
        )
        for restriction in made:
            deed.note(restriction)
        if made[0].interview is not None:
            deed.put(deed.interview(made[0].interview))
    return made


def end(archive: Archive, actor: Actor | None, id: RestrictionId, *, reason: str) -> Restriction:
    """The rule no longer holds. One that a release left stands until its condition holds."""
    with acting(archive, actor, "end_restriction", reason=reason) as deed:
        rule = registers.find(deed.unit, Restriction, id)
        if rule is None:
            raise NotFound("no such restriction", where=id[:40])
        if rule.ended_at is not None:
            raise Refused("this restriction has ended already", where=id)
        if rule.restored is not None:
            raise Refused(
                "these words came back from a seal: they are told while its condition holds", where=id
            )
        ended = replace(rule, ended_at=deed.at)
        deed.note(ended)
        if ended.interview is not None:
            deed.put(deed.interview(ended.interview))
    return ended


def restrictions(
    archive: Archive, actor: Actor | None, id: InterviewId | None = None
) -> tuple[Restriction, ...]:
    """Rules that stand, all of them or those that reach one interview. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        if id is not None:
            seen_by(actor, TEAM, unit, id)
        every = registers.every(unit, Restriction)
        return tuple(r for r in every if r.ended_at is None and (id is None or r.interview in (None, id)))


def default_ground(what: What) -> Ground:
    """What is told as the ground if nobody chose one: the mildest that is true of every such rule."""
    return Ground.THIRD_PARTY if isinstance(what, Named | Somebody) else Ground.NARRATORS_WISH


def _condition(unit: Unit, until: str | None) -> str | None:
    if until is None:
        return None
    condition = conditions.parse(until)
    require_people(unit, condition)
    return conditions.write(condition)


def _scopes(deed: Deed, id: InterviewId | None, what: What) -> list[Scope]:
    match what:
        case Somebody(person):
            return [Scope(ScopeKind.PERSON, person=find(deed.unit, person).id)]
        case Named(words):
            return [Scope(ScopeKind.WORDS, words=tuple(spellings(words)))]
    if id is None:
        raise BadOption("which interview?", where="ID", todo="Names and people alone are hidden everywhere.")
    interview = kept(deed.interview(id))
    if isinstance(what, Whole):
        return [Scope(ScopeKind.INTERVIEW, id)]
    found = closure.chosen(interview, what)
    if isinstance(what, OneTurn):
        return [Scope(ScopeKind.TURN, id, piece.address) for piece in found]
    return [
        Scope(ScopeKind.PASSAGE, id, piece.address, start, end)
        for piece in found
        for start, end in piece.spans
    ]


def _counted(places: Iterable[Place]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(p.form for p in places).items(), key=lambda f: (-f[1], f[0])))


def _sought(unit: Unit, what: Named | Somebody) -> Sought:
    """What the gate looks for once the rule stands (see `pseudonyms.naming`)."""
    if isinstance(what, Named):
        return Sought("", tuple(spellings(what.words)), Reach.WHOLE)
    person = find(unit, what.person)
    return Sought(person.id, person.spellings, Reach.PERSON)


def _people(unit: Unit, what: Named | Somebody) -> tuple[PersonId, ...]:
    """People in the register who have one of these names."""
    if isinstance(what, Somebody):
        return ()
    finder = Finder((_sought(unit, what),))
    every = registers.every(unit, Person)
    return tuple(p.id for p in every if any(finder.find(spelling) for spelling in p.spellings))


def _places(interview: Interview, finder: Finder, reach: Reach) -> Iterator[Place]:
    by_code = reach is not Reach.WHOLE
    for key, text in fields.texts(interview):
        if not fields.is_ours(key):
            for one in finder.find(text, interview.language):
                form = text[one.start : one.end]
                yield Place(interview.id, None, None, key, form, replaced=by_code and one.clean)
    for session in interview.sessions:
        for transcript in session.current:
            for turn in transcript.turns:
                for one in finder.find(turn.text, turn.language):
                    form = turn.text[one.start : one.end]
                    yield Place(
                        interview.id, turn.n, turn.address, None, form, replaced=by_code and one.clean
                    )
