"""Every port in memory: the second implementation that the contract suite holds beside SQLite, and what tests
of the desk and of the web run on. Transactions are real: what a failed act did is undone.

    archive, actor = memory_archive()
    take_in(archive, actor, [Incoming("a.txt", b"Q: Who are you?\\nA: A baker.\\n")])
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import random
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from whensafe.desk import prints
from whensafe.desk.archive import Archive
from whensafe.desk.look import originals
from whensafe.desk.ports import BlobRef, Fetched, Found, Line, Opening, Page, Participation, Query, Record
from whensafe.errors import BadOption, Busy, Damaged, NotFound, Refused, TooLarge, Unreadable
from whensafe.nouns.actor import Actor, Audience, WithAccess
from whensafe.nouns.ids import BLOB_CHARS, Address, BlobName, InterviewId, MemberId, token
from whensafe.nouns.interview import Basis, Interview, Question, Role, SourceRef, State, TranscriptKind
from whensafe.nouns.reading import Reading, ReadPerson, ReadTurn
from whensafe.nouns.receipt import Hit, Problem
from whensafe.nouns.text import Language, nfc
from whensafe.protection.gate import RULE, Verdict

ACTOR = Actor(MemberId("member000000"), "documenter")
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@dataclass
class _State:
    """Everything a transaction may change. Values are frozen, so a shallow copy is a snapshot."""

    interviews: dict[InterviewId, tuple[Interview, tuple[Verdict, ...]]] = field(default_factory=dict)
    prints: dict[InterviewId, tuple[frozenset[bytes], tuple[bytes, ...]]] = field(default_factory=dict)
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    leaves: list[tuple[bytes, Opening | None]] = field(default_factory=list)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    notes: dict[int, bytes] = field(default_factory=dict)
    files: dict[BlobName, bytes] = field(default_factory=dict)
    refs: dict[BlobName, BlobRef] = field(default_factory=dict)
    members: dict[str, WithAccess] = field(default_factory=dict)

    def copy(self) -> _State:
        return _State(
            dict(self.interviews),
            dict(self.prints),
            dict(self.records),
            list(self.leaves),
            dict(self.nodes),
            dict(self.notes),
            dict(self.files),
            dict(self.refs),
            dict(self.members),
        )


class MemorySecrets:
    def __init__(self, seed: bytes = b"memory") -> None:
        self._key = hashlib.sha256(seed).digest()
        self._signing = Ed25519PrivateKey.from_private_bytes(self._key)

    def archive_id(self) -> str:
        return "memoryarchive"

    def mac(self, purpose: str, data: bytes) -> bytes:
        return self.mac_stream(purpose, iter((data,)))

    def mac_stream(self, purpose: str, chunks: Iterator[bytes]) -> bytes:
        made = hmac.new(hashlib.sha256(self._key + purpose.encode()).digest(), digestmod="sha256")
        for chunk in chunks:
            made.update(chunk)
        return made.digest()

    def sign(self, message: bytes) -> bytes:
        return self._signing.sign(message)

    def public_key(self) -> bytes:
        return self._signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


@dataclass
class MemoryInterviews:
    state: _State

    def put(self, interview: Interview, verdicts: Sequence[Verdict]) -> None:
        self.state.interviews[interview.id] = (interview, tuple(verdicts))

    def get(self, id: InterviewId, audience: Audience) -> Interview | None:
        interview, verdicts = self.state.interviews.get(id, (None, ()))
        return interview if _allowed(verdicts, audience) else None

    def remove(self, id: InterviewId) -> None:
        interview, _ = self.state.interviews.pop(id, (None, ()))
        self.state.prints.pop(id, None)
        for file in originals(interview) if interview is not None else ():
            self.state.files.pop(file.blob, None)
            self.state.refs.pop(file.blob, None)

    def page(self, audience: Audience, state: State, *, after: str | None, limit: int) -> Page:
        visible = [i for i in self._visible(audience) if i.state is state]
        visible.sort(key=lambda i: (i.added_at, i.id), reverse=True)
        keys = [f"{i.added_at}/{i.id}" for i in visible]
        start = next((n for n, key in enumerate(keys) if after is None or key < after), len(keys))
        more = start + limit < len(visible)
        return Page(
            tuple(_line(i) for i in visible[start : start + limit]),
            len(visible),
            keys[start + limit - 1] if more else None,
        )

    def search(self, audience: Audience, query: Query) -> Found:
        """Plain words only, without word forms: enough for what acts and faces do with a result."""
        wanted = query.text.strip('"').casefold()
        kept = (i for i in self._visible(audience) if i.state is State.KEPT)
        hits = [hit for i in sorted(kept, key=lambda i: i.id) for hit in _hits(i, wanted, query)]
        return Found(tuple(hits[query.offset : query.offset + query.limit]), len(hits))

    def participants(self, audience: Audience) -> Iterator[Participation]:
        kept = [i for i in self._visible(audience) if i.state is State.KEPT]
        for one in sorted(kept, key=lambda i: (i.added_at, i.id), reverse=True):
            for person in one.participants:
                if person.name is not None:
                    yield Participation(one.id, one.title, one.language, person.name, person.role)

    def ids(self) -> Iterator[InterviewId]:
        return iter(sorted(self.state.interviews))

    def taken(self, addresses: Collection[Address]) -> AbstractSet[Address]:
        stored = (interview for interview, _ in self.state.interviews.values())
        turns = (t for one in stored for s in one.sessions for text in s.transcripts for t in text.turns)
        return {turn.address for turn in turns} & set(addresses)

    def look_alike(self, digest: bytes, sketch: Sequence[bytes]) -> InterviewId | None:
        for id, (digests, _) in self.state.prints.items():
            if self.state.interviews[id][0].state is not State.KEPT:
                continue
            if digest in digests:
                return id
        alike = self.near(sketch, least=1, most=1)
        return alike[0][0] if alike and alike[0][1] >= prints.ALIKE * len(set(sketch)) else None

    def near(self, prints: Sequence[bytes], *, least: int, most: int) -> Sequence[tuple[InterviewId, int]]:
        shared = [
            (id, len(set(prints) & set(kept)))
            for id, (_, kept) in self.state.prints.items()
            if self.state.interviews[id][0].state is State.KEPT
        ]
        found = sorted((pair for pair in shared if pair[1] >= least), key=lambda pair: -pair[1])
        return found[:most]

    def remember_prints(self, id: InterviewId, digests: Sequence[bytes], sketch: Sequence[bytes]) -> None:
        self.state.prints[id] = (frozenset(digests), tuple(sketch))

    def forget_prints(self, id: InterviewId) -> None:
        self.state.prints.pop(id, None)

    def _visible(self, audience: Audience) -> list[Interview]:
        return [i for i, verdicts in self.state.interviews.values() if _allowed(verdicts, audience)]


@dataclass
class MemoryRecords:
    state: _State

    def put(self, record: Record) -> None:
        self.state.records[record.kind, record.id] = record

    def get(self, kind: str, id: str) -> Record | None:
        return self.state.records.get((kind, id))

    def of(self, kind: str, interview: InterviewId | None = None) -> Iterator[Record]:
        for record in list(self.state.records.values()):
            if record.kind == kind and interview in (None, record.interview):
                yield record

    def remove(self, kind: str, id: str) -> None:
        self.state.records.pop((kind, id), None)

    def keys(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self.state.records))


@dataclass
class MemoryLedger:
    state: _State

    def size(self) -> int:
        return len(self.state.leaves)

    def append(self, leaves: Sequence[tuple[bytes, Opening]]) -> None:
        self.state.leaves.extend(leaves)

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, Opening | None]]:
        return iter(self.state.leaves[start:stop])

    def forget_openings(self, indices: Sequence[int]) -> None:
        for index in indices:
            self.state.leaves[index] = (self.state.leaves[index][0], None)

    def recall_openings(self, openings: Sequence[tuple[int, Opening]]) -> None:
        for index, opening in openings:
            self.state.leaves[index] = (self.state.leaves[index][0], opening)

    def nodes(self, keys: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        return {key: self.state.nodes[key] for key in keys if key in self.state.nodes}

    def put_nodes(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        self.state.nodes.update({(level, index): digest for level, index, digest in nodes})

    def checkpoint(self) -> bytes | None:
        return self.state.notes[max(self.state.notes)] if self.state.notes else None

    def put_checkpoint(self, size: int, note: bytes) -> None:
        self.state.notes[size] = note


@dataclass
class MemoryBlobs:
    state: _State
    secrets: MemorySecrets
    randomness: SeededRandomness

    def put(self, chunks: Iterator[bytes]) -> BlobRef:
        data = b"".join(chunks)
        name = BlobName(token(self.randomness.bytes(17), BLOB_CHARS))
        ref = BlobRef(name, len(data), self.secrets.mac("blob", data))
        self.state.files[name] = data
        self.state.refs[name] = ref
        return ref

    def read(self, name: BlobName) -> Iterator[bytes]:
        if name not in self.state.files:
            raise Damaged("a file is missing", where=name)
        data, ref = self.state.files[name], self.state.refs.get(name)
        if ref is not None and self.secrets.mac("blob", data) != ref.mac:
            raise Damaged("a file is not what was written", where=name)
        return iter((data,))

    def read_part(self, name: BlobName, start: int, stop: int) -> Iterator[bytes]:
        return iter((b"".join(self.read(name))[start:stop],))

    def remove(self, name: BlobName) -> None:
        self.state.files.pop(name, None)
        self.state.refs.pop(name, None)

    def names(self) -> Iterator[BlobName]:
        return iter(sorted(self.state.files))

    def refs(self) -> Iterator[BlobRef]:
        return iter(sorted(self.state.refs.values(), key=lambda ref: ref.name))

    def sweep(self) -> int:
        loose = set(self.state.files) - set(self.state.refs)
        for name in loose:
            del self.state.files[name]
        return len(loose)


class MemoryAccess:
    """Who can unlock: nobody is kept out of what is in memory."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def everybody(self) -> tuple[WithAccess, ...]:
        members = self._store.now.members
        return tuple(members[name] for name in sorted(members))

    def add(self, name: str, unlocker: str, *, now: datetime.datetime) -> Actor:
        if not name.strip() or unlocker == "":
            raise BadOption("a name and a passphrase can't be empty")
        known = self._store.now.members.get(name)
        actor = (
            known.actor if known else Actor(MemberId(token(hashlib.sha256(name.encode()).digest(), 12)), name)
        )
        self._store.now.members[name] = WithAccess(
            actor, known.since if known else now.strftime("%Y-%m-%dT%H:%M:%SZ")
        )
        return actor

    def remove(self, name: str) -> None:
        if name not in self._store.now.members:
            raise NotFound("nobody of that name has access")
        if len(self._store.now.members) == 1:
            raise Refused("the last one with access can't be removed")
        del self._store.now.members[name]


