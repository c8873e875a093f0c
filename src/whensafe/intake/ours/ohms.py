"""Our OHMS records back to what they said: WebVTT in them, or without times paragraphs under their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whensafe.intake import xml_tree
from whensafe.intake.ours.taken import Hole, Taken, TakenText, TakenTurn, broken
from whensafe.intake.ours.webvtt import add_text, text_of
from whensafe.intake.xml_tree import Element
from whensafe.nouns.text import HOLE

_LABEL = re.compile(r"(?:(?P<name>.*) \()?(?P<role>narrator|interviewer|interpreter|present)\)?:")
_HOLE = re.compile(HOLE + r"\[withheld: ([a-z ]+)\]")
_EMPTY = re.compile("^(\u00a0*)\u00a0$", re.MULTILINE)
_FIELD = re.compile(r"([a-z_]+): ?(.*)")


def read_ohms(data: bytes) -> Taken:
    """Read a record, or `Unreadable`."""
    root = xml_tree.parse(data, "XML file")
    taken = Taken("ours-ohms", "application/xml")
    captions = [_text(root, name) for name in ("vtt_transcript", "vtt_transcript_alt")]
    if any(captions):
        for text in captions:
            if text:
                add_text(taken, text)
    else:
        _add_plain(taken, root)
    taken.title = _text(root, "title") or None
    taken.standfirst = _text(root, "description") or None
    return taken


def _add_plain(taken: Taken, root: Element) -> None:
    lines = _text(root, "user_notes").split("\n")
    said = [(match[1], match[2]) for line in lines if (match := _FIELD.fullmatch(line))]
    texts: list[dict[str, str]] = []
    for key, value in said:
        if key == "kind":
            texts.append({})
        if texts:
            texts[-1][key] = value
    if not texts:
        raise broken("it doesn't say what its texts are")
    taken.take(pair for pair in said if pair[0] not in texts[0])
    written = [text for name in ("transcript", "transcript_alt") if (text := _text(root, name))]
    for about, words in zip(texts, written, strict=False):
        language = about.get("text_language", "und")
        taken.texts.append(text_of(about, list(_turns(words, language))))
    for about in texts[len(written) :]:
        taken.texts.append(TakenText(about["kind"], about.get("text_language", "und"), None, None, []))


def _turns(words: str, language: str) -> Iterator[TakenTurn]:
    for block in words.split("\n\n"):
        label, _, text = block.partition("\n")
        match = _LABEL.fullmatch(label)
        if match is None:
            raise broken("a paragraph without its label")
        said = _EMPTY.sub("\\1", text)
        yield TakenTurn(None, match["role"], match["name"], language, list(_pieces(said)))


def _pieces(words: str) -> Iterator[str | Hole]:
    at = 0
    for hole in _HOLE.finditer(words):
        if hole.start() > at:
            yield words[at : hole.start()]
        yield Hole(hole[1].replace(" ", "_"))
        at = hole.end()
    if at < len(words):
        yield words[at:]


def _text(root: Element, name: str) -> str:
    record = root if xml_tree.name(root) == "record" else xml_tree.first(root, "record")
    found = None if record is None else xml_tree.first(record, name)
    return "" if found is None else "".join(str(part) for part in found.itertext())
