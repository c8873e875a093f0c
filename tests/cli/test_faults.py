"""Every kind of system call that touches the archive's folder during `add` fails or is the last one.

One traced run without faults tells which calls touch the folder, and the ordinal of each among the calls of
its kind in its thread, which is what `strace -e inject=…:when=N` counts. Then `add` runs again for each of
them (in `make test`: for a sample), once with EIO, once with ENOSPC, once killed at that very call.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.cli.forked import Crashing, Zygote, copied

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("faults"),
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]
TORTURE = bool(os.environ.get("WHENSAFE_TORTURE"))
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")
SAMPLED = 1
"""Moments of each kind of call and fault in `make test`; `make torture` takes them all."""
A_COPY = 12
NEVER_FAIL = {
    "close",
    "exit_group",
    "fstat",
    "mmap",
    "munmap",
    "stat",
    "lstat",
    "newfstatat",
    "statx",
    "lseek",
}
"""Calls that only look or let go: injecting into them would test Python and libc. KILL comes at these too."""
_CALL = re.compile(r"(\d+) +(\w+)\((.*)")

Moment = tuple[str, int]
"""A kind of call, and which one of it, from 1."""


def moments(trace: Path, archive: Path) -> list[Moment]:
    """The calls of the main thread that name the archive's folder, or a file in it."""
    seen: Counter[str] = Counter()
    found = []
    main: str | None = None
    for line in trace.read_text(errors="replace").splitlines():
        match = _CALL.match(line)
        if match is None:
            continue
        thread, kind, rest = match.groups()
        main = main or thread
        if thread != main:
            continue
        seen[kind] += 1
        if str(archive) in rest:
            found.append((kind, seen[kind]))
    return found


def test_every_call_that_touches_the_archive_may_fail(zygote: Zygote, cheap: Path, tmp_path: Path) -> None:
    first = copied(zygote, cheap, tmp_path / "first", 0)
    trace = tmp_path / "trace"
    traced = first.run("add", *first.interviews(2), strace=["-y", "-o", str(trace)])
    assert (traced.status, len(traced.acknowledged)) == (0, 2), traced
    kinds: dict[str, list[int]] = {}
    for kind, n in moments(trace, first.archive):
        kinds.setdefault(kind, []).append(n)
    assert {"openat", "pwrite64", "fsync", "rename", "unlink"} <= set(kinds), sorted(kinds)
    chance = random.Random(7)  # noqa: S311 - a seed is the point
    plan = [
        (kind, n, fault)
        for kind, ordinals in sorted(kinds.items())
        for fault in FAULTS
        if fault == "signal=KILL" or kind not in NEVER_FAIL
        for n in (ordinals if TORTURE else chance.sample(ordinals, min(SAMPLED, len(ordinals))))
    ]
    struck = 0
    for number, batch in enumerate(_batches(plan)):
        desk = copied(zygote, cheap, tmp_path / str(number), number)
        for kind, n, fault in batch:
            struck += _strike(desk, kind, n, fault)
    assert struck > len(plan) / 3  # else the faults missed what they were meant for


def _strike(desk: Crashing, kind: str, n: int, fault: str) -> bool:
    """One `add` with one fault; whether it showed."""
    inject = f"inject={kind}:{fault}:when={n}"
    ended = desk.run("add", *desk.interviews(2), strace=["-e", f"trace={kind}", "-e", inject])
    try:
        desk.assert_sound(ended.acknowledged)
    except AssertionError as error:
        raise AssertionError(f"after {inject}, which ended {ended}") from error
    assert "Traceback" not in ended.err, (inject, ended)
    return ended.status != 0


def _batches(plan: list[tuple[str, int, str]]) -> list[list[tuple[str, int, str]]]:
    return [plan[start : start + A_COPY] for start in range(0, len(plan), A_COPY)]
