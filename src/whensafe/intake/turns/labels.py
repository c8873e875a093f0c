"""What at the head of a line says who speaks: candidates first, then which of them this document really uses.

A label that stands once proves little: "Note:" and "He said:" look like names. So every line is asked for its
candidates, and a name counts if it comes back, is known from the head of the page, or says a role.
"""

from __future__ import annotations

import enum
import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whensafe.intake.front import words_people
from whensafe.intake.people import fold_name, is_name, same_person, split_names
from whensafe.intake.turns import label_words, never_words
from whensafe.intake.turns.units import milliseconds
from whensafe.nouns.interview import Role


class LabelKind(enum.Enum):
    """How a label says it."""

    NAME = "name"  # "Stanislav Dutov:", "Unidentified Woman:", "С.С.:"
    SIDE = "side"  # "Q:", "О."
    DASH = "dash"
    CHEVRON = "chevron"  # ">>" of captions: another speaker


@dataclass(frozen=True, slots=True)
class Label:
    """A label. ``key`` compares, ``name`` is as written, ``end`` is where in the block the words begin.

    ``firm``: the format sets it apart (bold up to its colon), so that it need not come back. ``role`` is what
    the label adds to the name ("TOM HALE, BYLINE", "Judge Marlowe").
    """

    kind: LabelKind
    key: str
    name: str
    end: int
    firm: bool = False
    alone: bool = False
    loose: bool = False
    role: Role | None = None
    at_ms: int | None = None


MOST_SPEAKERS = 150
"""More different labels than this are not labels of an interview."""

_DASH = re.compile(r"(?:[—–―‒⸺]|--?(?=\s)|-(?=[^\W\d_]))\s*")
_CHEVRON = re.compile(r"(?:>>+|&gt;&gt;)\s*")
_ASIDE = r"(?:\s{0,2}[(\[](?P<aside>[^()\[\]\n]{0,40})[)\]])?"
_NAME = re.compile(
    rf"(?P<name>[^\W_][^\n:：;!?…«»“”\"—<>]{{0,69}}?){_ASIDE}\s{{0,2}}[:：](?!//)(?P<gap>\s*)(?:[—–-]\s+)?"
)
_BRACKET = re.compile(r"\[(?P<name>[^\W\d_][^\[\]\n:]{3,49})\]\s+(?=\S)")
_HOUSE = re.compile(r"[«“\"„](?P<name>[^\W\d_][^\n:：«»“”\"„?!]{1,39})[»”\"“]\s{0,2}[:：]\s*")
_NAME_DASH = re.compile(r"(?P<name>[^\W_][^\n:：;!?…«»“”\"—–<>,]{0,49}?)[.,]?\s{1,2}[—–]\s+")
_NAME_TIME = re.compile(
    r"(?P<name>[^\W\d_][^\n:;!?…«»“”\"<>\[(\d]{0,60}?)[\s,–—-]{1,6}[\[(]?(?P<time>\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)[\])]?\s*"
)
_SPLIT_POINT = re.compile(r"\s*\n\s*[.:,;]\s+")
_SIDE = re.compile(
    r"(?P<side>[^\W_]{1,10})\s?\d{0,3}(?:\s{0,2}(?P<point>\.[:：]|[.:,;)：])\s*(?:[—–-]\s+)?|\s?[—–-]\s+|(?P<wide>\s{2,}|\t))"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,3}")


def is_initials(name: str) -> bool:
    """``С.С.``, ``S. D.``, ``SD``."""
    return _INITIALS.fullmatch(name) is not None


def normal(name: str) -> str:
    """A label's text for comparison: no case, no asides, one apostrophe, single spaces."""
    bare = re.sub(r"[(\[][^()\[\]]{0,60}[)\]]", "", name)
    return " ".join(bare.casefold().replace("’", "'").replace("ʼ", "'").split()).strip(" .,:;-–—'")


@functools.cache
def _set_of(kind: str) -> frozenset[str]:
    if kind == "never":
        tables = [never_words.NEVER, never_words.SAYING, never_words.FIELDS]
    else:
        tables = [label_words.ROLES[kind]]
    return frozenset(word for table in tables for words in table.values() for word in words)


def role_word(key: str) -> Role | None:
    """The role that a label names, if it is a role and not a name."""
    bare = key.rstrip(" .0123456789").removeprefix("the ")
    return next((Role(role) for role in label_words.ROLES if bare in _set_of(role)), None)


