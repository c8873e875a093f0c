"""Read one text: every time, duration and quantity in it, proposed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from whensafe.errors import BadOption
from whensafe.nouns.proposal import Confidence, Proposal, ProposalKind
from whensafe.nouns.quantity import Quantity
from whensafe.nouns.time_span import Bounds, Duration, TimeSpan
from whensafe.reading.anchors import Said
from whensafe.reading.dates import dates
from whensafe.reading.edtf import bounds
from whensafe.reading.items import Item, items_of, sentences, worth_reading
from whensafe.reading.lexicon import Lexicon, lexicon
from whensafe.reading.names import without_names
from whensafe.reading.numbers import numbers, ranges
from whensafe.reading.plain import Plain, plain
from whensafe.reading.quantities import Found, durations, quantities
from whensafe.reading.times import FoundTime, dated, deictic, relative

_DEICTIC = frozenset("acxR")
_RELATIVE = frozenset("gGlLErR<>ptW")
_DATES = frozenset("DMSAKYOW")
_UNITS = frozenset("UJT")
_NUMBERS = frozenset("NVY1")
"""The classes without which a stage has nothing to do."""

_LOW = {"weekday_differs", "no_such_span"}
_MEDIUM = {"day_first", "relative_to_the_telling", "alternatives"}


def _without(items: list[Item], found: Iterable[Found | FoundTime]) -> list[Item]:
    """The items with what was read made one opaque item each."""
    kept: list[Item] = []
    at = 0
    for one in sorted(found, key=lambda f: f.first):
        if one.first < at:
            continue
        kept += items[at : one.first]
        kept.append(Item("B", items[one.first].start, items[one.end - 1].end, ""))
        at = one.end
    return kept + items[at:]


def _apart(found: Iterable[FoundTime]) -> list[FoundTime]:
    """Those that don't overlap an earlier one."""
    kept: list[FoundTime] = []
    for one in found:
        if all(one.end <= k.first or k.end <= one.first for k in kept):
            kept.append(one)
    return kept


def _confidence(reasons: tuple[str, ...], open_: bool) -> Confidence:
    if _LOW & set(reasons):
        return Confidence.LOW
    return Confidence.MEDIUM if open_ or _MEDIUM & set(reasons) else Confidence.HIGH


def _time(found: FoundTime, start: int, end: int, words: str) -> Proposal:
    limits = Bounds()
    reasons = found.reasons
    edtf = found.edtf
    if edtf is not None:
        try:
            limits = bounds(edtf, found.mode)
        except BadOption:
            edtf, reasons = None, (*reasons, "no_such_span")
    doubtful = edtf is None or "X" in edtf or "?" in edtf
    value = TimeSpan(words, edtf, found.mode, limits, found.anchor)
    return Proposal(ProposalKind.TIME, start, end, value, _confidence(reasons, doubtful), reasons)


def _counted(found: Found, start: int, end: int, words: str, noun: str | None) -> Proposal:
    kind = ProposalKind.DURATION if isinstance(found.value, Duration) else ProposalKind.QUANTITY
    value: Duration | Quantity = dataclasses.replace(found.value, verbatim=words)
    if isinstance(value, Quantity):
        value = dataclasses.replace(value, of=noun)
    hedged = value.hedge is not None
    return Proposal(kind, start, end, value, _confidence(found.reasons, hedged), found.reasons)


class _Sentence:
    """The stages of one sentence, each on what the one before left."""

    def __init__(self, text: str, whole: Plain, words: Lexicon, said: Said | None) -> None:
        self.text, self.whole, self.words, self.said = text, whole, words, said

    def _words(self, items: list[Item], first: int, end: int) -> tuple[int, int, str]:
        start, stop = items[first].start, items[end - 1].end
        a, b = self.whole.place(start), self.whole.place(stop)
        if b > 0 and self.whole.was is not None:
            b = self.whole.place(stop - 1) + 1
        return a, b, self.text[a:b]

    def _counted(self, items: list[Item], found: Found) -> Proposal:
        noun = None if found.noun is None else self._words(items, *found.noun)[2]
        return _counted(found, *self._words(items, found.first, found.end), noun)

    def read(self, start: int, end: int) -> list[Proposal]:
        """Every proposal in this sentence."""
        plain_text = self.whole.text[start:end]
        if not worth_reading(plain_text, self.words):
            return []
        items = numbers(items_of(plain_text, start, self.whole.cased[start:end], self.words), self.words)
        items = ranges(without_names(items, self.words), self.words)
        found: list[Proposal] = []
        letters = {i.letter for i in items}
        if letters & _DEICTIC:
            items = self._without(items, deictic(items, self.said), found)
        if letters & _RELATIVE:
            items = self._without(items, relative(items, self.said), found)
        if letters & _DATES:
            items = dates(items, self.words, self.said)
            items = self._without(items, dated(items, self.words), found)
        if letters & _UNITS:
            long = durations(items, self.words)
            found += [self._counted(items, f) for f in long]
            items = _without(items, long)
        if letters & _NUMBERS:
            found += [self._counted(items, f) for f in quantities(items, self.words)]
        return found

    def _without(self, items: list[Item], times: list[FoundTime], found: list[Proposal]) -> list[Item]:
        """Note these times, and go on with what is left."""
        here = _apart(times)
        found += [_time(f, *self._words(items, f.first, f.end)) for f in here]
        return _without(items, here)


def read(text: str, language: str, said: Said | None = None) -> tuple[Proposal, ...]:
    """Every time, duration and quantity that a text speaks of, in order; none for a language that isn't read.

    ``text`` is NFC. ``said`` is what relative times rest on; without it they stay open. Nothing raises.
    """
    words = lexicon(language.split("-", maxsplit=1)[0].lower())
    if words is None:
        return ()
    whole = plain(text, words.language)
    reader = _Sentence(text, whole, words, said)
    found = [p for start, end in sentences(whole.cased) for p in reader.read(start, end)]
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))
