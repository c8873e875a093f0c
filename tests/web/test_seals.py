"""From a fact to the words in their place, page by page: who is asked, what is kept, what is never shown."""

from __future__ import annotations

import datetime
import random
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.custodians import FREE, PEOPLE, PETRO, adopt
from tests.web.conftest import House

from whensafe.desk import facts, opening, people
from whensafe.desk.act import acting
from whensafe.desk.backup import backup
from whensafe.desk.check import check
from whensafe.desk.consent import Answer, consent
from whensafe.desk.look import show
from whensafe.desk.put_together import put_together
from whensafe.desk.seal import seal
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import DeathClause, Use
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.published import PublishedEdition
from whensafe.protection.closure import Quote
from whensafe.sealing.custodians import Custodian
from whensafe.sealing.requests import answer

WORDS = "quicksilver nightjar"
chance = random.Random(3).randbytes  # noqa: S311 - the same in every run


def told(house: House, until: str = FREE) -> tuple[InterviewId, str]:
    adopt(house)  # type: ignore[arg-type]
    text = "Hanna (interviewer): Where were you?\nOlena (narrator): I saw the " + WORDS + " at dawn.\n"
    id = house.kept("lang: en\n" + text)
    return id, seal(house.archive, house.actor, id, Quote(WORDS), until=until).seal


def free(house: House) -> None:
    facts.confirm(house.archive, house.actor, FREE, evidence="met at the station")


def page(client: Client, path: str, status: int = 200) -> str:
    answered = client.get(path)
    assert answered.status_code == status, answered.content
    text = answered.content.decode()
    assert WORDS not in text
    title = re.search("<title>(.*?)</title>", text, re.DOTALL)
    assert title is not None
    assert "Petro" not in title[1]
    return text


def sent(client: Client, path: str, data: dict[str, Any], status: int = 302) -> Any:
    answered = client.post(path, data)
    assert answered.status_code == status, answered.content.decode()
    assert WORDS.encode() not in answered.content
    return answered


def answers(request: bytes, *who: int) -> list[SimpleUploadedFile]:
    made = [(n, answer(request, PEOPLE[n], chance, archive_key=None)) for n in who]
    return [SimpleUploadedFile(f"from-{n}.json", data) for n, data in made]


def asked(client: Client, id: str, **more: Any) -> bytes:
    form = {"whom": "team", "language": "en", "opener": "here", **more}
    sent(client, f"/seals/{id}/request", form)
    got = client.get(f"/seals/{id}/request/file")
    assert got.headers["Content-Disposition"].startswith("attachment")
    return bytes(got.content)


def keys(house: House) -> list[Any]:
    folder = house.served.openers.path("x").parent
    return list(folder.iterdir()) if folder.is_dir() else []


def test_from_the_fact_to_the_words_in_their_place(house: House, client: Client) -> None:
    id, sealed = told(house)
    assert "Petro Vashchuk" in page(client, "/due/")
    assert "in force" in page(client, f"/seals/{sealed}")
    form = page(client, "/confirm/")
    assert 'value="free(p:petro1)"' in form
    done = sent(client, "/confirm/", {"fact": FREE, "evidence": "met at the station", "when": "2026-02-27"})
    said = page(client, done.headers["Location"])
    assert "2026-02-27: met at the station" in said
    assert "documenter" in said
    assert "Nothing has opened by it" in said
    due = page(client, "/due/")
    assert "1 turn would be told again" in due
    assert "Open with custodians" in due
    assert ">due<" in page(client, f"/seals/{sealed}")

    assert "judges the condition as met" in page(client, f"/seals/{sealed}/request")
    request = asked(client, sealed)
    assert WORDS.encode() not in request
    assert len(keys(house)) == 1
    assert "custodians are asked" in page(client, f"/seals/{sealed}")
    sent(client, f"/seals/{sealed}/answers", {"answers": answers(request, 0)})
    assert "answers: 1 of 2" in page(client, f"/seals/{sealed}")
    early = sent(client, f"/seals/{sealed}/release", {}, 400)
    assert b"2 are needed" in early.content
    sent(client, f"/seals/{sealed}/answers", {"answers": answers(request, 2)})
    assert "Open and put back" in page(client, f"/seals/{sealed}/release")
    done = sent(client, f"/seals/{sealed}/release", {"reason": "he is home"})
    assert ">released<" in page(client, done.headers["Location"])
    assert keys(house) == []
    assert WORDS in show(house.archive, house.actor, TEAM, id).sessions[0].current[0].turns[1].text
    assert WORDS in client.get(f"/interviews/{id}").content.decode()
    assert check(house.archive, house.actor).ok


