"""Stating a fact and taking it back, in a real browser: errors beside their fields, and what closes again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.e2e.conftest import Desks
from tests.e2e.sealed_site import NAME, SealedSite, sealed_site


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SealedSite]:
    with sealed_site(tmp_path_factory.mktemp("sealed")) as made:
        yield made


@pytest.fixture
def desks(browser: Browser, sealed: SealedSite) -> Iterator[Desks]:
    made = Desks(browser, sealed.site)
    yield made
    for desk in made.opened:
        desk.context.close()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(desks: Desks, language: str) -> None:
    desk = desks.open(language=language)
    page = desk.page
    desk.go("/confirm/")
    page.fill("[name=when]", "last week")
    page.locator("[name=fact]").first.check()
    page.locator("main form.form button.btn--do").click()
    page.locator("#wrong-when").wait_for()
    assert page.locator("#wrong-evidence").is_visible()
    assert page.locator("[name=when]").input_value() == "last week"
    assert page.locator("[name=fact]").first.is_checked()
    described = page.locator("[name=evidence]").get_attribute("aria-describedby")
    assert described is not None
    assert "wrong-evidence" in described
    desk.accessible()


def test_a_fact_is_taken_back_and_the_page_says_what_closes(desks: Desks, sealed: SealedSite) -> None:
    desk = desks.open()
    page = desk.page
    desk.go(f"/confirm/?of={sealed.second}")
    assert page.locator("[name=fact]").first.is_checked(), "the one fact that it waits for"
    page.fill("[name=evidence]", "the court's letter")
    page.check("[name=hide]")
    desk.press("Confirm it")
    page.wait_for_url(re.compile(r"/confirm/\w{12}\?done=confirmed"))
    assert page.locator("section[aria-labelledby=due] .job").count() == 1
    desk.accessible()
    desk.go("/due/")
    assert page.locator("section[aria-labelledby=due] .job").count() == 1
    page.locator("section[aria-labelledby=due] .job__why a").click()
    page.fill("[name=evidence]", "it was another case")
    desk.press("Take it back")
    page.wait_for_url(re.compile("done=taken-back"))
    assert page.locator("section[aria-labelledby=closed] .job").count() == 1
    assert "it was another case" in page.content()
    desk.accessible()
    desk.go("/due/")
    assert page.get_by_text("Nothing is due.").is_visible()
    desk.accessible()
    desk.sound()


def test_no_name_is_in_an_address_a_title_or_the_history(desks: Desks, sealed: SealedSite) -> None:
    desk = desks.open()
    for path in ("/due/", "/confirm/", f"/seals/{sealed.first}", f"/seals/{sealed.first}/request"):
        desk.go(path)
        assert NAME in desk.page.content()
        assert NAME not in desk.page.title()
        links = desk.page.locator("main a[href]").evaluate_all("all => all.map(one => one.href)")
        assert all(re.fullmatch(r"[\w:/.?=#-]+", link) for link in links), links
    desk.sound()


def test_right_to_left_nothing_leaves_the_page(desks: Desks, sealed: SealedSite) -> None:
    desk = desks.open()
    for path in ("/", "/due/", "/confirm/", f"/seals/{sealed.first}", f"/seals/{sealed.first}/request"):
        for width in (1280, 360):
            desk.page.set_viewport_size({"width": width, "height": 900})
            desk.go(path)
            desk.page.evaluate("document.documentElement.dir = 'rtl'")
            assert desk.page.evaluate("document.documentElement.scrollWidth") <= width, path
            number = desk.page.locator(".leg h2").first
            if number.count():
                box = number.bounding_box()
                assert box is not None
                assert box["x"] + box["width"] < width - 16, "the number stands before the heading"
