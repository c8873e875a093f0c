"""What a doctor asks of the machine that holds an archive. An answer is a problem to put right."""

from __future__ import annotations

import datetime
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from whensafe.nouns.receipt import CheckReport, Problem

LEAST_FREE = 1 << 30
"""Bytes that should be free beside the archive: a few large originals and a copy of the database."""
LEAST_SQLITE = (3, 44, 0)
"""FTS5 has `secure-delete` from 3.42 on, and fixes to it until 3.44 (https://sqlite.org/changes.html)."""
NOT_BEFORE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""No whensafe existed before: a clock that says so is wrong."""


def examine(folder: Path, now: datetime.datetime) -> CheckReport:
    """Look at swap, permissions, versions, space and clock; ``folder`` need not exist yet."""
    questions: tuple[tuple[str, Callable[[], Iterator[Problem]]], ...] = (
        ("swap", lambda: swap(Path("/proc/swaps"), Path("/sys/block"))),
        ("permissions", lambda: permissions(folder)),
        ("versions", versions),
        ("space", lambda: space(folder)),
        ("clock", lambda: clock(now)),
    )
    problems = [problem for _, ask in questions for problem in ask()]
    return CheckReport(tuple(problems), tuple((name, 1) for name, _ in questions))


def swap(table: Path, devices: Path) -> Iterator[Problem]:
    """Memory written to a disk in clear may hold a passphrase or a transcript.

    Linux only: macOS always encrypts it, Windows does so with the disk, and neither tells just anybody.
    ``table`` is ``/proc/swaps``, ``devices`` is ``/sys/block``.
    """
    try:
        lines = table.read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return
    for line in lines:
        device = line.split()[0] if line.split() else ""
        if device and not _encrypted(device, devices):
            yield Problem(
                "swap_in_clear", device, "Memory is swapped to this in clear. Turn swap off, or encrypt it."
            )


def permissions(folder: Path) -> Iterator[Problem]:
    """Others on this machine have no business in the archive's folder, encrypted or not."""
    if os.name == "nt" or not folder.exists():
        return
    if folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Problem("permissions", str(folder), "Others on this machine can look into it: chmod 700 it.")
    if not os.access(folder, os.W_OK):
        yield Problem("not_writable", str(folder), "This folder can't be written by you.")


def versions() -> Iterator[Problem]:
    """The libraries that hold the promises: the SQLite inside SQLCipher."""
    from sqlcipher3 import dbapi2  # here: only a doctor asks

    if dbapi2.sqlite_version_info < LEAST_SQLITE:
        least = ".".join(map(str, LEAST_SQLITE))
        yield Problem(
            "old_sqlite", f"SQLite {dbapi2.sqlite_version}", f"At least {least} is needed: reinstall."
        )


def space(folder: Path) -> Iterator[Problem]:
    """Room for what comes in."""
    there = next((path for path in (folder.absolute(), *folder.absolute().parents) if path.exists()), None)
    if there is None:
        return
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE:
        yield Problem("little_space", str(there), f"Only {free / 1e6:.0f} MB are free.")


def clock(now: datetime.datetime) -> Iterator[Problem]:
    """Acts are dated by the machine's clock."""
    if now < NOT_BEFORE:
        yield Problem("clock", now.isoformat(), "The clock is wrong: set the date.")


def _encrypted(device: str, devices: Path) -> bool:
    """Compressed memory (zram) reaches no disk; a device-mapper target made by dm-crypt says ``CRYPT-``."""
    name = Path(device).resolve().name if device.startswith("/dev/") else ""
    if name.startswith("zram"):
        return True
    try:
        return (devices / name / "dm" / "uuid").read_text(encoding="utf-8").startswith("CRYPT-")
    except OSError:
        return False
