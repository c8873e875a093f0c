"""Our Word files back to what they said: by styles and bookmarks, which Word keeps when it saves."""

from __future__ import annotations

from collections.abc import Iterator

from whensafe.intake import docx_package
from whensafe.intake.docx_xml import Element, attribute, child, children, name, parse
from whensafe.intake.ours.taken import Hole, Taken, TakenTurn, broken
from whensafe.intake.ours.times import stretch
from whensafe.intake.ours.webvtt import text_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes) -> Taken:
    """Read a file, or `Unreadable`."""
    with docx_package.open_package(data) as package:
        main = docx_package.main_part(package)
        document = None if main is None else docx_package.read_part(package, main)
    if document is None:
        raise broken("it has no document")
    body = child(parse(document), "body")
    if body is None:
        raise broken("it has no document")
    reading = _Reading()
    for kind, paragraph in children(body):
        if kind == "p":
            reading.take(paragraph)
    reading.end()
    return reading.taken


class _Reading:
    """The state between one paragraph and the next."""

    def __init__(self) -> None:
        self.taken = Taken("ours-docx", MEDIA_TYPE)
        self._text: list[tuple[str, str]] | None = None
        self._turns: list[TakenTurn] = []
        self._head: Element | None = None

    def take(self, paragraph: Element) -> None:
        style = attribute(child(paragraph, "pPr", "pStyle"), "val")
        if style == "WsTitle":
            self.taken.title = _all(paragraph)
        elif style == "WsStandfirst":
            self.taken.standfirst = _all(paragraph)
        elif style == "WsField":
            self._field(paragraph)
        elif style == "WsText":
            self.end()
            self._text = []
        elif style == "WsHead":
            self._head = paragraph
        elif style == "WsSaid":
            if self._head is None or self._text is None:
                raise broken("words without their speaker's line")
            self._turns.append(_turn(self._head, paragraph, dict(self._text)))
            self._head = None

    def _field(self, paragraph: Element) -> None:
        for style, words in _runs(paragraph):
            if style.startswith(("WsF_", "WsN_")):
                field = (style[4:], words if style[2] == "F" else "")
                if self._text is None:
                    self.taken.take([field])
                else:
                    self._text.append(field)

    def end(self) -> None:
        """The text ends here."""
        if self._text is not None:
            self.taken.texts.append(text_of(dict(self._text), self._turns))
        self._text, self._turns = None, []


def _turn(head: Element, said: Element, about: dict[str, str]) -> TakenTurn:
    runs: dict[str, str] = {}
    for style, words in _runs(head):
        if style.startswith("Ws"):
            runs[style] = runs.get(style, "") + words  # Word may part a run in two
    start, end = stretch(runs.get("WsTimes"))
    return TakenTurn(
        address=_address(head),
        role=runs.get("WsRole", ""),
        speaker=runs.get("WsSpeaker"),
        language=_language(said) or about.get("text_language", "und"),
        pieces=[
            Hole(style.removeprefix("WsHole_")) if style.startswith("WsHole_") else words
            for style, words in _pieces(said)
        ],
        start_ms=start,
        end_ms=end,
        translates=runs.get("WsRenders"),
    )


def _address(head: Element) -> str | None:
    for kind, element in children(head):
        found = attribute(element, "name") if kind == "bookmarkStart" else None
        if found is not None and found.startswith("t_"):
            return found.removeprefix("t_")
    return None


def _language(said: Element) -> str | None:
    """That of the first run with words, else that of the paragraph's own mark."""
    runs = [child(run, "rPr") for kind, run in children(said) if kind == "r"]
    plain = (one for one in runs if not _style(one).startswith("WsHole_"))
    for properties in (*plain, child(said, "pPr", "rPr")):
        lang = child(properties, "lang")
        if lang is not None:
            return attribute(lang, "bidi") or attribute(lang, "val")
    return None


def _style(properties: Element | None) -> str:
    return attribute(child(properties, "rStyle"), "val") or ""


def _pieces(said: Element) -> Iterator[tuple[str, str]]:
    """Runs, those of one hole that Word parted put together again."""
    before = ""
    for style, words in _runs(said):
        if not (style == before and style.startswith("WsHole_")):
            yield style, words
        before = style


def _runs(paragraph: Element) -> Iterator[tuple[str, str]]:
    for kind, run in children(paragraph):
        if kind == "r":
            yield _style(child(run, "rPr")), _words(run)


def _all(paragraph: Element) -> str:
    return "".join(words for _, words in _runs(paragraph))


def _words(run: Element) -> str:
    said = {"br": "\n", "tab": "\t", "cr": "\n"}
    return "".join(str(part.text or "") if name(part) == "t" else said.get(name(part), "") for part in run)
