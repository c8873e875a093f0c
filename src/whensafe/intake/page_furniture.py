"""Which boxes of a page are furniture, by what they are called, made of, and how much they hold.

No name alone can take the text away: a box that carries more than half of the page's unlinked text is never
furniture, whatever its class says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from whensafe.intake import page_cues, page_tags
from whensafe.intake.blocks import Kind
from whensafe.intake.page_flow import Box, Flow, Piece

_CARD_CHARS = 700
_TEASER_CHARS = 12


def mass_of(piece: Piece) -> int:
    """How much a piece counts as text: its code points, links subtracted twice."""
    return 0 if piece.aside else max(0, len(piece.line.text) - 2 * piece.line.linked)


class Furniture:
    """The boxes found so far. Ask with `holds`; mark with `add`."""

    def __init__(self, flow: Flow, sums: Sequence[int]) -> None:
        """``sums[n]`` is the mass of all pieces before the ``n``-th."""
        self._flow = flow
        self._sums = sums
        self.inside = [False] * len(flow.pieces)

    def mass(self, box: Box) -> int:
        """The mass of everything in a box."""
        return self._sums[box.last] - self._sums[box.first]

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands in a box that was marked."""
        return self.inside[piece.n]

    def all_of(self, box: Box) -> bool:
        """Whether nothing in a box is left unmarked."""
        return all(self.inside[box.first : box.last])

    def add(self, box: Box) -> None:
        """Mark a box with everything in it."""
        self.inside[box.first : box.last] = [True] * (box.last - box.first)

    def mark_named(self, *, by_names: bool = True) -> None:
        """Mark what calls itself furniture: by its tag, role or names.

        Boxes of one name are one thing: a text in parts is carried by all of them together.
        """
        half = self._sums[-1] / 2
        skip_to = 0
        found: list[Box] = []
        carried: Counter[str] = Counter()
        for box in self._flow.boxes:
            if box.last <= skip_to or box.first == box.last:
                continue
            if self._is_named(box, by_names) and self.mass(box) <= half:
                found.append(box)
                carried[box.names] += self.mass(box)
                skip_to = box.last
        for box in found:
            if not box.names or carried[box.names] <= half:
                self.add(box)

    def _is_named(self, box: Box, by_names: bool) -> bool:
        if box.tag in page_tags.FURNITURE_TAGS or box.role in page_tags.FURNITURE_ROLES:
            return True
        if box.tag in page_tags.EDGE_TAGS:
            return self._is_edge(box)
        words = box.words
        if not words or not by_names:
            return False
        if not words.isdisjoint(page_tags.FURNITURE_WORDS):
            return True
        linked = 3 * box.linked >= box.chars
        if not words.isdisjoint(page_tags.DOUBTFUL_WORDS):
            return linked or (self.mass(box) < 200 and not _may_be_text(box))
        names = box.names.lower()
        if any(phrase in names for phrase in page_tags.FURNITURE_PHRASES):
            return linked or 4 * self.mass(box) < self._sums[-1]
        return False

    def _is_edge(self, box: Box) -> bool:
        """A header, footer or aside of the page, or a linked one of the article."""
        if box.tag == "aside":
            return not _quotes(box) or 2 * box.linked > box.chars
        if box.tag == "header" and any(_heads(piece) for piece in self._pieces(box)):
            return False
        return not _in_article(box) or 2 * box.linked > box.chars

    def _pieces(self, box: Box) -> list[Piece]:
        return self._flow.pieces[box.first : box.last]

    def mark_comments(self, title: Piece | None) -> None:
        """Mark readers' comments: so called, and after the text."""
        enough = min(400.0, self._sums[-1] * 0.15)
        begin = 0 if title is None else title.n + 1
        found: list[Box] = []
        for box in self._flow.boxes:
            if box.words.isdisjoint(page_tags.COMMENT_WORDS) or box.first < begin or box.first == box.last:
                continue
            after_text = self._sums[box.first] - self._sums[begin] >= enough
            if after_text and (not found or box.first >= found[-1].last):
                found.append(box)
        if found and not self._between(found):
            for box in found:
                self.add(box)

    def _between(self, boxes: Sequence[Box]) -> bool:
        """Whether other text stands between these boxes: then they are answers that are called replies."""
        gaps = sum(self._sums[after.first] > self._sums[box.last] for box, after in pairwise(boxes))
        return gaps >= 2 and 2 * gaps >= len(boxes) - 1

    def mark_cards(self) -> None:
        """Mark lists of teasers: three or more like boxes, each headed by a link that leads away."""
        for box in self._flow.boxes:
            children = [child for child in box.children if child.last > child.first]
            if len(children) < 3 or self.all_of(box):
                continue
            cards = [child for child in children if self._is_card(child)]
            if len(cards) >= 3 and len(cards) * 2 > len(children) and self._differ(cards):
                if sum(card.chars for card in cards) > 0.8 * box.chars:
                    self.add(box)
                else:
                    for card in cards:
                        self.add(card)

    def _differ(self, cards: Sequence[Box]) -> bool:
        """Teasers have a title each; linked names of speakers come again. Nor do teasers carry the page."""
        heads = {self._flow.pieces[card.first].line.text for card in cards}
        return len(heads) >= 0.8 * len(cards) and 2 * sum(map(self.mass, cards)) <= self._sums[-1]

    def _is_card(self, box: Box) -> bool:
        if box.chars > _CARD_CHARS or not box.linked:
            return False
        first = next((piece for piece in self._pieces(box) if not piece.aside), None)
        if first is None:
            return False
        heads = [piece for piece in self._pieces(box) if piece.box.kind is Kind.HEADING] or [first]
        return any(_is_linked(piece) and len(piece.line.text) >= _TEASER_CHARS for piece in heads)

    def mark_link_lists(self) -> None:
        """Mark boxes of three or more pieces that are mostly links, the largest first."""
        skip_to = 0
        for box in self._flow.boxes:
            if box.last <= skip_to or box.last - box.first < 3:
                continue
            if box.linked >= 0.6 * box.chars and self._links(box) >= 3:
                self.add(box)
                skip_to = box.last

    def _links(self, box: Box) -> int:
        return sum(1 for piece in self._pieces(box) if piece.line.linked)

    def mark_introduced(self, begin: int) -> None:
        """Mark what a heading or a short label after ``begin`` introduces as leading elsewhere or asking."""
        for piece in self._flow.pieces[begin:]:
            if self.inside[piece.n] or piece.aside or len(piece.line.text) > 80:
                continue
            text = piece.line.text
            box = _alone_in(piece.box)
            if page_cues.COMMENTS.fullmatch(text) and self._is_label(piece):
                self._cut(box, piece)
            elif text[-1] not in "?؟" and self._is_label(piece):
                self._mark_cued(box, piece)

    def _mark_cued(self, box: Box, piece: Piece) -> None:
        """A label that leads elsewhere goes with its links, one that asks with its small box."""
        asks = page_cues.ASKING.match(piece.line.text)
        if not asks and not page_cues.ELSEWHERE.match(piece.line.text):
            return
        parent = box.parent
        small = parent is not None and self.mass(parent) < 0.15 * self._sums[-1]
        if parent is not None and small and (asks or 4 * parent.linked >= parent.chars):
            self.add(parent)
        else:
            self._with_next(box, piece)

    def _is_label(self, piece: Piece) -> bool:
        """A heading, or a line all in bold, or the head of a small box."""
        if piece.box.kind is Kind.HEADING or all(style.bold for _, style in piece.line.runs):
            return True
        return len(piece.line.text) < 40 and piece.line.linked == 0 and piece.line.text.rstrip()[-1:] in ":…"

    def _cut(self, box: Box, piece: Piece) -> None:
        """From a comments' heading to the end of the box it stands in."""
        parent = box.parent or box
        after = self._sums[parent.last] - self._sums[piece.n]
        if self._sums[piece.n] >= after * 0.3:
            self.inside[piece.n : parent.last] = [True] * (parent.last - piece.n)

    def _with_next(self, box: Box, piece: Piece) -> None:
        """The label, and the linked box after it."""
        siblings = box.parent.children if box.parent is not None else []
        after = next(
            (sibling for sibling in siblings if sibling.first > piece.n and sibling.last > sibling.first),
            None,
        )
        if after is not None and 2 * after.linked >= after.chars:
            self.inside[piece.n] = True
            self.add(after)

    def release_title(self, title: Piece) -> None:
        """Take a title, and the unlinked lines beside it, back out of a page header."""
        around = title.box.parent or title.box
        for piece in self._pieces(around):
            if 2 * piece.line.linked <= len(piece.line.text):
                self.inside[piece.n] = False
        self.inside[title.n] = False


def _may_be_text(box: Box) -> bool:
    """A paragraph, or what a page builder calls a widget whatever it holds."""
    named = "widget" in box.words or not box.words.isdisjoint(page_tags.OWN_WORDS)
    return named or box.tag in page_tags.SENTENCE_BOXES


def _quotes(box: Box) -> bool:
    return not box.words.isdisjoint({"quote", "pullquote", "pull", "citation", "exergue", "zitat"}) or any(
        child.kind is Kind.QUOTE for child in box.children
    )


def _heads(piece: Piece) -> bool:
    """A heading that may be an article's title."""
    return piece.box.kind is Kind.HEADING and piece.box.level <= 2 and len(piece.line.text) >= 20


def _is_linked(piece: Piece) -> bool:
    return piece.line.linked >= 0.9 * len(piece.line.text)


def _in_article(box: Box) -> bool:
    up = box.parent
    while up is not None:
        if up.tag in ("article", "main", "blockquote", "figure") or "articlebody" in up.words:
            return True
        up = up.parent
    return False


def _alone_in(box: Box) -> Box:
    """The outermost box that holds nothing but what this one holds."""
    while box.parent is not None and (box.parent.first, box.parent.last) == (box.first, box.last):
        box = box.parent
    return box
