"""The process that reads one document after the other for an archive, and can do nothing else.

Started as ``python -I -m whensafe.outside.reader_child TARGET SECONDS MEMORY``; frames on standard input and
output (`reader_wire`). Ends when its input ends.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from whensafe.errors import BadInput, TooLarge, WhensafeError
from whensafe.nouns.reading import Reading
from whensafe.outside import reader_cage, reader_wire
from whensafe.outside.reader_wire import Failure

Target = Callable[[bytes, str], Reading]

_SAMPLES = (  # what loads tables and models lazily does it on these, before the cage is shut
    "<html><body><h1>A talk</h1><p><b>What is it?</b></p><p>Words, on 5 March 2025.</p></body></html>",
    "# Розмова\n\n**Що це?**\n\n— Слова, 5 березня 2025 року. [Тут](https://example.org/)\n",
    "Q: What is it?\n\nA: Words.\n",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Words\n",
    "В: Что это?\n\nО: Слова, которые сказаны вчера.\n",
)


def main(arguments: list[str]) -> int:
    """Read until the input ends. Exit status 0; 2 when it can't start or isn't understood."""
    name, seconds, memory = arguments[0], float(arguments[1]), int(arguments[2])
    sys.path += arguments[3:]
    asks, replies = _own_pipes()
    try:
        target = _load(name, lambda: reader_wire.send(replies, reader_wire.LOADING, b""))
    except Exception as error:  # noqa: BLE001 - no document yet: whatever is wrong here is the installation's
        failure = Failure("not_started", _place(error))
        reader_wire.send(replies, reader_wire.FAILURE, reader_wire.encode(failure))
        return 2
    clock = reader_cage.Clock()
    reader_cage.shut(memory)
    reader_wire.send(replies, reader_wire.READY, b"")
    while True:
        try:
            kind, payload = reader_wire.receive(asks, most=1 << 16)
            if kind != reader_wire.ASK:
                return 2
            ask = reader_wire.ask(payload)
            data = reader_wire.read(asks, ask.size)
        except reader_wire.Gone:
            return 0
        clock.start(seconds * 2 + 1)  # the archive's own clock comes first; this one is for when it has gone
        reader_cage.limit_time(seconds)
        kind, payload = _answer(target, data, ask.name)
        clock.stop()
        reader_wire.send(replies, kind, payload)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for ourselves; whatever a library prints goes nowhere, since it might be testimony."""
    asks = os.fdopen(os.dup(0), "rb", buffering=0)
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return asks, replies


def _load(name: str, loaded: Callable[[], None]) -> Target:
    """Load all there is to load; call ``loaded`` after each part."""
    loaded()  # Python itself, which on a busy machine takes its time
    module, _, function = name.partition(":")
    target: Target = getattr(importlib.import_module(module), function)
    loaded()
    for sample in _SAMPLES:
        with contextlib.suppress(WhensafeError):
            target(sample.encode(), "sample")
        loaded()
    for late in ("docx", "pdf"):
        importlib.import_module(f"whensafe.intake.{late}")
        loaded()
    return target


def _answer(target: Target, data: bytes, name: str) -> tuple[bytes, bytes]:
    """The reading, or why there is none. A fault of ours names its place and nothing of the document."""
    try:
        return reader_wire.READING, reader_wire.encode(target(data, name))
    except BadInput as error:
        failure = Failure.of(error)
    except (MemoryError, RecursionError):
        failure = Failure(TooLarge.code, "this file asks for more memory or depth than a document needs")
    except Exception as error:  # noqa: BLE001 - any fault of a parser is one clear error for the archive
        failure = Failure("unreadable", f"the reader failed on this file ({_place(error)})", todo=_REPORT)
    return reader_wire.FAILURE, reader_wire.encode(failure)


_REPORT = "It can be kept as an exhibit; please report the place named here."


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f" at {Path(last.filename).name}:{last.lineno}" if last is not None else ""
    return f"{type(error).__name__}{where}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
