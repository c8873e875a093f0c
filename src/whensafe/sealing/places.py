"""A place for text that is sealed before it is uploaded: whom to seal for, and where it will belong.

The archive makes one for a group and signs it; the custodian page seals text with it on a machine of one's
own; the archive takes the sealed file in and never sees the words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import msgspec

from whensafe.errors import BadInput
from whensafe.sealing import files
from whensafe.sealing.custodians import Key
from whensafe.sealing.seals import Context
from whensafe.sealing.stanzas import HybridRecipient

KIND = "whensafe-place-1"


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a sealed text will belong and the group it is sealed for. ``verify`` is the archive's key."""

    context: Context
    recipient: Annotated[str, msgspec.Meta(max_length=4096)]
    verify: Key

    def sealed_for(self) -> HybridRecipient:
        """Whom to seal for."""
        return HybridRecipient.parse(self.recipient)


def write_place(place: Place, sign: Callable[[bytes], bytes]) -> bytes:
    """The place as a file, signed by the archive."""
    return files.write(KIND, place, sign)


def read_place(data: bytes) -> Place:
    """A place, signed by the key it names, or `BadInput`."""
    place, signed_by = files.read(KIND, Place, data)
    if not signed_by(place.verify):
        raise BadInput("this file was changed after it was signed")
    place.sealed_for()
    return place
