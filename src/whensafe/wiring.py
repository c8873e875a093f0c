"""The Python API, and the only place that joins the desk with the store and the world outside.

    with open_archive(folder, passphrase, settings) as opened:
        take_in(opened.archive, opened.actor, [Incoming("a.txt", data)])

Importing this module is cheap: Django and the database come in when an archive is made or opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from whensafe.desk.archive import Archive
from whensafe.desk.ports import Fetched, Listener, Seen
from whensafe.errors import Refused, WrongKey
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.receipt import CheckReport, Problem
from whensafe.settings import Settings

if TYPE_CHECKING:
    from whensafe.desk.access import Rekeyed
    from whensafe.desk.drill import Health
    from whensafe.desk.merged import Merged
    from whensafe.desk.put_together import PutTogether
    from whensafe.desk.request import Asked
    from whensafe.errors import BadAnswer
    from whensafe.outside.readers import SubprocessReader
    from whensafe.store.store import DjangoStore

Progress = Callable[[str, int], None]
"""Called with what is being done (words) and how many of it are done."""


@dataclass(frozen=True, slots=True)
class Created:
    """A new archive: where it is, and when it was made (RFC 3339, UTC)."""

    folder: Path
    created_at: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An unlocked archive and who unlocked it. A context manager: leaving it locks the archive."""

    archive: Archive
    actor: Actor
    folder: Path
    settings: Settings
    _store: DjangoStore
    _reader: SubprocessReader

    def __enter__(self) -> Opened:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection, key and process."""
        self._reader.close()
        self._store.close()

    def enter(self, name: str, passphrase: str) -> Actor:
        """The member of this name whose slot this passphrase opens, or `WrongKey`, which says no more."""
        from whensafe.store.access import unlock

        store = self._store
        for slot, _ in unlock(store.folder, store.folder.archive(), passphrase):
            member = store.slots.owner(slot)
            if member is not None and member.name == name:
                return member
        raise WrongKey("no member of this name has this passphrase")

    def may_unlock(self, actor: Actor) -> bool:
        """Has this member a key slot still?"""
        return actor.member in {member.member for member in self._store.slots.members()}

    def members(self) -> tuple[Actor, ...]:
        """Who can unlock, by name."""
        return self._store.slots.members()


def configure_django(extra: Mapping[str, object] | None = None) -> None:
    """Set Django up, once per process; a face adds its settings by giving them first."""
    from whensafe.store.django_settings import configure

    configure(extra)


def create_archive(folder: Path, passphrase: str, settings: Settings, *, name: str = "documenter") -> Created:
    """Make an archive in ``folder`` (empty, or not there yet) that this passphrase opens for ``name``."""
    from whensafe.desk.enter import begin
    from whensafe.outside.clock import SystemClock

    configure_django()
    from whensafe.store.opening import create_store  # models can be imported only now

    now = SystemClock(settings.now).now()
    create_store(folder, passphrase, name, now=now)
    with open_archive(folder, passphrase, settings) as opened:
        begin(opened.archive, opened.actor)
    return Created(folder, now.strftime("%Y-%m-%dT%H:%M:%SZ"))


def open_archive(
    folder: Path,
    passphrase: str,
    settings: Settings,
    *,
    name: str | None = None,
    accept_older: str | None = None,
    reads: bool = False,
) -> Opened:
    """Unlock an archive; ``name`` picks one of several members whom the passphrase opens it for.

    Raises `NotAnArchive`, `WrongKey`, `Busy`, `Damaged`, or `OlderCopy` when the archive is not a
    continuation of what was seen here; with ``accept_older`` that reason is logged and this copy counts.
    ``reads`` says that documents will be read: the reader then starts while the key is being derived.
    """
    from whensafe.desk.enter import enter

    opened = _unlock(folder, passphrase, settings, name, reads=reads)
    try:
        enter(opened.archive, opened.actor, accept_older=accept_older)
    except BaseException:
        opened.close()
        raise
    return opened


def _unlock(
    folder: Path, passphrase: str, settings: Settings, name: str | None = None, *, reads: bool = False
) -> Opened:
    from whensafe.outside.clock import SystemClock
    from whensafe.outside.randomness import SystemRandomness
    from whensafe.outside.readers import SubprocessReader
    from whensafe.outside.seen import FileSeen

    reader = SubprocessReader(workers=1)  # storing takes as long as reading: a second would only take memory
    try:
        if reads:
            reader.warm()
        configure_django()
        from whensafe.store.opening import open_store

        clock, seen = SystemClock(settings.now), FileSeen(settings.state)
        store, actor = open_store(folder, passphrase, name)
    except BaseException:
        reader.close()
        raise
    archive = Archive(store, clock, SystemRandomness(), reader, _LazyFetcher(), seen)
    return Opened(archive, actor, folder, settings, store, reader)


class _LazyFetcher:
    """Brings in the network's code only when a person gives an address."""

    def fetch(self, url: str) -> Fetched:
        """See `outside.fetcher`."""
        from whensafe.outside.fetcher import Fetcher

        return Fetcher().fetch(url)


