"""What merging does to registers that belong to no interview: people, pseudonyms, rules everywhere, facts.

Nothing is overwritten. A person of both archives has the spellings and details of both: a rule about them
then reaches more, never less. A rule of both is as strict as the stricter of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field, replace

from whensafe.desk import registers
from whensafe.desk.custodians import ROSTER as THE_ROSTER
from whensafe.desk.custodians import Roster
from whensafe.desk.merged import EDITION, FACT, PSEUDONYM, ROSTER, STRICTER, STRUCK_HERE, Left
from whensafe.desk.people import fresh_code, namesakes_of
from whensafe.desk.ports import Unit
from whensafe.nouns.condition import And
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.person import Person, Pseudonym
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.restriction import Restriction
from whensafe.protection import conditions


@dataclass(slots=True)
class Plan:
    """What is to be noted, and what is left as it is."""

    nouns: list[object] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    namesakes: list[tuple[str, str]] = field(default_factory=list)


def plan(unit: Unit, theirs: Unit, gone: Set[tuple[str, str]], random: Callable[[int], bytes]) -> Plan:
    """What the other archive's registers bring."""
    made = Plan()
    _people(made, unit, theirs, gone)
    _pseudonyms(made, unit, theirs, gone, random)
    _rules(made, unit, theirs, gone)
    _facts(made, unit, theirs, gone)
    _others(made, unit, theirs)
    return made


def is_gone(made: Plan, gone: Set[tuple[str, str]], type_: type[object], id: str) -> bool:
    """Was it removed here? Then it is told, and doesn't come back."""
    if (registers.KINDS[type_], id) not in gone:
        return False
    made.left.append(Left(STRUCK_HERE, id))
    return True


def stricter(ours: Restriction, other: Restriction) -> Restriction:
    """The rule here, as strict as both are: what it covers stays as it is here."""
    hidden = tuple(dict.fromkeys((*ours.hidden_from, *other.hidden_from)))
    return replace(
        ours,
        hidden_from=() if not ours.hidden_from or not other.hidden_from else hidden,
        until=_both(ours.until, other.until),
        ended_at=None if ours.ended_at is None or other.ended_at is None else ours.ended_at,
    )


def _both(ours: str | None, other: str | None) -> str | None:
    """Both conditions; none at all is the strictest, since nothing meets it."""
    if ours is None or other is None:
        return None
    one, two = conditions.parse(ours), conditions.parse(other)
    parts = one.parts if isinstance(one, And) else (one,)
    more = two.parts if isinstance(two, And) else (two,)
    added = tuple(part for part in more if part not in parts)
    return conditions.write(And((*parts, *added))) if added else ours


def _people(made: Plan, unit: Unit, theirs: Unit, gone: Set[tuple[str, str]]) -> None:
    here = {person.id: person for person in registers.every(unit, Person)}
    for person in registers.every(theirs, Person):
        ours = here.get(person.id)
        if ours is None:
            if is_gone(made, gone, Person, person.id):
                continue
            made.nouns.append(replace(person, narrator_of=()))  # its interviews come later
        else:
            also = (*ours.also, *(s for s in person.spellings if s not in ours.spellings))
            details = (*ours.details, *(d for d in person.details if d not in ours.details))
            both = replace(ours, also=also, details=details)
            if both != ours:
                made.nouns.append(both)
        there = {other.id for other in registers.every(theirs, Person)}
        made.namesakes += [
            (other.id, person.id)
            for other in namesakes_of(here.values(), person)
            if person.id not in here and other.id not in there
        ]


def _pseudonyms(
    made: Plan,
    unit: Unit,
    theirs: Unit,
    gone: Set[tuple[str, str]],
    random: Callable[[int], bytes],
) -> None:
    """One code, one person: a code that is taken here is drawn anew, the same for all it stood for."""
    here = {one.id: one.code for one in registers.every(unit, Pseudonym)}
    taken, drawn = set(here.values()), dict[str, str]()
    there = list(registers.every(theirs, Pseudonym))
    for one in there:  # ids of both archives whose code agrees stand for one person: their code stays
        if here.get(one.id) == one.code:
            drawn[one.code] = one.code
    for one in there:
        if one.id in here:
            if here[one.id] != one.code:
                made.left.append(Left(PSEUDONYM, one.id))
            continue
        if is_gone(made, gone, Pseudonym, one.id):
            continue
        if one.code not in drawn:
            code = one.code if one.code not in taken else fresh_code(random, taken)
            drawn[one.code] = code
            taken.add(code)
        if drawn[one.code] != one.code:
            made.left.append(Left(PSEUDONYM, one.id))
        made.nouns.append(replace(one, code=drawn[one.code]))


def _rules(made: Plan, unit: Unit, theirs: Unit, gone: Set[tuple[str, str]]) -> None:
    size = unit.ledger.size()
    for rule in registers.every(theirs, Restriction):
        if rule.interview is not None:
            continue
        ours = registers.find(unit, Restriction, rule.id)
        if ours is None:
            if not is_gone(made, gone, Restriction, rule.id):
                made.nouns.append(replace(rule, ledger=size))
        elif (now := stricter(ours, rule)) != ours:
            made.nouns.append(now)
            made.left.append(Left(STRICTER, rule.id))


def _facts(made: Plan, unit: Unit, theirs: Unit, gone: Set[tuple[str, str]]) -> None:
    """What was taken back there is taken back here. What was confirmed there is kept, and counts when it is
    confirmed here: its signature isn't this archive's.
    """
    known = {one.id for one in registers.every(unit, Confirmation)}
    said_here = {one.fact for one in registers.every(unit, Confirmation)}
    for one in registers.every(theirs, Confirmation):
        if one.id in known or (registers.KINDS[Confirmation], one.id) in gone:
            continue
        if one.stands:
            made.left.append(Left(FACT, one.id))
        if not one.stands or one.fact not in said_here:
            made.nouns.append(one)


def _others(made: Plan, unit: Unit, theirs: Unit) -> None:
    """Custodians and editions of the other archive are told; here they stay what they are."""
    there = registers.find(theirs, Roster, THE_ROSTER)
    here = registers.find(unit, Roster, THE_ROSTER)
    if there is not None and (here is None or _holders(there) != _holders(here)):
        made.left.append(Left(ROSTER, THE_ROSTER))
    known = _ids(registers.every(unit, PublishedEdition))
    made.left += [Left(EDITION, e.id) for e in registers.every(theirs, PublishedEdition) if e.id not in known]


def _holders(roster: Roster) -> tuple[int, frozenset[bytes]]:
    return roster.threshold, frozenset(card.verify for card in roster.cards)


def _ids(editions: Iterable[PublishedEdition]) -> set[str]:
    return {edition.id for edition in editions}
