"""Taking in by the pages: given, drafted, corrected, kept; several at once; nothing lost on the way."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from tests.desk.test_unpacking import SHORT, TEXT, Here
from tests.intake.warc_writer import zip_of
from tests.web.conftest import UK, House, with_served

from whensafe.desk import look
from whensafe.desk.ports import Reader
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import Basis, Interview, State
from whensafe.nouns.reading import Reading
from whensafe.web import jobs


def shown(house: House, id: str) -> Interview:
    return look.show(house.archive, house.actor, TEAM, id)


def give(client: Client, **form: object) -> str:
    """Give something; the draft's id."""
    location = client.post("/take-in/", form).headers["Location"]
    found = re.fullmatch(r"/take-in/(\w{10})", location)
    assert found is not None, location
    return found[1]


def test_a_pasted_text_becomes_a_draft_and_only_then_an_interview(house: House, client: Client) -> None:
    id = give(client, text=UK)
    assert shown(house, id).state is State.DRAFT
    assert id not in client.get("/interviews/").content.decode()
    assert id in client.get("/").content.decode()
    assert client.post(f"/take-in/{id}/keep").headers["Location"] == f"/interviews/{id}?done=kept"
    assert id in client.get("/interviews/").content.decode()


def test_the_basis_is_the_documenters_to_say(house: House, client: Client) -> None:
    assert shown(house, give(client, text=UK, basis="deposited")).basis is Basis.DEPOSITED
    assert shown(house, give(client, text=UK, basis="nonsense")).basis is Basis.OWN


def test_an_address_is_fetched_only_by_the_fetcher(house: House, client: Client) -> None:
    house.fetcher.pages["https://example.org/talk"] = UK.encode()
    id = give(client, url="https://example.org/talk")
    assert shown(house, id).source.url == "https://example.org/talk"
    answer = client.post("/take-in/", {"url": "https://example.org/none"}, follow=True)
    assert "No such page" in answer.content.decode()


def files(*texts: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"f{n}.txt", text.encode()) for n, text in enumerate(texts)]


def test_several_files_are_several_interviews_each_with_its_outcome(house: House, client: Client) -> None:
    answer = client.post("/take-in/", {"files": files(UK, "", "Q: Who?\nA: Me.\n")}, follow=True)
    tree = html.document_fromstring(answer.content)
    said = [" ".join(one.text_content().split()) for one in tree.cssselect(".job")]
    assert [text.split()[0] for text in said] == ["f0.txt", "f1.txt", "f2.txt"]
    assert "The file is empty. Nothing of this was stored" in said[1]
    assert len(tree.cssselect(".job a.btn")) == 2
    assert tree.cssselect("progress")[0].attrib == {"value": "3", "max": "3", "aria-labelledby": "job-how"}


def test_several_files_together_are_sessions_of_one(house: House, client: Client) -> None:
    id = give(client, files=files(UK, "Q: And then?\nA: We left.\n"), together="1")
    assert [session.n for session in shown(house, id).sessions] == [1, 2]
    page = client.get(f"/take-in/{id}").content.decode()
    assert "1 further session" in page
    assert "We left." in page, "the second session can be read before it is kept"
    tree = html.document_fromstring(page)
    (link,) = (a.get("href") for a in tree.cssselect("a") if a.text_content() == "Correct these turns")
    there = f"/take-in/{id}" + link.removesuffix("#correct")
    tree = html.document_fromstring(client.get(there).content)
    assert [turn.text_content() for turn in tree.cssselect(".fix p[lang]")] == ["And then?", "We left."]
    action = tree.cssselect("#n2 form")[0].get("action")
    answer = client.post(action, {"kind": "drop", "n": "2", "back": "n2"})
    assert [len(session.current[0].turns) for session in shown(house, id).sessions] == [4, 1]
    assert answer.headers["Location"] == f"{there}&from=0&done=changed#n2"


class Waiting:
    """A reader that waits for the test."""

    def __init__(self, reader: Reader) -> None:
        import threading

        self.reader, self.go = reader, threading.Event()

    def read(self, data: bytes, name: str) -> Reading:
        assert self.go.wait(20)
        return self.reader.read(data, name)


