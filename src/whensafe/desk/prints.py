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

SHAPE = 48
"""Prints of a shape, at most."""
FEWEST_TURNS = 6
FEWEST_BONES = 3
_NUMBER = re.compile(r"(?<!\d)\d{2,9}(?!\d)")
_NAME = re.compile(r"(?<=[^\W\d_] )([^\W\d_]{4,})")
"""A word after another one in the same sentence; a name if it begins with a capital."""
_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдеєёзиіїйклмнопрстуфхцэюяў", "abvggdeeeziiijklmnoprstufgCeuav", strict=True)),
        "ж": "z",
        "ч": "C",
        "ш": "S",
        "щ": "S",
        "ы": "i",
        "ъ": None,
        "ь": None,
    }
)
_SOUNDS = (
    ("shch", "S"), ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("cz", "C"), ("ch", "C"), ("sh", "S"),
    ("sz", "S"), ("zh", "z"), ("rz", "z"), ("kh", "g"), ("gh", "g"), ("ts", "C"), ("tz", "C"), ("ph", "f"),
    ("x", "ks"), ("q", "k"), ("w", "v"), ("h", "g"),
)  # fmt: skip
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
"""Scripts without spaces between words (Thai, Lao, Burmese, Khmer, kana, Han) go letter by letter."""


def sketch(key: bytes, texts: Iterable[str]) -> tuple[bytes, ...]:
    """The sketch of a text given in pieces (turns, in order), smallest print first; empty if too short."""
    found = shingles(texts)
    if len(found) < FEWEST:
        return ()
    blake2b = hashlib.blake2b
    prints = (
        blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=PRINT_BYTES, key=key).digest()
        for shingle in found
    )
    return tuple(heapq.nsmallest(SKETCH, prints))


def shingles(texts: Iterable[str]) -> set[str]:
    """Every five words in a row of a text given in pieces, without case, accents or punctuation."""
    words = [word for text in texts for word in _words(text)]
    return {" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}


def shape(key: bytes, turns: Sequence[str]) -> tuple[bytes, ...]:
    """Prints of what a translation leaves as it is: how many turns, which are the longest, and in which turn
    which numbers and names stand. Empty for less than `FEWEST_TURNS`; at most `SHAPE`.
    """
    if len(turns) < FEWEST_TURNS:
        return ()
    n = len(turns)
    longest = sorted(range(n), key=lambda i: (-len(turns[i]), i))[:3]
    told = {f"long {n} {i}" for i in longest} | {f"all {n} {sorted(longest)}"}
    for i, text in enumerate(turns):
        told |= {f"at {i} {sign}" for sign in signs(text)}
    blake2b = hashlib.blake2b
    hashed = (blake2b(one.encode(), digest_size=PRINT_BYTES, key=key).digest() for one in told)
    return tuple(heapq.nsmallest(SHAPE, hashed))


def signs(text: str) -> set[str]:
    """Numbers of two digits and more, and names inside sentences by their consonants in one script."""
    found = {str(int(number)) for number in _NUMBER.findall(text)}
    for match in _NAME.finditer(text):
        bones = skeleton(match[1]) if match[1][0].isupper() else ""
        if len(bones) >= FEWEST_BONES:
            found.add(bones)
    return found


def skeleton(name: str) -> str:
    """A name's consonants, Cyrillic or Latin, as any of our languages would write them alike."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_CYRILLIC))
    bare = "".join(c for c in plain if "a" <= c <= "z" or c in "SC")
    for spelling, sound in _SOUNDS:
        bare = bare.replace(spelling, sound)
    bones = re.sub(r"[aeiouyj]", "", bare.replace("c", "k") if "c" in bare else bare)
    return re.sub(r"(.)\1+", r"\1", bones)


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
