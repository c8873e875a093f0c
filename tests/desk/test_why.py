"""Why somebody may be told something or not: the decision about any kind of item, with no word said."""

from __future__ import annotations

import pytest
from tests.desk.conftest import Desk
from tests.desk.told import BAKER, PRESS, PUBLIC, lift, restrict, say

from whensafe.desk.act import acting
from whensafe.desk.why import why
from whensafe.errors import NotFound, NotPermitted
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import Said
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind


def asked(desk: Desk, item: str, audience: Audience = PUBLIC) -> tuple[str, bool, tuple[str, ...]]:
    found = why(desk.archive, desk.actor, audience, item)
    return found.kind, found.decision.allowed, found.decision.reasons


def address(desk: Desk, id: InterviewId, n: int) -> str:
    first = desk.show(id).transcript
    assert first is not None
    return first.turns[n - 1].address


def test_an_interview_says_what_consent_says(desk: Desk) -> None:
    id = desk.take(BAKER).id
    assert asked(desk, id) == ("interview", False, ("never_asked",))
    assert asked(desk, id, TEAM)[:2] == ("interview", True)
    say(desk, id)
    assert asked(desk, id) == ("interview", True, ("agreed",))
    assert asked(desk, id, PRESS)[1] is False
    say(desk, id, Said.WITHDRAWN)
    assert asked(desk, id) == ("interview", False, ("withdrawn",))


def test_an_id_may_be_typed_as_people_type(desk: Desk) -> None:
    id = desk.take(BAKER).id
    assert asked(desk, f" {id[:5]}-{id[5:]} ".upper(), TEAM)[0] == "interview"


def test_a_turn_says_what_is_told_of_it_and_what_hides_the_rest(desk: Desk) -> None:
    id = desk.take(BAKER).id
    assert asked(desk, address(desk, id, 2)) == ("turn", False, ("never_asked",))
    say(desk, id)
    held = restrict(desk, id, 2, "My brother Danylo")
    restrict(desk, id, 4, "Then the bridge was gone.", until="after(2030-01-01, UTC)")
    assert asked(desk, address(desk, id, 1)) == ("turn", True, ("agreed",))
    assert asked(desk, address(desk, id, 2)) == (
        "turn",
        True,
        ("agreed", "restricted", "withheld_danger_to_others"),
    )
    assert asked(desk, address(desk, id, 4)) == (
        "turn",
        False,
        ("condition_not_met", "withheld_danger_to_others"),
    )
    assert asked(desk, held.id) == ("restriction", False, ("restricted",))
    lift(desk, held)
    assert asked(desk, address(desk, id, 2)) == ("turn", True, ("agreed",))
    assert asked(desk, held.id) == ("restriction", True, ("ended",))


def test_a_restriction_is_judged_by_its_condition_and_its_audiences(desk: Desk) -> None:
    id = desk.take(BAKER).id
    over = restrict(desk, id, 2, "Danylo", until="after(2020-01-01, UTC)")
    others = restrict(desk, id, 2, "bakery", hidden_from=(PRESS,))
    assert asked(desk, over.id) == ("restriction", True, ("condition_met",))
    assert asked(desk, others.id) == ("restriction", True, ("another_audience",))
    assert asked(desk, others.id, PRESS) == ("restriction", False, ("restricted",))
    assert asked(desk, others.id, TEAM)[1] is True


def test_a_person_may_be_named_unless_restricted(desk: Desk) -> None:
    desk.take(BAKER)
    with acting(desk.archive, desk.actor, "person") as deed:
        deed.note(Person("p:abc", "Danylo", (), deed.at))  # type: ignore[arg-type]
    assert asked(desk, "p:abc") == ("person", True, ("not_restricted",))
    with acting(desk.archive, desk.actor, "restrict") as deed:
        scope = Scope(ScopeKind.PERSON, person="p:abc")  # type: ignore[arg-type]
        deed.note(Restriction(RestrictionId("r00000000abc"), None, scope, Ground.THIRD_PARTY, deed.at))
    assert asked(desk, "p:abc") == ("person", False, ("restricted",))


def test_what_is_nothing_is_not_found_and_nobody_asks(desk: Desk) -> None:
    id = desk.take(BAKER).id
    for item in ("", "p:zzz", "0000000000", "00000000000000", "the bakery by the river"):
        with pytest.raises(NotFound):
            asked(desk, item)
    with pytest.raises(NotPermitted):
        why(desk.archive, None, PUBLIC, id)
