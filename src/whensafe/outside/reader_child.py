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
from whensafe.nouns.unpacked import Unpacked
from whensafe.outside import reader_cage, reader_wire
from whensafe.outside.reader_wire import Failure

Target = Callable[[bytes, str], Reading]
Act = Callable[[bytes, str], Reading | Unpacked | None]

_SAMPLES = (  # what loads tables and models lazily does it on these, before the cage is shut
    "<html><body><h1>A talk</h1><p><b>What is it?</b></p><p>Words, on 5 March 2025.</p></body></html>",
    "# Розмова\n\n**Що це?**\n\n— Слова, 5 березня 2025 року. [Тут](https://example.org/)\n",
    "Q: What is it?\n\nA: Words.\n",
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Words\n",
    "В: Что это?\n\nО: Слова, которые сказаны вчера.\n",
)

_EXPORTS = tuple(f"ours.{format}" for format in ("taken", "json_file", "webvtt", "ohms", "html", "docx"))


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
    from whensafe.intake import containers  # with the readers, after the first sign of life

    unpack = getattr(sys.modules[target.__module__], "unpack", containers.unpack)
    clock = reader_cage.Clock()
    reader_cage.shut(memory)
    reader_wire.send(replies, reader_wire.READY, b"")
    while True:
        try:
            kind, payload = reader_wire.receive(asks, most=1 << 16)
            if kind not in (reader_wire.ASK, reader_wire.UNPACK):
                return 2
            ask = reader_wire.ask(payload)
            data = reader_wire.read(asks, ask.size)
        except reader_wire.Gone:
            return 0
        clock.start(seconds * 2 + 1)  # the archive's own clock comes first; this one is for when it has gone
        reader_cage.limit_time(seconds)
        act: Act = unpack if kind == reader_wire.UNPACK else target
        found = _kept(act, data, ask.name)
        del data
        clock.stop()
        _reply(replies, found)


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
            getattr(sys.modules[module], "load", target)(sample.encode(), "sample")
        loaded()
    for late in ("docx", "pdf", *_EXPORTS):
        importlib.import_module(f"whensafe.intake.{late}")
        loaded()
    return target


def _kept(act: Act, data: bytes, name: str) -> Reading | Unpacked | Failure | None:
    """What it gives, or why there is nothing. A fault of ours names its place and nothing of the document."""
    try:
        return act(data, name)
    except BadInput as error:
        return Failure.of(error)
    except (MemoryError, RecursionError):
        return Failure(TooLarge.code, "this file asks for more memory or depth than a document needs")
    except Exception as error:  # noqa: BLE001 - any fault of a parser is one clear error for the archive
        return Failure("unreadable", f"the reader failed on this file ({_place(error)})", todo=_REPORT)


def _reply(replies: BinaryIO, found: Reading | Unpacked | Failure | None) -> None:
    if isinstance(found, Failure):
        reader_wire.send(replies, reader_wire.FAILURE, reader_wire.encode(found))
    elif isinstance(found, Reading):
        reader_wire.send(replies, reader_wire.READING, reader_wire.encode(found))
    else:
        reader_wire.send_members(replies, found)


_REPORT = "It can be kept as an exhibit; please report the place named here."


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f" at {Path(last.filename).name}:{last.lineno}" if last is not None else ""
    return f"{type(error).__name__}{where}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
