"""Units with what they show of who speaks: a label, a style, a voice, a question mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whensafe.intake.blocks import Kind
from whensafe.intake.people import is_name
from whensafe.intake.turns import court
from whensafe.intake.turns.labels import (
    Label,
    LabelKind,
    Vocabulary,
    candidates,
    is_never,
    normal,
    vocabulary,
)
from whensafe.intake.turns.source import Source
from whensafe.intake.turns.units import Breaks, Cut, Styles, Unit, lines, merged, time_code

_ASKS = re.compile(r"[?؟⁇？]['\"’”»“)\]*…. ]*\Z")
_SENTENCE_ENDS = re.compile(r"[.!?…؟:;]['\"’”»“)\]]*\s*\Z")
_TERM = re.compile(
    r"(?<![a-z])(?:dt|q|pyt|questions?|frage|preg|pregunta|domanda|pytanie|vopros|pytannia|interviewer)(?![a-z])"
)
_INNER_DASH = re.compile(r"(?<=[?؟!.…»”])\s+(?=[—–―]\s*[^\W\d_a-zа-яіїєґ])")


@dataclass(frozen=True, slots=True)
class Piece:
    """``block.text[start:end]``; the words begin at ``words``, after ``label``.

    ``style`` is ``heading``, ``bold`` or ``italic`` where the whole piece is one, else empty. ``opens`` is
    false for
    a piece cut off from the one before it inside a line.
    """

    block: int
    start: int
    end: int
    words: int
    label: Label | None = None
    style: str = ""
    voice: str | None = None
    asks: bool = False
    at_ms: int | None = None

    @property
    def length(self) -> int:
        """Code points of its words."""
        return self.end - self.words


@dataclass(slots=True)
class Pieces:
    """All pieces of a document in order, with what was cut out of their blocks."""

    items: list[Piece]
    cuts: dict[int, list[Cut]]
    labels: Vocabulary
    breaks: Breaks


def cut_pieces(
    source: Source, wanted: Iterable[int], known: Sequence[str], cuts: dict[int, list[Cut]]
) -> Pieces:
    """Cut the wanted blocks into pieces. ``known``: names that the head of the page gives."""
    wanted = list(wanted)
    breaks = Breaks(source, cuts)
    styles = {index: Styles(source.blocks[index]) for index in wanted}
    units = lines(source, wanted, cuts)
    bold_ends = [styles[unit.block].until(unit.lead, "bold") for unit in units]
    stage = [court.is_stage_line(source.text(unit.block)[unit.lead : unit.end]) for unit in units]
    found = [
        [] if is_stage else candidates(source.text(unit.block), unit.lead, unit.end, bold_end)
        for unit, bold_end, is_stage in zip(units, bold_ends, stage, strict=True)
    ]
    words = vocabulary(found, known)
    words = _with_inner(source, units, words)
    picked = [words.pick(of_line) for of_line in found]
    starts = _starts(source, units, picked)
    starts = [
        start or here or before for start, here, before in zip(starts, stage, [False, *stage], strict=False)
    ]
    labels = {
        (unit.block, unit.start): label
        for unit, label, start in zip(units, picked, starts, strict=True)
        if start
    }
    items = [
        _piece(source, unit, labels.get((unit.block, unit.start)), styles[unit.block])
        for unit in merged(units, starts, breaks)
    ]
    splitter = _splitter(words)
    items = [part for item in items for part in _split_labels(source, item, splitter, styles[item.block])]
    items = _split_styled(source, items, styles, "bold")
    items = _split_styled(source, items, styles, "italic")
    return Pieces(_split_dashes(source, items), cuts, words, breaks)


_INNER_NAME = re.compile(r"[.?!…؟»”\")\]]\s+(?P<name>[^\W\d_][^\n:.?!…«»“”\"—,;]{1,30})\s?[:：]\s")


def _with_inner(source: Source, units: Sequence[Unit], words: Vocabulary) -> Vocabulary:
    """A speaker who is only ever named inside lines that begin with another's label."""
    if not words.names:
        return words
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for unit in units:
        for match in _INNER_NAME.finditer(source.text(unit.block), unit.lead, unit.end):
            name = match["name"].strip()
            if is_name(name, most=3) and not is_never(normal(name)):
                counts[normal(name)] += 1
                shown[normal(name)] = name
    inner = {key for key, count in counts.items() if count >= 2}
    return replace(words, names=words.names | inner) if inner else words


