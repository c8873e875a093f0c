"""Rolling captions: live and automatic ones show each line again while the next one appears under it.

    00:01.000 --> 00:03.000      00:03.000 --> 00:05.000
    they came                    they came
                                 in the night

The words were said once, so the line that comes back is set aside. Only in a file that does this throughout:
somebody may well say the same thing twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TAG = re.compile(r"<[^>]*>")
_FEWEST = 4
_MOST_LINES = 8
"""Of one cue that are looked for in the next: no screen shows more."""


def returning(cues: Sequence[Sequence[str]]) -> list[int]:
    """For each cue, how many of its first lines are shown again from the cue before it."""
    shown = [[words for line in cue if (words := _words(line))] for cue in cues]
    again = [0] * len(shown)
    for n in range(1, len(shown)):
        again[n] = _overlap(shown[n - 1], shown[n])
    if sum(map(bool, again)) < _FEWEST or sum(map(bool, again)) * 10 < len(shown) * 6:
        return [0] * len(shown)
    return again


def _overlap(before: Sequence[str], cue: Sequence[str]) -> int:
    """The longest end of one cue that is the beginning of the next."""
    sizes = range(min(len(before), len(cue), _MOST_LINES), 0, -1)
    return next((size for size in sizes if list(before[-size:]) == list(cue[:size])), 0)


def _words(line: str) -> str:
    return " ".join(_TAG.sub("", line).split())