def without_function(name: str) -> tuple[str, Role | None]:
    """``TOM HALE, BYLINE`` and ``Reporter Tom Hale`` without what they do; a judge's title stays.

    "Witness B" stays whole too: it is all the name that such a witness has.
    """
    bare, comma, after = name.partition(",")
    role = _function(after) if comma else None
    if role is not None and is_name(bare):
        return bare.strip(), role
    first, _, rest = name.partition(" ")
    is_letter = re.fullmatch(r"[^\W\d_]|[^\W\d_]?[\d.-]{1,5}", rest) is not None
    role = role_word(normal(first)) if rest and (is_letter or is_name(rest, most=4)) else None
    if role in {Role.INTERVIEWER, Role.INTERPRETER} and len(rest.split()) >= 2:
        return rest.strip(), role
    return name, role if role in {Role.PRESENT, Role.NARRATOR} and normal(first) != "president" else None


def _function(text: str) -> Role | None:
    """What a few words beside a name say that it does: "host", "senior correspondent"."""
    words = normal(text).split()
    whole = role_word(" ".join(words)) if words else None
    if whole is not None or not 1 < len(words) <= 4:
        return whole
    roles = [role for word in words if len(word) > 3 and (role := role_word(word)) is not None]
    return roles[0] if roles and roles[0] is Role.INTERVIEWER else None


@functools.cache
def _unnamed_words() -> tuple[str, ...]:
    return tuple(word for words in label_words.UNNAMED.values() for word in words)


def is_unnamed(key: str) -> bool:
    """Does this label describe somebody without naming them ("Unidentified woman", "Speaker 2")?"""
    words = [
        word
        for word in re.split(r"[\s\d.#]+", key)
        if word not in {"", "the", "a", "an", "der", "die", "la", "le", "el", "un", "une"}
    ]
    return (
        bool(words)
        and all(any(w == u or (len(u) > 5 and w.startswith(u)) for u in _unnamed_words()) for w in words[:1])
        and len(words) <= 4
    )


def candidates(text: str, start: int, end: int, bold_end: int) -> list[Label]:
    """What could be labels at ``text[start:end]``, whose bold (if any) ends at ``bold_end``."""
    found: list[Label] = []
    for pattern, kind in ((_CHEVRON, LabelKind.CHEVRON), (_DASH, LabelKind.DASH)):
        match = pattern.match(text, start, end)
        if match is not None and match.end() < end:
            inner = _after_chevron(text, match.end(), end) if kind is LabelKind.CHEVRON else []
            return [*inner, Label(kind, kind.value, "", match.end())]
    if end - start == 1 and text[start].isupper() and _SPLIT_POINT.match(text, end):
        point = _SPLIT_POINT.match(text, end)
        return [Label(LabelKind.SIDE, text[start], text[start], point.end() if point else end)]
    side = _SIDE.match(text, start, end)
    if (
        side is not None
        and (side.end() < end or side["point"])
        and not (len(side["side"]) == 1 and side["side"].islower())
    ):
        loose = side["point"] not in {":", ".", ".:"} or text[side.end() - 1 : side.end()] in ".,;"
        found.append(Label(LabelKind.SIDE, side["side"], side["side"], side.end(), loose=loose))
    return found + _named(text, start, end, bold_end)


def _after_chevron(text: str, start: int, end: int) -> list[Label]:
    """``>> NAME:``: the sign says that a speaker follows, so the name need not come back."""
    return [replace(label, firm=True) for label in _named(text, start, end, start) if not label.loose]


