"""Files that mean harm, read as the archive reads them: one clear error or an honest reading, in time.

Through the bounded process and the whole stage. What a parser does when it is broken is in
`tests/outside/test_readers.py`.
"""

from __future__ import annotations

import gzip
import io
import json
import socket
import time
import zipfile
from collections.abc import Iterator

import msgspec
import pytest
from tests.intake import docx_writer
from tests.intake.pdf_writer import line, pdf

from whensafe.errors import BadInput, TooLarge, Unreadable
from whensafe.nouns.reading import Reading
from whensafe.outside.readers import Bounds, SubprocessReader

SECONDS = 20.0
SECRET = "root:"  # how /etc/passwd begins
MB = 1024 * 1024


@pytest.fixture(scope="module")
def reader() -> Iterator[SubprocessReader]:
    with SubprocessReader(Bounds(seconds=SECONDS), workers=1) as reader:
        yield reader


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody on loopback who hears whether a document calls out."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


def outcome(reader: SubprocessReader, data: bytes, name: str = "a.txt") -> Reading | BadInput:
    begin = time.monotonic()
    found = next(reader.read_many([(data, name)]))
    assert time.monotonic() - begin < SECONDS + 10
    assert isinstance(found, Reading) or "\n" not in str(found), "one line"
    return found


def words_of(reading: Reading) -> str:
    return msgspec.json.encode(reading).decode()


def docx_of(body: str, before: str = "") -> bytes:
    return docx_writer.of_body(f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>", before)


def packed(size: int) -> bytes:
    """A zip of one Word part that unpacks to ``size`` zeros."""
    return docx_writer.with_parts(docx_of("x"), {"word/document.xml": bytes(size)})


def nested_zip(depth: int) -> bytes:
    data = bytes(MB)
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", data)
        data = out.getvalue()
    return data


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]>'

