"""The register in a real browser: a name is looked for, put in, spelt otherwise; the contact sheet apart."""

from __future__ import annotations

import re

import pytest
from tests.e2e.conftest import Desk, Desks

SAY = {
    "en": {"found": "times, written like this", "added": "A pseudonym was drawn", "gone": "are erased"},
    "uk": {"found": "написано так", "added": "Псевдонім обрано навмання", "gone": "стерто"},
}


def send(desk: Desk, selector: str) -> None:
    with desk.page.expect_navigation():
        desk.page.locator(selector).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_from_a_name_to_a_person(desks: Desks, language: str, scripts: bool) -> None:
    desk, say = desks.open(language=language, scripts=scripts), SAY[language]
    page = desk.page
    desk.go("/people/")
    if scripts:
        desk.accessible()
    send(desk, "main a.btn--do")
    page.fill("input[name=name]", "--")
    page.fill("textarea[name=also]", "kept as typed")
    page.locator("input[name=kind]").first.fill("unit")
    send(desk, "button[name=look]")
    assert page.locator("[aria-invalid=true]").count() == 3
    assert page.locator("textarea[name=also]").input_value() == "kept as typed"
    if scripts:
        desk.accessible()
    page.fill("input[name=name]", "Павло")
    page.fill("textarea[name=also]", "Pavlo\nбратик")
    page.locator("input[name=value]").first.fill("3rd")
    send(desk, "button[name=look]")
    assert say["found"] in page.locator(".found").inner_text()
    if scripts:
        desk.accessible()
    send(desk, "button[name=add]")
    assert say["added"] in page.locator(".done").inner_text()
    assert re.search(r"/people/\w{8}\?done=person_added$", page.url)
    assert "Павло" not in page.title()
    assert page.locator("h1").inner_text() == "Павло"
    page.fill("#spellings ~ form textarea", "Pasha")
    send(desk, "#spellings ~ form button")
    assert "Pasha" in page.locator("#spellings ~ ul").inner_text()
    send(desk, "#found ~ form button")
    assert page.locator(".found").count() == 1
    if scripts:
        desk.accessible()
    assert [c for c in desk.complaints if "400" not in c] == []
    assert [url for url in desk.asked if not url.startswith(desk.site.url)] == []


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_contact_sheet_is_kept_shown_and_deleted_alone(desks: Desks, language: str) -> None:
    desk = desks.open(language=language)
    page, id = desk.page, desk.site.ids["01-radist.html"]
    desk.go(f"/interviews/{id}/contact")
    desk.accessible()
    page.fill("textarea[name=text]", "Ring twice, then once.")
    send(desk, "main form.form button")
    assert "Ring twice" not in page.content()
    send(desk, "main form.work button")
    assert "Ring twice" in page.locator("textarea").input_value()
    desk.accessible()
    send(desk, "main form.acts--end button")
    assert SAY[language]["gone"] in page.locator(".done").inner_text()
    assert "Ring twice" not in page.content()
    desk.accessible()
    desk.sound()
