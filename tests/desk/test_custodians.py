"""Who the custodians are, and whether they live: on memory and on SQLite."""

from __future__ import annotations

import os

import pytest
from tests.desk.conftest import Desk

from whensafe.desk import adopt, drill, registers
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.errors import BadOption, NotPermitted, Refused
from whensafe.sealing.custodians import Custodian, read_archive_card
from whensafe.sealing.requests import answer, read_request
from whensafe.sealing.stanzas import HybridIdentity

PEOPLE = tuple(Custodian(bytes([n]) * 32) for n in range(1, 5))
CARDS = tuple((f"{n}.json", p.card(f"Person {n}")) for n, p in enumerate(PEOPLE, 1))
OPENER = HybridIdentity(bytes([9]) * 32)


def adopted(desk: Desk, k: int = 2, n: int = 3) -> adopt.Adopted:
    return adopt.adopt(desk.archive, desk.actor, CARDS[:n], k)


def answers(desk: Desk, request: bytes, people: tuple[Custodian, ...]) -> list[tuple[str, bytes]]:
    key = read_archive_card(adopt.archive_card(desk.archive, desk.actor)).verify
    given = [answer(request, person, os.urandom, archive_key=key) for person in people]
    return [(f"answer {n}", one) for n, one in enumerate(given, 1)]


def test_the_roster_is_kept_and_replaced(desk: Desk) -> None:
    adopted(desk)
    second = adopted(desk, 3, 4)
    with desk.archive.store.read() as unit:
        assert list(registers.every(unit, Roster)) == [second.roster]
    assert second.roster.id == ROSTER
    assert second.groups_of_others == 0


def test_nobody_adopts_or_drills_without_being_somebody(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        adopt.adopt(desk.archive, None, CARDS, 2)
    with pytest.raises(NotPermitted):
        drill.begin(desk.archive, None, str(OPENER.recipient()))
    with pytest.raises(NotPermitted):
        drill.health(desk.archive, None)


def test_the_same_person_under_another_name_is_refused(desk: Desk) -> None:
    twice = (CARDS[0], ("again.json", PEOPLE[0].card("Somebody else")))
    with pytest.raises(BadOption, match="the same custodian twice"):
        adopt.adopt(desk.archive, desk.actor, twice, 2)


def test_without_custodians_there_is_no_drill(desk: Desk) -> None:
    with pytest.raises(Refused, match="no custodians yet"):
        drill.begin(desk.archive, desk.actor, str(OPENER.recipient()))


def test_a_drill_tells_who_lives_as_answers_come_in(desk: Desk) -> None:
    adopted(desk)
    request = drill.begin(desk.archive, desk.actor, str(OPENER.recipient()))
    assert read_request(request, archive_key=None).is_drill
    assert drill.opener_of(desk.archive, desk.actor) == str(OPENER.recipient())
    one, two = answers(desk, request, PEOPLE[:2])
    first, bad = drill.answered(desk.archive, desk.actor, [one], OPENER)
    assert (first.live, first.opened, bad) == (1, False, ())
    second, _ = drill.answered(desk.archive, desk.actor, [two, one], OPENER)
    assert (second.live, second.opened) == (2, True)
    assert [c.live for c in second.custodians] == [True, True, False]
    assert second == drill.health(desk.archive, desk.actor)
    drill.begin(desk.archive, desk.actor, str(OPENER.recipient()))
    anew = drill.health(desk.archive, desk.actor)
    assert anew.live == 0
    assert [c.last_answered is not None for c in anew.custodians] == [True, True, False]


def test_an_answer_to_an_earlier_drill_proves_nothing(desk: Desk) -> None:
    adopted(desk)
    old = answers(desk, drill.begin(desk.archive, desk.actor, str(OPENER.recipient())), PEOPLE[:2])
    drill.begin(desk.archive, desk.actor, str(OPENER.recipient()))
    found, bad = drill.answered(desk.archive, desk.actor, old, OPENER)
    assert found.live == 0
    assert [(name, wrong.where) for name, wrong in bad] == [
        ("answer 1", "Person 1"),
        ("answer 2", "Person 2"),
    ]


def test_another_roster_ends_the_drill(desk: Desk) -> None:
    adopted(desk)
    request = drill.begin(desk.archive, desk.actor, str(OPENER.recipient()))
    adopted(desk, 2, 4)
    with pytest.raises(Refused, match="no drill is under way"):
        drill.answered(desk.archive, desk.actor, answers(desk, request, PEOPLE[:1]), OPENER)
