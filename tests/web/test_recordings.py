"""Listening on the reading page: the bytes that a player asks for, the turns it follows, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from lxml import html
from tests.desk.custodians import FREE, adopt
from tests.desk.test_recordings import wav
from tests.desk.test_seal_recordings import TURNS, document, sound
from tests.desk.test_transcribe import Ear, OwnReader
from tests.web.conftest import House

from whensafe.desk.consent import Answer, consent
from whensafe.desk.incoming import Incoming
from whensafe.desk.look import show
from whensafe.desk.seal import seal
from whensafe.desk.take_in import take_in
from whensafe.nouns.actor import TEAM
from whensafe.nouns.consent import Use
from whensafe.nouns.ids import InterviewId
from whensafe.protection.closure import Quote, Whole
from whensafe.web.pages import recordings as page

SOUND = wav(data=sound(), rate=8000)
STATIC = Path(page.__file__).parents[1] / "static"


def told(house: House, *, written: bool = True) -> tuple[InterviewId, str]:
    """An interview with a recording, and where that is heard."""
    files = [*([document()] if written else []), Incoming("talk about Olena.wav", SOUND)]
    id = take_in(house.archive, house.actor, files).id
    return id, where(house, id)


def where(house: House, id: InterviewId) -> str:
    recording = show(house.archive, house.actor, TEAM, id).sessions[0].recordings[0]
    return f"/interviews/{id}/recordings/{recording.id}"


def tree(client: Client, id: str) -> html.HtmlElement:
    answer = client.get(f"/interviews/{id}")
    assert answer.status_code == 200
    return html.document_fromstring(answer.content)


def test_a_player_that_waits_until_it_is_asked(house: House, client: Client) -> None:
    id, address = told(house)
    (player,) = tree(client, id).cssselect("audio")
    assert (player.get("src"), player.get("preload"), player.get("autoplay")) == (address, "none", None)
    assert player.get("controls") is not None
    assert "Olena" not in address


def test_the_turns_know_when_they_are_spoken(house: House, client: Client) -> None:
    id, _ = told(house)
    spans = [(int(t.get("data-at")), int(t.get("data-to"))) for t in tree(client, id).cssselect("[data-at]")]
    assert spans == [(start, end) for _, start, end in TURNS]
    assert (
        tree(client, house.kept("Q: Where?\nA: Here.\n")).cssselect("audio, [data-at], script[src*=player]")
        == []
    )


def test_without_a_transcript_the_page_says_so(house: House, client: Client) -> None:
    id, _ = told(house, written=False)
    shown = tree(client, id)
    assert shown.cssselect("audio")
    assert "There is no transcript of this recording yet." in shown.text_content()


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-", 0, None),
        ("bytes=0-0", 0, 1),
        ("bytes=70000-140000", 70_000, 140_001),
        ("bytes=-7", -7, None),
        ("bytes=5-99999999999", 5, None),
    ],
)
def test_a_stretch_is_given_as_asked(
    house: House, client: Client, asked: str, start: int, stop: int | None
) -> None:
    _, address = told(house)
    answer = client.get(address, HTTP_RANGE=asked)
    expected = SOUND[start:stop]
    first = len(SOUND) + start if start < 0 else start
    assert (answer.status_code, answer.content) == (206, expected)
    assert answer["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(SOUND)}"
    assert (answer["Content-Length"], answer["Content-Type"]) == (str(len(expected)), "audio/wav")
    assert answer["Cache-Control"] == "no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_long_answer_is_cut_short_so_that_the_player_asks_again(
    house: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST", 1000)
    _, address = told(house)
    answer = client.get(address, HTTP_RANGE="bytes=10-")
    assert answer.content == SOUND[10:1010]
    assert answer["Content-Range"] == f"bytes 10-1009/{len(SOUND)}"


@pytest.mark.parametrize("asked", ["", "bytes=1-2,5-6", "bytes=x", "lines=1-2", "bytes=-"])
def test_anything_else_gives_all_of_it(house: House, client: Client, asked: str) -> None:
    _, address = told(house)
    answer = client.get(address, **({"HTTP_RANGE": asked} if asked else {}))
    assert (answer.status_code, answer.getvalue()) == (200, SOUND)
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={len(SOUND)}-", "bytes=9-3", "bytes=-0"])
def test_what_isn_t_there_can_t_be_given(house: House, client: Client, asked: str) -> None:
    _, address = told(house)
    answer = client.get(address, HTTP_RANGE=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(SOUND)}")


def test_nobody_hears_it_who_hasn_t_signed_in_nor_what_isn_t_of_this_interview(
    house: House, client: Client
) -> None:
    _, address = told(house)
    assert house.stranger().get(address).status_code == 302
    other = house.kept("Q: Where?\nA: Here.\n")
    assert client.get(f"/interviews/{other}/recordings/{address.rpartition('/')[2]}").status_code == 404
    assert client.post(address).status_code == 405


def test_a_player_that_began_before_a_cut_doesn_t_mix_the_two(house: House, client: Client) -> None:
    id, address = told(house)
    adopt(house)  # type: ignore[arg-type]
    before = client.get(address, HTTP_RANGE="bytes=0-9")["ETag"]
    seal(house.archive, house.actor, id, Quote("the nightjar at the gate"), until=FREE)
    after = client.get(address, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=before)
    assert after.status_code == 200
    assert b"nightjar" not in after.getvalue()
    shown = tree(client, id)
    assert "silent in this copy: 0:03–0:07" in " ".join(shown.text_content().split())
    assert len(shown.cssselect("[data-at]")) == 3  # the turn with a hole has no time


def test_the_closure_says_what_is_lost_and_the_page_what_is_away(house: House, client: Client) -> None:
    id, address = told(house)
    adopt(house)  # type: ignore[arg-type]
    seal(house.archive, house.actor, id, Whole(), until=FREE)
    assert client.get(address).status_code == 404
    assert "A recording of this session is sealed" in tree(client, id).text_content()


def test_a_machine_writes_it_down_where_there_is_one(house: House, client: Client) -> None:
    id, address = told(house, written=False)
    assert tree(client, id).cssselect(f"form[action='{address}/words']") == []
    assert client.post(f"{address}/words").status_code == 400
    consent(house.archive, house.actor, id, Answer(Use.MACHINE, "narrator"))
    archive = replace(house.archive, reader=OwnReader())
    able = house.member(served=replace(house.served, archive=archive, listener=Ear()))
    (form,) = tree(able, id).cssselect(f"form[action='{address}/words']")
    answer = able.post(form.get("action"), follow=True)
    shown = html.document_fromstring(answer.content)
    assert "A machine has written the recording down" in shown.text_content()
    assert "They counted us at dawn." in shown.text_content()
    assert shown.cssselect(f"form[action='{address}/words']") == []


def test_the_player_s_script_is_small_and_asks_nobody_else() -> None:
    script = (STATIC / "player.js").read_text()
    assert len(script) < 6000
    assert "http" not in script
    assert "autoplay" not in script
