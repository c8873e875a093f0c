"""The archive adopts its custodians: K of N cards, for every release group made from now on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from whensafe.desk import registers
from whensafe.desk.act import acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.custodians import DRILL, ROSTER, Drill, Roster
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import ReleaseGroup
from whensafe.errors import BadInput, BadOption, Refused
from whensafe.nouns.actor import Actor
from whensafe.nouns.text import nfc
from whensafe.sealing.custodians import LONGEST_NAME, Card, fingerprint, read_card, write_archive_card
from whensafe.sealing.words import MOST_SHARES

ALONE = (
    "With a threshold of 1 any one custodian alone opens everything sealed from now on: whoever holds, "
    "steals or forces one set of words reads it"
)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A roster, and how many sealed groups stay with the other custodians they were made for."""

    roster: Roster
    groups_of_others: int


def adopt(
    archive: Archive,
    actor: Actor | None,
    cards: Sequence[tuple[str, bytes]],
    threshold: int,
    *,
    alone: bool = False,
) -> Adopted:
    """Adopt these custodians; ``cards`` are their files with the names to call them by in an error.

    What is sealed already stays with the custodians it was sealed for. Raises `BadInput` for what is no
    card, `BadOption` for a threshold that can't be or one custodian twice, `Refused` for 1 without ``alone``.
    """
    require(actor)
    given = tuple(_card(name, data) for name, data in cards)
    _require_distinct(given)
    read = _told_apart(given)
    if not 1 <= threshold <= len(read) <= MOST_SHARES:
        raise BadOption(
            f"{threshold} of {len(read)} custodians can't hold a seal",
            todo=f"Give 1 to {MOST_SHARES} cards, and a threshold of at most as many.",
        )
    if threshold == 1 and not alone:
        raise Refused(ALONE, todo="If that is what you want, say --alone.")
    with acting(archive, actor, "custodians") as deed:
        roster = Roster(ROSTER, threshold, read, deed.at)
        deed.note(roster)
        if registers.find(deed.unit, Drill, DRILL) is not None:
            deed.strike(Drill, DRILL)
        others = sum(not held_by(group, roster) for group in sealed_groups(deed.unit))
    return Adopted(roster, others)


def archive_card(archive: Archive, actor: Actor | None) -> bytes:
    """The archive's card, a file: what its custodians know its requests by."""
    require(actor)
    with archive.store.read() as unit:
        secrets = unit.secrets
        return write_archive_card(secrets.archive_id(), secrets.public_key(), secrets.sign)


def adopted(archive: Archive, actor: Actor | None) -> Adopted | None:
    """The custodians there are, and how many sealed groups are with others; ``None`` before the first."""
    require(actor)
    with archive.store.read() as unit:
        roster = registers.find(unit, Roster, ROSTER)
        if roster is None:
            return None
        return Adopted(roster, sum(not held_by(group, roster) for group in sealed_groups(unit)))


def roster_of(unit: Unit) -> Roster:
    """The archive's custodians, or `Refused` where it has none yet."""
    roster = registers.find(unit, Roster, ROSTER)
    if roster is None:
        raise Refused(
            "this archive has no custodians yet",
            todo="Each makes a card with `custodian new`; adopt them with `custodians set`.",
        )
    return roster


def sealed_groups(unit: Unit) -> tuple[ReleaseGroup, ...]:
    """Every release group that nobody has opened."""
    return tuple(group for group in registers.every(unit, ReleaseGroup) if group.opened_at is None)


def held_by(group: ReleaseGroup, roster: Roster) -> bool:
    """Is this group with exactly these custodians, at this threshold?"""
    holders = {share.verify for share in group.group.shares}
    return (group.group.threshold, holders) == (roster.threshold, {card.verify for card in roster.cards})


def _card(name: str, data: bytes) -> Card:
    try:
        return read_card(data)
    except BadInput as error:
        raise type(error)(error.message, where=name, todo=error.todo) from None


def _require_distinct(cards: Sequence[Card]) -> None:
    """Nobody holds two shares of one group."""
    for what in ("verify", "recipient"):
        if len({getattr(card, what) for card in cards}) != len(cards):
            raise BadOption(
                "the same custodian twice",
                todo="Each needs a card of their own: `custodian new OUT --name NAME`.",
            )


def _told_apart(cards: Sequence[Card]) -> tuple[Card, ...]:
    """A forged answer is told by its sender's name, so those called alike get the start of their fingerprint
    behind it, as much as tells them apart: ``card (3f2a 91bc)``.
    """
    for digits in (9, 19, 39):
        called = Counter(nfc(card.name).casefold() for card in cards)
        if max(called.values()) == 1:
            break
        cards = [
            msgspec.structs.replace(card, name=_with_print(card, digits))
            if called[nfc(card.name).casefold()] > 1
            else card
            for card in cards
        ]
    return tuple(cards)


def _with_print(card: Card, digits: int) -> str:
    told = f" ({fingerprint(card.verify)[:digits]})"
    return card.name[: LONGEST_NAME - len(told)] + told
