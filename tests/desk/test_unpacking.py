"""What lies in one file becomes what it would have been by itself; sealing takes all that holds the words."""

from __future__ import annotations

import base64
from dataclasses import replace
from email.message import EmailMessage

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import adopt
from tests.desk.test_seal import everything, planned, sealed
from tests.intake.warc_writer import OTHER, TALK, response, zip_of, zipped_each

from whensafe.desk import unpacking
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.errors import BadInput, Unreadable
from whensafe.intake import containers
from whensafe.intake.read import read
from whensafe.nouns.interview import Interview
from whensafe.nouns.reading import Reading
from whensafe.nouns.unpacked import Unpacked
from whensafe.protection.closure import Quote

TEXT = b"Odo Karr: Where were you?\n\nVera Lumm: I saw the quicksilver nightjar beside kettledrums.\n"
SHORT = b"Odo Karr: And Ada?\n\nAda Brook: I was at the well.\n"
NOISE = bytes(range(1, 32)) * 9
JPEG = b"\xff\xd8\xff\xe1\0\x20Exif\0\0GPS" + bytes(100)
SOUND = b"OggS\0\2" + bytes(20) + b"\1\x1e\1vorbis" + bytes(200)


class Here:
    """The real reader, without its process."""

    def read(self, data: bytes, name: str) -> Reading:
        return read(data, name)

    def unpack(self, data: bytes, name: str) -> Unpacked | None:
        return containers.unpack(data, name)


@pytest.fixture
def real(desk: Desk) -> Desk:
    return replace(desk, archive=replace(desk.archive, reader=Here()))


def brought(desk: Desk, data: bytes, name: str = "x") -> unpacking.Brought:
    return unpacking.brought(desk.archive, Incoming(name, data))


def taken(desk: Desk, data: bytes, name: str = "x") -> list[Interview]:
    found = brought(desk, data, name)
    return [desk.show(take_in(desk.archive, desk.actor, files).id) for files in found.interviews]


def names(interview: Interview) -> list[list[str]]:
    return [[one.name for one in session.originals] for session in interview.sessions]


def mail(text: str, *attached: tuple[bytes, str]) -> bytes:
    message = EmailMessage()
    message["From"], message["Message-ID"], message["Subject"] = "odo@example.org", "<1@x>", "Talk with Vera"
    if text:
        message.set_content(text)
    for data, name in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


LETTER = "Dear all, the transcript of Monday is attached.\n"


def test_each_document_of_a_zip_is_an_interview(real: Desk) -> None:
    data = zip_of(
        {"2019/vera.txt": TEXT, "ada.txt": SHORT, "odd.bin": bytes(range(1, 32)) * 9, ".DS_Store": b"x"}
    )
    found = brought(real, data, "talks.zip")
    assert [str(one).split(":")[0] for one in found.refused] == ["talks.zip › odd.bin"]
    assert found.skipped == (("system_files", 1),)
    assert found.sha256 is not None
    first, second = taken(real, data, "talks.zip")
    assert (names(first), names(second)) == ([["talks.zip › 2019 › vera.txt"]], [["talks.zip › ada.txt"]])
    with real.archive.store.read() as unit:
        kept = [b"".join(unit.blobs.read(name)) for name in unit.blobs.names()]
    assert sorted(kept) == sorted([TEXT, SHORT])  # and not the zip


def test_a_recording_in_a_zip_goes_with_its_transcript_only(real: Desk) -> None:
    (vera, ada) = taken(real, zip_of({"a/vera.ogg": SOUND, "a/vera.txt": TEXT, "b/ada.txt": SHORT}), "t.zip")
    assert [len(session.recordings) for session in vera.sessions] == [1]
    assert [len(session.recordings) for session in ada.sessions] == [0]
    one, other = taken(real, zip_of({"a/x.ogg": SOUND, "b/y.txt": SHORT}), "t.zip")
    assert {len(one.sessions[0].recordings), len(other.sessions[0].recordings)} == {0, 1}


def test_nothing_but_what_is_refused_is_an_error(real: Desk) -> None:
    with pytest.raises(BadInput):
        brought(real, zip_of({"a.bin": NOISE}), "t.zip")


def test_all_of_a_zip_for_one_interview(real: Desk) -> None:
    id = real.take(SHORT.decode()).id
    files = unpacking.every(real.archive, Incoming("t.zip", zip_of({"vera.txt": TEXT, "p.jpg": JPEG})))
    add_to(real.archive, real.actor, id, files)
    shown = real.show(id)
    assert names(shown)[1] == ["t.zip › vera.txt"]
    assert [one.original.media_type for one in shown.exhibits] == ["image/jpeg"]
    with pytest.raises(Unreadable):
        unpacking.every(real.archive, Incoming("t.zip", zip_of({"a.txt": TEXT, "b.bin": b"\1\2" * 99})))


