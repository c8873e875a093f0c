"""Making one line fail: every line that an act runs through, one after another.

places = lines_of(act, "desk/seal.py", "protection/")   # [Place("desk/seal.py", 113), …]
with failing_at(places[7], Fault("the narrator's words")):
    act()                                                # raises there, the first time it comes there
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
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
            elif callable(getattr(value, "cache_clear", None)):
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