REFUSED = {
    "empty": b"",
    "white": b" \n\t\r\n" * 1000,
    "only a mark": b"\xef\xbb\xbf",
    "nothing but nul": bytes(5000),
    "noise": bytes(range(256)) * 400,
    "word cut short": docx_of("words " * 500)[:-200],
    "word cut long": docx_of("words " * 500)[:900],
    "pdf cut short": pdf([[line(72, 700, "words")]])[:150],
    "pdf of nothing": b"%PDF-1.7\n" + b"\0" * 10_000,
    "zip bomb": packed(60 * MB),
    "zip in a zip": nested_zip(4),
    "gzip bomb": gzip.compress(bytes(20 * MB)),
    "word with laughs": docx_of("&l11;", BOMB.replace("html", "w")),
    "word with an outside entity": docx_of("&x;", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "word nested": docx_writer.of_body("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
    "a program called .txt": b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff" + bytes(2000),
    "json nested": b"[" * 200_000 + b"]" * 200_000,
    "too much text": b"word " * (8 * MB),
}

SURVIVED = {
    "a picture called .docx": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100),
    "html with laughs": f"{BOMB}<html><body><p>&l11;</p><p>words</p></body></html>".encode(),
    "html nested": b"<div>" * 50_000 + b"<p>words</p>",
    "html unclosed": b"<p><b><i>" * 20_000 + b"words",
    "html of one long tag": b"<p " + b"a" * MB + b">words</p>",
    "html of attributes": b"<p " + b" ".join(b"a%d=b" % n for n in range(50_000)) + b">words</p>",
    "html of comments": b"<html><!--" + b"<!--" * 50_000 + b"--><p>words",
    "html of entities": b"<p>" + b"&amp;" * 200_000,
    "markdown nested": b"> " * 20_000 + b"words\n\n# Title\n",
    "markdown of brackets": b"# Title\n\n" + b"[" * 50_000 + b"](x)",
    "markdown of stars": b"# Title\n\n" + b"*a **b " * 20_000,
    "lists": b"# Title\n\n" + b"".join(b" " * n + b"- a\n" for n in range(300)),
    "one long line": b"word " * 100_000,
    "many short lines": b"a\n" * 20_000,
    "many questions": b"Q: a?\n\nA: b.\n\n" * 1_000,
    "many dashes": "— так\n".encode() * 10_000,
    "many numbers": b"1\n\n2\n\n3\n\n" * 1_500,
    "one long word": b"w" * MB,
    "marks without a letter": "\u0301".encode() * 100_000,
    "captions of tags": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v A>" * 50_000 + b"x",
    "captions of open tags": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<" * 100_000,
    "captions of arrows": b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n" * 50_000,
    "numbers like times": b"1\n00:00:01,000 --> 00:00:02,000\n" + b"9" * MB,
    "nul among words": b"Q: Were you \0 there?\n\nA: I was there, with my \0 children.\n" + b"words " * 100,
    "wrong encoding": "Питання: де ви були?\n\nВідповідь: вдома з дітьми.\n".encode("koi8_u"),
    "mixed encodings": "Q: Où étiez-vous?\n\nA: ".encode() * 20 + "À la maison, très tard.".encode("cp1252"),
    "turned about": "Q: \u202ewho\u202c were you?\n\nA: \u2066me\u2069 alone.".encode(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_one_clear_error(reader: SubprocessReader, name: str) -> None:
    found = outcome(reader, REFUSED[name], name)
    assert isinstance(found, Unreadable | TooLarge)
    assert found.message


@pytest.mark.parametrize("name", SURVIVED)
def test_what_is_only_strange_is_read_or_refused_in_time(reader: SubprocessReader, name: str) -> None:
    found = outcome(reader, SURVIVED[name], name)
    assert isinstance(found, Reading) or "reader failed" not in found.message


def test_a_file_of_200_mb_is_refused_at_once(reader: SubprocessReader) -> None:
    begin = time.monotonic()
    with pytest.raises(TooLarge):
        reader.read(bytes(200 * MB + 1), "a.txt")
    assert time.monotonic() - begin < 1


@pytest.mark.parametrize(
    "name", ["a.docx", "a.pdf", "a.jpg", "a.exe", "", "../../etc/passwd", "a\0b", "x" * 5000]
)
def test_a_name_that_lies_changes_nothing(reader: SubprocessReader, name: str) -> None:
    data = (
        b"Interviewer: Where were you?\n\nWitness: At home.\n\nInterviewer: And?\n\nWitness: In the cellar.\n"
    )
    found = reader.read(data, name)
    assert [turn.text for turn in found.turns] == [
        "Where were you?",
        "At home.",
        "And?",
        "In the cellar.",
    ]


OUTSIDE = [
    '<html><body><iframe src="{url}"></iframe><img src="{url}"><link href="{url}"><p>words</p>',
    '<!DOCTYPE html SYSTEM "{url}"><html><body><p>words</p></body></html>',
    '<!DOCTYPE html [<!ENTITY x SYSTEM "{url}">]><html><body><p>words &x;</p></body></html>',
    (
        '<?xml version="1.0"?><?xml-stylesheet href="{url}"?><html xmlns:xi="http://www.w3.org/2001/XInclude">'
        '<body><p>words</p><xi:include href="{url}" parse="text"/></body></html>'
    ),
    "# words\n\n![picture]({url})\n\n[link]({url})\n",
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_outside_the_file_is_asked_for(
    reader: SubprocessReader, listener: socket.socket, text: str
) -> None:
    for url in ("file:///etc/passwd", f"http://127.0.0.1:{listener.getsockname()[1]}/x"):
        found = outcome(reader, text.format(url=url).encode())
        assert isinstance(found, BadInput) or SECRET not in words_of(found)
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_word_file_asks_for_nothing_either(reader: SubprocessReader, listener: socket.socket) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="{url}" TargetMode="External"/>'
        '<Relationship Id="r2" Type="http://x/image" Target="file:///etc/passwd" TargetMode="External"/>'
        "</Relationships>"
    )
    data = docx_writer.with_parts(docx_of("words"), {"word/_rels/document.xml.rels": rels.encode()})
    found = outcome(reader, data)
    assert isinstance(found, Reading)
    assert SECRET not in words_of(found)
    with pytest.raises(TimeoutError):
        listener.accept()


def test_an_error_says_nothing_that_stands_in_the_file(reader: SubprocessReader) -> None:
    canary = "my comrades are still there"
    for data in (
        docx_of(canary)[:-300],
        pdf([[line(72, 700, canary)]])[:400],
        json.dumps({"text": canary}).encode(),
        f"<?xml version='1.0'?><a>{canary}</a>".encode(),
        docx_of(canary + "&x;"),
    ):
        found = outcome(reader, data)
        assert isinstance(found, BadInput)
        assert "comrades" not in str(found)


def test_after_all_this_a_good_file_is_read_as_ever(reader: SubprocessReader) -> None:
    found = reader.read("Питання: Де ви були?\n\nВідповідь: Вдома.\n".encode(), "a.txt")
    assert [turn.text for turn in found.turns] == ["Де ви були?", "Вдома."]