def test_a_page_is_kept_as_its_own_records(real: Desk) -> None:
    pages = [response(), response(OTHER, "https://paper.example/other")]
    vera, ada = taken(real, zipped_each(*pages), "site.warc.gz")
    assert names(vera) == [["site.warc.gz › talk.warc"]]
    assert (vera.source.url, ada.source.url) == (
        "https://paper.example/2023/talk",
        "https://paper.example/other",
    )
    assert "captured: 2023-05-06T07:08:09Z" in vera.dropped


def test_sealing_a_page_leaves_nothing_of_it_in_the_others(real: Desk) -> None:
    page = TALK.replace(b"over the bridge", b"by the quicksilver nightjar")
    adopt(real)
    vera, ada = taken(real, response(page) + response(OTHER, "https://paper.example/other"), "site.warc")
    assert b"quicksilver" in everything(real)
    what = Quote("quicksilver nightjar")
    sealed(real, vera.id, what, shown=planned(real, vera.id, what), reason="comrades")
    left = everything(real)
    assert b"quicksilver" not in left
    assert names(real.show(vera.id)) == [[]]
    assert names(real.show(ada.id)) == [["site.warc › other.warc"]]


def test_a_transcript_that_came_with_a_letter(real: Desk) -> None:
    (shown,) = taken(real, mail(LETTER, (TEXT, "vera.txt")), "letter.eml")
    assert names(shown) == [["letter.eml › vera.txt", "letter.eml"]]
    assert shown.transcript is not None
    assert shown.transcript.turns[0].text == "Where were you?"
    assert any("the transcript of Monday" in line for line in shown.dropped)
    assert "attachments" not in [question.code for question in shown.questions]


def test_sealing_words_of_an_attachment_takes_its_mail_too(real: Desk) -> None:
    adopt(real)
    (shown,) = taken(real, mail(LETTER, (TEXT, "vera.txt")), "letter.eml")
    sealed(real, shown.id)
    assert names(real.show(shown.id)) == [[]]
    assert b"quicksilver" not in everything(real)
    assert base64.b64encode(TEXT)[40:60].lower() not in everything(real)


def test_a_mail_that_is_nothing_but_its_attachment(real: Desk) -> None:
    (shown,) = taken(real, mail("", (TEXT, "vera.txt")), "letter.eml")
    assert names(shown) == [["letter.eml › vera.txt", "letter.eml"]]


def test_what_is_no_transcript_stays_in_the_mail_and_is_asked_about(real: Desk) -> None:
    (shown,) = taken(real, mail(LETTER, (TEXT, "vera.txt"), (JPEG, "mill.jpg")), "letter.eml")
    assert "attachments" in [question.code for question in shown.questions]
    (alone,) = taken(real, mail(LETTER, (JPEG, "mill.jpg")), "letter.eml")
    assert names(alone) == [["letter.eml"]]
    assert "attachments" in [question.code for question in alone.questions]


def test_an_interview_by_mail_with_another_one_attached(real: Desk) -> None:
    (shown,) = taken(real, mail(SHORT.decode(), (TEXT, "vera.txt")), "letter.eml")
    assert names(shown) == [["letter.eml"], ["letter.eml › vera.txt"]]


def test_what_different_people_tell_in_one_mail_is_asked_about(real: Desk) -> None:
    again = TEXT.replace(b"nightjar", b"heron")
    for carried, asked in (
        (mail(LETTER, (TEXT, "vera.txt"), (SHORT, "ada.txt")), True),
        (mail("", (TEXT, "vera.txt"), (SHORT, "ada.txt")), True),
        (mail(SHORT.decode(), (TEXT, "vera.txt")), True),
        (mail(LETTER, (TEXT, "vera.txt"), (again, "vera-2.txt")), False),
    ):
        (shown,) = taken(real, carried, "letter.eml")
        assert ("several_narrators" in [question.code for question in shown.questions]) is asked


def test_a_picture_alone_has_no_words_and_with_an_interview_is_an_exhibit(real: Desk) -> None:
    (shown,) = taken(real, JPEG, "mill.jpg")
    assert [one.media_type for one in shown.sessions[0].originals] == ["image/jpeg"]
    assert shown.transcript is None
    assert [question.code for question in shown.questions] == ["no_text"]
    id = real.take(SHORT.decode()).id
    add_to(real.archive, real.actor, id, [Incoming("mill.jpg", JPEG)])
    assert [one.title for one in real.show(id).exhibits] == ["mill.jpg"]
