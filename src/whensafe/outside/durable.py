"""Small files that matter: written beside their place, made durable, then put there at once."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from whensafe.errors import DiskFailed, NotFound, Refused, TooLarge


def replace(path: Path, data: bytes) -> None:
    """Put these bytes there, instead of what was there; for their owner's eyes. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = _part(path, data)
    try:
        part.replace(path)
        sync(path.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes, *, private: bool) -> None:
    """Put a file where there is none, or `Refused`; ``private`` means readable by its owner alone."""
    refuse_taken(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = _part(path, data)
        try:
            if not private:
                part.chmod(0o644)
            _place(part, path)
        finally:
            part.unlink(missing_ok=True)
        sync(path.parent)
    except OSError as error:
        raise DiskFailed(error.strerror or "can't be written", where=str(path)) from error


def refuse_taken(*paths: Path) -> None:
    """Refuse before any work is done, where something is in the way."""
    for path in paths:
        if path.exists() or path.is_symlink():
            raise taken(path)


def taken(path: Path) -> Refused:
    """Nothing is ever written over."""
    return Refused(
        "there is something here already", where=str(path), todo="Name a file that isn't there yet."
    )


def read(path: Path, most: int) -> bytes:
    """A file that a person named, whole. `NotFound`, `TooLarge`, `DiskFailed`."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise NotFound("there is no such file", where=str(path)) from None
    except OSError as error:
        raise DiskFailed(error.strerror or "can't be read", where=str(path)) from error
    if len(data) > most:
        raise TooLarge("this file is too large to be one of ours", where=str(path))
    return data


def remove(path: Path) -> None:
    """Take a file away, if it is there; durable when it returns. `DiskFailed`."""
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync(path.parent)
    except OSError as error:
        raise DiskFailed(error.strerror or "can't be removed", where=str(path)) from error


def sync(folder: Path) -> None:
    """Make a folder's own entries durable."""
    if os.name == "nt":
        return  # Windows has no handle on a folder to sync
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _part(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}", suffix=".part", dir=path.parent)  # mode 0600
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part


def _place(part: Path, path: Path) -> None:
    """Under its name, unless that is taken: by a hard link, which never replaces, where there are any."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise taken(path) from None
    except OSError:  # a disk without hard links, such as a memory stick
        with path.open("xb") as file:
            file.write(part.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        path.chmod(part.stat().st_mode & 0o777)
