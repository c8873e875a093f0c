"""What the desk needs of the world, as Protocols. `store` and `outside` answer; tests answer in memory.

One contract suite (`tests/contracts/`) runs over every implementation. Errors: an implementation raises
`Busy` when another holds the lock, `Damaged` when stored bytes fail their check, and nothing of its library.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from whensafe.nouns.actor import Actor, Audience, WithAccess
from whensafe.nouns.ids import Address, BlobName, InterviewId
from whensafe.nouns.interview import Interview, Role, State
from whensafe.nouns.reading import Reading
from whensafe.nouns.receipt import Hit, Problem
from whensafe.nouns.text import Language
from whensafe.nouns.unpacked import Unpacked
from whensafe.protection.gate import Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list of interviews."""

    id: InterviewId
    state: State
    title: str | None
    language: str
    narrators: tuple[str, ...]
    interviewed: str | None
    published: str | None
    turns: int
    open_questions: int
    added_at: str


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list, newest first. ``after`` asks for the next one; ``None`` at the end."""

    lines: tuple[Line, ...]
    total: int
    after: str | None


@dataclass(frozen=True, slots=True)
class Query:
    """A search. ``text`` as typed: words (any form), "exact phrases". ``since``/``until`` are EDTF days
    of the interview, else of first publication.
    """

    text: str
    language: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, in a stable order. ``total`` counts only what the audience may see."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Somebody by name in a kept interview, with its title and language."""

    id: InterviewId
    title: str | None
    language: Language
    name: str
    role: Role


class Interviews(Protocol):
    """Interviews as whole values. Every read names the audience and joins its verdict rows."""

    def put(self, interview: Interview, verdicts: Sequence[Verdict]) -> None:
        """Write it whole, replacing what has its id, with its verdict rows and its search index."""

    def get(self, id: InterviewId, audience: Audience) -> Interview | None:
        """One interview, or ``None`` if there is none or no verdict row allows it."""

    def remove(self, id: InterviewId) -> None:
        """Remove a draft with all its rows."""

    def page(self, audience: Audience, state: State, *, after: str | None, limit: int) -> Page:
        """A stretch of the list."""

    def search(self, audience: Audience, query: Query) -> Found:
        """Full text over the turns of kept interviews."""

    def participants(self, audience: Audience) -> Iterator[Participation]:
        """Everybody who has a name, in kept interviews; the newest interview first."""

    def ids(self) -> Iterator[InterviewId]:
        """Every id, drafts too, for `check`."""

    def taken(self, addresses: Collection[Address]) -> AbstractSet[Address]:
        """Which of these a turn of any interview has, drafts and first readings among them."""

    def look_alike(self, digest: bytes, sketch: Sequence[bytes]) -> InterviewId | None:
        """A kept interview with this keyed digest of an original, or enough of these keyed text prints."""

    def near(self, prints: Sequence[bytes], *, least: int, most: int) -> Sequence[tuple[InterviewId, int]]:
        """Kept interviews that have at least ``least`` of these keyed text prints, and how many; at most
        ``most`` of them, those that have most first.
        """

    def remember_prints(self, id: InterviewId, digests: Sequence[bytes], sketch: Sequence[bytes]) -> None:
        """Keep the prints that `look_alike` compares."""

    def forget_prints(self, id: InterviewId) -> None:
        """Erase the prints of an interview, so that they confirm no guess of what is now sealed."""


@dataclass(frozen=True, slots=True)
class Record:
    """One small value of a register, spelled as canonical JSON: a person, a restriction, a seal…

    ``kind`` is a stable code, ``id`` unique within it; ``interview`` is set where it belongs to one.
    """

    kind: str
    id: str
    interview: InterviewId | None
    body: bytes


class Records(Protocol):
    """The registers: small values kept whole, in the order first put. `desk.registers` spells them."""

    def put(self, record: Record) -> None:
        """Keep it, replacing what has its kind and id; its place in the order stays."""

    def get(self, kind: str, id: str) -> Record | None:
        """One record."""

    def of(self, kind: str, interview: InterviewId | None = None) -> Iterator[Record]:
        """Every record of a kind in order, or those of one interview."""

    def remove(self, kind: str, id: str) -> None:
        """Remove one; nothing if it isn't there."""

    def keys(self) -> Iterator[tuple[str, str]]:
        """Every (kind, id), for `check`."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a ledger leaf commits to: salt (32 bytes) and the entry's canonical JSON."""

    salt: bytes
    payload: bytes


