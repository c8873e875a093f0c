"""Likely misspellings: how many slips of the hand lie between two words."""

from __future__ import annotations


def slips(one: str, other: str, most: int) -> int | None:
    """Letters added, left out, changed or swapped with their neighbour; ``None`` when more than ``most``.

    This is optimal string alignment distance, given up as soon as it is too far.
    """
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row, older = row, [i], before
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
        before = above
    return row[-1] if row[-1] <= most else None


def allowed(word: str) -> int:
    """How many slips a word of this length is forgiven: none below four letters, two from eight on."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2
