"""WebVTT: a cue for each turn, in a voice span, under the turn's address.

A cue has a beginning and an end, and those are true or not there: an audience that is told no times, and a
transcript without them, get no captions. Where a turn's own end isn't known, the next turn's beginning stands
in (class ``no-end``); a rendering without times has those of what it renders (``no-times``).
https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from whensafe.editions.exports.clock import clock
from whensafe.editions.exports.fields import Field, fields, hole_words, text_fields
from whensafe.editions.exports.json_file import FORMAT
from whensafe.errors import Refused
from whensafe.nouns.actor import TEAM
from whensafe.nouns.edition import ClearedTurn, Withheld
from whensafe.nouns.export import ExportFile, ExportText, FormatLoss, Lost, Matter
from whensafe.nouns.ids import Address
from whensafe.nouns.text import Language

_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGN = re.compile("[&<>]")
_TOO_MUCH = re.compile(r"\A\n|(?<=\n)\n|\n\Z")
"""Line breaks that would leave a line empty, and end the cue."""


def as_webvtt(matter: Matter) -> tuple[tuple[ExportFile, ...], set[Lost]]:
    """One file for each text. Raises `Refused` where there are no times, or times that run backwards."""
    head = [("title", matter.interview.title), ("standfirst", matter.interview.standfirst)]
    about = [*fields(matter), *((key, value) for key, value in head if value is not None)]
    times = Times.of(matter)
    files = []
    for n, text in enumerate(matter.texts, 1):
        tail = ".vtt" if len(matter.texts) == 1 else f".{n}.{text.language.lower()}.vtt"
        files.append(ExportFile(tail, "text/vtt", captions(text, about, times).encode()))
    return tuple(files), {FormatLoss.ATTRIBUTION, *times.losses}


@dataclass(frozen=True, slots=True)
class Cue:
    """When a turn's cue begins and ends; ``classes`` say what of it isn't the turn's own."""

    start: int
    end: int
    classes: tuple[str, ...]


class Times:
    """The times of every cue. Raises `Refused` where captions would state times that aren't so."""

    def __init__(self, cues: Mapping[Address, Cue]) -> None:
        self.cues = cues

    @classmethod
    def of(cls, matter: Matter) -> Times:
        """Worked out for all texts, or `Refused`."""
        if matter.audience != TEAM:
            raise Refused(
                "captions need times, and only the team is told any: where something is withheld they would "
                "tell how long it is",
                where=matter.interview.id,
                todo="Use json, html, docx, ohms or pdf.",
            )
        own = {turn.address: turn for text in matter.texts for turn in text.turns}
        found: dict[Address, Cue] = {}
        for text in matter.texts:
            found.update(_cues(text, own, matter.interview.id))
        return cls(found)

    @property
    def losses(self) -> set[Lost]:
        """`FormatLoss.ENDS`, where another time stands in for one that isn't known."""
        return {FormatLoss.ENDS} if any(cue.classes for cue in self.cues.values()) else set()


def captions(text: ExportText, about: Iterable[Field], times: Times) -> str:
    """A whole WebVTT file."""
    return "\n".join([
        "WEBVTT\n",
        f"NOTE {FORMAT}",
        *(f"{key}: {_escaped(value)}" for key, value in (*about, *text_fields(text))),
        "",
        *(_cue(turn, times.cues[turn.address], text.language) for turn in text.turns),
    ])  # fmt: skip


def _cues(text: ExportText, own: Mapping[Address, ClearedTurn], where: str) -> Iterator[tuple[Address, Cue]]:
    timed: list[tuple[ClearedTurn, int, int | None, bool]] = []
    last = 0
    for turn in text.turns:
        source = turn if turn.start_ms is not None else own.get(turn.translates or turn.address, turn)
        if source.start_ms is None:
            raise Refused(
                "captions need times, and a turn has none",
                where=f"{where} {turn.address}",
                todo="Use json, html, docx, ohms or pdf.",
            )
        if source.start_ms < last:
            raise Refused(
                "captions need times in their order, and here they run backwards",
                where=f"{where} {turn.address}",
                todo="Use json, html, docx, ohms or pdf.",
            )
        last = source.start_ms
        timed.append((turn, last, source.end_ms, source is turn))
    following = [start for _, start, _, _ in timed[1:]]
    for n, (turn, start, own_end, is_own) in enumerate(timed):
        classes = () if is_own else ("no-times",)
        if own_end is not None and own_end > start:
            yield turn.address, Cue(start, own_end, classes)
        else:
            end = next((later for later in following[n:] if later > start), start + 1)
            yield turn.address, Cue(start, end, (*classes, "no-end"))


def _cue(turn: ClearedTurn, cue: Cue, language: Language) -> str:
    classes = [turn.role.value, *cue.classes]
    if turn.translates is not None:
        classes.append(f"translates-{turn.translates}")
    if turn.speaker_display is None:
        classes.append("unnamed")
    name = turn.role.value if turn.speaker_display is None else turn.speaker_display
    words = "".join(_piece(piece) for piece in turn.pieces)
    if turn.language != language:
        words = f"<lang {turn.language}>{words}</lang>"
    times = f"{clock(cue.start)} --> {clock(cue.end)}"
    return f"{turn.address}\n{times}\n<v.{'.'.join(classes)} {_escaped(name)}>{_lines(words)}</v>\n"


def _piece(piece: str | Withheld) -> str:
    if isinstance(piece, Withheld):
        return f"<c.withheld.{piece.ground.value}>{hole_words(piece.ground)}</c>"
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], piece)


def _lines(words: str) -> str:
    return _TOO_MUCH.sub("&#10;", words)


def _escaped(value: str) -> str:
    """On one line."""
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], value).replace("\n", "&#10;")
