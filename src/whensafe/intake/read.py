"""The whole stage: bytes in, a `Reading` out. Pure: no clock, no ids, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from whensafe.intake import front, ours, turns
from whensafe.intake.blocks import Document, Kind
from whensafe.intake.decode import decode
from whensafe.intake.front import Part
from whensafe.intake.language import SEVERAL, language_of
from whensafe.intake.sniff import sniffed
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
    found = sniffed(data)
    if found.parsed is not None:
        return _reader(found.family)(found.parsed), ()
    if found.family in _OF_TEXT:
        decoded = decode(data)
        return _reader(found.family)(decoded.text), decoded.doubts
    return _reader(found.family)(data), ()


_OF_TEXT = frozenset({"plain", "markdown", "webvtt", "srt", "csv"})
_READERS = {  # family: module and function; of bytes, but for `_OF_TEXT` and what sniffing has parsed already
    "plain": ("plain", "read_plain"),
    "markdown": ("markdown", "read_markdown"),
    "webvtt": ("captions", "read_webvtt"),
    "srt": ("captions", "read_srt"),
    "csv": ("table", "read_csv"),
    "otr": ("otr", "read_otr"),
    "machine": ("machine", "read_machine"),
    "ohms": ("ohms", "read_ohms"),
    "tei": ("tei", "read_tei"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "rtf": ("rtf", "read_rtf"),
    "odt": ("odt", "read_odt"),
    "xlsx": ("sheet", "read_sheet"),
    "mail": ("mail", "read_mail"),
    "warc": ("warc_pages", "read_warc"),
    "image": ("image", "read_image"),
}


def _reader(family: str) -> Callable[[Any], Document]:
    """A family's reader, brought in when its first file comes: some are heavy."""
    module, function = _READERS[family]
    reader: Callable[[Any], Document] = getattr(import_module(f"whensafe.intake.{module}"), function)
    return reader


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
