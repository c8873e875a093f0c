"""In which way this document says who speaks, and so whose each piece is.

Every piece gets a *voice*: a key that stands for one speaker as far as the document tells them apart
(``name:stanislav dutov``, ``side:Q``, ``strong``, ``plain``, ``dash``…), or one of the three below. Which
person and role a
voice is, `roles` decides.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from whensafe.intake.turns.labels import LabelKind
from whensafe.intake.turns.pieces import Piece

CONTINUES = "(continues)"
HEAD = "(head)"
DROPPED = "(dropped)"


class Shape(enum.StrEnum):
    """How the document says it."""

    VOICES = "voices"
    LABELS = "labels"
    STYLE = "style"
    DASH_ANSWERS = "dash answers"
    DASH_ASKS = "dash asks"
    SAME_DASH = "same dash"
    UNMARKED = "unmarked"
    ACCOUNT = "account"
    EMPTY = "empty"


@dataclass(slots=True)
class Plan:
    """A voice for every piece. ``keep_mark``: pieces whose dash is part of the words, not a label."""

    shape: Shape
    voices: list[str]
    keep_mark: set[int] = field(default_factory=set)
    doubts: set[str] = field(default_factory=set)


def plan(pieces: Sequence[Piece]) -> Plan:
    """Decide the shape, most telling evidence first."""
    if not pieces:
        return Plan(Shape.EMPTY, [])
    named = [p for p in pieces if _is_named(p)]
    if any(p.voice is not None for p in pieces):
        return _by_voice(pieces)
    if named:
        once = _first_turn_only(pieces, named)
        return once if once is not None else _by_label(pieces, named)
    style = question_style(pieces)
    if style:
        return _by_style(pieces, style)
    dashed = _by_dash(pieces)
    return dashed if dashed is not None else _without_marks(pieces)


def _is_named(piece: Piece) -> bool:
    return piece.label is not None and piece.label.kind in {LabelKind.NAME, LabelKind.SIDE, LabelKind.CHEVRON}


def _is_dashed(piece: Piece) -> bool:
    return piece.label is not None and piece.label.kind is LabelKind.DASH


def _key(piece: Piece) -> str:
    assert piece.label is not None  # noqa: S101 - callers asked `_is_named`
    return f"{piece.label.kind.value}:{piece.label.key}"


def _share_asking(pieces: Sequence[Piece]) -> float:
    return sum(p.asks for p in pieces) / len(pieces) if pieces else 0.0


# ── Voices of captions ────────────────────────────────────────────────────────────────────────────────


def _by_voice(pieces: Sequence[Piece]) -> Plan:
    """A cue without a voice goes on with the one before it: files that name only the change are common."""
    result = Plan(Shape.VOICES, [])
    now = ""
    for piece in pieces:
        if piece.voice is not None:
            now = f"name:{' '.join(piece.voice.casefold().split())}"
        result.voices.append(now or HEAD)
    if now and HEAD in result.voices:
        result.voices = [voice if voice != HEAD else "unknown" for voice in result.voices]
    return result


# ── Labels ────────────────────────────────────────────────────────────────────────────────────────────


def _by_label(pieces: Sequence[Piece], named: Sequence[Piece]) -> Plan:
    result = Plan(Shape.LABELS, [])
    counts = Counter(_key(p) for p in named if p.label and p.label.kind is not LabelKind.CHEVRON)
    style = question_style([p for p in pieces if not _is_named(p)])
    one_side = len(counts) == 1 and counts.total() >= 2
    side_asks = one_side and _side_asks(pieces, named)
    now = HEAD
    for index, piece in enumerate(pieces):
        if _is_named(piece):
            chevron = piece.label is not None and piece.label.kind is LabelKind.CHEVRON
            voice = f"chevron:{index}" if chevron and counts else ("toggle" if chevron else _key(piece))
            now = _next_toggle(result.voices) if voice == "toggle" else voice
            result.voices.append(now)
            continue
        voice = _unlabelled(piece, style, now)
        if voice == CONTINUES and one_side and now != HEAD:
            voice = _other_side(pieces, index, now, side_asks=side_asks)
        if voice == CONTINUES and _is_dashed(piece):
            result.keep_mark.add(index)
        if voice == CONTINUES and now == HEAD:
            voice = HEAD
        if voice not in {CONTINUES, HEAD, DROPPED}:
            now = voice
        result.voices.append(voice)
    if any(voice.startswith("toggle") for voice in result.voices):
        result.doubts.add("who_asks")
    return result


def _next_toggle(voices: Sequence[str]) -> str:
    last = next((voice for voice in reversed(voices) if voice.startswith("toggle:")), "toggle:1")
    return "toggle:0" if last == "toggle:1" else "toggle:1"


def _unlabelled(piece: Piece, style: str, now: str) -> str:
    """A piece without a label among labelled ones."""
    if piece.style == style != "":
        return "strong" if piece.asks or now == "strong" or style != "heading" else DROPPED
    if piece.style == "heading":
        return DROPPED
    if now == "strong":
        return "plain"
    return CONTINUES


def _side_asks(pieces: Sequence[Piece], named: Sequence[Piece]) -> bool:
    """Where only one side has labels: is it the one that asks?"""
    label = named[0].label
    if label is not None and label.kind is LabelKind.SIDE:
        return label.key == "Q"
    others = [p for p in pieces if not _is_named(p)]
    return _share_asking(named) > _share_asking(others)


def _other_side(pieces: Sequence[Piece], index: int, now: str, *, side_asks: bool) -> str:
    if side_asks:
        return "plain"
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is not None and _is_named(following) and (pieces[index].asks or now == "plain"):
        return "plain"
    return CONTINUES


def _first_turn_only(pieces: Sequence[Piece], named: Sequence[Piece]) -> Plan | None:
    """Each of two names stands once, then a dash or a style or nothing says that the other one speaks."""
    keys = [_key(p) for p in named]
    first = pieces.index(named[0])
    later = [p for p in pieces[first:] if not _is_named(p) and p.style != "heading"]
    if len(keys) != 2 or keys[0] == keys[1] or len(later) < 2:
        return None
    rest = [p for p in pieces[first:] if p.style != "heading"]
    styled = {named[0].style, named[1].style}
    if len(styled) == 2 and "heading" not in styled:
        return _as_first(pieces, first, {named[0].style: keys[0], named[1].style: keys[1]})
    marks = [_is_dashed(p) or _is_named(p) for p in rest]
    turns = [p for p, mark in zip(rest, marks, strict=True) if mark] if sum(marks) > 3 else rest
    asking = [p.asks for p in turns]
    first_asks = sum(asking[0::2]) >= sum(asking[1::2])
    if len(turns) < 4 or max(sum(asking[0::2]), sum(asking[1::2])) < 2:
        return None
    result = Plan(Shape.LABELS, [], doubts={"who_asks", "unmarked_alternation"})
    asker, teller = (keys[0], keys[1]) if first_asks else (keys[1], keys[0])
    by_mark = sum(marks) > 3
    now = HEAD
    for index, piece in enumerate(pieces):
        if index < first:
            voice = HEAD
        elif piece.style == "heading":
            voice = DROPPED
        elif _is_named(piece):
            voice = now = _key(piece)
        elif by_mark:
            voice = (keys[1] if now == keys[0] else keys[0]) if _is_dashed(piece) else CONTINUES
        else:
            voice = asker if piece.asks and now != asker else teller if now == asker else CONTINUES
        now = voice if voice in keys else now
        result.voices.append(voice)
    return result


def _as_first(pieces: Sequence[Piece], first: int, of_style: dict[str, str]) -> Plan:
    """The style of each side's first, labelled turn is the style of all its turns."""
    result = Plan(Shape.LABELS, [])
    for index, piece in enumerate(pieces):
        if index < first:
            result.voices.append(HEAD)
        elif _is_named(piece):
            result.voices.append(_key(piece))
        elif piece.style == "heading":
            result.voices.append(DROPPED)
        else:
            result.voices.append(of_style.get(piece.style, CONTINUES))
    return result


