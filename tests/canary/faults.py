"""Making one line fail: every line that an act runs through, one after another.

places = lines_of(act, "desk/seal.py", "protection/")   # [Place("desk/seal.py", 113), …]
with failing_at(places[7], Fault("the narrator's words")):
    act()                                                # raises there, the first time it comes there

failing_everywhere(act, ("desk/",), fault, judge)        # the same for every line, in one run of the act
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from jinja2 import Environment

import whensafe

_ROOT = Path(whensafe.__file__).parent


class Fault(RuntimeError):
    """What a library or a slip of ours raises, with the words it was handling in its message."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file below ``src/whensafe``."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def lines_of(act: Callable[[], object], *under: str) -> list[Place]:
    """Every line that runs while ``act`` does its work, of files whose path begins so."""
    seen: dict[Place, None] = {}

    def at(name: str, line: int) -> None:
        seen.setdefault(Place(name, line))

    with _tracing(under, at):
        act()
    return sorted(seen)


def forgotten() -> None:
    """Empty whatever our modules keep from one call to the next, so that they work it out anew."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] != _ROOT.name:
            continue
        for value in list(vars(module).values()):
            if isinstance(value, dict) and hasattr(value, "__missing__"):
                value.clear()
            elif isinstance(value, Environment) and value.cache is not None:
                value.cache.clear()  # templates are compiled again
            elif not isinstance(value, type) and callable(getattr(value, "cache_clear", None)):
                value.cache_clear()


@contextmanager
def failing_at(place: Place, fault: BaseException) -> Iterator[list[Place]]:
    """The first time that line is reached, this is raised there. Gives the places where it was."""
    reached: list[Place] = []

    def at(name: str, line: int) -> None:
        if not reached and (name, line) == (place.file, place.line):
            reached.append(place)
            raise fault

    with _tracing((place.file,), at):
        yield reached


Judge = Callable[[Place, BaseException | None], str]
"""What is wrong when an act failed there, with what came out of it; empty for nothing."""
_PATIENCE = 120
"""Seconds after which a process that failed and doesn't end is given up."""


def failing_everywhere(
    act: Callable[[], object],
    under: tuple[str, ...],
    fault: BaseException,
    judge: Judge,
    but: AbstractSet[Place] = frozenset(),
) -> tuple[set[Place], list[str]]:
    """Run an act once; at each line that is reached for the first time, a copy of this process goes on with
    the fault raised there, and judges itself. Gives the lines, and what was wrong.

    An act must change nothing outside of this process: its copies would get in each other's way.
    """
    seen: set[Place] = set()
    wrong: list[str] = []
    failed: list[tuple[Place, int]] = []  # in a copy: where it failed, and to whom it tells

    def at(name: str, line: int) -> None:
        place = Place(name, line)
        if failed or place in seen:
            return
        seen.add(place)
        if place in but:
            return
        tells = _copied(wrong, place)
        if tells is not None:
            failed.append((place, tells))
            raise fault

    raised: BaseException | None = None
    gc.collect()
    gc.freeze()
    try:
        with _tracing(under, at):
            act()
    except BaseException as error:  # noqa: BLE001 - in a copy nothing may go on after it
        raised = error
    if failed:
        _ends(*failed[0], raised, judge)
    gc.unfreeze()
    if raised is not None:
        raise raised
    return seen, wrong


def _copied(wrong: list[str], place: Place) -> int | None:
    """In a copy of this process, whom to tell; ``None`` in this one, once the copy has ended."""
    hears, tells = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads hold no lock that is needed
        copy = os.fork()
    if copy == 0:
        os.close(hears)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(_PATIENCE)
        return tells
    os.close(tells)
    with open(hears, "rb") as told:  # noqa: PTH123 - a handle
        found = told.read().decode()
    _, status = os.waitpid(copy, 0)
    if found or status:
        wrong.append(f"{place}: {found or f'ended with {os.waitstatus_to_exitcode(status)}'}")
    return None


def _ends(place: Place, tells: int, raised: BaseException | None, judge: Judge) -> None:
    """Say what is wrong, and end this copy."""
    try:
        found = judge(place, raised)
    except BaseException:  # noqa: BLE001 - it is told to the process that waits
        found = traceback.format_exc()
    try:
        with open(tells, "wb") as told:
            told.write(found.encode())
    finally:
        os._exit(0)


@contextmanager
def _tracing(under: tuple[str, ...], at: Callable[[str, int], None]) -> Iterator[None]:
    names: dict[CodeType, str | None] = {}

    def name_of(code: CodeType) -> str | None:
        if code not in names:
            path = Path(code.co_filename)
            inside = path.is_relative_to(_ROOT)
            name = path.relative_to(_ROOT).as_posix() if inside else ""
            names[code] = name if inside and name.startswith(under) else None
        return names[code]

    def calls(frame: FrameType, event: str, _: Any) -> Any:
        return lines if event == "call" and name_of(frame.f_code) is not None else None

    def lines(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            name = name_of(frame.f_code)
            if name is not None:
                at(name, frame.f_lineno)
        return lines

    before = sys.gettrace()
    sys.settrace(calls)
    try:
        yield
    finally:
        sys.settrace(before)
