"""Who takes part, by name: in any form, as an audience is told, and not once a name is sealed."""

from __future__ import annotations

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt
from tests.desk.told import BAKER, PUBLIC, say

from whensafe.desk.named import MOST_WORDS, named
from whensafe.desk.seal import seal
from whensafe.errors import NotPermitted
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.interview import Role
from whensafe.protection.closure import Whole

UKRAINIAN = """# Ткаля
lang: uk
Оксана (interviewer): Де ви були?
Марія (narrator): Удома.
"""


def found(desk: Desk, text: str, audience: Audience = TEAM) -> list[tuple[str, str, Role]]:
    return [(one.id, one.name, one.role) for one in named(desk.archive, desk.actor, audience, text)]


def test_a_name_is_found_in_any_form_whoever_has_it(desk: Desk) -> None:
    baker, weaver = desk.take(BAKER).id, desk.take(UKRAINIAN).id
    assert found(desk, "petro") == [(baker, "Petro", Role.NARRATOR)]
    assert found(desk, "Ada") == [(baker, "Ada", Role.INTERVIEWER)]
    assert found(desk, "Марії") == [(weaver, "Марія", Role.NARRATOR)]
    assert found(desk, '"Марії"') == []
    assert found(desk, "Petro Ada") == []
    assert found(desk, "") == []
    assert found(desk, "Petro " + " ".join(f"w{n}" for n in range(MOST_WORDS))) == []


def test_the_newest_interview_comes_first(desk: Desk) -> None:
    taken = [desk.take(BAKER.replace("flour", f"flour {n}"), name=f"{n}.txt").id for n in range(3)]
    assert [id for id, _, _ in found(desk, "Petro")] == taken[::-1]


def test_others_find_only_names_that_they_are_told(desk: Desk) -> None:
    id = desk.take(BAKER).id
    assert found(desk, "Petro", PUBLIC) == []
    say(desk, id, attribution=Attribution.PSEUDONYM)
    assert found(desk, "Petro", PUBLIC) == []
    say(desk, id, attribution=Attribution.FULL)
    assert found(desk, "Petro", PUBLIC) == [(id, "Petro", Role.NARRATOR)]
    assert found(desk, "Ada", PUBLIC) == []
    with pytest.raises(NotPermitted):
        named(desk.archive, None, TEAM, "Petro")


def test_a_name_that_is_sealed_is_found_no_more(desk: Desk) -> None:
    adopt(desk)
    id = desk.take(BAKER).id
    seal(desk.archive, desk.actor, id, Whole(), until=FREE)
    assert found(desk, "Petro") == []
    assert found(desk, "Ada") == []
