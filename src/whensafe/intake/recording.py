"""Sound and film: what a file is, by its content, and how long it lasts, by its headers. Nothing is decoded.

A recording may have gigabytes, so it is never handed over whole: `duration_ms` asks for small pieces of it,
a bounded number of them. What can't be made sense of has no duration; there is no other failure.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from whensafe.intake import mpeg

ReadAt = Callable[[int, int], bytes]
"""The bytes from a position, at most so many; fewer only at the end of the file."""

HEAD = 64 * 1024
"""How much of a file's beginning `sniff` looks at."""
MOST_PIECES = 4_000
MOST_BYTES = 16 * 1024 * 1024
"""Bounds on what one file may have read of it: a box or element costs a piece of a few bytes."""
_LONGEST = 1000 * 3600 * 24 * 400
"""A year and more, in ms. What claims to last longer doesn't say how long it lasts."""

_EBML = b"\x1a\x45\xdf\xa3"
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})


def sniff(head: bytes) -> str | None:
    """The media type of a recording from its beginning (`HEAD` bytes), or ``None`` for anything else."""
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[:4] == b"fLaC":
        return "audio/flac"
    if head[:4] == b"OggS":
        return "video/ogg" if b"\x80theora" in head[:4096] else "audio/ogg"
    if head[4:8] == b"ftyp" and head[8:12] not in _PICTURE_BRANDS:
        return "audio/mp4" if head[8:12] in _SOUND_BRANDS else "video/mp4"
    if head[:4] == _EBML and (b"webm" in head[:256] or b"matroska" in head[:256]):
        kind = "webm" if b"webm" in head[:256] else "x-matroska"
        return f"video/{kind}" if _has_film(head) else f"audio/{kind}"
    return "audio/mpeg" if mpeg.begins(head) else None


_PICTURE_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx "})


def _has_film(head: bytes) -> bool:
    """Has a WebM file a track of pictures? (Element 83, one byte long, is a track's kind.)"""
    return b"\x83\x81\x01" in head or b"\x83\x81" not in head


def duration_ms(media_type: str, size: int, read_at: ReadAt) -> int | None:
    """How long it lasts in milliseconds, or ``None`` where its headers don't say, or say nonsense."""
    read = _Bounded(size, read_at)
    try:
        seconds = _SECONDS[media_type.partition("/")[2]](read)
    except (struct.error, ValueError, IndexError, KeyError, ZeroDivisionError, OverflowError, _TooMuch):
        return None
    if seconds is None or not 0 < seconds * 1000 <= _LONGEST:
        return None
    return max(1, round(seconds * 1000))


class _TooMuch(Exception):
    """A file that sends its reader round and round."""


class _Bounded:
    """Pieces of a file, no more of them than any honest one needs."""

    def __init__(self, size: int, read_at: ReadAt) -> None:
        self.size = size
        self._read_at = read_at
        self._pieces, self._bytes = MOST_PIECES, MOST_BYTES

    def __call__(self, at: int, n: int) -> bytes:
        self._pieces -= 1
        self._bytes -= n
        if self._pieces < 0 or self._bytes < 0 or at < 0:
            raise _TooMuch
        return self._read_at(at, n) if at < self.size else b""


def _wav(read: _Bounded) -> float | None:
    rate, at = 0, 12
    while at + 8 <= read.size:
        name, length = struct.unpack("<4sI", read(at, 8))
        if name == b"fmt ":
            (rate,) = struct.unpack("<I", read(at + 16, 4))  # bytes a second
        if name == b"data":
            return float(min(length, read.size - at - 8) / rate)
        at += 8 + length + length % 2
    return None


def _flac(read: _Bounded) -> float | None:
    packed = int.from_bytes(read(18, 8), "big")
    rate, samples = packed >> 44, packed & ((1 << 36) - 1)
    return samples / rate if samples else None


