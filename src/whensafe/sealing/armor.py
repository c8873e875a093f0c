"""The ASCII form of an age file: strict PEM. Source: age-encryption.org/v1, "ASCII armor"; RFC 7468."""

from __future__ import annotations

import base64
import binascii

from whensafe.errors import BadSeal, SealFault

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_WHITESPACE = b" \t\r\n\v\f"


def write(data: bytes) -> bytes:
    """Armor a whole file."""
    text = base64.b64encode(data)
    lines = [text[i : i + _COLUMNS] for i in range(0, len(text), _COLUMNS)]
    return b"\n".join([_BEGIN, *lines, _END, b""])


def read(data: bytes) -> bytes:
    """The bytes inside, or `BadSeal` (armor): one block, full lines of 64, canonical padding."""
    lines = [line.removesuffix(b"\r") for line in data.strip(_WHITESPACE).split(b"\n")]
    _require(len(lines) >= 2 and lines[0] == _BEGIN and lines[-1] == _END)
    if len(lines) == 2:
        return b""
    *full, last = lines[1:-1]
    _require(all(len(line) == _COLUMNS for line in full) and 0 < len(last) <= _COLUMNS)
    _require(all(b"=" not in line for line in full))
    text = b"".join([*full, last])
    try:
        inside = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise BadSeal(SealFault.ARMOR) from None
    _require(base64.b64encode(inside) == text)
    return inside


def _require(holds: bool) -> None:
    if not holds:
        raise BadSeal(SealFault.ARMOR)
