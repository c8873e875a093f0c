"""OHMS XML, version 6: a record with its transcript and renderings.

With times a transcript is WebVTT, as version 6 has it. Without them it is lines of text, as in version 5, a
paragraph for each turn and no sync codes: a turn's address and language have no place there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from whensafe.editions.exports.fields import Field, fields, hole_words, text_fields
from whensafe.editions.exports.json_file import FORMAT
from whensafe.editions.exports.webvtt import Times, captions
from whensafe.errors import Refused
from whensafe.nouns.edition import ClearedTurn, Loss, Withheld
from whensafe.nouns.export import ExportFile, ExportText, FormatLoss, Lost, Matter
from whensafe.nouns.interview import Role, TranscriptKind
from whensafe.nouns.text import HOLE

_SPACE = "{https://www.weareavp.com/nunncenter/ohms}"
_EMPTY = re.compile("^\u00a0*$", re.MULTILINE)


def as_ohms(matter: Matter) -> tuple[tuple[ExportFile, ...], set[Lost]]:
    """One record for each sitting, its rendering beside it."""
    lost: set[Lost] = {FormatLoss.ATTRIBUTION}
    times: Times | None = None
    try:
        times = Times.of(matter)
        lost |= times.losses
    except Refused:
        lost |= {FormatLoss.ADDRESSES, Loss.TIMES}
        lost |= _without_a_place(matter)
    records = list(_records(matter))
    files = []
    for n, (text, rendering) in enumerate(records, 1):
        tail = ".ohms.xml" if len(records) == 1 else f".{n}.ohms.xml"
        files.append(ExportFile(tail, "application/xml", _record(matter, text, rendering, times)))
    return tuple(files), lost


def _records(matter: Matter) -> Iterator[tuple[ExportText | None, ExportText | None]]:
    """A sitting's words with what renders them; what is left over has a record of its own."""
    renderings = [text for text in matter.texts if text.kind is TranscriptKind.TRANSLATION]
    for text in matter.texts:
        if text.kind is not TranscriptKind.TRANSLATION:
            beside = next((one for one in renderings if one.session == text.session), None)
            if beside is not None:
                renderings.remove(beside)
            yield text, beside
    yield from ((None, one) for one in renderings)


def _without_a_place(matter: Matter) -> set[Lost]:
    lost: set[Lost] = set()
    for text in matter.texts:
        if any(turn.language != text.language for turn in text.turns):
            lost.add(FormatLoss.LANGUAGES)
        if text.kind is TranscriptKind.TRANSLATION:
            lost.add(FormatLoss.ALIGNMENT)
    return lost


def _record(
    matter: Matter, text: ExportText | None, rendering: ExportText | None, times: Times | None
) -> bytes:
    first = text if text is not None else rendering
    assert first is not None  # noqa: S101 - `_records` gives one at least
    told = matter.interview
    root = etree.Element(f"{_SPACE}ROOT", nsmap={None: _SPACE[1:-1]})  # type: ignore[dict-item]
    record = etree.SubElement(root, f"{_SPACE}record", id=told.id)
    about = [*fields(matter), *_head(matter)]

    def put(name: str, words: str | None, **said: str) -> None:
        """An element with its words; empty where there are none."""
        etree.SubElement(record, f"{_SPACE}{name}", said).text = words

    put("version", "6.0")
    put("date", None, value=first.interviewed or told.interviewed or "", format="yyyy-mm-dd")
    put("cms_record_id", told.id)
    put("title", told.title)
    for narrator in told.narrators:
        put("interviewee", narrator.display)
    for person in told.participants:
        if person.role is Role.INTERVIEWER:
            put("interviewer", person.display)
    put("description", told.standfirst)
    put("language", first.language)
    put("sync", None)
    put("sync_alt", None)
    if times is None:
        put("transcript", None if text is None else _plain(text))
        put("transcript_alt", None if rendering is None else _plain(rendering))
        notes = "\n".join(_note(about, text, rendering))
    else:
        put("vtt_transcript", None if text is None else captions(text, about, times))
        put("vtt_transcript_alt", None if rendering is None else captions(rendering, about, times))
        notes = FORMAT
    put("transcript_alt_lang", None if rendering is None else rendering.language)
    put("translate", "0" if rendering is None else "1")
    put("rights", None)
    put("user_notes", notes)
    etree.indent(record, space=" ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _head(matter: Matter) -> Iterator[Field]:
    words = (("title", matter.interview.title), ("standfirst", matter.interview.standfirst))
    yield from ((key, value) for key, value in words if value is not None)


def _note(about: list[Field], *texts: ExportText | None) -> Iterator[str]:
    """Fields that OHMS has no element for, a line for each."""
    yield FORMAT
    for key, value in about:
        if key not in ("title", "standfirst"):
            yield f"{key}: {value}"
    for text in texts:
        for key, value in () if text is None else text_fields(text):
            yield f"{key}: {value}".replace("\n", " ")


def _plain(text: ExportText) -> str:
    """Paragraphs, an empty line between them; an empty line inside one holds a no-break space."""
    return "\n\n".join(_EMPTY.sub("\\g<0>\u00a0", _turn(turn)) for turn in text.turns)


def _turn(turn: ClearedTurn) -> str:
    """Who speaks, on a line of its own, so that no name can be taken for words, and the words beneath."""
    who = turn.role.value if turn.speaker_display is None else f"{turn.speaker_display} ({turn.role.value})"
    words = "".join(
        f"{HOLE}{hole_words(piece.ground)}" if isinstance(piece, Withheld) else piece for piece in turn.pieces
    )
    return f"{who}:\n{words}"
