"""The register of people: those a condition waits for, those a rule hides, narrators.

A person has an id that says nothing, spellings, details declared by hand, and a pseudonym that is drawn at
once and kept apart, so that it is the same in every edition and nobody has to think of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.errors import BadInput, BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.condition import Condition, PersonId
from whensafe.nouns.ids import InterviewId, ParticipantId, token, typed
from whensafe.nouns.interview import Interview, Role
from whensafe.nouns.person import Person, Pseudonym
from whensafe.nouns.text import nfc
from whensafe.protection import conditions
from whensafe.words import fold, tokens

ID_CHARS = 8
LONGEST = 200
MOST = 100
"""Spellings, or details, of one person, at most."""
CODE_ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"
"""No letter or digit that reads like another one: without B 8, G, I 1, O 0 Q, S 5, Z 2."""
CODE_CHARS = 4


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody new in the register, and who else there is written the same way."""

    person: Person
    namesakes: tuple[PersonId, ...]


def add(
    archive: Archive,
    actor: Actor | None,
    name: str,
    *,
    also: Sequence[str] = (),
    details: Sequence[tuple[str, str]] = (),
    narrator_of: Sequence[InterviewId] = (),
) -> Added:
    """Put somebody into the register. `NotFound` for an interview that isn't there."""
    first, *more = spellings([name, *also])
    with acting(archive, actor, "add_person") as deed:
        person = Person(_fresh(deed), first, tuple(more), deed.at, _details(details), ())
        person = _narrates(deed, person, narrator_of)
        namesakes = tuple(p.id for p in namesakes_of(registers.every(deed.unit, Person), person))
        deed.note(person)
        _draw_for(deed, person)
    return Added(person, namesakes)


def spell(archive: Archive, actor: Actor | None, id: PersonId, also: Sequence[str]) -> Person:
    """Add spellings. Rules about this person reach them from here on, in every interview."""
    more = spellings(also)
    with acting(archive, actor, "spell_person") as deed:
        person = find(deed.unit, id)
        known = (*person.also, *(s for s in more if s not in person.spellings))
        if len(known) > MOST:
            raise BadOption(f"a person has at most {MOST} spellings", where=id)
        person = replace(person, also=known)
        deed.note(person)
    return person


def describe(
    archive: Archive,
    actor: Actor | None,
    id: PersonId,
    *,
    details: Sequence[tuple[str, str]] = (),
    narrator_of: Sequence[InterviewId] = (),
) -> Person:
    """Add details, or interviews that this person tells."""
    with acting(archive, actor, "describe_person") as deed:
        person = find(deed.unit, id)
        added = tuple(d for d in _details(details) if d not in person.details)
        person = replace(person, details=_few((*person.details, *added)))
        person = _narrates(deed, person, narrator_of)
        deed.note(person)
        _draw_for(deed, person)
    return person


def unspell(archive: Archive, actor: Actor | None, id: PersonId, gone: Sequence[str]) -> Person:
    """Take spellings away. Rules about this person no longer reach them: what they hid is told again.

    `NotFound` for one that isn't theirs, `Refused` where none would be left.
    """
    given = spellings(gone)
    with acting(archive, actor, "unspell_person") as deed:
        person = find(deed.unit, id)
        if not set(given) <= set(person.spellings):
            raise NotFound("this person has no such spelling", where=id)
        left = [spelling for spelling in person.spellings if spelling not in given]
        if not left:
            raise Refused("a person keeps at least one spelling", where=id, todo="Add the right one first.")
        person = replace(person, name=left[0], also=tuple(left[1:]))
        deed.note(person)
    return person


def undescribe(
    archive: Archive, actor: Actor | None, id: PersonId, gone: Sequence[tuple[str, str]]
) -> Person:
    """Take declared details away. `NotFound` for one that isn't there."""
    given = _details(gone)
    with acting(archive, actor, "undescribe_person") as deed:
        person = find(deed.unit, id)
        if not set(given) <= set(person.details):
            raise NotFound("this person has no such detail", where=id)
        person = replace(person, details=tuple(one for one in person.details if one not in given))
        deed.note(person)
    return person


