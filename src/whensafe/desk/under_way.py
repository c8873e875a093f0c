"""Requests to custodians that are under way: kept from the asking until the opening, with answers to them.

What is kept opens nothing. The request is what custodians were sent; their answers are sealed for an opener
whose key is in no archive (`outside.openers`) and is deleted once it was used.
"""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import Deed
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import Asking, ReleaseGroup
from whensafe.sealing.requests import sender


@dataclass(frozen=True, slots=True)
class Holder:
    """A custodian of a group, by the name on their card, and whether their answer is here."""

    name: str
    answered: bool


def begin(deed: Deed, group: ReleaseGroup, request: bytes, opener: str, *, here: bool) -> Asking:
    """Keep the request as the one under way for this group; an earlier one is over, with its answers."""
    end(deed, group.id)
    blob = deed.keep_blob(iter((request,))).name
    asking = Asking(group.id, group.interview, blob, opener, here, deed.at)
    deed.note(asking)
    return asking


def end(deed: Deed, group: str) -> Asking | None:
    """Nothing is under way for this group any more; gives what was."""
    asking = registers.find(deed.unit, Asking, group)
    if asking is not None:
        deed.unit.blobs.remove(asking.blob)
        deed.strike(Asking, group)
    return asking


def request_of(unit: Unit, asking: Asking) -> bytes:
    """The request as it was sent."""
    return b"".join(unit.blobs.read(asking.blob))


def holders(group: ReleaseGroup, asking: Asking | None) -> tuple[Holder, ...]:
    """Its custodians, each with whether they have answered what is under way."""
    answered = set() if asking is None else {sender(one) for one in asking.answers}
    return tuple(Holder(share.name, share.verify in answered) for share in group.group.shares)
