"""Small pages for the tests of the page reader. All invented."""

from __future__ import annotations

from whensafe.intake.blocks import Document
from whensafe.intake.html import read_html

PROSE = "I remember the gate and the long corridor, and the man who wrote our names on a calendar. "
PAIRS = [(f"What of day {n}?", f"On day {n} there was barley. {PROSE}".strip()) for n in range(8)]
TITLE = "<h1>Interview with the teacher</h1>"


def page(body: str, head: str = "") -> Document:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def said(pairs: list[tuple[str, str]] = PAIRS) -> list[str]:
    return [part for pair in pairs for part in pair]


def rows(pattern: str, pairs: list[tuple[str, str]] = PAIRS) -> str:
    return "".join(pattern.format(q=q, a=a) for q, a in pairs)
