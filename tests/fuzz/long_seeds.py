"""A good file of every kind that is read, small, and the bits that its format is made of."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

from tests.exports.test_pdf import told
from tests.fuzz import test_containers as containers
from tests.fuzz import test_other_readers as others
from tests.fuzz.test_readers import seeds
from tests.intake import test_image, test_recording, test_table
from tests.intake.test_odt import file as odt
from tests.intake.test_odt import p

from whensafe.editions.exports import export
from whensafe.editions.exports.matter import matter_of
from whensafe.nouns.actor import TEAM
from whensafe.nouns.edition import Ground, Withheld
from whensafe.nouns.export import Format

_XML = [
    b"<",
    b">",
    b"/>",
    b"&amp;",
    b"&#0;",
    b"&x;",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"<a>" * 50,
]
_TIMES = [b"00:00:01.000 --> 00:00:02.000\n", b"-->", b"99:99:99", b"-1", b"1e400", b"9" * 40, b"0:01"]
_PACKED = [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"../", b"\0", b"\xff\xff\xff\xff"]
_HTTP = [
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"\r\n\r\n",
    b"Content-Encoding: gzip\r\n",
    b"ffffffff\r\n",
    b"WARC-Type: revisit\r\n",
]
_MAIL = [
    b"Content-Type: multipart/mixed; boundary=",
    b"=?utf-8?b?",
    b"?=",
    b"\r\n\r\n",
    b"--x",
    b"Content-Transfer-Encoding: base64\r\n",
    b"--x--",
    b"Content-Type: message/rfc822\r\n",
    b"name*0*=utf-8''%",
    b"From: ",
]
_VTT = [
    b"<v A>",
    b"</v>",
    b"<c.x>",
    b"<ruby>",
    b"<rt>",
    b"<lang uk>",
    b"&lt;",
    b"NOTE ",
    b"\r",
    b"\n\n",
    *_TIMES,
]
_JSON = [
    b"null",
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b",",
    b'"text":',
    b'"words":',
    b"NaN",
    b"\\ud800",
    b"1e999",
    b"true",
    b"-1",
]
_RTF = [
    b"{",
    b"}",
    b"\\par ",
    b"\\u-1?",
    b"\\'e0",
    b"\\uc9",
    b"\\f7",
    b"\\bin99 ",
    b"{\\*\\x",
    b"\\ansicpg65001 ",
    b"\\v ",
]
_SOUND = [
    b"moov",
    b"mvhd",
    b"OggS",
    b"data",
    b"\x1a\x45\xdf\xa3",
    b"\xff" * 8,
    b"\0" * 8,
    b"ID3\4\0\0\x7f\x7f\x7f\x7f",
]
_PDF = [
    b"endobj",
    b"stream\n",
    b"/Kids [1 0 R]",
    b"/Length 9999999",
    b"trailer",
    b"xref",
    b"<<",
    b">>",
    b"1 0 obj",
]
_CSV = [b'"', b",", b";", b"\n", b"\r", b"\t", b"\0", b"=1+1", *_TIMES]


def _ours(format: Format) -> list[bytes]:
    of = told("Ми чистили двір дошками.", Withheld(Ground.HEALTH), " І «сніг» & <b>.\n\nТак.", turns=4)
    timed = tuple(replace(t, start_ms=n * 1000, end_ms=n * 1000 + 900) for n, t in enumerate(of.turns))
    matters = [matter_of(TEAM, replace(of, turns=turns), ()) for turns in (timed, of.turns)]
    if format is Format.WEBVTT:  # which nothing without times can be
        matters = matters[:1]
    return [file.data for matter in matters for file in export(matter, format).files]


def _machine() -> list[bytes]:
    from tests.intake.test_machine import CPP, WHISPER, WHISPERX

    return [others.MACHINE, *(json.dumps(one).encode() for one in (WHISPER, WHISPERX, CPP))]


def _ohms() -> list[bytes]:
    from tests.intake.test_ohms import WORDS, record

    cues = "<vtt_transcript>1\n00:01.000 --> 00:02.000\n&lt;v A&gt;One</vtt_transcript>"
    return [others.OHMS, record(f"<sync>1:|3(4)|9(2)</sync><transcript>{WORDS}</transcript>"), record(cues)]


def _tei() -> list[bytes]:
    from tests.intake.test_tei import FILE

    return [others.TEI, FILE.encode()]


def _sheet() -> list[bytes]:
    strings = "".join(f"<si><t>{word}</t></si>" for word in ("Speaker", "Text", "Odo", "Where?"))
    rows = "".join(
        f"<row><c r='A{n}' t='s'><v>{a}</v></c><c r='B{n}' t='s'><v>{b}</v></c></row>"
        for n, (a, b) in enumerate([(0, 1), (2, 3), (2, 3)], 1)
    )
    return [test_table.workbook(f"<worksheet><sheetData>{rows}</sheetData></worksheet>", shared=strings)]


def _recordings() -> list[bytes]:
    made_up = [test_recording.mp4(), test_recording.mp4(late=True), test_recording.mp4_long(96_000)]
    made_up += [test_recording.webm(), test_recording.webm(film=True)]
    return [*made_up, test_recording.ogg(test_recording.OPUS, 480_000), test_recording.wav()]


KINDS = {
    "zip": (lambda: [containers.ZIP], _PACKED),
    "warc": (lambda: [containers.WARC, containers.GZIPPED, containers.WACZ], [*_HTTP, *_PACKED]),
    "mail": (lambda: [containers.MAIL, others.MAIL], _MAIL),
    "image": (lambda: list(test_image.PICTURES.values()), _SOUND),
    "pdf": (lambda: seeds(".pdf"), _PDF),
    "otr": (lambda: [others.OTR], [*_JSON, b"<p>", b"<br>", b"</span>", b"<span class='timestamp'>", b"&#x"]),
    "machine": (_machine, _JSON),
    "ohms": (_ohms, [*_XML, *_TIMES, b"[[footnote]]", b"[[/note]]", b"|9(9)", b"{00:01:02}"]),
    "tei": (_tei, [*_XML, b"<u>", b"</u>", b"<w>", b"<gap/>", b"<pause/>", b" who='#A'", b" since='#T1'"]),
    "csv": (lambda: [others.CSV], _CSV),
    "xlsx": (_sheet, [*_XML, b"<row>", b"<c r='ZZZ9'>", b"<v>", b" t='s'", b"1e308", *_PACKED]),
    "rtf": (lambda: [others.RTF], _RTF),
    "odt": (
        lambda: [odt(p("Odo: Where?") + p("Vera: <text:s text:c='2'/>There."))],
        [*_XML, b"<text:p>", b"</text:p>"],
    ),
    "docx": (lambda: seeds(".docx"), [*_XML, b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:r>", *_PACKED]),
    "webvtt": (lambda: seeds(".vtt"), _VTT),
    "srt": (lambda: seeds(".srt"), _VTT),
    "html": (lambda: seeds(".html"), [*_XML, b"<p>", b"</div>", b"<table>", b"<script>", b"<b>", b"&nbsp;"]),
    "markdown": (
        lambda: seeds(".md"),
        [b"**", b"_", b"](", b"\n\n", b"> ", b"#", b"```", b"- ", b"|", b"\\"],
    ),
    "plain": (
        lambda: seeds(".txt"),
        [b"\n", b":", b"\f", b"\r", b"- ", b"Q: ", b"\xe2\x80\x94 ", b"\xcc\x81"],
    ),
    "recording": (_recordings, _SOUND),
    **{
        f"our {format.value}": (partial(_ours, format), [*_XML, *_JSON, *_VTT])
        for format in (Format.JSON, Format.WEBVTT, Format.OHMS, Format.DOCX, Format.HTML)
    },
}
"""Name → what makes its seeds, and the bits to put into them."""
