"""In which order the letters of a paragraph stand, where right-to-left and left-to-right words meet.

The Unicode Bidirectional Algorithm (https://www.unicode.org/reports/tr9/) without embeddings, overrides and
isolates: control characters for those have no effect. Rules W1 to W7, N1 and N2, I1 and I2, L1 and L2.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_FORMAT = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})


def levels(text: str, base: int) -> list[int]:
    """The level of each code point; ``base`` is 0 for a left-to-right paragraph, 1 for the other."""
    side = "R" if base else "L"
    kinds = ["ON" if k in _FORMAT or not k else k for k in map(unicodedata.bidirectional, text)]
    _weak(kinds, side)
    _neutral(kinds, side)
    found = []
    for kind in kinds:
        if base == 0:
            found.append({"R": 1, "AN": 2, "EN": 2}.get(kind, 0))
        else:
            found.append({"L": 2, "AN": 2, "EN": 2}.get(kind, 1))
    return found


def visual(of: Sequence[int]) -> list[int]:
    """Where the things with these levels stand, from left to right: their indices (rule L2)."""
    order = list(range(len(of)))
    highest, lowest = max(of, default=0), min((one for one in of if one % 2), default=1)
    for level in range(highest, lowest - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and of[order[end]] >= level:
                end += 1
            if end > at:
                order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return order


def _weak(kinds: list[str], side: str) -> None:
    _marks(kinds, side)
    _arabic(kinds, side)
    for n in range(1, len(kinds) - 1):  # W4
        beside = kinds[n - 1]
        between = (kinds[n] == "ES" and beside == "EN") or (kinds[n] == "CS" and beside in ("EN", "AN"))
        if between and beside == kinds[n + 1]:
            kinds[n] = beside
    for way in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):  # W5
        before = ""
        for n in way:
            if kinds[n] == "ET" and before == "EN":
                kinds[n] = "EN"
            before = kinds[n]
    kinds[:] = ["ON" if kind in ("ET", "ES", "CS") else kind for kind in kinds]  # W6
    strong = side
    for n, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"  # W7


def _marks(kinds: list[str], side: str) -> None:
    """W1: a mark is what it stands on."""
    for n in range(len(kinds)):
        if kinds[n] == "NSM":
            kinds[n] = kinds[n - 1] if n else side


def _arabic(kinds: list[str], side: str) -> None:
    """W2 and W3: numbers after Arabic letters are Arabic, the letters are like any from right to left."""
    strong = side
    for n, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _neutral(kinds: list[str], side: str) -> None:
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = side if at == 0 else _strong(kinds[at - 1])
            after = side if end == len(kinds) else _strong(kinds[end])
            kinds[at:end] = [before if before == after else side] * (end - at)  # N1, N2
        at = max(end, at + 1)


def _strong(kind: str) -> str:
    return "R" if kind in ("AN", "EN") else kind
