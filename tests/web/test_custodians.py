"""Custodians on their pages: cards compared before they are adopted, what one alone gives up, a drill."""

from __future__ import annotations

import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from tests.desk.custodians import PEOPLE
from tests.web.conftest import House
from tests.web.test_people import text

from whensafe.desk.adopt import adopted
from whensafe.sealing.custodians import Custodian, fingerprint, read_archive_card, read_card
from whensafe.sealing.requests import answer

NAMES = ("Ada", "Bohdan", "Chiara")
CARDS = [one.card(name) for one, name in zip(PEOPLE, NAMES, strict=True)]


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def adopt(client: Client, threshold: int = 2, **more: str) -> object:
    form = {"card": [card.decode().strip() for card in CARDS], "threshold": threshold, "compared": "1"}
    return client.post("/custodians/adopt", {**form, **more})


def threshold(house: House) -> int | None:
    held = adopted(house.archive, house.actor)
    return None if held is None else held.roster.threshold


def test_cards_are_compared_before_they_are_adopted(house: House, client: Client) -> None:
    assert "no custodians yet" in text(client.get("/custodians/"))
    pasted = CARDS[0].decode() + "\r\n" + CARDS[0].decode()
    page = client.post(
        "/custodians/compare",
        {"pasted": pasted, "files": [file("b.json", CARDS[1]), file("c.json", CARDS[2]), file("x", b"{}")]},
    )
    said = text(page)
    for card, name in zip(CARDS, NAMES, strict=True):
        assert name in said
        assert fingerprint(read_card(card).verify) in said
    assert "is damaged: x." in said
    assert threshold(house) is None
    tree = html.document_fromstring(page.content)
    assert len(tree.xpath("//input[@name='card']")) == 3
    assert tree.xpath("//input[@name='threshold'][@checked]") == []
    form = {"card": tree.xpath("//input[@name='card']/@value"), "threshold": "2"}
    early = client.post("/custodians/adopt", form)
    assert early.status_code == 400
    assert "Compare every fingerprint" in text(early)
    assert client.post("/custodians/adopt", {**form, "compared": "1"}).status_code == 302
    assert threshold(house) == 2
    assert "2 of 3 together open" in text(client.get("/custodians/"))


def test_one_alone_only_with_what_that_gives_up_accepted(house: House, client: Client) -> None:
    answer = adopt(client, 1)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "With 1, say that you accept" in text(answer)
    assert threshold(house) is None
    assert adopt(client, 1, alone="1").status_code == 302  # type: ignore[attr-defined]
    assert "Any one of them alone can open everything" in text(client.get("/custodians/"))


@pytest.mark.parametrize("number", ["0", "4", "x", ""])
def test_a_threshold_that_can_not_be_is_refused(house: House, client: Client, number: str) -> None:
    card = [card.decode().strip() for card in CARDS]
    answer = client.post("/custodians/adopt", {"card": card, "threshold": number, "compared": "1"})
    assert answer.status_code == 400
    assert threshold(house) is None


def test_words_are_neither_kept_nor_shown(house: House, client: Client) -> None:
    words = Custodian(b"w" * 32).words()
    for form in ({"pasted": words}, {"files": [file("words", words.encode())]}):
        answer = client.post("/custodians/compare", form)
        assert answer.status_code == 400
        assert "not a card" in text(answer)
        assert words.split()[-1] not in text(answer).split()
    assert client.post("/custodians/compare", {"pasted": "nothing"}).status_code == 400
    assert client.post("/custodians/compare", {}).status_code == 400


def test_no_page_asks_for_words(house: House, client: Client) -> None:
    adopt(client)
    client.post("/custodians/drill")
    tree = html.document_fromstring(client.get("/custodians/").content)
    names = set(tree.xpath("//main//form//*[@name]/@name")) - {"csrfmiddlewaretoken"}
    assert names == {"files", "pasted"}


def test_the_archives_card_is_for_its_custodians(house: House, client: Client) -> None:
    answer = client.get("/custodians/archive-card")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert read_archive_card(answer.content).archive


def test_a_drill_warns_until_there_are_some_to_spare(house: House, client: Client) -> None:
    assert client.get("/custodians/drill/request").status_code == 404
    adopt(client)
    assert "No drill has been held" in text(client.get("/custodians/"))
    assert client.post("/custodians/drill").status_code == 302
    request = client.get("/custodians/drill/request").content
    assert client.post("/custodians/drill/answers").status_code == 400
    seen = []
    for person in PEOPLE:
        given = answer(request, person, os.urandom, archive_key=None)
        done = client.post("/custodians/drill/answers", {"files": [file("answer", given)]})
        assert done.status_code == 302
        seen.append(text(client.get("/custodians/")))
    assert "Fewer have answered than are needed" in seen[0]
    assert "Exactly as many have answered as are needed" in seen[1]
    assert "Only one more has answered than are needed" in seen[2]
    assert re.search(r"3 of 3 have answered, 2 are needed", seen[2])
    bad = client.post("/custodians/drill/answers", {"files": [file("no-answer.json", b"{}")]})
    assert bad.status_code == 400
    assert "no-answer.json" in bad.content.decode()
