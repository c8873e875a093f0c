"""Editions in the making: made behind a page that can be left, looked at, signed, taken along, then gone.

A preview lives in this server's memory and nowhere else; only whoever asked for it sees it. It goes when they
let it go, when they sign out, when nobody has looked at it for an hour, and when the server stops.
"""

from __future__ import annotations

import datetime
import enum
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from whensafe.desk import staying
from whensafe.desk.archive import Archive
from whensafe.desk.publish import Draft, Wanted, draft
from whensafe.desk.publish_work import Shelf
from whensafe.desk.staying import Whole
from whensafe.editions.manifest import MANIFEST
from whensafe.errors import Busy, WhensafeError
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import MemberId
from whensafe.nouns.interview import State
from whensafe.nouns.published import PublishedEdition
from whensafe.web import report
from whensafe.web.parcel import Parcel

IDLE = 60 * 60.0
"""Seconds after which a preview that nobody looks at is gone."""
WAITING = 4
TICK = 60.0


class Stage(enum.StrEnum):
    """How far a preview is."""

    MAKING = "making"
    MADE = "made"
    SIGNING = "signing"
    PUBLISHED = "published"
    FAILED = "failed"


@dataclass(slots=True)
class Preview:
    """An edition in the making. ``earlier`` is the last edition of its audience, ``since`` one before that,
    ``beside`` editions of other audiences, each as somebody brought it.

    ``moved``: the archive changed after it was first shown, so that it is not what was read. ``error`` says
    why it was not made or not signed; ``fault`` is the code of a report instead.
    """

    token: str
    actor: Actor
    wanted: Wanted
    earlier: Shelf | None
    since: Shelf | None
    beside: tuple[Shelf, ...]
    at: str
    stage: Stage = Stage.MAKING
    done: int = 0
    total: int = 0
    parcel: Parcel = field(default_factory=Parcel)
    made: Draft | None = None
    stays: tuple[Whole, ...] = ()
    drafts: int = 0
    reason: str = ""
    moved: bool = False
    record: PublishedEdition | None = None
    error: WhensafeError | None = None
    fault: str | None = None
    gone: bool = False
    looked: float = 0.0
    future: Future[None] | None = None

    @property
    def working(self) -> bool:
        """Is it being made or signed just now?"""
        return self.stage in (Stage.MAKING, Stage.SIGNING)


class _LetGo(Exception):
    """Nobody waits for it any more."""


