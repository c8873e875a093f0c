"""Key slots: the archive key, wrapped for one person (docs/formats/archive.md). Pure: bytes in, bytes out.

A slot is a small JSON file. A passphrase is stretched with Argon2id (RFC 9106), a key file with HKDF; the
result wraps the archive key with ChaCha20-Poly1305, everything else in the file being authenticated with it.
Parameters are bounded before they are used, so that a forged file can't exhaust the machine.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whensafe.errors import Damaged, WrongKey

KEY_BYTES = 32
MAX_FILE_BYTES = 4096
_KEY_FILE_HEAD = b"whensafe-key-file-1:"
_Hex16 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
_Hex12 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{24}$")]
_Hex48 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{96}$")]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs. The default is RFC 9106's second recommendation (section 4)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of a key file, kept by a person away from the archive, instead of a passphrase."""

    content: bytes

    def __repr__(self) -> str:
        return "KeyFile(…)"


Unlocker = str | KeyFile
"""A passphrase, or a key file."""


class _Argon2(msgspec.Struct, frozen=True, tag_field="kdf", tag="argon2id", forbid_unknown_fields=True):
    memory_kib: Annotated[int, msgspec.Meta(ge=64, le=1 << 20)]
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)]
    lanes: Annotated[int, msgspec.Meta(ge=1, le=8)]
    salt: _Hex16


class _File(msgspec.Struct, frozen=True, tag_field="kdf", tag="hkdf-sha256", forbid_unknown_fields=True):
    salt: _Hex16


class _Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["whensafe key slot"]
    version: Literal[1]
    archive: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-z]{1,32}$")]
    slot: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-z]{1,32}$")]
    unlock: _Argon2 | _File
    nonce: _Hex12
    wrapped: _Hex48


def wrap(
    archive: str, slot: str, key: bytes, unlocker: Unlocker, random: bytes, cost: Cost = Cost()
) -> bytes:
    """The file that gives ``key`` (32 bytes) to whoever has the unlocker. ``random``: 28 fresh bytes."""
    salt, nonce = random[:16], random[16:28]
    kdf: _Argon2 | _File
    if isinstance(unlocker, KeyFile):
        kdf = _File(salt.hex())
    else:
        kdf = _Argon2(cost.memory_kib, cost.passes, cost.lanes, salt.hex())
    empty = _Slot("whensafe key slot", 1, archive, slot, kdf, nonce.hex(), "")
    wrapped = ChaCha20Poly1305(_stretch(kdf, unlocker)).encrypt(nonce, key, _bound(empty))
    return (
        msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(empty, wrapped=wrapped.hex())))
        + b"\n"
    )


def unwrap(archive: str, slot: str, data: bytes, unlocker: Unlocker) -> bytes:
    """The archive key, `WrongKey` if the unlocker doesn't fit, `Damaged` if the file is none of ours."""
    where = f"keys/{slot}.json"
    try:
        read = msgspec.json.decode(data[: MAX_FILE_BYTES + 1], type=_Slot)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Damaged("a key slot can't be read", where=where) from None
    if len(data) > MAX_FILE_BYTES or read.archive != archive or read.slot != slot:
        raise Damaged("a key slot is not of this archive", where=where)
    if isinstance(unlocker, KeyFile) is not isinstance(read.unlock, _File):
        raise WrongKey("another kind of key")
    try:
        return ChaCha20Poly1305(_stretch(read.unlock, unlocker)).decrypt(
            bytes.fromhex(read.nonce), bytes.fromhex(read.wrapped), _bound(read)
        )
    except InvalidTag:
        raise WrongKey("wrong passphrase or key") from None


def new_key_file(random: bytes) -> KeyFile:
    """A key file from 32 fresh random bytes: one line of text."""
    return KeyFile(_KEY_FILE_HEAD + base64.b64encode(random[:KEY_BYTES]) + b"\n")


def _bound(slot: _Slot) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(slot, wrapped=""), order="sorted")


def _stretch(kdf: _Argon2 | _File, unlocker: Unlocker) -> bytes:
    salt = bytes.fromhex(kdf.salt)
    if isinstance(unlocker, KeyFile):
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=salt, info=b"whensafe key file v1").derive(
            _secret(unlocker)
        )
    assert isinstance(kdf, _Argon2)  # noqa: S101  (both callers have made sure)
    words = unicodedata.normalize("NFC", unlocker).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory_kib
    ).derive(words)


def _secret(file: KeyFile) -> bytes:
    body = file.content.strip()
    try:
        secret = base64.b64decode(body.removeprefix(_KEY_FILE_HEAD), validate=True)
    except binascii.Error:
        secret = b""
    if not body.startswith(_KEY_FILE_HEAD) or len(secret) != KEY_BYTES:
        raise WrongKey("not a key file")
    return secret
