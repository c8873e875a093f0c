"""Lists, interviews and searches as another audience has them: made of what is cleared, of nothing else."""

from __future__ import annotations

import pytest
from tests.desk.conftest import Desk
from tests.desk.told import BAKER, PRESS, PUBLIC, WEAVER, restrict, say

from whensafe.desk.look import original, page, show
from whensafe.desk.ports import Query
from whensafe.desk.search import search
from whensafe.desk.show_json import as_json
from whensafe.errors import BadOption, NotFound, NotPermitted
from whensafe.nouns.consent import Said
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import State
from whensafe.nouns.receipt import Hit


def hits(desk: Desk, text: str, **more: str) -> list[Hit]:
    return list(search(desk.archive, desk.actor, PUBLIC, Query(text, **more)).hits)  # type: ignore[arg-type]


def test_nothing_is_listed_shown_or_found_that_was_not_agreed_to(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id, audience=PRESS)
    found = page(desk.archive, desk.actor, PUBLIC)
    assert (found.lines, found.total, found.after) == ((), 0, None)
    assert search(desk.archive, desk.actor, PUBLIC, Query("bakery")).total == 0
    for asked in (id, InterviewId("0000000000")):
        with pytest.raises(NotFound, match="no such interview"):
            show(desk.archive, desk.actor, PUBLIC, asked)
    assert page(desk.archive, desk.actor, PRESS).total == 1


def test_nobody_sees_nothing_as_anybody(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    (file,) = desk.show(id).sessions[0].originals
    for look in (
        lambda: page(desk.archive, None, PUBLIC),
        lambda: show(desk.archive, None, PUBLIC, id),
        lambda: search(desk.archive, None, PUBLIC, Query("bakery")),
        lambda: original(desk.archive, None, PUBLIC, id, file.blob),
        lambda: original(desk.archive, desk.actor, PUBLIC, id, file.blob),
    ):
        with pytest.raises(NotPermitted):
            look()


def test_an_interview_as_told_has_holes_and_no_trace_of_the_archive(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    restrict(desk, id, 2, "My brother Danylo")
    told = show(desk.archive, desk.actor, PUBLIC, id)
    assert told.transcript is not None
    assert told.transcript.turns[1].text == "In the bakery by the river. \ufffc carried the flour."
    shown = as_json(told, lambda _: "never asked")
    assert list(shown) == list(as_json(desk.show(id), lambda _: ""))
    assert (shown["original"], shown["dropped"], shown["questions"], shown["exhibits"]) == (None, [], [], [])
    assert shown["sessions"][0]["originals"] == []
    assert {turn["start_ms"] for turn in shown["turns"]} == {None}
    assert "Petro" not in repr(shown)
    stored = desk.show(id)
    assert all(t.id not in repr(shown) for session in stored.sessions for t in session.transcripts)


def test_a_list_counts_what_is_told(desk: Desk) -> None:
    for n in range(5):
        say(desk, desk.take(BAKER.replace("bakery", f"bakery {n}")).id)
    desk.take(WEAVER)
    found, after = [], None
    while True:
        part = page(desk.archive, desk.actor, PUBLIC, after=after, limit=2)
        assert part.total == 5
        assert len(part.lines) <= 2
        found += [line.id for line in part.lines]
        after = part.after
        if after is None:
            break
    assert len(set(found)) == len(found) == 5
    assert page(desk.archive, desk.actor, PUBLIC, state=State.DRAFT).total == 0
    with pytest.raises(BadOption):
        page(desk.archive, desk.actor, PUBLIC, limit=0)


def test_a_withdrawal_acts_at_once(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    assert len(hits(desk, "bakery")) == 1
    say(desk, id, Said.WITHDRAWN)
    assert hits(desk, "bakery") == []


def test_a_search_finds_only_what_is_told_and_cites_it(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    restrict(desk, id, 2, "My brother Danylo")
    (hit,) = hits(desk, "flour")
    told = show(desk.archive, desk.actor, PUBLIC, id).transcript
    assert told is not None
    assert told.turns[hit.turn - 1].text[hit.start : hit.end] == "flour"
    assert hit.address == told.turns[hit.turn - 1].address
    assert "Danylo" not in hit.snippet
    assert hits(desk, "Danylo") == hits(desk, "brother") == []


def test_words_on_two_sides_of_a_hole_are_no_phrase(desk: Desk) -> None:
    id = desk.take(BAKER).id
    say(desk, id)
    assert len(hits(desk, '"by the river"')) == 1
    restrict(desk, id, 2, "by the")
    assert len(hits(desk, "bakery river")) == 1
    assert hits(desk, '"bakery river"') == []


def test_words_are_found_in_their_forms_and_by_language_and_role(desk: Desk) -> None:
    say(desk, desk.take(WEAVER).id)
    say(desk, desk.take(BAKER).id)
    assert [hit.turn for hit in hits(desk, "рушники")] == [2]
    assert hits(desk, "рушники", language="en") == []
    assert len(hits(desk, "рушники", language="uk")) == 1
    assert hits(desk, "рушники", role="interviewer") == []
    assert [hit.turn for hit in hits(desk, "bridge gone")] == [4]
    assert hits(desk, "…") == []
    assert hits(desk, "bakery", since="2020") == []
    with pytest.raises(BadOption):
        hits(desk, " ")


def test_the_nearest_come_first_and_pages_of_hits_follow_each_other(desk: Desk) -> None:
    for words in ("The river, the rivers.", "The river.", "Rivers."):
        say(desk, desk.take(f"A: {words} Where nobody was, nothing came of it.\n").id)
    whole = hits(desk, "river")
    assert [hit.score for hit in whole] == sorted((hit.score for hit in whole), reverse=True)
    assert len(whole) == 3
    parts = [
        search(desk.archive, desk.actor, PUBLIC, Query("river", limit=1, offset=n)).hits[0] for n in range(3)
    ]
    assert parts == whole
