"""What a recording is and how long it lasts, by its first bytes and a few more; nothing makes that fail."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.test_recordings import wav

from whensafe.intake import recording
from whensafe.intake.sniff import sniff as family


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(brand: bytes = b"M4A ", *, late: bool = False, scale: int = 1000, length: int = 7300) -> bytes:
    head = box(b"ftyp", brand, bytes(4), brand)
    movie = box(b"moov", box(b"mvhd", bytes(12), struct.pack(">II", scale, length), bytes(80)))
    data = box(b"mdat", bytes(5000))
    return head + (data + movie if late else movie + data)


def mp4_long(length: int) -> bytes:
    """A header of the second version, and a box whose length takes eight bytes."""
    movie = box(b"mvhd", b"\1" + bytes(19), struct.pack(">IQ", 48_000, length), bytes(80))
    data = struct.pack(">I4sQ", 1, b"mdat", 16 + 100) + bytes(100)
    return box(b"ftyp", b"isom", bytes(4)) + data + box(b"moov", movie)


def element(id: int, body: bytes, *, unknown: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if unknown else (len(body) | 1 << 56).to_bytes(8, "big")
    return id.to_bytes((id.bit_length() + 7) // 8, "big") + size + body


def webm(kind: bytes = b"webm", *, film: bool = False, seconds: float = 7.3) -> bytes:
    head = element(0x1A45DFA3, element(0x4282, kind))
    info = element(
        0x1549A966,
        element(0x2AD7B1, (1_000_000).to_bytes(3, "big"))
        + element(0x4489, struct.pack(">d", seconds * 1000)),
    )
    tracks = element(0x1654AE6B, element(0xAE, b"\x83\x81" + (b"\x01" if film else b"\x02")))
    return head + element(0x18538067, info + tracks + element(0x1F43B675, bytes(3000)), unknown=True)


def ogg(packet: bytes, last: int) -> bytes:
    def page(position: int, body: bytes) -> bytes:
        head = b"OggS\0\2" + struct.pack("<q4sII", position, b"said", 0, 0)
        return head + bytes([1, len(body)]) + body

    return page(0, packet) + page(last // 2, bytes(200)) + page(last, bytes(200))


OPUS = b"OpusHead\x01\x01" + struct.pack("<HI", 312, 48_000) + bytes(3)
VORBIS = b"\x01vorbis" + bytes(4) + b"\x02" + struct.pack("<I", 44_100) + bytes(14)
SPEEX = b"Speex   " + bytes(28) + struct.pack("<I", 16_000) + bytes(40)
FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG-1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes, 1152 samples
XING = FRAME[:36] + b"Xing" + struct.pack(">II", 1, 1000) + FRAME[48:]
TAG = b"ID3\x04\x00\x00\x00\x00\x02\x00" + bytes(256)
FLAC = b"fLaC\x00\x00\x00\x22" + bytes(10) + (16_000 << 44 | 7 << 36 | 116_800).to_bytes(8, "big") + bytes(16)

KNOWN: list[tuple[str, bytes, str, int | None]] = [
    ("wav", wav(7.3), "audio/wav", 7300),
    ("wav with a note before", wav()[:12] + b"LIST\x03\0\0\0abc\0" + wav()[12:], "audio/wav", 1000),
    ("wav that promises too much", wav(7.3)[:-8000], "audio/wav", 6800),
    ("flac", FLAC, "audio/flac", 7300),
    ("flac that doesn't say", FLAC[:18] + bytes(8) + FLAC[26:], "audio/flac", None),
    ("opus", ogg(OPUS, 312 + 350_400), "audio/ogg", 7300),
    ("vorbis", ogg(VORBIS, 321_930), "audio/ogg", 7300),
    ("speex", ogg(SPEEX, 116_800), "audio/ogg", 7300),
    ("ogg of something else", ogg(b"fishead\0" + bytes(60), 100), "audio/ogg", None),
    ("m4a", mp4(), "audio/mp4", 7300),
    ("mp4, the header last", mp4(b"isom", late=True), "video/mp4", 7300),
    ("mp4, long", mp4_long(48_000 * 100_000), "video/mp4", 100_000_000),
    ("mp4 in fragments", mp4(length=0), "audio/mp4", None),
    ("mp4 without a scale", mp4(scale=0), "audio/mp4", None),
    ("webm", webm(), "audio/webm", 7300),
    ("webm film", webm(film=True), "video/webm", 7300),
    ("matroska", webm(b"matroska"), "audio/x-matroska", 7300),
    ("mp3, its frames counted", XING + FRAME * 20, "audio/mpeg", 26122),
    ("mp3, all alike", FRAME * 280, "audio/mpeg", 7298),
    ("mp3 behind a tag", TAG + FRAME * 280, "audio/mpeg", 7298),
    ("mp3, its frames unlike", (FRAME + b"\xff\xfb\xa0\x00" + bytes(518)) * 100, "audio/mpeg", None),
]
OTHERS = [
    b"",
    b"ID3 is how the tag begins, she said, and went on to explain what an address is.",
    b"RIFF\x10\0\0\0AVI LIST",
    b"RIFF\x10\0\0\0WEBPVP8 ",
    box(b"ftyp", b"heic", bytes(4)),
    "\ufeffслово".encode("utf-16-le"),
    b"\xff\xd8\xff\xe0\0\x10JFIF",
    b"\xff\xfb\x90\x00" + bytes(1000),
    b"WEBVTT\n\n00:00.000 --> 00:01.000\nwords\n",
    b"PK\x03\x04",
]


def read_at(data: bytes) -> Callable[[int, int], bytes]:
    return lambda at, n: data[at : at + n]


@pytest.mark.parametrize(("data", "kind", "ms"), [k[1:] for k in KNOWN], ids=[k[0] for k in KNOWN])
def test_what_it_is_and_how_long(data: bytes, kind: str, ms: int | None) -> None:
    assert recording.sniff(data[: recording.HEAD]) == kind
    found = recording.duration_ms(kind, len(data), read_at(data))
    assert found == ms or (found is not None and ms is not None and abs(found - ms) <= 2)


@pytest.mark.parametrize("data", OTHERS)
def test_anything_else_is_no_recording(data: bytes) -> None:
    assert recording.sniff(data) is None


def test_no_document_of_the_samples_is_taken_for_one() -> None:
    from pathlib import Path

    import whensafe

    for path in sorted((Path(whensafe.__file__).parent / "samples").iterdir()):
        if path.is_file():
            assert recording.sniff(path.read_bytes()[: recording.HEAD]) is None, path.name
    assert family(b"ID3 is a tag, she said.\nQ: Is it?\nA: It is.\n") in {"plain", "markdown"}


@given(
    which=st.sampled_from(range(len(KNOWN))),
    edits=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 500),
)
def test_nothing_makes_it_fail_or_read_on_and_on(which: int, edits: list[tuple[int, int]], cut: int) -> None:
    _, data, kind, _ = KNOWN[which]
    changed = bytearray(data[: max(0, len(data) - cut)])
    for at, byte in edits:
        if at < len(changed):
            changed[at] = byte
    pieces, given = 0, bytes(changed)

    def counted(at: int, n: int) -> bytes:
        nonlocal pieces
        pieces += 1
        return given[at : at + n]

    recording.sniff(given[: recording.HEAD])
    found = recording.duration_ms(kind, len(given), counted)
    assert found is None or found > 0
    assert pieces <= recording.MOST_PIECES


@pytest.mark.parametrize("kind", ["audio/wav", "audio/mp4", "audio/webm", "audio/ogg", "audio/mpeg"])
def test_a_file_without_end_is_let_go(kind: str) -> None:
    """Boxes of nothing, one after the other, for ever."""
    empty = {"audio/mp4": struct.pack(">I4s", 8, b"free"), "audio/webm": b"\x18\x53\x80\x67\x80"}.get(
        kind, b"LIST\0\0\0\0"
    )

    def endless(at: int, n: int) -> bytes:
        start = at % len(empty)
        return (empty * (n // len(empty) + 2))[start : start + n]

    assert recording.duration_ms(kind, 1 << 50, endless) is None
