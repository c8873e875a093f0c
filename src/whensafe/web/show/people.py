"""The register of people as its pages show it, and what was typed into their forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from whensafe.desk import people
from whensafe.desk.about_person import AboutPerson, Register
from whensafe.desk.facts import Waiting
from whensafe.desk.restrict import Looked
from whensafe.errors import BadOption
from whensafe.nouns.condition import Dead, Free, PersonId
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.ids import InterviewId, typed
from whensafe.nouns.person import Person
from whensafe.protection import conditions
from whensafe.web.show import labels
from whensafe.web.show.conditions import until

ROWS = 3
"""Empty rows for details that a form offers."""
MOST_TYPED = 20_000
"""Characters of one field that are read."""

MESSAGES = (
    noop("nobody in the register has this id"),
    noop("a person has at most 100 spellings"),
    noop("a person has at most 100 details"),
    noop("give 1 to 100 spellings"),
)


@dataclass(slots=True)
class PersonForm:
    """What was typed, as it was typed; ``wrong`` says by field what can't be used."""

    name: str = ""
    also: str = ""
    kinds: Sequence[str] = ()
    values: Sequence[str] = ()
    tells: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> Iterator[tuple[int, str, str, str | None]]:
        """Details with their number and what is wrong with each, and empty rows to add some."""
        empty = [("", "")] * max(1, ROWS - len(self.details))
        for n, (kind, value) in enumerate([*self.details, *empty]):
            yield n, kind, value, self.wrong.get(f"detail-{n}")

    @property
    def spellings(self) -> list[str]:
        """The other spellings, one on each line."""
        return [line for line in self.also.splitlines() if line.strip()]

    @property
    def details(self) -> list[tuple[str, str]]:
        """Kind and value of each row."""
        return list(zip(self.kinds, self.values, strict=True))

    @property
    def interviews(self) -> list[InterviewId]:
        """Ids of interviews that the person tells."""
        return [InterviewId(typed(id)) for id in self.tells.replace(",", " ").split()]


def typed_in(given: QueryDict) -> PersonForm:
    """The form as it came, with nothing judged yet."""
    pairs = zip(given.getlist("kind"), given.getlist("value"), strict=False)
    rows = [(kind[:MOST_TYPED], value[:MOST_TYPED]) for kind, value in pairs if (kind + value).strip()]
    return PersonForm(
        name=given.get("name", "")[:MOST_TYPED],
        also=given.get("also", "")[:MOST_TYPED],
        kinds=[kind for kind, _ in rows],
        values=[value for _, value in rows],
        tells=given.get("tells", "")[:MOST_TYPED],
    )


def judge_names(form: PersonForm, *, new: bool) -> None:
    """Say beside each field what isn't a spelling. ``new``: a person who needs a first one."""
    letters = gettext("A spelling has at least one letter and at most 200 characters.")
    if new and not form.name.strip():
        form.wrong["name"] = gettext("How is the name written?")
    elif new and not _spelt([form.name]):
        form.wrong["name"] = letters
    if not new and not form.spellings:
        form.wrong["also"] = gettext("Write one spelling on each line.")
    elif form.spellings and not _spelt(form.spellings):
        form.wrong["also"] = letters


def judge_details(form: PersonForm) -> None:
    """Say beside each row that has only one half that the other is missing."""
    for n, (kind, value) in enumerate(form.details):
        if bool(kind.strip()) is not bool(value.strip()):
            form.wrong[f"detail-{n}"] = gettext("Say both: what it is, and how it is for this person.")
        elif len(kind.strip()) > people.LONGEST or len(value.strip()) > people.LONGEST:
            form.wrong[f"detail-{n}"] = gettext("At most 200 characters each.")


def _spelt(given: Sequence[str]) -> bool:
    try:
        people.spellings(given)
    except BadOption:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Found:
    """How a name is written in the archive: each form, and each interview, with how often."""

    forms: tuple[tuple[str, int], ...]
    interviews: tuple[tuple[InterviewId, int], ...]
    total: int
    people: tuple[PersonId, ...]


def found(looked: Looked) -> Found:
    """What was found, counted."""
    count = Counter(place.interview for place in looked.places)
    return Found(looked.forms, tuple(count.most_common()), len(looked.places), looked.people)


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list. ``state`` are short lines of what is confirmed; ``hidden``: a rule hides them."""

    person: Person
    key: str
    state: tuple[str, ...]
    hidden: bool


def lines(held: Register, key: Callable[[str], str]) -> list[Line]:
    """Everybody, by name. ``key`` sorts names."""
    found = [
        Line(one, bare(one.id), tuple(_known(held, one.id)), one.id in held.hidden) for one in held.people
    ]
    return sorted(found, key=lambda line: key(line.person.name))


def like(found: Sequence[Line], asked: str, key: Callable[[str], str]) -> list[Line]:
    """Those who have a spelling with these letters in it."""
    wanted = key(asked)
    return [line for line in found if any(wanted in key(spelt) for spelt in line.person.spellings)]


def _known(held: Register, id: PersonId) -> Iterator[str]:
    if Dead(id) in held.facts:
        yield gettext("has died")
    if Free(id) in held.facts:
        yield gettext("is free")


def bare(id: str) -> str:
    """A person's id as it stands in addresses."""
    return id.removeprefix("p:")


@dataclass(frozen=True, slots=True)
class Fact:
    """One confirmation, or taking back, in words."""

    at: str
    text: str
    evidence: str
    kept_back: bool
    state: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that hides them: from whom, why, until what."""

    id: str
    whom: str
    ground: str
    until: SafeString
    at: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits for them."""

    interview: InterviewId | None
    kind: str
    until: SafeString


def facts(about: AboutPerson) -> list[Fact]:
    """Every confirmation about them, the newest first."""
    return [_fact(one, holds=one.id in about.holding) for one in reversed(about.confirmations)]


def _fact(one: Confirmation, *, holds: bool) -> Fact:
    fact = conditions.parse(one.fact)
    if not one.stands:
        return Fact(one.at, _taken_back(fact), one.shown, one.evidence_hidden, "no")
    text = gettext("has died") if isinstance(fact, Dead) else gettext("is free")
    return Fact(one.at, text, one.shown, one.evidence_hidden, "yes" if holds else "open")


def _taken_back(fact: object) -> str:
    died = isinstance(fact, Dead)
    return gettext("taken back: has died") if died else gettext("taken back: is free")


def rules(about: AboutPerson, known: Mapping[PersonId, Person]) -> list[Rule]:
    """The rules that hide them."""
    return [
        Rule(
            rule.id,
            ", ".join(labels.audience(one) for one in rule.hidden_from) or gettext("everybody but the team"),
            labels.ground(rule.ground),
            until(rule.until, None, known),
            rule.at,
        )
        for rule in about.rules
    ]


def waits(about: AboutPerson, known: Mapping[PersonId, Person]) -> list[Waits]:
    """What waits for them."""
    return [Waits(one.interview, _kind(one), until(one.condition, None, known)) for one in about.waiting]


def _kind(one: Waiting) -> str:
    return {
        "sealed": gettext("sealed"),
        "restricted": gettext("restricted"),
        "released": gettext("released, and told only while this holds"),
    }.get(one.kind, one.kind)
