"""Everything an archive keeps, decrypted with every key its server has, handed to a sweeper.

    sweep(sweeper, Keys(root, passphrase), also=[state, tmp, editions], bags=[bag])

The database page by page (free ones too), every frame of its log and of a copy's journal, what SQL can read
of it (rows, terms of the full-text indices), every file under ``blobs/`` opened and as it lies, every other
file; every age file met on the way, tried with every key there is. A bag is swept as the archive in it.
"""

from __future__ import annotations

import base64
import itertools
import re
import shutil
import struct
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2
from tests.canary.encodings import trigrams
from tests.canary.sweeper import Sweeper
from tests.some_archives import DjangoStore  # noqa: F401  (sets Django up, which the store needs)
from tests.store.sqlcipher_pages import PAGE, SALT, database_key, decrypt_page

from whensafe.errors import WhensafeError
from whensafe.sealing import words
from whensafe.sealing.age import HybridIdentity, open_file
from whensafe.sealing.groups import Share
from whensafe.sealing.padding import unpadded
from whensafe.store.access import unlock
from whensafe.store.blob_format import decrypt
from whensafe.store.folder import Folder
from whensafe.store.keyring import keyring

_FRAME = 24
_LOG_HEAD = 32
_AGE = b"age-encryption.org/v1\n"
_AGE_BASE64 = re.compile(rb"YWdlLWVuY3J5cHRpb24ub3JnL3Yx[A-Za-z0-9+/]+={0,2}")
"""The same in JSON, where seals lie: base 64, begun at its first byte."""
_BASE64 = re.compile(rb"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?!=)")
_SEED = re.compile(rb"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")