def _starts(source: Source, units: Sequence[Unit], picked: Sequence[Label | None]) -> list[bool]:
    """Where a new speaker's mark begins; a dash that only happens to begin a filled line is not one."""
    starts = []
    for index, (unit, label) in enumerate(zip(units, picked, strict=True)):
        is_start = label is not None
        before = units[index - 1] if index else None
        if (
            label is not None
            and label.kind is LabelKind.DASH
            and before is not None
            and before.block == unit.block
        ):
            text = source.text(unit.block)
            following = text[label.end : label.end + 1]
            is_start = (
                bool(_SENTENCE_ENDS.search(text[max(before.lead, before.end - 8) : before.end]))
                and not following.islower()
            )
        starts.append(is_start)
    return starts


def _piece(source: Source, unit: Unit, label: Label | None, styles: Styles) -> Piece:
    text = source.text(unit.block)
    words = min(label.end, unit.end) if label is not None else unit.lead
    words += len(text[words : unit.end]) - len(text[words : unit.end].lstrip())
    at_ms = unit.at_ms if unit.at_ms is not None or label is None else label.at_ms
    if at_ms is None and label is not None and (after := time_code(text, words, unit.end)) is not None:
        at_ms, words = after
    return Piece(
        unit.block,
        unit.start,
        unit.end,
        words,
        label,
        _style(source, unit.block, words, unit.end, styles),
        source.blocks[unit.block].voice,
        asks(text, words, unit.end),
        at_ms,
    )


def _style(source: Source, index: int, start: int, end: int, styles: Styles) -> str:
    block = source.blocks[index]
    if start >= end:
        return ""
    if block.kind is Kind.HEADING:
        return "heading"
    if _TERM.search(block.hint.casefold()):
        return "term"
    if block.kind is Kind.QUOTE:
        return "quote"
    return next(
        (style for style in ("bold", "italic") if styles.all(source.text(index), start, end, style)), ""
    )


def asks(text: str, start: int, end: int) -> bool:
    """Does it end with a question mark (closing quotes and brackets aside)?"""
    return _ASKS.search(text[max(start, end - 12) : end]) is not None


def _splitter(words: Vocabulary) -> re.Pattern[str] | None:
    """Finds a second label inside a line: only labels that this document uses, after the end of a
    sentence.
    """
    sides = [rf"{re.escape(side)}\s?[:.：]" for side in words.sides if not side.isdecimal()]
    names = [
        rf"{re.escape(name)}\s?[:：]".replace(r"\ ", r"\s")
        for name in sorted(words.names, key=len, reverse=True)
        if len(name) > 1
    ]
    if not sides and not names:
        return None
    return re.compile(rf"(?<=[.?!…؟»”\")\]])\s+(?=(?:{'|'.join(sides + names)})(?:\s|$))", re.IGNORECASE)


def _split_labels(
    source: Source, item: Piece, splitter: re.Pattern[str] | None, styles: Styles
) -> list[Piece]:
    if splitter is None or item.label is None or item.label.kind is LabelKind.DASH:
        return [item]
    text = source.text(item.block)
    parts, rest = [], item
    for match in splitter.finditer(text, item.words, item.end):
        at = match.end()
        label = item_label(text, at, item.end, styles, item.label)
        if label is None:
            continue
        parts.append(_shorter(source, rest, match.start(), styles))
        rest = replace(rest, start=at, words=min(label.end, item.end), label=label, at_ms=None)
    parts.append(_shorter(source, rest, rest.end, styles))
    return parts


def item_label(text: str, at: int, end: int, styles: Styles, like: Label) -> Label | None:
    """The label inside a line at ``at``, of the same kind as the one the line begins with."""
    found = candidates(text, at, end, styles.until(at, "bold"))
    label = next((label for label in found if label.kind is like.kind and not label.alone), None)
    if label is None or label.kind is not LabelKind.SIDE:
        return label
    if label.key.isupper() or not label.key.isascii():
        side = "A" if like.key == "Q" else "Q"
        return replace(label, key=side)
    return None


def _shorter(source: Source, item: Piece, end: int, styles: Styles) -> Piece:
    text = source.text(item.block)
    return replace(
        item,
        end=end,
        asks=asks(text, item.words, end),
        style=_style(source, item.block, item.words, end, styles),
    )


