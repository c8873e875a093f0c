"""Which family a file belongs to, by what is in it. Names and extensions lie and are not asked.

Looked at in this order: what has a fixed beginning (PDF, zip, Rich Text, web archives, pictures, WebVTT),
what is no text at all, SubRip's numbered cues, mail, data (JSON, XML), the tags of a web page, the head of a
table, the marks of a Markdown capture; the rest is plain text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import filetype

from whensafe.errors import Unreadable
from whensafe.intake import (
    decode,
    docx_package,
    image,
    limits,
    machine,
    mail,
    odt,
    ohms,
    otr,
    table,
    tei,
    warc,
    xml_tree,
)
from whensafe.intake.captions_times import is_timing

_HEAD = 64 * 1024
_EXHIBIT = "It can be kept with an interview as an exhibit: name the interview to add it to."

_PAGE_START = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.DOTALL | re.IGNORECASE,
)
_PAGE_ANYWHERE = re.compile(r"<(?:!doctype\s+html|html[\s>]|body[\s>])", re.IGNORECASE)
_BLOCK_END = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|table|tr|td|article|section|main|blockquote|dl|dt|dd|strong|b|span)\s*>",
    re.IGNORECASE,
)
_ELEMENT_START = re.compile(
    r"\s*<(?:p|div|h[1-6]|ul|ol|table|article|section|main|blockquote|dl|strong|b|em|i|span|a|br)\b[^>]*>",
    re.IGNORECASE,
)
_XML_START = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\b|<[A-Za-z_][\w.:-]*(?:\s[^<>]*)?>)")
_ROOT = re.compile(r"(?>\s+|<!--.*?-->|<\?[^>]*>)*+<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)", re.DOTALL)
_TRANSCRIPTS = frozenset({"tei", "teicorpus", "root", "record", "ohms"})
_IMAGE_START = re.compile(
    r"(?>\s+|<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)*+<svg\b", re.DOTALL | re.IGNORECASE
)

_MARKDOWN = (  # (evidence, weight); two points make a capture
    (re.compile(r"!?\[[^\]\n]{1,400}\]\((?:https?:|mailto:|#|/|\.|<)?[^)\s]*(?:\s\"[^\"\n]*\")?\)"), 2),
    (re.compile(r"^#{1,6} [^\W\d_]|^#{2,6} \S", re.MULTILINE), 2),
    (re.compile(r"(?<![*\w])\*\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*\*(?!\*)"), 2),
    (re.compile(r"\A\s*---\n(?:[\w-]+:.*\n)+---\n"), 2),
    (re.compile(r"^\[[^\]\n]+\]:\s+\S+://", re.MULTILINE), 2),
    (re.compile(r"^(?:```|~~~)", re.MULTILINE), 2),
    (re.compile(r"^\S.*\n(?:={4,}|-{4,})$", re.MULTILINE), 1),
    (re.compile(r"^> \S", re.MULTILINE), 1),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*(?![*\w])"), 1),
    (re.compile(r"(?<!\w)__?(?=[^\s_])[^_\n]{1,200}(?<=[^\s_])__?(?!\w)"), 1),
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file's family and, where telling it took the whole file apart, what it was taken apart into."""

    family: str
    parsed: object = None


def sniff(data: bytes) -> str:
    """The family: ``html markdown plain docx pdf webvtt srt otr machine ohms tei csv xlsx odt rtf mail warc
    image``.

    Raises `Unreadable`, naming what the file seems to be, for everything else.
    """
    return sniffed(data).family


def sniffed(data: bytes) -> Sniffed:
    """The same, with what JSON and XML hold, so that it needn't be parsed again."""
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("this file is empty", todo="Copy or download it again.")
    if b"%PDF-" in data[:1024]:
        return Sniffed("pdf")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return Sniffed(_packed(data))
    if data.lstrip()[:5] == b"{\\rtf":
        return Sniffed("rtf")
    if warc.is_warc(data):
        return Sniffed("warc")
    if image.media_type(data) is not None:
        return Sniffed("image")
    if _is_binary(data) and decode.wide_encoding(data) is None:
        raise _not_text(data)
    return _text_family(decode.decode(data[:_HEAD]).text, data)


def _text_family(head: str, data: bytes) -> Sniffed:
    """The family of a text, from its beginning."""
    if _is_webvtt(head):
        return Sniffed("webvtt")
    if _is_srt(head):
        return Sniffed("srt")
    if mail.is_mail(data):
        return Sniffed("mail")
    found = _data_family(head, data) or (Sniffed("html") if _is_page(head) else None)
    if found is not None:
        return found
    _refuse_other_text(head)
    if table.csv_rows(head) is not None:
        return Sniffed("csv")
    is_capture = sum(weight for shape, weight in _MARKDOWN if shape.search(head)) >= 2
    return Sniffed("markdown" if is_capture else "plain")


