"""Which pieces of a page are its words, and which are furniture.

The rule of thumb: what stands where the text stands is kept unless something says it is furniture; what
stands elsewhere is furniture. "Where" is found by mass: unlinked text, counted box by box, draws a line from
the root of the page to the one box that holds most of it; the title is sought above it. Short answers,
questions set as headings and cells of tables are safe inside that box: nothing there is judged by length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from whensafe.intake import page_cues, page_tags
from whensafe.intake.blocks import Fact, Kind
from whensafe.intake.page_flow import Box, Flow, Piece
from whensafe.intake.page_furniture import Furniture, mass_of
from whensafe.intake.page_title import find_title

_DOMINANT = 0.8
_HIDES_THE_TEXT = 0.5
_HEAD_PIECES = 60
_TOO_LITTLE = 0.15
"""If names leave less of a page's unlinked text than this, they are not to be believed."""


@dataclass(slots=True)
class Judged:
    """The verdict. ``kinds`` overrides kinds by a piece's number; ``dropped`` is in source order."""

    kept: list[Piece]
    dropped: tuple[str, ...]
    title: Piece | None
    kinds: dict[int, Kind] = field(default_factory=dict)
    crumbs: tuple[Piece, ...] = ()
    hidden: bool = False
    preformatted: bool = False


def judge(flow: Flow, facts: Sequence[Fact]) -> Judged:
    """Part a page's pieces into words and furniture; nothing is in neither."""
    uncovered = _uncover(flow.pieces)
    judged = _judge(flow, facts, uncovered, by_names=True)
    if _mass(judged.kept) < _TOO_LITTLE * _mass(flow.pieces):
        judged = _judge(flow, facts, uncovered, by_names=False)
    return judged


def _judge(flow: Flow, facts: Sequence[Fact], uncovered: bool, *, by_names: bool) -> Judged:
    pieces = flow.pieces
    furniture = Furniture(flow, _sums(pieces))
    crumbs = _crumbs(flow)
    furniture.mark_named(by_names=by_names)
    title = find_title(pieces, facts, furniture.holds)
    if title is not None and furniture.holds(title):
        furniture.release_title(title)
    furniture.mark_comments(title)
    furniture.mark_cards()
    furniture.mark_link_lists()
    furniture.mark_introduced(0 if title is None else title.n + 1)
    place = _Place(flow, furniture, title)
    kept = [piece for piece in pieces if piece.n in crumbs or place.keeps(piece)]
    hidden = uncovered or any(
        piece.aside == "hidden" and place.within(piece) and not furniture.holds(piece) for piece in pieces
    )
    return Judged(
        kept=kept,
        dropped=_dropped(pieces, {piece.n for piece in kept}),
        title=title if title is not None and title in kept else None,
        kinds=dict.fromkeys(crumbs, Kind.BREADCRUMB),
        crumbs=tuple(piece for piece in pieces if piece.n in crumbs),
        hidden=hidden,
        preformatted=_mostly_preformatted(kept),
    )


def _mass(pieces: Iterable[Piece]) -> int:
    return sum(map(mass_of, pieces))


def _sums(pieces: Sequence[Piece]) -> list[int]:
    return list(accumulate((mass_of(piece) for piece in pieces), initial=0))


def _uncover(pieces: Sequence[Piece]) -> bool:
    """If a page hides most of its text (a dialog was open, scripts would have shown it), take it as shown."""
    hidden = [piece for piece in pieces if piece.aside == "hidden" and piece.box.hidden]
    covered = sum(len(piece.line.text) - piece.line.linked for piece in hidden)
    if not covered or covered < _HIDES_THE_TEXT * (covered + _mass(pieces)):
        return False
    for piece in hidden:
        piece.aside = ""
    return True


