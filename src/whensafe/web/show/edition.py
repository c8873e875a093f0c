"""An edition in the making as its pages show it: what it tells by its own data, beside what stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec
from django.utils.safestring import SafeString, mark_safe

from whensafe.desk.staying import Beside, Stays, Whole
from whensafe.desk.withhold import spelled
from whensafe.editions.difference import Difference, TurnChange
from whensafe.editions.risks import Risk, RiskCode
from whensafe.editions.told import Read
from whensafe.nouns.condition import PersonId
from whensafe.nouns.edition import Piece, Withheld
from whensafe.nouns.person import Person
from whensafe.nouns.text import direction
from whensafe.web.show import edition_words as words
from whensafe.web.show.conditions import sentence

SHOWN = 30
"""Places of one kind that are written out on the first page; an interview's own page has all of its own."""
INDEX = "index.json"


class _Turn(msgspec.Struct, frozen=True):
    address: str


class _Text(msgspec.Struct, frozen=True):
    language: str
    turns: tuple[_Turn, ...]


class _Data(msgspec.Struct, frozen=True):
    texts: tuple[_Text, ...]


class Entry(msgspec.Struct, frozen=True):
    """An interview in the edition's own list. ``pages`` are by language, its own first."""

    id: str
    title: str | None
    language: str
    pages: dict[str, str]
    data: str

    @property
    def page(self) -> str:
        """Where it is told in its own language."""
        return self.pages[self.language]


class _Index(msgspec.Struct, frozen=True):
    interviews: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an edition: the interview as it is called there, a turn's number, the address of both.
    ``other`` is the language of the turn where that is not the interview's own.
    """

    id: str
    title: str | None
    language: str
    n: int | None
    page: str
    anchor: str
    told: bool
    other: str | None = None

    @property
    def dir(self) -> str:
        """Which way its title runs."""
        return direction(self.language)


class Contents:
    """What an edition tells, by its own data, read when it is asked for."""

    def __init__(self, read: Read) -> None:
        """``read`` gives a file of the edition."""
        self._read = read
        data = read(INDEX)
        self.entries = () if data is None else msgspec.json.decode(data, type=_Index).interviews
        self._by_id = {entry.id: entry for entry in self.entries}
        self._numbers: dict[str, dict[str, tuple[int, str]]] = {}

    def entry(self, id: str) -> Entry | None:
        """An interview of it."""
        return self._by_id.get(id)

    def spot(self, id: str, address: str | None = None) -> Spot:
        """Where something is. An interview that isn't told has no title here and leads nowhere."""
        entry = self._by_id.get(id)
        if entry is None:
            return Spot(id, None, "en", None, "", "", told=False)
        n, language = self._turns(entry).get(address or "", (None, entry.language))
        page, anchor = entry.pages.get(language, entry.page), "" if n is None else address or ""
        other = language if n is not None and language != entry.language else None
        return Spot(id, entry.title, entry.language, n, page, anchor, told=True, other=other)

    def _turns(self, entry: Entry) -> dict[str, tuple[int, str]]:
        if entry.id not in self._numbers:
            data = self._read(entry.data)
            texts = () if data is None else msgspec.json.decode(data, type=_Data).texts
            self._numbers[entry.id] = {
                turn.address: (n, text.language) for text in texts for n, turn in enumerate(text.turns, 1)
            }
        return self._numbers[entry.id]


@dataclass(frozen=True, slots=True)
class Where:
    """One place of a risk, with the details that several or no others share. ``at`` is what can be withheld
    there: places as `desk.withhold` reads them, a space between.
    """

    spot: Spot
    kinds: tuple[str, ...]
    shared: str
    audience: str | None
    at: str = ""


@dataclass(frozen=True, slots=True)
class RiskShown:
    """All risks of one kind: a heading, what it means, where; ``more`` are not written out."""

    code: str
    what: str
    why: str
    count: int
    places: tuple[Where, ...]
    more: int


def risks(
    found: Sequence[Risk], contents: Contents, before: Contents, shown: int = SHOWN
) -> tuple[RiskShown, ...]:
    """Risks by kind, the one that is always there first. What is gone is called as in the edition before."""
    by_code: dict[RiskCode, list[Risk]] = {code: [] for code in RiskCode}
    for one in found:
        by_code[one.code].append(one)
    made = []
    for code, ones in by_code.items():
        if not ones:
            continue
        placed = [one for one in ones if one.interview is not None]
        at: dict[Where, list[str]] = {}
        for one in placed[:shown]:
            at.setdefault(_where(one, contents, before), []).append(spelled(one) or "")
        places = tuple(
            replace(where, at=" ".join(some).strip() if where.spot.told else "") for where, some in at.items()
        )
        made.append(RiskShown(code.value, *words.risk(code), len(ones), places, max(0, len(placed) - shown)))
    return tuple(made)


