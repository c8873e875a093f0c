"""Clear and publish: for whom, the very output beside what stays, risks, a signature, one file to take."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from lxml import html
from tests.web.conftest import EN, UK, House

from whensafe.desk import consent, withdraw
from whensafe.desk.history import history
from whensafe.desk.published import published
from whensafe.desk.restrict import Rule, end, restrict, restrictions
from whensafe.editions.verify import verify
from whensafe.ledger.notes import verifier
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution, Use
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.outside.edition_folder import EditionFolder
from whensafe.protection.closure import Quote
from whensafe.web import previews

HIDDEN = "Він рахував кроки."
TOLD = "Ще лежав сніг."
PUBLIC = Audience("public")


def agreed(house: House, id: InterviewId, audience: Audience = PUBLIC) -> None:
    said = consent.Answer(Use.PUBLISH, "narrator", audience, attribution=Attribution.PSEUDONYM)
    consent.consent(house.archive, house.actor, id, said)


def hide(house: House, id: InterviewId, words: str, ground: Ground, *hidden_from: Audience) -> None:
    restrict(house.archive, house.actor, id, Quote(words), Rule(hidden_from, ground=ground))


@pytest.fixture
def interview(house: House) -> InterviewId:
    """One that may be told to the public, but for a passage."""
    id = house.kept(UK)
    agreed(house, id)
    hide(house, id, HIDDEN, Ground.DANGER_TO_OTHERS)
    return id


def begun(client: Client, **form: object) -> str:
    """Ask for a preview; its address."""
    answer = client.post("/editions/new", {"audience": "public", **form})
    assert answer.status_code == 302, errors(answer)
    return answer.headers["Location"]


def errors(answer: HttpResponseBase) -> list[str]:
    return [one.text_content().strip() for one in tree(answer).cssselect(".field__wrong")]


def tree(answer: HttpResponseBase) -> html.HtmlElement:
    return html.document_fromstring(answer.content)  # type: ignore[attr-defined]


def text(answer: HttpResponseBase) -> str:
    return " ".join(tree(answer).text_content().split())


def ticked(client: Client, at: str) -> dict[str, object]:
    """The signature with everything looked at."""
    risks = [one.get("value") for one in tree(client.get(at)).cssselect("input[name=risk]")]
    return {"risk": risks, "read": "1", "reason": "read by two of us"}


def signed(client: Client, at: str) -> None:
    answer = client.post(f"{at}/sign", ticked(client, at))
    assert answer.headers["Location"] == at, errors(answer)


def taken(client: Client, at: str) -> bytes:
    return b"".join(client.post(f"{at}/take").streaming_content)  # type: ignore[attr-defined]


def acts(house: House) -> list[str]:
    return [line.entry.act for line in history(house.archive, house.actor).lines if line.entry is not None]


def test_what_is_shown_is_what_goes_out_and_what_goes_out_verifies(
    house: House, client: Client, interview: InterviewId, tmp_path: Path
) -> None:
    at = begun(client)
    assert "publish" not in acts(house)
    frame = tree(client.get(f"{at}/of/{interview}")).cssselect("iframe")[0]
    assert frame.get("src") == f"{at}/seen/i/{interview}.uk.html"
    shown = client.get(frame.get("src")).content
    assert TOLD in shown.decode()
    assert HIDDEN not in shown.decode()
    signed(client, at)
    data = taken(client, at)
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        found.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    edition = EditionFolder(folder)
    assert edition.read(f"i/{interview}.uk.html") == shown
    shelves = published(house.archive, house.actor)
    report = verify(edition.read, edition.paths(), verifier(shelves.key))
    assert (report.ok, report.pinned, report.logged) == (True, True, 1)
    assert folder.name == f"whensafe-edition-{shelves.editions[0].edition.id}"
    assert shelves.editions[0].reason == "read by two of us"
    assert taken(client, at) == data
    assert all(HIDDEN.encode() not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_beside_it_stands_what_stays_and_why(house: House, client: Client, interview: InterviewId) -> None:
    house.kept(EN)
    at = begun(client)
    page = text(client.get(at))
    assert "1 whole interview" in page
    assert "1: nobody asked the narrator about this audience" in page
    assert "1: danger to other people" in page
    beside = text(client.get(f"{at}/of/{interview}"))
    assert "Turn 4" in beside
    assert "1 passage: it is restricted, without an end" in beside
    assert HIDDEN not in beside


def test_nothing_of_ours_is_drawn_into_the_left_side(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client)
    files = [f"i/{interview}.uk.html", "en/index.html", "index.html"]
    signed_bytes = {}
    shown = {path: client.get(f"{at}/seen/{path}").content for path in files}
    signed(client, at)
    with zipfile.ZipFile(io.BytesIO(taken(client, at))) as found:
        for name in found.namelist():
            signed_bytes[name.partition("/")[2]] = found.read(name)
    assert {path: signed_bytes[path] for path in files} == shown


def test_a_preview_is_seen_by_whoever_made_it_and_by_nobody_else(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client)
    path = f"{at}/seen/i/{interview}.uk.html"
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox allow-same-origin;" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert house.stranger().get(path).headers["Location"].startswith("/sign-in")
    from whensafe.nouns.ids import MemberId

    assert house.served.previews.get(at.rpartition("/")[2], MemberId("somebody")) is None
    assert client.get(f"{at}/seen/../../../etc/passwd").status_code == 404
    assert client.get(f"{at}/seen/nothing.html").status_code == 404


def test_it_is_gone_when_let_go_after_an_hour_and_at_sign_out(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client)
    assert client.post(f"{at}/let-go").headers["Location"] == "/editions/?done=preview_gone"
    assert client.get(at).status_code == 404
    at = begun(client)
    client.post("/sign-out")
    client = house.member()
    assert client.get(at).status_code == 404
    assert client.get(f"{at}/seen/index.html").status_code == 404
    assert "publish" not in acts(house)


def test_every_risk_is_looked_at_before_a_signature_is_taken(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client)
    page = tree(client.get(at))
    assert [one.text_content().strip() for one in page.cssselect(".risk legend")] == [
        "1. Free text names people in ways no list foresees"
    ]
    assert page.cssselect("input:checked, input[checked]") == []
    assert len(page.cssselect(".btn--do")) == 1
    answer = client.post(f"{at}/sign", {"reason": "  because  ", "risk": []})
    assert answer.status_code == 400
    assert len(errors(answer)) == 2
    assert tree(answer).cssselect("input[name=reason]")[0].get("value") == "because"
    answer = client.post(f"{at}/sign", {**ticked(client, at), "reason": " "})
    assert errors(answer) == ["Give a reason: whoever looks into the ledger later reads it."]
    assert tree(answer).cssselect("input[name=read]")[0].get("checked") is not None
    assert "publish" not in acts(house)
    assert client.post(f"{at}/take").headers["Location"] == at


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"audience": ""}, "Choose for whom the edition is."),
        ({"audience": "team"}, "Choose for whom the edition is."),
        ({"audience": "partner", "name": " "}, "Give the name of this audience"),
        ({"as_of": "tomorrow"}, "Write the day as 2026-03-01."),
        ({"address": "javascript:alert(1)"}, "Write the address as https://"),
        ({"last": SimpleUploadedFile("e.zip", b"PK nothing")}, "This is not the ZIP file of an edition."),
        ({"beside": SimpleUploadedFile("e.zip", b"nothing")}, "One of these is not the ZIP file"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    house: House, client: Client, form: dict[str, object], said: str
) -> None:
    answer = client.post("/editions/new", {"audience": "public", "title": "Our title", **form})
    assert answer.status_code == 400
    (wrong,) = errors(answer)
    assert wrong.startswith(said)
    assert tree(answer).cssselect("input[name=title]")[0].get("value") == "Our title"
    assert house.served.previews.of(house.actor.member) is None


def test_with_the_last_edition_at_hand_the_difference_is_shown_word_by_word(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client)
    signed(client, at)
    last = taken(client, at)
    client.post(f"{at}/let-go")
    (rule,) = restrictions(house.archive, house.actor, interview)
    end(house.archive, house.actor, rule.id, reason="asked again")

    without = begun(client)
    page = text(client.get(without))
    assert "by interviews: 0 new, 1 told otherwise, 0 gone" in page
    assert "The last edition for this audience was not at hand" in page
    assert HIDDEN not in page

    at = begun(client, last=SimpleUploadedFile("last.zip", last))
    page = client.get(at)
    (change,) = tree(page).cssselect(".change")
    assert HIDDEN in change.cssselect(".change__now")[0].text_content()
    assert HIDDEN not in change.cssselect(".change__was")[0].text_content()
    assert change.cssselect(".change__was .seal")[0].text_content() == "withheld"
    assert "Told now, and not or otherwise in the last edition" in text(page)
    assert "was not at hand" not in text(page)
    signed(client, at)
    now = taken(client, at)
    other = client.post("/editions/new", {"audience": "family", "last": SimpleUploadedFile("a.zip", now)})
    assert errors(other) == ["This archive published no such edition for this audience."]
    same = client.post("/editions/new", {"audience": "public", "beside": SimpleUploadedFile("a.zip", now)})
    assert errors(same) == ["One of these is for the same audience: give it as the last edition instead."]


def test_editions_of_other_audiences_are_laid_over_it(
    house: House, client: Client, interview: InterviewId
) -> None:
    agreed(house, interview, Audience("family"))
    hide(house, interview, TOLD, Ground.PRIVACY, PUBLIC)
    at = begun(client, audience="family")
    signed(client, at)
    family = taken(client, at)
    page = text(client.get(begun(client, beside=SimpleUploadedFile("family.zip", family))))
    assert "Told otherwise in an edition for another audience" in page
    assert "turn 2: the family" in page


def test_what_changed_meanwhile_is_read_again_before_it_is_signed(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client)
    form = ticked(client, at)
    hide(house, interview, TOLD, Ground.PRIVACY)
    client.post(f"{at}/sign", form)
    page = client.get(at)
    assert "Nothing was published: the archive was changed after you had begun to read." in text(page)
    assert tree(page).cssselect("input[name=reason]")[0].get("value") == "read by two of us"
    assert TOLD not in client.get(f"{at}/seen/i/{interview}.uk.html").content.decode()
    assert "publish" not in acts(house)
    signed(client, at)
    assert acts(house)[0] == "publish"


def test_a_colleague_s_work_elsewhere_does_not_stop_a_signature(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client)
    shown = client.get(f"{at}/seen/i/{interview}.uk.html").content
    house.kept(EN)
    signed(client, at)
    assert acts(house)[0] == "publish"
    assert client.get(f"{at}/seen/i/{interview}.uk.html").content == shown


def test_an_audience_with_nothing_to_read_is_told_nothing(house: House, client: Client) -> None:
    house.kept(UK)
    page = text(client.get(begun(client, audience="partner", name="Riverside Press")))
    assert "Nothing may be told to this audience" in page
    assert "Clear and publish: partner: riverside press" in page


def test_the_partner_is_in_no_address_no_title_and_no_file_name(
    house: House, client: Client, interview: InterviewId
) -> None:
    at = begun(client, audience="partner", name="Riverside Press")
    page = client.get(at)
    assert "Riverside" not in at
    assert "Riverside" not in str(tree(page).cssselect("title")[0].text)
    signed(client, at)
    assert "Riverside" not in client.post(f"{at}/take").headers["Content-Disposition"]


def test_the_list_says_who_signed_why_and_what_cannot_be_recalled(
    house: House, client: Client, interview: InterviewId
) -> None:
    assert "Nothing has been published yet." in text(client.get("/editions/"))
    at = begun(client)
    assert "A preview waits for you: the public." in text(client.get("/editions/"))
    signed(client, at)
    client.post(f"{at}/let-go")
    page = text(client.get("/editions/"))
    for said in ("the public", "As of 1 March 2026", "1 interview", "documenter", "read by two of us"):
        assert said in page, said
    assert re.search(r"whensafe verify FOLDER --key whensafe-archive/editions\+\w+\+\S+", page)
    withdraw.withdraw(house.archive, house.actor, interview, audience=PUBLIC, use=Use.PUBLISH)
    page = text(client.get("/editions/"))
    assert "1 interview in it was withdrawn since" in page
    signed(client, begun(client))
    page = text(client.get("/editions/"))
    assert "since the one before: 0 new, 0 told otherwise, 1 gone" in page
    assert f"Gone{interview}" in page
    assert "can’t be recalled" in page


def test_long_making_shows_how_far_it_is_and_can_be_left(
    house: House, client: Client, interview: InterviewId, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from whensafe.web.pages import clear

    monkeypatch.setattr(clear, "QUICK", 0.05)
    going, real = threading.Event(), previews._drafted

    def slow(preview: previews.Preview, archive: object) -> object:
        preview.total, preview.done = 7, 3
        assert going.wait(20)
        return real(preview, archive)  # type: ignore[arg-type]

    monkeypatch.setattr(previews, "_drafted", slow)
    at = begun(client)
    page = client.get(at)
    assert "3 of 7 interviews looked at" in text(page)
    assert page.headers["Refresh"] == "2"
    part = client.get(at, headers={"HX-Request": "true"})
    assert part.content.decode().startswith("<section")
    assert "An edition is in the making: the public." in text(client.get("/editions/"))
    going.set()
    held = house.served.previews.of(house.actor.member)
    assert held is not None
    assert previews.wait(held, 20)
    assert client.get(at, headers={"HX-Request": "true"}).headers["HX-Redirect"] == at
    assert "Sign and publish" in text(client.get(at))


def test_a_fault_in_the_making_is_a_code_and_no_word(
    house: House, client: Client, interview: InterviewId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise KeyError(TOLD)

    monkeypatch.setattr(previews, "draft", broken)
    at = begun(client)
    page = client.get(at)
    assert page.status_code == 400
    assert "The edition was not made" in text(page)
    assert TOLD not in text(page)
    assert re.search(r"Code: \w{8}", text(page))


YARD = """# The yard
Hanna (interviewer): Who was there?
Olena (narrator): They took us on 14 March. It snowed.
"""


def test_what_is_ticked_is_withheld_and_the_preview_is_made_again(house: House, client: Client) -> None:
    id = house.kept(YARD)
    agreed(house, id)
    at = begun(client)
    ticks = tree(client.get(at)).cssselect("input[name=place]")
    (day,) = [one.get("value") for one in ticks if one.get("form") == "withhold"]
    assert re.fullmatch(rf"{id}/[0-9a-z]+/16-24", day)
    done = client.post(f"{at}/withhold", {"place": [day], "ground": "health", "why": "few people"})
    again = done.headers["Location"]
    assert again != at
    page = text(client.get(again))
    assert "Dates to the day" not in page
    assert "1: health" in page
    (rule,) = restrictions(house.archive, house.actor)
    assert (rule.hidden_from, rule.ground, rule.scope.kind) == ((PUBLIC,), Ground.HEALTH, "passage")
    assert "14 March" not in client.get(f"{again}/seen/i/{id}.en.html").content.decode()
    assert "withhold" in acts(house)


def test_nothing_ticked_withholds_nothing_and_says_so(house: House, client: Client) -> None:
    id = house.kept(YARD)
    agreed(house, id)
    at = begun(client)
    answer = client.post(f"{at}/withhold", {})
    assert answer.status_code == 400
    assert "Tick what is to be withheld." in errors(answer)
    wrong = client.post(f"{at}/withhold", {"place": ["../../x"]})
    assert wrong.status_code == 400
    assert restrictions(house.archive, house.actor) == ()
    own = tree(client.get(f"{at}/of/{id}")).cssselect("#withhold button")
    assert len(own) == 1