def merge(
    opened: Opened, other: Path, passphrase: str, *, reason: str | None = None, progress: Progress
) -> Merged:
    """Bring another archive, unlocked with this passphrase, into this one. See `desk.merge`."""
    from whensafe.desk.enter import enter
    from whensafe.desk.merge import merge as join

    if other.resolve() == opened.folder.resolve():
        raise Refused("an archive isn't merged into itself", where=str(other))
    with _unlock(other, passphrase, opened.settings) as theirs:
        with theirs.archive.store.read() as there, opened.archive.store.read() as here:
            is_copy = there.secrets.archive_id() == here.secrets.archive_id()
        if not is_copy:  # a copy of this archive ends elsewhere than what was seen of this one
            enter(theirs.archive, theirs.actor)
        return join(
            opened.archive, opened.actor, theirs.archive, theirs.actor, reason=reason, progress=progress
        )


def read_list(path: Path) -> list[tuple[str, ...]]:
    """A documenter's list of files: its head and rows. Read in a reader's process, like any file."""
    from whensafe.intake import mapping
    from whensafe.outside.durable import read
    from whensafe.outside.readers import SubprocessReader

    with SubprocessReader(workers=1, target="whensafe.intake.mapping:read") as reader:
        return mapping.rows(reader.read(read(path, mapping.MOST_BYTES), path.name))


def back_up(opened: Opened, out: Path, *, progress: Progress) -> CheckReport:
    """Copy the archive's files, encrypted as they are, into a new BagIt bag, and read the bag back.

    On top lie what opens seals without this program, and how: for whoever finds the copy in thirty years.
    """
    from whensafe.desk.backup import backup
    from whensafe.outside import bag
    from whensafe.sealing.paper import for_whoever_opens

    made_at = opened.archive.now()
    bag.refuse_taken(out)
    with backup(opened.archive, opened.actor, label=out.resolve().name) as files:
        bag.write(out, files, made_at=made_at, progress=progress, beside=for_whoever_opens())
    return _bag_report(out, progress)


def restore(
    source: Path, folder: Path, passphrase: str, settings: Settings, *, progress: Progress
) -> tuple[CheckReport, bool]:
    """Bring an archive back from a bag into ``folder`` (empty, or not there yet), and check it.

    A bag that isn't whole is reported and nothing is restored. The second value says that more than this copy
    holds was seen on this machine: opening it then asks for ``accept_older``.
    """
    from whensafe.desk.check import check
    from whensafe.desk.enter import is_older
    from whensafe.outside import bag

    found = _bag_report(source, progress)
    if not found.ok:
        return found, False
    bag.unpack(source, folder, last="archive.json", progress=progress)
    with _unlock(folder, passphrase, settings) as opened:
        older = is_older(opened.archive, opened.actor)
        return check(opened.archive, opened.actor, compare=False, progress=progress), older


