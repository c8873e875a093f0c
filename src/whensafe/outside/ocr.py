"""Letters read in pictures by Tesseract, where it is on this machine. Nothing is fetched for it.

    file ── a reader's cage ──▶ pictures ── tesseract, bounded, one a page ──▶ TSV ── the cage ──▶ reading

Tesseract gets a picture on its standard input and nothing else: it would take anything that is no picture for
a list of files to open, so the cage lets only pictures through.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import Self

import msgspec

from whensafe.errors import BadOption, TooLarge, Unreadable
from whensafe.intake import image
from whensafe.intake.ocr import Recognized
from whensafe.nouns.reading import Reading
from whensafe.outside.readers import Bounds, SubprocessReader

SECONDS = 120.0
"""For one page."""
_LANGUAGES = re.compile(r"[a-z]{3}(?:_[a-z]{2,6})?(?:\+[a-z]{3}(?:_[a-z]{2,6})?){0,5}")
_PASSED_ON = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT")


def program() -> str | None:
    """Where Tesseract is, or ``None``."""
    return shutil.which("tesseract")


def languages() -> tuple[str, ...]:
    """The languages it has data for, as it calls them (``eng``, ``ukr``); none where it isn't."""
    where = program()
    if where is None:
        return ()
    try:
        said = subprocess.run(  # noqa: S603 - a program of this machine, and a fixed argument
            [where, "--list-langs"], capture_output=True, timeout=30, check=True, env=_environment()
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    lines = said.stdout.decode("utf-8", "replace").split()
    return tuple(sorted(one for one in lines if _LANGUAGES.fullmatch(one) and one != "osd"))


class Tesseract:
    """Reads pictures in these languages (``ukr+eng``). Raises `BadOption` where it can't be had."""

    def __init__(self, wanted: str) -> None:
        """Look whether it is there, with data for each language."""
        where, there = program(), languages()
        if where is None:
            raise BadOption("Tesseract is not on this machine", todo="Install `tesseract-ocr`.")
        missing = [one for one in wanted.split("+") if one not in there]
        if not _LANGUAGES.fullmatch(wanted) or missing:
            raise BadOption(
                "Tesseract has no data for this language here",
                where=missing[0] if missing else wanted,
                todo=f"It has: {', '.join(there) or 'none'}.",
            )
        self._command = (where, wanted)
        self._reader = SubprocessReader(Bounds(seconds=300), workers=1, target="whensafe.intake.ocr:read")

    def read(self, data: bytes, name: str) -> Reading:
        """What it reads in a picture or PDF. `Unreadable`, or `TooLarge` where a page takes too long."""
        pictures = self._reader.unpack(data, name)
        pages = tuple(self._page(one.data, name) for one in pictures.members) if pictures is not None else ()
        kind = image.media_type(data) or "application/pdf"
        return self._reader.read(msgspec.json.encode(Recognized(kind, pages)), name)

    def close(self) -> None:
        """End the processes."""
        self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _page(self, picture: bytes, name: str) -> str:
        launcher = [sys.executable, "-I", "-m", "whensafe.outside.ocr_child", *self._command, str(SECONDS)]
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                launcher,
                input=picture,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=True,
                env=_environment(),
                cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root, wherever this is
            )
        except subprocess.TimeoutExpired as error:
            raise TooLarge(
                f"reading the letters of one page takes longer than {SECONDS:g} seconds", where=name
            ) from error
        except (OSError, subprocess.SubprocessError) as error:
            raise Unreadable("Tesseract failed on this picture", where=name) from error
        return done.stdout.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
