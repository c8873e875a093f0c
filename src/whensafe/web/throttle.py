"""Sign-in attempts are counted, per name and in all, so that a passphrase can't be tried at leisure."""

from __future__ import annotations

import datetime
import threading
from collections import deque

WINDOW = datetime.timedelta(minutes=15)
PER_NAME = 5
IN_ALL = 30


class Throttle:
    """Failed attempts of the last quarter of an hour. One attempt is weighed at a time: the key derivation
    takes as much memory as it takes time, on purpose, and must not be asked for in parallel.
    """

    def __init__(self) -> None:
        """Start with no attempt."""
        self._failed: deque[tuple[datetime.datetime, str]] = deque(maxlen=IN_ALL * 4)
        self._counting = threading.Lock()
        self.one_at_a_time = threading.Lock()

    def closed(self, name: str, now: datetime.datetime) -> bool:
        """Too many attempts failed lately, for this name or in all."""
        with self._counting:
            while self._failed and now - self._failed[0][0] >= WINDOW:
                self._failed.popleft()
            mine = sum(1 for _, failed in self._failed if failed == _folded(name))
            return mine >= PER_NAME or len(self._failed) >= IN_ALL

    def failed(self, name: str, now: datetime.datetime) -> None:
        """Count one failure."""
        with self._counting:
            self._failed.append((now, _folded(name)))

    def entered(self, name: str) -> None:
        """Forget the failures of somebody who got in."""
        with self._counting:
            kept = [entry for entry in self._failed if entry[1] != _folded(name)]
            self._failed.clear()
            self._failed.extend(kept)


def _folded(name: str) -> str:
    return name.strip().casefold()[:80]
