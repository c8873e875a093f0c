from __future__ import annotations

from dataclasses import replace

import pytest
from tests.some_archives import interview

from whensafe.desk.ports import Store
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.interview import Interview, State
from whensafe.protection.gate import RULE, Verdict, verdicts


def put(store: Store, *interviews: Interview) -> None:
    with store.write() as unit:
        for one in interviews:
            unit.interviews.put(one, verdicts(one))


def listed(store: Store, state: State = State.KEPT, limit: int = 50) -> list[InterviewId]:
    with store.read() as unit:
        return [line.id for line in unit.interviews.page(TEAM, state, after=None, limit=limit).lines]


def get(store: Store, id: InterviewId, audience: Audience = TEAM) -> Interview | None:
    with store.read() as unit:
        return unit.interviews.get(id, audience)


def test_what_was_put_comes_back_whole(store: Store) -> None:
    one = interview()
    put(store, one)
    assert get(store, one.id) == one


def test_empty_and_absent_values_stay_what_they_are(store: Store) -> None:
    full = interview(turns=0)
    bare = replace(
        full,
        title=None,
        standfirst="",
        section=(),
        participants=(),
        sessions=(),
        exhibits=(),
        dropped=("",),
        questions=(),
        published=None,
        first_published=None,
        interviewed=None,
    )
    put(store, bare)
    assert get(store, bare.id) == bare


def test_putting_again_replaces_every_part(store: Store) -> None:
    one, other = interview(), interview()
    put(store, one, other)
    changed = replace(other, id=one.id)
    put(store, changed)
    assert get(store, one.id) == changed
    assert get(store, other.id) == other
    with store.read() as unit:
        assert sorted(unit.interviews.ids()) == sorted([one.id, other.id])


@pytest.mark.parametrize(
    "given",
    [
        (),
        (Verdict(TEAM, False, RULE),),
        (Verdict(TEAM, True, RULE - 1),),
        (Verdict(TEAM, True, RULE + 1),),
        (Verdict(Audience("public"), True, RULE),),
    ],
    ids=["none", "denied", "older rule", "newer rule", "another audience"],
)
def test_without_a_present_verdict_nothing_is_given(store: Store, given: tuple[Verdict, ...]) -> None:
    one = interview()
    with store.write() as unit:
        unit.interviews.put(one, given)
    assert get(store, one.id) is None
    assert listed(store) == []
    with store.read() as unit:
        assert unit.interviews.page(TEAM, State.KEPT, after=None, limit=5).total == 0
        assert list(unit.interviews.ids()) == [one.id]


def test_a_verdict_taken_back_denies(store: Store) -> None:
    one = interview()
    put(store, one)
    with store.write() as unit:
        unit.interviews.put(one, (Verdict(TEAM, False, RULE),))
    assert get(store, one.id) is None
    assert listed(store) == []


def test_the_list_is_newest_first_and_pages_meet_exactly(store: Store) -> None:
    many = [interview(added_at=f"2026-03-01T12:00:{n:02}Z") for n in range(7)]
    put(store, *many[3:], *many[:3])
    seen, after = [], None
    with store.read() as unit:
        while True:
            page = unit.interviews.page(TEAM, State.KEPT, after=after, limit=3)
            assert page.total == 7
            seen += [line.id for line in page.lines]
            after = page.after
            if after is None:
                break
    assert seen == [one.id for one in reversed(many)]


def test_interviews_of_one_second_are_each_listed_once(store: Store) -> None:
    many = [interview(added_at="2026-03-01T12:00:00Z") for _ in range(7)]
    put(store, *many)
    seen, after = [], None
    with store.read() as unit:
        for _ in range(4):
            page = unit.interviews.page(TEAM, State.KEPT, after=after, limit=2)
            seen += [line.id for line in page.lines]
            after = page.after
    assert after is None
    assert sorted(seen) == sorted(one.id for one in many)


def test_a_full_last_page_says_that_it_is_the_last(store: Store) -> None:
    put(store, interview(), interview())
    with store.read() as unit:
        assert unit.interviews.page(TEAM, State.KEPT, after=None, limit=2).after is None


def test_a_list_goes_on_when_its_last_line_was_removed_meanwhile(store: Store) -> None:
    many = [interview(state=State.DRAFT, added_at=f"2026-03-01T12:00:{n:02}Z") for n in range(4)]
    put(store, *many)
    with store.read() as unit:
        after = unit.interviews.page(TEAM, State.DRAFT, after=None, limit=2).after
    with store.write() as unit:
        unit.interviews.remove(many[2].id)
    with store.read() as unit:
        rest = unit.interviews.page(TEAM, State.DRAFT, after=after, limit=2)
    assert [line.id for line in rest.lines] == [many[1].id, many[0].id]


def test_a_line_says_what_a_list_needs(store: Store) -> None:
    one = interview(turns=4)
    put(store, one)
    with store.read() as unit:
        (line,) = unit.interviews.page(TEAM, State.KEPT, after=None, limit=1).lines
    assert (line.id, line.state, line.title) == (one.id, State.KEPT, one.title)
    assert (line.language, line.narrators, line.added_at) == ("en", ("Olena the baker",), one.added_at)
    assert (line.interviewed, line.published) == ("2024-11", "2025")
    assert (line.turns, line.open_questions) == (4, 1)


def test_drafts_and_kept_are_listed_and_counted_apart(store: Store) -> None:
    draft, kept = interview(state=State.DRAFT), interview()
    put(store, draft, kept)
    assert listed(store, State.DRAFT) == [draft.id]
    assert listed(store) == [kept.id]
    put(store, replace(draft, state=State.KEPT))
    assert listed(store, State.DRAFT) == []
    with store.read() as unit:
        assert unit.interviews.page(TEAM, State.KEPT, after=None, limit=1).total == 2
        assert unit.interviews.page(TEAM, State.DRAFT, after=None, limit=1).total == 0


