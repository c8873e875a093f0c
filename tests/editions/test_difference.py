"""What a reader with two editions learns from holding them side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.editions.cleared import REQUEST, golden, interview, turn
from tests.editions.reading import built
from tests.editions.strategies import archives

from whensafe.editions.difference import NoticeChange, TurnChange, difference
from whensafe.errors import BadInput, Unreadable
from whensafe.nouns.actor import Audience
from whensafe.nouns.edition import ClearedInterview, Ground, Notice, Part, Withheld

HOLE = Withheld(Ground.DANGER_TO_OTHERS)


def test_a_released_passage_is_exactly_the_difference() -> None:
    before = interview(1, turn(1, "I saw ", HOLE, " there."), turn(2, "It was March."))
    after = interview(1, turn(1, "I saw Danylo there."), turn(2, "It was March."))
    found = difference(built(REQUEST, [before]).get, built(REQUEST, [after]).get)
    change = TurnChange(
        "0000000001", "en", "00000000000001", ("I saw ", HOLE, " there."), ("I saw Danylo there.",)
    )
    assert found.turns == (change,)
    assert found.interviews_added == found.interviews_gone == found.notices == found.other == ()


def test_turns_interviews_and_notices_come_and_go() -> None:
    notice = Notice(Part.DETAILS, Ground.PRIVACY)
    old = [interview(1, turn(1, "One."), turn(2, "Two.")), interview(2)]
    new = [interview(1, turn(1, "One."), notices=(notice,)), interview(3)]
    found = difference(built(REQUEST, old).get, built(REQUEST, new).get)
    assert found.interviews_added == ("0000000003",)
    assert found.interviews_gone == ("0000000002",)
    assert TurnChange("0000000001", "en", "00000000000002", ("Two.",), None) in found.turns
    assert found.notices == (NoticeChange("0000000001", notice, added=True),)


def test_a_title_alone_is_named_as_something_else() -> None:
    found = difference(
        built(REQUEST, [interview(1)]).get, built(REQUEST, [interview(1, title="Renamed")]).get
    )
    assert found.other == ("0000000001",)
    assert found.turns == ()


def test_a_first_edition_is_all_new() -> None:
    found = difference(None, built(REQUEST, golden()).get)
    assert len(found.interviews_added) == 3
    assert found.notices[0] == NoticeChange(None, REQUEST.notices[0], added=True)
    assert all(change.before is None for change in found.turns)


@settings(max_examples=20)
@given(archives())
def test_nothing_differs_from_itself(archive: list[ClearedInterview]) -> None:
    files = built(REQUEST, archive)
    later = built(replace(REQUEST, as_of=REQUEST.as_of.replace(year=2027)), archive)
    assert difference(files.get, later.get).empty


def test_audiences_are_not_mixed_and_other_files_are_no_editions() -> None:
    other = replace(REQUEST, audience=Audience("researcher"))
    with pytest.raises(BadInput, match="different audiences"):
        difference(built(other, []).get, built(REQUEST, []).get)
    with pytest.raises(Unreadable):
        difference(None, {}.get)
    broken = {**built(REQUEST, []), "index.json": b"{"}
    with pytest.raises(Unreadable):
        difference(None, broken.get)
