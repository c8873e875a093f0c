"""BagIt 1.0 bags (RFC 8493): files with a manifest of their digests, streamed. https://www.rfc-editor.org/rfc/rfc8493

Only what we write is read: a payload under ``data/``, SHA-256 and SHA-512 manifests, their tag manifests, no
``fetch.txt``. Everything else is refused by name.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from whensafe.errors import DiskFailed, NotFound, Refused, TooLarge
from whensafe.outside import durable

ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PIECE = 1 << 20
_MOST_MANIFEST = 64 << 20
_LINE = re.compile(r"([0-9a-f]{64}|[0-9a-f]{128})  ?(\S(?:.*\S)?)")

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A file of a bag that is not as its manifest says: a stable code and its path inside the bag."""

    code: str
    path: str


Files = Iterable[tuple[str, Iterator[bytes]]]
"""Paths inside the payload, each with its bytes in chunks."""


def write(
    out: Path,
    files: Files,
    *,
    made_at: str,
    progress: Progress,
    beside: Mapping[str, bytes] | None = None,
) -> None:
    """Write a bag into ``out``, which must not exist. Durable when it returns.

    It is made beside ``out`` under a temporary name: a bag that was not finished doesn't look like one.
    ``made_at`` is an RFC 3339 time; the bag states its day. ``beside`` are files for whoever finds the bag,
    by name: they lie on top of it, are no part of what `unpack` brings back, and are checked like the rest.
    """
    refuse_taken(out)
    part = out.with_name(out.name + ".part")
    with _disk(out.name):
        part.mkdir(parents=True, mode=0o700)
        try:
            _fill(part, files, made_at, progress, beside or {})
            part.replace(out)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        durable.sync(out.parent)


def refuse_taken(out: Path) -> None:
    """Refuse a place where something is: a bag is never written over anything."""
    for taken in (out, out.with_name(out.name + ".part")):
        if taken.exists() or taken.is_symlink():
            raise Refused(
                "there is something here already",
                where=str(taken),
                todo="Name a folder that doesn't exist yet.",
            )


def unpack(bag: Path, folder: Path, *, last: str, progress: Progress) -> None:
    """Copy a verified bag's payload into ``folder``, which is empty or not there; ``last`` comes last.

    So a copy that was not finished is not taken for a whole one. Durable when it returns.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise Refused("the folder isn't empty", where=str(folder), todo="Name a new or an empty folder.")
    with _disk(folder.name):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = sorted(payload(bag), key=lambda file: (file[0] == last, file[0]))
        for number, (name, path) in enumerate(files, 1):
            _copy(_pieces(path), folder / name)
            progress("files", number)
        _sync_all(folder)
        durable.sync(folder.parent)


def verify(bag: Path, *, progress: Progress = lambda _what, _done: None) -> tuple[Wrong, ...]:
    """What is not as the manifests say: missing, surplus or changed. `NotFound` where there is no bag."""
    if not (bag / "bagit.txt").is_file():
        raise NotFound("no bag here: bagit.txt is missing", where=str(bag))
    with _disk(bag.name):
        if _small(bag / "bagit.txt") != DECLARATION:
            return (Wrong("declaration", "bagit.txt"),)
        files = [path for path in bag.rglob("*") if path.is_symlink() or not path.is_dir()]
        wrong = [Wrong("link", path.relative_to(bag).as_posix()) for path in files if path.is_symlink()]
        there = {path.relative_to(bag).as_posix() for path in files if not path.is_symlink()}
        payload = {path for path in there if path.startswith("data/")}
        tags = {path for path in there - payload if not path.startswith("tagmanifest-")}
        for prefix, expected in (("manifest", payload), ("tagmanifest", tags)):
            for algorithm in ALGORITHMS:
                wrong += _against(bag, f"{prefix}-{algorithm}.txt", algorithm, expected, progress)
    return tuple(dict.fromkeys(wrong))


def payload(bag: Path) -> Iterator[tuple[str, Path]]:
    """The files of a verified bag: path inside the payload, and where it lies."""
    for path in sorted((bag / "data").rglob("*")):
        if path.is_file():
            yield path.relative_to(bag / "data").as_posix(), path


def _fill(bag: Path, files: Files, made_at: str, progress: Progress, beside: Mapping[str, bytes]) -> None:
    digests: dict[str, tuple[str, str]] = {}
    octets = 0
    for number, (path, chunks) in enumerate(files, 1):
        name = _payload(path)
        size, digests[name] = _copy(chunks, bag / name)
        octets += size
        progress("files", number)
    info = f"Bagging-Date: {made_at[:10]}\nPayload-Oxum: {octets}.{len(digests)}\n"
    _finish(bag, digests, {**beside, "bag-info.txt": info.encode()})


@contextmanager
def _disk(where: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskFailed(error.strerror or "the disk failed", where=where) from error


def _payload(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts or any(c in path for c in "\r\n%\\"):
        raise Refused("a path that no bag can hold", where=path[:100])
    return f"data/{pure}"


def _copy(chunks: Iterable[bytes], to: Path) -> tuple[int, tuple[str, str]]:
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    with to.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
            sha256.update(chunk)
            sha512.update(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, (sha256.hexdigest(), sha512.hexdigest())


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _finish(bag: Path, digests: dict[str, tuple[str, str]], beside: Mapping[str, bytes]) -> None:
    tags = {**beside, "bagit.txt": DECLARATION}
    for n, algorithm in enumerate(ALGORITHMS):
        lines = (f"{digest[n]}  {path}\n" for path, digest in sorted(digests.items()))
        tags[f"manifest-{algorithm}.txt"] = "".join(lines).encode()
    for algorithm in ALGORITHMS:
        lines = (
            f"{hashlib.new(algorithm, data).hexdigest()}  {name}\n" for name, data in sorted(tags.items())
        )
        _copy(("".join(lines).encode(),), bag / f"tagmanifest-{algorithm}.txt")
    for name, data in tags.items():
        _copy((data,), bag / name)
    _sync_all(bag)


def _against(
    bag: Path, manifest: str, algorithm: str, there: set[str], progress: Progress
) -> Iterator[Wrong]:
    if not (bag / manifest).is_file():
        yield Wrong("missing", manifest)
        return
    named = {}
    for line in _small(bag / manifest).decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None or match[2] in named or ".." in PurePosixPath(match[2]).parts:
            yield Wrong("manifest", manifest)
            return
        named[match[2]] = match[1]
    yield from (Wrong("missing", path) for path in sorted(set(named) - there))
    yield from (Wrong("surplus", path) for path in sorted(there - set(named)))
    for number, path in enumerate(sorted(there & set(named)), 1):
        with (bag / path).open("rb") as file:
            if hashlib.file_digest(file, algorithm).hexdigest() != named[path]:
                yield Wrong("changed", path)
        progress(f"digests ({algorithm})", number)


def _small(path: Path) -> bytes:
    if path.stat().st_size > _MOST_MANIFEST:
        raise TooLarge("a manifest of this size is none", where=path.name)
    return path.read_bytes()


def _sync_all(root: Path) -> None:
    for folder in (*(path for path in root.rglob("*") if path.is_dir()), root):
        durable.sync(folder)
