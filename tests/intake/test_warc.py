"""Web archives: each page in them is a document, cut out with what belongs to it and nothing of another."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import zlib
from types import SimpleNamespace

import pytest
from tests.intake.warc_writer import (
    OTHER,
    TALK,
    URL,
    http,
    record,
    response,
    wacz,
    zip_of,
    zipped_each,
)

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits, warc
from whensafe.intake.containers import unpack
from whensafe.intake.read import read
from whensafe.intake.sniff import sniff
from whensafe.nouns.unpacked import Unpacked

INFO = record("warcinfo", b"software: made by hand\r\n", "")
SAID = ["Where were you?", "At the mill. We waited there.", "And then?", "Then home, over the bridge."]


def opened(data: bytes) -> Unpacked:
    found = unpack(data, "x.warc")
    assert found is not None
    return found


def said(data: bytes) -> list[str]:
    return [turn.text for turn in read(data, "x").turns]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_page_is_a_document_with_its_address_and_when_it_was_captured(version: str, packed: bool) -> None:
    records = [INFO, response(version=version)]
    data = zipped_each(*records) if packed else b"".join(records)
    (page,) = opened(data).members
    assert page.name == "talk.warc"
    assert page.data == records[1]  # as it stood there, to the byte
    reading = read(page.data, page.name)
    assert (reading.family, reading.media_type) == ("warc", "application/warc")
    assert reading.source.url == URL
    assert "captured: 2023-05-06T07:08:09Z" in reading.dropped
    assert [turn.text for turn in reading.turns] == SAID
    assert reading.title == "Talk with Vera Lumm"


def test_where_it_stood_counts_and_not_what_the_page_says_of_itself() -> None:
    page = TALK.replace(b"<title>", b"<link rel=canonical href='https://elsewhere.example/'><title>")
    assert read(response(page), "x").source.url == URL


def test_what_is_no_page_is_counted() -> None:
    found = opened(
        INFO
        + response()
        + response(OTHER, "https://paper.example/other")
        + record("response", http(b"x", kind="image/png"), "https://paper.example/a.png")
        + record("response", http(TALK, status=404), "https://paper.example/gone")
        + record("response", b"dns", "dns:paper.example", Content_Type="text/dns")
        + record("revisit", http(b""), URL, WARC_Payload_Digest="sha1:AAAA")
        + record("request", b"GET /other HTTP/1.1\r\n\r\n", "https://paper.example/other")
        + response(WARC_IP_Address="1.2.3.4")
    )
    assert [one.name for one in found.members] == ["talk.warc", "other.warc"]
    assert dict(found.skipped) == {"not_a_page": 2, "not_found": 1, "revisit": 1, "again": 1}


def test_request_and_metadata_go_with_their_page_and_nothing_else_does() -> None:
    first, second = response(), response(OTHER, "https://paper.example/other")
    id = next(line for line in first.decode().split("\r\n") if line.startswith("WARC-Record-ID")).split(": ")[
        1
    ]
    asked = record("request", b"GET /2023/talk HTTP/1.1\r\n\r\n", WARC_Concurrent_To=id)
    noted = record("metadata", b"title: Talk\r\n", WARC_Refers_To=id)
    found = opened(INFO + first + second + asked + noted)
    assert [one.data for one in found.members] == [first + asked + noted, second]
    assert said(found.members[0].data) == SAID
    for page, other in zip(found.members, (b"Ada Brook", b"Vera Lumm"), strict=True):
        assert other not in page.data


def test_a_request_that_came_first_is_found_too() -> None:
    asked = record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Record_ID="<urn:x:1>")
    answered = response(WARC_Concurrent_To="<urn:x:1>")
    assert opened(asked + answered).members[0].data == answered + asked


CHUNKS = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (TALK[:90], TALK[90:])) + b"0\r\n\r\n"
RAW = zlib.compressobj(wbits=-15)
RAW_DEFLATED = RAW.compress(TALK) + RAW.flush()


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (CHUNKS, ["Transfer-Encoding: chunked"]),
        (TALK, ["Transfer-Encoding: chunked"]),  # put together while it was captured
        (gzip.compress(TALK, mtime=0), ["Content-Encoding: gzip"]),
        (TALK, ["Content-Encoding: gzip"]),
        (zlib.compress(TALK), ["Content-Encoding: deflate"]),
        (RAW_DEFLATED, ["Content-Encoding: deflate"]),
        (TALK, ["Content-Encoding: br"]),
    ],
    ids=["chunks", "no chunks", "gzip", "no gzip", "deflate", "raw deflate", "no br"],
)
def test_bodies_come_as_they_were_sent(body: bytes, lines: list[str]) -> None:
    assert said(response(body, URL, *lines)) == SAID


def test_chunks_that_were_packed() -> None:
    packed = gzip.compress(TALK, mtime=0)
    chunks = b"".join(b"%X;x=y\r\n%s\r\n" % (len(p), p) for p in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    assert said(response(chunks, URL, "Transfer-Encoding: chunked", "Content-Encoding: gzip")) == SAID


def test_brotli_needs_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    data = response(b"\x1b\x00packed", URL, "Content-Encoding: br")
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(Unreadable, match="Brotli, whose library is not installed"):
        read(data, "x")
    unpacks = SimpleNamespace(Decompressor=lambda: SimpleNamespace(process=lambda _: TALK), error=ValueError)
    monkeypatch.setitem(sys.modules, "brotli", unpacks)
    assert said(data) == SAID


def test_the_servers_word_on_letters_counts() -> None:
    page = (
        "<html><meta charset=koi8-r><body><p>Карр: Где вы были?</p><p>Лумм: Дома, у моста.</p></body></html>"
    )
    kind = http(page.encode("cp1251"), kind="text/html; charset=windows-1251")
    assert "Дома, у моста." in " ".join(said(record("response", kind)))


def test_a_page_kept_as_a_resource_and_one_of_unsaid_kind() -> None:
    assert said(record("resource", TALK, Content_Type="text/html")) == SAID
    assert said(record("response", http(TALK, kind=None))) == SAID
    with pytest.raises(Unreadable, match="no page"):
        opened(record("resource", b"words", Content_Type="text/plain"))


def test_several_pages_are_no_one_document() -> None:
    data = response() + response(OTHER, "https://paper.example/other")
    assert sniff(data) == "warc"
    with pytest.raises(Unreadable, match="several pages"):
        read(data, "x")


@pytest.mark.parametrize("packed", [False, True])
def test_what_stands_before_a_break_is_taken(packed: bool) -> None:
    records = [INFO, response(), response(OTHER, "https://paper.example/other")]
    data = zipped_each(*records) if packed else b"".join(records)
    found = opened(data[:-60])
    assert [one.name for one in found.members] == ["talk.warc"]
    assert "cut short" in found.left_out[0].message


def test_what_is_broken_at_once_is_refused() -> None:
    with pytest.raises(Unreadable, match="cut short"):
        opened(response()[:60] + b"\xff" * 200)


@pytest.mark.parametrize("size", ["-1", "9" * 30, "x", "", "٣"])
def test_a_length_that_is_none_ends_it(size: str) -> None:
    with pytest.raises(Unreadable, match="cut short or broken"):
        opened(response().replace(b"Content-Length: ", b"Content-Length: " + size.encode() + b"\r\nX: "))


def test_a_record_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_WARC_BYTES", 1_000_000)
    bomb = gzip.compress(record("response", bytes(3_000_000)), mtime=0)
    with pytest.raises(TooLarge):
        opened(bomb)
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 1_000_000)
    with pytest.raises(TooLarge, match="more than a page"):
        read(response(gzip.compress(TALK + bytes(2_000_000)), URL, "Content-Encoding: gzip"), "x")


def test_records_not_asked_for_are_not_held() -> None:
    data = zipped_each(record("response", bytes(50_000_000)), response())
    kinds = [(one.kind, one.block is None) for one in warc.records(data, lambda _: 100_000)]
    assert kinds == [("response", True), ("response", False)]


class TestWacz:
    DATA = zipped_each(INFO, response(), response(OTHER, "https://ads.example/frame"))

    def test_its_pages_are_those_it_lists(self) -> None:
        found = opened(wacz(self.DATA, [URL + "#top"]))
        assert [one.name for one in found.members] == ["talk.warc"]
        assert dict(found.skipped) == {"embedded": 1}

    def test_where_a_listed_address_led_on(self) -> None:
        moved = record("response", http(b"", f"Location: {URL}", status=301), "https://paper.example/t")
        found = opened(wacz(self.DATA + gzip.compress(moved), ["https://paper.example/t"]))
        assert [one.name for one in found.members] == ["talk.warc"]

    def test_a_list_that_fits_nothing_hides_nothing(self) -> None:
        assert len(opened(wacz(self.DATA, ["https://nowhere.example/"])).members) == 2
        assert len(opened(zip_of({"archive/data.warc.gz": self.DATA})).members) == 2

    def test_what_isnt_as_its_own_list_says_is_left_out(self) -> None:
        def stated(digest: str) -> bytes:
            one = {"path": "archive/data.warc.gz", "hash": f"sha256:{digest}"}
            return wacz(self.DATA, [URL], **{"datapackage.json": json.dumps({"resources": [one]}).encode()})

        assert opened(stated(hashlib.sha256(self.DATA).hexdigest())).members
        with pytest.raises(Unreadable, match="not what its own list says"):
            opened(stated("0" * 64))