def rekey(
    opened: Opened, passphrases: Mapping[str, str], *, reason: str | None = None, progress: Progress
) -> Rekeyed:
    """Put the archive under a new key; these members (by name, with their passphrases) can unlock it then.

    The archive is closed afterwards. Whoever isn't named loses access; what was copied before still opens
    with the old key, and is listed. Raises `WrongKey` for a passphrase that isn't that member's, `Busy` while
    anybody else has the archive open, `DiskFailed`; the archive is then as it was.
    """
    from whensafe.desk.access import Rekeyed, note_rekeyed
    from whensafe.store.rekeying import rekeyed

    archive, store = opened.archive, opened._store  # noqa: SLF001 - as `Opened` does
    for name, passphrase in passphrases.items():
        opened.enter(name, passphrase)
    lost = [actor for actor in opened.members() if actor.name not in passphrases]
    later = _SeenLater(archive.seen)
    with rekeyed(store, passphrases, now=archive.clock.now(), progress=progress) as made:
        under = replace(archive, store=made, seen=later)
        copies = note_rekeyed(under, opened.actor, [actor.member for actor in lost], reason=reason)
    later.now()
    return Rekeyed(tuple(sorted(passphrases)), tuple(actor.name for actor in lost), copies)


@dataclass(slots=True)
class _SeenLater:
    """What was seen, remembered only once the new archive stands: until then this one is no older copy."""

    seen: Seen
    held: tuple[str, int, bytes] | None = None

    def last(self, archive: str) -> tuple[int, bytes] | None:
        """See `ports.Seen`."""
        return self.seen.last(archive)

    def remember(self, archive: str, size: int, root: bytes) -> None:
        """Not yet."""
        self.held = (archive, size, root)

    def forget(self, archive: str) -> None:
        """Not yet."""

    def now(self) -> None:
        """Remember what was held."""
        if self.held is not None:
            self.seen.remember(*self.held)


def begin_drill(opened: Opened, out: Path) -> None:
    """Write a drill's request into a new file; the key that reads its answers stays on this machine."""
    from whensafe.desk.drill import begin, opener_of
    from whensafe.outside.durable import refuse_taken, write_new
    from whensafe.outside.openers import FileOpeners

    refuse_taken(out)
    openers = FileOpeners(opened.settings.state)
    before = opener_of(opened.archive, opened.actor)
    key = openers.make(opened.archive.randomness.bytes(32))
    try:
        write_new(out, begin(opened.archive, opened.actor, key), private=True)
    except BaseException:
        openers.forget(key)
        raise
    if before is not None:
        openers.forget(before)


def answer_drill(opened: Opened, answers: Sequence[Path]) -> tuple[Health, tuple[tuple[str, BadAnswer], ...]]:
    """Take in answers to the drill that was begun on this machine; and what is wrong with some, by file."""
    from whensafe.desk.drill import answered, opener_of
    from whensafe.outside.durable import read
    from whensafe.outside.openers import FileOpeners
    from whensafe.sealing.files import MOST_BYTES

    files = [(str(path), read(path, MOST_BYTES)) for path in answers]
    asked = opener_of(opened.archive, opened.actor)
    key = None if asked is None else FileOpeners(opened.settings.state).find(asked)
    if key is None:
        raise Refused(
            "no drill of yours is under way on this machine", todo="Begin one with `custodians drill OUT`."
        )
    return answered(opened.archive, opened.actor, files, key)


def ask(  # noqa: PLR0913 - each is what a custodian is told
    opened: Opened,
    seal: str,
    out: Path,
    *,
    opener: str | None = None,
    for_whom: str = TEAM,
    reason: str | None = None,
    although_unmet: bool = False,
    language: str = "en",
) -> Asked:
    """Write a request into a new file. Without ``opener`` (``age1pq1…``) a one-time key is made: it stays in
    this person's state folder until `put_together` has opened the answers.
    """
    from whensafe.desk.request import ask as write
    from whensafe.outside.durable import refuse_taken, write_new
    from whensafe.outside.openers import FileOpeners

    refuse_taken(out)
    openers = FileOpeners(opened.settings.state)
    key = opener if opener is not None else openers.make(opened.archive.randomness.bytes(32))
    try:
        asked = write(
            opened.archive,
            opened.actor,
            seal,
            key,
            for_whom=for_whom,
            reason=reason,
            although_unmet=although_unmet,
            language=language,
            here=opener is None,
        )
        write_new(out, asked.request, private=True)
    except BaseException:
        if opener is None:
            openers.forget(key)
        raise
    return asked


