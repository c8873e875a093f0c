from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.conftest import Desk

from whensafe.desk.act import acting
from whensafe.desk.changes import (
    Answer,
    Change,
    DropTurn,
    JoinTurns,
    NamePerson,
    RestoreDropped,
    SetDates,
    SetLanguage,
    SetSource,
    SetTitle,
    SetTurn,
    SplitTurn,
    SwapRoles,
)
from whensafe.desk.check import check
from whensafe.desk.correct import correct
from whensafe.desk.history import history
from whensafe.desk.keep import discard, keep
from whensafe.desk.take_in import Incoming, take_in
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.intake.turns.questions import WHO_ASKS
from whensafe.nouns.ids import InterviewId, ParticipantId, TranscriptId
from whensafe.nouns.interview import Interview, MarkKind, Question, Role, SourceRef, Turn
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

TEXT = "Q: Who drove? Did he speak?\nA: He did not speak.\nA: Not once.\nJoin us\n"


@pytest.fixture
def draft(desk: Desk) -> InterviewId:
    return desk.take(TEXT, keep=False).id


def change(desk: Desk, id: InterviewId, made: Change) -> Interview:
    after = correct(desk.archive, desk.actor, id, made)
    assert desk.show(id) == after  # what is given back is what is stored
    return after


def turns(interview: Interview) -> tuple[Turn, ...]:
    assert interview.transcript is not None
    return interview.transcript.turns


def texts(interview: Interview) -> list[str]:
    return [turn.text for turn in turns(interview)]


def test_what_it_is_called_and_when_it_was(desk: Desk, draft: InterviewId) -> None:
    change(desk, draft, SetTitle("  The   driver ", ""))
    change(desk, draft, SetDates(interviewed=SaidDate("2025-03")))
    after = change(desk, draft, SetSource("Ara", "https://ara.example/1", "ESSF"))
    assert (after.title, after.standfirst, after.interviewed) == ("The driver", None, "2025-03")
    assert (after.source, after.republisher) == (SourceRef("Ara", "https://ara.example/1"), "ESSF")


def test_a_date_that_is_none_is_refused(desk: Desk, draft: InterviewId) -> None:
    with pytest.raises(BadOption):
        correct(desk.archive, desk.actor, draft, SetDates(published=SaidDate("2025-02-30")))


def test_the_language_of_the_whole_is_that_of_its_turns(desk: Desk, draft: InterviewId) -> None:
    after = change(desk, draft, SetLanguage(Language("uk")))
    assert {after.language, *(turn.language for turn in turns(after))} == {"uk"}
    with pytest.raises(BadOption):
        correct(desk.archive, desk.actor, draft, SetLanguage(Language("Ukrainian!")))


def test_who_speaks(desk: Desk, draft: InterviewId) -> None:
    after = change(desk, draft, SetTurn(2, Role.PRESENT, "Petro"))
    assert (turns(after)[1].role, after.name_of(turns(after)[1].speaker)) == (Role.PRESENT, "Petro")
    again = change(desk, draft, SetTurn(3, Role.PRESENT, "Petro"))
    assert turns(again)[2].speaker == turns(again)[1].speaker
    assert turns(change(desk, draft, SetTurn(3, Role.NARRATOR)))[2].speaker is None


def test_sides_are_swapped_for_turns_and_people_alike(desk: Desk, draft: InterviewId) -> None:
    after = change(desk, draft, SwapRoles())
    assert [turn.role for turn in turns(after)] == [Role.NARRATOR, Role.INTERVIEWER, Role.INTERVIEWER]
    roles = {p.id: p.role for p in after.participants}
    assert all(roles[turn.speaker] is turn.role for turn in turns(after) if turn.speaker is not None)


def test_naming_somebody_moves_their_turns_with_them(desk: Desk, draft: InterviewId) -> None:
    person = turns(desk.show(draft))[1].speaker
    assert person is not None
    after = change(desk, draft, NamePerson(person, "Olena", Role.INTERPRETER))
    assert [after.name_of(t.speaker) for t in turns(after)] == [None, "Olena", "Olena"]
    assert turns(after)[1].role is Role.INTERPRETER
    with pytest.raises(NotFound):
        correct(desk.archive, desk.actor, draft, NamePerson(ParticipantId("nobody"), "x", Role.NARRATOR))


