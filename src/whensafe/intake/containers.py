"""Files that hold several documents: zips, web archives, mails with something attached.

What is in them is taken out here, and read one by one as if it had come by itself.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from whensafe.errors import BadInput, Unreadable
from whensafe.intake import docx_package, limits, mail, warc, zipped
from whensafe.intake.warc_pages import Pages
from whensafe.nouns.unpacked import APART, LeftOut, Member, Unpacked

_ARCHIVE = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MOST_LINES = 1_000_000


def may_hold_others(data: bytes) -> bool:
    """By its first bytes: a zip (office files are zips, too) or a web archive."""
    return zipped.is_zip(data) or warc.is_warc(data)


def unpack(data: bytes, name: str) -> Unpacked | None:
    """What lies in it, or ``None`` for what is one document. ``name`` stands in errors only.

    Raises `Unreadable` or `TooLarge` where nothing of it can be taken.
    """
    try:
        return _unpack(data, name, nested=False)
    except BadInput as error:
        error.where = error.where or name
        raise


def _unpack(data: bytes, name: str, *, nested: bool) -> Unpacked | None:
    if warc.is_warc(data):
        pages = Pages()
        pages.read(data, name)
        return _some(pages.unpacked(), name)
    if not zipped.is_zip(data):
        return mail.attached(data) if mail.is_mail(data) else None
    with docx_package.open_zip(data) as package:
        if any(_ARCHIVE.fullmatch(one) for one in package.namelist()):
            return _some(_of_wacz(package), name)
        if not zipped.holds_documents(package):
            return None
        if nested:
            raise Unreadable("this is a zip in a zip", todo="Unpack it and add the files.")
        return _opened(zipped.documents(package))


def _some(found: Unpacked, name: str) -> Unpacked:
    if found.members:
        return found
    if found.left_out:
        raise Unreadable(found.left_out[0].message, where=name, todo=found.left_out[0].todo)
    raise Unreadable("there is no page in this web archive", where=name, todo="Save the page from a browser.")


def _opened(found: Unpacked) -> Unpacked:
    """What lies in a zip, with the pages of web archives in it. A zip in it is left out."""
    members: list[Member] = []
    left, skipped = list(found.left_out), Counter(dict(found.skipped))
    for member in found.members:
        try:
            inner = _unpack(member.data, member.name, nested=True) if may_hold_others(member.data) else None
        except BadInput as error:
            left.append(LeftOut(member.name, error.code, error.message, error.todo))
            continue
        if inner is None:
            members.append(member)
            continue
        members += [replace(one, name=member.name + APART + one.name) for one in inner.members]
        left += inner.left_out
        skipped += Counter(dict(inner.skipped))
    return Unpacked(tuple(members), tuple(left), tuple(sorted(skipped.items())))


def _of_wacz(package: zipfile.ZipFile) -> Unpacked:
    """The pages of a WACZ 1.1: of every archive in it that is as its own list says."""
    pages = Pages()
    stated = dict(_digests(package))
    for info in package.infolist():
        if not _ARCHIVE.fullmatch(info.filename):
            continue
        if info.file_size > limits.MAX_DOCUMENT_BYTES or docx_package.is_bomb(info):
            raise docx_package.bomb()
        data = zipped.read_member(package, info)
        digest = stated.get(info.filename)
        if digest is not None and digest != "sha256:" + hashlib.sha256(data).hexdigest():
            pages.left_out.append(
                LeftOut(
                    zipped.shown(info.filename),
                    Unreadable.code,
                    "this part of the web archive is not what its own list says it is",
                    "Get it again from where it was captured.",
                )
            )
            continue
        pages.read(data, zipped.shown(info.filename))
    return pages.unpacked(list(_listed(package)))


def _digests(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    found = _json(_part(package, "datapackage.json"))
    resources = found.get("resources") if isinstance(found, dict) else None
    for one in resources if isinstance(resources, list) else ():
        if isinstance(one, dict) and str(one.get("hash", "")).startswith("sha256:"):
            yield str(one.get("path")), str(one["hash"]).lower()


def _listed(package: zipfile.ZipFile) -> Iterator[str]:
    for name in _LISTS:
        for line in _part(package, name).split(b"\n")[:_MOST_LINES]:
            page = _json(line)
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                yield page["url"]


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        return docx_package.read_part(package, name) or b""
    except BadInput:  # the pages can be told without it
        return b""


def _json(data: bytes) -> object:
    try:
        return json.loads(data) if data.strip() else None
    except (ValueError, RecursionError):
        return None
