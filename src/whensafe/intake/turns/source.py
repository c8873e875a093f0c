"""A document whose blocks' texts are joined once: pieces are slices of them, taken many times."""

from __future__ import annotations

import bisect

from whensafe.intake.blocks import Block, Document
from whensafe.nouns.interview import Mark


class Source:
    """A document as the turns read it."""

    def __init__(self, document: Document) -> None:
        self.blocks: tuple[Block, ...] = document.blocks
        self.family = document.family
        self.breaks_are_soft = document.breaks_are_soft
        self._marks = [sorted(block.marks, key=lambda mark: mark.at) for block in document.blocks]
        self._texts = [block.text for block in document.blocks]

    def text(self, block: int) -> str:
        """The text of a block, by its place in the document."""
        return self._texts[block]

    def marks_within(self, block: int, start: int, end: int) -> list[Mark]:
        """The format's marks from ``start`` to ``end``, both included."""
        marks = self._marks[block]
        first = bisect.bisect_left(marks, start, key=lambda mark: mark.at)
        return marks[first : bisect.bisect_right(marks, end, key=lambda mark: mark.at)]