def test_joined_turns_have_one_recorded_space(desk: Desk, draft: InterviewId) -> None:
    after = change(desk, draft, JoinTurns(2))
    assert texts(after)[1] == "He did not speak. Not once."
    assert [turn.n for turn in turns(after)] == [1, 2]
    mark = turns(after)[1].marks[-1]
    assert (mark.kind, mark.at) == (MarkKind.SOFT_BREAK, len("He did not speak."))


def test_a_turn_is_split_where_the_words_part(desk: Desk, draft: InterviewId) -> None:
    before = turns(desk.show(draft))
    after = change(desk, draft, SplitTurn(1, len("Who drove?")))
    assert texts(after)[:2] == ["Who drove?", "Did he speak?"]
    assert turns(after)[0].address == before[0].address
    assert turns(after)[1].address not in {turn.address for turn in before}
    assert texts(change(desk, draft, JoinTurns(1)))[0] == "Who drove? Did he speak?"


@pytest.mark.parametrize("at", [-1, 0, 10_000])
def test_a_turn_is_not_split_at_its_ends(desk: Desk, draft: InterviewId, at: int) -> None:
    with pytest.raises(BadOption):
        correct(desk.archive, desk.actor, draft, SplitTurn(1, at))


def test_what_is_no_turn_is_set_aside_and_comes_back(desk: Desk, draft: InterviewId) -> None:
    after = change(desk, draft, DropTurn(2))
    assert texts(after) == ["Who drove? Did he speak?", "Not once."]
    assert after.dropped == ("Join us", "He did not speak.")
    back = change(desk, draft, RestoreDropped(1, Role.NARRATOR, before=2))
    assert texts(back) == ["Who drove? Did he speak?", "He did not speak.", "Not once."]
    assert back.dropped == ("Join us",)
    assert turns(back)[1].speaker is not None  # the only narrator


def test_words_come_back_where_there_was_no_turn_at_all(desk: Desk) -> None:
    id = desk.take("Only a paragraph.\n", keep=False).id
    after = change(desk, id, RestoreDropped(0, Role.NARRATOR))
    assert texts(after) == ["Only a paragraph."]


def test_the_first_reading_stays_beside_the_corrected_one(desk: Desk, draft: InterviewId) -> None:
    first = desk.show(draft).transcript
    assert first is not None
    change(desk, draft, SwapRoles())
    after = change(desk, draft, DropTurn(1))
    (session,) = after.sessions
    (as_read,) = session.superseded
    assert [(t.role, t.text) for t in as_read.turns] == [(t.role, t.text) for t in first.turns]
    assert session.current == (after.transcript,)
    assert not {t.address for t in as_read.turns} & {t.address for t in turns(after)}


def test_a_superseded_reading_is_not_what_a_search_finds(desk: Desk, draft: InterviewId) -> None:
    from whensafe.desk.ports import Query
    from whensafe.desk.search import search
    from whensafe.nouns.actor import TEAM

    change(desk, draft, DropTurn(2))
    keep(desk.archive, desk.actor, draft)
    found = search(desk.archive, desk.actor, TEAM, Query("speak"))
    assert [hit.turn for hit in found.hits] == [1]


@pytest.mark.parametrize("n", [0, 4, -1])
def test_there_is_no_such_turn(desk: Desk, draft: InterviewId, n: int) -> None:
    for made in (SetTurn(n, Role.PRESENT), JoinTurns(n), SplitTurn(n, 1), DropTurn(n)):
        with pytest.raises(NotFound):
            correct(desk.archive, desk.actor, draft, made)


def test_every_change_is_in_the_ledger(desk: Desk, draft: InterviewId) -> None:
    change(desk, draft, SwapRoles())
    change(desk, draft, SetTitle("A"))
    acts = [line.entry.act for line in history(desk.archive, desk.actor).lines if line.entry is not None]
    assert acts == ["correct", "correct", "take_in"]
    assert check(desk.archive, desk.actor).ok


def test_a_refused_change_leaves_no_trace(desk: Desk, draft: InterviewId) -> None:
    before = desk.show(draft)
    with pytest.raises(NotFound):
        correct(desk.archive, desk.actor, draft, DropTurn(9))
    assert desk.show(draft) == before
    assert history(desk.archive, desk.actor).size == 1


