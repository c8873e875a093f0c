"""Restricting: the gate hides it from audiences, the team goes on working with it.

    look      what a rule would hide, everywhere it is found, for a person to confirm; nothing changes
    restrict  the rule, noted; a person's or a name's reaches every interview, present and later
    end       the rule no longer holds

A name is restricted and never sealed: the archive has to know it again in the next interview.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.consent import kept
from whensafe.desk.people import find, require_people, spellings
from whensafe.desk.ports import Unit
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
from whensafe.protection.closure import OneTurn, Quote, Whole
from whensafe.protection.holes import Span
from whensafe.words import Token, fold, forms_key, same_but_for_marks, tokens

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

    ``field`` is then a key of `protection.fields`. ``form`` is how it is written there.
    """

    interview: InterviewId
    turn: int | None
    address: Address | None
    field: str | None
    form: str


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
        return tuple(sorted(Counter(p.form for p in self.places).items(), key=lambda f: (-f[1], f[0])))

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
    """Every place in kept interviews, by interview."""
    finder = _Finder(_wanted(unit, what))
    for n, id in enumerate(list(unit.interviews.ids()), 1):
        interview = unit.interviews.get(id, TEAM)
        if interview is not None and interview.state is State.KEPT:
            yield from _places(interview, finder)
        progress("interviews", n)


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


def _wanted(unit: Unit, what: Named | Somebody) -> Sequence[str]:
    """The spellings to look for."""
    return spellings(what.words) if isinstance(what, Named) else find(unit, what.person).spellings


def _people(unit: Unit, what: Named | Somebody) -> tuple[PersonId, ...]:
    """People in the register who have one of these names."""
    if isinstance(what, Somebody):
        return ()
    finder = _Finder(_wanted(unit, what))
    every = registers.every(unit, Person)
    return tuple(p.id for p in every if any(next(finder.spans(s, "und"), None) for s in p.spellings))


def _places(interview: Interview, finder: _Finder) -> Iterator[Place]:
    for key, text in fields.texts(interview):
        if not fields.is_ours(key):
            for start, end in finder.spans(text, interview.language):
                yield Place(interview.id, None, None, key, text[start:end])
    for session in interview.sessions:
        for transcript in session.current:
            for turn in transcript.turns:
                for start, end in finder.spans(turn.text, turn.language):
                    yield Place(interview.id, turn.n, turn.address, None, turn.text[start:end])


class _Finder:
    """Finds spellings in any word form: every word of one, in its order."""

    def __init__(self, spelt: Sequence[str]) -> None:
        self._spelt = tuple(tuple(token.text for token in tokens(spelling)) for spelling in spelt)

    def spans(self, text: str, language: str) -> Iterator[Span]:
        """Where they stand, without overlaps, the longest spelling first."""
        words = list(tokens(text))
        at = 0
        while at < len(words):
            length = max((n for n in map(len, self._starting(words, at, language)) if n), default=0)
            if length:
                yield words[at].start, words[at + length - 1].end
            at += length or 1

    def _starting(self, words: Sequence[Token], at: int, language: str) -> Iterator[tuple[str, ...]]:
        for spelling in self._spelt:
            there = words[at : at + len(spelling)]
            if len(there) == len(spelling) and all(
                _same_word(one, other.text, language) for one, other in zip(spelling, there, strict=True)
            ):
                yield spelling


@lru_cache(maxsize=1 << 16)
def _same_word(one: str, other: str, language: str) -> bool:
    if same_but_for_marks(fold(one), fold(other)):
        return True
    return not forms_key(one, language).isdisjoint(forms_key(other, language))
