"""Letters of right-to-left words put back into reading order by where they stand on the page.

A PDF keeps glyphs, and producers differ in the order they store them in; pdfium guesses and is right for some
words of a line and wrong for others. The page itself is always right: read it from the right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u0660-\u0669\u06f0-\u06f9.,:/%+-]")
_Thing = TypeVar("_Thing")


def is_right_to_left(text: str) -> bool:
    """Whether a stretch has letters of a script written from the right."""
    return _RIGHT_TO_LEFT.search(text) is not None


def word(letters: Sequence[tuple[str, float, float]]) -> str:
    """One word in reading order from (letter, left, right). Vowel signs follow the letter they stand on."""
    bases = [one for one in letters if not unicodedata.combining(one[0])]
    if not bases:
        return "".join(one[0] for one in letters)
    signs: dict[int, str] = {}
    for letter, left, right in letters:
        if unicodedata.combining(letter):
            middle = (left + right) / 2
            nearest = min(range(len(bases)), key=lambda n: abs((bases[n][1] + bases[n][2]) / 2 - middle))
            signs[nearest] = signs.get(nearest, "") + letter
    order = sorted(range(len(bases)), key=lambda n: -(bases[n][1] + bases[n][2]))
    spelled = [(bases[n][0] + signs.get(n, ""), _LEFT_TO_RIGHT.match(bases[n][0]) is not None) for n in order]
    return "".join(_with_runs_turned(spelled))


def line(words: Sequence[tuple[_Thing, str, float]]) -> list[_Thing]:
    """The words of a line in reading order from (word, its text, its middle): numbers keep theirs."""
    from_right = sorted(words, key=lambda one: -one[2])
    return _with_runs_turned([(thing, not is_right_to_left(text)) for thing, text, _ in from_right])


def _with_runs_turned(things: Sequence[tuple[_Thing, bool]]) -> list[_Thing]:
    """Turn each run of left-to-right things round: they were taken from the right with all the others.

    Signs at the ends of such a run ("،2013" has its comma outside) belong to the line and stay.
    """
    result: list[_Thing] = []
    run: list[_Thing] = []
    for thing, turns in things:
        if turns:
            run.insert(0, thing)
            continue
        result += [*run, thing]
        run = []
    return result + run
