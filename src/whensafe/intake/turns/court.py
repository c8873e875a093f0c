"""Records of hearings: numbered lines, a witness who is called, examiners who take turns to ask."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import pairwise

from whensafe.intake.front import words_talks
from whensafe.intake.people import is_name, sentence_case
from whensafe.intake.turns import label_words, stage_words
from whensafe.intake.turns.source import Source
from whensafe.intake.turns.units import Cut
from whensafe.nouns.interview import MarkKind

LONGEST_STAGE_LINE = 120
LONGEST_EVENT = 400
_ASIDE = re.compile(r"\s*(?:\[[^\[\]]{0,80}\]|\([^()]{0,80}\))")
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
        "part": stage_words.PARTS,
        "event": stage_words.EVENTS,
        "speech": stage_words.SPEECH,
        "called": label_words.WITNESS_CALLED,
        "sworn": label_words.SWORN,
    }[kind]
    entries = "|".join(entry for entries in table.values() for entry in entries)
    whole = {"event": rf"(?:{entries})(?![^\W_])", "speech": rf"(?<![^\W_])(?:{entries})(?![^\W_])"}
    return re.compile(whole.get(kind, entries), re.IGNORECASE)


def examiner(line: str) -> str | None:
    """The name in ``Examined by MS FAIRWEATHER-COLE``; ``None`` for any other line."""
    if len(line) > LONGEST_STAGE_LINE:
        return None
    line = _ASIDE.sub("", line).strip(" ()[]*_.:")
    match = _pattern("examined").match(line)
    if match is None:
        return None
    name = re.split(r"\s[–—-]\s|,|\(|:|\bon behalf\b|\bfor the\b", line[match.end() :])[0].strip(" .:,—–-")
    bare = re.sub(rf"^(?:(?:{words_talks.TRADES.source}|maître|me)\s+)+", "", name, flags=re.IGNORECASE)
    return sentence_case(bare) if bare and is_name(bare) else None


def witness(line: str) -> str | None:
    """The name in ``OSTAP VERESHCHYNSKYI, affirmed`` or ``WITNESS:  OSTAP VERESHCHYNSKYI  [Resumed]``.

    "Witness: Ostap Vereshchynskyi." may be what a witness answered: then it is speech, not a stage line.
    """
    if len(line) > LONGEST_STAGE_LINE:
        return None
    noted = _ASIDE.search(line) is not None
    line = _ASIDE.sub("", line).strip(" ()[]*_.")
    sworn = _pattern("sworn").search(line)
    if sworn is not None and sworn.start() > 2 and is_name(line[: sworn.start()].strip(" ,"), most=4):
        return sentence_case(line[: sworn.start()].strip(" ,"))
    called = _pattern("called").match(line)
    if called is not None:
        name = re.split(r",|\(|\s[–—-]\s", line[called.end() :])[0].strip(" .:,")
        if (
            name
            and is_name(name, most=4)
            and len(name.split()) > 1
            and (name.isupper() or (noted and name[:1].isupper()))
        ):
            return sentence_case(name)
    return None


def is_stage_line(line: str) -> bool:
    """Is it a line about who asks, who is heard or what happens, not of what is said?"""
    return examiner(line) is not None or witness(line) is not None or is_heading(line) or is_event(line)


def is_heading(line: str) -> bool:
    """``CROSS-EXAMINATION``, ``Redirect Examination (Continued)``: a part of the hearing begins."""
    if len(line) > LONGEST_STAGE_LINE:
        return False
    bare = _ASIDE.sub("", line).strip(" ()[]*_.:—–-")
    return _pattern("part").fullmatch(bare) is not None and line.rstrip()[-1:] not in {".", "?", "!", ","}


def is_event(line: str) -> bool:
    """``[The witness withdrew]``, ``(Recess taken.)``, ``(SOUNDBITE OF MUSIC)``: nobody said this.

    What was said may stand in brackets too, and what could not be heard does: only words about a hearing
    or a recording at their beginning, and no "I" or "you" among them, make an event of it.
    """
    line = line.strip(" *_")
    if not 4 <= len(line) <= LONGEST_EVENT:
        return False
    rule = re.match(r"-{2,}\s{0,3}(?=[^\W\d_])", line)
    bracketed = line[0] + line[-1] in {"[]", "()"} and not any(c in "[]()" for c in line[1:-1])
    inner = line[rule.end() :] if rule is not None else line[1:-1].strip() if bracketed else ""
    return (
        bool(inner)
        and _pattern("event").match(inner) is not None
        and (line[0] == "[" or _pattern("speech").search(inner) is None)
    )
