"""Reading every kind of file but web pages (`pages` has those): MB a second, and times a bare parse.

One made-up interview of `WHENSAFE_BENCH_TURNS` turns (4,000 if not) as each kind. Time is processor time of
the reader alone, bytes in, blocks out; the least of three runs, ours and the library's in turn. The library's
is the least that anybody must do to get at the words: lxml's tree, `json.loads`, `csv.reader`, the parts of a
zip, the characters of every page of a PDF. MB are those of the file as it lies on the disk, packed or not. A
kind keeps its bound with 20 MB a second or with twice the bare parse; the figure is how far it is within the
nearer one (at least 1).
"""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import os
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdfium2
from lxml import etree

from bench.figures import Figure
from whensafe.intake.containers import unpack
from whensafe.intake.odt import MEDIA_TYPE
from whensafe.intake.read import document_of

sys.path.insert(0, str(Path(__file__).parent.parent))

TURNS = int(os.environ.get("WHENSAFE_BENCH_TURNS", "4000"))
RATE = 20.0
TIMES = 2.0
ROUNDS = 3
_WORDS = tuple(
    "вода сніг двір лампа хліб ніч рік вікно where they snow lamp bread night year was not the in we".split()  # noqa: SIM905 - words
)

Turn = tuple[str, str]


@dataclass(frozen=True)
class Kind:
    """A file of a kind, how it is read here, and the least that its library does with it, if there is one."""

    name: str
    data: bytes
    bare: Callable[[bytes], object] | None = None
    ours: Callable[[bytes], object] = document_of


def turns() -> list[Turn]:
    """Questions and answers of words that nobody said."""
    rng = random.Random(4)  # noqa: S311 - the same each time
    return [
        (
            ("Odo Karr", "Vera Lumm")[n % 2],
            " ".join(rng.choices(_WORDS, k=12 if n % 2 == 0 else 60)).capitalize() + "?."[n % 2],
        )
        for n in range(TURNS)
    ]


def _clock(n: int) -> str:
    return f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}"


def _packed(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name.replace("__", "/")), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield package.read(name)


def _trees(data: bytes) -> None:
    for part in _parts(data):
        if part[:1] == b"<":
            etree.fromstring(part)


def _otr(data: bytes) -> None:
    HTMLParser().feed(json.loads(data)["text"])


