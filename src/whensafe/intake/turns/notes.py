"""Lines of a transcript that nobody said: "END OF SIDE A", "No transcript."."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from whensafe.intake.front import words_page
from whensafe.intake.turns import label_words
from whensafe.intake.turns.pieces import Piece
from whensafe.intake.turns.source import Source


@functools.cache
def _notes() -> re.Pattern[str]:
    entries = "|".join(entry for entries in label_words.RECORDING_NOTES.values() for entry in entries)
    return re.compile(rf"[\W_]{{0,4}}(?:{entries})[\W_]{{0,4}}", re.IGNORECASE)


def is_note(text: str) -> bool:
    """Is this whole line about the recording? Words alone don't make it one: it is set apart, or in
    capitals.
    """
    text = text.strip()
    if not 0 < len(text) <= 80:
        return not text or re.fullmatch(r"[*_=~#•·.\s—–-]{1,80}", text) is not None
    if not any(c.isalnum() for c in text):
        return text[0] in "*_=~#•·—–-"
    apart = text[0] in "[(" and text[-1] in ")]"
    return (
        (apart or text.isupper() or len(text.split()) <= 4)
        and _notes().fullmatch(text) is not None
        and text[-1] not in "?؟"
    )


def is_only_absence(source: Source, pieces: Sequence[Piece]) -> bool:
    """Do these words only say that there is no transcript?"""
    texts = [source.text(p.block)[p.start : p.end].strip() for p in pieces]
    hits = [words_page.NO_TRANSCRIPT.alone.fullmatch(text) is not None for text in texts]
    return any(hits) and sum(len(t) for t, hit in zip(texts, hits, strict=True) if not hit) < 2000