@dataclass
class MemoryUnit:
    interviews: MemoryInterviews
    records: MemoryRecords
    ledger: MemoryLedger
    secrets: MemorySecrets
    blobs: MemoryBlobs


class MemoryStore:
    """`ports.Store` in memory. ``state`` is open to tests that damage it."""

    def __init__(self) -> None:
        self.state = _State(members={ACTOR.name: WithAccess(ACTOR, "2026-03-01T12:00:00Z")})
        self.now = self.state
        self.access = MemoryAccess(self)
        self.secrets = MemorySecrets()
        self.randomness = SeededRandomness(b"blobs")
        self._writing = False

    @contextmanager
    def write(self) -> Iterator[MemoryUnit]:
        if self._writing:
            raise Busy("the archive is being written by somebody else")
        self._writing = True
        try:
            self.now = working = self.state.copy()
            yield self._unit(working)
            self.state = working
        finally:
            self.now = self.state
            self._writing = False

    @contextmanager
    def read(self) -> Iterator[MemoryUnit]:
        yield self._unit(self.state.copy())

    def verify_files(self) -> Iterator[Problem]:
        return iter(())

    @contextmanager
    def backup_files(self) -> Iterator[Sequence[tuple[str, Iterator[bytes]]]]:
        index = json.dumps(sorted(self.state.interviews)).encode()
        files = [(f"blobs/{name}", iter((data,))) for name, data in sorted(self.state.files.items())]
        yield [("archive.db", iter((index,))), *files]

    def is_erased(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing to let go of."""

    def _unit(self, state: _State) -> MemoryUnit:
        return MemoryUnit(
            MemoryInterviews(state),
            MemoryRecords(state),
            MemoryLedger(state),
            self.secrets,
            MemoryBlobs(state, self.secrets, self.randomness),
        )


@dataclass
class FixedClock:
    """A clock that moves a second at each look, so that orders by time are stable."""

    at: datetime.datetime = NOON

    def now(self) -> datetime.datetime:
        self.at += datetime.timedelta(seconds=1)
        return self.at


class SeededRandomness:
    """The same randomness each run. For tests only."""

    def __init__(self, seed: bytes = b"seed") -> None:
        self._random = random.Random(seed)  # noqa: S311 - a seed is the point

    def bytes(self, n: int) -> bytes:
        return self._random.randbytes(n)


class MemorySeen:
    def __init__(self) -> None:
        self.heads: dict[str, tuple[int, bytes]] = {}

    def last(self, archive: str) -> tuple[int, bytes] | None:
        return self.heads.get(archive)

    def remember(self, archive: str, size: int, root: bytes) -> None:
        if archive not in self.heads or size >= self.heads[archive][0]:
            self.heads[archive] = (size, root)

    def forget(self, archive: str) -> None:
        self.heads.pop(archive, None)


class NoFetcher:
    """Knows the pages it was given and nothing else."""

    def __init__(self, pages: dict[str, bytes] | None = None) -> None:
        self.pages = pages or {}

    def fetch(self, url: str) -> Fetched:
        if url not in self.pages:
            raise NotFound("no such page", where=url)
        return Fetched(url, self.pages[url], "text/plain")


class LineReader:
    """A reader of one made-up format: ``# title``, ``Q: …``, ``A: …``, ``Name (narrator): …``; ``lang: uk``.

    NUL bytes are unreadable, ten megabytes are too large, no turns is a scan.
    """

    def read(self, data: bytes, name: str) -> Reading:
        if len(data) > 10_000_000:
            raise TooLarge("more than ten megabytes", where=name)
        if b"\0" in data or data.startswith(b"%PDF"):
            raise Unreadable("no reader takes this", where=name)
        return _read_lines(nfc(data.decode("utf-8", "replace")))


def memory_archive(*, pages: dict[str, bytes] | None = None) -> tuple[Archive, Actor]:
    """An empty archive in memory and somebody who has unlocked it."""
    archive = Archive(
        MemoryStore(), FixedClock(), SeededRandomness(), LineReader(), NoFetcher(pages), MemorySeen()
    )
    return archive, ACTOR


def _allowed(verdicts: Sequence[Verdict], audience: Audience) -> bool:
    return any(v.audience == audience and v.allowed and v.rule == RULE for v in verdicts)


def _line(interview: Interview) -> Line:
    written = interview.transcript
    return Line(
        id=interview.id,
        state=interview.state,
        title=interview.title,
        language=interview.language,
        narrators=tuple(p.name for p in interview.participants if p.role is Role.NARRATOR and p.name),
        interviewed=interview.interviewed,
        published=interview.first_published or interview.published,
        turns=len(written.turns) if written is not None else 0,
        open_questions=sum(q.answer is None for q in interview.questions),
        added_at=interview.added_at,
    )


def _hits(interview: Interview, wanted: str, query: Query) -> Iterator[Hit]:
    turns = (t for s in interview.sessions for transcript in s.current for t in transcript.turns)
    for turn in turns:
        start = turn.text.casefold().find(wanted)
        if start < 0 or (query.language or turn.language) != turn.language:
            continue
        if (query.role or turn.role) != turn.role:
            continue
        end = start + len(wanted)
        yield Hit(interview.id, turn.n, turn.address, start, end, turn.text[:200], 0, ((start, end),), 1.0)


def _read_lines(text: str) -> Reading:
    title, language, turns, people, dropped = None, Language("en"), [], [], []
    for line in text.splitlines():
        head, colon, tail = line.partition(": ")
        if line.startswith("# "):
            title = line[2:]
        elif head == "lang":
            language = Language(tail)
        elif colon and (head in {"Q", "A"} or head.endswith(")")):
            person = _person(head)
            if person not in people:
                people.append(person)
            turns.append(ReadTurn(person.role, people.index(person), language, tail))
        elif line.strip():
            dropped.append(line)
    asked = () if turns else (Question("no_text", "There are no words in this file. Is it a scan?"),)
    return Reading(
        family="plain",
        media_type="text/plain",
        title=title,
        standfirst=None,
        section=(),
        language=language,
        kind=TranscriptKind.VERBATIM,
        published=None,
        first_published=None,
        interviewed=None,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        participants=tuple(people),
        turns=tuple(replace(turn, language=language) for turn in turns),
        dropped=tuple(dropped),
        questions=asked,
    )


def _person(head: str) -> ReadPerson:
    if head in {"Q", "A"}:
        return ReadPerson(None, Role.INTERVIEWER if head == "Q" else Role.NARRATOR)
    name, _, role = head.rstrip(")").rpartition(" (")
    return ReadPerson(name, Role(role))
