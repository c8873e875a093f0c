"""How near a turn comes to what was asked for.

How near each word comes goes before everything else (the word itself, but for its marks, another form, a
likely misspelling); then how close together the words stand, how often, and in how short a turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from whensafe.words import Wanted, where
from whensafe.words.finding import EXACT

_NEAR = 10.0
_SIDE_BY_SIDE = 3.0
_K1, _B, _USUAL = 1.2, 0.75, 40
"""Okapi BM25's usual constants, and a turn of usual length in words."""


def nearness(folded: Sequence[str], wanted: Wanted) -> float:
    """The weight of a turn of these folded words; 0 if something that was asked for isn't there."""
    places = where(folded, wanted)
    if places is None:
        return 0.0
    total = _SIDE_BY_SIDE * _close(places)
    for variants, at in zip(wanted.words, places, strict=False):
        near = [variants[folded[n]] for n in at]
        total += _NEAR * max(near) + _often(sum(near), len(folded))
    for phrase, at in zip(wanted.phrases, places[len(wanted.words) :], strict=True):
        total += _NEAR * EXACT * len(phrase) + _often(len(at), len(folded))
    return total


def _often(weight: float, length: int) -> float:
    """At most `_K1` + 1, however often."""
    return weight * (_K1 + 1) / (weight + _K1 * (1 - _B + _B * length / _USUAL))


def _close(places: Sequence[Sequence[int]]) -> float:
    """1 for words side by side, less for words far apart, 0 for one word."""
    if len(places) < 2:
        return 0.0
    tagged = sorted((n, which) for which, of_one in enumerate(places) for n in of_one)
    seen: dict[int, int] = {}
    narrowest = None
    for n, which in tagged:
        seen[which] = n
        if len(seen) == len(places):
            across = n - min(seen.values())
            narrowest = across if narrowest is None else min(narrowest, across)
    return 0.0 if narrowest is None else len(places) / max(narrowest + 1, len(places))