def test_a_forged_or_foreign_file_is_named_and_the_others_stay(house: House, client: Client) -> None:
    _, sealed = told(house)
    free(house)
    old, request = asked(client, sealed), asked(client, sealed, whom="public")
    assert len(keys(house)) == 1, "the first request's key is deleted"
    files = [*answers(old, 1), SimpleUploadedFile("holiday.txt", b"dear all"), *answers(request, 0)]
    said = sent(client, f"/seals/{sealed}/answers", {"answers": files}, 400).content.decode()
    assert "2 files were left out" in said
    assert "1 answer was kept" in said
    assert "from-1.json" in said
    assert "Signed by <bdi>Bohdan</bdi>" in said
    assert "holiday.txt" in said
    assert "answers: 1 of 2" in page(client, f"/seals/{sealed}")
    none = sent(client, f"/seals/{sealed}/answers", {}, 400)
    assert b"No answer was chosen" in none.content


def test_a_condition_that_is_not_met_is_asked_only_knowingly(house: House, client: Client) -> None:
    _, sealed = told(house)
    assert "It is not met" in page(client, f"/seals/{sealed}/request")
    form = {"whom": "words", "in_words": "his lawyer", "language": "uk", "opener": "here", "reason": ""}
    refused = sent(client, f"/seals/{sealed}/request", form, 400).content.decode()
    assert "say why you ask all the same" in refused
    assert "Say that you know it is not met" in refused
    assert "his lawyer" in refused, "what was typed is kept"
    assert keys(house) == []
    request = asked(client, sealed, **{**form, "reason": "she is dying", "although": "1"})
    assert "she is dying" in request.decode()
    assert "his lawyer" in request.decode()
    assert opening.asked(house.archive, house.actor, sealed) is not None
    sent(client, f"/seals/{sealed}/request/withdraw", {"reason": "she is well"})
    assert opening.asked(house.archive, house.actor, sealed) is None
    assert keys(house) == []
    assert "in force" in page(client, f"/seals/{sealed}")


def test_an_opener_elsewhere_brings_a_file(house: House, client: Client) -> None:
    id, sealed = told(house)
    free(house)
    opener = Custodian(b"p" * 32)
    bad = {"whom": "team", "language": "en", "opener": "card", "card": SimpleUploadedFile("c", b"{}")}
    assert b"wrong-card" in sent(client, f"/seals/{sealed}/request", bad, 400).content
    card = SimpleUploadedFile("card.json", opener.card("Olha"))
    request = asked(client, sealed, opener="card", card=card)
    assert keys(house) == []
    seen = page(client, f"/seals/{sealed}")
    assert "go to the opener" in seen
    assert "Take in the answers" not in seen
    given = [(f.name or "", f.read()) for f in answers(request, 0, 1)]
    opened = put_together(request, given, opener.identity()).release
    damaged = SimpleUploadedFile("release", opened.replace(b"release-1", b"release-2"))
    wrong = sent(client, f"/seals/{sealed}/release", {"release": damaged}, 400)
    assert b"no release file" in wrong.content
    sent(client, f"/seals/{sealed}/release", {"release": SimpleUploadedFile("release", opened)})
    assert ">released<" in page(client, f"/seals/{sealed}")
    assert WORDS in client.get(f"/interviews/{id}").content.decode()


