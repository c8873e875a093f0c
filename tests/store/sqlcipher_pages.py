"""A second reader of ``archive.db``: decrypts its pages with PyCA alone, as docs/formats/archive.md says.

It stands in for the program that somebody writes in thirty years, and lets tests look at what lies in the
pages themselves: a sweep over encrypted bytes finds nothing, whatever is there.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PAGE, SALT, IV, MAC = 4096, 16, 16, 64


def database_key(archive_key: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"whensafe database v1").derive(archive_key)


def decrypt_pages(data: bytes, key: bytes) -> list[bytes]:
    """Every page of a database file, authenticated; ``ValueError`` names the first that isn't."""
    salt = data[:SALT]
    return [decrypt_page(data[n : n + PAGE], n // PAGE + 1, key, salt) for n in range(0, len(data), PAGE)]


def decrypt_page(page: bytes, number: int, key: bytes, salt: bytes) -> bytes:
    start = SALT if number == 1 else 0
    body, iv, mac = page[start : -IV - MAC], page[-IV - MAC : -MAC], page[-MAC:]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    if not hmac.compare_digest(hmac.digest(mac_key, body + iv + struct.pack("<I", number), "sha512"), mac):
        raise ValueError(f"page {number}")
    reader = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    plain = reader.update(body) + reader.finalize()
    return (b"SQLite format 3\0" if number == 1 else b"") + plain + bytes(IV + MAC)


def log_pages(path: Path, key: bytes, salt: bytes) -> Iterator[bytes]:
    """Every page in a write-ahead log, also those that SQLite would no longer read."""
    data = path.read_bytes() if path.exists() else b""
    for n in range(32, len(data) - 24 - PAGE + 1, 24 + PAGE):
        (number,) = struct.unpack(">I", data[n : n + 4])
        yield decrypt_page(data[n + 24 : n + 24 + PAGE], number, key, salt)
