"""Marking a stretch: nothing acts before it was shown, nothing typed is lost, no words in addresses."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from lxml import html
from tests.desk.custodians import CARDS
from tests.web.conftest import EN, UK, House

from whensafe.desk import look, people, registers, restrict
from whensafe.desk.act import acting
from whensafe.desk.consent import Answer, consent
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.facts import confirm
from whensafe.nouns.actor import TEAM
from whensafe.nouns.interview import Interview, Turn
from whensafe.nouns.restriction import Restriction
from whensafe.nouns.sealed import Seal
from whensafe.nouns.text import HOLE

WORDS = "Павла я знала"


def adopt(house: House) -> None:
    with acting(house.archive, house.actor, "custodians") as deed:
        deed.note(Roster(ROSTER, 2, CARDS, deed.at))


def shown(house: House, id: str) -> Interview:
    return look.show(house.archive, house.actor, TEAM, id)


def turn(house: House, id: str, n: int) -> Turn:
    transcript = shown(house, id).transcript
    assert transcript is not None
    return transcript.turns[n - 1]


def every(house: House, kind: type) -> list:
    with house.archive.store.read() as unit:
        return list(registers.every(unit, kind))


def tree(answer: object) -> html.HtmlElement:
    return html.document_fromstring(answer.content)  # type: ignore[attr-defined]


def said(answer: object, query: str = "main") -> str:
    return " ".join(" ".join(one.text_content().split()) for one in tree(answer).cssselect(query))


def stretch(house: House, id: str, n: int, start: int, end: int, *, to: int | None = None) -> dict[str, str]:
    """What the bar of the reading page sends."""
    first, last = turn(house, id, n), turn(house, id, to or n)
    return {
        "kind": "stretch",
        "from": first.address,
        "from_at": str(start),
        "to": last.address,
        "to_at": str(end),
    }


def fields(answer: object, do: str) -> dict[str, str | list[str]]:
    """The form of a page as a browser would send it with this button."""
    forms = [f for f in tree(answer).cssselect("main form") if f.xpath(f'.//button[@value="{do}"]')]
    found: dict[str, str | list[str]] = {
        k: v for k, v in forms[0].form_values() if k != "csrfmiddlewaretoken"
    }
    return {**found, "do": do}


@pytest.fixture
def id(house: House) -> str:
    return house.kept(UK)


def test_a_stretch_is_sealed_after_its_closure_was_shown(house: House, client: Client, id: str) -> None:
    adopt(house)
    pavlo = people.add(house.archive, house.actor, "Павло Гай").person
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {**stretch(house, id, 4, 0, len(WORDS)), "do": "seal"})
    assert WORDS in said(asked, ".marked")
    sent = {**fields(asked, "closure"), "person_0": pavlo.id, "date": "2030"}
    closure = client.post(mark, sent)
    for part in ("Everything that will be sealed", WORDS, "Павло Гай is free", "2030 is over", "Any 2 of 3"):
        assert part in said(closure)
    assert every(house, Seal) == [], "nothing acts before the closure is confirmed"
    done = client.post(mark, fields(closure, "seal-now"))
    assert done.headers["Location"] == f"/interviews/{id}/mark/done"
    seal = every(house, Seal)[0]
    assert seal.condition == f"free({pavlo.id}) and after(2030) and narrator_agrees"
    assert turn(house, id, 4).text.startswith(HOLE)
    after = client.get(done.headers["Location"])
    assert seal.id in said(after)
    assert WORDS not in after.content.decode()
    (link,) = [a.get("href") for a in tree(after).cssselect(".facts a")]
    assert client.get(link).status_code == 200
    page = client.get(f"/interviews/{id}")
    assert link in page.content.decode()
    assert WORDS not in page.content.decode()
    assert [one.get("href") for one in tree(page).cssselect("a.seal")] == [f"#s-{seal.id}"]
    note = said(page, f"#s-{seal.id}")
    assert "Павло Гай is free not yet" in note
    assert "the narrator agrees, asked again asked when due" in note
    assert "2 of 3 custodians" in note
    confirm(house.archive, house.actor, f"free({pavlo.id})", evidence="a call", hide=False)
    assert "is free confirmed 1 March 2026" in said(client.get(f"/interviews/{id}"), f"#s-{seal.id}")


def test_what_a_person_agreed_to_is_what_is_sealed(house: House, client: Client, id: str) -> None:
    adopt(house)
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {**stretch(house, id, 4, 0, len(WORDS)), "do": "seal"})
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    agreed = fields(closure, "seal-now")
    house.translated(id, EN)
    again = client.post(mark, agreed)
    assert "has changed since" in said(again, ".stop")
    assert every(house, Seal) == []
    assert client.post(mark, fields(again, "seal-now")).status_code == 302
    assert len(every(house, Seal)) == 1


def test_without_custodians_nothing_can_be_sealed_and_the_page_says_so(
    house: House, client: Client, id: str
) -> None:
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "whole", "do": "seal"})
    assert "no custodians" in said(asked, ".stop")
    refused = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    assert refused.status_code == 400
    assert tree(refused).cssselect("input[name=date]")[0].get("value") == "2030"
    assert every(house, Seal) == []


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ({"person_0": "A"}, "free(A)"),
        ({"person_0": "A", "fate_0": "dead", "agrees": "yes"}, "dead(A) and narrator_agrees"),
        ({"person_0": "A", "fate_0": "either", "date": "2030-06"}, "(free(A) or dead(A)) and after(2030-06)"),
        ({"person_0": "A", "person_1": "B"}, "free(A) and free(B)"),
        (
            {"person_0": "A", "person_1": "B", "need": "any", "agrees": "yes"},
            "(free(A) or free(B)) and narrator_agrees",
        ),
        (
            {"person_0": "A", "person_1": "B", "person_2": "C", "rows": "3", "need": "some", "need_n": "2"},
            "free(A) and free(B) or free(A) and free(C) or free(B) and free(C)",
        ),
        ({"person_0": "A", "date": "2030", "join": "any"}, "free(A) or after(2030)"),
        (
            {"person_0": "A", "person_1": "B", "date": "2030", "zone": "UTC", "join": "any", "agrees": "yes"},
            "(free(A) and free(B) or after(2030, UTC)) and narrator_agrees",
        ),
        ({"body": "A court", "ref": "case 12/27"}, 'decision("A court", "case 12/27")'),
        ({"person_0": "A", "typed": "after(2031) or dead(B)"}, "after(2031) or dead(B)"),
    ],
)  # fmt: skip
def test_the_builder_writes_the_grammar(
    house: House, client: Client, id: str, typed: dict[str, str], condition: str
) -> None:
    from whensafe.web.show import until

    added = {n: people.add(house.archive, house.actor, n * 3).person for n in "ABC"}
    ids = {n: p.id for n, p in added.items()}
    given = {k: ids.get(v, v) for k, v in typed.items()}
    if "typed" in given:
        given["typed"] = given["typed"].replace("(B)", f"({ids['B']})")
    form = until.read(given, {p.id: p for p in added.values()})
    assert form.faults == {}
    assert form.condition == re.sub(r"\b([ABC])\)", lambda m: f"{ids[m[1]]})", condition)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "until"),
        ({"agrees": "", "date": "soon"}, "date"),
        ({"date": "2030", "zone": "Nowhere/At_all"}, "zone"),
        ({"typed": "free(everybody)"}, "typed"),
        ({"typed": "free(p:0000000)"}, "typed"),
        ({"body": "A court"}, "ref"),
        ({"body": 'A "court"', "ref": "1"}, "body"),
        ({"person_0": "p:0000000"}, "person_0"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    house: House, client: Client, id: str, sent: dict[str, str], field: str
) -> None:
    adopt(house)
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {**stretch(house, id, 4, 0, len(WORDS)), "do": "seal"})
    first = {k: v for k, v in fields(asked, "closure").items() if k != "agrees"}
    answer = client.post(mark, {**first, "ground": "health", **sent})
    assert answer.status_code == 400
    assert said(answer, f"#wrong-{field}")
    page = tree(answer)
    assert WORDS in said(answer, ".marked")
    assert page.cssselect("select[name=ground] option[selected]")[0].get("value") == "health"
    for name in ("date", "zone", "typed", "body", "ref"):
        if name in sent:
            assert page.cssselect(f"input[name={name}]")[0].get("value") == sent[name]
    if field not in ("until", "person_0"):
        assert page.cssselect(f"[name={field}]")[0].get("aria-invalid") == "true"


def test_a_person_is_put_into_the_register_on_the_way(house: House, client: Client, id: str) -> None:
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "whole", "do": "seal"})
    more = client.post(mark, {**fields(asked, "seal-more"), "new_person": "Ігор Сич", "date": "2031"})
    (added,) = people.people(house.archive, house.actor)
    chosen = tree(more).cssselect("select[name=person_0] option[selected]")[0]
    assert (chosen.get("value"), added.name) == (added.id, "Ігор Сич")
    assert tree(more).cssselect("input[name=date]")[0].get("value") == "2031"
    again = client.post(mark, fields(more, "seal-more"))
    assert len(tree(again).cssselect("select[name^=person_]")) == 3


def test_a_quotation_that_stands_in_two_places_is_asked_about(house: House, client: Client) -> None:
    id = house.kept("Q: Who?\nA: We did. We did.\nQ: When?\nA: We did it then.\n")
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "quote", "quote": "We did", "do": "restrict"})
    assert asked.status_code == 400
    places = [one.get("value") for one in tree(asked).cssselect("input[name=place]")]
    assert len(places) == 4
    assert said(asked, "textarea[name=quote]") == "We did"
    second = client.post(mark, {**fields(asked, "restrict"), "place": places[1]})
    client.post(mark, fields(second, "restrict-now"))
    (rule,) = every(house, Restriction)
    assert (rule.scope.address, rule.scope.start, rule.scope.end) == (turn(house, id, 2).address, 8, 14)
    everywhere = client.post(mark, {**fields(asked, "restrict"), "place": "everywhere"})
    client.post(mark, fields(everywhere, "restrict-now"))
    assert len(every(house, Restriction)) == 4
    missing = client.post(mark, {"kind": "quote", "quote": "We never did", "do": "seal"})
    assert "not in the interview" in said(missing, "#wrong-quote")


def test_a_quotation_of_another_turn_is_not_taken_for_this_one(house: House, client: Client, id: str) -> None:
    sent = {"kind": "quote", "quote": "Він рахував", "turn": turn(house, id, 2).address, "do": "seal"}
    asked = client.post(f"/interviews/{id}/mark", sent)
    assert "not in this turn" in said(asked, "#wrong-quote")
    assert len(tree(asked).cssselect("input[name=place]")) == 2


def test_a_stretch_across_turns(house: House, client: Client, id: str) -> None:
    adopt(house)
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {**stretch(house, id, 2, 16, 1, to=4), "do": "seal"})
    assert said(asked, ".marked .voice") == "Ще лежав сніг. Ви знали когось із них? Павла"
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    client.post(mark, fields(closure, "seal-now"))
    rest = " я знала ще зі школи. Він рахував кроки."
    texts = [turn(house, id, n).text for n in (2, 3, 4)]
    assert texts == ["Я не знаю числа. " + HOLE, HOLE, HOLE + rest]
    page = client.get(f"/interviews/{id}")
    assert "Withheld until 2030 is over, and the narrator agrees" in said(page, ".sealed")
    assert said(page).count("The same seal as in turn 2") == 2
    refused = client.post(mark, {**stretch(house, id, 2, 0, 1, to=4), "do": "seal"})
    assert "sealed hole inside" in said(refused, ".stop")


def test_secret_covers_the_question_and_its_answer(house: House, client: Client, id: str) -> None:
    adopt(house)
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {**stretch(house, id, 4, 0, 5), "do": "seal"})
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030", "secret": "yes"})
    client.post(mark, fields(closure, "seal-now"))
    (seal,) = every(house, Seal)
    assert (seal.secret, seal.scope.value) == (True, "exchange")
    assert [turn(house, id, n).text for n in (3, 4)] == [HOLE, HOLE]


def test_published_elsewhere_needs_a_reason_that_does_not_repeat_the_words(
    house: House, client: Client
) -> None:
    from whensafe.nouns.interview import Basis

    id = house.kept(UK, basis=Basis.PUBLISHED)
    adopt(house)
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {**stretch(house, id, 4, 0, len(WORDS)), "do": "seal"})
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    assert "published elsewhere" in said(closure)
    assert said(client.post(mark, fields(closure, "seal-now")), "#wrong-reason")
    repeats = client.post(mark, {**fields(closure, "seal-now"), "reason": f"since {WORDS}"})
    assert "may repeat" in said(repeats, "#wrong-reason")
    assert client.post(mark, {**fields(closure, "seal-now"), "reason": "her wish"}).status_code == 302


def test_copies_that_still_hold_the_words_are_named(house: House, client: Client, id: str) -> None:
    from whensafe.desk.backup import backup

    adopt(house)
    with backup(house.archive, house.actor, label="march copy"):
        pass
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "turn", "turn": turn(house, id, 2).address, "do": "seal"})
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    assert "march copy" in said(closure)
    done = client.post(mark, fields(closure, "seal-now"), follow=True)
    assert "march copy" in said(done)


def test_restricting_shows_in_the_margin_and_is_lifted_with_a_reason(
    house: House, client: Client, id: str
) -> None:
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {**stretch(house, id, 4, 0, len(WORDS)), "do": "restrict"})
    sent = {**fields(asked, "restrict-now"), "whom": "some", "audience": ["family"], "named": "partner:Ara"}
    page = client.post(mark, sent, follow=True)
    assert "hidden from the next edition on" in said(page, ".done")
    assert said(page, "mark.mark") == WORDS
    (rule,) = every(house, Restriction)
    assert rule.hidden_from == ("family", "partner:ara")
    assert "Hidden from: the family, partner: ara" in said(page, f"#r-{rule.id}")
    lift = f"/interviews/{id}/lift/{rule.id}"
    assert "Say why it ends" in said(client.post(lift, {"reason": " "}), "#wrong-reason")
    assert "has ended" in said(client.post(lift, {"reason": "they agreed"}, follow=True), ".done")
    assert restrict.restrictions(house.archive, house.actor) == ()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"whom": "some"}, "whom"),
        ({"whom": "some", "named": "everyone"}, "named"),
        ({"review": "soon"}, "review"),
        ({"date": "soon"}, "date"),
    ],
)
def test_what_is_wrong_with_a_restriction_stands_beside_it(
    house: House, client: Client, id: str, sent: dict[str, str], field: str
) -> None:
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "whole", "do": "restrict"})
    answer = client.post(mark, {**fields(asked, "restrict-now"), **sent})
    assert said(answer, f"#wrong-{field}")
    assert every(house, Restriction) == []
    whole = client.post(mark, {**fields(asked, "restrict-now")}, follow=True)
    assert "The whole interview is restricted" in said(whole)


def test_a_name_shows_every_form_that_is_found_before_it_is_hidden(
    house: House, client: Client, id: str
) -> None:
    mark = f"/interviews/{id}/mark"
    pavlo = people.add(house.archive, house.actor, "Павло").person
    asked = client.post(mark, {"kind": "name", "names": "Павло\n", "do": "restrict"})
    assert "Павла" in said(asked, ".forms")
    assert pavlo.id in said(asked, ".part")
    page = client.post(mark, fields(asked, "restrict-now"), follow=True)
    assert "Restricted in every interview" in said(page)
    somebody = client.post(mark, {"kind": "person", "person": pavlo.id, "do": "restrict"})
    client.post(mark, fields(somebody, "restrict-now"))
    assert [r.scope.kind.value for r in every(house, Restriction)] == ["words", "person"]
    refused = client.post(mark, {"kind": "name", "names": "Павло", "do": "seal"})
    assert "restricted, not sealed" in said(refused, ".stop")


def test_no_words_reach_an_address_a_title_or_a_cookie(house: House, client: Client, id: str) -> None:
    adopt(house)
    mark = f"/interviews/{id}/mark"
    seen: list[str] = []

    def post(sent: dict) -> object:
        answer = client.post(mark, sent)
        seen.append(unquote(answer.headers.get("Location", "")))
        if answer.status_code != 302:
            seen.append(said(answer, "title"))
            seen.extend(a.get("href", "") + a.get("action", "") for a in tree(answer).cssselect("a, form"))
        seen.extend(morsel.OutputString() for morsel in answer.cookies.values())
        return answer

    asked = post({"kind": "quote", "quote": WORDS, "do": "seal"})
    closure = post({**fields(asked, "closure"), "date": "2030"})
    post(fields(closure, "seal-now"))
    name = post({"kind": "name", "names": "сніг", "do": "restrict"})
    post(fields(name, "restrict-now"))
    assert not any(part in text for text in seen for part in (WORDS, "Павла", "сніг"))
    assert client.get(f"{mark}?do=seal-now&kind=whole").status_code == 200
    assert len(every(house, Seal)) == 1, "an address alone does nothing"


def test_a_page_with_that_turn_where_a_stretch_is_typed(house: House, client: Client, id: str) -> None:
    one = turn(house, id, 4)
    link = tree(client.get(f"/interviews/{id}")).cssselect(f"#{one.address} a[data-mark]")[0].get("href")
    page = client.get(link)
    assert one.text in said(page, ".quote")
    whole = client.post(f"/interviews/{id}/mark", {**fields(page, "seal"), "kind": "turn"})
    assert said(whole, ".marked .voice") == one.text


def test_a_restricted_name_is_marked_wherever_it_stands(house: House, client: Client, id: str) -> None:
    house.translated(id, EN)
    pavlo = people.add(house.archive, house.actor, "Павло", also=["Pavlo"]).person
    restrict.restrict(house.archive, house.actor, None, restrict.Somebody(pavlo.id), restrict.Rule())
    client.post(f"/interviews/{id}/mark", {"kind": "name", "names": "кроки", "do": "restrict-now"})
    page = tree(client.get(f"/interviews/{id}")).cssselect("article.turn")[3]
    marks = [(one.text_content(), one.get("data-k")) for one in page.cssselect("mark.mark")]
    assert marks == [("Павла", "a"), ("кроки", "b"), ("Pavlo", "a")]
    assert [one.text_content()[0] for one in page.cssselect(".note__what")] == ["a", "b"]


def test_an_interview_that_is_sealed_whole_says_so_everywhere(house: House, client: Client, id: str) -> None:
    adopt(house)
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "whole", "do": "seal"})
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    done = client.post(mark, fields(closure, "seal-now"), follow=True)
    assert said(done, "h1") == "Sealed"
    one = turn(house, id, 2)
    for address in (f"/interviews/{id}", "/interviews/", f"/interviews/{id}/turns/{one.address}", mark):
        page = client.get(address).content.decode()
        assert HOLE not in page
        assert "withheld" in page or address == mark
        assert not any(word in page for word in ("Олена", "кроки", "Павла"))


def test_a_hole_in_what_a_search_finds_is_a_notice(house: House, client: Client, id: str) -> None:
    adopt(house)
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "quote", "quote": "рахував", "do": "seal"})
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    client.post(mark, fields(closure, "seal-now"))
    found = client.post("/search", {"q": "кроки"}, follow=True)
    assert "Він withheld кроки" in said(found, ".hit")
    assert HOLE not in found.content.decode()


def test_a_stretch_of_a_translation(house: House, client: Client, id: str) -> None:
    adopt(house)
    house.translated(id, EN)
    beside = shown(house, id).sessions[0].current[1].turns[3]
    ends = {"from": beside.address, "from_at": "0", "to": beside.address, "to_at": "5"}
    mark = f"/interviews/{id}/mark"
    asked = client.post(mark, {"kind": "stretch", **ends, "do": "seal"})
    assert said(asked, ".marked .voice") == "Pavlo"
    closure = client.post(mark, {**fields(asked, "closure"), "date": "2030"})
    assert "nobody knows which of its words do" in said(closure)
    client.post(mark, fields(closure, "seal-now"))
    assert turn(house, id, 4).text == HOLE
    mixed = {**stretch(house, id, 2, 0, 5), "to": ends["to"]}
    assert client.post(mark, {**mixed, "do": "seal"}).status_code == 400


def test_nothing_that_people_write_becomes_markup(house: House, client: Client) -> None:
    bad = "<b onclick=x>%(n)s{{ 7 }}</b>"
    id = house.kept(f"# A {bad}\nlang: uk\nQ: Who?\nA: It was {bad} there.\n")
    adopt(house)
    people.add(house.archive, house.actor, bad)
    mark = f"/interviews/{id}/mark"
    quote = client.post(mark, {"kind": "quote", "quote": "It was", "do": "seal"})
    typed = {"body": f"A {bad}", "ref": bad, "person_0": fields(quote, "closure").get("person_0", "")}
    register = people.people(house.archive, house.actor)
    closure = client.post(mark, {**fields(quote, "closure"), **typed, "person_0": register[0].id})
    name = client.post(mark, {"kind": "name", "names": bad, "do": "restrict"})
    ruled = client.post(mark, fields(name, "restrict-now"), follow=True)
    sealed = client.post(mark, {**fields(closure, "seal-now"), "reason": bad}, follow=True)
    read, why = client.get(f"/interviews/{id}"), client.get(f"/interviews/{id}/why")
    for page in (quote, closure, name, ruled, sealed, read, why):
        assert page.status_code == 200
        assert tree(page).cssselect("b") == []
        assert tree(page).cssselect("[onclick]") == []
    assert bad in said(closure)
    assert f"{bad} is free" in said(read)


def test_a_draft_is_not_marked(house: House, client: Client) -> None:
    draft = house.draft(UK)
    for page in ("mark", "why"):
        assert client.get(f"/interviews/{draft}/{page}").headers["Location"] == f"/take-in/{draft}"
    assert client.get("/interviews/0123456789/mark").status_code == 404
    assert client.get("/interviews/0123456789/why").status_code == 404


def test_why_says_every_reason_in_words(house: House, client: Client, id: str) -> None:
    why = f"/interviews/{id}/why"
    asked = client.post(why, {"audience": "public", "item": "interview"})
    assert "the public: the interview May not be told nobody asked the narrator" in said(asked, ".answer")
    from whensafe.nouns.consent import Attribution, Said, Use

    given = Answer(
        use=Use.PUBLISH, audience="public", said=Said.AGREED, by="narrator", attribution=Attribution.FULL
    )
    consent(house.archive, house.actor, id, given)
    mark = f"/interviews/{id}/mark"
    rule_form = client.post(mark, {**stretch(house, id, 4, 0, len(WORDS)), "do": "restrict"})
    client.post(mark, fields(rule_form, "restrict-now"))
    turns = client.post(why, {"audience": "public", "item": "turn", "turn": "4"})
    assert "May be told" in said(turns, ".answer .state")
    assert "it is restricted, without an end" in said(turns, ".reasons")
    bar = {"from": turn(house, id, 4).address, "to": turn(house, id, 4).address}
    marked = client.post(why, {**bar, "from_at": "2", "to_at": "9"})
    assert "May not be told" in said(marked, ".answer .state")
    after = client.post(why, {**bar, "from_at": "20", "to_at": "24"})
    assert "these words, as they stand May be told" in said(after, ".answer")
    (rule,) = every(house, Restriction)
    note = tree(client.get(f"/interviews/{id}")).cssselect(f"#r-{rule.id} a")
    link = note[0].get("href")
    assert "what is restricted May not be told" in said(client.get(link), ".answer")
    listed = client.post(why, {"audience": "public", "item": "closed", "closed": rule.id})
    assert said(listed, ".answer") == said(client.get(link), ".answer")
    wrong = client.post(why, {"audience": "named", "named": "everybody", "item": "turn", "turn": "99"})
    assert said(wrong, "#wrong-named")
    assert said(wrong, "#wrong-turn")


def test_the_page_and_the_command_line_give_the_same_reasons() -> None:
    from whensafe.cli.why import WORDS as AT_THE_COMMAND_LINE
    from whensafe.web.show.reasons import REASONS

    told = {code: str(text).replace("’", "'") for code, text in REASONS.items()}
    assert {code: told.get(code) for code in AT_THE_COMMAND_LINE} == AT_THE_COMMAND_LINE
