"""Prints of a text, so that the same words in another format are recognised. Pure; keyed by the caller.

A print is a keyed hash of a *shingle*, five words in a row, without case, accents or punctuation. The sketch
is the smallest prints (bottom-k MinHash: A. Broder, "On the resemblance and containment of documents", 1997).
The share that two sketches have in common estimates the share of shingles that the two texts have in common.
Without the key a sketch says nothing of the words.
"""

from __future__ import annotations

import hashlib
import heapq
import re
import unicodedata
from collections.abc import Iterable, Sequence

KEY_BYTES = 32
PRINT_BYTES = 8
SKETCH = 64
"""Prints in a sketch, at most. At a true likeness of .5 the estimate strays by .06 (one deviation)."""
SHINGLE = 5
FEWEST = 8
"""Shingles below which a text is too short to be told from another one: it has no sketch."""
ALIKE = 0.6
"""From this estimate on, two texts are asked about."""

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
"""Scripts without spaces between words (Thai, Lao, Burmese, Khmer, kana, Han) go letter by letter."""


def sketch(key: bytes, texts: Iterable[str]) -> tuple[bytes, ...]:
    """The sketch of a text given in pieces (turns, in order), smallest print first; empty if too short."""
    words = [word for text in texts for word in _words(text)]
    shingles = {" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}
    if len(shingles) < FEWEST:
        return ()
    blake2b = hashlib.blake2b
    prints = (
        blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=PRINT_BYTES, key=key).digest()
        for shingle in shingles
    )
    return tuple(heapq.nsmallest(SKETCH, prints))


def likeness(one: Sequence[bytes], other: Sequence[bytes]) -> float:
    """From 0 to 1: the estimated share of shingles in common, of all that either text has."""
    if not one or not other:
        return 0.0
    size = min(SKETCH, max(len(one), len(other)))
    both = heapq.nsmallest(size, {*one, *other})
    return len({*one} & {*other} & {*both}) / len(both)


def _words(text: str) -> list[str]:
    bare = text.casefold()
    if bare.isascii():
        return _WORD.findall(bare)
    bare = unicodedata.normalize("NFKD", bare)
    words: list[str] = _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))
    if _UNSPACED.search(bare) is None:
        return words
    return [piece for word in words for piece in (word if _UNSPACED.match(word) else (word,))]
