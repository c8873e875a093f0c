"""Three custodians, two of whom open: who holds the seals of these tests, and how they are asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

from tests.desk.conftest import Desk

from whensafe.desk import evidence, registers
from whensafe.desk.act import acting
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.release_file import write_release
from whensafe.desk.release_groups import ReleaseGroup
from whensafe.nouns.condition import PersonId
from whensafe.nouns.person import Person
from whensafe.nouns.sealed import GroupId
from whensafe.sealing.age import HybridIdentity
from whensafe.sealing.custodians import Custodian, read_card
from whensafe.sealing.requests import Opened, Request, answer, open_request, write_request

PEOPLE = tuple(Custodian(bytes([n]) * 32) for n in (1, 2, 3))
CARDS = tuple(read_card(p.card(name)) for p, name in zip(PEOPLE, ("Ada", "Bohdan", "Chiara"), strict=True))
PETRO = "p:petro1"
FREE = f"free({PETRO})"
_chance = random.Random(7).randbytes  # noqa: S311 - the same in every run


def adopt(desk: Desk) -> None:
    """Custodians, and the one comrade that conditions are about."""
    with acting(desk.archive, desk.actor, "custodians") as deed:
        deed.note(Roster(ROSTER, 2, CARDS, deed.at))
        deed.note(Person(PersonId(PETRO), "Petro Vashchuk", (), deed.at))


def groups(desk: Desk) -> list[ReleaseGroup]:
    with desk.archive.store.read() as unit:
        return list(registers.every(unit, ReleaseGroup))


def every(desk: Desk, type_: type) -> list:
    with desk.archive.store.read() as unit:
        return list(registers.every(unit, type_))


def opened(desk: Desk, group: str, *, by: tuple[int, ...] = (0, 2)) -> tuple[Opened, ...]:
    """What these custodians' answers open of a group."""
    with desk.archive.store.read() as unit:
        kept = registers.find(unit, ReleaseGroup, group)
        assert kept is not None
        opener = HybridIdentity(b"o" * 32)
        request = Request(
            archive=unit.secrets.archive_id(),
            asked_at="2026-03-02T12:00:00Z",
            condition=kept.condition,
            condition_met=True,
            consent="",
            evidence="",
            for_whom="the team",
            group=kept.group,
            opener=str(opener.recipient()),
            reason="",
            seals=evidence.asked(unit, GroupId(group), kept.interview),
            verify=unit.secrets.public_key(),
        )
        data = write_request(request, unit.secrets.sign)
        key = unit.secrets.public_key()
    answers = [answer(data, PEOPLE[n], _chance, archive_key=key) for n in by]
    return open_request(data, answers, opener)


def release_file(desk: Desk, group: str) -> bytes:
    with desk.archive.store.read() as unit:
        archive = unit.secrets.archive_id()
    return write_release(archive, opened(desk, group))


@contextmanager
def unchanged(desk: Desk) -> Iterator[None]:
    """Nothing is written in this block."""
    with desk.archive.store.read() as unit:
        before = unit.ledger.size()
    yield
    with desk.archive.store.read() as unit:
        assert unit.ledger.size() == before