def test_a_removed_draft_is_gone_and_others_stay(store: Store) -> None:
    one, other = interview(state=State.DRAFT), interview(state=State.DRAFT)
    put(store, one, other)
    with store.write() as unit:
        unit.interviews.remember_prints(one.id, [b"d" * 32], [])
        unit.interviews.remove(one.id)
    assert get(store, one.id) is None
    assert get(store, other.id) == other
    assert listed(store, State.DRAFT) == [other.id]
    with store.read() as unit:
        assert list(unit.interviews.ids()) == [other.id]
        assert unit.interviews.page(TEAM, State.DRAFT, after=None, limit=1).total == 1


def test_a_removed_draft_takes_its_files_along(store: Store) -> None:
    with store.write() as unit:
        mine, other = unit.blobs.put(iter([b"mine"])), unit.blobs.put(iter([b"other"]))
        one = interview(state=State.DRAFT)
        file = replace(one.sessions[0].originals[0], blob=mine.name)
        one = replace(one, sessions=(replace(one.sessions[0], originals=(file,)),), exhibits=())
        unit.interviews.put(one, verdicts(one))
    with store.write() as unit:
        unit.interviews.remove(one.id)
    with store.read() as unit:
        assert list(unit.blobs.names()) == [other.name]
        assert [ref.name for ref in unit.blobs.refs()] == [other.name]


def test_removing_what_is_not_there_changes_nothing(store: Store) -> None:
    with store.write() as unit:
        unit.interviews.remove(InterviewId("0000000000"))


SKETCH = [bytes([n]) * 8 for n in range(10)]


def test_the_same_file_is_recognised_once_it_is_kept(store: Store) -> None:
    one = interview(state=State.DRAFT)
    with store.write() as unit:
        unit.interviews.put(one, verdicts(one))
        unit.interviews.remember_prints(one.id, [b"d" * 32, b"e" * 32], [])
        assert unit.interviews.look_alike(b"d" * 32, ()) is None
        kept = replace(one, state=State.KEPT)
        unit.interviews.put(kept, verdicts(kept))
        unit.interviews.remember_prints(one.id, [b"d" * 32, b"e" * 32], [])
    with store.read() as unit:
        assert unit.interviews.look_alike(b"e" * 32, ()) == one.id
        assert unit.interviews.look_alike(b"f" * 32, ()) is None
        assert unit.interviews.look_alike(b"", ()) is None


def test_nearly_the_same_words_are_recognised_and_few_shared_ones_are_not(store: Store) -> None:
    one = interview()
    with store.write() as unit:
        unit.interviews.put(one, verdicts(one))
        unit.interviews.remember_prints(one.id, [], SKETCH)
    with store.read() as unit:
        assert unit.interviews.look_alike(b"", SKETCH) == one.id
        assert unit.interviews.look_alike(b"", [*SKETCH[:9], b"x" * 8]) == one.id
        assert (
            unit.interviews.look_alike(b"", [*SKETCH[:3], *(bytes([n]) * 8 for n in range(90, 97))]) is None
        )


def test_later_prints_stand_in_place_of_earlier_ones(store: Store) -> None:
    one = interview()
    with store.write() as unit:
        unit.interviews.put(one, verdicts(one))
        unit.interviews.remember_prints(one.id, [b"d" * 32], [])
        unit.interviews.remember_prints(one.id, [b"e" * 32], [])
        assert unit.interviews.look_alike(b"d" * 32, ()) is None
        assert unit.interviews.look_alike(b"e" * 32, ()) == one.id


def test_forgotten_prints_recognise_nothing_and_others_stay(store: Store) -> None:
    one, other = interview(), interview()
    with store.write() as unit:
        for it, digest in ((one, b"d"), (other, b"e")):
            unit.interviews.put(it, verdicts(it))
            unit.interviews.remember_prints(it.id, [digest * 32], SKETCH if it is one else [])
    with store.write() as unit:
        unit.interviews.forget_prints(one.id)
        unit.interviews.forget_prints(InterviewId("0000000000"))
    with store.read() as unit:
        assert unit.interviews.look_alike(b"d" * 32, SKETCH) is None
        assert unit.interviews.look_alike(b"e" * 32, SKETCH) == other.id


def test_participants_are_those_of_kept_interviews_that_a_verdict_allows(store: Store) -> None:
    one = replace(interview(), added_at="2026-03-01T10:00:00Z")
    other = replace(interview(), added_at="2026-03-01T11:00:00Z")
    draft = replace(interview(), state=State.DRAFT)
    stale = interview()
    put(store, one, other, draft)
    with store.write() as unit:
        unit.interviews.put(stale, [Verdict(TEAM, True, RULE - 1)])
    with store.read() as unit:
        found = list(unit.interviews.participants(TEAM))
        assert list(unit.interviews.participants(Audience("public"))) == []
    expected = [
        (i.id, i.title, i.language, p.name, p.role)
        for i in (other, one)
        for p in i.participants
        if p.name is not None
    ]
    assert expected
    assert [(p.id, p.title, p.language, p.name, p.role) for p in found] == expected


def test_addresses_in_use_are_known_wherever_they_are(store: Store) -> None:
    one, draft = interview(), replace(interview(), state=State.DRAFT)
    put(store, one, draft)
    own = {t.address for i in (one, draft) for s in i.sessions for text in s.transcripts for t in text.turns}
    assert own
    free = Address("zzzzzzzzzzzzzz")
    with store.read() as unit:
        assert unit.interviews.taken({*own, free}) == own
        assert unit.interviews.taken({free}) == set()
        assert unit.interviews.taken(set()) == set()
