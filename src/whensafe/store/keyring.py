"""One random archive key, and the two keys that come from it."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whensafe.store.sqlcipher.rawkey import RawKey

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """``blob_root`` (32 bytes): every blob's key comes from it; ``archive``: what key slots wrap."""

    archive: bytes
    database: RawKey
    blob_root: bytes


def keyring(archive_key: bytes) -> Keyring:
    """The keys of an archive from its archive key (32 bytes)."""
    return Keyring(
        archive_key,
        RawKey(_derive(archive_key, b"whensafe database v1")),
        _derive(archive_key, b"whensafe blobs v1"),
    )


def _derive(key: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(key)