def _split_styled(
    source: Source, items: Sequence[Piece], styles: dict[int, Styles], style: str
) -> list[Piece]:
    """A bold or italic question inline before its answer: two pieces, if there is more than one such."""
    ends = [_styled_question_end(source, item, styles[item.block], style) for item in items]
    questions = sum(
        (end is not None and asks(source.text(item.block), item.words, end))
        + (end is not None and _asks_again(source, item, end, styles[item.block], style))
        for item, end in zip(items, ends, strict=True)
    )
    if questions < 2:
        return list(items)
    parts: list[Piece] = []
    for item, end in zip(items, ends, strict=True):
        if end is None:
            parts.append(item)
            continue
        text = source.text(item.block)
        question_end = item.words + len(text[item.words : end].rstrip())
        answer = end + len(text[end : item.end]) - len(text[end : item.end].lstrip())
        parts.append(replace(item, end=question_end, style=style, asks=asks(text, item.words, question_end)))
        found = [
            label for label in candidates(text, answer, item.end, answer) if label.kind is LabelKind.DASH
        ]
        words = found[0].end if found else answer
        rest = replace(
            item,
            start=answer,
            words=words,
            label=found[0] if found else None,
            style="",
            asks=asks(text, words, item.end),
            at_ms=None,
        )
        parts += _further(source, rest, styles[item.block], style)
    return parts


def _asks_again(source: Source, item: Piece, at: int, styles: Styles, style: str) -> bool:
    """Does another such question follow in the same paragraph?"""
    again = styles.begins_after(at, item.end, style)
    text = source.text(item.block)
    end = min(styles.until(again, style), item.end) if again is not None else at
    return again is not None and asks(text, again, again + len(text[again:end].rstrip()))


def _further(source: Source, answer: Piece, styles: Styles, style: str) -> list[Piece]:
    """An answer, and the questions with their answers that follow it in the same paragraph."""
    text = source.text(answer.block)
    parts: list[Piece] = []
    rest = answer
    while True:
        at = styles.begins_after(rest.words, rest.end, style)
        end = min(styles.until(at, style), rest.end) if at is not None else rest.end
        question_end = at + len(text[at:end].rstrip()) if at is not None else rest.end
        reply = end + len(text[end : rest.end]) - len(text[end : rest.end].lstrip())
        if at is None or reply >= rest.end or not asks(text, at, question_end):
            return [*parts, rest]
        before = rest.words + len(text[rest.words : at].rstrip())
        parts.append(replace(rest, end=before, asks=asks(text, rest.words, before)))
        parts.append(replace(rest, start=at, end=question_end, words=at, label=None, style=style, asks=True))
        rest = replace(rest, start=reply, words=reply, label=None, style="", asks=asks(text, reply, rest.end))


def _styled_question_end(source: Source, item: Piece, styles: Styles, style: str) -> int | None:
    if item.style or source.blocks[item.block].kind is Kind.CUE:
        return None
    end = min(styles.until(item.words, style), item.end)
    text = source.text(item.block)
    bold = text[item.words : end].rstrip()
    if not bold or not text[end : item.end].strip() or not _SENTENCE_ENDS.search(bold[-4:]):
        return None
    if style == "italic" and not asks(text, item.words, item.words + len(bold)):
        return None  # italics also stress
    return end


def _split_dashes(source: Source, items: Sequence[Piece]) -> list[Piece]:
    """``— Question? — Answer.`` on one line, if it is how the document's lines are made."""
    dashed = [item for item in items if item.label is not None and item.label.kind is LabelKind.DASH]
    if len(dashed) < 2:
        return list(items)
    hits = {(item.block, item.start): _inner_dash(source, item) for item in dashed}
    if sum(at is not None for at in hits.values()) * 3 < 2 * len(dashed):
        return list(items)
    parts: list[Piece] = []
    for item in items:
        at = hits.get((item.block, item.start))
        if at is None:
            parts.append(item)
            continue
        text = source.text(item.block)
        found = next(label for label in candidates(text, at, item.end, at) if label.kind is LabelKind.DASH)
        before = item.start + len(text[item.start : at].rstrip())
        parts.append(replace(item, end=before, asks=asks(text, item.words, before)))
        parts.append(
            replace(
                item, start=at, words=found.end, label=found, asks=asks(text, found.end, item.end), at_ms=None
            )
        )
    return parts


def _inner_dash(source: Source, item: Piece) -> int | None:
    match = _INNER_DASH.search(source.text(item.block), item.words, item.end)
    if match is None or not any(
        label.kind is LabelKind.DASH
        for label in candidates(source.text(item.block), match.end(), item.end, match.end())
    ):
        return None
    return match.end()
