"""Reading ahead: while one interview is stored, the next ones are already being read, on another core.

What is held at once is bounded in number and in bytes, so that memory doesn't grow with what is given.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

WORKERS = 2
MOST_AHEAD = 6
MOST_BYTES = 32 << 20


class Sized(Protocol):
    """What is read: a source, or several of one interview."""

    def size(self) -> int:
        """How many bytes reading it will hold."""


S = TypeVar("S", bound=Sized)
T = TypeVar("T")


def prepared(sources: Iterable[S], read: Callable[[S], T]) -> Iterator[tuple[S, Future[T]]]:
    """Each source in order with its reading, done or failed."""
    waiting: deque[tuple[S, int, Future[T]]] = deque()
    left, held = deque(sources), 0
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="read") as pool:
        try:
            while left or waiting:
                while (
                    left
                    and len(waiting) < MOST_AHEAD
                    and (not waiting or held + _size(left[0]) <= MOST_BYTES)
                ):
                    source = left.popleft()
                    waiting.append((source, _size(source), pool.submit(read, source)))
                    held += waiting[-1][1]
                source, size, future = waiting.popleft()
                future.exception()  # waits
                yield source, future
                held -= size
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _size(source: Sized) -> int:
    try:
        return source.size()
    except OSError:
        return 0  # it is gone: reading it says so