# ── A style for the questions ─────────────────────────────────────────────────────────────────────────


def question_style(pieces: Sequence[Piece]) -> str:
    """``heading``, ``bold`` or ``italic`` if that is how questions are set, else empty."""
    best, most = "", 0
    for style in ("bold", "heading", "italic", "quote", "term"):
        styled = [i for i, p in enumerate(pieces) if p.style == style]
        asking = sum(pieces[i].asks for i in styled)
        followed = sum(i + 1 < len(pieces) and pieces[i + 1].style != style for i in styled)
        if style == "term" and len(styled) >= 2 and followed * 2 >= len(styled):
            return style
        enough = asking >= 2 or (asking == 1 and len(styled) <= 2)
        if enough and asking * 5 >= len(styled) * 2 and followed * 2 >= len(styled) and asking > most:
            best, most = style, asking
    return best


def _by_style(pieces: Sequence[Piece], style: str) -> Plan:
    result = Plan(Shape.STYLE, [])
    first = next(
        i
        for i, p in enumerate(pieces)
        if p.style == style and (p.asks or style == "term" or _opens(pieces, i, style))
    )
    now = HEAD
    for index, piece in enumerate(pieces):
        if index < first:
            voice = HEAD
        elif piece.style == style:
            voice = "strong"
        elif piece.style == "heading":
            voice = DROPPED
        else:
            voice = "plain"
        if voice == "plain" and now == "plain" and _is_dashed(piece):
            result.keep_mark.add(index)
        now = voice if voice != DROPPED else now
        result.voices.append(voice)
    return result


def _is_lead(piece: Piece) -> bool:
    """A first paragraph in the questions' style that is longer than what one says before a first question."""
    return piece.length > 90