def _where(risk: Risk, contents: Contents, before: Contents) -> Where:
    spot = contents.spot(risk.interview or "", risk.address)
    if not spot.told:
        spot = replace(before.spot(spot.id), told=False)
    shared = "" if risk.size is None else words.shared_by(risk.size)
    return Where(spot, risk.kinds, shared, risk.audience)


@dataclass(frozen=True, slots=True)
class Change:
    """A turn as it was told and as it is told now; each a row of words and grounds, or ``None``."""

    spot: Spot
    language: str
    before: tuple[tuple[str, str], ...] | None
    after: tuple[tuple[str, str], ...] | None

    @property
    def dir(self) -> str:
        """Which way its words run."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the last edition, as far as it is written out; ``more`` turns are not. ``noticed``:
    a notice about the edition as a whole came or went.
    """

    added: tuple[Spot, ...]
    gone: tuple[Spot, ...]
    other: tuple[Spot, ...]
    turns: tuple[Change, ...]
    more: int
    noticed: bool

    @property
    def empty(self) -> bool:
        """Does it tell the same?"""
        return not (self.added or self.gone or self.other or self.turns or self.more or self.noticed)


def since(found: Difference, now: Contents, before: Contents, *, only: str | None = None) -> Since:
    """The difference, of all interviews or of one."""

    def mine(ids: Iterable[str]) -> list[str]:
        return [id for id in ids if only in (None, id)]

    noticed = {one.interview for one in found.notices if one.interview is not None}
    told = {one.interview for one in found.turns}
    other = [*found.other, *sorted(noticed - told - set(found.other))]
    turns = [one for one in found.turns if only in (None, one.interview)]
    shown = turns if only is not None else turns[:SHOWN]
    return Since(
        added=tuple(now.spot(id) for id in mine(found.interviews_added)),
        gone=tuple(before.spot(id) for id in mine(found.interviews_gone)),
        other=tuple(now.spot(id) for id in mine(other)),
        turns=tuple(_change(one, now, before) for one in shown),
        more=len(turns) - len(shown),
        noticed=only is None and any(one.interview is None for one in found.notices),
    )


def _change(one: TurnChange, now: Contents, before: Contents) -> Change:
    spot = (before if one.after is None else now).spot(one.interview, one.address)
    return Change(spot, one.language, _row(one.before), _row(one.after))


def _row(pieces: tuple[Piece, ...] | None) -> tuple[tuple[str, str], ...] | None:
    if pieces is None:
        return None
    return tuple(("", p.ground.value) if isinstance(p, Withheld) else (p, "") for p in pieces)


@dataclass(frozen=True, slots=True)
class Reason:
    """Interviews of which nothing is told, for one reason; ``more`` are not written out."""

    why: str
    count: int
    some: tuple[Whole, ...]
    more: int


def reasons(stays: Sequence[Whole], shown: int = 12) -> tuple[Reason, ...]:
    """What stays whole, by the reason that speaks first, the most frequent first."""
    counted = Counter(_first(one) for one in stays)
    return tuple(
        Reason(words.reason(code), count, some[:shown], max(0, count - shown))
        for code, count in counted.most_common()
        for some in [tuple(one for one in stays if _first(one) == code)]
    )


def _first(one: Whole) -> str:
    return next(iter(one.reasons), "nothing_to_tell")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that stays: what, why, and by which rule. ``until`` is its condition as one line of HTML,
    ``None`` where it has none or needs more lines; ``condition`` is the same as written.
    """

    what: str
    why: str
    until: SafeString | None
    condition: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stays of one turn; ``n`` is ``None`` for what is in no turn of the edition."""

    n: int | None
    language: str | None
    page: str
    anchor: str
    items: tuple[Item, ...]


def rows(found: Beside, contents: Contents, people: dict[PersonId, Person]) -> tuple[Row, ...]:
    """What stays, in the order of the edition's page: first what has no place there."""
    at: dict[tuple[str | None, int | None], list[Stays]] = {}
    for one in found.stays:
        at.setdefault((None if one.n is None else one.language, one.n), []).append(one)
    made = []
    for (language, n), stays in sorted(at.items(), key=lambda pair: pair[0][1] is not None):
        address = stays[0].address if n is not None else None
        spot = contents.spot(found.interview.id, address)
        made.append(Row(n, language, spot.page, spot.anchor, tuple(_items(stays, people))))
    return tuple(made)


def _items(stays: Sequence[Stays], people: dict[PersonId, Person]) -> Iterable[Item]:
    counted: Counter[tuple[str, str, str, str | None, str | None]] = Counter()
    for one in stays:
        language = one.language if one.kind == "text" else None
        counted[one.kind, one.reason, one.by, one.until, language] += one.count
    for (kind, reason, by, until, _language), count in counted.items():
        clause = None if until is None else sentence(until, people)
        told = None if clause is None else mark_safe(clause)  # noqa: S308  (built escaped)
        yield Item(words.what_stays(kind, count), words.reason(reason), told, until, by)
