"""Word files for tests: python-docx for what it can write, and the XML itself for what it can't."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping

import docx
from docx.document import Document
from docx.oxml import parse_xml

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def new() -> Document:
    """An empty Word file."""
    return docx.Document()


def saved(document: Document) -> bytes:
    """Its bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def append(document: Document, *elements: str) -> None:
    """Put elements (with the prefix ``w``) at the end of the body, before its section."""
    section = document.element.body[-1]
    for element in elements:
        name = element.split(">", 1)[0].split(" ", 1)[0].rstrip("/")
        section.addprevious(parse_xml(element.replace(name, f'{name} xmlns:w="{SPACE}"', 1)))


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same package with parts replaced or added; ``None`` takes one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            if name not in parts:
                made.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                made.writestr(name, part)
    return out.getvalue()


@functools.cache
def _empty() -> bytes:
    return saved(new())


def of_body(body: str, before: str = "") -> bytes:
    """A package with this body and nothing else."""
    document = (
        f'<?xml version="1.0"?>{before}<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    )
    return with_parts(_empty(), {"word/document.xml": document.encode()})
