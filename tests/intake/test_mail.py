"""Mail and pages saved as mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from whensafe.errors import Unreadable
from whensafe.intake.mail import is_mail
from whensafe.intake.read import read

TALK = "Odo Karr: Where were you?\nVera Lumm: There.\nOdo Karr: And then?\nVera Lumm: Home.\n"


def mail(text: str = TALK) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "odo@example.org", "desk@example.org"
    message["Subject"], message["Date"] = "Розмова з Вірою Лум", "Mon, 01 Jan 2024 10:00:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text)
    return message


def test_words_are_those_of_the_text_and_the_day_of_sending_is_no_date() -> None:
    reading = read(bytes(mail()), "x.eml")
    assert (reading.family, reading.title) == ("mail", "Розмова з Вірою Лум")
    assert [turn.text for turn in reading.turns] == ["Where were you?", "There.", "And then?", "Home."]
    assert (reading.interviewed, reading.published) == (None, None)
    assert any("odo@example.org" in text for text in reading.dropped)


def test_what_is_attached_is_asked_about() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="tape 4.pdf")
    reading = read(bytes(message), "x")
    assert "attachments" in [question.code for question in reading.questions]
    assert "attached: tape 4.pdf" in reading.dropped


def test_a_page_saved_by_a_browser_is_that_page() -> None:
    page = (
        "<html><body><h1>Talk</h1>"
        + "".join(f"<p>{line}</p>" for line in TALK.splitlines())
        + "</body></html>"
    )
    data = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://paper.example/talk\r\nSubject: Talk\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://paper.example/talk\r\n\r\n{page}\r\n--b--\r\n"
    )
    reading = read(data.encode(), "x.mhtml")
    assert reading.media_type == "multipart/related"
    assert reading.title == "Talk"
    assert [turn.text for turn in reading.turns] == ["Where were you?", "There.", "And then?", "Home."]


def test_mail_without_words_is_refused() -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n", "x")


@pytest.mark.parametrize("text", [TALK, "Date: 5 May\nFrom: Varsk\n\nWords", "Subject: x\n\nWords"])
def test_lines_with_colons_are_no_mail(text: str) -> None:
    assert not is_mail(text.encode())
