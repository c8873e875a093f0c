"""Sealed before it is uploaded, in a browser: a place is taken along, the sealed file is brought back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.e2e.conftest import WIDTHS, Desk, Desks
from tests.e2e.sealed_site import SealedSite, sealed_site

WORDS = "Danylo hid with us in the cellar."


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SealedSite]:
    with sealed_site(tmp_path_factory.mktemp("places")) as made:
        yield made


@pytest.fixture
def keepers(browser: Browser, sealed: SealedSite) -> Iterator[Desks]:
    made = Desks(browser, sealed.site)
    yield made
    for desk in made.opened:
        desk.context.close()


def place(desk: Desk, sealed: SealedSite, out: Path) -> None:
    """Fill in the form and save the place's file."""
    desk.go(f"/places/?in={sealed.interview}")
    assert desk.page.input_value("input[name=interview]") == sealed.interview
    desk.page.fill("input[name=until]", "narrator_agrees")
    desk.page.fill("input[name=after]", "2")
    desk.page.fill("input[name=language]", "en")
    with desk.page.expect_download() as download:
        desk.page.locator("form[action='/places/'] button").click()
    download.value.save_as(out)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_words_come_sealed_and_are_on_no_page(
    keepers: Desks, sealed: SealedSite, language: str, scripts: bool, tmp_path: Path
) -> None:
    desk = keepers.open(language=language, scripts=scripts)
    place(desk, sealed, tmp_path / "place.json")
    writer = sealed.people[0]
    card = sealed.home.folder / "whensafe-archive-card.json"
    writer.write("words.txt", WORDS)
    out = tmp_path / "sealed.json"
    writer("custodian", "seal", tmp_path / "place.json", "words.txt", out, "--archive-card", card)
    desk.go("/places/")
    assert desk.page.locator(".side").get_by_text(sealed.interview).count() >= 1
    if scripts:
        desk.accessible(WIDTHS)
    desk.page.set_input_files("input[name=sealed]", out)
    desk.page.locator("form[action='/places/take'] button").click()
    desk.page.wait_for_url(re.compile(r"/seals/\w+"))
    assert WORDS not in desk.page.content()
    desk.go(f"/interviews/{sealed.interview}")
    assert WORDS not in desk.page.content()
    desk.sound()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_is_wrong_is_said_beside_what_was_typed(
    keepers: Desks, sealed: SealedSite, language: str, tmp_path: Path
) -> None:
    desk = keepers.open(language=language)
    desk.go("/places/")
    desk.page.fill("input[name=interview]", sealed.interview)
    desk.page.fill("input[name=until]", "soon")
    desk.page.locator("form[action='/places/'] button").click()
    desk.page.locator(".stop, .field__wrong").first.wait_for()
    assert desk.page.input_value("input[name=until]") == "soon"
    assert desk.page.input_value("input[name=interview]") == sealed.interview
    desk.accessible(WIDTHS)
    (tmp_path / "nothing").write_text("nothing of it", encoding="utf-8")
    desk.page.set_input_files("input[name=sealed]", tmp_path / "nothing")
    desk.page.locator("form[action='/places/take'] button").click()
    desk.page.locator(".stop, .field__wrong").first.wait_for()
    desk.accessible(WIDTHS)
