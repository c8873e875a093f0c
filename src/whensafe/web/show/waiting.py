"""What waits for a condition as pages show it: where it is, for what, by what it is due, who is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from whensafe.desk import due as due_list
from whensafe.desk import facts, look, restrict, standing
from whensafe.desk.archive import Archive
from whensafe.desk.due import Ask, Due
from whensafe.desk.facts import Waiting
from whensafe.desk.standing import Standing, Surroundings
from whensafe.errors import NotFound
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.condition import Dead, Decision, Free, NarratorAgrees
from whensafe.nouns.fact import Confirmation
from whensafe.nouns.ids import InterviewId, MemberId
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.protection import conditions
from whensafe.protection.asking import NARRATOR, Death
from whensafe.web.show import labels
from whensafe.web.show.conditions import Known, clause, until

SCOPES: dict[ScopeKind, str | Promise] = {
    ScopeKind.INTERVIEW: _("a whole interview, restricted"),
    ScopeKind.TURN: _("a turn, restricted"),
    ScopeKind.PASSAGE: _("a passage, restricted"),
    ScopeKind.PERSON: _("a person, restricted in every interview"),
    ScopeKind.WORDS: _("words, restricted"),
}
RELEASED: dict[ScopeKind, str | Promise] = {
    ScopeKind.INTERVIEW: _("a whole interview, released to the team"),
    ScopeKind.TURN: _("a turn, released to the team"),
    ScopeKind.PASSAGE: _("a passage, released to the team"),
    ScopeKind.PERSON: _("a person, released to the team"),
    ScopeKind.WORDS: _("words, released to the team"),
}


@dataclass(frozen=True, slots=True)
class Title:
    """An interview by name."""

    id: InterviewId
    title: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A confirmation: its fact as HTML, who signed it when on what evidence, and whether it stands."""

    id: str
    fact: SafeString
    stands: bool
    by: str
    at: str
    evidence: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One audience whose consent is asked again: of whom, and what was answered."""

    interview: Title
    text: str
    state: str
    word: str
    open: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that waits. ``seal`` is the page to go on from where words are sealed or were released.

    ``narrator``: the condition asks for their agreement. ``about`` is what they would be asked about alone.
    """

    id: str
    sealed: bool
    what: str
    title: Title | None
    seal: str | None
    until: SafeString
    lacks_fact: bool
    narrator: bool
    about: str | None
    since: str | None = None
    proofs: tuple[Proof, ...] = ()
    gives: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def to_ask(self) -> tuple[Question, ...]:
        """The questions that nobody has answered."""
        return tuple(one for one in self.questions if one.open)

    @property
    def ask_first(self) -> bool:
        """Is it the narrator's turn? Of what is sealed, only where the condition says so."""
        return bool(self.to_ask) and (self.narrator or not self.sealed)


