"""Drills: do the custodians still live, and can they answer? A throw-away group is opened to find out.

A drill's group is told by its id, which lies inside each share as it was handed out: so no share of anything
that was ever sealed passes for one, whatever a request says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.adopt import roster_of, sealed_groups
from whensafe.desk.archive import Archive
from whensafe.desk.custodians import DRILL, Drill, LastAnswer, Roster
from whensafe.desk.ports import Unit
from whensafe.errors import BadAnswer, Refused
from whensafe.nouns.actor import Actor
from whensafe.sealing import groups
from whensafe.sealing.custodians import fingerprint
from whensafe.sealing.requests import (
    DRILL_PREFIX,
    AskedSeal,
    Request,
    judge,
    open_request,
    read_request,
    sender,
    write_request,
)
from whensafe.sealing.seals import Context, seal_text
from whensafe.sealing.stanzas import HybridIdentity

_CONTENT = 32


@dataclass(frozen=True, slots=True)
class Alive:
    """One custodian of the roster: when they last answered (RFC 3339), and whether they did in this drill."""

    name: str
    fingerprint: str
    last_answered: str | None
    live: bool


@dataclass(frozen=True, slots=True)
class Health:
    """How the custodians stand. ``opened``: enough answers came, and together they opened the drill.

    ``groups_short`` counts sealed groups that fewer than their threshold of live custodians could open now;
    ``groups_thin`` those that would be lost with two more of them, or with one.
    """

    threshold: int
    custodians: tuple[Alive, ...]
    opened: bool
    groups_short: int
    groups_thin: int

    @property
    def live(self) -> int:
        """How many answered in this drill."""
        return sum(one.live for one in self.custodians)


def begin(archive: Archive, actor: Actor | None, opener: str) -> bytes:
    """A new drill's request, as a file, for every custodian; an earlier drill is over. ``opener`` is
    ``age1pq1…``: whom the answers are sealed for.
    """
    with acting(archive, actor, "drill") as deed:
        roster, random = roster_of(deed.unit), archive.randomness.bytes
        id = DRILL_PREFIX + deed.mint.record()
        group = groups.make(id, roster.cards, roster.threshold, random)
        secrets = deed.unit.secrets
        place = Context(secrets.archive_id(), id, id, "none", "drill", 1, "drill")
        closed = seal_text(random(_CONTENT), place, group.sealed_for(), random)
        asked = Request(
            archive=secrets.archive_id(),
            asked_at=deed.at,
            condition="none: a drill",
            condition_met=True,
            consent="none is needed: nothing that anybody said is opened",
            evidence="",
            for_whom="the archive",
            group=group,
            opener=opener,
            reason="A drill: can you still answer? / Навчання: чи можете ви ще відповісти?",
            seals=(AskedSeal(closed, place),),
            verify=secrets.public_key(),
        )
        request = write_request(asked, secrets.sign)
        deed.note(Drill(DRILL, request, (), deed.at))
    return request


def opener_of(archive: Archive, actor: Actor | None) -> str | None:
    """Whom the answers of the drill under way are sealed for; ``None`` if there is none."""
    require(actor)
    with archive.store.read() as unit:
        drill = registers.find(unit, Drill, DRILL)
    return None if drill is None else read_request(drill.request, archive_key=None).opener


def request_of(archive: Archive, actor: Actor | None) -> tuple[str, bytes] | None:
    """The drill under way: when it began (RFC 3339) and its request, as a file; ``None`` if there is none."""
    require(actor)
    with archive.store.read() as unit:
        drill = registers.find(unit, Drill, DRILL)
    return None if drill is None else (drill.at, drill.request)


def answered(
    archive: Archive, actor: Actor | None, answers: Sequence[tuple[str, bytes]], opener: HybridIdentity
) -> tuple[Health, tuple[tuple[str, BadAnswer], ...]]:
    """Take in answers to the drill, files with their names, together with those that came before; and what is
    wrong with others, by their names.
    """
    with acting(archive, actor, "drill_answers") as deed:
        drill = registers.find(deed.unit, Drill, DRILL)
        if drill is None:
            raise Refused("no drill is under way", todo="Begin one with `custodians drill OUT`.")
        good: list[bytes] = []
        bad: list[tuple[str, BadAnswer]] = []
        for name, one in answers:
            true, wrong = judge(drill.request, (one,), opener)
            good += true
            bad += [(name, fault) for fault in wrong]
        kept = tuple({sender(one): one for one in (*drill.answers, *good)}.values())
        roster = roster_of(deed.unit)
        if len(kept) >= roster.threshold:
            open_request(drill.request, kept, opener)
        for one in good:
            _note(deed, roster, sender(one))
        deed.note(Drill(DRILL, drill.request, kept, drill.at))
        health = _health(deed.unit, roster)
    return health, tuple(bad)


def health(archive: Archive, actor: Actor | None) -> Health:
    """How the custodians stand, by the drill under way. Changes nothing."""
    require(actor)
    with archive.store.read() as unit:
        return _health(unit, roster_of(unit))


def _note(deed: Deed, roster: Roster, key: bytes) -> None:
    name = next(card.name for card in roster.cards if card.verify == key)
    deed.note(LastAnswer(key.hex(), name, deed.at))


def _health(unit: Unit, roster: Roster) -> Health:
    drill = registers.find(unit, Drill, DRILL)
    live = set() if drill is None else {sender(one) for one in drill.answers}
    last = {one.id: one.at for one in registers.every(unit, LastAnswer)}
    custodians = tuple(
        Alive(card.name, fingerprint(card.verify), last.get(card.verify.hex()), card.verify in live)
        for card in roster.cards
    )
    spare = [
        sum(share.verify in live for share in group.group.shares) - group.group.threshold
        for group in sealed_groups(unit)
    ]
    opened = len(live) >= roster.threshold
    return Health(
        roster.threshold, custodians, opened, sum(n < 0 for n in spare), sum(0 <= n <= 1 for n in spare)
    )