@dataclass
class Keys:
    """What the server has: the archive key and what comes from it, secrets in rows, seeds in other files."""

    root: Path
    passphrase: str
    archive: bytes = b""
    seeds: set[bytes] = field(default_factory=set)
    ages: dict[bytes, str] = field(default_factory=dict)
    """Age files met on the way, with where."""
    shares: dict[str, set[str]] = field(default_factory=dict)
    """Custodians' shares that could be opened, by group."""

    def __post_init__(self) -> None:
        folder = Folder(self.root)
        self.archive = unlock(folder, folder.archive(), self.passphrase)[0][1]
        self.database = database_key(self.archive)
        self.blobs = keyring(self.archive).blob_root
        self.seeds |= {self.archive, self.database, self.blobs}

    def met(self, data: bytes, where: str, *, secret: bool) -> None:
        """Keep what may be a key, if it was kept where keys are, and what may need one."""
        if secret:
            if len(data) == 32:
                self.seeds.add(data)
            self.seeds.update(bytes.fromhex(match.decode()) for match in _SEED.findall(data[: 1 << 20]))
            self.seeds.update(base64.b64decode(run) for run in _BASE64.findall(data[: 1 << 20]))
            with suppress(WhensafeError, UnicodeDecodeError):
                self.seeds.add(words.from_paper(data[:4096].decode("ascii")))
        at = data.find(_AGE)
        if at >= 0:
            self.ages[data[at:]] = where
        for run in _AGE_BASE64.findall(data):
            self.ages[base64.b64decode(run[: len(run) // 4 * 4])] = where


def sweep(sweeper: Sweeper, keys: Keys, *, also: Iterable[Path] = (), bags: Iterable[Path] = ()) -> None:
    """Look everywhere; what was found is in ``sweeper.found``."""
    archive(sweeper, keys.root, keys)
    for folder in also:
        loose(sweeper, folder, keys)
    for bag in bags:
        sweeper.folder(bag)
        archive(sweeper, bag / "data", keys)
    _try_every_key(sweeper, keys)


def archive(sweeper: Sweeper, root: Path, keys: Keys) -> None:
    """One archive's folder, or what a bag holds of one."""
    loose(sweeper, root, keys)
    data = (root / "archive.db").read_bytes()
    salt = data[:SALT]
    for path in sorted(root.glob("*")):
        if path.name.startswith(("archive.db", "copy-")):
            for page, where in pages(path, keys.database, salt):
                sweeper.blob(page, f"{path.name} {where}")
    explained: set[str] = set()
    for table, value in rows(root, keys):
        where, found, text = f"table {table}", len(sweeper.found), value if isinstance(value, str) else ""
        if isinstance(value, str):
            sweeper.index_terms((value,), where)
            value = value.encode("utf-8", "surrogateescape")  # noqa: PLW2901
        if isinstance(value, bytes):
            sweeper.blob(value, where)
            keys.met(value, where, secret="secret" in table)
        if len(sweeper.found) == found:
            explained.update(*trigrams(text))
    for table, terms in vocabularies(root, keys):
        sweeper.index_terms(terms, f"index {table}", explained)
    for path in sorted((root / "blobs").glob("??/*")):
        plain = opened_blob(path, keys.blobs)
        sweeper.blob(plain, f"blobs/{path.name} opened")
        keys.met(plain, f"blobs/{path.name}", secret=False)


def loose(sweeper: Sweeper, folder: Path, keys: Keys) -> None:
    """A folder's files as they lie."""
    sweeper.folder(folder)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            keys.met(path.read_bytes(), str(path.relative_to(folder)), secret=True)


def pages(path: Path, key: bytes, salt: bytes) -> Iterator[tuple[bytes, str]]:
    """Every page of a database; every frame of a log or journal, also those SQLite would no longer read."""
    data = path.read_bytes()
    if path.name.endswith("-shm"):
        return
    if path.name.endswith("-wal"):
        for at in range(_LOG_HEAD, len(data) - _FRAME, _FRAME + PAGE):
            (number,) = struct.unpack(">I", data[at : at + 4])
            yield _plain(data[at + _FRAME : at + _FRAME + PAGE], number, key, salt), f"frame {at}"
        return
    if path.name.endswith("-journal"):
        for at in range(512, len(data) - 4, PAGE + 8):
            (number,) = struct.unpack(">I", data[at : at + 4])
            yield _plain(data[at + 4 : at + 4 + PAGE], number, key, salt), f"entry {at}"
        return
    for at in range(0, len(data), PAGE):
        yield _plain(data[at : at + PAGE], at // PAGE + 1, key, data[:SALT]), f"page {at // PAGE + 1}"


def _plain(page: bytes, number: int, key: bytes, salt: bytes) -> bytes:
    """The page's plaintext; a torn one is decrypted all the same, whatever it may hold."""
    if len(page) < PAGE:
        page = page.ljust(PAGE, b"\0")
    try:
        return decrypt_page(page, number, key, salt)
    except ValueError:
        return _unauthenticated(page, number, key)


def _unauthenticated(page: bytes, number: int, key: bytes) -> bytes:
    body, iv = page[SALT if number == 1 else 0 : -80], page[-80:-64]
    reader = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    return reader.update(body) + reader.finalize()


def rows(root: Path, keys: Keys) -> Iterator[tuple[str, object]]:
    """Every value of every table, as SQL reads it, log included, with the table's name."""
    with _reading(root, keys) as db:
        for name, _ in _tables(db, full_text=False):
            for row in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - names from the catalogue
                yield from ((name, value) for value in row)


def vocabularies(root: Path, keys: Keys) -> Iterator[tuple[str, set[str]]]:
    """Every full-text table with its terms: in its pages they are cut where they begin alike."""
    with _reading(root, keys) as db:
        for name, _ in _tables(db, full_text=True):
            db.execute(f"CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', '{name}', 'row')")
            yield name, {term for (term,) in db.execute("SELECT term FROM temp.v")}
            db.execute("DROP TABLE temp.v")


@contextmanager
def _reading(root: Path, keys: Keys) -> Iterator[dbapi2.Connection]:
    """A copy of the database, so that looking changes nothing."""
    with tempfile.TemporaryDirectory(prefix="whensafe-sweep-") as place:
        for path in root.glob("archive.db*"):
            shutil.copy(path, place)
        db = dbapi2.connect(str(Path(place) / "archive.db"))
        db.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        db.execute(f"PRAGMA key = \"x'{keys.database.hex()}'\"")
        db.execute("PRAGMA temp_store = MEMORY")
        try:
            yield db
        finally:
            db.close()


def _tables(db: dbapi2.Connection, *, full_text: bool) -> list[tuple[str, str]]:
    made = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    return [(name, sql) for name, sql in made if ("USING fts5" in (sql or "")) is full_text]


def opened_blob(path: Path, root: bytes) -> bytes:
    """A stored file, opened; as far as it opens, if it is cut."""
    plain = bytearray()
    with suppress(WhensafeError):
        for chunk in decrypt(root, path.name.partition(".")[0], iter((path.read_bytes(),))):
            plain += chunk
    return bytes(plain)


def _try_every_key(sweeper: Sweeper, keys: Keys) -> None:
    """No key on this machine opens a seal; if one does, what is inside is swept like anything else.

    Shares that open are put together, as whoever has the machine would do.
    """
    tried: set[tuple[bytes, bytes]] = set()
    while left := {(data, seed) for data in keys.ages for seed in keys.seeds} - tried:
        tried |= left
        for data, seed in left:
            with suppress(WhensafeError):
                plain = open_file(data, [HybridIdentity(seed)])
                where = f"{keys.ages[data]}, opened with a key of the server's"
                sweeper.blob(plain, where)
                keys.met(plain, where, secret=False)
                keys.seeds.update(_together(keys, plain))


def _together(keys: Keys, plain: bytes) -> Iterator[bytes]:
    """What this share gives with those of its group that are known."""
    with suppress(WhensafeError, msgspec.MsgspecError):
        share = msgspec.json.decode(unpadded(plain), type=Share)
        known = keys.shares.setdefault(share.group, set())
        known.add(share.mnemonic)
        for count in range(1, 6):
            for some in itertools.combinations(sorted(known), count):
                with suppress(WhensafeError):
                    yield words.join(some)
