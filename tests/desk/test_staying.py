"""What stays beside an edition: where, how many and why, and no word of it."""

from __future__ import annotations

import datetime

import pytest
from tests.desk.conftest import Desk
from tests.desk.told import BAKER, PUBLIC, WEAVER, restrict, say

from whensafe.desk.act import acting
from whensafe.desk.staying import beside, nothing_told
from whensafe.errors import NotFound, NotPermitted
from whensafe.nouns.consent import Said
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


def test_what_stays_whole_says_why(desk: Desk) -> None:
    told, never, refused = desk.take(BAKER).id, desk.take(WEAVER).id, desk.take(BAKER + "x: y\n").id
    desk.take("Q: a?\nA: b.\n", keep=False)
    say(desk, told)
    say(desk, refused, Said.REFUSED)
    found = nothing_told(desk.archive, desk.actor, PUBLIC, NOW, {told})
    assert {one.id: one.reasons for one in found} == {never: ("never_asked",), refused: ("refused",)}


def test_each_thing_that_stays_has_its_place_its_rule_and_its_condition(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    held = restrict(desk, id, 2, "My brother Danylo", until="after(2030-01-01, UTC)")
    restrict(desk, id, 4, "Then the bridge was gone.")
    found = beside(desk.archive, desk.actor, PUBLIC, NOW, id)
    assert found.told is not None
    first, second = (stays for stays in found.stays if stays.kind in ("passage", "whole"))
    assert (first.kind, first.reason, first.by, first.until) == (
        "passage",
        "condition_not_met",
        held.id,
        "after(2030-01-01, UTC)",
    )
    assert (first.n, first.language, first.address) == (2, "en", held.scope.address)
    assert (second.kind, second.n, second.until) == ("whole", 4, None)
    assert "Danylo" not in repr(found.stays)
    assert "bridge" not in repr(found.stays)


def test_a_name_is_counted_where_it_would_have_stood(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    rule = Restriction(
        RestrictionId("r00000000999"),
        None,
        Scope(ScopeKind.WORDS, words=("Danylo",)),
        Ground.THIRD_PARTY,
        desk.archive.now(),
    )
    with acting(desk.archive, desk.actor, "restrict") as deed:
        deed.note(rule)
    (name,) = [s for s in beside(desk.archive, desk.actor, PUBLIC, NOW, id).stays if s.kind == "name"]
    assert (name.reason, name.by, name.count, name.n) == ("name_withheld", rule.id, 1, 2)


def test_an_interview_of_which_nothing_is_told_says_so(desk: Desk) -> None:
    id = desk.take(BAKER).id
    found = beside(desk.archive, desk.actor, PUBLIC, NOW, id)
    assert (found.told, found.reasons, found.stays) == (None, ("never_asked",), ())


def test_only_the_team_is_told_what_stays(desk: Desk) -> None:
    id = desk.take(BAKER).id
    with pytest.raises(NotPermitted):
        beside(desk.archive, None, PUBLIC, NOW, id)
    with pytest.raises(NotPermitted):
        nothing_told(desk.archive, None, PUBLIC, NOW, set())
    with pytest.raises(NotFound):
        beside(desk.archive, desk.actor, PUBLIC, NOW, InterviewId("0000000000"))
