"""The manifest: every file of an edition with its size and SHA-256, as canonical JSON (RFC 8785)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from whensafe.editions.as_json import canonical
from whensafe.errors import Unreadable
from whensafe.nouns.edition import EditionFile

FORMAT = "whensafe edition v1"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.note"
PROOF = "proof.tlog-proof"
APART = frozenset({MANIFEST, SIGNATURE, PROOF})
"""Files that the manifest can't list: it, and what is made over it."""

_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an edition says of itself. ``key`` and ``log`` are C2SP key lines, or ``None``."""

    as_of: str
    audience: str
    files: tuple[EditionFile, ...]
    format: str
    key: str | None
    languages: tuple[str, ...]
    log: str | None
    publisher: str
    title: str


def write(manifest: Manifest) -> bytes:
    """Canonical bytes. Files are sorted by path here, whatever their order was."""
    shell = canonical(
        {name: getattr(manifest, name) for name in Manifest.__struct_fields__ if name != "files"}
        | {"files": ()}
    )
    before, _, after = shell.partition(b'"files":[')
    lines = ",".join(_line(file) for file in sorted(manifest.files, key=lambda f: f.path))
    return before + b'"files":[' + lines.encode() + after


@lru_cache(maxsize=2)
def read(data: bytes) -> Manifest:
    """Read a manifest strictly, or raise `Unreadable`: canonical, this format, each path plain and once. The
    last ones are remembered: who publishes asks the same one several times.
    """
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("not a manifest of an edition", where=MANIFEST) from error
    if found.format != FORMAT:
        raise Unreadable("a manifest of another format", where=MANIFEST)
    if not all(_is_plain(file) for file in found.files) or len(_paths(found.files)) != len(found.files):
        raise Unreadable("a manifest with paths or digests that no edition has", where=MANIFEST)
    if write(found) != data:
        raise Unreadable("a manifest that is not canonical", where=MANIFEST)
    return found


def _line(file: EditionFile) -> str:
    return f'{{"path":"{file.path}","sha256":"{file.sha256}","size":{file.size}}}'


def _is_plain(file: EditionFile) -> bool:
    return (
        _PATH.fullmatch(file.path) is not None
        and file.path not in APART
        and _SHA256.fullmatch(file.sha256) is not None
        and 0 <= file.size < 1 << 53
    )


def _paths(files: Iterable[EditionFile]) -> set[str]:
    return {file.path for file in files}