def _is_webvtt(head: str) -> bool:
    """The signature alone on its line; after blank lines (which the standard forbids) only with a cue."""
    if re.match(r"WEBVTT(?:[ \t\n]|\Z)", head):
        return True
    return re.match(r"\s+WEBVTT[ \t]*[^\n]*\n", head) is not None and any(map(is_timing, head.split("\n")))


def _is_srt(head: str) -> bool:
    """A cue's times in the first three lines, after nothing but its number; or many of them."""
    lines = [line for line in head.split("\n") if line.strip()]
    timed = [n for n, line in enumerate(lines) if is_timing(line)]
    if timed and (timed[0] == 0 or (timed[0] == 1 and lines[0].strip().isdigit())):
        return True
    return len(timed) >= 3 and len(timed) * 8 >= len(lines)


def _is_page(head: str) -> bool:
    """A document's own tags, or a fragment: it begins with an element, or closes many more than it quotes."""
    if _PAGE_START.match(head) or _PAGE_ANYWHERE.search(head[:2048]):
        return True
    ends = len(_BLOCK_END.findall(head))
    if ends and _ELEMENT_START.match(head):
        return True
    return ends >= 4 and ends * 400 >= len(head)


def _is_binary(data: bytes) -> bool:
    return decode.looks_binary(data) or data.startswith(
        (b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
    )


def _data_family(head: str, data: bytes) -> Sniffed | None:
    """The family of a transcript in JSON or XML, whatever a page in it looks like; other JSON is refused."""
    if head.lstrip()[:1] in ("{", "["):
        return _json_family(data)
    root = _ROOT.match(head)
    if root is None or root[1].lower() not in _TRANSCRIPTS:
        return None
    tree = xml_tree.parse(data, "XML file")
    family = "ohms" if ohms.is_ohms(tree) else "tei" if tei.is_tei(tree) else None
    return Sniffed(family, tree) if family is not None else None


def _json_family(data: bytes) -> Sniffed | None:
    """Which kind of transcript a JSON file is; ``None`` for a text that only begins like one."""
    try:
        found = json_of(data)
    except ValueError:
        return None
    if otr.is_otr(found):
        return Sniffed("otr", found)
    if machine.is_machine_made(found):
        return Sniffed("machine", found)
    raise Unreadable(
        "this is data (JSON) of a kind that is not read here",
        todo="Export the transcript as text, SRT or WebVTT.",
    )


def _refuse_other_text(head: str) -> None:
    """Formats written in letters that are no testimony to read."""
    if _IMAGE_START.match(head):
        raise Unreadable("this is a picture (SVG)", todo=_EXHIBIT)
    if _XML_START.match(head) and head.count("</") * 400 >= len(head):
        raise Unreadable(
            "this is XML of a kind that is not read here",
            todo="Export the transcript as text, Word or WebVTT.",
        )


def json_of(data: bytes) -> object:
    """The value in a JSON file. `ValueError` for what is none, `Unreadable` for what only nests."""
    if len(data) > limits.MAX_TEXT_BYTES:
        raise ValueError("too large")
    try:
        return json.loads(decode.decode(data).text.lstrip("\ufeff"))
    except RecursionError as error:  # nothing but brackets nests a thousand deep
        raise Unreadable("this is data (JSON), nested deeper than any transcript") from error


def _packed(data: bytes) -> str:
    """Word keeps its text under ``word/``; other things that are zips inside are named as such."""
    with docx_package.open_package(data) as package:
        if docx_package.main_part(package) is not None:
            return "docx"
        names = package.namelist()
        stated = docx_package.read_part(package, "mimetype") or b""
    if any(name.startswith("xl/worksheets/") for name in names):
        return "xlsx"
    if stated.strip() == odt.MEDIA_TYPE.encode():
        return "odt"
    kinds = (
        ("xl/", "a spreadsheet", "Save the transcript's sheet as text."),
        ("ppt/", "a presentation", "Export its text."),
        ("content.xml", "an OpenDocument file", "Save it as Word (.docx)."),
        ("META-INF/container.xml", "an e-book", "Export the chapter as text or HTML."),
        ("Index/Document.iwa", "a Pages document", "Export it as Word (.docx)."),
    )
    for start, kind, todo in kinds:
        if any(name.startswith(start) for name in names):
            raise Unreadable(f"this is {kind}", todo=todo)
    raise Unreadable("this is a zip of several files", todo="Unpack it and add the files.")


def _not_text(data: bytes) -> Unreadable:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Unreadable("this Word file is locked with a password", todo="Save a copy without one.")
        return Unreadable("this is an Office file of before 2007", todo="Save it as .docx and add that.")
    kind = filetype.guess(data[:8192])
    if kind is None:
        return Unreadable("this is not a text, page, Word, PDF or caption file", todo=_EXHIBIT)
    family = {"image": "a picture", "audio": "a sound recording", "video": "a video"}.get(
        kind.mime.split("/")[0], "no document"
    )
    return Unreadable(f"this is {family} ({kind.mime})", todo=_EXHIBIT)
