"""Opening what was asked for: custodians' answers come in, enough of them put the words back in one act.

The words go from the answers to their place in the interview and to nowhere else: no file, no page, no log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whensafe.desk import registers, under_way
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.desk.put_together import judged, put_together
from whensafe.desk.release import ReleaseReceipt, release
from whensafe.desk.release_groups import Asking, ReleaseGroup
from whensafe.desk.under_way import Holder
from whensafe.errors import BadAnswer, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.sealed import Seal
from whensafe.sealing.requests import sender
from whensafe.sealing.stanzas import HybridIdentity


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of answers. ``refused`` gives each file that was left out, and why, with its sender."""

    holders: tuple[Holder, ...]
    threshold: int
    refused: tuple[tuple[str, BadAnswer], ...]


def asked(archive: Archive, actor: Actor | None, seal: str) -> Asking | None:
    """The request under way for a seal's group. `NotFound` for no seal."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return registers.find(unit, Asking, _group(unit, seal).id)


def request_file(archive: Archive, actor: Actor | None, seal: str) -> bytes:
    """The request under way, to be sent once more; `Refused` where there is none."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return under_way.request_of(unit, _asking(unit, seal))


def take_answers(
    archive: Archive,
    actor: Actor | None,
    seal: str,
    answers: Sequence[tuple[str, bytes]],
    opener: HybridIdentity,
) -> Taken:
    """Keep the true ones among these answers, each given with its file's name, beside those kept before.

    A custodian's newer answer replaces their older one. Nothing is written where none is true.
    """
    with archive.store.read() as unit:
        asking = _asking(unit, seal)
        group, request = _group(unit, seal), under_way.request_of(unit, asking)
    good, refused = judged(request, answers, opener)
    if good:
        with acting(archive, actor, "answers") as deed:
            asking = _same(deed, seal, asking)
            kept = {sender(one): one for one in (*asking.answers, *good)}
            asking = replace(asking, answers=tuple(kept.values()))
            deed.note(asking)
            deed.about.append(group.id)
    return Taken(under_way.holders(group, asking), group.group.threshold, tuple(refused))


def open_asked(
    archive: Archive, actor: Actor | None, seal: str, opener: HybridIdentity, *, reason: str | None = None
) -> ReleaseReceipt:
    """Open what was asked for with the answers kept, and put the words back at once.

    Raises `BadInput` where too few have answered, and what `release` raises; then nothing has changed.
    """
    require(actor, TEAM)
    with archive.store.read() as unit:
        asking = _asking(unit, seal)
        request = under_way.request_of(unit, asking)
    names = [(f"answer {n}", one) for n, one in enumerate(asking.answers, 1)]
    return release(archive, actor, put_together(request, names, opener).release, reason=reason)


def withdraw_request(archive: Archive, actor: Actor | None, seal: str, *, reason: str | None = None) -> str:
    """Give a request up: answers to it open nothing here. Gives the opener whose key is to be deleted."""
    with acting(archive, actor, "withdraw_request", reason=reason) as deed:
        asking = _asking(deed.unit, seal)
        under_way.end(deed, asking.id)
    return asking.opener


def _group(unit: Unit, seal: str) -> ReleaseGroup:
    found = registers.find(unit, Seal, seal)
    group = None if found is None else registers.find(unit, ReleaseGroup, found.group)
    if group is None:
        raise NotFound("this archive has no such seal", where=seal[:40])
    return group


def _asking(unit: Unit, seal: str) -> Asking:
    asking = registers.find(unit, Asking, _group(unit, seal).id)
    if asking is None:
        raise Refused("no request for this seal is under way", where=seal[:40])
    return asking


def _same(deed: Deed, seal: str, before: Asking) -> Asking:
    """The request as it is now, if it is still the one that the answers were judged by."""
    asking = _asking(deed.unit, seal)
    if asking.blob != before.blob:
        raise Refused("the custodians were asked again meanwhile", where=seal[:40])
    return asking