class _Place:
    """Where the text stands: from the title to the end of the box that holds most of the mass."""

    def __init__(self, flow: Flow, furniture: Furniture, title: Piece | None) -> None:
        self._furniture = furniture
        self._title = title
        left = [0 if furniture.holds(piece) else mass_of(piece) for piece in flow.pieces]
        self._sums = list(accumulate(left, initial=0))
        self._body = self._heaviest(flow)
        self._scope = self._with_title(self._body, title)
        body = self._body
        begin, end = (body.first, body.last) if body is not None else (0, len(flow.pieces))
        self._begin = self._beginning(begin, end)
        scope = self._scope
        last = range(scope.first, scope.last) if scope is not None else range(len(flow.pieces))
        self._last = max((n for n in last if left[n]), default=0)
        self._prose = [n for n in range(begin, end) if left[n] >= 40]

    def _beginning(self, begin: int, end: int) -> int:
        """Where the text may begin: at the title, unless much stands before (it is a quotation, then)."""
        if self._title is None:
            return 0
        before = self._sums[max(begin, min(self._title.n, end))] - self._sums[begin]
        return self._title.n if before <= 0.2 * (self._sums[end] - self._sums[begin]) else 0

    def _mass(self, box: Box) -> int:
        return self._sums[box.last] - self._sums[box.first]

    def _heaviest(self, flow: Flow) -> Box | None:
        """Descend from the root while one box inside holds most of what is left."""
        box = flow.boxes[0] if flow.boxes else None
        while box is not None and box.children:
            heaviest = max(box.children, key=self._mass)
            if self._mass(heaviest) < _DOMINANT * self._mass(box) or heaviest.last - heaviest.first < 2:
                break
            box = heaviest
        return box

    def _with_title(self, body: Box | None, title: Piece | None) -> Box | None:
        """The innermost box that holds both the text and its title."""
        scope = body
        while title is not None and scope is not None and not scope.first <= title.n < scope.last:
            scope = scope.parent
        while title is None and scope is not None and _goes_on_around(scope):
            scope = scope.parent
        while scope is not None and scope.parent is not None and scope.tag not in ("article", "main"):
            if scope.parent.tag not in ("article", "main"):
                break
            scope = scope.parent
        return scope

    def within(self, piece: Piece) -> bool:
        """In the box of text and title."""
        return self._scope is None or self._scope.first <= piece.n < self._scope.last

    def keeps(self, piece: Piece) -> bool:
        if piece.aside or self._furniture.holds(piece) or not self.within(piece):
            return False
        if piece is self._title:
            return True
        if _asks(piece):
            return False
        before_text = not self._prose or piece.n < self._prose[0]
        body = self._body
        inside = body is not None and body.first <= piece.n < body.last
        if before_text and not self._keeps_head(piece, inside):
            return False
        if not before_text and body is not None and piece.n >= body.last:
            return self._keeps_tail(piece)
        if (
            piece.n > self._last
            and not _is_byline(piece)
            and not page_cues.ADDRESS.fullmatch(piece.line.text)
        ):
            return False  # links after the last words
        return not _leads_elsewhere(piece) or (before_text and _is_byline(piece))

    def _keeps_head(self, piece: Piece, inside: bool) -> bool:
        """Before the text: what stands near the title, and isn't a bare link unless it says who or when.

        ``inside`` the box of the text, after the title, a link may be the first speaker's name.
        """
        title = self._title
        if title is not None and piece.n < self._begin and not self._beside_title(piece, title):
            return False
        if inside and (title is None or title.n < piece.n) and _label_like(piece):
            return True
        return 2 * piece.line.linked <= len(piece.line.text) or _is_byline(piece)

    def _beside_title(self, piece: Piece, title: Piece) -> bool:
        """In the title's own box or the one around it, where that is small."""
        box: Box | None = title.box
        for _ in range(4):
            if box is None or box.first <= piece.n < box.last:
                break
            box = box.parent
        return box is not None and box.first <= piece.n < box.last and title.n - box.first <= 6

    def _keeps_tail(self, piece: Piece) -> bool:
        """After the box of the text: a signature, a source, a note; not a box with a heading of its own."""
        if 3 * piece.line.linked > len(piece.line.text):
            return bool(page_cues.ADDRESS.fullmatch(piece.line.text)) or _is_byline(piece)
        box: Box | None = piece.box
        while box is not None and box is not self._scope:
            if _starts_with_heading(box) and 8 * self._mass(box) < self._sums[-1]:
                return False
            box = box.parent
        return True


