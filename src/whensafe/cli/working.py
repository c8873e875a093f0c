"""Long work at the command line: progress on standard error, and a report of what was found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from whensafe.cli.frame import Frame, counted, give, say
from whensafe.nouns.receipt import CheckReport

Progress = Callable[[str, int], None]
WORDS = {
    "blobs": ("stored file", "stored files"),
    "checkpoints": ("checkpoint", "checkpoints"),
    "files": ("file", "files"),
    "foreign_entries": ("ledger entry of a merged archive", "ledger entries of merged archives"),
    "interviews": ("interview", "interviews"),
    "listening": ("second heard", "seconds heard"),
    "ledger": ("ledger entry", "ledger entries"),
    "records": ("record", "records"),
    "sealed_openings": ("sealed: present, not re-derivable",) * 2,
}
"""What is counted, in words for people: one of it, and many. What isn't here is looked at and not counted."""


@contextmanager
def working(what: str) -> Iterator[Progress]:
    """A moving line where somebody watches; nothing where standard error is a file."""
    if not sys.stderr.isatty():
        yield lambda _what, _done: None
        return
    from rich.status import Status  # here: only where somebody watches

    from whensafe.cli.frame import console

    with Status(f"{what} …", console=console(err=True)) as status:
        yield lambda part, done: status.update(f"{what}: {_counted(part, done)} …")


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar that fills as the returned function is called, where somebody watches and there are several."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from whensafe.cli.frame import console

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(err=True)) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


def report(frame: Frame, found: CheckReport) -> int:
    """Say what was found; 1 if anything is wrong."""
    if frame.json:
        problems = [{"code": p.code, "where": p.where, "text": p.text} for p in found.problems]
        give({"ok": found.ok, "problems": problems})
    for problem in found.problems:
        say(f"{problem.where}: {problem.text}")
    checked = ", ".join(_counted(what, n) for what, n in found.checked)
    if found.ok:
        say(f"All well{f' ({checked})' if checked else ''}.")
    else:
        count = len(found.problems)
        say("One thing is wrong." if count == 1 else f"{count} things are wrong.")
    return 0 if found.ok else 1


def _counted(what: str, n: int) -> str:
    return counted(n, *WORDS[what]) if what in WORDS else what
