"""C2SP signed notes: a text that anyone can read, signed by keys that have names.

https://c2sp.org/signed-note — a text that ends in a newline, an empty line, then signature lines
``— NAME BASE64(4-byte key id ‖ signature)``. Only Ed25519 signatures (type 0x01) are made and checked; lines
of other keys are kept and ignored, as the format demands. Primitives: PyCA `cryptography`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from whensafe.errors import BadInput, Damaged, Unreadable

MOST_BYTES = 1 << 20
MOST_SIGNATURES = 100
_ED25519 = b"\x01"
_DASH = "— "
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and an Ed25519 public key (32 raw bytes)."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart; they identify, they don't protect."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        """The key as a line to hand on: ``NAME+HEX(key id)+BASE64(type ‖ key)``."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who claims to have signed, and the raw signature."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text with its signatures, none of which has been checked yet."""

    text: str
    signatures: tuple[Signature, ...]


def verifier(line: str) -> Verifier:
    """Read a key line, or raise `Unreadable`."""
    name, plus, rest = line.partition("+")
    hexed, plus2, encoded = rest.partition("+")
    key = _base64(encoded) if plus and plus2 else b""
    if not _is_name(name) or len(key) != 33 or key[:1] != _ED25519:
        raise Unreadable("not an Ed25519 key line")
    found = Verifier(name, key[1:])
    if found.key_id.hex() != hexed:
        raise Unreadable("a key line whose id is another key's")
    return found


def sign(text: str, by: Verifier, signer: Callable[[bytes], bytes]) -> bytes:
    """A note with one signature. ``signer`` holds the private key: bytes in, 64 bytes out."""
    _require_text(text)
    if not _is_name(by.name):
        raise BadInput("a key name is not empty and has no space and no plus sign")
    body = text.encode()
    line = base64.b64encode(by.key_id + signer(body)).decode()
    return body + f"\n{_DASH}{by.name} {line}\n".encode()


def parse(data: bytes) -> Note:
    """Read a note strictly, or raise `Unreadable`. Nothing is known about its signatures then."""
    if len(data) > MOST_BYTES:
        raise Unreadable("a signed note of this size is none")
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable("a signed note is not UTF-8") from error
    head, gap, tail = whole.rpartition("\n\n")
    lines = tail.split("\n")
    if not gap or lines[-1] or not 2 <= len(lines) <= MOST_SIGNATURES + 1:
        raise Unreadable("a signed note has a text, an empty line and signatures")
    text = head + "\n"
    _require_text(text)
    return Note(text, tuple(_signature(line) for line in lines[:-1]))


def open_note(data: bytes, key: Verifier) -> Note:
    """Read a note and check this key's signature. Raises `Unreadable`, or `Damaged` when it isn't signed so.

    Lines of other keys are ignored; a line that names this key must verify, whatever others do.
    """
    note = parse(data)
    signed = [s for s in note.signatures if (s.name, s.key_id) == (key.name, key.key_id)]
    if not signed:
        raise Damaged("a signed note lacks the signature of the expected key", where="checkpoint")
    for line in signed:
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(line.signature, note.text.encode())
        except (InvalidSignature, ValueError) as error:
            raise Damaged("a signed note's signature does not hold", where="checkpoint") from error
    return note


def _signature(line: str) -> Signature:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    raw = _base64(encoded) if line.startswith(_DASH) and space else b""
    if not _is_name(name) or len(raw) <= 4:
        raise Unreadable("a signed note has a line that is no signature")
    return Signature(name, raw[:4], raw[4:])


def _require_text(text: str) -> None:
    if _CONTROL.search(text) is not None or not text.endswith("\n") or text == "\n":
        raise Unreadable("a note's text ends in a newline and has no control characters")


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and _CONTROL.search(name) is None and name.split() == [name]


def _base64(text: str) -> bytes:
    """Standard base64 in its one canonical form, or `Unreadable`."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("not base64") from error
    if base64.b64encode(raw).decode() != text:
        raise Unreadable("not canonical base64")
    return raw
