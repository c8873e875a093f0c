"""Keys that live inside the encrypted database, and what is done with them."""

from __future__ import annotations

from collections.abc import Iterator

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ROOT_BYTES = 32
_MAC_INFO = b"whensafe mac v1\n"


class ArchiveSecrets:
    """The port `Secrets`. ``mac_root`` and ``signing_seed`` have 32 bytes each."""

    __slots__ = ("_archive", "_keys", "_mac_root", "_public", "_signer")

    def __init__(self, archive: str, mac_root: bytes, signing_seed: bytes) -> None:
        self._archive = archive
        self._mac_root = mac_root
        self._signer = Ed25519PrivateKey.from_private_bytes(signing_seed)
        self._public = self._signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._keys: dict[str, bytes] = {}

    def archive_id(self) -> str:
        """The archive's token."""
        return self._archive

    def mac(self, purpose: str, data: bytes) -> bytes:
        """HMAC-SHA-256 under a key derived for this purpose."""
        made = hmac.HMAC(self._key(purpose), hashes.SHA256())
        made.update(data)
        return made.finalize()

    def mac_stream(self, purpose: str, chunks: Iterator[bytes]) -> bytes:
        """The same over a stream."""
        made = hmac.HMAC(self._key(purpose), hashes.SHA256())
        for chunk in chunks:
            made.update(chunk)
        return made.finalize()

    def running_mac(self, purpose: str) -> hmac.HMAC:
        """One to feed while the bytes pass by."""
        return hmac.HMAC(self._key(purpose), hashes.SHA256())

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature of the archive."""
        return self._signer.sign(message)

    def public_key(self) -> bytes:
        """The archive's raw Ed25519 public key."""
        return self._public

    def _key(self, purpose: str) -> bytes:
        if purpose not in self._keys:
            derive = HKDF(hashes.SHA256(), ROOT_BYTES, salt=None, info=_MAC_INFO + purpose.encode())
            self._keys[purpose] = derive.derive(self._mac_root)
        return self._keys[purpose]