def put_together(
    settings: Settings, request: Path, answers: Sequence[Path], *, words: Path | None, out: Path | None
) -> PutTogether:
    """Open a request with its answers, with no archive at hand; the release goes into the new file ``out``.

    ``words`` is a file with the opener's 33 words; without it the one-time key of this person is used.
    `forget_opener` deletes that key, once what was opened is where it has to be.
    """
    from whensafe.desk.put_together import put_together as join
    from whensafe.outside.durable import read, refuse_taken, write_new
    from whensafe.outside.openers import FileOpeners
    from whensafe.sealing.custodians import Custodian
    from whensafe.sealing.files import MOST_BYTES
    from whensafe.sealing.requests import read_request

    refuse_taken(*(() if out is None else (out,)))
    asked = read(request, MOST_BYTES)
    recipient = read_request(asked, archive_key=None).opener
    if words is not None:
        opener = Custodian.from_words(_typed(words)).identity()
    else:
        found = FileOpeners(settings.state).find(recipient)
        if found is None:
            raise Refused(
                "the answers to this request are for somebody else, or it was opened before",
                where=str(request),
                todo="The opener gives their words with --words FILE; a one-time key is on the machine where "
                "the request was made, until it is opened.",
            )
        opener = found
    done = join(asked, [(str(path), read(path, MOST_BYTES)) for path in answers], opener)
    if out is not None:
        write_new(out, done.release, private=True)
    return done


def forget_opener(settings: Settings, recipient: str) -> bool:
    """Delete a one-time opener key, if it is here; was it?"""
    from whensafe.outside.openers import FileOpeners

    openers = FileOpeners(settings.state)
    there = openers.path(recipient).exists()
    openers.forget(recipient)
    return there


def answer_request(request: Path, words: Path, out: Path, archive_key: bytes | None) -> None:
    """Answer a request with a custodian's words, with no archive at hand, into the new file ``out``."""
    from whensafe.outside.durable import read, refuse_taken, write_new
    from whensafe.outside.randomness import SystemRandomness
    from whensafe.sealing.custodians import Custodian
    from whensafe.sealing.files import MOST_BYTES
    from whensafe.sealing.requests import answer

    refuse_taken(out)
    custodian = Custodian.from_words(_typed(words))
    made = answer(read(request, MOST_BYTES), custodian, SystemRandomness().bytes, archive_key=archive_key)
    write_new(out, made, private=True)


def _typed(words: Path) -> str:
    """The words in a file, as typed; an error names the file and never a word."""
    from whensafe.outside.durable import read

    return read(words, 1 << 16).decode("utf-8", "replace")


def listener(settings: Settings) -> Listener:
    """The speech model that the settings name, or `Refused` with what is missing to use it."""
    from whensafe.outside.listener import ModelListener, require

    return ModelListener(require(settings.listen_model))


def examine(settings: Settings) -> CheckReport:
    """Is this machine fit to hold the archive? Opens nothing."""
    from whensafe.outside.clock import SystemClock
    from whensafe.outside.machine import examine as look

    return look(settings.archive, SystemClock(settings.now).now())


def _bag_report(folder: Path, progress: Progress) -> CheckReport:
    from whensafe.outside import bag

    wrong = bag.verify(folder, progress=progress)
    problems = tuple(Problem(f"bag_{w.code}", w.path, _BAG[w.code]) for w in wrong)
    return CheckReport(problems, (("files", sum(1 for _ in bag.payload(folder))),))


_BAG = {
    "declaration": "This is not the declaration of a BagIt 1.0 bag in UTF-8.",
    "manifest": "This manifest can't be read.",
    "missing": "The bag should hold this file and doesn't.",
    "surplus": "The bag holds this file and no manifest names it.",
    "changed": "This file is not what the manifest says.",
    "link": "A link leads out of the bag.",
}
"""What `outside.bag` found, for people, by code."""
