"""What is sealed or restricted, as the reading page shows it: holes in words, notes in the margin.

A hole's notice is its own size, whatever it holds. The notes are written here as HTML, like the turns they
stand beside; every word that isn't ours goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from whensafe.desk.marked import Marked
from whensafe.errors import BadOption
from whensafe.nouns.ids import Address
from whensafe.nouns.interview import MarkKind, Turn
from whensafe.nouns.restriction import Restriction, ScopeKind
from whensafe.nouns.sealed import Seal, SealId, SealScope
from whensafe.nouns.text import HOLE
from whensafe.protection import conditions
from whensafe.protection.names import Reach, Sought, finder
from whensafe.web.show import labels
from whensafe.web.show.conditions import Known, sentence, until

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Run:
    """A restricted stretch of a turn, between two code points; ``key`` are the letters of its notes."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Decked:
    """A turn's holes (code point and seal) and restricted runs, in order and apart."""

    holes: tuple[tuple[int, SealId], ...] = ()
    runs: tuple[Run, ...] = ()


PLAIN = Decked()


class Closing:
    """What is closed in one interview, looked up by turn."""

    def __init__(self, marked: Marked, interview: str) -> None:
        self._marked = marked
        self._interview = interview
        self._known = Known(marked.people, marked.facts, marked.now)
        self._seals = {seal.id: seal for seal in marked.seals}
        self._rules: dict[Address, list[Restriction]] = {}
        for rule in marked.rules:
            if rule.scope.address is not None:
                self._rules.setdefault(rule.scope.address, []).append(rule)
        self._first: dict[SealId, Turn] = {}
        self._by_id: dict[str, Restriction] = {rule.id: rule for rule in marked.everywhere}
        self._names = finder(tuple(map(self._sought, marked.everywhere))) if marked.everywhere else None

    def beside(self, *turns: Turn) -> tuple[tuple[Decked, ...], tuple[str, ...]]:
        """A turn, and the one that translates it if there is one: what is closed in each, and their margin.

        Letters of the margin's notes go on from one turn to the other.
        """
        found = [(turn, self._spans(turn)) for turn in turns]
        about = dict.fromkeys(
            rule.id for turn, spans in found for rule in (*self._rules.get(turn.address, ()), *spans)
        )
        keys = {id: LETTERS[n % len(LETTERS)] for n, id in enumerate(about)}
        decks = tuple(self._deck(turn, spans, keys) for turn, spans in found)
        own = [rule for turn in turns for rule in self._rules.get(turn.address, ())]
        notes = [self._rule(rule, keys[rule.id]) for rule in own]
        names = dict.fromkeys(rule for _, spans in found for rule in spans if rule.scope.address is None)
        notes += [self._name(rule, keys[rule.id]) for rule in names]
        seals = dict.fromkeys(id for deck in decks for _, id in deck.holes)
        notes += [self._seal(self._seals[id], turns[0]) for id in seals if id in self._seals]
        return decks, tuple(notes)

    def _spans(self, turn: Turn) -> dict[Restriction, tuple[tuple[int, int], ...]]:
        """Restricted stretches of a turn, by rule: passages, and names wherever they stand."""
        spans: dict[Restriction, tuple[tuple[int, int], ...]] = {}
        for rule in self._rules.get(turn.address, ()):
            start, end = rule.scope.start, rule.scope.end
            if rule.scope.kind is ScopeKind.PASSAGE and start is not None and end is not None:
                spans[rule] = ((max(0, start), min(end, len(turn.text))),)
        for one in self._names.find(turn.text, turn.language) if self._names is not None else ():
            for id in one.ids:
                rule = self._by_id[id]
                spans[rule] = (*spans.get(rule, ()), (one.start, one.end))
        return spans

    def _deck(
        self, turn: Turn, spans: Mapping[Restriction, tuple[tuple[int, int], ...]], keys: Mapping[str, str]
    ) -> Decked:
        if not spans and HOLE not in turn.text:
            return PLAIN
        holes = {
            mark.at: SealId(mark.verbatim)
            for mark in turn.marks
            if mark.kind is MarkKind.SEAL and turn.text[mark.at : mark.at + 1] == HOLE
        }
        each = ((start, end, keys[rule.id]) for rule, stretches in spans.items() for start, end in stretches)
        return Decked(tuple(sorted(holes.items())), tuple(_runs(each)))

    def heading(self, id: SealId) -> str:
        """Until when a whole turn is withheld, as HTML."""
        seal = self._seals.get(id)
        said = sentence(seal.condition, self._known.people) if seal is not None else None
        if said is None:
            return escape(gettext("Withheld until its condition is met"))
        return escape(gettext("Withheld until %(condition)s")) % {"condition": said}

    @property
    def whole(self) -> tuple[SafeString, ...]:
        """Notes of rules about the whole interview."""
        rules = [rule for rule in self._marked.rules if rule.scope.kind is ScopeKind.INTERVIEW]
        return tuple(mark_safe(self._rule(rule, "")) for rule in rules)  # noqa: S308  (built escaped)

    @property
    def everywhere(self) -> tuple[tuple[str, SafeString], ...]:
        """Names and people that are restricted in all interviews, each with its note."""
        return tuple(
            (self._named(rule), mark_safe(self._rule(rule, "")))  # noqa: S308  (built escaped)
            for rule in self._marked.everywhere
        )

    @property
    def seals(self) -> Sequence[Seal]:
        """Every closed seal."""
        return self._marked.seals

    def _sought(self, rule: Restriction) -> Sought:
        """What the gate looks for, as it does it."""
        person = self._marked.people.get(rule.scope.person) if rule.scope.person is not None else None
        spellings = (*(person.spellings if person is not None else ()), *rule.scope.words)
        return Sought(rule.id, spellings, Reach.WHOLE if rule.scope.person is None else Reach.PERSON)

    def _name(self, rule: Restriction, letter: str) -> str:
        """A name that is restricted everywhere, where it stands."""
        kind = escape(f"{letter} · {gettext('name, restricted')}")
        said = escape(gettext("Hidden in every interview."))
        more = f'<a href="#r-{escape(rule.id)}">{escape(gettext("More"))}</a>'
        return (
            f'<div class="note note--rule is-settled"><p class="note__what">{kind}</p>'
            f'<p class="note__why">{said} {more}</p></div>'
        )

    def _named(self, rule: Restriction) -> str:
        person = self._marked.people.get(rule.scope.person) if rule.scope.person is not None else None
        return person.name if person is not None else ", ".join(rule.scope.words)

    def _seal(self, seal: Seal, here: Turn) -> str:
        first = self._first.setdefault(seal.id, here)
        what = f'<p class="note__what"><span>{escape(gettext("seal"))}</span>'
        if first.address != here.address:
            link = escape(gettext("The same seal as in turn %(n)s") % {"n": first.n})
            return (
                f'<div class="note note--seal">{what}</p>'
                f'<p class="note__why"><a href="#s-{escape(seal.id)}">{link}</a></p></div>'
            )
        due = self._is_due(seal.condition)
        state = gettext("due") if due else gettext("withheld until")
        holders = self._marked.holders.get(seal.id)
        told = [
            gettext("Reason, for the team: %(ground)s.") % {"ground": labels.ground(seal.ground)},
            _scope(seal),
            gettext("This archive cannot read it."),
        ]
        if holders is not None:
            told.append(
                gettext("%(k)s of %(n)s custodians together can.")
                % {"k": holders.threshold, "n": holders.holders}
            )
        if seal.secret:
            told.append(gettext("Nobody but the team is told that it is there."))
        return (
            f'<div class="note note--seal" id="s-{escape(seal.id)}">{what}<span>{escape(state)}</span></p>'
            f"{until(seal.condition, self._judged(seal.id, due=due))}"
            f'<p class="note__why">{escape(" ".join(told))}</p>{self._ways(seal.id, seal=True)}</div>'
        )

    def _rule(self, rule: Restriction, letter: str) -> str:
        kind = f"{letter} · {gettext('restricted')}" if letter else gettext("restricted")
        hidden = ", ".join(labels.audience(one) for one in rule.hidden_from)
        whom = hidden or gettext("everybody but the team")
        told = [
            gettext("Hidden from: %(audiences)s.") % {"audiences": whom},
            gettext("Reason, for the team: %(ground)s.") % {"ground": labels.ground(rule.ground)},
        ]
        if rule.restored is not None:
            told.append(gettext("It was sealed; a release brought these words back."))
        if rule.scope.kind is ScopeKind.TURN:
            told.insert(0, gettext("The whole turn."))
        due = rule.until is not None and self._is_due(rule.until)
        end = until(rule.until, self._judged(rule.id, due=due))
        state = gettext("until") if end else gettext("without an end")
        return (
            f'<div class="note note--rule is-settled" id="r-{escape(rule.id)}">'
            f'<p class="note__what"><span>{escape(kind)}</span> <span>{escape(state)}</span></p>{end}'
            f'<p class="note__why">{escape(" ".join(told))}</p>'
            f"{self._ways(rule.id, lift=rule.restored is None)}</div>"
        )

    def _ways(self, id: str, *, lift: bool = False, seal: bool = False) -> str:
        """Links of a note: why, and a way to end a rule. The ids in them say nothing."""
        base = f"/interviews/{escape(self._interview)}"
        asked = escape(urlencode({"item": id, "audience": "public"}))
        links = [f'<a href="{base}/why?{asked}">{escape(gettext("Why?"))}</a>']
        if seal:
            links.insert(0, f'<a href="/seals/{escape(id)}">{escape(gettext("The seal"))}</a>')
        if lift:
            links.append(f'<a href="{base}/lift/{escape(id)}">{escape(gettext("Lift"))}</a>')
        return f'<p class="note__ways">{" ".join(links)}</p>'

    def _judged(self, id: str, *, due: bool) -> Known:
        """What the lines of one seal's or rule's condition are judged by: the narrator is asked when due."""
        return replace(self._known, agreed=id in self._marked.agreed if due else None)

    def _is_due(self, condition: str) -> bool:
        try:
            return conditions.is_due(conditions.parse(condition), set(self._known.facts), now=self._known.now)
        except BadOption:
            return False


def _scope(seal: Seal) -> str:
    if seal.scope is SealScope.INTERVIEW:
        return gettext("It covers the whole interview.")
    if seal.scope is SealScope.EXCHANGE:
        return gettext("It covers a whole question and its answer.")
    return gettext("It covers translations and the files as received, too.")


def _runs(spans: Iterable[tuple[int, int, str]]) -> Iterator[Run]:
    """Stretches with the letters of their notes, joined where they overlap."""
    run: Run | None = None
    for start, end, key in sorted(spans):
        if start >= end:
            continue
        if run is not None and start < run.end:
            run = Run(run.start, max(run.end, end), run.key if key in run.key else run.key + key)
            continue
        if run is not None:
            yield run
        run = Run(start, end, key)
    if run is not None:
        yield run