def test_what_is_kept_is_corrected_no_more_but_its_questions_are_answered(desk: Desk) -> None:
    desk.take(TEXT)
    kept = desk.take(TEXT)
    with pytest.raises(Refused):
        correct(desk.archive, desk.actor, kept.id, SwapRoles())
    after = change(desk, kept.id, Answer(0, "different"))
    assert after.questions[0].answer == "different"
    assert after.duplicate_of is None


def test_a_kept_draft_is_listed_and_a_discarded_one_is_gone(desk: Desk, draft: InterviewId) -> None:
    assert keep(desk.archive, desk.actor, draft).id == draft
    other = desk.take("A: Something else entirely.\n", keep=False).id
    discard(desk.archive, desk.actor, other)
    with pytest.raises(NotFound):
        desk.show(other)
    with desk.archive.store.read() as unit:
        kept = {o.blob for s in desk.show(draft).sessions for o in s.originals}
        assert set(unit.blobs.names()) == kept
    with pytest.raises(Refused):
        discard(desk.archive, desk.actor, draft)
    assert check(desk.archive, desk.actor).ok


def test_a_draft_that_became_a_duplicate_is_asked_about_when_it_is_kept(
    desk: Desk, draft: InterviewId
) -> None:
    first = desk.take(TEXT)
    assert keep(desk.archive, desk.actor, draft).duplicate_of == first.id


def asked(desk: Desk, draft: InterviewId, *questions: Question) -> None:
    """The draft, with questions as intake would have put them."""
    with acting(desk.archive, desk.actor, "correct") as deed:
        deed.put(replace(deed.draft(draft), questions=questions))


def test_who_asks_settles_both_sides(desk: Desk) -> None:
    id = desk.take("Anna (interviewer): I fled.\nPetro (narrator): When?\n", keep=False).id
    asked(desk, id, Question("who_asks", "Which side asks?", options=("Anna", "Petro")))
    after = change(desk, id, Answer(0, "Petro"))
    assert [turn.role for turn in turns(after)] == [Role.NARRATOR, Role.INTERVIEWER]
    assert {p.name: p.role for p in after.participants} == {"Anna": Role.NARRATOR, "Petro": Role.INTERVIEWER}
    again = change(desk, id, Answer(0, "Petro"))
    assert [turn.role for turn in turns(again)] == [Role.NARRATOR, Role.INTERVIEWER]


@pytest.mark.parametrize(
    ("answer", "first"), [("who speaks first", Role.INTERVIEWER), ("who speaks second", Role.NARRATOR)]
)
def test_where_no_names_tell_the_sides_apart_their_order_does(desk: Desk, answer: str, first: Role) -> None:
    id = desk.take("Anna (interviewer): I fled.\nPetro (narrator): When?\n", keep=False).id
    asked(desk, id, Question("who_asks", "Which side asks?", options=WHO_ASKS))
    for _ in range(2):  # said twice is said once
        after = change(desk, id, Answer(0, answer))
        assert turns(after)[0].role is first


def test_the_name_of_an_unnamed_speaker_goes_to_all_their_turns(desk: Desk, draft: InterviewId) -> None:
    asked(desk, draft, Question("unnamed_speaker", "Who is it?", turn=2))
    after = change(desk, draft, Answer(0, "Olena"))
    assert [after.name_of(turn.speaker) for turn in turns(after)] == [None, "Olena", "Olena"]


def test_of_several_who_may_have_spoken_one_is_named_for_one_turn(desk: Desk) -> None:
    id = desk.take("Ann (narrator): No.\nBea (narrator): Yes.\nA: We both left.\n", keep=False).id
    asked(desk, id, Question("joint_speaker", "Who said this?", turn=3, options=("Ann", "Bea")))
    after = change(desk, id, Answer(0, "Bea"))
    assert [after.name_of(turn.speaker) for turn in turns(after)] == ["Ann", "Bea", "Bea"]


