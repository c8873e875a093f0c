"""Reading ahead: while one interview is stored, the next ones are already being read, on another core.

What is held at once is bounded in number and in bytes, so that memory doesn't grow with what is given.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from whensafe.cli.sources import Source
from whensafe.desk.incoming import Prepared

WORKERS = 2
MOST_AHEAD = 6
MOST_BYTES = 32 << 20

Read = Callable[[Source], Prepared]


def prepared(sources: Sequence[Source], read: Read) -> Iterator[tuple[Source, Future[Prepared]]]:
    """Each source in order with its reading, done or failed."""
    waiting: deque[tuple[Source, int, Future[Prepared]]] = deque()
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


def _size(source: Source) -> int:
    try:
        return source.size()
    except OSError:
        return 0  # it is gone: reading it says so
