"""The whole stage: bytes in, a `Reading` out. Pure: no clock, no ids, nothing from outside."""

from __future__ import annotations

from collections.abc import Callable

from whensafe.intake import front, turns
from whensafe.intake.blocks import Document, Kind
from whensafe.intake.decode import decode
from whensafe.intake.front import Part
from whensafe.intake.language import SEVERAL, language_of
from whensafe.intake.sniff import sniff
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
        document, doubts = document_of(data)
        return reading_of(document, doubts)
    except WhensafeError as error:
        if error.where is None:
            error.where = name
        raise


def document_of(data: bytes) -> tuple[Document, tuple[str, ...]]:
    """The blocks of a file, by the reader of its family, and what decoding it doubted."""
    family = sniff(data)
    if family == "html":
        from whensafe.intake.html import read_html

        return read_html(data), ()
    if family == "docx":
        from whensafe.intake.docx import read_docx

        return read_docx(data), ()
    if family == "pdf":
        from whensafe.intake.pdf import read_pdf

        return read_pdf(data), ()
    decoded = decode(data)
    return _text_reader(family)(decoded.text), decoded.doubts


def _text_reader(family: str) -> Callable[[str], Document]:
    if family == "markdown":
        from whensafe.intake.markdown import read_markdown

        return read_markdown
    if family in {"webvtt", "srt"}:
        from whensafe.intake.captions import read_srt, read_webvtt

        return read_webvtt if family == "webvtt" else read_srt
    from whensafe.intake.plain import read_plain

    return read_plain


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
