"""A file is what is in it, whatever it is called."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake.sniff import sniff


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(zipfile.ZipInfo(name), "x")  # no time of day: it would be in a test's name
    return out.getvalue()


MARKDOWN = "# A talk\n\nShe said *no*.\n"
PLAIN = "Interviewer: Where were you?\n\nWitness: At home. * * *\n\n# 3 was my number.\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nWords\n"

FAMILIES = [
    ("html", "<!doctype html><p>words"),
    ("html", "\n<!-- saved -->\n<HTML lang=uk><body>слова</body>"),
    ("html", "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html><p>x</p></html>"),
    ("html", "<p><b>Who?</b></p><p>Me.</p>"),
    ("html", "Words first\n<p>one</p>\n<p>two</p><div>three</div><p>four</p>"),
    ("html", "<meta charset=windows-1251><title>x</title>words"),
    ("markdown", MARKDOWN),
    ("markdown", "A page > there\n\n[Click](https://example.org) to read.\n"),
    ("markdown", "**Why?**\n\n— Because.\n"),
    ("markdown", "---\ntitle: A talk\n---\n\nWords.\n"),
    ("markdown", "Розмова\n=======\n\nСлова *важливі* тут.\n"),
    ("plain", PLAIN),
    ("plain", "— Де ви були?\n— Вдома.\n"),
    ("plain", "Q. 3 < 4?\nA. Yes, 4 > 3 & so on.\n"),
    ("plain", "*laughs* I was there.\n"),
    ("plain", "- Were you there?\n- Yes.\n- When?\n- At night.\n"),
    ("plain", "  1   Q.  State your name.\n  2   A.  Jane Roe.\n"),
    ("plain", "BM: Where were you?\nKH: At home.\n"),
    ("plain", "[Recording begins] I was at home.\n"),
    ("plain", "At 10:15 --> I think --> we left.\n"),
    ("plain", "PK\n\nWe lived there."),
    ("webvtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nx"),
    ("webvtt", "WEBVTT"),
    ("webvtt", "WEBVTT - a title\nKind: captions\n\n1\n00:00:01.000 --> 00:00:02.000\n<v A>x"),
    ("webvtt", "\n\nWEBVTT\n\n00:01.000 --> 00:02.000\nx"),
    ("plain", "WEBVTTX is a word here."),
    ("srt", SRT),
    ("srt", "\n\n1\n00:00:01.000 --> 00:00:02.000\nWords\n"),
    ("srt", "00:00:01,000 --> 00:00:02,000\nWords\n"),
    ("srt", "made by hand\n\n" + SRT * 3),
]  # fmt: skip


ENCODED = [
    (family, text, encoding)
    for family, text in FAMILIES
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")
    if encoding != "utf-16-le" or len(text) >= 20  # shorter ones don't show their shape
]


@pytest.mark.parametrize(("family", "text", "encoding"), ENCODED)
def test_texts(family: str, text: str, encoding: str) -> None:
    assert sniff(text.encode(encoding)) == family
    assert sniff(text.replace("\n", "\r\n").encode(encoding)) == family


@pytest.mark.parametrize(("family", "text"), [(f, t) for f, t in FAMILIES if "о" in t])
def test_texts_in_an_old_encoding(family: str, text: str) -> None:
    assert sniff(text.encode("cp1251")) == family


def test_containers() -> None:
    assert sniff(zipped("[Content_Types].xml", "word/document.xml")) == "docx"
    assert sniff(zipped("word/document2.xml")) == "docx"
    assert sniff(b"%PDF-1.7\n") == "pdf"
    assert sniff(b"\n\njunk before %PDF-1.4\n") == "pdf"


@pytest.mark.parametrize(
    ("says", "data"),
    [
        ("empty", b""), ("empty", b" \r\n\t "), ("empty", b"\xef\xbb\xbf\n"), ("empty", b"\0\0\0"),
        ("spreadsheet", zipped("[Content_Types].xml", "xl/workbook.xml")),
        ("presentation", zipped("ppt/presentation.xml")),
        ("OpenDocument", zipped("mimetype", "content.xml")),
        ("e-book", zipped("mimetype", "META-INF/container.xml")),
        ("zip of several files", zipped("a.txt", "b.txt")),
        ("cut short", zipped("word/document.xml")[:40]),
        ("before 2007", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("picture (image/vnd.adobe.photoshop)", b"8BPS\0\1" + bytes(100)),
        ("picture (SVG)", b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>"),
        ("sound", b"ID3\x04\0\0\0\0\0\0" + bytes(200)), ("sound", b"RIFF\x24\0\0\0WAVEfmt " + bytes(100)),
        ("video", b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(100)),
        ("JSON", json.dumps({"segments": [{"text": "x"}]}).encode()), ("JSON", b"[" * 100_000),
        ("XML", b"<?xml version='1.0'?><ohms><record><title>x</title></record></ohms>"),
        ("not a text", bytes(range(1, 32)) * 20), ("no document", b"\x1f\x8b\x08\0" + bytes(50)),
    ],
)  # fmt: skip
def test_what_is_no_testimony_is_named(says: str, data: bytes) -> None:
    with pytest.raises((Unreadable, TooLarge)) as caught:
        sniff(data)
    assert says in str(caught.value) or (says == "JSON" and data.startswith(b"[["))


def test_media_are_offered_as_exhibits() -> None:
    with pytest.raises(Unreadable) as caught:
        sniff(b"ID3\x04\0\0\0\0\0\0" + bytes(200))
    assert "exhibit" in str(caught.value)


def test_comments_without_end_take_no_time() -> None:
    assert sniff(b"<!---->" * 9000 + b"words") == "plain"
