"""An adversary with the disk, every key of the server, the ledger, and the true list of names.

They know all of an interview but one name: they fill in each name of the list, compute whatever the archive
may have computed of it, and look whether that is anywhere in what they hold. `Attacker.confirms` gives the
ways in which a name is confirmed; for an archive that keeps its promise there are none.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.canary.unlocked import Keys, opened_blob, pages, rows, vocabularies
from tests.store.sqlcipher_pages import SALT

from whensafe.desk import prints
from whensafe.ledger import entry
from whensafe.protection import contents
from whensafe.store.opening import open_store
from whensafe.words import fold, tokens

PURPOSES = (
    "interview record", "register record", "blob", "duplicate digest", "duplicate sketch",
    "cleared interview", "key slot",
)  # fmt: skip
"""What keyed digests are made for; `test_attacker_knows_every_purpose` holds the list complete."""
PART = "a print"
_HASHES = ("sha256", "sha512", "sha1", "md5", "sha3_256", "blake2b", "blake2s")
_HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{16,128}(?![0-9a-f])")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")


@dataclass(frozen=True)
class Known:
    """What the adversary knows, with the name left out: each holds the ``mark`` where the name stands.

    ``records`` are canonical JSON of the interview at each time it was stored; ``turns`` the texts of each of
    its transcripts; ``files`` what was received; ``entries`` what the ledger said of it, with the digest of
    the record it was about; ``sealed`` what a seal would hold, salt of zeros.
    """

    mark: str
    records: tuple[bytes, ...]
    turns: tuple[tuple[str, ...], ...]
    files: tuple[bytes, ...]
    entries: tuple[tuple[bytes, str, int], ...] = ()
    sealed: tuple[contents.Contents, ...] = ()


@dataclass
class Attacker:
    """Holds the disk at ``root`` and what unlocks it."""

    root: Path
    passphrase: str
    digests: set[bytes] = field(default_factory=set)
    salts: set[bytes] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    plain: bytes = b""

    def __post_init__(self) -> None:
        keys = Keys(self.root, self.passphrase)
        data = (self.root / "archive.db").read_bytes()
        found = [
            page
            for path in sorted(self.root.glob("archive.db*"))
            for page, _ in pages(path, keys.database, data[:SALT])
        ]
        blobs = [opened_blob(path, keys.blobs) for path in sorted((self.root / "blobs").glob("??/*"))]
        self.plain = b"\n".join([*found, *blobs])
        for _, value in rows(self.root, keys):
            self._hold(value)
        self.terms = {term for _, terms in vocabularies(self.root, keys) for term in terms}
        self.store, _ = open_store(self.root, self.passphrase)  # last: opening tidies up
        with self.store.read() as unit:
            self.leaves = [leaf for leaf, _ in unit.ledger.leaves(0, unit.ledger.size())]

    def close(self) -> None:
        self.store.close()

    def confirms(self, known: Known, name: str) -> set[str]:
        """How this name is confirmed, if it is."""
        texts = [*self._texts(known, name)]
        found = {"words"} if any(form in self.plain for form in _spelled(name)) else set()
        if self._is_indexed(name):
            found.add("index")
        found.update(self._digests(texts))
        found.update(self._prints(known, name))
        found.update(self._leaves(known, name))
        return found

    def _texts(self, known: Known, name: str) -> Iterator[bytes]:
        yield name.encode()
        yield fold(name).encode()
        for words in (name.split(), [fold(token.text) for token in tokens(name)]):
            yield " ".join(words).encode()
        for data in (*known.records, *known.files):
            yield _filled(data, known.mark, name)
        for turns in known.turns:
            yield from (turn.replace(known.mark, name).encode() for turn in turns if known.mark in turn)
        for sealed in known.sealed:
            spelled = _filled(contents.spell(sealed, bytes(contents.SALT)), known.mark, name)
            yield from (spelled, spelled[contents.SALT :])

    def _digests(self, texts: Sequence[bytes]) -> Iterator[str]:
        for text in texts:
            for name in _HASHES:
                if self._is_held(hashlib.new(name, text).digest()):
                    yield f"hash {name}"
            for purpose in PURPOSES:
                if self._is_held(self.store.secrets.mac(purpose, text)):
                    yield f"digest: {purpose}"

    def _prints(self, known: Known, name: str) -> Iterator[str]:
        key = self.store.secrets.mac("duplicate sketch", b"key")
        for turns in known.turns:
            filled = prints.sketch(key, [turn.replace(known.mark, name) for turn in turns])
            empty = prints.sketch(key, turns)
            new = set(filled) - set(empty)
            if new & self.digests:
                yield PART  # of another name with a word in common, too
            if new and new <= self.digests:
                yield "prints"

    def _leaves(self, known: Known, name: str) -> Iterator[str]:
        for payload, mac, which in known.entries:
            made = self.store.secrets.mac("interview record", _filled(known.records[which], known.mark, name))
            guess = payload.replace(mac.encode(), made.hex().encode())
            if made.hex().encode() in self.plain:
                yield "opening"
            for salt in self.salts:
                if any(entry.opens(leaf, salt, guess) for leaf in self.leaves):
                    yield "leaf"

    def _is_held(self, digest: bytes) -> bool:
        return any(digest[:size] in self.digests for size in (8, 16, 20, 32, 64))

    def _is_indexed(self, name: str) -> bool:
        """Is each of its words in an index, whole or as all of its stretches of three letters?"""
        words = [fold(token.text) for token in tokens(name)]
        return all(word in self.terms or (len(word) > 3 and _trigrams(word) <= self.terms) for word in words)

    def _hold(self, value: object) -> None:
        if isinstance(value, str):
            for run in _HEX.findall(value):
                if len(run) % 2 == 0:
                    self._keep(bytes.fromhex(run))
            for run in _BASE64.findall(value):
                with suppress(binascii.Error, ValueError):
                    self._keep(base64.b64decode(run, validate=True))
        elif isinstance(value, bytes):
            self._keep(value)
            if len(value) > 64:
                self._hold(value.decode("utf-8", "replace"))

    def _keep(self, value: bytes) -> None:
        if 8 <= len(value) <= 64:
            self.digests.add(value)
        if len(value) == 32:
            self.salts.add(value)


def _trigrams(word: str) -> set[str]:
    return {word[n : n + 3] for n in range(len(word) - 2)}


def _filled(data: bytes, mark: str, name: str) -> bytes:
    return data.replace(mark.encode(), name.encode())


def _spelled(name: str) -> Iterable[bytes]:
    """Ways to write a name that are long enough not to be there by chance."""
    forms = {name, fold(name), name.upper(), " ".join(fold(token.text) for token in tokens(name))}
    return [form.encode() for form in forms if len(form.encode()) >= 5]
