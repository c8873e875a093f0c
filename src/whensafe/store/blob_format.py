r"""A blob's bytes: a stream in authenticated chunks (docs/formats/blob.md). Pure: bytes in, bytes out.

    "whensafe-blob-1\n"    16 bytes
    salt                  32 bytes, random
    chunk*                up to 65,536 bytes of plaintext each, and a tag of 16 bytes

The chunks are age's STREAM (https://age-encryption.org/v1, "Payload"; after Hoang, Reyhanitabar, Rogaway and
Vizár 2015): ChaCha20-Poly1305, nonce = an 11-byte big-endian counter and one byte that is 1 on the last chunk
only. So a chunk can't be cut off, moved, repeated or appended. The key is derived from the blob's name too: a
file under another blob's name doesn't open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whensafe.errors import Damaged

MAGIC = b"whensafe-blob-1\n"
SALT_BYTES = 32
CHUNK = 64 * 1024
TAG = 16
HEADER = len(MAGIC) + SALT_BYTES
_INFO = b"whensafe blob v1\n"


def encrypt(root: bytes, name: str, salt: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The file's bytes for a stream of plaintext in pieces of any size."""
    aead = _aead(root, name, salt)
    yield MAGIC + salt
    counter, held = 0, b""
    for piece in _pieces(chunks):
        if held:
            yield aead.encrypt(_nonce(counter, last=False), held, None)
            counter += 1
        held = piece
    yield aead.encrypt(_nonce(counter, last=True), held, None)


def decrypt(root: bytes, name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The plaintext, a chunk at a time, each authenticated before it is given out.

    ``pieces`` is the file in pieces of any size. `Damaged` where a byte is missing, changed or too many.
    """
    rest = _exact(pieces)
    header = rest(HEADER)
    if len(header) != HEADER or not header.startswith(MAGIC):
        raise _damaged(name)
    aead = _aead(root, name, header[len(MAGIC) :])
    counter = 0
    held = rest(CHUNK + TAG)
    while True:
        ahead = rest(CHUNK + TAG) if len(held) == CHUNK + TAG else b""
        try:
            plain = aead.decrypt(_nonce(counter, last=not ahead), held, None)
        except InvalidTag:
            raise _damaged(name) from None
        if not plain and counter:
            raise _damaged(name)  # an empty last chunk is only written for an empty blob
        yield plain
        if not ahead:
            return
        held = ahead
        counter += 1


def decrypt_part(
    root: bytes, name: str, size: int, span: tuple[int, int], read_at: Callable[[int, int], bytes]
) -> Iterator[bytes]:
    """A stretch of the plaintext, of ``size`` bytes in all; ``read_at(at, n)`` reads the file.

    Only the chunks that hold it are read. `Damaged` where one of them isn't what was written.
    """
    start, stop = max(0, span[0]), min(span[1], size)
    header = read_at(0, HEADER)
    if len(header) != HEADER or not header.startswith(MAGIC):
        raise _damaged(name)
    aead = _aead(root, name, header[len(MAGIC) :])
    last = max(0, (size - 1) // CHUNK)
    for counter in range(start // CHUNK, -(-stop // CHUNK)):
        at, length = counter * CHUNK, min(CHUNK, size - counter * CHUNK)
        held = read_at(HEADER + counter * (CHUNK + TAG), length + TAG)
        try:
            plain = aead.decrypt(_nonce(counter, last=counter == last), held, None)
        except (InvalidTag, ValueError):
            raise _damaged(name) from None
        yield plain[max(0, start - at) : stop - at]


def file_size(size: int) -> int:
    """How long the file of so many bytes of plaintext is."""
    return HEADER + size + TAG * max(1, -(-size // CHUNK))


def _aead(root: bytes, name: str, salt: bytes) -> ChaCha20Poly1305:
    key = HKDF(hashes.SHA256(), 32, salt=salt, info=_INFO + name.encode()).derive(root)
    return ChaCha20Poly1305(key)


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _damaged(name: str) -> Damaged:
    return Damaged("a stored file is not what was written", where=f"blobs/{name[:2]}/{name}")


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of exactly `CHUNK`, the last one shorter."""
    take = _exact(chunks)
    while piece := take(CHUNK):
        yield piece


class _exact:  # noqa: N801  (used as a function)
    """Read exactly so many bytes from a stream of pieces, fewer only at its end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._buffer = bytearray()

    def __call__(self, n: int) -> bytes:
        while len(self._buffer) < n:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._buffer += piece
        taken = bytes(self._buffer[:n])
        del self._buffer[:n]
        return taken