def _named(text: str, start: int, end: int, bold_end: int) -> list[Label]:
    found: list[Label] = []
    timed = _NAME_TIME.match(text, start, end) if end - start <= 90 else None
    if timed is not None and timed.end() == end and is_name(timed["name"].strip(), most=4):
        name, role = without_function(timed["name"].strip())
        at = milliseconds(timed["time"])
        return [Label(LabelKind.NAME, normal(name), name, end, alone=True, role=role, at_ms=at)]
    bracket = _BRACKET.match(text, start, end)
    if bracket is not None and len(bracket["name"].split()) >= 2 and is_name(bracket["name"], most=4):
        name = bracket["name"].strip()
        return [Label(LabelKind.NAME, normal(name), name, bracket.end(), loose=True)]
    match = _NAME.match(text, start, end)
    if match is not None:
        name = match["name"].strip()
        firm = start < bold_end <= match.end() and bold_end >= match.end("name")
        if firm or match["gap"] or match.end() == end or not text[match.end()].isdecimal():
            name, role = without_function(name)
            role = role or _function(match["aside"] or "")
            alone = match.end() == end
            at = milliseconds(match["aside"] or "")
            label = Label(LabelKind.NAME, normal(name), name, match.end(), firm, alone, role=role, at_ms=at)
            found.append(label)
    elif (house := _HOUSE.match(text, start, end)) is not None:
        name = house["name"].strip()
        alone = house.end() == end
        found.append(Label(LabelKind.NAME, normal(name), name, house.end(), alone=alone))
    elif start < bold_end < end and bold_end - start <= 90 and is_name(text[start:bold_end].strip(" .,—–-")):
        name = text[start:bold_end].strip(" .,—–-")
        after = re.compile(r"\s*(?:[.,]?\s*[—–-]\s+)?").match(text, bold_end, end)
        found.append(
            Label(
                LabelKind.NAME, normal(name), name, after.end() if after else bold_end, firm=True, loose=True
            )
        )
    elif end - start <= 60 and is_name(text[start:end].strip(" .:"), most=5):
        name = text[start:end].strip()
        found.append(Label(LabelKind.NAME, normal(name), name.rstrip(" .:"), end, loose=True, alone=True))
    else:
        dashed = _NAME_DASH.match(text, start, end)
        if dashed is not None and is_name(dashed["name"].strip(), most=4):
            name = dashed["name"].strip()
            found.append(Label(LabelKind.NAME, normal(name), name, dashed.end(), loose=True))
    return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which labels this document uses: keys of names, and letters of sides as ``Q`` or ``A``."""

    names: frozenset[str]
    sides: dict[str, str]
    once: frozenset[str] = frozenset()

    def pick(self, found: Sequence[Label]) -> Label | None:
        """The label of a line, if one of its candidates is in use."""
        dash = None
        for label in found:
            if (
                label.kind is LabelKind.SIDE
                and label.key in self.sides
                and not any(
                    other.kind is LabelKind.NAME and not other.loose and other.key in self.names
                    for other in found
                    if other.end > label.end
                )
            ):
                return Label(label.kind, self.sides[label.key], label.name, label.end)
            if label.kind is LabelKind.NAME and label.key in self.names:
                return label
            if label.kind in {LabelKind.DASH, LabelKind.CHEVRON}:
                dash = label
        return dash


def vocabulary(found: Sequence[Sequence[Label]], known: Sequence[str]) -> Vocabulary:
    """Decide from all lines' candidates, and names known from the page's head, which labels are in use."""
    sides = _sides(found)
    taken = frozenset(sides)
    names = Counter(
        label.key
        for of_line in found
        for label in of_line
        if _may_name(label) and label.name.rstrip(".") not in taken
    )
    shown = {
        label.key: label for of_line in reversed(found) for label in of_line if label.kind is LabelKind.NAME
    }
    tight = Counter(
        label.key
        for of_line in found
        for label in of_line
        if label.kind is LabelKind.NAME and not label.loose
    )
    common = _common(found, names, tight, shown)
    accepted = {key for key, count in names.items() if _accept(key, shown[key], count, tight[key], known)}
    accepted |= common
    if accepted or sides:
        accepted |= {key for key in names if tight[key] and _like_the_others(shown[key])}
    if len(accepted) > MOST_SPEAKERS:
        accepted = set(sorted(accepted, key=lambda key: (-names[key], key))[:MOST_SPEAKERS])
    return Vocabulary(frozenset(accepted), sides, frozenset(k for k in accepted if names[k] == 1))


def _common(
    found: Sequence[Sequence[Label]], names: Counter[str], tight: Counter[str], shown: dict[str, Label]
) -> set[str]:
    """Labels that come back and stand before most lines, whatever they look like ("Представитель комиссии:");
    and two full names that open one turn each, one right after the other.
    """
    again = {
        key for key in names if tight[key] >= 2 and len(key.split()) <= 4 and shown[key].name[:1].isupper()
    }
    if len(again) >= 2 and sum(tight[key] for key in again) * 10 >= 6 * len(found):
        return again
    first = [
        n
        for n, of_line in enumerate(found)
        for label in of_line
        if _may_name(label)
        and not label.loose
        and not label.alone
        and is_name(label.name, most=4)
        and (len(label.key.split()) >= 2 or label.name.isupper())
    ]
    keys = {label.key for n in first for label in found[n] if _may_name(label) and not label.loose}
    full = any(len(key.split()) >= 2 for key in keys)
    if len(first) == 2 and first[1] - first[0] <= 2 and len(keys) == 2 and full:
        return keys
    return set()


def _may_name(label: Label) -> bool:
    return label.kind is LabelKind.NAME and bool(label.key) and not is_never(label.key)


def is_never(key: str) -> bool:
    """Does this stand before a colon without being anybody ("Note", "Interview by")?"""
    return (
        key.rstrip(" 0123456789") in _set_of("never")
        or words_people.INTERVIEWER_BEFORE.alone.fullmatch(key) is not None
    )


def _accept(key: str, label: Label, count: int, tight: int, known: Sequence[str]) -> bool:
    if role_word(key) is not None:
        return tight > 0 or count >= 2
    known_name = any(same_person(part, name) for part in split_names(label.name) for name in known)
    if known_name:
        return tight > 0 or count >= 2
    if is_unnamed(key) and tight >= 2:
        return True
    if label.loose and label.firm and count >= 2:
        return is_name(label.name, most=3)
    if label.loose and not tight:
        return count >= 3 and len(key.split()) >= 2 and is_name(label.name, most=3)
    return (count >= 2 or label.firm) and _like_a_label(label)


def _like_a_label(label: Label) -> bool:
    bare = re.sub(r"[(\[][^()\[\]]{0,60}[)\]]", "", label.name).strip()
    return (
        is_name(re.sub(r"\d", "", bare))
        or _INITIALS.fullmatch(bare) is not None
        or (is_unnamed(label.key) and bare[:1].isupper())
    )


def _like_the_others(label: Label) -> bool:
    """A name that stands once among others that are in use."""
    return not is_never(label.key) and _like_a_label(label) and len(fold_name(label.name)) <= 5


def _sides(found: Sequence[Sequence[Label]]) -> dict[str, str]:
    """The pair of letters that explains most lines, with what a scan makes of them."""
    clean: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    for of_line in found:
        for label in of_line:
            if label.kind is LabelKind.SIDE and not _opens_a_name(of_line, label):
                (loose if label.loose else clean)[label.key.casefold()] += 1
    best: dict[str, str] = {}
    best_score = 0
    for _, asks, answers in label_words.SIDES:
        q, a = ([side.casefold() for side in sides] for sides in (asks, answers))
        q_count, a_count = sum(clean[s] + loose[s] for s in q), sum(clean[s] + loose[s] for s in a)
        firm = sum(clean[s] for s in q + a)
        score = min(q_count, a_count) * 2 + firm
        even = min(q_count, a_count) >= 2 and min(q_count, a_count) * 2 >= max(q_count, a_count)
        if q_count and a_count and (firm * 2 >= q_count + a_count or even) and score > best_score:
            best, best_score = _with_misreadings(asks, answers), score
    if not best:
        best = _one_side(clean)
    return {
        key: best[key.casefold()]
        for key in {label.key for of_line in found for label in of_line}
        if key.casefold() in best
    }


def _opens_a_name(of_line: Sequence[Label], side: Label) -> bool:
    """The ``P.`` of ``P. Goasdoué:``."""
    return any(
        label.kind is LabelKind.NAME and not label.loose and label.end > side.end and is_name(label.name)
        for label in of_line
    )


def _one_side(clean: Counter[str]) -> dict[str, str]:
    """Only the questions have a letter; the answers have names, or nothing."""
    for _, asks, _ in label_words.SIDES:
        letter = asks[0].casefold()
        if (
            letter.isascii()
            and clean[letter] >= 2
            and letter in {"q", "p", "f", "d"}
            and not any(clean[o] for o in "arо")
        ):
            return {letter: "Q"}
    return {}


def _with_misreadings(asks: Sequence[str], answers: Sequence[str]) -> dict[str, str]:
    sides = {side.casefold(): "Q" for side in asks} | {side.casefold(): "A" for side in answers}
    for letters, side in ((asks, "Q"), (answers, "A")):
        for letter in letters:
            for alike in label_words.READ_ALIKE.get(letter, ()):
                sides.setdefault(alike.casefold(), side)
    return sides
