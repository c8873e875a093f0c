"""The reading page: each turn with its address, its language, what stands beside it, what it rests on."""

from __future__ import annotations

import hashlib
import re

from django.test import Client
from lxml import html
from tests.desk.custodians import FREE, adopt
from tests.web.conftest import EN, UK, House

from whensafe.desk import facts, look
from whensafe.desk.consent import Answer, consent
from whensafe.desk.restrict import Rule, restrict
from whensafe.desk.seal import seal
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import Use
from whensafe.nouns.interview import Interview
from whensafe.protection.closure import OneTurn, Quote


def shown(house: House, id: str) -> Interview:
    return look.show(house.archive, house.actor, TEAM, id)


def page(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.document_fromstring(answer.content)


def words(tree: html.HtmlElement, query: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in tree.cssselect(query)]


def test_every_turn_stands_there_with_its_own_address(house: House, client: Client) -> None:
    id = house.kept(UK)
    transcript = shown(house, id).transcript
    assert transcript is not None
    tree = page(client, f"/interviews/{id}")
    assert [one.get("id") for one in tree.cssselect("article.turn")] == [t.address for t in transcript.turns]
    assert words(tree, ".turn__said > p:last-child") == [t.text for t in transcript.turns]
    assert {one.get("lang") for one in tree.cssselect(".turn__said > p:last-child")} == {"uk"}
    assert words(tree, ".voice") == [t.text for t in transcript.turns if t.role == "narrator"]


def test_a_translation_stands_beside_what_it_renders(house: House, client: Client) -> None:
    id = house.kept(UK)
    house.translated(id, EN)
    tree = page(client, f"/interviews/{id}")
    beside = [words(turn, ".turn__tr > p:last-child") for turn in tree.cssselect("article.turn")]
    assert beside[1] == ["I don't know the date. There was still snow."]
    assert len(beside) == 4
    assert {one.get("lang") for one in tree.cssselect(".turn__tr > p:last-child")} == {"en"}
    assert page(client, f"/interviews/{id}?beside=none").cssselect(".turn__tr") == []
    assert page(client, f"/interviews/{id}?beside=xx").cssselect(".turn__tr") != []


def test_a_translation_that_is_not_aligned_is_shown_apart_and_asked_about(
    house: House, client: Client
) -> None:
    id = house.kept(UK)
    house.translated(id, "lang: en\nOlena (narrator): All of it in one breath.\n")
    tree = page(client, f"/interviews/{id}")
    assert "All of it in one breath." in words(tree, ".turns")[-1]
    assert any("Which turns belong together" in text for text in words(tree, "#rests-on .ask"))


def test_a_question_is_answered_on_the_page(house: House, client: Client) -> None:
    id = house.kept(UK)
    house.translated(id, "lang: en\nOlena (narrator): All of it in one breath.\n")
    answer = client.post(f"/interviews/{id}", {"index": "0", "written": "Turn 2 and 4"}, follow=True)
    assert "Turn 2 and 4" in answer.content.decode()
    assert shown(house, id).questions[0].answer == "Turn 2 and 4"


def test_an_arabic_turn_runs_right_to_left_and_its_digest_does_not(house: House, client: Client) -> None:
    id = house.kept("# كنت\nlang: ar\nQ: متى؟\nA: لا أعرف.\n")
    tree = page(client, f"/interviews/{id}")
    assert {one.get("dir") for one in tree.cssselect(".turn__said")} == {"rtl"}
    assert tree.cssselect("bdi.digest")[0].get("dir") == "ltr"
    assert tree.get("dir") == "ltr"


def test_what_it_rests_on(house: House, client: Client) -> None:
    id = house.kept(UK, name="Розмова з Оленою.txt")
    tree = page(client, f"/interviews/{id}")
    assert hashlib.sha256(UK.encode()).hexdigest() in words(tree, "bdi.digest")
    assert words(tree, "#originals ~ .original bdi")[0] == "Розмова з Оленою.txt"
    assert words(tree, ".aside li") == ["Меню сайту"]


def test_the_original_comes_out_as_it_came_in_and_the_ledger_knows(house: House, client: Client) -> None:
    id = house.kept(UK)
    blob = shown(house, id).sessions[0].originals[0].blob
    assert client.get(f"/interviews/{id}/files/{blob}").status_code == 405
    answer = client.post(f"/interviews/{id}/files/{blob}")
    assert b"".join(answer.streaming_content) == UK.encode()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="whensafe-{id}-{blob[:6]}.txt"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Original taken out" in words(page(client, "/ledger/"), "tbody tr")[0]


def test_a_file_of_another_interview_is_not_given(house: House, client: Client) -> None:
    one, two = house.kept(UK), house.kept("Q: Who?\nA: Me.\n")
    blob = shown(house, two).sessions[0].originals[0].blob
    assert client.post(f"/interviews/{one}/files/{blob}").status_code == 404
    assert client.get(f"/interviews/{one}/digest/{blob}").status_code == 404


def test_an_address_leads_to_its_turn_however_it_is_typed(house: House, client: Client) -> None:
    id = house.kept(UK)
    transcript = shown(house, id).transcript
    assert transcript is not None
    address = transcript.turns[1].address
    for typed in (address, address.upper(), f"{address[:5]}-{address[5:]}"):
        assert client.get(f"/i/{id}/t/{typed}").headers["Location"] == f"/interviews/{id}#{address}"


def test_a_citation_says_who_what_when_and_where(house: House, client: Client) -> None:
    draft = house.draft(UK)
    client.post(f"/take-in/{draft}/change", {"kind": "dates", "interviewed": "2025-03-14"})
    sent = {"kind": "source", "source_name": "Річ", "source_url": "https://example.org/a"}
    client.post(f"/take-in/{draft}/change", sent)
    client.post(f"/take-in/{draft}/keep")
    transcript = shown(house, draft).transcript
    assert transcript is not None
    turn = transcript.turns[1]
    address = f"/interviews/{draft}/turns/{turn.address}"
    expected = (
        "Олена. “Сорок два кроки”. Interviewed 14 March 2025. First published: Річ, https://example.org/a. "
        f"whensafe, interview {draft}, turn 2, address {turn.address}."
    )
    assert words(page(client, address), "#citation") == [expected]
    client.post("/language", {"language": "uk", "next": "/"})
    assert "Розмова: 14 березня 2025" in words(page(client, address), "#citation")[0]
    assert turn.text in words(page(client, address), ".voice")


def test_a_very_long_interview_comes_in_parts(house: House, client: Client) -> None:
    id = house.kept("# Long\n" + "".join(f"Q: Question {n}?\nA: Answer {n}.\n" for n in range(600)))
    transcript = shown(house, id).transcript
    assert transcript is not None
    first, second = page(client, f"/interviews/{id}"), page(client, f"/interviews/{id}?part=2")
    assert len(first.cssselect("article.turn")) == 1000
    assert [one.get("data-n") for one in second.cssselect("article.turn")] == [
        str(n) for n in range(1001, 1201)
    ]
    last = transcript.turns[-1].address
    assert client.get(f"/i/{id}/t/{last}").headers["Location"] == f"/interviews/{id}?part=2#{last}"
    assert len(page(client, f"/interviews/{id}?part=99").cssselect("article.turn")) == 200


def test_a_draft_is_read_where_it_is_corrected_and_a_kept_one_here(house: House, client: Client) -> None:
    draft = house.draft(UK)
    assert client.get(f"/interviews/{draft}").headers["Location"] == f"/take-in/{draft}"
    client.post(f"/take-in/{draft}/keep")
    assert client.get(f"/take-in/{draft}").headers["Location"] == f"/interviews/{draft}"


def test_an_exhibit_with_its_chain_of_custody(house: House, client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    id = house.kept(UK)
    photo = SimpleUploadedFile("sketch.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    sent = {"files": photo, "kind": "exhibit", "note": "Drawn by Olena at the table."}
    answer = client.post(f"/interviews/{id}/add", sent, follow=True)
    text = " ".join(words(html.document_fromstring(answer.content), "#exhibits ~ .original"))
    for part in ("sketch.png", "image/png", "received by", "documenter", "Drawn by Olena at the table."):
        assert part in text


def test_questions_about_a_turn_stand_beside_it(house: House, client: Client) -> None:
    from dataclasses import replace

    from whensafe.nouns.interview import Question
    from whensafe.protection import gate

    id = house.kept(UK)
    question = Question("unnamed_speaker", "A speaker has no name in the source. Who is it?", turn=2)
    with house.archive.store.write() as unit:
        asked = replace(shown(house, id), questions=(question,))
        unit.interviews.put(asked, gate.verdicts(asked))
    client.post("/language", {"language": "uk", "next": "/"})
    tree = page(client, f"/interviews/{id}")
    assert words(tree.cssselect("article.turn")[1], ".note__why") == [
        "Особа, що говорить, не названа в джерелі. Хто це?"
    ]
    target = re.search(r"#(\w+)", tree.cssselect("#rests-on .ask a")[0].get("href", ""))
    assert target is not None
    assert tree.get_element_by_id(target[1]).get("data-n") == "2"


def test_a_note_says_when_the_narrator_is_to_be_asked_and_that_they_agreed(
    house: House, client: Client
) -> None:
    adopt(house)  # type: ignore[arg-type]
    id = house.kept("lang: en\nHanna (interviewer): Where?\nOlena (narrator): By the quicksilver mill.\n")
    until = f"{FREE} and narrator_agrees"
    sealed = seal(house.archive, house.actor, id, Quote("quicksilver"), until=until).seal
    (rule,) = restrict(house.archive, house.actor, id, OneTurn("1"), Rule(until=until))

    def agree(about: str | None, *audiences: str) -> None:
        for audience in audiences:
            told = Answer(Use.PUBLISH, "narrator", Audience(audience), scope=about)
            consent(house.archive, house.actor, id, told)

    def says(note: str) -> str:
        (line,) = words(page(client, f"/interviews/{id}"), f"#{note} li:last-child")
        return line.removeprefix("the narrator agrees, asked again ")

    notes = (f"s-{sealed}", f"r-{rule.id}")
    agree(None, "public", "family")
    assert [says(note) for note in notes] == ["asked when due"] * 2
    facts.confirm(house.archive, house.actor, FREE, evidence="met at the station")
    assert [says(note) for note in notes] == ["ask now"] * 2
    agree(sealed, "public")
    assert [says(note) for note in notes] == ["agreed", "ask now"]
    agree(rule.id, "public")
    assert says(notes[1]) == "ask now", "the family is still to be asked"
    agree(rule.id, "family")
    assert [says(note) for note in notes] == ["agreed"] * 2
    facts.take_back(house.archive, house.actor, FREE, evidence="it was somebody else")
    assert [says(note) for note in notes] == ["asked when due"] * 2
