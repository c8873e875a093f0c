"""The register of people, and the worlds that are looked up for the gate."""

from __future__ import annotations

import re

import pytest
from tests.desk.conftest import Desk

from whensafe.desk import registers
from whensafe.desk.check import check
from whensafe.desk.people import add, describe, people, person_id, spell, undescribe, unspell
from whensafe.desk.world import Worlds, world_of
from whensafe.errors import BadOption, NotFound, NotPermitted, Refused
from whensafe.nouns.condition import PersonId
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Pseudonym
from whensafe.protection import conditions

BAKER = "Ada (interviewer): Where?\nPetro (narrator): In the bakery.\n"


def codes(desk: Desk) -> dict[str, str]:
    with desk.archive.store.read() as unit:
        return {p.id: p.code for p in registers.every(unit, Pseudonym)}


def test_somebody_has_an_id_for_conditions_spellings_and_a_pseudonym(desk: Desk) -> None:
    id = desk.take(BAKER).id
    made = add(
        desk.archive,
        desk.actor,
        " Ігор  Коваль ",
        also=["Ihor Koval", "Ігор Коваль"],
        details=[("Unit", "3rd  brigade")],
        narrator_of=[id],
    )
    person = made.person
    assert person.spellings == ("Ігор Коваль", "Ihor Koval")
    assert (person.details, person.narrator_of) == ((("unit", "3rd brigade"),), (id,))
    assert conditions.people(conditions.parse(f"free({person.id})")) == {person.id}
    assert people(desk.archive, desk.actor) == (person,)
    assert made.namesakes == ()
    assert re.fullmatch("[A-Z0-9]{4}", codes(desk)[person.id])
    assert check(desk.archive, desk.actor).ok


def test_codes_are_unlike_words_and_never_twice(desk: Desk) -> None:
    for n in range(40):
        add(desk.archive, desk.actor, f"Somebody {n}")
    drawn = list(codes(desk).values())
    assert len(set(drawn)) == len(drawn) == 40
    assert all(re.search("[0-9]", code) and re.search("[A-Z]", code) for code in drawn)
    assert not set("".join(drawn)) & set("IO015S2ZB8GQ")


def test_spellings_and_details_are_added_and_never_twice(desk: Desk) -> None:
    id = add(desk.archive, desk.actor, "Ihor Koval").person.id
    assert spell(desk.archive, desk.actor, id, ["Koval", "Ihor Koval"]).also == ("Koval",)
    drawn = codes(desk)
    changed = describe(desk.archive, desk.actor, id, details=[("cell", "7"), ("cell", "7")])
    assert changed.details == (("cell", "7"),)
    assert changed.also == ("Koval",)
    assert codes(desk) == drawn


def test_somebody_else_of_the_same_name_is_pointed_out(desk: Desk) -> None:
    first = add(desk.archive, desk.actor, "Ihor Koval").person.id
    assert add(desk.archive, desk.actor, "Another", also=["IHOR KOVAL"]).namesakes == (first,)


@pytest.mark.parametrize("name", ["", "  ", "!!", "x" * 201, "a\u202eb"])
def test_what_is_no_name_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(BadOption):
        add(desk.archive, desk.actor, name)
    assert people(desk.archive, desk.actor) == ()


def test_nobody_and_nothing_unknown(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        add(desk.archive, None, "Ihor")
    with pytest.raises(NotPermitted):
        people(desk.archive, None)
    with pytest.raises(NotFound):
        spell(desk.archive, desk.actor, PersonId("p:nobody"), ["Ihor"])
    with pytest.raises(NotFound):
        add(desk.archive, desk.actor, "Ihor", narrator_of=[InterviewId("0000000000")])
    assert people(desk.archive, desk.actor) == ()


def test_an_id_may_be_typed_as_it_is_read_aloud() -> None:
    assert person_id(" P:7K2M ") == person_id("7k2m") == "p:7k2m"
    assert person_id("p:7o1L") == "p:7011"


def test_worlds_of_many_are_the_worlds_of_each(desk: Desk) -> None:
    from whensafe.desk.consent import Answer, consent
    from whensafe.nouns.consent import Use

    ids = [desk.take(BAKER.replace("bakery", f"bakery {n}"), name=f"{n}.txt").id for n in range(3)]
    add(desk.archive, desk.actor, "Ihor Koval", narrator_of=ids[:1])
    consent(desk.archive, desk.actor, ids[1], Answer(Use.ARCHIVE, "narrator"))
    now = desk.archive.clock.now()
    with desk.archive.store.read() as unit:
        worlds = Worlds(unit, now)
        assert [worlds.of(id) for id in ids] == [world_of(unit, id, now) for id in ids]
        assert [len(worlds.of(id).consents) for id in ids] == [0, 1, 0]
        assert worlds.of(ids[2]).people == worlds.of(ids[0]).people != ()


def test_spellings_and_details_are_taken_away_and_one_spelling_stays(desk: Desk) -> None:
    archive, actor = desk.archive, desk.actor
    made = add(archive, actor, "Ihor Koval", also=["Koval"], details=[("unit", "3"), ("age", "57")])
    id = made.person.id
    assert undescribe(archive, actor, id, [("Unit", " 3 ")]).details == (("age", "57"),)
    left = unspell(archive, actor, id, ["Ihor Koval"])
    assert (left.name, left.also) == ("Koval", ())
    with pytest.raises(Refused, match="at least one spelling"):
        unspell(archive, actor, id, ["Koval"])
    for gone in ("Ihor Koval", "Somebody"):
        with pytest.raises(NotFound):
            unspell(archive, actor, id, [gone])
    with pytest.raises(NotFound):
        undescribe(archive, actor, id, [("unit", "3")])
    assert people(archive, actor) == (left,)
    assert check(archive, actor).ok