def _ogg(read: _Bounded) -> float | None:
    head = read(0, 4096)
    packet = head[27 + head[26] :]
    if packet[:8] == b"OpusHead":
        rate, skip = 48_000, int(struct.unpack("<H", packet[10:12])[0])
    elif packet[:7] == b"\x01vorbis":
        rate, skip = struct.unpack("<I", packet[12:16])[0], 0
    elif packet[:8] == b"Speex   ":
        rate, skip = struct.unpack("<I", packet[36:40])[0], 0
    else:
        return None
    start = max(0, read.size - 128 * 1024)
    tail = read(start, 128 * 1024)
    at = tail.rfind(b"OggS")
    while at >= 0:
        position, serial = struct.unpack("<q4s", tail[at + 6 : at + 18])
        if serial == head[14:18] and position > skip:
            return float((position - skip) / rate)
        at = tail.rfind(b"OggS", 0, at)
    return None


def _mp4(read: _Bounded) -> float | None:
    for name, start, end in _boxes(read, 0, read.size):
        if name != b"moov":
            continue
        for inner, at, _ in _boxes(read, start, end):
            if inner == b"mvhd":
                scale, length = _movie_header(read(at, 32))
                return length / scale if length else None
    return None


def _movie_header(body: bytes) -> tuple[int, int]:
    """Units a second, and how many of them it lasts."""
    found = struct.unpack(">IQ", body[20:32]) if body[0] == 1 else struct.unpack(">II", body[12:20])
    return int(found[0]), int(found[1])


def _boxes(read: _Bounded, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box between two positions: its name, where its content starts and ends."""
    while at + 8 <= end:
        length, name = struct.unpack(">I4s", read(at, 8))
        start = at + 8
        if length == 1:
            (length,) = struct.unpack(">Q", read(start, 8))
            start += 8
        elif length == 0:
            length = end - at
        if length < start - at:
            return
        yield name, start, min(at + length, end)
        at += length


def _webm(read: _Bounded) -> float | None:
    segment = next((one for one in _elements(read, 0, read.size) if one[0] == 0x18538067), None)
    if segment is None:
        return None
    for id, start, end in _elements(read, segment[1], segment[2]):
        if id == 0x1F43B675:  # the first cluster: what says how long it is comes before
            return None
        if id == 0x1549A966:
            return _info(read, start, end)
    return None


def _info(read: _Bounded, start: int, end: int) -> float | None:
    scale, length = 1_000_000, None
    for id, at, stop in _elements(read, start, end):
        if id == 0x2AD7B1:
            scale = int.from_bytes(read(at, min(stop - at, 8)), "big")
        elif id == 0x4489:
            body = read(at, stop - at) if stop - at in (4, 8) else b""
            length = float(struct.unpack(">f" if len(body) == 4 else ">d", body)[0])
    return None if length is None else length * scale / 1e9


def _elements(read: _Bounded, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Each EBML element between two positions: its id, where its content starts and ends."""
    while at < end:
        head = read(at, 12)
        id_bytes = 9 - head[0].bit_length()
        first = head[id_bytes]
        length_bytes = 9 - first.bit_length()
        if not head[0] or not first or id_bytes > 4:
            return
        id = int.from_bytes(head[:id_bytes], "big")
        length = int.from_bytes(head[id_bytes : id_bytes + length_bytes], "big") - (1 << 7 * length_bytes)
        start = at + id_bytes + length_bytes
        unknown = length == (1 << 7 * length_bytes) - 1
        stop = end if unknown else min(end, start + length)
        yield id, start, stop
        at = stop


def _mp3(read: _Bounded) -> float | None:
    return mpeg.seconds(read.size, read)


_SECONDS: dict[str, Callable[[_Bounded], float | None]] = {
    "wav": _wav,
    "flac": _flac,
    "ogg": _ogg,
    "mp4": _mp4,
    "webm": _webm,
    "x-matroska": _webm,
    "mpeg": _mp3,
}
