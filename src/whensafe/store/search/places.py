"""Where a turn stands among equals: the number of its row in the index.

Ranking every match of a frequent word costs a hundred times more than finding them. Full-text rows come in
the order of their numbers for nothing, so the number says how good a turn is before any query: 10 bits for
its length (turns of eight words and more, shorter ones first; then what is too short to say much), 32 bits
for the interview, 20 for the turn in it. The first few hundred matches are then the ones worth weighing.
"""

from __future__ import annotations

from whensafe.errors import TooLarge

TURN_BITS = 20
INTERVIEW_BITS = 32
LENGTH_BITS = 10
INTERVIEW_MASK = (1 << INTERVIEW_BITS) - 1

_ENOUGH = 8
_LONGEST = (1 << LENGTH_BITS) - 1


def place(words: int, interview: int, turn: int) -> int:
    """The row number of turn ``turn`` (from 0) with so many words, in the interview with this key."""
    if turn >> TURN_BITS or interview >> INTERVIEW_BITS:
        raise TooLarge("more turns in one interview, or more interviews, than an archive can search")
    length = min(words - _ENOUGH, _LONGEST - _ENOUGH) if words >= _ENOUGH else _LONGEST - words
    return (length << INTERVIEW_BITS | interview) << TURN_BITS | turn
