"""The plain-language builder of release conditions: a form's fields as the written grammar, and back beside
the field what is wrong with one. Nothing here knows what is sealed.

    person_N, fate_N     somebody from the register: free, dead, or either
    need, need_n         how many of these people: all, any, or so many
    date, zone           not before that day, month or year is over
    body, ref            a body's decision, by its reference
    join                 people, date and decision: all of them, or one of them
    agrees               and the narrator agrees, asked again
    typed                the grammar itself; stands instead of all of the above
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from django.utils.translation import gettext

from whensafe.errors import BadInput, BadOption
from whensafe.nouns.condition import After, And, Condition, Dead, Decision, Free, NarratorAgrees, Or, PersonId
from whensafe.protection import conditions
from whensafe.web.show.conditions import People
from whensafe.web.show.forms import line, number

ROWS = 2
MOST_ROWS = 12
MOST_WAYS = 64
_FIELDS = ("need", "need_n", "date", "zone", "body", "ref", "join", "typed")


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the form."""

    n: int
    person: str
    fate: str
    fault: str = ""

    @property
    def name(self) -> str:
        """The field that says who."""
        return f"person_{self.n}"


@dataclass(frozen=True, slots=True)
class Until:
    """The form as it was filled in. ``faults`` are sentences by field."""

    rows: tuple[Row, ...]
    given: Mapping[str, str]
    agrees: bool
    condition: str | None = None
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Nothing was filled in."""
        return not self.agrees and not any(row.person for row in self.rows) and not any(
            self.given[name] for name in ("date", "body", "ref", "typed")
        )  # fmt: skip


def blank(*, agrees: bool) -> Until:
    """The form as it is first shown."""
    return Until(_rows({}, ROWS), dict.fromkeys(_FIELDS, ""), agrees)


def read(given: Mapping[str, str], people: People) -> Until:
    """The form as sent, with the condition in its written form, or what is wrong with it."""
    count = min(MOST_ROWS, max(ROWS, number(given.get("rows"))))
    form = Until(
        _rows(given, count), {f: given.get(f, "").strip() for f in _FIELDS}, given.get("agrees") == "yes"
    )
    faults: dict[str, str] = {}
    condition = _typed(form, people, faults) if form.given["typed"] else _built(form, people, faults)
    written = None
    if condition is not None and not faults:
        try:
            written = conditions.write(conditions.parse(conditions.write(condition)))
        except BadOption:
            faults["until"] = gettext("These are too many people or ways at once. Make it shorter.")
    told = tuple(replace(row, fault=faults.get(row.name, "")) for row in form.rows)
    return Until(told, form.given, form.agrees, written, faults)


def quiet(form: Until) -> Until:
    """The same form without its faults: it was sent for something else than to be judged."""
    return replace(form, rows=tuple(replace(row, fault="") for row in form.rows), faults={})


def unsaid(form: Until) -> Until:
    """The same form, of which something was needed."""
    return replace(form, faults={"until": gettext("Say what must hold before it may be opened.")})


def _rows(given: Mapping[str, str], count: int) -> tuple[Row, ...]:
    return tuple(
        Row(n, given.get(f"person_{n}", "")[:40], given.get(f"fate_{n}", "free")) for n in range(count)
    )


def _typed(form: Until, people: People, faults: dict[str, str]) -> Condition | None:
    try:
        condition = conditions.parse(form.given["typed"])
    except BadInput as error:
        at = re.search(r"character (\d+)", error.message)
        faults["typed"] = (
            gettext("This can’t be read from letter %(n)s on.") % {"n": at[1]}
            if at is not None
            else gettext("This can’t be read as a condition.")
        )
        return None
    unknown = sorted(conditions.people(condition) - set(people))
    if unknown:
        faults["typed"] = gettext("Nobody in the register has the id %(id)s.") % {"id": unknown[0]}
    return condition


def _built(form: Until, people: People, faults: dict[str, str]) -> Condition | None:
    groups = [g for g in (_people(form, people, faults), _date(form, faults), _decision(form, faults)) if g]
    parts = [_joined(Or, groups)] if form.given["join"] == "any" and len(groups) > 1 else groups
    if form.agrees:
        parts = [*parts, NarratorAgrees()]
    return _joined(And, parts) if parts else None


def _people(form: Until, people: People, faults: dict[str, str]) -> Condition | None:
    each: list[Condition] = []
    for row in form.rows:
        if not row.person:
            continue
        if row.person not in people:
            faults[row.name] = gettext("This person is not in the register.")
            continue
        each.append(_fate(PersonId(row.person), row.fate))
    each = list(dict.fromkeys(each))
    if len(each) < 2:
        return each[0] if each else None
    match form.given["need"]:
        case "any":
            return _joined(Or, each)
        case "some":
            return _some(each, number(form.given["need_n"]), faults)
        case _:
            return _joined(And, each)


def _some(each: Sequence[Condition], k: int, faults: dict[str, str]) -> Condition | None:
    """So many of these people: every way to choose them."""
    if not 1 <= k <= len(each):
        faults["need_n"] = gettext("Give a number from 1 to %(n)s.") % {"n": len(each)}
        return None
    ways = [_joined(And, way) for way in combinations(each, k)]
    if len(ways) * k > MOST_WAYS:
        faults["need_n"] = gettext("These are too many ways to write down. Name fewer people.")
        return None
    return _joined(Or, ways)


def _fate(person: PersonId, fate: str) -> Condition:
    match fate:
        case "dead":
            return Dead(person)
        case "either":
            return Or((Free(person), Dead(person)))
        case _:
            return Free(person)


def _date(form: Until, faults: dict[str, str]) -> Condition | None:
    date, zone = form.given["date"], form.given["zone"]
    if not date:
        if zone:
            faults["date"] = gettext("A time zone goes with a date.")
        return None
    try:
        conditions.parse(f"after({date})")
    except BadInput:
        faults["date"] = gettext("Write a year, month or day: 2030, 2030-06 or 2030-06-15.")
        return None
    try:
        found = conditions.parse(f"after({date}, {zone})" if zone else f"after({date})")
    except BadInput:
        faults["zone"] = gettext("There is no such time zone. Write it like Europe/Kyiv.")
        return None
    return found if isinstance(found, After) else None


def _decision(form: Until, faults: dict[str, str]) -> Condition | None:
    body, ref = line(form.given["body"]), line(form.given["ref"])
    if body is None and ref is None:
        return None
    missing = "body" if body is None else "ref"
    if body is None or ref is None:
        faults[missing] = gettext("A decision needs both who decides and what it is called there.")
        return None
    for name, text in (("body", body), ("ref", ref)):
        if len(text) > 200 or set(text) & {'"', "\\"} or not text.isprintable():
            faults[name] = gettext("At most 200 letters, without straight double quotes or backslashes.")
            return None
    return Decision(body, ref)


def _joined(kind: type[And] | type[Or], parts: Sequence[Condition]) -> Condition:
    """Joined without needless parentheses."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    flat = list(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
