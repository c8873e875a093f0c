from __future__ import annotations

import pytest
from tests.desk.conftest import Desk

from whensafe.desk.incoming import fetch, prepare
from whensafe.desk.look import original, page
from whensafe.desk.take_in import Incoming, take_in
from whensafe.errors import BadInput, NotPermitted, TooLarge, Unreadable
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import Basis, Interview, Role, State

BAKER = """# The baker of the lower town
Q: Where did you work before they came for you that spring?
A: In the bakery by the river, from four in the morning until noon, every day but Sunday.
Olena (narrator): My brother carried the flour, and I kept the books for the three of us.
Subscribe to our newsletter
"""


def test_an_interview_keeps_every_word_and_the_bytes_as_received(desk: Desk) -> None:
    taken = desk.take(BAKER)
    interview = desk.show(taken.id)
    assert interview.state is State.KEPT
    assert interview.title == "The baker of the lower town"
    assert [turn.text for turn in turns(interview)] == [
        "Where did you work before they came for you that spring?",
        "In the bakery by the river, from four in the morning until noon, every day but Sunday.",
        "My brother carried the flour, and I kept the books for the three of us.",
    ]
    assert interview.dropped == ("Subscribe to our newsletter",)
    (file,) = interview.sessions[0].originals
    _, chunks = original(desk.archive, desk.actor, TEAM, taken.id, file.blob)
    assert b"".join(chunks) == BAKER.encode()


def test_speakers_are_participants_and_addresses_are_unique(desk: Desk) -> None:
    interview = desk.show(desk.take(BAKER).id)
    assert [interview.name_of(turn.speaker) for turn in turns(interview)] == [None, None, "Olena"]
    assert [turn.role for turn in turns(interview)] == [Role.INTERVIEWER, Role.NARRATOR, Role.NARRATOR]
    assert len({turn.address for turn in turns(interview)}) == 3


def test_a_draft_is_not_listed_until_it_is_kept(desk: Desk) -> None:
    taken = desk.take(BAKER, keep=False)
    assert page(desk.archive, desk.actor, TEAM).total == 0
    assert [line.id for line in page(desk.archive, desk.actor, TEAM, state=State.DRAFT).lines] == [taken.id]


def test_the_same_bytes_again_are_asked_about(desk: Desk) -> None:
    first, second = desk.take(BAKER), desk.take(BAKER, name="b.txt")
    assert second.id != first.id
    assert second.duplicate_of == first.id
    assert [question.code for question in second.questions] == ["duplicate"]


def test_the_same_bytes_are_not_stored_twice_when_not_wanted(desk: Desk) -> None:
    first, second = desk.take(BAKER), desk.take(BAKER, again=False)
    assert second.id == second.duplicate_of == first.id
    assert page(desk.archive, desk.actor, TEAM).total == 1


def test_the_same_words_in_another_format_are_asked_about(desk: Desk) -> None:
    first = desk.take(BAKER)
    other = BAKER.replace("Q: ", "Ivan (interviewer): ").replace("# The", "# Interview: the")
    assert desk.take(other, again=False).duplicate_of == first.id


def test_another_interview_is_not_taken_for_the_same(desk: Desk) -> None:
    desk.take(BAKER)
    other = BAKER.replace("bakery by the river, from four", "mine under the hill, from six").replace(
        "My brother carried the flour, and I kept the books", "Nobody asked us anything, and we never spoke"
    )
    assert (
        desk.take(other.replace("before they came for you", "in the years after the war")).duplicate_of
        is None
    )


def test_several_files_are_sessions_of_one_interview(desk: Desk) -> None:
    files = [Incoming(f"{n}.txt", f"Olena (narrator): Day {n}.\n".encode()) for n in (1, 2)]
    interview = desk.show(take_in(desk.archive, desk.actor, files).id)
    assert [session.n for session in interview.sessions] == [1, 2]
    assert [p.name for p in interview.participants] == ["Olena"]
    speakers = {t.speaker for s in interview.sessions for tr in s.transcripts for t in tr.turns}
    assert speakers == {interview.participants[0].id}


def test_the_unnamed_of_two_sessions_stay_apart(desk: Desk) -> None:
    files = [Incoming(f"{n}.txt", b"Q: Why?\nA: Because.\n") for n in (1, 2)]
    interview = desk.show(take_in(desk.archive, desk.actor, files).id)
    assert len(interview.participants) == 4


def test_a_file_without_words_is_kept_with_its_question(desk: Desk) -> None:
    interview = desk.show(desk.take("only furniture\n").id)
    assert interview.transcript is None
    assert [question.code for question in interview.questions] == ["no_text"]
    assert interview.sessions[0].originals[0].size == len("only furniture\n")


def test_a_document_that_can_only_be_named_is_kept(desk: Desk) -> None:
    taken = take_in(desk.archive, desk.actor, [Incoming("a.pdf", b"%PDF-1.7 under a password")])
    assert [question.code for question in taken.questions] == ["unreadable"]
    assert desk.show(taken.id).sessions[0].originals[0].media_type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", BadInput), (b"\0\1\2", Unreadable), (b"x" * 10_000_001, TooLarge)],
    ids=["empty", "unknown", "too large"],
)
def test_what_nobody_can_name_is_refused_and_nothing_is_stored(
    desk: Desk, data: bytes, error: type[Exception]
) -> None:
    good = Incoming("good.txt", b"A: Here.\n")
    with pytest.raises(error):
        take_in(desk.archive, desk.actor, [good, Incoming("bad.bin", data)])
    assert page(desk.archive, desk.actor, TEAM).total == 0
    with desk.archive.store.read() as unit:
        assert list(unit.blobs.names()) == []
        assert unit.ledger.size() == 0


def test_no_actor_means_no(desk: Desk) -> None:
    with pytest.raises(NotPermitted) as refused:
        take_in(desk.archive, None, [Incoming("a.txt", b"A: Here.\n")])
    assert refused.value.reasons == ("no_actor",)


def test_a_page_from_an_address_says_where_it_is_from(desk: Desk) -> None:
    incoming = fetch(desk.archive, "https://news.example/a")
    interview = desk.show(take_in(desk.archive, desk.actor, [prepare(desk.archive, incoming)]).id)
    assert interview.source.url == "https://news.example/a"
    assert interview.basis is Basis.PUBLISHED


def test_the_documenter_overrules_the_basis(desk: Desk) -> None:
    taken = take_in(desk.archive, desk.actor, [Incoming("a.txt", b"A: Here.\n")], basis=Basis.DEPOSITED)
    assert desk.show(taken.id).basis is Basis.DEPOSITED


def test_a_file_name_is_kept_without_its_path_or_control_characters(desk: Desk) -> None:
    taken = desk.take("A: Here.\n", name="C:\\Users\\o\\d\u202ea\u0301y\x1b[31m 1.txt")
    assert desk.show(taken.id).sessions[0].originals[0].name == "dáy[31m 1.txt"


def turns(interview: Interview) -> tuple:
    assert interview.transcript is not None
    return interview.transcript.turns
