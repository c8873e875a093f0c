"""Records of a web archive (WARC 1.0 and 1.1, ISO 28500), plain or gzipped, one after the other.

A record is given as its own bytes, so that what is kept of a page is what was captured. Records that nobody
asks for are passed over without being held.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits

_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\s*")
_MOST_HEAD = 64 * 1024
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``headers`` by lower-case names; ``head`` and ``block`` its bytes (no block: not held)."""

    headers: Mapping[str, str]
    head: bytes
    block: bytes | None

    @property
    def kind(self) -> str:
        """``response``, ``request``, ``revisit``…"""
        return self.headers.get("warc-type", "").lower()

    @property
    def id(self) -> str:
        """Its own address, a URN."""
        return self.headers.get("warc-record-id", "")

    @property
    def url(self) -> str:
        """What was asked for."""
        return self.headers.get("warc-target-uri", "").strip().strip("<>")

    def written(self) -> bytes:
        """The record as it stood in its file."""
        return self.head + (self.block or b"") + b"\r\n\r\n"


def is_warc(data: bytes) -> bool:
    """A record's first line, at the beginning or in the first of its gzip parts."""
    if data[:5] == b"WARC/":
        return True
    if data[:2] != _GZIP:
        return False
    try:
        return zlib.decompressobj(31).decompress(data[:4096], 16)[:5] == b"WARC/"
    except zlib.error:
        return False


def records(data: bytes, wanted: Callable[[Mapping[str, str]], int]) -> Iterator[Record]:
    """Each record in order. ``wanted`` says of its headers how long a block is held at most; 0: not at all.

    Raises `Unreadable` where the file is cut short or no record any more, after those before it.
    """
    stream: _Stream = _Unzipped(data) if data[:2] == _GZIP else io.BytesIO(data)
    source = _Source(stream)
    while (head := _head(source)) is not None:
        headers = _headers(head)
        size = _size(headers)
        if size <= wanted(headers):
            block: bytes | None = source.exactly(size)
        else:
            source.skip(size)
            block = None
        yield Record(headers, head, block)


def _head(source: _Source) -> bytes | None:
    """Lines up to the empty one, or ``None`` at the end of the file."""
    line = source.line()
    while line in (b"\r\n", b"\n"):
        line = source.line()
    if not line:
        return None
    if not _VERSION.fullmatch(line):
        raise _broken()
    lines = [line]
    while line.strip():
        line = source.line()
        lines.append(line)
        if not line or sum(map(len, lines)) > _MOST_HEAD:
            raise _broken()
    return b"".join(lines)


def _headers(head: bytes) -> dict[str, str]:
    """Named values; a line that begins with a space goes on with the one before."""
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", head)
    found: dict[str, str] = {}
    for line in unfolded.splitlines()[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            key = name.strip().decode("ascii", "replace").lower()
            found.setdefault(key, value.strip().decode("utf-8", "replace"))
    return found


def _size(headers: Mapping[str, str]) -> int:
    said = headers.get("content-length", "")
    if not said.isascii() or not said.isdigit() or len(said) > 15:
        raise _broken()
    return int(said)


def _broken() -> Unreadable:
    return Unreadable(
        "this web archive is cut short or broken from here on",
        todo="Copy it again; what stands before is taken.",
    )


class _Stream(Protocol):
    def readline(self, most: int, /) -> bytes: ...

    def read(self, size: int, /) -> bytes: ...


class _Source:
    """A stream read by lines and lengths, so much of it and no more."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._left = limits.MAX_WARC_BYTES

    def line(self) -> bytes:
        return self._count(self._stream.readline(_MOST_HEAD))

    def exactly(self, size: int) -> bytes:
        data = self._count(self._stream.read(size))
        if len(data) < size:
            raise _broken()
        return data

    def skip(self, size: int) -> None:
        while size:
            part = self._count(self._stream.read(min(size, _CHUNK)))
            if not part:
                raise _broken()
            size -= len(part)

    def _count(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(
                f"this web archive unpacks to more than {limits.MAX_WARC_BYTES / 1e9:.0f} GB",
                todo="Capture the pages that matter by themselves.",
            )
        return data


class _Unzipped:
    """Gzip parts one after the other, unpacked a little at a time."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0
        self._unzip = zlib.decompressobj(31)
        self._fresh = True
        self._ready = b""

    def readline(self, most: int, /) -> bytes:
        while (end := self._ready.find(b"\n")) < 0 and len(self._ready) < most and self._more():
            pass
        cut = most if end < 0 else min(end + 1, most)
        line, self._ready = self._ready[:cut], self._ready[cut:]
        return line

    def read(self, size: int, /) -> bytes:
        parts, left = [], size
        while left and (self._ready or self._more()):
            part, self._ready = self._ready[:left], self._ready[left:]
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _more(self) -> bool:
        """Unpack some more; ``False`` at the end, also where the end is missing."""
        while True:
            if self._unzip.eof:
                self._at -= len(self._unzip.unused_data)
                self._unzip, self._fresh = zlib.decompressobj(31), True
            pending = self._unzip.unconsumed_tail or bytes(self._data[self._at : self._at + _CHUNK])
            if not self._unzip.unconsumed_tail:
                self._at += len(pending)
            if not pending or (self._fresh and not pending.strip(b"\0")):
                return False
            self._fresh = False
            try:
                found = self._unzip.decompress(pending, _CHUNK)
            except zlib.error as error:
                raise _broken() from error
            if found:
                self._ready += found
                return True
