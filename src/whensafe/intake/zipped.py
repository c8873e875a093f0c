"""A zip of documents: each by itself, under the folders it lay in. Nothing is ever written to a file.

Left out with an error of their own: members with a password, links, names that lead elsewhere or stand twice,
bombs, zips in the zip. What systems put beside files (``__MACOSX``, ``.DS_Store``, ``Thumbs.db``) is counted.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from whensafe.errors import BadInput, TooLarge, Unreadable
from whensafe.intake import docx_package, limits
from whensafe.nouns.unpacked import APART, LeftOut, Member, Unpacked

SYSTEM_FILES = "system_files"

_OFFICE = re.compile(r"word/document\d*\.xml|xl/.*|ppt/.*|content\.xml|META-INF/container\.xml|Index/.*\.iwa")
_LITTER = re.compile(r"(?i)__macosx|\..*|thumbs\.db|desktop\.ini|ehthumbs\.db|~\$.*")
_UTF8_NAME = 0x800
_LOCKED = 0x1
_UNICODE_PATH = 0x7075
_CYRILLIC = re.compile(r"[а-яіїєґё]{3}", re.IGNORECASE)


def is_zip(data: bytes) -> bool:
    """How a zip begins, an office file too."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def holds_documents(package: zipfile.ZipFile) -> bool:
    """Is this a zip of files, rather than one office file, spreadsheet or book?"""
    names = package.namelist()
    return bool(names) and "mimetype" not in names and not any(_OFFICE.fullmatch(name) for name in names)


def documents(package: zipfile.ZipFile) -> Unpacked:
    """Everything in it. `TooLarge` where it is too much together, `Unreadable` where nothing can be taken."""
    files = [info for info in package.infolist() if not info.is_dir()]
    wanted = [info for info in files if not _is_litter(info)]
    _check_bounds(wanted)
    members: list[Member] = []
    left: list[LeftOut] = []
    seen: set[str] = set()
    for info in wanted:
        name = name_of(info)
        try:
            _check(info, name, seen)
            members.append(Member(shown(name), read_member(package, info)))
        except BadInput as error:
            left.append(LeftOut(shown(name), error.code, error.message, error.todo))
    if not wanted:
        raise Unreadable("there is no document in this zip", todo="Zip the documents again.")
    skipped = Counter({SYSTEM_FILES: len(files) - len(wanted)})
    if not members and len({(one.message, one.todo) for one in left}) == 1:
        raise Unreadable(f"of every file in this zip: {left[0].message}", todo=left[0].todo)
    return Unpacked(tuple(members), tuple(left), tuple((+skipped).items()))


def name_of(info: zipfile.ZipInfo) -> str:
    """The path as it was meant: zips of older systems don't say how their letters are encoded."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    stated = next((data for kind, data in _extra(info.extra) if kind == _UNICODE_PATH), b"")
    try:
        raw = info.filename.encode("cp437")
        if stated[:1] == b"\x01" and struct.unpack_from("<L", stated, 1)[0] == zlib.crc32(raw):
            return stated[5:].decode("utf-8")
        return raw.decode("utf-8")
    except (UnicodeError, struct.error):
        pass
    try:
        old = info.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return info.filename
    return old if _CYRILLIC.search(old) else info.filename


def shown(path: str) -> str:
    """A path as a name: its folders apart, no control characters."""
    parts = unicodedata.normalize("NFC", path).replace("\\", "/").split("/")
    clean = ("".join(c for c in part if c.isspace() or unicodedata.category(c)[0] != "C") for part in parts)
    named = (" ".join(part.split()) for part in clean)
    return APART.join(part for part in named if part not in ("", ".")) or "unnamed"


def read_member(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One member, never more than it admits to."""
    try:
        with package.open(info) as file:
            return file.read(info.file_size + 1)
    except docx_package.FAULTS as error:
        raise Unreadable("it is broken in the zip", todo="Copy or download the zip again.") from error


def _is_litter(info: zipfile.ZipInfo) -> bool:
    parts = re.split(r"[/\\]", info.filename)
    return any(_LITTER.fullmatch(part) for part in parts if part not in (".", "..")) and ".." not in parts


def _check_bounds(files: list[zipfile.ZipInfo]) -> None:
    size = sum(info.file_size for info in files if not docx_package.is_bomb(info))
    if len(files) > limits.MAX_MEMBERS or size > limits.MAX_UNPACKED_BYTES:
        raise TooLarge(
            f"this zip has {len(files):,} files of {size / 1e6:.0f} MB",
            todo=f"Unpack it and add the folder; at most {limits.MAX_MEMBERS:,} files and"
            f" {limits.MAX_UNPACKED_BYTES // 1_000_000} MB are taken from one zip.",
        )


def _check(info: zipfile.ZipInfo, name: str, seen: set[str]) -> None:
    parts = re.split(r"[/\\]", name)
    if parts[0] == "" or ":" in parts[0] or ".." in parts or "\0" in info.orig_filename:
        raise Unreadable("its name leads out of the zip", todo="Unpack it by hand, and add the file.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable("it is a link, not a file", todo="Add the file that it leads to.")
    if info.flag_bits & _LOCKED:
        raise Unreadable("it is locked with a password", todo="Unpack the zip and add the files.")
    if docx_package.is_bomb(info):
        raise TooLarge("it unpacks to far more than a document holds", todo="Unpack it by hand and look.")
    if shown(name) in seen:
        raise Unreadable("another file in the zip has the same name", todo="Unpack the zip and look.")
    seen.add(shown(name))


def _extra(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields of a member, as far as they hold together."""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size
