"""Long work behind a page that can be left: several documents taken in one after the other.

The bytes wait in memory only, never in a temporary file, and are let go as soon as the desk has them.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from whensafe.errors import Busy, WhensafeError
from whensafe.nouns.ids import InterviewId, MemberId
from whensafe.nouns.receipt import TakenIn
from whensafe.web import report

REMEMBERED = 50
WAITING = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One document of a job: what people call it (a file's name), and the act that takes it in."""

    name: str
    act: Callable[[], TakenIn | Opened]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that holds several documents: a step for each, and what was passed over, by reason, counted."""

    steps: tuple[Step, ...]
    passed_over: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: a draft, or an error, or (a fault of ours) only the code of a report.

    Of a file that held several: what was passed over in it.
    """

    name: str
    passed_over: tuple[tuple[str, int], ...] = ()
    taken: TakenIn | None = None
    error: WhensafeError | None = None
    fault: str | None = None


@dataclass(slots=True)
class Job:
    """A job under way or done. ``into`` is where to go when all of it belongs to one interview."""

    token: str
    owner: MemberId
    total: int
    into: InterviewId | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    future: Future[None] | None = None

    @property
    def finished(self) -> bool:
        """Nothing of it is still to be done."""
        return len(self.outcomes) == self.total


class Jobs:
    """The jobs of one server: one at a time, in order, each seen by its owner only."""

    def __init__(self, after: Callable[[], None] = lambda: None) -> None:
        """``after`` runs in the worker when a job ends; it lets go of what the thread holds."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="take-in")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._after = after

    def start(self, owner: MemberId, steps: Sequence[Step], *, into: InterviewId | None = None) -> Job:
        """Queue the steps, or raise `Busy` where too much waits already."""
        job = Job(secrets.token_urlsafe(12), owner, len(steps), into)
        with self._lock:
            if sum(1 for other in self._jobs.values() if not other.finished) >= WAITING:
                raise Busy(
                    "too much is being taken in already", todo="Wait for it to finish, then try again."
                )
            self._jobs[job.token] = job
            while len(self._jobs) > REMEMBERED:
                self._jobs.popitem(last=False)
        job.future = self._pool.submit(self._work, job, list(steps))
        return job

    def get(self, token: str, owner: MemberId) -> Job | None:
        """A job of this owner, or ``None``."""
        with self._lock:
            job = self._jobs.get(token)
        return job if job is not None and job.owner == owner else None

    def under_way(self, owner: MemberId) -> list[Job]:
        """Jobs of this owner that aren't finished: a page that was left is found again."""
        with self._lock:
            return [job for job in self._jobs.values() if job.owner == owner and not job.finished]

    def close(self) -> None:
        """Finish what is under way and start nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job, steps: list[Step]) -> None:
        try:
            while steps:
                step = steps.pop(0)
                outcome = _outcome(step)
                if isinstance(outcome, Opened):
                    steps[:0] = outcome.steps
                    told = outcome.passed_over
                    job.total += len(outcome.steps) - (not told)
                    job.outcomes += [Outcome(step.name, passed_over=told)] if told else []
                else:
                    job.outcomes.append(outcome)
        finally:
            self._after()


def wait(job: Job, seconds: float) -> bool:
    """Give a short job the time to finish, so that nobody sees a progress page for nothing."""
    if job.future is not None:
        try:
            job.future.result(timeout=seconds)
        except TimeoutError:
            return False
    return job.finished


def _outcome(step: Step) -> Outcome | Opened:
    try:
        done = step.act()
        return done if isinstance(done, Opened) else Outcome(step.name, taken=done)
    except WhensafeError as error:
        return Outcome(step.name, error=error)
    except Exception as error:  # noqa: BLE001  a fault in one document must not stop the next one
        return Outcome(step.name, fault=report.note(error))
