"""Records of hearings: numbered lines, a witness who is called, examiners who take turns to ask."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import pairwise

from whensafe.intake.people import is_name, sentence_case
from whensafe.intake.turns import label_words
from whensafe.intake.turns.source import Source
from whensafe.intake.turns.units import Cut
from whensafe.nouns.interview import MarkKind

LONGEST_STAGE_LINE = 120
_NUMBER = re.compile(r"[^\S\n]*(?P<number>\d{1,3})(?:[^\S\n]+|$)(?![.,:/-]\d)")


def line_numbers(source: Source, wanted: Iterable[int]) -> dict[int, list[Cut]]:
    """The numbers at the heads of lines, by block, if lines are numbered: most of them, one after the
    other.
    """
    hits: list[tuple[int, int, int, int]] = []
    count = 0
    for index in wanted:
        position = 0
        text = source.text(index)
        for line in text.split("\n"):
            if line.strip():
                count += 1
                match = _NUMBER.match(line)
                if match is not None:
                    hits.append(
                        (
                            index,
                            position + match.start("number"),
                            position + match.end(),
                            int(match["number"]),
                        )
                    )
            position += len(line) + 1
    steps = [b - a == 1 or (b == 1 and a >= 10) for (*_, a), (*_, b) in pairwise(hits)]
    if len(hits) < 5 or len(hits) * 10 < count * 7 or sum(steps) * 10 < len(steps) * 8:
        return {}
    cuts: dict[int, list[Cut]] = {}
    for index, start, end, _ in hits:
        cuts.setdefault(index, []).append(Cut(start, end, MarkKind.LINE_NUMBER))
    return cuts


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    table = {
        "examined": label_words.EXAMINED_BY,
        "called": label_words.WITNESS_CALLED,
        "sworn": label_words.SWORN,
    }[kind]
    return re.compile("|".join(entry for entries in table.values() for entry in entries), re.IGNORECASE)


def examiner(line: str) -> str | None:
    """The name in ``Examined by MS FAIRWEATHER-COLE``; ``None`` for any other line."""
    if len(line) > LONGEST_STAGE_LINE:
        return None
    line = line.strip(" ()[]*_.:")
    match = _pattern("examined").match(line)
    if match is None:
        return None
    name = re.split(r"\s[–—-]\s|,|\(|:|\bon behalf\b|\bfor the\b", line[match.end() :])[0].strip(" .:,—–-")
    bare = re.sub(
        r"^(?:прокурор|адвокат|следователь|захисник|слідчий|прокурорка|адвокатка|защитник|защитница|staatsanwalt|maître|me)\w*\s+",
        "",
        name,
        flags=re.IGNORECASE,
    )
    return sentence_case(bare) if bare and is_name(bare) else None


def witness(line: str) -> str | None:
    """The name in ``OSTAP VERESHCHYNSKYI, affirmed`` or ``Witness: …``; ``None`` for any other line."""
    line = line.strip(" ()[]*_.")
    if len(line) > LONGEST_STAGE_LINE:
        return None
    sworn = _pattern("sworn").search(line)
    if sworn is not None and sworn.start() > 2 and is_name(line[: sworn.start()].strip(" ,"), most=4):
        return sentence_case(line[: sworn.start()].strip(" ,"))
    called = _pattern("called").match(line)
    if called is not None:
        name = re.split(r",|\(|\s[–—-]\s", line[called.end() :])[0].strip(" .:,")
        return sentence_case(name) if name and is_name(name, most=4) and len(name.split()) > 1 else None
    return None


def is_stage_line(line: str) -> bool:
    """Is it a line about who asks or who is heard, not of what is said?"""
    return examiner(line) is not None or witness(line) is not None
