"""An HTTP answer as a web archive keeps it: status, headers, and the body as the server meant it.

Archives differ in what they undo while capturing and leave said in the headers. So a body that is not in
chunks, or not packed, is taken as it is, whatever its headers say.
"""

from __future__ import annotations

import importlib
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\n]*\n")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGE_START = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*>|\xef\xbb\xbf)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Answer:
    """``headers`` by lower-case names, the last one of each. ``body`` is as it came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        """Is it HTML, by what the server said; where it said nothing, by how it begins?"""
        said = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return said in _PAGES if said else _PAGE_START.match(self.body) is not None

    @property
    def charset(self) -> str | None:
        """The encoding that the server named."""
        match = re.search(
            r"charset\s*=\s*[\"']?([\w.:-]+)", self.headers.get("content-type", ""), re.IGNORECASE
        )
        return match[1] if match is not None else None

    def page(self) -> bytes:
        """The body without chunks and packing. `Unreadable` for a packing that isn't undone here."""
        body = self.body
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            body = _joined(body)
        for packing in reversed(self.headers.get("content-encoding", "").lower().replace(" ", "").split(",")):
            body = _undone(body, packing)
        return body


def answer(block: bytes) -> Answer | None:
    """What stands in a record of an HTTP answer, or ``None`` for what is none."""
    match = _STATUS.match(block)
    if match is None:
        return None
    end = _END.search(block, match.end() - 1)
    head = block[match.end() : end.start() if end is not None else len(block)]
    headers: dict[str, str] = {}
    for line in head.splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            headers[name.strip().decode("latin-1").lower()] = value.strip().decode("latin-1")
    return Answer(int(match[1]), headers, block[end.end() :] if end is not None else b"")


def _joined(body: bytes) -> bytes:
    """Chunks put together; a last one that is cut short as far as it goes."""
    parts, at = [], 0
    while (match := _CHUNK_SIZE.match(body, at)) is not None:
        size = int(match[1], 16)
        if not size:
            break
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts or body[:1] == b"0" else body


def _undone(body: bytes, packing: str) -> bytes:
    if packing in ("", "identity") or not body:
        return body
    if packing in ("gzip", "x-gzip"):
        return _inflated(body, 31) if body[:2] == b"\x1f\x8b" else body
    if packing == "deflate":
        return _inflated(body, 15 if body[:1] == b"\x78" else -15)
    if packing == "br":
        return _unbrotli(body)
    raise Unreadable("this page is packed in a way that isn't undone here", todo="Save it from a browser.")


def _inflated(body: bytes, bits: int) -> bytes:
    unzip = zlib.decompressobj(bits)
    try:
        found = unzip.decompress(body, limits.MAX_PAGE_BYTES + 1)
    except zlib.error as error:
        if bits == -15:  # said to be packed, and is not
            return body
        raise Unreadable("this page is cut short or broken in its archive") from error
    if len(found) > limits.MAX_PAGE_BYTES:
        raise TooLarge("this page unpacks to far more than a page holds")
    return found


def _unbrotli(body: bytes) -> bytes:
    """Brotli, where its library is installed; its own page says so where it isn't."""
    if body.lstrip()[:1] == b"<":  # undone while it was captured
        return body
    try:
        brotli = importlib.import_module("brotli")
    except ImportError:
        raise Unreadable(
            "this page is packed with Brotli, whose library is not installed",
            todo="Install `brotli`, or save the page from a browser.",
        ) from None
    unpack = brotli.Decompressor()
    found, at = b"", 0
    try:
        while at < len(body) and len(found) <= limits.MAX_PAGE_BYTES:
            found += unpack.process(body[at : at + 4096])
            at += 4096
    except brotli.error as error:
        raise Unreadable("this page is cut short or broken in its archive") from error
    if len(found) > limits.MAX_PAGE_BYTES:
        raise TooLarge("this page unpacks to far more than a page holds")
    return bytes(found)