class Previews:
    """The previews of one server: one a member, made one at a time."""

    def __init__(
        self, after: Callable[[], None] = lambda: None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``after`` runs in the worker when its work ends; it lets go of what the thread holds."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="editions")
        self._held: dict[str, Preview] = {}
        self._lock = threading.Lock()
        self._after = after
        self._clock = clock
        self._timer: threading.Timer | None = None

    def start(
        self,
        archive: Archive,
        actor: Actor,
        wanted: Wanted,
        *,
        earlier: Shelf | None = None,
        since: Shelf | None = None,
        beside: Sequence[Shelf] = (),
    ) -> Preview:
        """Begin one; what this member looked at before is let go. `Busy` where too much waits already."""
        made = Preview(secrets.token_urlsafe(12), actor, wanted, earlier, since, tuple(beside), archive.now())
        made.looked = self._clock()
        self.forget(actor.member)
        with self._lock:
            if sum(1 for other in self._held.values() if other.working) >= WAITING:
                raise Busy("too many editions are being made already", todo="Wait for one to be finished.")
            self._held[made.token] = made
            self._watch()
        made.future = self._pool.submit(self._work, lambda: _make(made, archive), made, Stage.FAILED)
        return made

    def get(self, token: str, owner: MemberId) -> Preview | None:
        """A preview of this owner, or ``None``; it is now kept for another hour."""
        self._sweep()
        with self._lock:
            found = self._held.get(token)
            if found is None or found.actor.member != owner:
                return None
            found.looked = self._clock()
            return found

    def of(self, owner: MemberId) -> Preview | None:
        """What this member has under way, if anything."""
        self._sweep()
        with self._lock:
            return next((p for p in self._held.values() if p.actor.member == owner), None)

    def sign(self, preview: Preview, archive: Archive, reason: str) -> None:
        """Sign and log it, behind a page that can be left. Once only: the second press does nothing."""
        with self._lock:
            if preview.stage is not Stage.MADE:
                return
            preview.stage, preview.reason = Stage.SIGNING, reason
            preview.error = preview.fault = None
            preview.moved = False
        preview.future = self._pool.submit(self._work, lambda: _sign(preview, archive), preview, Stage.MADE)

    def let_go(self, preview: Preview) -> None:
        """Forget it, whatever became of it."""
        with self._lock:
            self._drop(preview)

    def forget(self, owner: MemberId) -> None:
        """Let everything of this member go, but what is being signed."""
        with self._lock:
            for one in [p for p in self._held.values() if p.actor.member == owner]:
                if one.stage is not Stage.SIGNING:
                    self._drop(one)

    def close(self) -> None:
        """Finish a signature that is under way, forget everything else."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            for one in list(self._held.values()):
                if one.stage is not Stage.SIGNING:
                    self._drop(one)
        self._pool.shutdown(wait=True, cancel_futures=True)
        with self._lock:
            for one in list(self._held.values()):
                self._drop(one)

    def _work(self, act: Callable[[], None], preview: Preview, otherwise: Stage) -> None:
        try:
            act()
        except _LetGo:
            pass
        except WhensafeError as error:
            preview.error, preview.stage = error, otherwise
        except Exception as error:  # noqa: BLE001 - the page says its code
            preview.fault, preview.stage = report.note(error), otherwise
        finally:
            self._after()

    def _drop(self, preview: Preview) -> None:
        preview.gone = True
        self._held.pop(preview.token, None)
        preview.parcel, preview.made, preview.earlier, preview.since = Parcel(), None, None, None
        preview.beside = ()

    def _sweep(self) -> None:
        with self._lock:
            for one in list(self._held.values()):
                if not one.working and self._clock() - one.looked > IDLE:
                    self._drop(one)

    def _watch(self) -> None:
        """Look after them as long as there are any; called with the lock held."""
        if self._timer is None or not self._timer.is_alive():
            self._timer = threading.Timer(TICK, self._tick)
            self._timer.daemon = True
            self._timer.start()

    def _tick(self) -> None:
        self._sweep()
        with self._lock:
            self._timer = None
            if self._held:
                self._watch()


def wait(preview: Preview, seconds: float) -> bool:
    """Give a short making the time to finish, so that nobody sees a progress page for nothing."""
    if preview.future is not None:
        try:
            preview.future.result(timeout=seconds)
        except TimeoutError:
            return False
    return not preview.working


def _make(preview: Preview, archive: Archive) -> None:
    made, parcel, stays = _drafted(preview, archive)
    if preview.gone:
        raise _LetGo
    preview.made, preview.parcel, preview.stays = made, parcel, stays
    preview.stage = Stage.MADE


def _drafted(preview: Preview, archive: Archive) -> tuple[Draft, Parcel, tuple[Whole, ...]]:
    """Everything that is looked at before signing, as the archive is now."""

    def progress(_what: str, done: int) -> None:
        if preview.gone:
            raise _LetGo
        preview.done = done

    wanted, actor, parcel = preview.wanted, preview.actor, Parcel(preview.earlier)
    with archive.store.read() as unit:
        kept = unit.interviews.page(TEAM, State.KEPT, after=None, limit=1).total
        preview.drafts = unit.interviews.page(TEAM, State.DRAFT, after=None, limit=1).total
        preview.total = kept + preview.drafts
    made = draft(
        archive,
        actor,
        wanted,
        parcel,
        since=preview.since,
        beside=preview.beside,
        progress=progress,
    )
    told = frozenset(id for id, _ in made.as_logged.told)
    return made, parcel, staying.nothing_told(archive, actor, wanted.audience, judged(made), told)


def judged(made: Draft) -> datetime.datetime:
    """The moment at which its conditions were judged."""
    return datetime.datetime.fromisoformat(made.as_logged.judged)


def _sign(preview: Preview, archive: Archive) -> None:
    """Publish what was looked at. If the archive was changed meanwhile, the same bytes with the same risks
    are still what was looked at; anything else is shown again first.
    """
    if preview.made is None:
        raise Busy("this edition isn't made yet")
    try:
        preview.record = _publish(preview.made, preview.parcel, preview.reason)
    except Busy:
        made, parcel, stays = _drafted(preview, archive)
        same = made.report == preview.made.report and _same(parcel, preview.parcel)
        preview.made, preview.parcel, preview.stays = made, parcel, stays
        if not same:
            preview.moved, preview.stage = True, Stage.MADE
            return
        preview.record = _publish(made, parcel, preview.reason)
    preview.stage = Stage.PUBLISHED


def _publish(made: Draft, parcel: Parcel, reason: str) -> PublishedEdition:
    try:
        return made.publish(reason)
    except BaseException:
        parcel.unsign()
        raise


def _same(one: Parcel, other: Parcel) -> bool:
    return one.read(MANIFEST) == other.read(MANIFEST)
