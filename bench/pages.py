"""Reading web pages: time and body against trafilatura's fast mode, on the same pages.

Time is processor time, the least of several runs of each page, summed. The body is compared word by word (a
bag, per page, averaged); title, byline, date and caption count for neither side. trafilatura runs with its
comment extraction off, which is its best setting here.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench import peers
from bench.figures import Figure
from bench.pages_corpus import Page, pages
from whensafe.intake.blocks import Document, Kind
from whensafe.intake.html import read_html

PEER = ("trafilatura==2.3.1", "lxml_html_clean==0.4.3")
ROUNDS = 7
_WORD = re.compile(r"\w+")
_NOT_BODY = (Kind.BREADCRUMB, Kind.CAPTION)

_SCRIPT = """
import json, sys, time
from pathlib import Path
from trafilatura import extract
rounds = int(sys.argv[2])
found = []
paths = sorted(Path(sys.argv[1]).glob("*.html"))
def read(data):
    return extract(data, fast=True, include_comments=False)
for path in paths[:5]:
    read(path.read_bytes())
for path in paths:
    data = path.read_bytes()
    best = 1e9
    for _ in range(rounds):
        start = time.process_time()
        text = read(data)
        best = min(best, time.process_time() - start)
    found.append([text or "", best])
print(json.dumps(found))
"""


def words(lines: Iterable[str], without: Iterable[str]) -> Counter[str]:
    """The words of all lines but those that are head matter."""
    head = {_key(line) for line in without}
    return Counter(word for line in lines if _key(line) not in head for word in _WORD.findall(line.lower()))


def _key(line: str) -> str:
    return " ".join(_WORD.findall(line.lower()))


def f1(found: Counter[str], wanted: Counter[str]) -> float:
    """Harmonic mean of precision and recall of two bags of words."""
    shared = (found & wanted).total()
    return 2 * shared / (found.total() + wanted.total()) if shared else 0.0


def body_of(document: Document) -> list[str]:
    return [
        line for block in document.blocks if block.kind not in _NOT_BODY for line in block.text.split("\n")
    ]


def our_scores(corpus: Sequence[Page]) -> list[float]:
    return [f1(words(body_of(read_html(p.data)), p.head), words(p.body, ())) for p in corpus]


def _best(read: Callable[[bytes], object], data: bytes) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        read(data)
        best = min(best, time.process_time() - start)
    return best


def theirs(corpus: Sequence[Page]) -> tuple[list[float], list[float]]:
    """The peer's score and seconds for each page."""
    with tempfile.TemporaryDirectory() as folder:
        for n, page in enumerate(corpus):
            (Path(folder) / f"{n:03}.html").write_bytes(page.data)
        found = peers.ask("trafilatura", PEER, _SCRIPT, folder, str(ROUNDS))
    scores = [
        f1(words(text.split("\n"), page.head), words(page.body, ()))
        for page, (text, _) in zip(corpus, found, strict=True)
    ]
    return scores, [seconds for _, seconds in found]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def run() -> list[Figure]:
    corpus = pages()
    for page in corpus[:5]:
        read_html(page.data)
    ours = our_scores(corpus)
    seconds = sum(_best(read_html, page.data) for page in corpus)
    try:
        scores, their_seconds = theirs(corpus)
    except peers.Missing as missing:
        return [
            Figure("pages: time / trafilatura fast", 0, 1.3, at_most=True, detail="", skipped=str(missing)),
            Figure("pages: body F1 - trafilatura's", 0, 0, at_most=False, detail="", skipped=str(missing)),
        ]
    kept = [n for n, page in enumerate(corpus) if page.held_out]
    spent = [1000 * total / len(corpus) for total in (seconds, sum(their_seconds))]
    apart = (_mean([ours[n] for n in kept]), _mean([scores[n] for n in kept]))
    return [
        Figure(
            "pages: time / trafilatura fast",
            seconds / sum(their_seconds),
            1.3,
            at_most=True,
            detail=f"{spent[0]:.2f} and {spent[1]:.2f} ms a page, {len(corpus)} pages",
        ),
        Figure(
            "pages: body F1 - trafilatura's",
            _mean(ours) - _mean(scores),
            0,
            at_most=False,
            detail=f"{_mean(ours):.4f}, {_mean(scores):.4f}; held out {apart[0]:.4f}, {apart[1]:.4f}",
        ),
    ]
