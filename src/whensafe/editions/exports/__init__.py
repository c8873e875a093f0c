"""One interview as one audience may be told it, in a format that other programs or people read.

    export(matter, Format.WEBVTT)     # Export(files, losses)

Pure: the same matter gives the same bytes, with no clock, no chance and no name of who made it. Everything in
a file is on its face: no second copy of the words lies hidden behind those that are shown.
"""

from __future__ import annotations

from whensafe.nouns.actor import TEAM
from whensafe.nouns.edition import Loss
from whensafe.nouns.export import Export, ExportFile, Format, FormatLoss, Lost, Matter

__all__ = ["EXPORT_FORMAT", "export"]

EXPORT_FORMAT = "whensafe export v1"
"""What each file says of itself, and what intake knows it by."""


def export(matter: Matter, format: Format) -> Export:
    """The files of an interview in this format. Raises `Refused` where it would have to say what isn't so."""
    files, lost = _write(matter, format)
    found: set[Lost] = {Loss.ORIGINALS, Loss.RECORDINGS, Loss.MARKS, Loss.EXHIBITS, FormatLoss.WORK, *lost}
    if matter.audience != TEAM:
        found |= {Loss.TIMES, Loss.SESSIONS}
    return Export(files, tuple(one for kind in (Loss, FormatLoss) for one in kind if one in found))


def _write(matter: Matter, format: Format) -> tuple[tuple[ExportFile, ...], set[Lost]]:
    match format:
        case Format.JSON:
            from whensafe.editions.exports.json_file import as_json

            return as_json(matter)
        case Format.WEBVTT:
            from whensafe.editions.exports.webvtt import as_webvtt

            return as_webvtt(matter)
        case Format.OHMS:
            from whensafe.editions.exports.ohms import as_ohms

            return as_ohms(matter)
        case Format.DOCX:
            from whensafe.editions.exports.docx import as_docx

            return as_docx(matter)
        case Format.HTML:
            from whensafe.editions.exports.html import as_html

            return as_html(matter)
        case Format.PDF:
            from whensafe.editions.exports.pdf import as_pdf

            return as_pdf(matter)
