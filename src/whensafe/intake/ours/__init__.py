"""Exports of this program, read back exactly: nothing is guessed, since the file says what each thing is.

What such a file says of itself is believed no more than any other file is: anybody can write one. Addresses
are handed on as what the file calls its turns (`ReadTurn.address`), never as what they are here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whensafe.intake.ours import known
from whensafe.nouns.reading import Reading

if TYPE_CHECKING:
    from whensafe.intake.ours.taken import Taken

__all__ = ["read_export"]


def read_export(data: bytes) -> Reading | None:
    """The reading of an export; ``None`` for any other file. `Unreadable` for one that was changed."""
    family = known.family_of(data)
    if family is None:
        return None
    from whensafe.intake.ours.taken import reading

    return reading(_taken(family, data))


def _taken(family: str, data: bytes) -> Taken:
    """The readers are brought in when the first such file comes."""
    if family == "json":
        from whensafe.intake.ours.json_file import read_json

        return read_json(data)
    if family == "webvtt":
        from whensafe.intake.ours.webvtt import read_webvtt

        return read_webvtt(data)
    if family == "ohms":
        from whensafe.intake.ours.ohms import read_ohms

        return read_ohms(data)
    if family == "html":
        from whensafe.intake.ours.html import read_html

        return read_html(data)
    from whensafe.intake.ours.docx import read_docx

    return read_docx(data)
