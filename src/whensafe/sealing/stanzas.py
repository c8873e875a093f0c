"""How a file key is wrapped: hybrid (what we write), X25519 and scrypt (which we read and never write).

An identity answers one stanza with the file key, ``None`` (not for me) or `BadSeal`. Sources:
https://age-encryption.org/v1 for X25519 and scrypt; https://c2sp.org/age for ``mlkem768x25519``: HPKE
(RFC 9180) base mode with MLKEM768-X25519, HKDF-SHA256, ChaCha20-Poly1305 and no associated data.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from whensafe.errors import BadOption, BadSeal, SealFault
from whensafe.sealing import bech32
from whensafe.sealing.header import Stanza, from_base64, to_base64

FILE_KEY = 16
_WRAPPED = FILE_KEY + 16
_ENCAPSULATION = 1120  # ML-KEM-768 ciphertext 1,088, then an X25519 share of 32
_MLKEM_CIPHERTEXT = 1088
_MLKEM_KEY = 1184
_HYBRID = "mlkem768x25519"
_HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_NO_NONCE = bytes(12)
_MOST_WORK = 20  # 2^20 scrypt blocks are 1 GiB of memory: as much as a file from elsewhere may ask for
_WORK = re.compile(r"[1-9][0-9]?")


class Identity(Protocol):
    """Somebody who may be able to unwrap."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, ``None`` if this stanza is not for this identity, or `BadSeal`."""


@lru_cache(maxsize=64)
def _recipient(text: str) -> bytes:
    """A group's is read at every seal; what is public may be remembered."""
    prefix, raw = bech32.decode(text)
    if prefix != "age1pq" or len(raw) != _MLKEM_KEY + 32:
        raise BadOption("not a hybrid recipient", todo="It begins with age1pq1.")
    return raw


@dataclass(frozen=True, slots=True)
class HybridRecipient:
    """Whom a file can be sealed for: 1,216 bytes, ML-KEM-768 key then X25519 key."""

    raw: bytes

    @classmethod
    def parse(cls, text: str) -> HybridRecipient:
        """Read ``age1pq1…``, or raise `BadOption`."""
        return cls(_recipient(text))

    def __str__(self) -> str:
        """``age1pq1…``."""
        return bech32.encode("age1pq", self.raw)

    def wrap(self, file_key: bytes) -> Stanza:
        """One stanza that only this recipient's identity opens."""
        key = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.raw[:_MLKEM_KEY]),
            X25519PublicKey.from_public_bytes(self.raw[_MLKEM_KEY:]),
        )
        sealed = _SUITE.encrypt(file_key, key, info=_HYBRID_INFO)
        share, body = sealed[:_ENCAPSULATION], sealed[_ENCAPSULATION:]
        return Stanza(_HYBRID, (to_base64(share).decode("ascii"),), body)


@dataclass(frozen=True, slots=True)
class HybridIdentity:
    """A 32-byte seed that opens what is sealed for its recipient. It refuses to print itself."""

    seed: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> HybridIdentity:
        """Read ``AGE-SECRET-KEY-PQ-1…``, or raise `BadOption`."""
        prefix, seed = bech32.decode(text)
        if prefix != "age-secret-key-pq-" or len(seed) != 32:
            raise BadOption("not a hybrid identity", todo="It begins with AGE-SECRET-KEY-PQ-1.")
        return cls(seed)

    def secret_text(self) -> str:
        """``AGE-SECRET-KEY-PQ-1…``: for paper and for other programs."""
        return bech32.encode("age-secret-key-pq-", self.seed).upper()

    def recipient(self) -> HybridRecipient:
        """Whom to seal for, so that this identity opens it."""
        mlkem, x25519 = self._keys()
        return HybridRecipient(mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw())

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """See `Identity`."""
        if stanza.kind != _HYBRID:
            return None
        share = _share(stanza, _ENCAPSULATION)
        mlkem, x25519 = self._keys()
        _refuse_low_order(x25519, share[_MLKEM_CIPHERTEXT:])
        key = MLKEM768X25519PrivateKey(mlkem, x25519)
        try:
            file_key = _SUITE.decrypt(share + stanza.body, key, info=_HYBRID_INFO)
        except InvalidTag:
            return None
        except ValueError:
            raise BadSeal(SealFault.HEADER) from None
        return file_key

    def _keys(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        expanded = hashlib.shake_256(self.seed).digest(96)
        return (
            MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
            X25519PrivateKey.from_private_bytes(expanded[64:]),
        )


@dataclass(frozen=True, slots=True)
class X25519Identity:
    """An age identity of the older kind. Read only."""

    secret: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> X25519Identity:
        """Read ``AGE-SECRET-KEY-1…``, or raise `BadOption`."""
        prefix, secret = bech32.decode(text)
        if prefix != "age-secret-key-" or len(secret) != 32:
            raise BadOption("not an X25519 identity", todo="It begins with AGE-SECRET-KEY-1.")
        return cls(secret)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """See `Identity`."""
        if stanza.kind != "X25519":
            return None
        share = _share(stanza, 32)
        key = X25519PrivateKey.from_private_bytes(self.secret)
        secret = _refuse_low_order(key, share)
        salt = share + key.public_key().public_bytes_raw()
        wrap = HKDF(SHA256(), 32, salt=salt, info=b"age-encryption.org/v1/X25519").derive(secret)
        return _unwrap(wrap, stanza.body)


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase, for files that others sealed with one. Read only."""

    text: str = field(repr=False)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """See `Identity`."""
        if stanza.kind != "scrypt":
            return None
        if len(stanza.args) != 2 or len(stanza.body) != _WRAPPED or not _WORK.fullmatch(stanza.args[1]):
            raise BadSeal(SealFault.HEADER)
        salt, work = from_base64(stanza.args[0].encode("ascii")), int(stanza.args[1])
        if len(salt) != 16 or work > _MOST_WORK:
            raise BadSeal(SealFault.HEADER)
        scrypt = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, n=1 << work, r=8, p=1)
        return _unwrap(scrypt.derive(self.text.encode()), stanza.body)


def require_allowed_mix(stanzas: tuple[Stanza, ...]) -> None:
    """A passphrase stands alone: otherwise whoever knows it could not be told from whoever was added."""
    kinds = [stanza.kind for stanza in stanzas]
    if "scrypt" in kinds and len(kinds) > 1:
        raise BadSeal(SealFault.HEADER)


def require_hybrid_only(stanzas: tuple[Stanza, ...]) -> None:
    """A seal of ours has no stanza that a quantum computer opens. Others' files may be mixed; seals never."""
    if any(stanza.kind != _HYBRID for stanza in stanzas):
        raise BadSeal(SealFault.HEADER)


def _share(stanza: Stanza, size: int) -> bytes:
    if len(stanza.args) != 1 or len(stanza.body) != _WRAPPED:
        raise BadSeal(SealFault.HEADER)
    share = from_base64(stanza.args[0].encode("ascii"))
    if len(share) != size:
        raise BadSeal(SealFault.HEADER)
    return share


def _refuse_low_order(key: X25519PrivateKey, share: bytes) -> bytes:
    # HPKE reports a low-order point as it reports a wrong key; only an exchange of our own tells them apart.
    try:
        return key.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise BadSeal(SealFault.HEADER) from None


def _unwrap(key: bytes, body: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(_NO_NONCE, body, None)
    except InvalidTag:
        return None