@pytest.mark.parametrize("code", ["two_dates", "ambiguous_date"])
def test_an_answer_about_a_date_sets_that_date(desk: Desk, draft: InterviewId, code: str) -> None:
    change(desk, draft, SetDates(published=SaidDate("2025-04"), interviewed=SaidDate("2024")))
    texts = {
        "two_dates": "Two dates are given of first publication: 2020-06-04 and 2020-06-09. Which is right?",
        "ambiguous_date": "Which day is 04/06/2020, the date of first publication?",
    }
    asked(desk, draft, Question(code, texts[code], options=("2020-06-04", "2020-06-09")))
    after = change(desk, draft, Answer(0, "2020-06-09"))
    assert (after.published, after.first_published, after.interviewed) == ("2025-04", "2020-06-09", "2024")
    assert after.questions[0].answer == "2020-06-09"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Two dates are given of publication: 2020-06-04 and 2020-06-09. Which is right?", "I don't know"),
        ("Session 2: Two dates are given of the interview: 2020 and 2021. Which is right?", "2021"),
    ],
)
def test_an_answer_in_words_or_about_another_session_sets_no_date(
    desk: Desk, draft: InterviewId, text: str, answer: str
) -> None:
    asked(desk, draft, Question("two_dates", text))
    after = change(desk, draft, Answer(0, answer))
    assert (after.published, after.first_published, after.interviewed) == (None, None, None)
    assert after.questions[0].answer == answer


def test_the_day_of_the_only_session_is_the_interviews(desk: Desk, draft: InterviewId) -> None:
    after = change(desk, draft, SetDates(interviewed=SaidDate("2025-03")))
    assert [session.interviewed for session in after.sessions] == ["2025-03"]


def test_a_further_session_is_corrected_like_the_first(desk: Desk) -> None:
    files = [
        Incoming("1.txt", TEXT.encode()),
        Incoming("2.txt", b"Q: And then? Where to?\nA: Home.\nA: On foot.\n"),
    ]
    id = take_in(desk.archive, desk.actor, files, keep=False).id
    before = desk.show(id)
    asked(desk, id, Question("unnamed_speaker", "Third?", turn=3))
    second = before.sessions[1].current[0].id

    def further(interview: Interview) -> list[str]:
        return [turn.text for turn in interview.sessions[1].current[0].turns]

    assert further(change(desk, id, SplitTurn(1, len("And then?"), second)))[:2] == ["And then?", "Where to?"]
    assert further(change(desk, id, JoinTurns(1, second)))[0] == "And then? Where to?"
    assert further(change(desk, id, DropTurn(2, second))) == ["And then? Where to?", "On foot."]
    back = change(desk, id, RestoreDropped(len(desk.show(id).dropped) - 1, Role.NARRATOR, 2, second))
    assert further(back) == ["And then? Where to?", "Home.", "On foot."]
    named = change(desk, id, SetTurn(2, Role.NARRATOR, "Olena", second))
    assert named.name_of(named.sessions[1].current[0].turns[1].speaker) == "Olena"
    assert texts(named) == texts(before)
    assert [(q.turn, q.answer) for q in named.questions] == [(3, None)]
    assert check(desk.archive, desk.actor).ok


def test_a_reading_that_was_replaced_is_corrected_no_more(desk: Desk, draft: InterviewId) -> None:
    (as_read,) = change(desk, draft, SwapRoles()).sessions[0].superseded
    for id in (as_read.id, TranscriptId("nobody")):
        with pytest.raises(NotFound):
            correct(desk.archive, desk.actor, draft, DropTurn(1, id))


def test_questions_follow_their_turns(desk: Desk, draft: InterviewId) -> None:
    asked(
        desk,
        draft,
        Question("unnamed_speaker", "First?", turn=1),
        Question("unnamed_speaker", "Third?", turn=3),
    )
    after = change(desk, draft, SplitTurn(1, len("Who drove?")))
    assert [q.turn for q in after.questions] == [1, 4]
    after = change(desk, draft, JoinTurns(1))
    assert [q.turn for q in after.questions] == [1, 3]
    after = change(desk, draft, DropTurn(1))
    assert [(q.turn, q.answer) for q in after.questions] == [(1, "set aside"), (2, None)]
    after = change(desk, draft, RestoreDropped(1, Role.INTERVIEWER, before=1))
    assert after.questions[1].turn == 3


@pytest.mark.parametrize(("index", "answer"), [(5, "yes"), (-1, "yes"), (0, "  ")])
def test_an_answer_to_nothing_is_refused(desk: Desk, draft: InterviewId, index: int, answer: str) -> None:
    asked(desk, draft, Question("two_dates", "Which?"))
    with pytest.raises((NotFound, BadOption)):
        correct(desk.archive, desk.actor, draft, Answer(index, answer))
