"""A speech model on this machine, in a process of its own (`desk.ports.Listener`).

The package (``pip install whensafe[listen]``) decodes a stranger's sound in native code. So it is run where
there is nothing to take: without keys or passphrase, with nothing of the archive but the sound, told to ask
no network. Only a model that is on the disk already is ever used.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from whensafe.errors import BadInput, Refused, TooLarge

_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
_MODULE = "whensafe.outside.listener_child"
MOST_SOUND = 4 * 1024**3
MOST_WORDS = 32 * 1024 * 1024
"""Bytes that a model may write of one recording, as JSON with every word's time."""


def require(model: Path | None) -> Path:
    """The model's folder, or `Refused` with what is missing."""
    if model is None:
        raise Refused(
            "no model is named that could listen",
            todo="Set WHENSAFE_LISTEN_MODEL to the folder of a faster-whisper model on this machine.",
        )
    if not (model / "model.bin").is_file():
        raise Refused("there is no model in this folder", where=str(model))
    if importlib.util.find_spec("faster_whisper") is None:
        raise Refused(
            "the package that listens isn't installed", todo="Install it: pip install 'whensafe[listen]'"
        )
    return model


class ModelListener:
    """Listens with the model in a folder. ``command`` is what is run, given the folder."""

    def __init__(self, model: Path, command: tuple[str, ...] | None = None) -> None:
        self._command = (*(command or (sys.executable, "-I", "-X", "utf8", "-m", _MODULE)), str(model))

    def listen(self, size: int, sound: Iterator[bytes], progress: Callable[[int], None]) -> bytes:
        """What was said, as the JSON that Whisper writes. `BadInput` where nothing could be made of it."""
        if size > MOST_SOUND:
            raise TooLarge(f"{size / 1e9:.0f} GB is more than a model listens to at once")
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _OFFLINE
        with subprocess.Popen(  # noqa: S603 - our own interpreter and module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root, wherever this is
        ) as process:
            try:
                _send(cast("BinaryIO", process.stdin), sound)
                return _written(cast("BinaryIO", process.stdout), progress)
            except (msgspec.DecodeError, OSError, _Silent) as error:
                raise BadInput("this recording couldn't be listened to") from error
            finally:
                process.kill()


class _Silent(Exception):
    """The process ended before it had said that it was done."""


class _Line(msgspec.Struct):
    language: str | None = None
    segment: dict[str, Any] | None = None
    until: float = 0.0
    done: bool = False


def _send(to: BinaryIO, sound: Iterator[bytes]) -> None:
    with contextlib.suppress(BrokenPipeError):  # then it says nothing, either
        to.writelines(sound)
        to.close()


def _written(lines: BinaryIO, progress: Callable[[int], None]) -> bytes:
    language: str | None = None
    segments: list[dict[str, Any]] = []
    left = MOST_WORDS
    while line := lines.readline(left):
        left -= len(line)
        said = msgspec.json.decode(line, type=_Line)
        language = said.language or language
        if said.segment is not None:
            segments.append(said.segment)
            progress(int(said.until))
        if said.done:
            return msgspec.json.encode({"language": language, "segments": segments})
        if left <= 0:
            break
    raise _Silent
