"""Consent on its page: five questions, none answered by default; a withdrawal foreseen, done and received."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from lxml import html
from tests.web.conftest import UK, House
from tests.web.test_people import text

from whensafe.desk.act import acting
from whensafe.desk.consent import events
from whensafe.desk.restrict import Rule, restrict
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution, ConsentEvent, DeathClause, Form, Said, Use, WithdrawalReach
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Basis
from whensafe.nouns.published import PublishedEdition
from whensafe.protection.closure import OneTurn

SHEET = {"who": "narrator", "given": "written"}


def told(house: House, id: InterviewId) -> tuple[ConsentEvent, ...]:
    return events(house.archive, house.actor, id)


def wrong(answer: Any) -> dict[str, str]:
    """What stands beside which field: every field that is marked points at its sentence."""
    tree = html.document_fromstring(answer.content)
    found = {}
    for one in tree.xpath("//*[@aria-invalid]"):
        said = tree.get_element_by_id(one.get("aria-describedby")).text_content()
        found[one.get("name")] = said
    return found


def test_no_question_is_answered_by_default(house: House, client: Client) -> None:
    id = house.kept(UK)
    tree = html.document_fromstring(client.get(f"/interviews/{id}/consent").content)
    assert tree.xpath("//form[@id='sheet']//input[@checked]") == []
    names = set(tree.xpath("//form[@id='sheet']//input[@type='radio']/@name"))
    assert {f"said-{use}" for use in ("record", "archive", "machine", "publish-public")} <= names
    assert len(tree.xpath("//ul[@class='consent']/li//*[contains(@class,'is-open')]")) == 5
    empty = client.post(f"/interviews/{id}/consent", SHEET)
    assert empty.status_code == 400
    assert "No question is answered" in text(empty)
    assert told(house, id) == ()


def test_a_whole_conversation_is_recorded(house: House, client: Client) -> None:
    id = house.kept(UK)
    sheet = {
        **SHEET,
        "said-record": "agreed",
        "said-machine": "refused",
        "said-publish-family": "ask_again",
        "said-publish-public": "agreed",
        "named-publish-public": "pseudonym",
        "said-new1": "agreed",
        "kind-new1": "justice",
        "body-new1": "River Court",
        "named-new1": "full",
        "language": "uk",
        "interpreter": "Hanna",
        "limit": ["0", "1"],
        "more_limits": "The radio may ask.\n\n",
        "reach": ["future_editions", "takedown"],
        "death": "named_person_decides",
        "decides": "her sister",
        "given": "recorded",
        "at": "1:02:03",
        "evidence": "sheet 14",
    }
    done = client.post(f"/interviews/{id}/consent", sheet)
    assert done.headers["Location"] == f"/interviews/{id}/consent?done=consented"
    made = {(e.use, e.audience): e for e in told(house, id)}
    assert {key: e.said for key, e in made.items()} == {
        (Use.RECORD, None): Said.AGREED,
        (Use.MACHINE, None): Said.REFUSED,
        (Use.PUBLISH, Audience("family")): Said.ASK_AGAIN,
        (Use.PUBLISH, Audience("public")): Said.AGREED,
        (Use.SHARE, Audience("justice:river court")): Said.AGREED,
    }
    public = made[Use.PUBLISH, Audience("public")]
    assert public.attribution is Attribution.PSEUDONYM
    assert (public.form, public.recording_ms) == (Form.ORAL, 3_723_000)
    assert (public.language, public.interpreter, public.evidence) == ("uk", "Hanna", "sheet 14")
    assert len(public.limits_told) == 3
    assert public.limits_told[-1] == "The radio may ask."
    assert public.withdrawal_reach == (WithdrawalReach.FUTURE_EDITIONS, WithdrawalReach.TAKEDOWN)
    assert (public.death_clause, public.decides_then) == (DeathClause.NAMED_PERSON_DECIDES, "her sister")
    assert made[Use.SHARE, Audience("justice:river court")].attribution is Attribution.FULL
    page = client.get(done.headers["Location"])
    said = text(page)
    for there in ("her sister decides.", "spoken, recording at 1:02:03", "a pseudonym", "sheet 14"):
        assert there in said
    tree = html.document_fromstring(page.content)
    cells = tree.xpath("//ul[@class='consent']/li")
    shapes = [sorted(s for s in li.xpath("*/@class") if "is-" in s) for li in cells]
    yes, no, ask, unasked = (f"state is-{shape}" for shape in ("yes", "no", "ask", "open"))
    assert shapes == [[yes], [unasked], [yes], [ask, yes], [no]]
    assert "justice: river court" in said, "the body stands as a row of its own the next time"


def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost(house: House, client: Client) -> None:
    id = house.kept(UK)
    sheet = {
        "who": "other",
        "given": "recorded",
        "at": "half past",
        "said-archive": "agreed",
        "said-new1": "agreed",
        "kind-new1": "partner",
        "body-new1": "A/B",
        "body-new2": "Riverside",
        "death": "named_person_decides",
        "more_limits": "kept as typed",
    }
    answer = client.post(f"/interviews/{id}/consent", sheet)
    assert answer.status_code == 400
    assert {"by", "basis", "at", "decides", "body-new1", "body-new2"} <= set(wrong(answer))
    page = answer.content.decode()
    for typed in ("half past", "A/B", "Riverside", "kept as typed"):
        assert typed in page
    tree = html.document_fromstring(answer.content)
    assert tree.xpath("//input[@name='said-archive'][@checked]/@value") == ["agreed"]
    assert told(house, id) == ()


def test_a_published_narrator_agrees_only_with_evidence(house: House, client: Client) -> None:
    id = house.kept(UK, basis=Basis.PUBLISHED)
    sheet = {**SHEET, "said-publish-public": "agreed"}
    answer = client.post(f"/interviews/{id}/consent", sheet)
    assert answer.status_code == 400
    assert "evidence" in wrong(answer)
    assert client.post(f"/interviews/{id}/consent", {**sheet, "evidence": "her letter"}).status_code == 302
    assert (
        client.post(f"/interviews/{id}/consent", {**SHEET, "said-publish-public": "refused"}).status_code
        == 302
    )


def test_a_yes_to_words_that_changed_is_to_be_asked_again(house: House, client: Client) -> None:
    id = house.kept(UK)
    client.post(f"/interviews/{id}/consent", {**SHEET, "said-publish-public": "agreed"})
    assert "ask again" not in text(client.get(f"/interviews/{id}/consent")).split("wants time")[0]
    house.translated(id, UK.replace("lang: uk", "lang: en"))
    assert "ask again: the text is new since" in text(client.get(f"/interviews/{id}/consent"))


def test_a_draft_is_not_asked_about(house: House, client: Client) -> None:
    draft = house.draft(UK)
    assert client.get(f"/interviews/{draft}/consent").status_code == 302
    assert client.get("/interviews/0000000000/consent").status_code == 404
    assert client.get("/interviews/0000000000/withdraw").status_code == 404


def test_withdrawing_says_first_what_it_does_and_then_what_it_can_not(house: House, client: Client) -> None:
    id = house.kept(UK)
    here = f"/interviews/{id}/withdraw"
    assert "closed already" in text(client.get(here))
    sheet = {**SHEET, "said-archive": "agreed", "said-publish-public": "agreed"}
    sheet |= {"said-new1": "agreed", "kind-new1": "partner", "body-new1": "Riverside Press"}
    client.post(f"/interviews/{id}/consent", sheet)
    with acting(house.archive, house.actor, "publish") as deed:
        public, when = Audience("public"), house.archive.now()
        deed.note(PublishedEdition("e1", public, "2026-03-01", when, "leaf", "00", ((id, "00"),), ()))
    ahead = text(client.get(here))
    for there in (
        "The edition for the public",
        "partner: riverside press",
        "Nothing of the interview is erased",
    ):
        assert there in ahead
    assert client.post(here, {"who": "narrator"}).status_code == 400
    missing = client.post(here, {"what": "all", "who": "other", "reason": "she telephoned"})
    assert missing.status_code == 400
    assert "by" in wrong(missing)
    assert "she telephoned" in missing.content.decode()
    (grant,) = [e.id for e in told(house, id) if e.use is Use.PUBLISH]
    done = client.post(here, {"what": grant, "who": "narrator"})
    receipt = text(client.get(done.headers["Location"]))
    assert re.search(r"No longer|no longer stands", receipt)
    assert "The edition for the public" in receipt
    assert "riverside press" not in receipt, "that was not withdrawn"
    rest = client.post(here, {"what": "all", "who": "other", "by": "her sister"})
    last = text(client.get(rest.headers["Location"]))
    assert "riverside press" in last
    assert "decide what is kept at all" in last
    assert [e.by for e in told(house, id) if e.said is Said.WITHDRAWN][-1] == "her sister"
    assert client.get(here + "?receipt=nothing").status_code == 404
    assert "riverside press" not in text(client.get(done.headers["Location"])), "a receipt stays what it was"


@pytest.mark.parametrize("page", ["consent", "withdraw"])
def test_a_title_names_no_one(house: House, client: Client, page: str) -> None:
    id = house.kept(UK)
    title = html.document_fromstring(client.get(f"/interviews/{id}/{page}").content).findtext("head/title")
    assert title is not None
    assert id in title
    assert "Олена" not in title
    assert "Сорок" not in title


def test_a_sheet_about_one_thing_alone_asks_nothing_else(house: House, client: Client) -> None:
    id = house.kept(UK)
    (rule,) = restrict(house.archive, house.actor, id, OneTurn("4"), Rule())
    sheet = f"/interviews/{id}/consent?about={rule.id}"
    client.post(f"/interviews/{id}/consent", {**SHEET, "said-publish-public": "refused"})
    page = client.get(sheet)
    assert "about one thing alone: a restricted turn" in text(page)
    tree = html.document_fromstring(page.content)
    assert tree.xpath("//input[@name='said-record']") == []
    assert tree.xpath("//form[@id='sheet']/@action") == [sheet]
    assert "So far" not in text(page), "what was said of the whole is no answer to this"
    yes = {**SHEET, "said-publish-public": "agreed", "scope": rule.id}
    assert client.post(sheet, yes).status_code == 302
    (refused, agreed) = told(house, id)
    assert (refused.scope, agreed.scope) == (None, rule.id)
    assert "So far" in text(client.get(sheet))
    assert client.get(f"/interviews/{id}/consent?about=nothing").status_code == 200

    client.post(f"/interviews/{id}/consent", {**SHEET, "said-publish-public": "agreed"})
    page = client.get(f"/interviews/{id}/withdraw")
    assert "with 1 thing that was asked about alone" in text(page)
    choices = set(html.document_fromstring(page.content).xpath("//input[@name='what']/@value")) - {"all"}
    (alone,) = [one for one in choices if one.startswith("alone-")]
    (choice,) = choices - {alone}
    client.post(f"/interviews/{id}/withdraw", {"what": alone, "who": "narrator"})
    assert [e.scope for e in told(house, id) if e.said is Said.WITHDRAWN] == [rule.id]
    client.post(f"/interviews/{id}/withdraw", {"what": choice, "who": "narrator"})
    assert [e.scope for e in told(house, id) if e.said is Said.WITHDRAWN] == [rule.id, None]
