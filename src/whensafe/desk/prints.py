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
from collections.abc import Iterable, Iterator, Sequence

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


def sketch(key: bytes, texts: Iterable[str]) -> tuple[bytes, ...]:
    """The sketch of a text given in pieces (turns, in order), smallest print first; empty if too short."""
    prints = {_print(key, shingle) for shingle in _shingles(_words(texts))}
    if len(prints) < FEWEST:
        return ()
    return tuple(heapq.nsmallest(SKETCH, prints))


def likeness(one: Sequence[bytes], other: Sequence[bytes]) -> float:
    """From 0 to 1: the estimated share of shingles in common, of all that either text has."""
    if not one or not other:
        return 0.0
    size = min(SKETCH, max(len(one), len(other)))
    both = heapq.nsmallest(size, {*one, *other})
    return len({*one} & {*other} & {*both}) / len(both)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        bare = unicodedata.normalize("NFKD", text.casefold())
        for word in _WORD.findall("".join(c for c in bare if not unicodedata.combining(c))):
            yield from word if _has_no_spaces(word) else (word,)


def _has_no_spaces(word: str) -> bool:
    """Scripts without spaces between words go letter by letter: Han, kana, Thai, Lao, Khmer, Burmese."""
    first = ord(word[0])
    return (
        0x0E00 <= first <= 0x0EFF
        or 0x1000 <= first <= 0x109F
        or 0x1780 <= first <= 0x17FF
        or 0x3040 <= first <= 0x9FFF
    )


def _shingles(words: Iterable[str]) -> Iterator[bytes]:
    window: list[str] = []
    for word in words:
        window.append(word)
        if len(window) == SHINGLE:
            yield " ".join(window).encode("utf-8", "surrogatepass")
            del window[0]


def _print(key: bytes, shingle: bytes) -> bytes:
    return hashlib.blake2b(shingle, digest_size=PRINT_BYTES, key=key).digest()
