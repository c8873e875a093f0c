"""Plain text to blocks: a blank line, or an indented first line, begins a block; lines stay as they stand.

Whether a line break means anything is estimated for the whole file (`Document.breaks_are_soft`) and decided
later, where turns are known. Line numbers of a court transcript stay in the text for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from whensafe.intake import furniture, limits
from whensafe.intake.blocks import Block, Document, Kind, Run
from whensafe.nouns.text import HOLE, nfc

MEDIA_TYPE = "text/plain"
REPLACED = "replacement_characters"

_LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_PAGE_END = re.compile("\f")
_SENTENCE_END = re.compile(r"[.!?…:;؟۔。»”\"')\]*—–-]\s*\Z")


def read_plain(text: str) -> Document:
    """Read a plain text. Any text is one; nothing in it is refused but its size."""
    limits.check_text_size(len(text))
    pages = [_LINE_END.split(page) for page in _PAGE_END.split(nfc(text).removeprefix("\ufeff"))]
    if len(pages) == 1:
        pages = _pages_by_number(pages[0])
    groups, dropped = _groups(pages)
    limits.check_blocks(len(groups))
    blocks = tuple(Block(Kind.PARAGRAPH, (Run("\n".join(lines)),)) for lines in groups)
    return Document(
        family="plain",
        media_type=MEDIA_TYPE,
        blocks=blocks,
        dropped=tuple(dropped),
        breaks_are_soft=breaks_are_soft(groups),
        doubts=(REPLACED,) if "\ufffd" in text or HOLE in text else (),
    )


def breaks_are_soft(blocks: Iterable[Sequence[str]]) -> bool:
    """Whether line breaks inside blocks are mostly the width of the page, not the author's.

    A break is one of width if the next line's first word would not have fitted; and somewhere sentences must
    run on over such breaks. Lines that are one turn each differ in length and end their sentences.
    """
    breaks = [(line, after) for block in blocks for line, after in pairwise(block)]
    if not breaks:
        return False
    width = sorted(max(len(line), len(after)) for line, after in breaks)[-1 - len(breaks) // 20]
    if width < 40:
        return False
    filled = sum(len(line) + 1 + len(after.split(None, 1)[0]) > width * 0.97 for line, after in breaks)
    runs_on = sum(_runs_on(line, after) for line, after in breaks)
    if len(breaks) < 3:
        return filled == len(breaks) == runs_on
    return filled * 4 >= len(breaks) * 3 and runs_on * 5 >= len(breaks) * 2


def _runs_on(line: str, after: str) -> bool:
    return not _SENTENCE_END.search(line) or after[:1].islower()


def _pages_by_number(lines: list[str]) -> list[list[str]]:
    """One file without form feeds, cut after its page numbers, if it has such."""
    pages, start = [], 0
    for end in furniture.page_ends(lines):
        pages.append(lines[start : end + 1])
        start = end + 1
    pages.append(lines[start:])
    return [page for page in pages if page]


def _groups(pages: Sequence[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Blocks as lists of stripped lines, and the furniture, both in order."""
    groups: list[list[str]] = []
    dropped: list[str] = []
    for n, (page, furnished) in enumerate(zip(pages, furniture.of_pages(pages), strict=True)):
        dropped += [" ".join(page[at].split()) for at in sorted(furnished)]
        here = _blocks_of([line for at, line in enumerate(page) if at not in furnished])
        if n and groups and here and _runs_on(groups[-1][-1], here[0][0]) and furnished:
            groups[-1] += here.pop(0)
        groups += here
    return _without_page_ends(groups, dropped), dropped


def _without_page_ends(groups: list[list[str]], dropped: list[str]) -> list[list[str]]:
    """Join a sentence that a page number or a running name stands in the middle of."""
    kept: list[list[str]] = []
    n = 0
    while n < len(groups):
        here, after = groups[n], groups[n + 1] if n + 1 < len(groups) else None
        if kept and after is not None and _stands_between(kept[-1], here, after):
            dropped.append(here[0])
            kept[-1] += after
            n += 2
            continue
        kept.append(here)
        n += 1
    return kept


def _stands_between(before: Sequence[str], here: Sequence[str], after: Sequence[str]) -> bool:
    if len(here) != 1 or not after[0][:1].islower() or _SENTENCE_END.search(before[-1]):
        return False
    return furniture.may_be_a_page_end(here[0])


def _blocks_of(lines: Iterable[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    return [part for group in groups if group for part in _by_indent(group)]


def _by_indent(group: list[str]) -> list[list[str]]:
    """Where paragraphs are set by an indented first line instead of a blank one, cut there."""
    indented = [_is_indented(line) for line in group]
    first_lines = indented[0] and not all(indented)
    parts: list[list[str]] = []
    for line, starts in zip(group, indented, strict=True):
        if not parts or (first_lines and starts):
            parts.append([])
        parts[-1].append(line.strip())
    return parts


def _is_indented(line: str) -> bool:
    return line.startswith(("  ", "\t", "\u3000", "\u00a0\u00a0"))