def test_long_work_shows_how_far_it_is_and_can_be_left(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from whensafe.web.pages import take_in

    monkeypatch.setattr(take_in, "QUICK", 0.05)
    reader = Waiting(house.archive.reader)
    slow = with_served(house, archive=replace(house.archive, reader=reader))
    client = house.member(served=slow)
    job = client.post("/take-in/", {"files": files(UK, "Q: a?\nA: b.\n")}).headers["Location"]
    page = client.get(job)
    assert "0 of 2 read" in page.content.decode()
    assert page.headers["Refresh"] == "2"
    part = client.get(job, headers={"HX-Request": "true"})
    assert part.content.decode().startswith("<section")
    assert "Refresh" not in part.headers
    assert house.stranger(served=slow).get(job).headers["Location"].startswith("/sign-in")
    found = client.get("/take-in/").content.decode()  # whoever left the page finds it again
    assert f'href="{job}"' in found
    assert "0 of 2 read" in found
    reader.go.set()
    running = slow.jobs.get(job.rpartition("/")[2], house.actor.member)
    assert running is not None
    assert jobs.wait(running, 20)
    done = client.get(job)
    assert "All of it has been read" in done.content.decode()
    assert "Refresh" not in done.headers
    assert f'href="{job}"' not in client.get("/take-in/").content.decode()


def test_every_correction_on_the_page(house: House, client: Client) -> None:
    id = give(client, text=UK)
    was = [(t.role.value, t.text) for t in shown(house, id).transcript.turns]  # type: ignore[union-attr]

    def turns(**change: object) -> list[tuple[str, str]]:
        answer = client.post(f"/take-in/{id}/change", change)
        assert answer.status_code == 302, answer.content.decode()
        transcript = shown(house, id).transcript
        assert transcript is not None
        return [(turn.role.value, turn.text) for turn in transcript.turns]

    assert [role for role, _ in turns(kind="swap")] == ["narrator", "interviewer"] * 2
    assert turns(kind="swap") == was
    at = was[1][1].index("Ще")
    assert [text for _, text in turns(kind="split", n=2, at=at)][1:3] == [was[1][1][: at - 1], was[1][1][at:]]
    assert turns(kind="join", n=2) == was
    assert turns(kind="drop", n=4) == was[:3]
    assert shown(house, id).dropped[-1] == was[3][1]
    assert turns(kind="restore", index=1, role="narrator") == was
    assert turns(kind="turn", n=1, role="present", speaker="Сусідка")[0][0] == "present"
    assert turns(kind="language", language="ru")
    assert shown(house, id).language == "ru"
    turns(kind="about", title="  Нова  назва ", standfirst="")
    assert (shown(house, id).title, shown(house, id).standfirst) == ("Нова назва", None)
    turns(kind="dates", interviewed="2025-03", published="", first_published="2025-04-01")
    assert (shown(house, id).interviewed, shown(house, id).first_published) == ("2025-03", "2025-04-01")
    turns(kind="source", source_name="Річ", source_url="", republisher="Інша")
    assert (shown(house, id).source.name, shown(house, id).republisher) == ("Річ", "Інша")
    person = shown(house, id).participants[1]
    turns(kind="person", person=person.id, name="О.", role="narrator")
    assert shown(house, id).name_of(person.id) == "О."
    assert "Corrected" in client.get("/ledger/").content.decode()


def test_a_change_that_cannot_be_leaves_the_draft_as_it_was(house: House, client: Client) -> None:
    id = give(client, text=UK)
    before = shown(house, id)
    for change in (
        {"kind": "dates", "published": "soon"},
        {"kind": "split", "n": "2", "at": "999999"},
        {"kind": "drop", "n": "99"},
        {"kind": "join", "n": "4"},
        {"kind": "answer", "index": "7", "written": "x"},
        {"kind": "none"},
        {"kind": "person", "person": "nobody", "role": "narrator"},
        {"kind": "language", "language": "not a tag!"},
    ):
        assert client.post(f"/take-in/{id}/change", change).status_code in {400, 404}, change
        part = client.post(f"/take-in/{id}/change", change, headers={"HX-Request": "true"})
        assert part.status_code == 200
        assert 'role="alert"' in part.content.decode()
    assert shown(house, id) == before


def test_with_scripts_a_change_comes_back_in_place(house: House, client: Client) -> None:
    id = give(client, text=UK)
    sent = {"kind": "turn", "n": "2", "role": "narrator", "speaker": "О.", "back": "n2"}
    answer = client.post(f"/take-in/{id}/change", sent, headers={"HX-Request": "true"}).content.decode()
    assert answer.startswith('<div id="draft"')
    tree = html.fragment_fromstring(answer)
    assert tree.cssselect("#n2 details")[0].get("open") is not None
    assert tree.cssselect("#n3 details")[0].get("open") is None


def test_a_long_draft_is_corrected_a_stretch_at_a_time(house: House, client: Client) -> None:
    id = give(client, text="".join(f"Q: q{n}?\nA: a{n}.\n" for n in range(100)))
    tree = html.document_fromstring(client.get(f"/take-in/{id}?from=60").content)
    assert [one.get("id") for one in tree.cssselect(".fix")] == [f"n{n}" for n in range(61, 121)]
    answer = client.post(f"/take-in/{id}/change", {"kind": "drop", "n": "70", "from": "60", "back": "n70"})
    assert answer.headers["Location"] == f"/take-in/{id}?from=60&done=changed#n70"


def test_a_draft_goes_only_after_being_asked_once(house: House, client: Client) -> None:
    id = give(client, text=UK)
    assert "Discard this draft?" in client.get(f"/take-in/{id}/discard").content.decode()
    assert shown(house, id).state is State.DRAFT
    answer = client.post(f"/take-in/{id}/discard", follow=True)
    assert "The ledger says that it was there" in answer.content.decode()
    assert client.get(f"/take-in/{id}").status_code == 404


def test_what_is_here_already_is_said(house: House, client: Client) -> None:
    kept = house.kept(UK)
    id = give(client, text=UK)
    page = client.get(f"/take-in/{id}").content.decode()
    assert "It looks like an interview that is here already" in page
    assert f"/interviews/{kept}" in page


def test_the_server_refuses_more_jobs_than_it_can_hold() -> None:
    import threading

    from whensafe.errors import Busy
    from whensafe.nouns.ids import InterviewId, MemberId
    from whensafe.nouns.receipt import TakenIn

    gate, queue = threading.Event(), jobs.Jobs()

    def act() -> TakenIn:
        assert gate.wait(20)
        return TakenIn(InterviewId("x"), None, (), None)

    me = MemberId("me")
    started = [queue.start(me, [jobs.Step("a", act)]) for _ in range(jobs.WAITING)]
    with pytest.raises(Busy):
        queue.start(me, [jobs.Step("a", act)])
    gate.set()
    assert all(jobs.wait(job, 20) for job in started)
    assert queue.get(started[0].token, MemberId("other")) is None
    assert queue.start(me, [jobs.Step("a", act)])
    queue.close()


def test_a_zip_gives_a_draft_for_each_document_in_it(house: House) -> None:
    served = with_served(house, archive=replace(house.archive, reader=Here()))
    client = house.member(served=served)
    inner = zip_of({"x.txt": b"x", "y.txt": b"y"})
    given = zip_of({"a.txt": TEXT, "b/b.txt": SHORT, ".DS_Store": b"x", "c.zip": inner})
    job = client.post("/take-in/", {"files": [SimpleUploadedFile("t.zip", given)]}).headers["Location"]
    running = served.jobs.get(job.rpartition("/")[2], house.actor.member)
    assert running is not None
    assert jobs.wait(running, 20)
    page = client.get(job).content.decode()
    tree = html.document_fromstring(page)
    names = [one.text_content().strip() for one in tree.cssselect(".job h2")]
    assert names == ["t.zip", "t.zip › a.txt", "t.zip › b › b.txt", "t.zip › c.zip"]
    assert len(tree.cssselect(".job a.btn")) == 2
    assert "1 hidden or put there by a system" in page
    one = client.post("/take-in/", {"files": [SimpleUploadedFile("t.zip", zip_of({"a.txt": TEXT}))]})
    assert one.headers["Location"].startswith("/take-in/")
    assert "/job/" not in one.headers["Location"]