class LedgerRows(Protocol):
    """The private ledger's rows. The desk computes; this keeps. Indices from 0."""

    def size(self) -> int:
        """How many leaves."""

    def append(self, leaves: Sequence[tuple[bytes, Opening]]) -> None:
        """Append leaf bytes, each with its opening."""

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, Opening | None]]:
        """Leaf bytes with what is still kept of their openings."""

    def forget_openings(self, indices: Sequence[int]) -> None:
        """Erase the openings of these leaves; the leaves stay. What they said has gone into a seal."""

    def recall_openings(self, openings: Sequence[tuple[int, Opening]]) -> None:
        """Keep these openings again beside their leaves: a seal was released."""

    def nodes(self, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Stored hashes of complete subtrees by (level, index); level 0 are leaf hashes."""

    def put_nodes(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        """Keep hashes of complete subtrees: (level, index, hash)."""

    def checkpoint(self) -> bytes | None:
        """The newest signed note, as bytes."""

    def put_checkpoint(self, size: int, note: bytes) -> None:
        """Keep a signed note for this size."""


class Secrets(Protocol):
    """Keys that live inside the encrypted database. None of them opens a seal."""

    def archive_id(self) -> str:
        """The archive's token: the origin in its checkpoints."""

    def mac(self, purpose: str, data: bytes) -> bytes:
        """HMAC-SHA-256 (32 bytes) under a key derived for this purpose."""

    def mac_stream(self, purpose: str, chunks: Iterator[bytes]) -> bytes:
        """The same over a stream."""

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature (64 bytes) of the archive."""

    def public_key(self) -> bytes:
        """The archive's raw Ed25519 public key (32 bytes)."""


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A stored blob: its random name, the size of its plaintext, HMAC of its plaintext."""

    name: BlobName
    size: int
    mac: bytes


class Blobs(Protocol):
    """Files under random names, encrypted, written once. Durable when `put` returns.

    A blob that no committed row names is a leftover of a crash; `sweep` removes it.
    """

    def put(self, chunks: Iterator[bytes]) -> BlobRef:
        """Encrypt and keep a stream; atomic and durable."""

    def read(self, name: BlobName) -> Iterator[bytes]:
        """The plaintext in chunks, or `Damaged`. No chunk is given out before it is authenticated."""

    def read_part(self, name: BlobName, start: int, stop: int) -> Iterator[bytes]:
        """The plaintext from ``start`` up to and without ``stop``, in chunks, or `Damaged`.

        Nothing but the chunks that hold it is read, each authenticated by itself.
        """

    def remove(self, name: BlobName) -> None:
        """Remove one."""

    def names(self) -> Iterator[BlobName]:
        """What is there."""

    def refs(self) -> Iterator[BlobRef]:
        """What the committed rows say should be there."""

    def sweep(self) -> int:
        """Remove leftovers; how many."""


class Unit(Protocol):
    """What one transaction sees."""

    @property
    def interviews(self) -> Interviews:
        """Interviews as whole values."""

    @property
    def records(self) -> Records:
        """The registers."""

    @property
    def ledger(self) -> LedgerRows:
        """The private ledger's rows."""

    @property
    def secrets(self) -> Secrets:
        """What the archive's keys do."""

    @property
    def blobs(self) -> Blobs:
        """Files as received."""


class Access(Protocol):
    """Who can unlock. What is changed inside a write transaction is part of it."""

    def everybody(self) -> tuple[WithAccess, ...]:
        """Who can, and since when, by name."""

    def add(self, name: str, unlocker: str, *, now: datetime.datetime) -> Actor:
        """Give a person a way in by a passphrase; a name that isn't there yet becomes a member."""

    def remove(self, name: str) -> None:
        """Take every way in of a member away; `NotFound`, or `Refused` for the last one."""


class Store(Protocol):
    """The archive's rows and blobs, unlocked."""

    @property
    def access(self) -> Access:
        """Who can unlock."""

    def write(self) -> AbstractContextManager[Unit]:
        """One durable transaction with the writer's lock: committed on leaving, undone on an exception."""

    def read(self) -> AbstractContextManager[Unit]:
        """One consistent view."""

    def verify_files(self) -> Iterator[Problem]:
        """Check every file of the folder against what the database says of it, page by page for itself.

        Not the blobs: whoever reads them all (`Blobs.read`) has checked them.
        """

    def backup_files(self) -> AbstractContextManager[Sequence[tuple[str, Iterator[bytes]]]]:
        """A consistent copy of the already encrypted files: (path inside the archive, bytes)."""

    def is_erased(self) -> bool:
        """Make sure that nothing that was removed lingers anywhere in the folder. ``False``: ask again later.

        May take as long as copying the database. Ask outside transactions, once after what removes.
        """

    def close(self) -> None:
        """Let go of every connection and key."""


class Clock(Protocol):
    """The time, from outside."""

    def now(self) -> datetime.datetime:
        """Aware, in UTC, whole seconds."""


class Randomness(Protocol):
    """Randomness, from outside."""

    def bytes(self, n: int) -> bytes:
        """``n`` bytes from the operating system."""


class Reader(Protocol):
    """Intake in a process of its own, bounded in time and memory."""

    def read(self, data: bytes, name: str) -> Reading:
        """Read one document, or raise `Unreadable` or `TooLarge`."""

    def unpack(self, data: bytes, name: str) -> Unpacked | None:
        """What lies in a zip, a web archive or a mail; ``None`` for one document. Raises as `read` does."""


Progress = Callable[[str, int], None]
"""Called with what is being done (a stable code) and how much of it is."""


class Listener(Protocol):
    """A speech model on this machine, which writes down what it hears."""

    def listen(self, size: int, sound: Iterator[bytes], progress: Callable[[int], None]) -> bytes:
        """A file of ``size`` bytes as JSON in the form that Whisper writes; ``progress`` in seconds heard.

        Raises `BadInput` where nothing could be made of it, `TooLarge` where it is too long.
        """


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page fetched from a web address given explicitly: final address, bytes, stated media type."""

    url: str
    data: bytes
    media_type: str


class Fetcher(Protocol):
    """The only way out, and only when a person gave an address."""

    def fetch(self, url: str) -> Fetched:
        """Fetch, within limits on size, time and redirects, refusing private addresses."""


class Seen(Protocol):
    """The last checkpoint this person saw of each archive, kept outside the archive."""

    def last(self, archive: str) -> tuple[int, bytes] | None:
        """Tree size and root."""

    def remember(self, archive: str, size: int, root: bytes) -> None:
        """Keep the newest; durable when it returns."""

    def forget(self, archive: str) -> None:
        """Forget what was seen of it: a person has accepted an older copy, and the next `remember` counts."""
