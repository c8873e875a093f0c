"""Facts that conditions wait for: confirmed by a person with evidence, signed, and taken back if need be.

Confirming opens nothing: what has become releasable stands on the due list (`due`). Taking back closes again
what rests on the fact and is not yet published; what is, is listed, since nobody can recall it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from whensafe.desk import registers
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.people import require_people
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import ReleaseGroup
from whensafe.desk.verdicts import waiting_for
from whensafe.desk.world import held_since, read_fact, signed_bytes
from whensafe.errors import BadOption, Refused
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.fact import Confirmation, ConfirmationId
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.said import SaidDate
from whensafe.nouns.sealed import Seal
from whensafe.protection import conditions
from whensafe.protection.conditions import Fact

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a condition: a restriction, or a release group that is still sealed.

    ``seals`` are the group's, or the one from which a release brought the words back.
    """

    id: str
    kind: str
    interview: InterviewId | None
    condition: str
    seals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation did. ``due`` is what it made releasable; nothing has opened."""

    confirmation: Confirmation
    due: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking back did. ``closes`` is hidden again from the next edition on, or no longer due;
    ``editions`` have told something of it: they can't be recalled.
    """

    confirmation: Confirmation
    closes: tuple[Waiting, ...]
    editions: tuple[PublishedEdition, ...]


def confirm(
    archive: Archive,
    actor: Actor | None,
    fact: str,
    *,
    evidence: str,
    hide: bool = False,
    since: SaidDate | None = None,
) -> Confirmed:
    """Confirm a fact; ``hide`` keeps the evidence, and ``since``, from custodians' requests.

    Raises `BadOption` for what is no single fact, and `NotFound` for somebody who isn't in the register.
    """
    with acting(archive, actor, "confirm") as deed:
        clause = _clause(deed.unit, fact)
        before = frozenset(held_since(deed.unit, archive.clock.now()))
        one = _note(deed, clause, evidence, stands=True, hide=hide, since=since)
        _judge_anew(deed, clause)
        due = tuple(_between(deed, before, before | {clause}))
    return Confirmed(one, due)


def take_back(
    archive: Archive, actor: Actor | None, fact: str, *, evidence: str, hide: bool = False
) -> TakenBack:
    """Take a fact back, saying what shows that it doesn't hold. `Refused` where nobody has confirmed it."""
    with acting(archive, actor, "take_back") as deed:
        clause = _clause(deed.unit, fact)
        before = frozenset(held_since(deed.unit, archive.clock.now()))
        if clause not in before:
            raise Refused("this fact is not confirmed", where=conditions.write(clause))
        one = _note(deed, clause, evidence, stands=False, hide=hide)
        _judge_anew(deed, clause)
        closes = tuple(_between(deed, before - {clause}, before))
        gone = {id for waiting in closes for id in (waiting.id, *waiting.seals)}
        editions = tuple(
            edition
            for edition in registers.every(deed.unit, PublishedEdition)
            if not gone.isdisjoint(edition.opened)
        )
    return TakenBack(one, closes, editions)


def confirmations(archive: Archive, actor: Actor | None) -> tuple[Confirmation, ...]:
    """Every confirmation and every taking back, in order. The team's alone."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        return tuple(registers.every(unit, Confirmation))


def waiting(unit: Unit) -> Iterator[Waiting]:
    """Everything that waits for a condition, in the order of the ledger: sealed groups, then restrictions."""
    seals: dict[str, list[str]] = {}
    for seal in registers.every(unit, Seal):
        seals.setdefault(seal.group, []).append(seal.id)
    for group in registers.every(unit, ReleaseGroup):
        if group.opened_at is None and group.id in seals:
            yield Waiting(group.id, "sealed", group.interview, group.condition, tuple(seals[group.id]))
    for rule in registers.every(unit, Restriction):
        if rule.until is not None and rule.ended_at is None:
            kind = "restricted" if rule.restored is None else "released"
            back = () if rule.restored is None else (rule.restored.seal,)
            yield Waiting(rule.id, kind, rule.interview, rule.until, back)


def _clause(unit: Unit, fact: str) -> Fact:
    clause = read_fact(fact)
    require_people(unit, clause)
    return clause


def _note(
    deed: Deed, clause: Fact, evidence: str, *, stands: bool, hide: bool, since: SaidDate | None = None
) -> Confirmation:
    shown = " ".join(evidence.split())
    if not 1 <= len(shown) <= LONGEST:
        raise BadOption(f"evidence has 1 to {LONGEST} characters", where="--evidence")
    one = Confirmation(
        id=ConfirmationId(deed.mint.record()),
        fact=conditions.write(clause),
        stands=stands,
        evidence=shown,
        evidence_hidden=hide,
        by=deed.actor.member,
        at=deed.at,
        signature=b"",
        ledger=deed.unit.ledger.size(),
        since=since,
    )
    secrets = deed.unit.secrets
    one = replace(one, signature=secrets.sign(signed_bytes(secrets.archive_id(), one)))
    deed.note(one)
    return one


def _judge_anew(deed: Deed, clause: Fact) -> None:
    """The gate's verdicts on interviews that waited for it, in the same act: what joins them denies else."""
    for id in list(waiting_for(deed.unit, clause)):
        interview = deed.unit.interviews.get(id, TEAM)
        if interview is not None:
            deed.put(interview)


def _between(deed: Deed, fewer: frozenset[Fact], more: frozenset[Fact]) -> Iterator[Waiting]:
    """What is due with ``more`` facts and not with ``fewer``."""
    now = deed.archive.clock.now()
    for one in waiting(deed.unit):
        condition = conditions.parse(one.condition)
        if conditions.is_due(condition, more, now=now) and not conditions.is_due(condition, fewer, now=now):
            yield one
