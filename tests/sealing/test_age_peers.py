"""Files of another age implementation open here, and ours open there (X25519, scrypt)."""

from __future__ import annotations

import os

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whensafe.errors import BadSeal
from whensafe.sealing import bech32, header, stream
from whensafe.sealing.age import Passphrase, X25519Identity, open_armored, open_file

SIZES = [0, 1, 300, 65535, 65536, 65537, 200_000]


def wrapped(file_key: bytes, recipient: str) -> header.Stanza:
    """An X25519 stanza, which the program itself never writes."""
    _, public = bech32.decode(recipient)
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    key = HKDF(SHA256(), 32, salt=share + public, info=b"age-encryption.org/v1/X25519").derive(secret)
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    return header.Stanza("X25519", (header.to_base64(share).decode(),), body)


@pytest.mark.parametrize("size", SIZES)
def test_theirs_open_here(size: int) -> None:
    identity, words = pyrage.x25519.Identity.generate(), os.urandom(size)
    other = pyrage.x25519.Identity.generate()
    mine = X25519Identity.parse(str(identity))
    for armored, opener in ((False, open_file), (True, open_armored)):
        sealed = pyrage.encrypt(words, [other.to_public(), identity.to_public()], armored=armored)
        assert opener(sealed, [mine]) == words


@pytest.mark.parametrize("size", SIZES)
def test_ours_open_there(size: int) -> None:
    identity, words, file_key = pyrage.x25519.Identity.generate(), os.urandom(size), os.urandom(16)
    head = header.write([wrapped(file_key, str(identity.to_public()))], file_key)
    sealed = b"".join([head, *stream.seal(file_key, os.urandom(16), words)])
    assert pyrage.decrypt(sealed, [identity]) == words
    assert open_file(sealed, [X25519Identity.parse(str(identity))]) == words


def test_a_passphrase_file_of_theirs_opens_here_and_the_wrong_one_does_not() -> None:
    sealed = pyrage.passphrase.encrypt(b"said", "correct horse")
    assert open_file(sealed, [Passphrase("correct horse")]) == b"said"
    with pytest.raises(BadSeal):
        open_file(sealed, [Passphrase("wrong horse")])
