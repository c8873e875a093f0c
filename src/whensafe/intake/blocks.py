"""What every reader makes of its format: blocks of text in reading order, with what the format knew.

A document keeps everything that could be words. What a reader can tell to be furniture (navigation, cookie
notices, related links, running heads, page numbers) goes to ``dropped`` in source order, never to nothing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field

from whensafe.nouns.interview import Mark
from whensafe.nouns.text import HOLE, Language


class Kind(enum.StrEnum):
    """What a block is in its own format."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list or definition list
    QUOTE = "quote"  # a block quotation or pull quote
    CAPTION = "caption"
    CUE = "cue"  # of a caption file
    BREADCRUMB = "breadcrumb"  # its runs are the steps, outermost first


@dataclass(frozen=True, slots=True)
class Run:
    r"""A stretch of one style. ``text`` is NFC; a line break the author made is ``\\n``, a soft one too."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``level`` is a heading's (1-6). ``voice`` is who speaks if the format itself says so.

    ``hint`` is what the source calls it (a class, an id, a paragraph style), for front and turns to read.
    ``marks`` are positions in ``text`` where the format had markup or an entity that is not words.
    """

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    voice: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    hint: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The words of all runs, one after the other."""
        return "".join(run.text for run in self.runs)


def lost_letters(blocks: Iterable[Block]) -> bool:
    """Does a sign stand in the words that is none: U+FFFD for a letter, U+FFFC for a thing?"""
    return any("\ufffd" in block.text or HOLE in block.text for block in blocks)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the format states about the whole: ``name`` from the list below, ``value`` verbatim.

    Names: ``title site author published modified section url canonical language description based_on``.
    ``via`` says where it stood (``h1``, ``json-ld …``, ``og:title``, ``docx core``), nearest to the author
    first. ``based_on`` is the address of what it republishes.
    """

    name: str
    value: str
    via: str


@dataclass(frozen=True, slots=True)
class Document:
    r"""A file as blocks. ``breaks_are_soft``: a ``\\n`` inside a block is usually only the file's line width.

    ``language`` is what the source declares, not what it is. ``doubts`` are codes of questions that the
    reader already has: ``no_text``, ``pages_without_text``, ``encoding_guessed``, ``hidden_text``,
    ``cue_times``, ``translation_alignment``, ``replacement_characters`` (U+FFFD or U+FFFC).
    """

    family: str
    media_type: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...] = ()
    dropped: tuple[str, ...] = ()
    language: Language | None = None
    breaks_are_soft: bool = False
    doubts: tuple[str, ...] = field(default=())

    def fact(self, name: str) -> str | None:
        """The first value stated under a name."""
        return next((fact.value for fact in self.facts if fact.name == name), None)