def people(archive: Archive, actor: Actor | None) -> tuple[Person, ...]:
    """Everybody in the register, in the order they were added. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return tuple(registers.every(unit, Person))


def find(unit: Unit, id: PersonId) -> Person:
    """Somebody in the register, or `NotFound`."""
    person = registers.find(unit, Person, id)
    if person is None:
        raise NotFound("nobody in the register has this id", where=id[:40], todo="See: whensafe person list")
    return person


def namesakes_of(known: Iterable[Person], person: Person) -> Iterator[Person]:
    """Others who have a spelling in common with this person."""
    return (other for other in known if other.id != person.id and _same_name(other, person))


def person_id(text: str) -> PersonId:
    """An id as a person may have typed it, with or without ``p:`` before it."""
    return PersonId("p:" + typed(text.strip().lower().removeprefix("p:")))


def require_people(unit: Unit, condition: Condition) -> None:
    """`NotFound` unless everybody whom this condition waits for is in the register."""
    for id in sorted(conditions.people(condition)):
        find(unit, id)


def narrators(interview: Interview) -> tuple[ParticipantId, ...]:
    """The participants who tell it."""
    return tuple(p.id for p in interview.participants if p.role is Role.NARRATOR)


def narrator_key(interview: Interview, participant: ParticipantId) -> str:
    """What a narrator's pseudonym is kept under where the register doesn't know them."""
    return f"{interview.id}/{participant}"


def draw_for_narrators(deed: Deed, interview: Interview) -> None:
    """A pseudonym for each narrator who has none. A sole narrator in the register has that person's."""
    telling = narrators(interview)
    known = [p for p in registers.every(deed.unit, Person) if interview.id in p.narrator_of]
    for participant in telling:
        same = known[0].id if len(telling) == len(known) == 1 else None
        _draw(deed, narrator_key(interview, participant), same)


def _draw_for(deed: Deed, person: Person) -> None:
    """Their own; where they are the sole narrator of an interview that has one already, that one."""
    same = None
    for id in person.narrator_of:
        interview = deed.interview(id)
        telling = narrators(interview)
        alone = [p for p in registers.every(deed.unit, Person) if id in p.narrator_of] == [person]
        if len(telling) == 1 and alone:
            same = same or narrator_key(interview, telling[0])
    _draw(deed, person.id, same)


def _draw(deed: Deed, id: str, same_as: str | None) -> None:
    if registers.find(deed.unit, Pseudonym, id) is not None:
        return
    other = None if same_as is None else registers.find(deed.unit, Pseudonym, same_as)
    if other is not None:
        deed.note(Pseudonym(id, other.code))
        return
    taken = {p.code for p in registers.every(deed.unit, Pseudonym)}
    deed.note(Pseudonym(id, fresh_code(deed.archive.randomness.bytes, taken)))


def fresh_code(random: Callable[[int], bytes], taken: Set[str]) -> str:
    """A random code that isn't taken, with both letters and digits, so that it is no word and no number."""
    while True:
        code = "".join(_letter(random) for _ in range(CODE_CHARS))
        if not code.isalpha() and not code.isdigit() and code not in taken:
            return code


def _letter(random: Callable[[int], bytes]) -> str:
    while True:  # a byte that would favour some letters is drawn again
        (byte,) = random(1)
        if byte < 256 - 256 % len(CODE_ALPHABET):
            return CODE_ALPHABET[byte % len(CODE_ALPHABET)]


def _fresh(deed: Deed) -> PersonId:
    while True:
        id = PersonId("p:" + token(deed.archive.randomness.bytes(ID_CHARS), ID_CHARS))
        if registers.find(deed.unit, Person, id) is None:
            return id


def _narrates(deed: Deed, person: Person, interviews: Sequence[InterviewId]) -> Person:
    found = tuple(deed.interview(id).id for id in interviews)
    more = tuple(dict.fromkeys(id for id in found if id not in person.narrator_of))
    return replace(person, narrator_of=(*person.narrator_of, *more))


def _same_name(one: Person, other: Person) -> bool:
    return not {_folded(s) for s in one.spellings}.isdisjoint(_folded(s) for s in other.spellings)


def _folded(spelling: str) -> tuple[str, ...]:
    return tuple(fold(word.text) for word in tokens(spelling))


def spellings(given: Sequence[str]) -> list[str]:
    """Names as they are kept: NFC, one space between words, each once. `BadOption` where there is none."""
    if not 1 <= len(given) <= MOST:
        raise BadOption(f"give 1 to {MOST} spellings")
    found = dict.fromkeys(" ".join(nfc(name).split()) for name in given)
    for name in found:
        if not any(tokens(name)) or not name.isprintable() or len(name) > LONGEST:
            raise BadOption(f"a name has at least one letter and at most {LONGEST} characters")
    return list(found)


def _details(given: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found = dict.fromkeys((" ".join(nfc(k).lower().split()), " ".join(nfc(v).split())) for k, v in given)
    for kind, value in found:
        if not kind or not value or len(kind) > LONGEST or len(value) > LONGEST:
            raise BadOption("a detail is KIND=VALUE, each of 1 to 200 characters", where="--detail")
    return _few(tuple(found))


def _few(details: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    if len(details) > MOST:
        raise BadInput(f"a person has at most {MOST} details")
    return details
