"""Word: a file of five parts, nothing in it but what is on its face.

No author, no dates, no revision ids, no comments, no fields, no hidden text, no theme, no thumbnail. A turn
is a line with who speaks and a paragraph with the words, at a bookmark that is its address. Styles say what
each thing is, so that intake reads it back.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count

from markupsafe import escape

from whensafe.editions.exports.clock import stretch
from whensafe.editions.exports.docx_styles import CONTENT_TYPES, DOCUMENT_RELS, RELS, STYLES
from whensafe.editions.exports.fields import fields, hole_words, text_fields
from whensafe.editions.exports.labels import wording
from whensafe.editions.wording import language_in, notice_in
from whensafe.nouns.edition import ClearedTurn, Withheld
from whensafe.nouns.export import ExportFile, ExportText, FormatLoss, Lost, Matter
from whensafe.nouns.text import Language, direction

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NEVER = (1980, 1, 1, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_docx(matter: Matter) -> tuple[tuple[ExportFile, ...], set[Lost]]:
    """One file."""
    body = "".join(_body(matter))
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="0" w:footer="0" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    parts = (
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELS),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS),
        ("word/document.xml", document),
        ("word/styles.xml", STYLES),
    )
    return (ExportFile(".docx", MEDIA_TYPE, _packed(parts)),), {FormatLoss.ATTRIBUTION}


def _packed(parts: Iterable[tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            made.writestr(entry, text.encode())
    return out.getvalue()


def _body(matter: Matter) -> Iterator[str]:
    w, labels = wording(matter)
    told, page = matter.interview, w.language
    if told.title is None:
        yield _paragraph("WhensafeExport1", page, _run(w.untitled, page))
    else:
        yield _paragraph("WsTitle", told.language, _run(told.title, told.language))
    if told.standfirst is not None:
        yield _paragraph("WsStandfirst", told.language, _run(told.standfirst, told.language))
    for key, value in fields(matter):
        if key != "notice":
            shown = _run(value, page, f"WsF_{key}") if value else _run(labels["unnamed"], page, f"WsN_{key}")
            yield _paragraph("WsField", page, _run(f"{labels[key]}: ", page), shown)
    numbers = count(1)
    for text in matter.texts:
        yield _paragraph("WsText", page, _run(language_in(text.language, page), page))
        for key, value in text_fields(text):
            yield _paragraph("WsField", page, _run(f"{labels[key]}: ", page), _run(value, page, f"WsF_{key}"))
        yield from _turns(text, page, numbers)
    if told.notices:
        yield _paragraph("WsNotices", page, _run(w.withheld_head, page))
        for notice in told.notices:
            yield _paragraph("WsNotice", page, _run(notice_in(notice, w), page))
        yield _paragraph("WsNotice", page, _run(w.withheld_note, page))


def _turns(text: ExportText, page: Language, numbers: Iterator[int]) -> Iterator[str]:
    for n, turn in enumerate(text.turns, 1):
        number = next(numbers)
        runs = [_run(f"{n}  ", page)]
        if turn.speaker_display is not None:
            runs += [_run(turn.speaker_display, page, "WsSpeaker"), _run(" · ", page)]
        runs += [_run(turn.role.value, Language("en"), "WsRole")]
        times = stretch(turn.start_ms, turn.end_ms)
        if times is not None:
            runs += [_run(" · ", page), _run(times, page, "WsTimes")]
        if turn.translates is not None:
            runs += [_run(" ← ", page), _run(turn.translates, page, "WsRenders")]
        mark = f'<w:bookmarkStart w:id="{number}" w:name="t_{turn.address}"/><w:bookmarkEnd w:id="{number}"/>'
        yield _paragraph("WsHead", page, mark, *runs)
        yield _said(turn)


def _said(turn: ClearedTurn) -> str:
    runs = (
        _run(hole_words(piece.ground), Language("en"), f"WsHole_{piece.ground.value}")
        if isinstance(piece, Withheld)
        else _run(piece, turn.language)
        for piece in turn.pieces
    )
    tag = escape(turn.language)
    empty = f'<w:rPr><w:lang w:val="{tag}" w:bidi="{tag}"/></w:rPr>'
    return _paragraph("WsSaid", turn.language, *runs, mark=empty)


def _paragraph(style: str, language: Language, *runs: str, mark: str = "") -> str:
    bidi = "<w:bidi/>" if direction(language) == "rtl" else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{mark}</w:pPr>{"".join(runs)}</w:p>'


def _run(text: str, language: Language, style: str | None = None) -> str:
    named = "" if style is None else f'<w:rStyle w:val="{style}"/>'
    tag = escape(language)
    lang = (
        f'<w:rtl/><w:lang w:val="{tag}" w:bidi="{tag}"/>'
        if direction(language) == "rtl"
        else f'<w:lang w:val="{tag}"/>'
    )
    return f"<w:r><w:rPr>{named}{lang}</w:rPr>{_words(text)}</w:r>"


def _words(text: str) -> str:
    """Words, line breaks and tabs, each as Word has it."""
    lines = []
    for line in text.split("\n"):
        parts = (
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t")
        )
        lines.append("<w:tab/>".join(parts))
    return "<w:br/>".join(lines)