def test_a_fact_is_taken_back_with_a_reason_and_it_shows_what_closes(house: House, client: Client) -> None:
    _, sealed = told(house)
    free(house)
    (one,) = facts.confirmations(house.archive, house.actor)
    assert "Due by it" in page(client, f"/confirm/{one.id}")
    empty = sent(client, f"/confirm/{one.id}", {"evidence": " "}, 400).content.decode()
    assert "Say what shows it" in empty
    done = sent(client, f"/confirm/{one.id}", {"evidence": "it was somebody else", "hide": "1"})
    said = page(client, done.headers["Location"])
    assert "Closed, and no longer due" in said
    assert "it was somebody else" in said
    assert "kept back" in said
    assert "in force" in page(client, f"/seals/{sealed}")
    assert "the newest word decides" in page(client, f"/confirm/{one.id}")
    assert sent(client, f"/confirm/{one.id}", {"evidence": "again"}, 400).status_code == 400


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"evidence": "seen"}, "wrong-fact"),
        ({"fact": FREE}, "wrong-evidence"),
        ({"fact": FREE, "evidence": "x" * 1901}, "wrong-evidence"),
        ({"fact": FREE, "evidence": "seen", "when": "yesterday"}, "wrong-when"),
        ({"fact": "other", "kind": "dead", "person": "p:nobody", "evidence": "seen"}, "wrong-person"),
        ({"fact": "other", "kind": "decision", "body": "a", "ref": "", "evidence": "seen"}, "wrong-decision"),
        ({"fact": "narrator_agrees", "evidence": "seen"}, "wrong-fact"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_kept(
    house: House, client: Client, form: dict[str, str], field: str
) -> None:
    told(house)
    said = sent(client, "/confirm/", form, 400).content.decode()
    assert f'id="{field}"' in said
    assert f'aria-describedby="{field}' in said or f" {field}" in said
    assert form.get("evidence", "") in said
    assert facts.confirmations(house.archive, house.actor) == ()


def test_somebody_else_is_confirmed_and_a_decision(house: House, client: Client) -> None:
    told(house)
    sent(client, "/confirm/", {"fact": "other", "kind": "dead", "person": PETRO, "evidence": "a letter"})
    given = {"fact": "other", "kind": "decision", "body": "The court", "ref": "12/26", "evidence": "a letter"}
    sent(client, "/confirm/", given)
    stated = [one.fact for one in facts.confirmations(house.archive, house.actor)]
    assert stated == [f"dead({PETRO})", 'decision("The court", "12/26")']
    assert "Petro Vashchuk</bdi> has died" in page(client, "/confirm/")


def test_who_is_asked_again_stands_on_the_due_page(house: House, client: Client) -> None:
    id, sealed = told(house, f"{FREE} and narrator_agrees")
    consent(house.archive, house.actor, id, Answer(Use.PUBLISH, "narrator", Audience("public")))
    assert "asked when due" in page(client, f"/seals/{sealed}")
    free(house)
    said = page(client, "/due/")
    assert "the public" in said
    assert "ask the narrator again" in said
    assert f"/interviews/{id}/consent?about={sealed}" in said
    asking = page(client, f"/seals/{sealed}")
    assert "Now the narrator is asked" in asking
    assert "ask now" in asking
    about = Answer(Use.PUBLISH, "narrator", Audience("public"), scope=sealed)
    consent(house.archive, house.actor, id, about)
    said = page(client, f"/seals/{sealed}")
    assert "ask now" not in said
    assert "agreed" in said
    assert "Write the request" in said


def test_the_death_clause_decides_for_a_narrator_who_cannot_be_asked(house: House, client: Client) -> None:
    id, _ = told(house, f"{FREE} and narrator_agrees")
    person = people.add(house.archive, house.actor, "Olena Hai", narrator_of=[id]).person.id
    for audience, clause in (
        ("public", DeathClause.CONSENT_STANDS),
        ("researcher", DeathClause.STAYS_CLOSED),
        ("family", DeathClause.NAMED_PERSON_DECIDES),
    ):
        who = "Lida Hai" if clause is DeathClause.NAMED_PERSON_DECIDES else None
        answer = Answer(Use.PUBLISH, "narrator", Audience(audience), death_clause=clause, decides_then=who)
        consent(house.archive, house.actor, id, answer)
    free(house)
    facts.confirm(house.archive, house.actor, f"dead({person})", evidence="a letter")
    said = page(client, "/due/")
    assert "the consent given stands" in said
    assert "it stays closed" in said
    assert "the narrator has died; ask Lida Hai" in said


def test_the_desk_says_what_waits_and_nothing_else(house: House, client: Client) -> None:
    empty = page(client, "/")
    for label in ("Due for release", "Custodians are asked", "Consents to ask again", "Editions that may"):
        assert label not in empty
    assert "state is-ask" not in empty, "an archive with nothing in it needs no copy"
    _, sealed = told(house)
    assert "There is none yet" in page(client, "/")
    with backup(house.archive, house.actor, label="stick"):
        pass
    assert "The last one is from" in page(client, "/")
    assert "state is-ask" not in page(client, "/")
    house.clock.at += datetime.timedelta(days=8)
    client = house.member()
    assert "state is-ask" in page(client, "/")
    free(house)
    assert "Due for release" in page(client, "/")
    request = asked(client, sealed)
    said = page(client, "/")
    assert "Due for release" not in said
    assert "answers: 0 of 2" in said
    sent(client, f"/seals/{sealed}/answers", {"answers": answers(request, 0, 1)})
    assert "Enough have answered" in page(client, "/")
    sent(client, f"/seals/{sealed}/release", {})
    assert "Custodians are asked" not in page(client, "/")
    assert "Consents to ask again" in page(client, "/")


def test_an_edition_that_may_be_told_otherwise_comes_to_the_desk(house: House, client: Client) -> None:
    id, _ = told(house)
    with acting(house.archive, house.actor, "publish") as deed:
        size = deed.unit.ledger.size()
        told_before = PublishedEdition(
            "e1", Audience("public"), "2026-03-01", deed.at, "leaf", "00", ((id, "00"),), (), deed.at, size
        )
        deed.note(told_before)
    assert "Editions that may" not in page(client, "/")
    consent(house.archive, house.actor, id, Answer(Use.PUBLISH, "narrator", Audience("public")))
    assert "Something concerned 1 interview" in page(client, "/")


def test_nobody_learns_anything_without_signing_in(house: House) -> None:
    _, sealed = told(house)
    stranger = house.stranger()
    for path in ("/due/", "/confirm/", f"/seals/{sealed}", f"/seals/{sealed}/request/file"):
        assert stranger.get(path).status_code == 302
    for path in (f"/seals/{sealed}/release", f"/seals/{sealed}/answers", f"/seals/{sealed}/request/withdraw"):
        assert stranger.post(path).status_code == 403


@pytest.mark.parametrize(
    "path", ["/seals/none", "/confirm/none", "/seals/none/request", "/seals/none/release"]
)
def test_what_is_not_there_says_so(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
