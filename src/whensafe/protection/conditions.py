"""Release conditions: read, written, judged. Pure and total: any text is read or refused.

    free(p:7k2m) and free(p:9q4c) and narrator_agrees

Grammar: ``docs/formats/condition.md``. A fact (`Free`, `Dead`, `Decision`) holds only if it is among the
confirmed ones; nothing here looks at the clock, the moment of judging is given.
"""

from __future__ import annotations

import calendar
import datetime
import re
import zoneinfo
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from whensafe.errors import BadOption
from whensafe.nouns.condition import (
    After,
    And,
    Clause,
    Condition,
    Dead,
    Decision,
    Free,
    NarratorAgrees,
    Or,
    PersonId,
)
from whensafe.nouns.said import SaidDate, said_date

MOST_CHARS = 2000
MOST_DEPTH = 16
MOST_CLAUSES = 64

Fact: TypeAlias = Free | Dead | Decision
"""What a person can confirm, with evidence, and take back."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<person>p:[0-9a-z]{1,32})
    | (?P<word>[a-z_]+)
    | (?P<date>[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)
    | (?P<quoted>"[^"\\\x00-\x1f]{1,200}")
    | (?P<zone>[A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*)
    | (?P<mark>[(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_EVERYWHERE = datetime.timezone(datetime.timedelta(hours=-12))


@dataclass(frozen=True, slots=True)
class ClauseState:
    """One clause of a condition and whether it holds: what a page shows as one line."""

    clause: Clause
    met: bool


@lru_cache(maxsize=256)
def parse(text: str) -> Condition:
    """Read the written form, or raise `BadOption` that says at which character and what was expected."""
    if len(text) > MOST_CHARS:
        raise BadOption(f"a condition has at most {MOST_CHARS} characters")
    return _Parser(text).whole()


def write(condition: Condition) -> str:
    """The one canonical written form; `parse` reads it back to the same value."""
    match condition:
        case Free(person):
            return f"free({person})"
        case Dead(person):
            return f"dead({person})"
        case NarratorAgrees():
            return "narrator_agrees"
        case After(date, zone):
            return f"after({date})" if zone is None else f"after({date}, {zone})"
        case Decision(body, ref):
            return f'decision("{body}", "{ref}")'
        case And(parts):
            return " and ".join(f"({write(p)})" if isinstance(p, And | Or) else write(p) for p in parts)
        case Or(parts):
            return " or ".join(f"({write(p)})" if isinstance(p, Or) else write(p) for p in parts)


def holds(condition: Condition, facts: Set[Fact], *, agreed: bool, now: datetime.datetime) -> bool:
    """Does it hold at ``now`` (aware), given the confirmed facts and whether the narrator agreed again?"""
    match condition:
        case And(parts):
            return all(holds(part, facts, agreed=agreed, now=now) for part in parts)
        case Or(parts):
            return any(holds(part, facts, agreed=agreed, now=now) for part in parts)
        case NarratorAgrees():
            return agreed
        case After(date, zone):
            return _is_over(date, zone, now)
        case _:
            return condition in facts


def is_due(condition: Condition, facts: Set[Fact], *, now: datetime.datetime) -> bool:
    """Would it hold if the narrator agreed? Then it is time to ask; nothing opens by itself."""
    return holds(condition, facts, agreed=True, now=now)


def states(
    condition: Condition, facts: Set[Fact], *, agreed: bool, now: datetime.datetime
) -> tuple[ClauseState, ...]:
    """Every clause in the order written, each with whether it holds."""
    return tuple(ClauseState(c, holds(c, facts, agreed=agreed, now=now)) for c in clauses(condition))


def clauses(condition: Condition) -> Iterator[Clause]:
    """Every clause in the order written."""
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from clauses(part)
    else:
        yield condition


def people(condition: Condition) -> frozenset[PersonId]:
    """Everybody the condition depends on."""
    return frozenset(c.person for c in clauses(condition) if isinstance(c, Free | Dead))


def over_from(clause: After) -> datetime.datetime | None:
    """The first moment at which it holds; ``None`` where that never comes, or nobody here can tell."""
    place = _EVERYWHERE if clause.zone is None else _place(clause.zone)
    last = _last_day(clause.date)
    if place is None or last == datetime.date.max:
        return None
    return datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time(), place)


def _is_over(date: SaidDate, zone: str | None, now: datetime.datetime) -> bool:
    place = _EVERYWHERE if zone is None else _place(zone)
    if place is None:
        return False  # a zone this machine no longer knows keeps closed what it closed
    return now.astimezone(place).date() > _last_day(date)


def _place(zone: str) -> datetime.tzinfo | None:
    try:
        return zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _last_day(date: SaidDate) -> datetime.date:
    year, month, day = (*map(int, date.split("-")), None, None)[:3]
    month = 12 if month is None else month
    day = calendar.monthrange(year or 1, month)[1] if day is None else day
    return datetime.date(year or 1, month, day)


class _Parser:
    """Recursive descent over the grammar, one method a rule."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._clauses = 0

    def whole(self) -> Condition:
        found = self._either()
        if self._text[self._at :].strip():
            raise self._refused("the end, `and` or `or`")
        return found

    def _either(self) -> Condition:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise BadOption(f"a condition nests at most {MOST_DEPTH} deep")
        parts = [self._both()]
        while self._takes("word", "or"):
            parts.append(self._both())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self) -> Condition:
        parts = [self._one()]
        while self._takes("word", "and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Condition:
        if self._takes("mark", "("):
            inside = self._either()
            self._needs("mark", ")")
            return inside
        self._clauses += 1
        if self._clauses > MOST_CLAUSES:
            raise BadOption(f"a condition has at most {MOST_CLAUSES} clauses")
        return self._clause()

    def _clause(self) -> Clause:
        if self._takes("word", "narrator_agrees"):
            return NarratorAgrees()
        for word, kind in (("free", Free), ("dead", Dead)):
            if self._takes("word", word):
                self._needs("mark", "(")
                person = PersonId(self._needs("person"))
                self._needs("mark", ")")
                return kind(person)
        if self._takes("word", "after"):
            return self._after()
        if self._takes("word", "decision"):
            self._needs("mark", "(")
            body = self._needs("quoted")[1:-1]
            self._needs("mark", ",")
            ref = self._needs("quoted")[1:-1]
            self._needs("mark", ")")
            return Decision(body, ref)
        raise self._refused("free(P), dead(P), narrator_agrees, after(DATE) or decision(…)")

    def _after(self) -> After:
        self._needs("mark", "(")
        date = said_date(self._needs("date"))
        zone = None
        if self._takes("mark", ","):
            zone = self._needs("zone")
            if _place(zone) is None:
                raise BadOption("no such time zone", where=zone, todo="Write it like Europe/Kyiv or UTC.")
        self._needs("mark", ")")
        return After(date, zone)

    def _peek(self) -> tuple[str, str, int]:
        match = _TOKEN.match(self._text, self._at)
        if match is None or match.lastgroup is None:
            return "", "", self._at
        return match.lastgroup, match[match.lastgroup], match.end()

    def _takes(self, kind: str, text: str) -> bool:
        found, value, end = self._peek()
        if (found, value) != (kind, text):
            return False
        self._at = end
        return True

    def _needs(self, kind: str, text: str | None = None) -> str:
        found, value, end = self._peek()
        if found != kind or (text is not None and value != text):
            raise self._refused(
                text
                or {"person": "a person's id like p:7k2m", "quoted": '"words in quotes"'}.get(
                    kind, f"a {kind}"
                )
            )
        self._at = end
        return value

    def _refused(self, expected: str) -> BadOption:
        return BadOption(f"the condition can't be read at character {self._at + 1}: expected {expected}")
