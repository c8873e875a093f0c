"""What the registers hold about one person."""

from __future__ import annotations

import pytest
from tests.desk.conftest import Desk

from whensafe.desk.about_person import about_person
from whensafe.desk.facts import confirm, take_back
from whensafe.desk.people import add
from whensafe.desk.restrict import Rule, Somebody, restrict
from whensafe.errors import NotFound, NotPermitted
from whensafe.nouns.condition import PersonId


def test_a_person_with_namesakes_facts_rules_and_what_waits(desk: Desk) -> None:
    petro = add(desk.archive, desk.actor, "Petro Vashchuk", also=["Петро Ващук"]).person
    other = add(desk.archive, desk.actor, "ПЕТРО ВАЩУК").person
    add(desk.archive, desk.actor, "Ihor")
    confirm(desk.archive, desk.actor, f"free({petro.id})", evidence="He called.")
    take_back(desk.archive, desk.actor, f"free({petro.id})", evidence="It was somebody else.")
    confirm(desk.archive, desk.actor, f"free({petro.id})", evidence="He came.")
    confirm(desk.archive, desk.actor, f"free({other.id})", evidence="Not about him.")
    (rule,) = restrict(desk.archive, desk.actor, None, Somebody(petro.id), Rule(until=f"free({other.id})"))

    found = about_person(desk.archive, desk.actor, petro.id)
    assert found.person == petro
    assert [p.id for p in found.namesakes] == [other.id]
    assert [c.stands for c in found.confirmations] == [True, False, True]
    assert found.confirmations[-1].id in found.holding
    assert [r.id for r in found.rules] == [rule.id]
    assert found.waiting == ()
    (waits,) = about_person(desk.archive, desk.actor, other.id).waiting
    assert waits.id == rule.id


def test_nobody_and_no_actor(desk: Desk) -> None:
    with pytest.raises(NotFound):
        about_person(desk.archive, desk.actor, PersonId("p:nobody00"))
    with pytest.raises(NotPermitted):
        about_person(desk.archive, None, PersonId("p:nobody00"))
