"""The heading that is a page's title: the one its own statements agree with, else the first top one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from whensafe.intake.blocks import Fact, Kind
from whensafe.intake.page_flow import Piece

_WORD = re.compile(r"\w+")
_LONGEST = 400


def find_title(
    pieces: Sequence[Piece], facts: Sequence[Fact], apart: Callable[[Piece], bool]
) -> Piece | None:
    """The title's piece, or ``None``. ``apart`` says whether a piece stands in furniture."""
    stated = [_key(fact.value) for fact in facts if fact.name == "title"]
    best: Piece | None = None
    best_score = 2.5  # a heading of the second rank that nothing speaks for is a section's
    for piece in pieces:
        if piece.box.kind is not Kind.HEADING or piece.aside or len(piece.line.text) > _LONGEST:
            continue
        score = max(4 - piece.box.level, 0) + _agreement(_key(piece.line.text), stated) - 5 * apart(piece)
        if score > best_score:
            best, best_score = piece, score
    return best


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _agreement(heading: str, stated: Sequence[str]) -> float:
    """Up to 6: equal to a stated title, or a large part of one (``Title - Site``) or the other way round."""
    best = 0.0
    for title in stated:
        if not heading or not title:
            continue
        if heading == title:
            return 6.0
        if heading in title or title in heading:
            shorter, longer = sorted((len(heading), len(title)))
            best = max(best, 5.0 * shorter / longer)
    return best