class Cases:
    """Everything that waits, put into words of the page's language; what it needs is looked up once."""

    def __init__(
        self, archive: Archive, actor: Actor, around: Surroundings, members: Mapping[MemberId, str]
    ) -> None:
        self._archive, self._actor, self._around = archive, actor, around
        self._members = members
        self._known = Known(around.people, {fact: one.at for fact, one in around.held.items()}, around.now)
        self._rules = {rule.id: rule for rule in restrict.restrictions(archive, actor)}
        self._titles: dict[InterviewId, Title] = {}
        self._proofs = {str(one.id): one for one in facts.confirmations(archive, actor)}

    def due(self) -> tuple[Case, ...]:
        """What is due, in the order of the ledger."""
        return tuple(self._due(one) for one in due_list.due(self._archive, self._actor))

    def waiting(self) -> tuple[Case, ...]:
        """What waits and isn't due."""
        found = standing.waits(self._archive, self._actor)
        return tuple(self.case(one) for one in found if not self._around.is_due(one.condition))

    def case(self, one: Waiting, *, agreed: bool = False) -> Case:
        """One thing that waits, without what only a due one has. ``agreed``: by the narrator, asked again."""
        known = replace(self._known, agreed=agreed if self._around.is_due(one.condition) else None)
        named = set(conditions.clauses(conditions.parse(one.condition)))
        return Case(
            id=one.id,
            sealed=one.kind == "sealed",
            what=self._what(one),
            title=self.title(one.interview) if one.interview is not None else None,
            seal=next(iter(one.seals), None),
            until=until(one.condition, known),
            narrator=NarratorAgrees() in named,
            about={"sealed": next(iter(one.seals), None), "restricted": one.id}.get(one.kind),
            lacks_fact=any(
                isinstance(one, Free | Dead | Decision) and one not in self._around.held for one in named
            ),
        )

    def sealed(self, one: Standing, *, agreed: bool) -> Case:
        """A seal as its group waits, also where that was opened. ``agreed``: by the narrator, asked again."""
        kind = "sealed" if one.group.opened_at is None else "released"
        seals = tuple(seal.id for seal in one.together)
        waiting = Waiting(one.group.id, kind, one.seal.interview, one.seal.condition, seals)
        return self.case(waiting, agreed=agreed)

    def title(self, id: InterviewId) -> Title:
        """An interview by name; without one where it can't be seen any more."""
        if id not in self._titles:
            try:
                seen = look.show(self._archive, self._actor, TEAM, id)
                self._titles[id] = Title(id, seen.title, seen.language)
            except NotFound:
                self._titles[id] = Title(id, None, "")
        return self._titles[id]

    def proof(self, one: Confirmation) -> Proof:
        """A confirmation in words."""
        fact = conditions.parse(one.fact)
        return Proof(
            id=one.id,
            fact=mark_safe(clause(fact, self._around.people)),  # noqa: S308  (its parts are escaped)
            stands=one.stands,
            by=self._members.get(one.by, one.by),
            at=one.at,
            evidence=one.shown,
            hidden=one.evidence_hidden,
        )

    def _due(self, one: Due) -> Case:
        case = self.case(one.waiting)
        told = ngettext("%(n)s turn would be told again", "%(n)s turns would be told again", one.turns)
        if one.turns == 0:
            told = gettext("Words outside its turns would be told again")
        elif one.interviews != 1:
            told += ", " + ngettext("in %(m)s interview", "in %(m)s interviews", one.interviews)
        proofs = dict.fromkeys(r.confirmation for r in one.why if r.confirmation is not None)
        return Case(
            id=case.id,
            sealed=case.sealed,
            what=case.what,
            title=case.title,
            seal=case.seal,
            until=case.until,
            lacks_fact=case.lacks_fact,
            narrator=case.narrator,
            about=case.about,
            since=one.since,
            proofs=tuple(self.proof(self._proofs[id]) for id in proofs if id in self._proofs),
            gives=told % {"n": one.turns, "m": one.interviews},
            questions=tuple(self._questions(one.ask)),
        )

    def _what(self, one: Waiting) -> str:
        rule: Restriction | None = self._rules.get(one.id)  # type: ignore[call-overload]
        if rule is None:
            n = len(one.seals)
            return ngettext("%(n)s seal", "%(n)s seals that open together", n) % {"n": n}
        return str((SCOPES if rule.restored is None else RELEASED)[rule.scope.kind])

    def _questions(self, asks: Sequence[Ask]) -> Iterator[Question]:
        for ask in asks:
            title = self.title(ask.interview)
            if ask.audience is None:
                text = gettext("Nobody was agreed to yet: without consent it stays with the team.")
                yield Question(title, text, "is-open", gettext("not asked"), open=True)
                continue
            whom = labels.audience(ask.audience)
            yield Question(title, whom, *_answer(ask), open=_is_open(ask))


def _is_open(ask: Ask) -> bool:
    return not ask.answered and ask.death in (Death.CAN_BE_ASKED, Death.NAMED_PERSON_DECIDES)


def _answer(ask: Ask) -> tuple[str, str]:
    if ask.death is Death.STAYS_CLOSED:
        return "is-no", gettext("the narrator has died; it stays closed")
    if ask.death is Death.CONSENT_STANDS:
        return "is-yes", gettext("the narrator has died; the consent given stands")
    if ask.answered:
        return "is-yes", gettext("agreed")
    if ask.who is None or ask.who == NARRATOR:
        return "is-ask", gettext("ask the narrator again")
    return "is-ask", gettext("the narrator has died; ask %(name)s") % {"name": ask.who}


def members(everybody: Sequence[Actor]) -> Mapping[MemberId, str]:
    """Names of members by token."""
    return {actor.member: actor.name for actor in everybody}
