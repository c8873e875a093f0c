from __future__ import annotations

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import adopt

from whensafe.desk.check import check
from whensafe.desk.look import original
from whensafe.desk.seal import seal
from whensafe.desk.take_in import Incoming, add_to
from whensafe.errors import BadInput, NotFound, Unreadable
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import TranscriptKind
from whensafe.nouns.receipt import TakenIn
from whensafe.nouns.text import Language
from whensafe.protection.closure import Quote

TEXT = "Q: Who drove?\nOlena (narrator): He did not speak.\n"
UKRAINIAN = "lang: uk\nQ: Хто був за кермом?\nОлена (narrator): Він не говорив.\n"
PHOTO = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.fixture
def id(desk: Desk) -> InterviewId:
    return desk.take(TEXT).id


def add(desk: Desk, id: InterviewId, data: bytes | str, **options: str) -> TakenIn:
    file = Incoming("b.txt", data.encode() if isinstance(data, str) else data)
    return add_to(desk.archive, desk.actor, id, [file], **options)  # type: ignore[arg-type]


def test_a_further_session_has_its_own_turns_and_the_same_people(desk: Desk, id: InterviewId) -> None:
    taken = add(desk, id, "Q: And then?\nOlena (narrator): We walked.\n")
    interview = desk.show(id)
    assert taken.id == id
    assert [session.n for session in interview.sessions] == [1, 2]
    assert [p.name for p in interview.participants].count("Olena") == 1
    first, second = (session.transcripts[0].turns[1].speaker for session in interview.sessions)
    assert first == second
    assert check(desk.archive, desk.actor).ok


def test_a_translation_is_aligned_turn_by_turn(desk: Desk, id: InterviewId) -> None:
    add(desk, id, UKRAINIAN)
    (session,) = desk.show(id).sessions
    source, translation = session.transcripts
    assert (translation.kind, translation.based_on) == (TranscriptKind.TRANSLATION, source.id)
    assert [turn.translates for turn in translation.turns] == [turn.address for turn in source.turns]
    assert [turn.speaker for turn in translation.turns] == [turn.speaker for turn in source.turns]
    assert len(session.originals) == 2
    assert [p.name for p in desk.show(id).participants] == [None, "Olena"]


def test_a_translation_that_cannot_be_aligned_is_asked_about(desk: Desk, id: InterviewId) -> None:
    taken = add(desk, id, UKRAINIAN + "A: Ніколи.\n", kind="translation")
    assert [question.code for question in taken.questions] == ["translation_not_aligned"]
    translation = desk.show(id).sessions[0].transcripts[1]
    assert all(turn.translates is None for turn in translation.turns)


def test_the_language_of_a_translation_may_be_said(desk: Desk, id: InterviewId) -> None:
    file = Incoming("b.txt", TEXT.encode())
    add_to(desk.archive, desk.actor, id, [file], kind="translation", language=Language("crh"))
    translation = desk.show(id).sessions[0].transcripts[1]
    assert {translation.language, *(turn.language for turn in translation.turns)} == {"crh"}


def test_a_photo_is_an_exhibit_with_its_chain_of_custody(desk: Desk, id: InterviewId) -> None:
    add(desk, id, PHOTO, note="given by the narrator's sister")
    (exhibit,) = desk.show(id).exhibits
    (received,) = exhibit.chain_of_custody
    assert exhibit.original.media_type == "image/png"
    assert (received.event, received.by) == ("received", desk.actor.name)
    assert received.note == "given by the narrator's sister"
    _, chunks = original(desk.archive, desk.actor, TEAM, id, exhibit.original.blob)
    assert b"".join(chunks) == PHOTO


def test_a_document_is_an_exhibit_when_it_is_said_to_be(desk: Desk, id: InterviewId) -> None:
    add(desk, id, TEXT, kind="exhibit")
    interview = desk.show(id)
    assert len(interview.exhibits) == len(interview.sessions) == 1


def test_what_cannot_be_read_is_no_session(desk: Desk, id: InterviewId) -> None:
    with pytest.raises(Unreadable):
        add(desk, id, PHOTO, kind="session")
    with pytest.raises(BadInput):
        add(desk, id, b"", kind="exhibit")
    assert len(desk.show(id).sessions[0].originals) == 1


def test_there_is_nothing_to_add_to(desk: Desk) -> None:
    with pytest.raises(NotFound):
        add(desk, InterviewId("0000000000"), TEXT)


def test_a_scan_has_nothing_that_could_be_translated(desk: Desk) -> None:
    scan = desk.take("furniture\n").id
    with pytest.raises(BadInput):
        add(desk, scan, UKRAINIAN, kind="translation")


def test_what_is_added_to_a_sealed_interview_is_asked_about(desk: Desk, id: InterviewId) -> None:
    adopt(desk)
    seal(desk.archive, desk.actor, id, Quote("did not speak"), until='decision("court", "1")')
    assert [q.code for q in add(desk, id, TEXT).questions] == ["sealed_before"]
    add(desk, id, TEXT)
    assert [q.code for q in desk.show(id).questions] == ["sealed_before"], "once"
    assert check(desk.archive, desk.actor).ok
