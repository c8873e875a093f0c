"""The register of people on its pages: adding, looking, spellings, details, and the contact sheet apart."""

from __future__ import annotations

import re

from django.test import Client
from lxml import html
from tests.web.conftest import UK, House
from tests.web.test_escaping import HOSTILE, only_words

from whensafe.desk import facts, people, registers, restrict
from whensafe.nouns.person import Pseudonym
from whensafe.web.show.people import bare


def text(answer: object) -> str:
    return " ".join(html.document_fromstring(answer.content).text_content().split())  # type: ignore[attr-defined]


def register(house: House) -> list[str]:
    return [p.name for p in people.people(house.archive, house.actor)]


def test_a_name_is_looked_for_before_it_is_put_into_the_register(house: House, client: Client) -> None:
    id = house.kept(UK)
    form = {"name": "Павло", "also": "Pavlo\n\nPavel", "kind": ["cell", ""], "value": ["7", ""]}
    looked = client.post("/people/add", {**form, "look": "1"})
    assert looked.status_code == 200
    assert "Павла" in text(looked)
    assert id in text(looked)
    assert register(house) == []
    assert b"Pavlo\n\nPavel" in looked.content.replace(b"\r", b""), "nothing that was typed is lost"
    added = client.post("/people/add", {**form, "add": "1"})
    assert re.fullmatch(r"/people/\w{8}\?done=person_added", added.headers["Location"])
    page = client.get(added.headers["Location"])
    assert "Put into the register" in text(page)
    (made,) = people.people(house.archive, house.actor)
    assert made.spellings == ("Павло", "Pavlo", "Pavel")
    assert made.details == (("cell", "7"),)


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    house: House, client: Client
) -> None:
    bad = {"name": "…", "also": "Pavlo\n12345\n—", "kind": ["unit"], "value": [""], "tells": "0000000000"}
    answer = client.post("/people/add", {**bad, "add": "1"})
    assert answer.status_code == 400
    tree = html.document_fromstring(answer.content)
    for name in ("name", "also", "kind"):
        (field,) = tree.xpath(f'//*[@name="{name}"][@aria-invalid]')
        said = {i for i in field.get("aria-describedby").split() if i.endswith("-wrong")}
        assert all(tree.get_element_by_id(i).text_content() for i in said)
        assert said
    assert tree.xpath('//input[@name="kind"]/@value')[0] == "unit"
    assert register(house) == []
    answer = client.post("/people/add", {"name": "Pavlo", "tells": "0000000000", "add": "1"})
    assert answer.status_code == 400
    assert 'value="Pavlo"' in answer.content.decode()
    assert register(house) == []


def test_a_person_with_what_is_known_and_what_depends_on_them(house: House, client: Client) -> None:
    id = house.kept(UK)
    pavlo = people.add(house.archive, house.actor, "Павло", narrator_of=[id]).person
    same = people.add(house.archive, house.actor, "ПАВЛО").person
    facts.confirm(house.archive, house.actor, f"free({pavlo.id})", evidence="He telephoned.")
    rule = restrict.Rule(until=f"free({pavlo.id}) and narrator_agrees")
    restrict.restrict(house.archive, house.actor, None, restrict.Somebody(pavlo.id), rule)
    address = f"/people/{bare(pavlo.id)}"
    page = client.get(address)
    said = text(page)
    for there in ("is free", "He telephoned.", "everybody but the team", "Сорок два кроки", same.id):
        assert there in said
    with house.archive.store.read() as unit:
        codes = [p.code for p in registers.every(unit, Pseudonym)]
    assert codes
    assert not any(code in said for code in codes), "a pseudonym is shown on no page"
    assert "Павл" not in html.document_fromstring(page.content).findtext("head/title")
    assert "Павла" in text(client.post(address, {"what": "look"}))

    client.post(address, {"what": "spell", "also": "Pavlo\nPasha"})
    client.post(address, {"what": "describe", "kind": ["unit", ""], "value": ["3rd", ""]})
    kept = next(p for p in people.people(house.archive, house.actor) if p.id == pavlo.id)
    assert kept.also == ("Pavlo", "Pasha")
    assert kept.details == (("unit", "3rd"),)
    wrong = client.post(address, {"what": "spell", "also": "ok\n!!"})
    assert wrong.status_code == 400
    assert "ok\n!!" in wrong.content.decode().replace("\r", "")
    listed = text(client.get("/people/"))
    assert "hidden in editions" in listed
    assert "is free" in listed


def test_nobody_has_no_page(house: House, client: Client) -> None:
    assert client.get("/people/nobody00").status_code == 404
    assert client.get("/people/nobody00/contact").status_code == 404
    assert client.get("/interviews/0000000000/contact").status_code == 404


