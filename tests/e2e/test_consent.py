"""The consent sheet in a real browser, on paper too; a withdrawal from what will happen to its receipt."""

from __future__ import annotations

import re

import pytest
from tests.e2e.conftest import Desk, Desks

SAY = {
    "en": {"done": "The answers are recorded", "erased": "Nothing: the interview stays"},
    "uk": {"done": "Відповіді записано", "erased": "Нічого: інтервʼю лишається"},
}


def send(desk: Desk, selector: str) -> None:
    with desk.page.expect_navigation():
        desk.page.locator(selector).first.click()


def choose(desk: Desk, name: str, value: str) -> None:
    desk.page.locator(f'input[name="{name}"][value="{value}"]').check()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_sheet_filled_in_recorded_and_withdrawn(desks: Desks, language: str, scripts: bool) -> None:
    desk, say = desks.open(language=language, scripts=scripts), SAY[language]
    page, id = desk.page, desk.site.ids["05-dyspetcherka.txt"]
    court = f"court {language} {scripts}".lower()  # as the archive spells an audience
    desk.go(f"/interviews/{id}")
    send(desk, f'a[href="/interviews/{id}/consent"]')
    assert page.locator("form#sheet input:checked").count() == 0, "nothing is answered by default"
    if scripts:
        desk.accessible()

    choose(desk, "who", "other")
    choose(desk, "said-publish-public", "agreed")
    choose(desk, "named-publish-public", "initials")
    page.fill("input[name=body-new1]", court)
    page.fill("input[name=interpreter]", "Ганна")
    send(desk, "form#sheet button[type=submit]")
    wrong = page.locator(".field__wrong")
    assert wrong.count() >= 4
    assert page.locator("[aria-invalid=true]").count() >= 3
    assert page.locator("input[name=interpreter]").input_value() == "Ганна"
    assert page.locator("input[name=named-publish-public]:checked").get_attribute("value") == "initials"
    if scripts:
        desk.accessible()

    choose(desk, "who", "narrator")
    page.select_option("select[name=kind-new1]", "justice")
    choose(desk, "said-new1", "agreed")
    choose(desk, "said-machine", "refused")
    choose(desk, "said-publish-family", "ask_again")
    choose(desk, "given", "recorded")
    page.fill("input[name=at]", "12:30")
    page.locator("input[name=limit]").first.check()
    page.fill("input[name=evidence]", "14-A")
    send(desk, "form#sheet button[type=submit]")
    assert say["done"] in page.locator(".done").inner_text()
    shapes = page.locator(".consent .state").evaluate_all("all => all.map(one => one.className)")
    assert {shape.split("is-")[1] for shape in shapes} >= {"yes", "no", "ask", "open"}
    assert page.locator(".said").count() >= 4
    if scripts:
        desk.accessible()

    desk.go(f"/interviews/{id}/withdraw")
    if scripts:
        desk.accessible()
    choose(desk, "what", "all")
    send(desk, "main form.form button[type=submit]")
    assert re.search(r"/withdraw\?receipt=\w+$", page.url)
    assert say["erased"] in page.locator("main").inner_text()
    assert court in page.locator("main").inner_text()
    if scripts:
        desk.accessible()
    assert [c for c in desk.complaints if "400" not in c] == []
    assert [url for url in desk.asked if not url.startswith(desk.site.url)] == []


def test_on_paper_the_sheet_alone_with_room_to_sign(desks: Desks) -> None:
    desk = desks.open()
    desk.go(f"/interviews/{desk.site.ids['01-radist.html']}/consent")
    page = desk.page
    assert not page.locator(".sheet__sign").is_visible()
    page.emulate_media(media="print")
    for there in ("h1", "form#sheet", "input[name=said-publish-public]", ".sheet__sign"):
        assert page.locator(there).first.is_visible(), there
    for gone in (".bar", ".consent", "#history", "form#sheet .acts", ".foot"):
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone


def test_an_arabic_interview_is_asked_about_in_its_language(desks: Desks) -> None:
    desk = desks.open(language="uk")
    desk.go(f"/interviews/{desk.site.ids['11-talib.html']}/consent")
    assert desk.page.locator("select[name=language] option[value=ar]").count() == 1
    desk.accessible()
    desk.page.evaluate("document.documentElement.dir = 'rtl'")
    desk.accessible()
    desk.sound()
