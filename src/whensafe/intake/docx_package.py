"""The zip that a Word file is, opened with its bounds checked before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits

_END_RECORD = struct.Struct("<4s4H2LH")  # APPNOTE 4.3.16, end of central directory
_MAIN = re.compile(r"word/document\d*\.xml")

FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, struct.error,
)  # fmt: skip
"""What Python's reader of zips raises where a directory or a part is broken."""


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open a zip. Raises `Unreadable` when it is broken or locked, `TooLarge` when it asks for too much."""
    package = open_zip(data)
    _check_bounds(package.infolist())
    return package


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a zip of no more members than are bearable, whatever they are."""
    _check_count(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except FAULTS as error:
        raise Unreadable(
            "this zip or Word file is cut short or broken", todo="Copy or download it again."
        ) from error
    if len(package.infolist()) > limits.MAX_ZIP_MEMBERS:
        raise bomb()
    return package


def main_part(package: zipfile.ZipFile) -> str | None:
    """The name of the Word document inside, if it is one."""
    names = package.namelist()
    return next((name for name in names if _MAIN.fullmatch(name)), None)


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """One part unpacked, or ``None`` if there is none. Never more bytes than its entry admits to."""
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    try:
        with package.open(info) as part:
            unpacked = part.read(limits.MAX_ZIP_MEMBER_BYTES + 1)
    except FAULTS as error:
        raise Unreadable("a part of this Word file is broken", todo="Copy or download it again.") from error
    if len(unpacked) > limits.MAX_ZIP_MEMBER_BYTES:
        raise bomb()
    return unpacked


def _check_count(data: bytes) -> None:
    """Ask the end record how many members there are before the directory is loaded into memory."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at >= 0 and len(data) - at >= _END_RECORD.size:
        count = _END_RECORD.unpack_from(data, at)[4]
        size = _END_RECORD.unpack_from(data, at)[5]
        if count > limits.MAX_ZIP_MEMBERS or size > limits.MAX_ZIP_MEMBERS * 1024:
            raise bomb()


def _check_bounds(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > limits.MAX_ZIP_TOTAL_BYTES:
        raise bomb()
    for member in members:
        if member.flag_bits & 1:
            raise Unreadable("this file is locked with a password", todo="Save a copy without one.")
        if is_bomb(member):
            raise bomb()


def is_bomb(member: zipfile.ZipInfo) -> bool:
    """Unpacks to far more than honest files do."""
    return member.file_size > 1_000_000 and member.file_size > limits.MAX_ZIP_RATIO * max(
        member.compress_size, 1
    )


def bomb() -> TooLarge:
    """The error for it."""
    return TooLarge("this file unpacks to far more than a document holds", todo="Save it anew from Word.")
