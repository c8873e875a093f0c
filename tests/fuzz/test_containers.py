"""Zips, web archives, mails and pictures that went wrong: what can be taken, or one clear error, and soon."""

from __future__ import annotations

import gzip
import struct
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.mutations import mutated
from tests.fuzz.test_other_readers import thorough
from tests.intake.warc_writer import OTHER, TALK, http, record, response, wacz, zip_of, zipped_each

from whensafe.errors import WhensafeError
from whensafe.intake import limits
from whensafe.intake.containers import unpack
from whensafe.intake.read import read

pytestmark = pytest.mark.torture  # with so many examples; in `make test` with a few

CHUNKED = b"%x\r\n" % len(TALK) + TALK + b"\r\n0\r\n\r\n"
WARC = (
    record("warcinfo", b"x", "")
    + response()
    + record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Concurrent_To="<urn:uuid:1>")
    + response(CHUNKED, "https://paper.example/b", "Transfer-Encoding: chunked")
    + response(gzip.compress(OTHER, mtime=0), "https://paper.example/c", "Content-Encoding: gzip")
    + record("revisit", http(b""))
)
GZIPPED = zipped_each(response(), response(OTHER, "https://paper.example/b"))
WACZ = wacz(GZIPPED, ["https://paper.example/2023/talk"])
MAIL = (
    b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHere.\r\n"
    b"--x\r\nContent-Type: text/plain; name*=utf-8''%D1%82.txt\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Disposition: attachment\r\n\r\nT2RvOiBXaGVyZT8KVmVyYTogVGhlcmUuCg==\r\n"
    b"--x\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\nFrom: c@d\r\n"
    b"\r\ny\r\n--x--"
)
ZIP = zip_of({"a/b.txt": b"Odo: Where?\nVera: There.\n", "site.warc": WARC, "m.eml": MAIL, "z.zip": WACZ})


def survives(data: bytes) -> None:
    try:
        found = unpack(data, "x")
    except WhensafeError:
        return
    if found is None:
        return
    assert found.members or found.left_out
    assert sum(len(one.data) for one in found.members) <= limits.MAX_UNPACKED_BYTES
    for one in found.members:
        assert all(c == " " or unicodedata.category(c)[0] not in "CZ" for c in one.name)
        assert "/" not in one.name.replace("://", "")
        try:
            read(one.data, one.name)
        except WhensafeError:
            continue
    for left in found.left_out:
        assert left.code
        assert left.message


@pytest.mark.parametrize(
    "seed", [WARC, GZIPPED, WACZ, ZIP, MAIL], ids=["warc", "gzip", "wacz", "zip", "mail"]
)
@thorough
@given(data=st.data())
def test_gone_wrong(seed: bytes, data: st.DataObject) -> None:
    survives(data.draw(mutated([seed])))


@thorough
@given(
    st.sampled_from([b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x05\x06"]),
    st.binary(max_size=2000),
)
def test_any_bytes_after_the_beginning(start: bytes, rest: bytes) -> None:
    survives(start + rest)


LINES = st.lists(
    st.sampled_from([
        b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"WARC-Type: request\r\n", b"\r\n", b":\r\n",
        b"Content-Length: 9\r\n", b"Content-Length: 99999999999\r\n", b" folded\r\n", b"HTTP/1.1 200\r\n",
        b"WARC-Target-URI: http://a.example/\r\n", b"Transfer-Encoding: chunked\r\n", b"ffffffff\r\n",
        b"0\r\n", b"<html><p>x</p>", b"Content-Encoding: br\r\n",
    ]),
    max_size=40,
).map(b"".join)  # fmt: skip


@thorough
@given(LINES)
def test_any_lines_of_a_web_archive(lines: bytes) -> None:
    survives(b"WARC/1.0\r\n" + lines)
    survives(gzip.compress(b"WARC/1.0\r\n" + lines, mtime=0))


@thorough
@given(lines=LINES)
def test_any_answer_of_a_server(lines: bytes) -> None:
    survives(record("response", b"HTTP/1.1 200 OK\r\n" + lines))


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


@thorough
@given(st.dictionaries(NAMES, st.binary(max_size=40), min_size=1, max_size=5))
def test_any_names_in_a_zip(files: dict[str, bytes]) -> None:
    survives(zip_of(files))


@thorough
@given(st.binary(max_size=600))
def test_any_picture(rest: bytes) -> None:
    for start in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"RIFF" + struct.pack("<L", 9) + b"WEBP"):
        try:
            assert read(start + rest, "x").turns == ()
        except WhensafeError:
            continue