def _opens(pieces: Sequence[Piece], index: int, style: str) -> bool:
    """A first question that has no question mark: short, and answered before the next one."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    is_answered = (
        following is not None
        and (following.style != style or following.asks)
        and (following.style != "heading")
    )
    return (
        is_answered
        and style != "heading"
        and pieces[index].length <= 160
        and not any(p.asks for p in pieces[:index])
        and not (index == 0 and following is not None and following.style == style and _is_lead(pieces[0]))
    )


# ── Dashes ────────────────────────────────────────────────────────────────────────────────────────────


def _by_dash(pieces: Sequence[Piece]) -> Plan | None:
    body = [i for i, p in enumerate(pieces) if p.style != "heading"]
    dashed = [n for n, i in enumerate(body) if _is_dashed(pieces[i])]
    if not dashed:
        return None
    gaps = [b - a - 1 for a, b in pairwise(dashed)]
    touching = sum(gap == 0 for gap in gaps)
    marked = set(dashed)
    before = [pieces[body[n - 1]] for n in dashed if n and n - 1 not in marked]
    if not gaps:
        return (
            _one_sided(pieces, asks_with_dash=False) if before and before[0].asks and len(body) <= 4 else None
        )
    plain = len(body) - len(dashed)
    if touching * 3 <= len(gaps) and before:
        with_dash = [pieces[body[n]] for n in dashed]
        if _share_asking(with_dash) > _share_asking(before):
            return _one_sided(pieces, asks_with_dash=True) if _share_asking(with_dash) >= 0.5 else None
        if _share_asking(before) >= 0.3:
            return _one_sided(pieces, asks_with_dash=False)
        return None
    return (
        _same_dash(pieces)
        if len(dashed) >= 3 and len(dashed) * 2 >= plain and any(pieces[body[n]].asks for n in dashed)
        else None
    )


def _one_sided(pieces: Sequence[Piece], *, asks_with_dash: bool) -> Plan:
    result = Plan(Shape.DASH_ASKS if asks_with_dash else Shape.DASH_ANSWERS, [])
    dashes = [i for i, p in enumerate(pieces) if _is_dashed(p)]
    if asks_with_dash:
        starts = min(dashes)
        result.voices = [
            HEAD if i < starts else DROPPED if p.style == "heading" else "dash" if _is_dashed(p) else "plain"
            for i, p in enumerate(pieces)
        ]
        return result
    questions = {
        i - 1 for i in dashes if i and not _is_dashed(pieces[i - 1]) and pieces[i - 1].style != "heading"
    }
    starts = min([*questions, *dashes])
    for i, piece in enumerate(pieces):
        if i < starts:
            voice = HEAD
        elif i in questions:
            voice = "plain"
        elif _is_dashed(piece):
            voice = "dash"
        else:
            voice = DROPPED if piece.style == "heading" else CONTINUES
        result.voices.append(voice)
    return result


def _same_dash(pieces: Sequence[Piece]) -> Plan:
    """Both sides open with a dash: they alternate as far as anybody can see."""
    result = Plan(Shape.SAME_DASH, [], doubts={"who_asks", "same_dash"})
    now = HEAD
    for piece in pieces:
        if _is_dashed(piece):
            now = _next_toggle([now] if now != HEAD else [])
            result.voices.append(now)
        elif piece.style == "heading":
            result.voices.append(DROPPED)
        else:
            result.voices.append(HEAD if now == HEAD else CONTINUES)
    return result


# ── Nothing marks a speaker ───────────────────────────────────────────────────────────────────────────


def _without_marks(pieces: Sequence[Piece]) -> Plan:
    body = [i for i, p in enumerate(pieces) if p.style != "heading"]
    asking = [n for n, i in enumerate(body) if pieces[i].asks]
    alone = sum(b - a > 1 for a, b in pairwise(asking)) + 1
    is_exchange = (
        len(asking) >= 2
        and len(asking) * 3 >= len(body) - asking[0]
        and alone * 4 >= 3 * len(asking)
        and len(body) > len(asking)
    )
    if not is_exchange:
        voices = [DROPPED if p.style == "heading" else "account" for p in pieces]
        return Plan(Shape.ACCOUNT, voices, keep_mark=set(range(len(pieces))))
    result = Plan(Shape.UNMARKED, [], doubts={"who_asks", "unmarked_alternation"})
    parity = _alternates(pieces, body[asking[0] :])
    nth = {i: n for n, i in enumerate(body)}
    for i, piece in enumerate(pieces):
        if i < body[asking[0]]:
            voice = HEAD
        elif piece.style == "heading":
            voice = DROPPED
        elif parity:
            voice = "strong" if (nth[i] - asking[0]) % 2 == 0 else "plain"
        else:
            voice = "strong" if piece.asks else "plain"
        result.voices.append(voice)
    return result


def _alternates(pieces: Sequence[Piece], body: Sequence[int]) -> bool:
    even, odd = [pieces[i] for i in body[0::2]], [pieces[i] for i in body[1::2]]
    return _share_asking(even) >= 0.6 and _share_asking(odd) <= 0.2
