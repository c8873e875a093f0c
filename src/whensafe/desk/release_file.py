"""The file in which opened words travel from the opener's machine back to the archive, in clear.

    {"archive":…,"kind":"whensafe-release-1","opened":[{"content":…,"context":{…}},…]}

Canonical JSON and a line feed, bytes in base 64. Nobody signs it: what it holds is compared with the
commitments that the archive kept (`Seal.commitment`, `Evidence.commitment`), so nothing else can be put back.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from whensafe.errors import BadInput
from whensafe.sealing.files import MOST_BYTES
from whensafe.sealing.requests import Opened
from whensafe.sealing.seals import Context

KIND = "whensafe-release-1"


class _Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    content: bytes
    context: Context


class _Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    archive: str
    kind: str
    opened: tuple[_Opened, ...]


def write_release(archive: str, opened: Sequence[Opened]) -> bytes:
    """The file's bytes. They are the words: keep them as such, and destroy them once they are back."""
    made = _Release(archive, KIND, tuple(_Opened(one.content, one.context) for one in opened))
    return msgspec.json.encode(made, order="sorted") + b"\n"


def read_release(data: bytes) -> tuple[str, tuple[Opened, ...]]:
    """The archive it is for and what was opened, or `BadInput`."""
    if len(data) > MOST_BYTES:
        raise BadInput("this file is too large to be one of ours")
    try:
        read = msgspec.json.decode(data, type=_Release)
        spelled = msgspec.json.encode(read, order="sorted") + b"\n"
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadInput("this is no release file, or it is damaged") from None
    if read.kind != KIND or spelled != data or not read.opened:
        raise BadInput("this is no release file, or it is damaged")
    return read.archive, tuple(Opened(one.context, one.content) for one in read.opened)
