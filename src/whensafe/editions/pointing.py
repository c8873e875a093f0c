"""What points at somebody without a name: numbers beside a person who isn't told, days that few people share,
and codes that may stand where a common word was meant. Pure; it finds places to read, and repeats nothing.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from whensafe.editions.risks import Risk, RiskCode
from whensafe.intake.dates.months import month_names
from whensafe.nouns.edition import ClearedInterview, ClearedTurn
from whensafe.nouns.text import HOLE
from whensafe.protection.words_of_names import words_of

POINTING = frozenset({RiskCode.NUMBER, RiskCode.DAY, RiskCode.NAME_OR_WORD})
RULE = 1
"""Raised whenever something else is found in the same words."""
NEAR = 80
"""Code points between a number and a person who isn't told, at most."""

_NUMBER = re.compile(r"[^\W\d_]{0,3}-?\d+(?:[-/]?\w+)*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\D{0,5}")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_CODE = re.compile(r"\[([^\[\]\s]{1,12})\]")
_IN_FIGURES = r"\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d\d))(?!\d)|\d{4}-\d\d-\d\d(?!\d)"
_BEGINS = re.compile(r"(?:^|[.!?…:\n])[\s\"'«»“”„’)(—–-]*$")
_BEFORE = 12
"""Code points before a code that say whether a sentence begins there."""
_NO_CAPITALS = re.compile("[\u0590-\u08ff\u0e00-\u0eff\u3040-\u9fff]")
_SURELY_A_NAME = re.compile(
    "(?:[ео]нко|ейко|[чщ]ук|[сцз]ьк(?:ий|а)|[сц]к(?:ий|ая)|(?:ов|ев|єв)а?|[оеє]вич"
    "|enko|chuk|[sc]k(?:y|yi|i|a)|(?:ov|ev|yev)a?|[oe]vich|wicz|yan|shvili|dze)$"
)


def pointing_risks(interview: ClearedInterview, codes: Mapping[str, bool]) -> list[Risk]:
    """Places that point at somebody. ``codes`` are those that stand for people, each with whether the name
    behind it may be a common word, too.
    """
    return [risk for turn in interview.all_turns for risk in _of_turn(interview, turn, codes)]


def may_be_a_word(spellings: Sequence[str]) -> bool:
    """May somebody's family name be a common word, *Коваль*, *Мороз*? Of *Коваленко* nobody would say so."""
    return any(
        word.telling and not _SURELY_A_NAME.search(word.folded) for s in spellings for word in words_of(s)
    )


def words_of_turn(turn: ClearedTurn) -> str:
    """What is told of a turn, each hole as one letter: what a risk's span counts."""
    return "".join(piece if isinstance(piece, str) else HOLE for piece in turn.pieces)


def _of_turn(interview: ClearedInterview, turn: ClearedTurn, codes: Mapping[str, bool]) -> Iterator[Risk]:
    text = words_of_turn(turn)
    people = [m for m in _CODE.finditer(text) if m[1] in codes] if "[" in text else []
    for one in people:
        begins = _NO_CAPITALS.search(text) is not None or _BEGINS.search(
            text, max(0, one.start() - _BEFORE), one.start()
        )
        if codes[one[1]] and begins:
            yield Risk(RiskCode.NAME_OR_WORD, interview.id, turn.address, one.span())
            break
    if not any(map(str.isdecimal, text)):
        return
    days = [match.span() for match in _days().finditer(text)]
    for span in days:
        yield Risk(RiskCode.DAY, interview.id, turn.address, span)
    ends = sorted([one.end() for one in people] + [n + 1 for n, letter in enumerate(text) if letter == HOLE])
    starts = sorted([one.start() for one in people] + [n for n, letter in enumerate(text) if letter == HOLE])
    taken = [*days, *(one.span() for one in people)]
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if (
            _is_near(starts, ends, start, end)
            and not _tells_a_time(text, match)
            and not any(start < last and first < end for first, last in taken)
        ):
            yield Risk(RiskCode.NUMBER, interview.id, turn.address, (start, end))


def _is_near(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> bool:
    before, after = bisect.bisect(ends, start), bisect.bisect_left(starts, end)
    return (before > 0 and start - ends[before - 1] <= NEAR) or (
        after < len(starts) and starts[after] - end <= NEAR
    )


def _tells_a_time(text: str, match: re.Match[str]) -> bool:
    """A year, or an hour: many people share it."""
    return _YEAR.fullmatch(match[0]) is not None or any(
        clock.start() < match.end() and match.start() < clock.end()
        for clock in _CLOCK.finditer(text, max(0, match.start() - 6), match.end() + 6)
    )


@functools.cache
def _days() -> re.Pattern[str]:
    """Dates to the day, in figures or with the name of a month."""
    names = "|".join(re.escape(name) for name in sorted(month_names(), key=len, reverse=True))
    month = rf"(?:{names})(?![^\W\d_])"
    ordinal = r"(?:-?[^\W\d_]{1,3}|º|ª|\.)?"
    of = r"(?:of |the |de |del |d’|d')?"
    return re.compile(
        rf"(?<![\d/.-])(?:{_IN_FIGURES}|\d{{1,2}}{ordinal}\s{{1,3}}{of}{month}"
        rf"|(?<![^\W\d_]){month}\.?\s{{1,3}}(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?!\d))",
        re.IGNORECASE,
    )
