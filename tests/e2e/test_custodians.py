"""Custodians in a real browser: cards dropped or pasted, compared, adopted; a drill with real answers."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.cli.conftest import Shell
from tests.cli.test_custodians import NAMES, custodian
from tests.e2e.conftest import PASSPHRASE, Desk, Desks, Site

SAY = {
    "en": {"none": "no custodians yet", "two": "2 of 3 together open", "few": "Only one more has answered"},
    "uk": {
        "none": "ще немає хранителів",
        "two": "2 з 3 разом відкривають",
        "few": "Відповів лише на одного більше",
    },
}


@dataclass(frozen=True)
class Apart:
    """A server whose archive has no custodians yet, and three people with machines of their own."""

    desks: Desks
    people: tuple[Shell, ...]

    @property
    def cards(self) -> list[Path]:
        return [one.folder / "card.json" for one in self.people]


@pytest.fixture
def apart(browser: Browser, tmp_path: Path) -> Iterator[Apart]:
    home = Shell(tmp_path / "home", {"WHENSAFE_PASSPHRASE": PASSPHRASE})
    home.folder.mkdir()
    home("init")
    people = tuple(custodian(tmp_path, name) for name in NAMES)
    server = subprocess.Popen(
        [sys.executable, "-m", "whensafe", "serve", "--port", "0"],
        env={**home.surroundings(), "TMPDIR": str(tmp_path / "none")},
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert server.stderr is not None
        found = (re.search(r"http://127\.0\.0\.1:[1-9]\d*/", line) for line in server.stderr)
        url = next((match[0] for match in found if match is not None), None)
        assert url is not None, "the server did not start"
        desks = Desks(browser, Site(url, {}))
        yield Apart(desks, people)
        for desk in desks.opened:
            desk.context.close()
    finally:
        server.terminate()
        server.wait(timeout=30)


def send(desk: Desk, selector: str) -> None:
    with desk.page.expect_navigation():
        desk.page.locator(selector).first.click()


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("uk", False)])
def test_from_three_cards_to_a_drill(apart: Apart, language: str, scripts: bool) -> None:
    desk, say = apart.desks.open(language=language, scripts=scripts), SAY[language]
    page = desk.page
    desk.go("/custodians/")
    assert say["none"] in page.locator("main").inner_text()
    if scripts:
        desk.accessible()
    first, *rest = apart.cards
    page.set_input_files("#cards", rest)
    page.fill("textarea[name=pasted]", first.read_text())
    send(desk, "form[action*=compare] button[type=submit]")
    shown = page.locator("main").inner_text()
    assert page.locator(".prints li").count() == 3
    assert all(name.title() in shown for name in NAMES)
    if scripts:
        desk.accessible()
    page.locator("input[name=threshold][value='1']").check()
    send(desk, "main form button[type=submit]")
    assert page.locator(".field__wrong").count() == 2
    if scripts:
        desk.accessible()
    page.locator("input[name=threshold][value='2']").check()
    page.locator("input[name=compared]").check()
    send(desk, "main form button[type=submit]")
    assert say["two"] in page.locator("main").inner_text()

    send(desk, "form[action$=drill] button")
    with page.expect_download() as asked:
        page.locator("a[href$='/drill/request']").click()
    request = apart.people[0].folder.parent / "asked"
    asked.value.save_as(request)
    answers = []
    for who in apart.people:
        who("answer", request, who.folder / "drill", "--words", "words", "--yes")
        answers.append(who.folder / "drill")
    page.set_input_files("form[action*=answers] input[type=file]", answers)
    send(desk, "form[action*=answers] button")
    assert say["few"] in page.locator(".risk").inner_text()
    assert page.locator("tbody .state.is-yes").count() == 3
    if scripts:
        desk.accessible()
    assert [c for c in desk.complaints if "400" not in c] == []
    assert [url for url in desk.asked if not url.startswith(desk.site.url)] == []


def test_words_given_by_mistake_are_not_shown_again(apart: Apart) -> None:
    desk = apart.desks.open()
    desk.go("/custodians/")
    words = (apart.people[0].folder / "words").read_text().split()
    desk.page.fill("textarea[name=pasted]", " ".join(words))
    send(desk, "form[action*=compare] button[type=submit]")
    assert desk.page.locator(".stop").is_visible()
    assert " ".join(words[:3]) not in desk.page.content()
    desk.accessible()