def _goes_on_around(box: Box) -> bool:
    """Whether what the box around this one adds is text rather than links."""
    around = box.parent
    if around is None or around.parent is None:
        return False
    return 3 * (around.linked - box.linked) <= around.chars - box.chars


def _label_like(piece: Piece) -> bool:
    return len(piece.line.text) <= 40 and piece.box.kind is not Kind.ITEM


def _starts_with_heading(box: Box) -> bool:
    """A box of its own under a heading, with links in it: a question's box has none."""
    if not box.children or box.last - box.first < 2:
        return False
    return box.children[0].kind is Kind.HEADING and box.linked > 0


def _asks(piece: Piece) -> bool:
    """A call to subscribe, share or give, or the house's own line: short, and linked or alone."""
    text = piece.line.text
    if len(text) > 200 or piece.box.kind is Kind.HEADING:
        return False
    if page_cues.HOUSE.match(text):
        return True
    match = page_cues.ASKING.match(text)
    return match is not None and (bool(_any_link(piece)) or match.end() >= len(text) - 1)


def _any_link(piece: Piece) -> bool:
    return any(style.href is not None for _, style in piece.line.runs)


def _leads_elsewhere(piece: Piece) -> bool:
    """A paragraph that is one link to another page, or a cue with a link after it."""
    text, linked = piece.line.text, piece.line.linked
    if not linked or len(text) > 300 or page_cues.ADDRESS.fullmatch(text):
        return False
    if page_cues.ELSEWHERE.match(text) and 2 * linked >= len(text) - 40:
        return True
    return linked >= 0.95 * len(text) and piece.box.kind is not Kind.HEADING and len(text) >= 25


def _is_byline(piece: Piece) -> bool:
    text = piece.line.text
    if len(text) > 300:
        return False
    if page_cues.BYLINE.match(text) or page_cues.YEAR.search(text):
        return True
    return not page_tags.words_of(piece.hint).isdisjoint(page_tags.BYLINE_WORDS)


def _crumbs(flow: Flow) -> frozenset[int]:
    """The numbers of the pieces of the first breadcrumb trail."""
    for box in flow.boxes:
        named = not box.words.isdisjoint(page_tags.BREADCRUMB_WORDS) or "breadcrumb" in box.label
        if named and box.last > box.first and box.chars < 600:
            return frozenset(range(box.first, box.last))
    for piece in flow.pieces[:_HEAD_PIECES]:
        if piece.line.linked and len(piece.line.text) < 600:
            steps = page_cues.STEP_SIGNS.findall(piece.line.text)
            if len(steps) >= 2 and not piece.aside:
                return frozenset({piece.n})
    return frozenset()


def _dropped(pieces: Sequence[Piece], kept: set[int]) -> tuple[str, ...]:
    """What was set aside, in order: neighbours in one small box together, hidden text on its own."""
    dropped: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        if piece.n in kept:
            continue
        if (
            last is not None
            and last.n == piece.n - 1
            and last.aside == piece.aside
            and _together(last, piece)
        ):
            dropped[-1] = f"{dropped[-1]}\n{piece.line.text}"
        else:
            dropped.append(piece.line.text)
        last = piece
    return tuple(dropped)


def _together(one: Piece, other: Piece) -> bool:
    """Items of one list, or of one small box."""
    if one.aside:
        return False
    up, across = one.box.parent, other.box.parent
    if one.box is other.box or up is None or across is None:
        return one.box is other.box
    return up is across and up.chars < 1_000


def _mostly_preformatted(kept: Sequence[Piece]) -> bool:
    inside = sum(len(p.line.text) for p in kept if p.line.runs and p.line.runs[0][1].pre)
    return 2 * inside > sum(len(p.line.text) for p in kept)
