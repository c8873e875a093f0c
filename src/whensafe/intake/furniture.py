"""What a printed page has around its words: running heads and feet, and page numbers.

Nothing is taken for furniture without evidence of pages: form feeds, real pages, or page numbers that count
up. A line that merely repeats ("And then?") is words. Line numbers of a court transcript are left in place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_NUMBER = re.compile(r"[-–—\[(|\s]*(\d{1,5})(?:\s?/\s?\d{1,5})?[-–—\])|.\s]*")
_PAGE = (
    r"(?:page|pg\.?|p\.|folio|fol\.|feuillet|стор(?:інка|\.)|с\.|арк(?:уш|\.)|стр(?:аница|\.)|лист|л\.|seite|blatt|"
    r"strona|str\.|karta|página|pág\.|foja|pàgina|pàg\.|full|(?:ال)?صفحة|(?:ال)?ورقة)"
)
_NAMED_NUMBER = re.compile(
    rf"(?:[^\W\d_][^?!؟:\n]{{2,60}}?\s*[-–—|]\s*|[-–—|\s]*){_PAGE}\s*\d{{1,5}}"
    r"(?:\s*(?:of|/|з|із|из|von|z|de|sur|من)\s*\d{1,5})?[-–—|.\s]*",
    re.IGNORECASE,
)
_NAME_AND_NUMBER = re.compile(r"[^\W\d_][\w .,'’-]{0,40}\s[-–—]\s?\d{1,5}\s*")
_SPOKEN = re.compile(r"\s*(?:(?:\d{1,2}|\0-?\d+\0)\s+\S|[-–—]\s|\S{1,30}:\s|[QA]\.\s)")
_DIGITS = re.compile(r"\d+")
_LONGEST = 200
_EDGE = 3
"""How many lines at the top and at the foot of a page may be furniture."""


def is_named_number(line: str) -> bool:
    """``Page 3 of 10`` and the like: never words, wherever it stands alone on its line."""
    return _NAMED_NUMBER.fullmatch(line) is not None


def may_be_a_page_end(line: str) -> bool:
    """A number, or a short name and one ("Roe - Direct - 12"): furniture if a sentence runs on past it."""
    return bare_number(line) is not None or _NAME_AND_NUMBER.fullmatch(line) is not None


def bare_number(line: str) -> int | None:
    """The number, when a line is nothing but a number with its dashes or brackets."""
    match = _NUMBER.fullmatch(line)
    return int(match[1]) if match is not None else None


def of_pages(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """For each page, the indexes of its lines that are furniture. Blank lines count as lines.

    A head or foot repeats, but for a number that counts pages, near the same edge of at least three pages and
    of half of them (of both, when there are two). What looks spoken (a label, a dash, a line number) must do
    so on three at least and nearly all.
    The first line of the first page stays if it has no digits: it may be the title.
    """
    edges = [_edges(page) for page in pages]
    found: list[set[int]] = []
    top = _repeated([{pages[n][at] for at in edge[0]} for n, edge in enumerate(edges)])
    foot = _repeated([{pages[n][at] for at in edge[1]} for n, edge in enumerate(edges)])
    counting = _counts_up([[pages[n][at] for at in (*edge[0], *edge[1])] for n, edge in enumerate(edges)])
    for n, page in enumerate(pages):
        here = {at for at in edges[n][0] if not top.isdisjoint(_shapes(page[at], n))}
        here |= {at for at in edges[n][1] if not foot.isdisjoint(_shapes(page[at], n))}
        here |= {at for at in (*edges[n][0], *edges[n][1]) if counting and bare_number(page[at]) is not None}
        here |= {at for at, line in enumerate(page) if is_named_number(line)}
        if n == 0:
            here -= {at for at in edges[0][0][:1] if not _DIGITS.search(page[at])}
        found.append(here)
    return found


def page_ends(lines: Sequence[str], *, least_lines: int = 15) -> list[int]:
    """Indexes of lines that are page numbers counting up by one, far enough apart to be pages.

    For plain text without form feeds. At least three in a row, else an answer ("12") could be taken for one.
    """
    numbers = [(at, number) for at, line in enumerate(lines) if (number := bare_number(line)) is not None]
    best: list[int] = []
    chains: dict[int, list[int]] = {}
    for at, number in numbers:
        before = chains.pop(number - 1, None)
        follows = before is not None and at - before[-1] >= least_lines
        chain = [*(before or ()), at] if follows else [at]
        chains[number] = chain
        best = max(best, chain, key=len)
    return best if len(best) >= 3 else []


def _edges(page: Sequence[str]) -> tuple[list[int], list[int]]:
    """The first and last written lines of a page; on a short page no line counts for both."""
    written = [at for at, line in enumerate(page) if line.strip()]
    reach = min(_EDGE, max(1, len(written) // 3)) if len(written) > 1 else len(written)
    return written[:reach], written[reach:][-reach:]


def _shapes(line: str, page: int) -> set[str]:
    """What a line may share with those of other pages: its words, and its words around a count of pages."""
    if len(line) > _LONGEST:
        return set()
    text = " ".join(line.split())
    shapes = {text}
    for number in _DIGITS.finditer(text):
        offset = int(number[0]) - page if len(number[0]) < 6 else 0
        shapes.add(f"{text[: number.start()]}\0{offset}\0{text[number.end() :]}")
    return shapes


def _repeated(edges: Sequence[set[str]]) -> frozenset[str]:
    least = 2 if len(edges) == 2 else max(3, len(edges) // 2)
    nearly_all = max(3, len(edges) * 4 // 5)
    counts: Counter[str] = Counter()
    for page, lines in enumerate(edges):
        counts.update({shape for line in lines for shape in _shapes(line, page)})
    return frozenset(
        shape for shape, count in counts.items() if count >= (nearly_all if _SPOKEN.match(shape) else least)
    )


def _counts_up(edges: Sequence[Sequence[str]]) -> bool:
    """On most pages some edge line is a bare number one above that of the page before."""
    numbers = [{number for line in edge if (number := bare_number(line)) is not None} for edge in edges]
    steps = sum(any(n + 1 in after for n in before) for before, after in pairwise(numbers))
    return len(edges) > 1 and steps * 2 > len(edges) - 1
