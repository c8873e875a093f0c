"""The text of a cue: voices, styles and entities taken out of the words and recorded beside them.

Follows "WebVTT cue text parsing rules" (https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules), and says here
where it doesn't: a ``<`` that no ``>`` follows stays in the words instead of swallowing the rest of the cue,
and so does one before white space or a number that is no time ("<3"); the reading aid of ``<rt>`` is recorded
as markup, because nobody said it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from whensafe.intake import styled
from whensafe.intake.blocks import Run
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import nfc

_TOKEN = re.compile(
    r"(?P<tag><(?!\s)[^>]*>)|(?P<override>\{\\[^{}\n]*\})"
    r"|(?P<entity>&(?:#\d{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?))|(?P<text>[^<&{]+|[<&{])"
)
_TIME = re.compile(r"\d[\d:.,]*\s*")
_TAG = re.compile(r"(?P<name>[^\s.]*)(?P<classes>(?:\.[^\s.]*)*)\s*(?P<annotation>.*)", re.DOTALL)
_WEBVTT_TAGS = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})
_SUBRIP_TAGS = frozenset({"i", "b", "u", "s", "font", "c", "v"})
_XML_ENTITIES = frozenset({"&amp;", "&lt;", "&gt;", "&nbsp;", "&quot;", "&apos;", "&lrm;", "&rlm;"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one voice says in a cue. ``voice`` is ``None`` where the cue names nobody."""

    voice: str | None
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which tags are markup (others: dropped by WebVTT, words in SubRip), and which entities are decoded."""

    tags: frozenset[str]
    unknown_tags_are_words: bool
    all_entities: bool
    overrides: bool


WEBVTT = Dialect(_WEBVTT_TAGS, unknown_tags_are_words=False, all_entities=True, overrides=False)
SUBRIP = Dialect(_SUBRIP_TAGS, unknown_tags_are_words=True, all_entities=False, overrides=True)


def speak(text: str, dialect: Dialect) -> tuple[Spoken, ...]:
    """Read a cue's text. Stretches of one voice in a row are one; stretches without words are none."""
    cue = _Cue(dialect)
    last_end = text.rfind(">")
    at = 0
    while at < len(text):
        if text[at] == "<" and at > last_end:  # asked here, so that "<<<<…" is not searched again and again
            cue.say(text[at])
            at += 1
            continue
        match = _TOKEN.match(text, at)
        if match is None:  # pragma: no cover - the pattern takes any character
            break
        cue.take(match.lastgroup or "text", match[0])
        at = match.end()
    return cue.spoken()


@dataclass(slots=True)
class _Stretch:
    """A stretch of one voice while it is being read."""

    voice: str | None
    pieces: list[styled.Piece] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0


class _Cue:
    """The state of reading one cue's text: open tags and what was said so far."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._open: list[str] = []
        self._depth: Counter[str] = Counter()
        self._voices: list[str | None] = []
        self._stretches = [_Stretch(None)]

    def take(self, kind: str, token: str) -> None:
        if kind == "tag":
            self._tag(token)
        elif kind == "entity":
            self._entity(token)
        elif kind == "override" and self._dialect.overrides:
            self._mark(token)
        else:
            self.say(token)

    def say(self, text: str) -> None:
        if self._depth["rt"]:
            self._mark(text)
            return
        voice = self._voices[-1] if self._voices else None
        if self._stretches[-1].voice != voice and text.strip():  # white space belongs to nobody
            self._change_voice(voice)
        here = self._stretches[-1]
        here.pieces.append((text, self._depth["b"] > 0, self._depth["i"] > 0))
        here.length += len(text)

    def _change_voice(self, voice: str | None) -> None:
        """Begin a stretch; the tags at the end of the last one, its own voice tag among them, go with it."""
        before, after = self._stretches[-1], _Stretch(voice)
        marks, before.marks = before.marks, []
        for at, verbatim in marks:
            if at == before.length and not verbatim.startswith("</"):
                after.marks.append((0, verbatim))
            else:
                before.marks.append((at, verbatim))
        self._stretches.append(after)

    def _mark(self, verbatim: str) -> None:
        here = self._stretches[-1]
        here.marks.append((here.length, verbatim))

    def _entity(self, token: str) -> None:
        if not self._dialect.all_entities and token not in _XML_ENTITIES and not token.startswith("&#"):
            self.say(token)
            return
        decoded = html.unescape(token)
        if decoded != token:
            self._mark(token)
        self.say(decoded)

    def _tag(self, token: str) -> None:
        inside = token[1:-1]
        if inside.startswith("/"):
            self._end_tag(token, inside[1:].strip().lower())
            return
        match = _TAG.match(inside)
        name = match["name"].lower() if match is not None else ""
        is_time = _TIME.fullmatch(inside) is not None
        is_words = self._dialect.unknown_tags_are_words or inside[:1].isdigit()
        if name not in self._dialect.tags and not is_time and is_words:
            self.say(token)
            return
        self._mark(token)
        allowed = name in self._dialect.tags and (name != "rt" or self._innermost() == "ruby")
        if allowed and not is_time:
            words = html.unescape(match["annotation"]) if match is not None else ""
            self._open.append(name)
            self._depth[name] += 1
            if name == "v":
                self._voices.append(nfc(" ".join(words.split())) or None)

    def _end_tag(self, token: str, name: str) -> None:
        if name not in self._dialect.tags and self._dialect.unknown_tags_are_words:
            self.say(token)
            return
        self._mark(token)
        if self._innermost() == name:
            self._close()
        elif name == "ruby" and self._innermost() == "rt":
            self._close()
            self._close()

    def _close(self) -> None:
        name = self._open.pop()
        self._depth[name] -= 1
        if name == "v":
            self._voices.pop()

    def _innermost(self) -> str | None:
        return self._open[-1] if self._open else None

    def spoken(self) -> tuple[Spoken, ...]:
        """What was said, without stretches of white space."""
        found = [_finish(stretch) for stretch in self._stretches]
        return tuple(one for one in found if one is not None)


def _finish(stretch: _Stretch) -> Spoken | None:
    """Trim the ends, join pieces of one style, and count positions in the NFC text."""
    lead, words = styled.words(stretch.pieces)
    if not words:
        return None
    at = (min(max(at - lead, 0), len(words)) for at, _ in stretch.marks)
    marks = tuple(
        Mark(MarkKind.MARKUP, place, verbatim)
        for place, (_, verbatim) in zip(styled.places(words, at), stretch.marks, strict=True)
    )
    return Spoken(stretch.voice, styled.runs(stretch.pieces), marks)
