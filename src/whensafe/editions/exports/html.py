"""One page for reading and printing: all of it in one file, nothing from elsewhere, no script.

A class or a ``data-`` attribute says what each thing is in codes, so that intake reads it back; every word is
on the page's face.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from markupsafe import Markup

from whensafe.editions.exports.clock import stretch
from whensafe.editions.exports.fields import fields, hole_words, notice_words, text_fields
from whensafe.editions.exports.labels import wording
from whensafe.editions.phrases import Phrases
from whensafe.editions.templating import asset, rendered
from whensafe.editions.wording import language_in, notice_in
from whensafe.nouns.edition import ClearedTurn, Withheld
from whensafe.nouns.export import ExportFile, FormatLoss, Lost, Matter
from whensafe.nouns.interview import TranscriptKind
from whensafe.nouns.text import direction


def as_html(matter: Matter) -> tuple[tuple[ExportFile, ...], set[Lost]]:
    """One file."""
    w, labels = wording(matter)
    told = matter.interview
    sheet = _sheet()
    context = {
        "w": w,
        "labels": labels,
        "lang": w.language,
        "dir": direction(w.language),
        "sheet": Markup(sheet),  # noqa: S704 - the package's own file
        "sheet_digest": base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
        "title": told.title,
        "title_said": {"lang": told.language, "dir": direction(told.language)},
        "heading": told.title if told.title and told.title.strip() else w.untitled,
        "standfirst": told.standfirst,
        "fields": [(key, value) for key, value in fields(matter) if key != "notice"],
        "notices": [(notice_words(notice), notice_in(notice, w)) for notice in told.notices],
        "texts": [
            {
                "fields": list(text_fields(text)),
                "heading": language_in(text.language, w.language),
                "translated": text.kind is TranscriptKind.TRANSLATION,
                "turns": [_turn(n, turn, w) for n, turn in enumerate(text.turns, 1)],
            }
            for text in matter.texts
        ],
    }
    made = rendered("export.html", context)
    return (ExportFile(".html", "text/html", made),), {FormatLoss.ATTRIBUTION}


def _turn(n: int, turn: ClearedTurn, w: Phrases) -> dict[str, object]:
    return {
        "n": n,
        "address": turn.address,
        "role": turn.role.value,
        "role_name": w.roles[turn.role],
        "speaker": turn.speaker_display,
        "lang": turn.language,
        "dir": direction(turn.language),
        "times": stretch(turn.start_ms, turn.end_ms),
        "translates": turn.translates,
        "pieces": [
            (piece.ground.value, hole_words(piece.ground)) if isinstance(piece, Withheld) else piece
            for piece in turn.pieces
        ],
    }


@lru_cache(maxsize=1)
def _sheet() -> str:
    return asset("export.css").decode()
