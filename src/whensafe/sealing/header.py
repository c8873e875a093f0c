r"""The header of an age file: strict, canonical, within bounds.

    age-encryption.org/v1\n
    -> TYPE ARG…\n  body in unpadded base 64, lines of exactly 64, the last one shorter\n
    --- MAC\n

Source: https://age-encryption.org/v1, "Header".
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whensafe.errors import BadSeal, SealFault

_INTRO = b"age-encryption.org/v1"
_MAC_CHARS = 43
MOST_BYTES = 64 * 1024
"""Nine custodians' hybrid stanzas take 15 kB; a longer header is somebody trying something."""
MOST_STANZAS = 64
_MOST_LINE = 4096
_WORD = re.compile(rb"[\x21-\x7e]+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*")


@dataclass(frozen=True, slots=True)
class Stanza:
    """One wrapping of the file key: its type, its arguments, its body."""

    kind: str
    args: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """Stanzas, the MAC as stored, and the exact bytes that the MAC covers."""

    stanzas: tuple[Stanza, ...]
    mac: bytes
    covered: bytes

    def require_mac(self, file_key: bytes) -> None:
        """Raise `BadSeal` (hmac) unless the header is the one that was written with this file key."""
        if not hmac.compare_digest(_mac(file_key, self.covered), self.mac):
            raise BadSeal(SealFault.HMAC)


def write(stanzas: Sequence[Stanza], file_key: bytes) -> bytes:
    """The header's bytes, MAC and all."""
    lines = [_INTRO]
    for stanza in stanzas:
        lines.append(" ".join(("->", stanza.kind, *stanza.args)).encode("ascii"))
        body = to_base64(stanza.body)
        lines += [body[i : i + 64] for i in range(0, len(body) + 1, 64)]
    covered = b"\n".join([*lines, b"---"])
    return covered + b" " + to_base64(_mac(file_key, covered)) + b"\n"


def read(data: bytes) -> tuple[Header, int]:
    """Read a header from the start of ``data``: (header, where the payload begins), or `BadSeal` (header)."""
    stanzas: list[Stanza] = []
    line, at = _line(data, 0)
    _require(line == _INTRO)
    while True:
        start = at
        line, at = _line(data, at)
        if line.startswith(b"---"):
            _require(line[3:4] == b" " and len(line) == 4 + _MAC_CHARS)
            mac = from_base64(line[4:])
            _require(bool(stanzas))
            return Header(tuple(stanzas), mac, data[: start + 3]), at
        _require(line.startswith(b"-> ") and len(stanzas) < MOST_STANZAS)
        words = line[3:].split(b" ")
        _require(all(_WORD.fullmatch(word) for word in words))
        kind, *args = (word.decode("ascii") for word in words)
        body, at = _body(data, at)
        stanzas.append(Stanza(kind, tuple(args), body))


def to_base64(data: bytes) -> bytes:
    """Standard base 64 without padding."""
    return base64.b64encode(data).rstrip(b"=")


def from_base64(text: bytes) -> bytes:
    """The one canonical reading, or `BadSeal` (header)."""
    _require(bool(_BASE64.fullmatch(text)) and len(text) % 4 != 1)
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise BadSeal(SealFault.HEADER) from None
    _require(to_base64(data) == text)
    return data


def _mac(file_key: bytes, covered: bytes) -> bytes:
    key = HKDF(SHA256(), 32, salt=None, info=b"header").derive(file_key)
    return hmac.digest(key, covered, "sha256")


def _line(data: bytes, at: int) -> tuple[bytes, int]:
    end = data.find(b"\n", at, min(at + _MOST_LINE, MOST_BYTES))
    _require(end >= 0)
    return data[at:end], end + 1


def _body(data: bytes, at: int) -> tuple[bytes, int]:
    lines = []
    while True:
        line, at = _line(data, at)
        _require(len(line) <= 64)
        lines.append(line)
        if len(line) < 64:
            return from_base64(b"".join(lines)), at


def _require(holds: bool) -> None:
    if not holds:
        raise BadSeal(SealFault.HEADER)