def _pages(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            page.get_textpage().get_text_bounded()


def _mail(data: bytes) -> None:
    body = email.message_from_bytes(data, policy=email.policy.default).get_body()
    assert body is not None
    body.get_payload(decode=True)


def _word(data: bytes) -> None:
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        paragraph.text  # noqa: B018


def _docx(said: list[Turn]) -> bytes:
    document = docx.Document()
    for who, text in said:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who}: ").bold = True
        paragraph.add_run(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(said: list[Turn]) -> bytes:
    from tests.intake.pdf_writer import line, pdf

    lines = [f"{who}: {' '.join(w for w in text.split() if w.isascii())}"[:90] for who, text in said]
    sheets = [lines[n : n + 50] for n in range(0, len(lines), 50)]
    return pdf([[line(72, 750 - 14 * n, words) for n, words in enumerate(sheet)] for sheet in sheets])


def _rtf(said: list[Turn]) -> bytes:
    def coded(text: str) -> str:
        return "".join(c if c.isascii() else f"\\'{c.encode('cp1251')[0]:02x}" for c in text)

    lines = "".join(f"{{\\b {who}:}} {coded(text)}\\par\n" for who, text in said)
    return f"{{\\rtf1\\ansi\\ansicpg1251{{\\fonttbl{{\\f0\\fcharset204 A;}}}}\\f0 {lines}}}".encode()


def _odt(said: list[Turn]) -> bytes:
    lines = "".join(f"<t:p><t:span t:style-name='T1'>{who}:</t:span> {text}</t:p>" for who, text in said)
    spaces = "xmlns:office='urn:o' xmlns:t='urn:t'"
    content = f"<office:d {spaces}><office:body><office:text>{lines}</office:text></office:body></office:d>"
    return _packed(mimetype=MEDIA_TYPE, **{"content.xml": content})


def _xlsx(said: list[Turn]) -> bytes:
    strings = "".join(f"<si><t>{text}</t></si>" for row in [("Speaker", "Text"), *said] for text in row)
    rows = "".join(
        f"<row r='{n}'><c r='A{n}' t='s'><v>{2 * n - 2}</v></c><c r='B{n}' t='s'><v>{2 * n - 1}</v></c></row>"
        for n in range(1, len(said) + 2)
    )
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    return _packed(**{"xl__worksheets__sheet1.xml": sheet, "xl__sharedStrings.xml": f"<sst>{strings}</sst>"})


def _machine(said: list[Turn]) -> bytes:
    def words(n: int, who: str, text: str) -> list[dict[str, object]]:
        return [
            {"word": w, "start": n + 0.01, "end": n + 0.02, "score": 0.9, "speaker": who}
            for w in text.split()
        ]

    segments = [
        {"start": n, "end": n + 0.9, "text": f" {text}", "speaker": who, "words": words(n, who, text)}
        for n, (who, text) in enumerate(said)
    ]
    return json.dumps({"segments": segments, "language": "uk"}, ensure_ascii=False).encode()


def _tei(said: list[Turn]) -> bytes:
    whens = "".join(f"<when xml:id='T{n}' interval='{n}' since='#T0'/>" for n in range(len(said) + 1))
    uses = "".join(
        f"<u who='#P{n % 2}' start='#T{n}' end='#T{n + 1}'>{text}</u>" for n, (_, text) in enumerate(said)
    )
    return f"<TEI><text><timeline unit='s'>{whens}</timeline><body>{uses}</body></text></TEI>".encode()


def _warc(said: list[Turn]) -> bytes:
    page = "".join(f"<p><b>{who}:</b> {text}</p>" for who, text in said[:200])
    body = f"<html><body><article>{page}</article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/%d\r\n"
    head += "Content-Length: %d\r\n\r\n"
    one = [(head % (n, len(answer))).encode() + answer + b"\r\n\r\n" for n in range(max(1, len(said) // 200))]
    return b"".join(one)


def kinds() -> list[Kind]:
    said = turns()
    plain = "\n\n".join(f"{who}: {text}" for who, text in said).encode()
    cues = [(f"{_clock(n)}.000 --> {_clock(n + 1)}.000", who, text) for n, (who, text) in enumerate(said)]
    vtt = "WEBVTT\n\n" + "\n\n".join(f"{times}\n<v {who}>{text}" for times, who, text in cues)
    srt = "\n\n".join(
        f"{n}\n{times.replace('.', ',')}\n{who}: {text}" for n, (times, who, text) in enumerate(cues, 1)
    )
    markdown = "# Talk\n\n" + "\n\n".join(f"**{who}:** {text}" for who, text in said)
    code = '<span class="timestamp" data-timestamp="{}">{}</span>'
    otr = "".join(
        f"<p>{code.format(n, _clock(n))} <b>{who}:</b> {text}</p>" for n, (who, text) in enumerate(said)
    )
    table = io.StringIO()
    csv.writer(table).writerows(
        [("speaker", "start", "text"), *((who, n, text) for n, (who, text) in enumerate(said))]
    )
    ohms = f"<ROOT><record><title>T</title><transcript>{escape(plain.decode())}</transcript></record></ROOT>"
    letter = (
        b"From: a@b\r\nSubject: Talk\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    files = {f"{n}.txt": plain for n in range(4)}

    def lines(data: bytes) -> list[list[str]]:
        return list(csv.reader(io.StringIO(data.decode(), newline="")))

    return [
        Kind("plain", plain),
        Kind("markdown", markdown.encode()),
        Kind("webvtt", vtt.encode()),
        Kind("srt", srt.encode()),
        Kind("otr", json.dumps({"text": otr, "media": "a.mp3"}, ensure_ascii=False).encode(), _otr),
        Kind("machine", _machine(said), json.loads),
        Kind("ohms", ohms.encode(), etree.fromstring),
        Kind("tei", _tei(said), etree.fromstring),
        Kind("csv", table.getvalue().encode(), lines),
        Kind("xlsx", _xlsx(said), _trees),
        Kind("rtf", _rtf(said)),
        Kind("odt", _odt(said), _trees),
        Kind("docx", _docx(said), _word),
        Kind("pdf", _pdf(said), _pages),
        Kind("mail", letter + plain, _mail),
        Kind("warc, its pages found", _warc(said), None, lambda data: unpack(data, "x")),
        Kind(
            "zip, its files taken out",
            _packed(**files),
            lambda data: list(_parts(data)),
            lambda data: unpack(data, "x"),
        ),
    ]


def _spent(read: Callable[[bytes], object], data: bytes) -> float:
    start = time.process_time()
    read(data)
    return time.process_time() - start


def figure(kind: Kind) -> Figure:
    """How far one kind is within the nearer of its two bounds."""
    kind.ours(kind.data)  # modules and tables are loaded once
    ours, bare = float("inf"), float("inf")
    for _ in range(ROUNDS):
        ours = min(ours, _spent(kind.ours, kind.data))
        bare = min(bare, _spent(kind.bare, kind.data)) if kind.bare is not None else bare
    rate = len(kind.data) / 1e6 / ours
    detail = f"{rate:.1f} MB/s, {len(kind.data) / 1e6:.2f} MB in {1000 * ours:.0f} ms"
    within = rate / RATE
    if kind.bare is not None:
        within = max(within, TIMES * bare / ours)
        detail += f"; {ours / bare:.2f} times the bare parse ({1000 * bare:.1f} ms)"
    return Figure(f"{kind.name}: within its bound", within, 1.0, at_most=False, detail=detail)


def run() -> list[Figure]:
    return [figure(kind) for kind in kinds()]
