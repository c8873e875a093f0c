"""The bounds that a reader process puts on itself before it sees a document.

What holds where: the operating system's limits on memory, processor time and files hold on Linux; macOS
keeps all but memory; Windows has none of them. The audit hook and the clock hold everywhere, against a parser
that is led astray; against code that runs inside a broken C library only the operating system's limits hold.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = frozenset({
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "os.kill",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown",
    "os.truncate", "os.utime", "os.putenv", "subprocess.Popen", "pty.spawn", "urllib.Request",
    "ctypes.dlopen",
})  # fmt: skip
_REFUSED_FAMILIES = ("socket.", "shutil.", "tempfile.", "ftplib.", "http.client.", "smtplib.", "webbrowser.")


class Refused(Exception):
    """The document made a library try something that reading a document never needs."""


def shut(memory: int) -> None:
    """Close the cage: everything needed is imported by now. ``memory`` is in bytes of address space."""
    _limit_resources(memory)
    roots = tuple(sorted({str(Path(root).resolve()) for root in (sys.prefix, sys.base_prefix, *_packages())}))
    sys.addaudithook(_hook(roots))


def limit_time(seconds: float) -> None:
    """So much more processor time from now on; beyond it the operating system ends the process."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # POSIX only

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))


class Clock:
    """Ends the process when a document takes too long, or when the archive's own process has gone."""

    def __init__(self) -> None:
        """Begin to watch."""
        self._until: float | None = None
        self._parent = os.getppid()
        threading.Thread(target=self._watch, daemon=True).start()

    def start(self, seconds: float) -> None:
        """A document begins."""
        self._until = time.monotonic() + seconds

    def stop(self) -> None:
        """It is read."""
        self._until = None

    def _watch(self) -> None:
        while True:
            time.sleep(0.5)
            until = self._until
            if (until is not None and time.monotonic() > until) or os.getppid() != self._parent:
                os._exit(3)


def _limit_resources(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_AS": memory,
        "RLIMIT_FSIZE": 0,  # no byte to any file; pipes are not files
        "RLIMIT_CORE": 0,  # a core would hold the document in the clear
        "RLIMIT_NOFILE": 32,
    }
    for name, value in wanted.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


def _packages() -> list[str]:
    """Where Python's and our own code and data lie: the only places that are read from here on."""
    return [path for path in sys.path if path and Path(path).is_dir()] + [str(Path(__file__).parents[1])]


def _hook(roots: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            _check_open(args, roots)
        elif event in _REFUSED or event.startswith(_REFUSED_FAMILIES):
            raise Refused(event)

    return hook


def _check_open(args: tuple[Any, ...], roots: tuple[str, ...]) -> None:
    path, mode, flags = args[0], args[1], args[2]
    if (isinstance(mode, str) and mode.strip("rbtU")) or (isinstance(flags, int) and flags & _WRITES):
        raise Refused("open for writing")
    if isinstance(path, int):
        return
    where = os.path.realpath(os.fsdecode(path))
    if not any(where.startswith(root + os.sep) for root in roots):
        raise Refused("open outside")
