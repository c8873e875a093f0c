r"""A block of Markdown to runs: emphasis, links, escapes and entities are recorded as marks, not as text.

markdown-it-py reads the syntax. What it leaves standing because the capture is sloppy (``**Name:**Answer``,
whose second pair CommonMark doesn't take for a closing one) is taken as meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from whensafe.intake.blocks import Run
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import nfc

_SIGNS = re.compile(r"[\[\]*_`<&\\!]")
_STRONG = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_MAX_SIGNS = 4_000
"""Above this many signs a block is no writing but an attack on a parser, and is taken as it stands."""


@dataclass(slots=True)
class Inline:
    """Runs, marks at code points of their joined text, and what was set aside (pictures' texts, comments)."""

    runs: list[Run] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The words of all runs."""
        return "".join(run.text for run in self.runs)

    def mark(self, verbatim: str) -> None:
        """Record markup here."""
        self.marks.append(Mark(MarkKind.MARKUP, self.length, verbatim))

    def add(self, text: str, bold: bool, italic: bool, href: str | None) -> None:
        """Add words in a style, to the last run if it has the same."""
        if not text:
            return
        self.length += len(text)
        if self.runs:
            last = self.runs[-1]
            if (last.bold, last.italic, last.href) == (bold, italic, href):
                self.runs[-1] = Run(last.text + text, bold, italic, href)
                return
        self.runs.append(Run(text, bold, italic, href))


def parser() -> MarkdownIt:
    """CommonMark's inline rules, with escapes and entities kept apart from text."""
    return MarkdownIt("commonmark", {"html": True}).disable("text_join")


def inline(source: str, md: MarkdownIt) -> Inline:
    r"""Read one block. ``source`` is NFC; line ends in it are kept as ``\\n``."""
    made = Inline()
    signs = _SIGNS.findall(source)
    if not signs or len(signs) > _MAX_SIGNS:
        made.add(source, bold=False, italic=False, href=None)
        return made
    reader = _Reader(made)
    for token in md.parseInline(source)[0].children or ():
        reader.take(token)
    return _settled(made)


class _Reader:
    """The style in force while tokens pass."""

    def __init__(self, made: Inline) -> None:
        self._made = made
        self._bold = 0
        self._italic = 0
        self._links: list[str] = []
        self._stray = False  # inside a pair that CommonMark left standing

    def take(self, token: Token) -> None:
        made = self._made
        kind = token.type
        if kind == "text":
            self._text(token.content)
        elif kind == "text_special":
            made.mark(token.markup)
            self._add(token.content)
        elif kind in ("softbreak", "hardbreak"):
            self._add("\n")
        elif kind in ("strong_open", "strong_close", "em_open", "em_close"):
            step = 1 if kind.endswith("open") else -1
            made.mark(token.markup)
            if kind.startswith("strong"):
                self._bold += step
            else:
                self._italic += step
        elif kind == "link_open":
            made.mark("[")
            self._links.append(str(token.attrGet("href") or ""))
        elif kind == "link_close":
            made.mark(f"]({self._links.pop()})")
        elif kind == "image":
            made.mark("![]")
            if token.content.strip():
                made.aside.append(token.content.strip())
        elif kind == "html_inline":
            self._tag(token.content)
        elif kind == "code_inline":
            made.mark(token.markup)
            self._add(token.content)
            made.mark(token.markup)

    def _add(self, text: str) -> None:
        href = self._links[-1] if self._links else None
        self._made.add(text, self._bold > 0 or self._stray, self._italic > 0, href)

    def _text(self, text: str) -> None:
        """Words, and pairs of stars that found no partner by the letter of CommonMark."""
        at = 0
        for sign in _STRONG.finditer(text):
            self._add(text[at : sign.start()])
            self._made.mark(sign.group())
            self._stray = not self._stray
            at = sign.end()
        self._add(text[at:])

    def _tag(self, tag: str) -> None:
        comment = _COMMENT.fullmatch(tag)
        if comment is not None:
            if comment.group(1).strip():
                self._made.aside.append(comment.group(1).strip())
            return
        self._made.mark(tag)
        if _BREAK_TAG.fullmatch(tag):
            self._add("\n")


def _settled(made: Inline) -> Inline:
    """No white space at the ends, NFC across runs (only entities can lead out of it, so it is rare)."""
    text = made.text
    if text != nfc(text):
        made.runs = [Run(nfc(text))]
    text = made.text
    cut = len(text) - len(text.lstrip())
    runs, left = [], cut
    for run in made.runs:
        taken = run.text[left:]
        left = max(0, left - len(run.text))
        if taken:
            runs.append(Run(taken, run.bold, run.italic, run.href))
    while runs and not runs[-1].text.rstrip():
        runs.pop()
    if runs:
        last = runs[-1]
        runs[-1] = Run(last.text.rstrip(), last.bold, last.italic, last.href)
    made.runs = runs
    made.length = sum(len(run.text) for run in runs)
    made.marks = [Mark(m.kind, min(max(0, m.at - cut), made.length), m.verbatim) for m in made.marks]
    return made
