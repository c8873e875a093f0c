"""An edition's folder: an earlier one is read, a new one is made beside it and takes its place at once.

    with replacing(out) as new:      # made under a temporary name beside OUT
        new.put("index.html", b"…")
        new.carry("i/….json")        # a file of the edition in OUT that stays as it is
        new.stands(private=False)    # durable, then swapped; without this call nothing is left

Nothing is ever written into a folder that holds anything but an edition and nothing is followed out of one.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whensafe.editions import manifest as manifests
from whensafe.editions.manifest import APART, MANIFEST
from whensafe.errors import DiskFailed, NotFound, Refused, Unreadable

MOST_BYTES = 1 << 28
"""No file of an edition is larger; one that is can't be what was signed, and reads as nothing."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}", re.ASCII)


class EditionFolder:
    """A folder to be read as an edition: plain files below it, no link followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._inside: dict[str, bool] = {}
        if not folder.is_dir():
            raise NotFound("there is no such folder", where=str(folder))

    def read(self, path: str) -> bytes | None:
        """A file of it, or ``None`` where there is no plain file of this path."""
        if _PLAIN.fullmatch(path) is None:
            return None
        within, file = path.rpartition("/")[0], os.path.join(self.folder, path)  # noqa: PTH118 - thousands
        if within not in self._inside:
            self._inside[within] = not self._leads_out(within)
        if not self._inside[within]:
            return None
        try:
            found = os.lstat(file)
            if not stat.S_ISREG(found.st_mode):
                return None
            if found.st_size > MOST_BYTES:
                return b""
            with open(file, "rb") as opened:  # noqa: PTH123
                return opened.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise DiskFailed(error.strerror or "can't be read", where=file) from error

    def paths(self) -> Iterator[str]:
        """Every file that is there, links too, in no order."""
        for root, folders, files in os.walk(self.folder):
            here = Path(root).relative_to(self.folder)
            linked = [name for name in folders if (Path(root) / name).is_symlink()]
            for name in (*files, *linked):
                yield (here / name).as_posix()

    def _leads_out(self, path: str) -> bool:
        """Is one of these folders a link?"""
        at = self.folder
        for part in path.split("/"):
            at = at / part
            if at.is_symlink():
                return True
        return False


class NewEdition:
    """An edition in the making, in a folder of its own beside OUT. See `replacing`."""

    def __init__(self, out: Path, part: Path) -> None:
        self._out = out
        self._part = part
        self._folders: set[str] = set()
        self._new: list[str] = []
        self.earlier = EditionFolder(out) if out.is_dir() and any(out.iterdir()) else None

    def put(self, path: str, data: bytes) -> None:
        """Write one file."""
        file = self._place(path)
        with _disk(self._out), open(file, "wb") as opened:  # noqa: PTH123
            opened.write(data)
        self._new.append(file)

    def carry(self, path: str) -> None:
        """Take a file over from the edition in OUT: the same file under a second name, else a copy."""
        file, old = self._place(path), os.path.join(self._out, path)  # noqa: PTH118 - thousands of them
        with _disk(self._out):
            try:
                os.link(old, file, follow_symlinks=False)
            except (OSError, NotImplementedError):
                shutil.copyfile(old, file, follow_symlinks=False)
                self._new.append(file)

    def read(self, path: str) -> bytes | None:
        """A file of the new edition, once it is there."""
        file = self._part / path
        return file.read_bytes() if file.is_file() else None

    def stands(self, *, private: bool) -> None:
        """Make it durable and put it where OUT is. ``private``: for nobody else on this machine."""
        with _disk(self._out):
            _durable(self._new)
            self._part.chmod(0o700 if private else 0o755)
            before = _before(self._out)
            shutil.rmtree(before, ignore_errors=True)
            if self._out.exists():
                self._out.replace(before)
            try:
                self._part.replace(self._out)
            except OSError:
                _put_back(self._out)
                raise
            shutil.rmtree(before, ignore_errors=True)
            _sync_folder(self._out.parent)

    def _place(self, path: str) -> str:
        if _PLAIN.fullmatch(path) is None:
            raise Refused("a path that no edition has")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            with _disk(self._out):
                (self._part / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return os.path.join(self._part, path)  # noqa: PTH118 - thousands of them


@contextmanager
def replacing(out: Path) -> Iterator[NewEdition]:
    """A new edition for OUT, which is not there, is empty or holds an edition; else `Refused`.

    What is left when the block ends without `NewEdition.stands` is removed.
    """
    out = out.absolute()
    _put_back(out)
    refuse_other(out)
    part = out.with_name(f".{out.name}.part")
    with _disk(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
    try:
        yield NewEdition(out, part)
    finally:
        with suppress(OSError):
            shutil.rmtree(part, ignore_errors=True)


def refuse_other(out: Path) -> None:
    """Refuse a place that holds anything but an edition: it would be gone when the new one stands there."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise _taken(out)
    if not out.exists() or not any(out.iterdir()):
        return
    folder = EditionFolder(out)
    try:
        listed = {file.path for file in manifests.read(folder.read(MANIFEST) or b"").files}
    except Unreadable as error:
        raise _taken(out) from error
    if set(folder.paths()) - listed - APART:
        raise _taken(out)


def _taken(out: Path) -> Refused:
    return Refused(
        "there is something else here already",
        where=str(out),
        todo="Name a folder that doesn't exist yet, or one that holds nothing but an edition.",
    )


def _before(out: Path) -> Path:
    return out.with_name(f".{out.name}.before")


def _put_back(out: Path) -> None:
    """What stood here when the swap was cut short stands here again."""
    before = _before(out)
    if before.is_dir() and not out.exists():
        with _disk(out):
            before.replace(out)


def _durable(files: list[str]) -> None:
    """One sync of everything where the system has it: thousands of small files, one wait."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for file in files:
        with open(file, "rb+") as opened:  # noqa: PTH123
            os.fsync(opened.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _disk(where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskFailed(error.strerror or "the disk failed", where=str(where)) from error
