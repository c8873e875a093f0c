"""The whole stage: bytes in, a `Reading` out. Pure: no clock, no ids, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable

from whensafe.intake import front, ours, turns
from whensafe.intake.blocks import Document, Kind
from whensafe.intake.decode import decode
from whensafe.intake.front import Part
from whensafe.intake.language import SEVERAL, language_of
from whensafe.intake.sniff import json_of, sniff
from whensafe.intake.turns.questions import from_doubts
from whensafe.nouns.interview import TranscriptKind
from whensafe.nouns.reading import Reading

_ASIDE = (
    Part.SUBTITLE,
    Part.BYLINE,
    Part.HEADER,
    Part.SOURCE,
    Part.CAPTION,
    Part.SIGNATURE,
    Part.BOILERPLATE,
)


def read(data: bytes, name: str) -> Reading:
    """Read one document, whatever its name says. Raises `Unreadable` or `TooLarge`, and nothing else.

    ``name`` only serves to say in an error which file it was.
    """
    from whensafe.errors import WhensafeError

    try:
        exported = ours.read_export(data)
        if exported is not None:
            return exported
        document, doubts = document_of(data)
        return reading_of(document, doubts)
    except WhensafeError as error:
        if error.where is None:
            error.where = name
        raise


def document_of(data: bytes) -> tuple[Document, tuple[str, ...]]:
    """The blocks of a file, by the reader of its family, and what decoding it doubted."""
    family = sniff(data)
    if family in _OF_BYTES:
        return _OF_BYTES[family]()(data), ()
    if family in ("otr", "machine"):
        from whensafe.intake import machine, otr

        found = json_of(data)
        return (otr.read_otr if family == "otr" else machine.read_machine)(found), ()
    if family in ("ohms", "tei"):
        from whensafe.intake import ohms, tei, xml_tree

        root = xml_tree.parse(data, "XML file")
        return (ohms.read_ohms if family == "ohms" else tei.read_tei)(root), ()
    decoded = decode(data)
    return _text_reader(family)(decoded.text), decoded.doubts


def _html() -> Callable[[bytes], Document]:
    from whensafe.intake.html import read_html

    return read_html


def _docx() -> Callable[[bytes], Document]:
    from whensafe.intake.docx import read_docx

    return read_docx


def _pdf() -> Callable[[bytes], Document]:
    from whensafe.intake.pdf import read_pdf

    return read_pdf


def _rtf() -> Callable[[bytes], Document]:
    from whensafe.intake.rtf import read_rtf

    return read_rtf


def _odt() -> Callable[[bytes], Document]:
    from whensafe.intake.odt import read_odt

    return read_odt


def _xlsx() -> Callable[[bytes], Document]:
    from whensafe.intake.sheet import read_sheet

    return read_sheet


def _mail() -> Callable[[bytes], Document]:
    from whensafe.intake.mail import read_mail

    return read_mail


def _warc() -> Callable[[bytes], Document]:
    from whensafe.intake.warc_pages import read_warc

    return read_warc


def _image() -> Callable[[bytes], Document]:
    from whensafe.intake.image import read_image

    return read_image


_OF_BYTES: dict[str, Callable[[], Callable[[bytes], Document]]] = {
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "rtf": _rtf,
    "odt": _odt,
    "xlsx": _xlsx,
    "mail": _mail,
    "warc": _warc,
    "image": _image,
}
"""Readers of whole files, brought in when the first such file comes."""


def _text_reader(family: str) -> Callable[[str], Document]:
    if family == "markdown":
        from whensafe.intake.markdown import read_markdown

        return read_markdown
    if family in {"webvtt", "srt"}:
        from whensafe.intake.captions import read_srt, read_webvtt

        return read_webvtt if family == "webvtt" else read_srt
    if family == "csv":
        return _read_csv
    from whensafe.intake.plain import read_plain

    return read_plain


def _read_csv(text: str) -> Document:
    from whensafe.intake import table

    return table.read_table(table.csv_rows(text) or [], "csv", table.CSV_TYPE)


def reading_of(document: Document, doubts: tuple[str, ...] = ()) -> Reading:
    """What the blocks of a document say: front, turns, and what was set aside, in the order of the source."""
    document = front.unfold(document)
    parts = front.sort_blocks(document)
    exchange = turns.find_exchange(document, parts.where(Part.BODY), [named.name for named in parts.named])
    head = exchange.head()
    spoken = [document.blocks[i].text for i in parts.where(Part.BODY)]
    language = language_of(spoken or [parts.title or ""], document.language)
    if "translation_alignment" in document.doubts:
        language = SEVERAL
    around, chosen = front.find(document, parts, [left for _, left in head], language)
    kept = {head[n][0] for n in chosen}
    found = turns.find(exchange, around, language, [n for n, _ in head if n not in kept])
    aside = [(i, text) for i in parts.where(*_ASIDE) if (text := " ".join(document.blocks[i].text.split()))]
    dropped = [text for _, text in sorted([*aside, *found.dropped], key=lambda item: item[0]) if text]
    texts = [turn.text for turn in found.turns]
    questions = [*from_doubts([*document.doubts, *doubts], texts), *around.questions, *found.questions]
    if not found.turns and not any(q.code in {"no_text", "no_transcript"} for q in questions):
        questions += from_doubts(["no_transcript"], [])
    return Reading(
        family=document.family,
        media_type=document.media_type,
        title=around.title,
        standfirst=around.standfirst,
        section=around.section,
        language=language,
        kind=_kind(document),
        published=around.published,
        first_published=around.first_published,
        interviewed=around.interviewed,
        source=around.source,
        republisher=around.republisher,
        basis=around.basis,
        participants=found.people,
        turns=found.turns,
        dropped=(*document.dropped, *dropped),
        questions=tuple(dict.fromkeys(questions)),
    )


def _kind(document: Document) -> TranscriptKind:
    """Captions are written as heard; what a page prints has been edited."""
    is_captions = any(block.kind is Kind.CUE for block in document.blocks)
    return TranscriptKind.VERBATIM if is_captions or document.family == "plain" else TranscriptKind.EDITED