def test_a_contact_sheet_is_shown_only_when_asked_and_goes_alone(house: House, client: Client) -> None:
    id = house.kept(UK)
    here = f"/interviews/{id}/contact"
    sheet = "Call after six.\nNever leave a message.\n"
    assert client.post(here, {"what": "keep", "text": "  "}).status_code == 400
    kept = client.post(here, {"what": "keep", "text": sheet})
    assert kept.status_code == 302
    page = client.get(here)
    assert "Never leave" not in page.content.decode()
    assert "Never leave" in client.post(here, {"what": "show"}).content.decode()
    ledger = text(client.get("/ledger/"))
    assert "Contact sheet shown" in ledger
    assert "Never leave" not in client.get(f"/interviews/{id}").content.decode()
    gone = client.post(here, {"what": "delete"})
    assert "erased" in text(gone)
    assert client.post(here, {"what": "show"}).status_code == 404
    assert client.get(f"/interviews/{id}").status_code == 200


def test_whatever_is_typed_stays_words(house: House, client: Client) -> None:
    id = house.kept(UK)
    person = people.add(
        house.archive, house.actor, f"Pavlo {HOSTILE}"[:190], also=[f"x{HOSTILE}"[:190]]
    ).person
    people.describe(
        house.archive, house.actor, person.id, details=[("unit", HOSTILE[:190])], narrator_of=[id]
    )
    facts.confirm(house.archive, house.actor, f"free({person.id})", evidence=HOSTILE)
    sheet = {"who": "other", "by": HOSTILE, "basis": HOSTILE, "said-record": "agreed", "given": "other"}
    sheet |= {"evidence": HOSTILE, "interpreter": HOSTILE, "more_limits": HOSTILE}
    assert client.post(f"/interviews/{id}/consent", sheet).status_code == 302
    withdrawn = client.post(f"/interviews/{id}/withdraw", {"what": "all", "who": "other", "by": HOSTILE})
    pages = [
        client.get(address)
        for address in ("/people/", f"/people/{bare(person.id)}", f"/interviews/{id}/consent", "/custodians/",
                        f"/people/{bare(person.id)}/contact", withdrawn.headers["Location"])
    ]  # fmt: skip
    pages += [
        client.post("/people/add", {"name": HOSTILE, "also": HOSTILE, "tells": HOSTILE, "look": "1"}),
        client.post("/people/add", {"name": HOSTILE, "also": HOSTILE, "tells": HOSTILE, "add": "1"}),
        client.post(f"/interviews/{id}/consent", {**sheet, "given": HOSTILE, "body-new1": HOSTILE}),
        client.post(f"/interviews/{id}/withdraw", {"what": HOSTILE, "by": HOSTILE, "reason": HOSTILE}),
        client.post("/custodians/compare", {"pasted": HOSTILE}),
        client.post(f"/interviews/{id}/contact", {"what": "show"}),
    ]
    for page in pages:
        only_words(page.content)


def test_the_register_is_searched_without_a_name_in_an_address(house: House, client: Client) -> None:
    people.add(house.archive, house.actor, "Павло Гай", also=["Pavlo Hai"])
    people.add(house.archive, house.actor, "Ihor")
    found = client.post("/people/", {"q": "pavlo"})
    assert "Павло Гай" in text(found)
    assert "Ihor" not in text(found)
    assert "Nobody in the register is written like this" in text(client.post("/people/", {"q": "Zoe"}))
    assert "Ihor" in text(client.post("/people/", {"q": " "}))


def test_the_sheet_leads_to_the_narrator_in_the_register(house: House, client: Client) -> None:
    id = house.kept(UK)
    sheet = client.get(f"/interviews/{id}/consent").content.decode()
    assert f'href="/people/add?tells={id}"' in sheet
    assert f'value="{id}"' in client.get(f"/people/add?tells={id}").content.decode()
    olena = people.add(house.archive, house.actor, "Олена", narrator_of=[id]).person
    assert f'href="/people/{bare(olena.id)}"' in client.get(f"/interviews/{id}/consent").content.decode()


def test_a_spelling_and_a_detail_are_taken_away_and_the_last_spelling_is_not(
    house: House, client: Client
) -> None:
    made = people.add(house.archive, house.actor, "Ihor Koval", also=["Koval"], details=[("unit", "3")])
    page = f"/people/{made.person.id.removeprefix('p:')}"
    done = client.post(page, {"what": "unspell", "gone": "Koval"})
    assert done.headers["Location"] == f"{page}?done=person_less"
    assert client.post(page, {"what": "undescribe", "kind": "unit", "value": "3"}).status_code == 302
    (left,) = people.people(house.archive, house.actor)
    assert (left.spellings, left.details) == (("Ihor Koval",), ())
    assert b"take away" not in client.get(page).content
    refused = client.post(page, {"what": "unspell", "gone": "Ihor Koval"})
    assert refused.status_code == 400
    assert people.people(house.archive, house.actor) == (left,)
