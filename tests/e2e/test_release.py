"""From a fact to the words in their place, in a real browser: two of three custodians, nothing shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.e2e.conftest import Desk, Desks
from tests.e2e.sealed_site import NAME, OTHER, QUOTE, SealedSite, sealed_site

SAID = {
    "en": {
        "confirm": "Confirm it",
        "write": "Write the request",
        "answers": "Take in the answers",
        "one": "answers: 1 of 2",
        "left": "1 file was left out.",
        "open": "Open and put back",
        "released": "released",
        "again": "Consents to ask again",
    },
    "uk": {
        "confirm": "Підтвердити",
        "write": "Написати запит",
        "answers": "Прийняти відповіді",
        "one": "відповідей: 1 із 2",
        "left": "1 файл не взято.",
        "open": "Відкрити й повернути",
        "released": "слова повернено",
        "again": "Кого знову запитати про згоду",
    },
}


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[SealedSite]:
    with sealed_site(tmp_path) as made:
        yield made


@pytest.fixture
def desks(browser: Browser, sealed: SealedSite) -> Iterator[Desks]:
    made = Desks(browser, sealed.site)
    yield made
    for desk in made.opened:
        desk.context.close()


def seen(desk: Desk, *, sweep: bool = True) -> str:
    """The page as it is: accessible, nobody's name in its title or address, and no sealed word on it."""
    content = desk.page.content()
    if sweep:
        assert QUOTE not in content
    assert OTHER not in content
    assert NAME not in desk.page.title()
    assert "?of=" in desk.page.url or re.fullmatch(r"[\w:/.?=#-]+", desk.page.url)
    if desk.scripts:  # axe is one itself
        desk.accessible()
    return content


def download(desk: Desk, folder: Path) -> Path:
    with desk.page.expect_download() as waiting:
        desk.page.locator("a[download]").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize(
    ("language", "scripts"), [("en", True), ("uk", False)], ids=["en scripts", "uk no scripts"]
)
def test_from_a_fact_to_the_words_in_their_place(
    desks: Desks, sealed: SealedSite, language: str, scripts: bool, tmp_path: Path
) -> None:
    desk, say = desks.open(language=language, scripts=scripts), SAID[language]
    page, first = desk.page, f"/seals/{sealed.first}"
    desk.go("/due/")
    assert NAME in seen(desk)
    page.locator(".job", has_text=NAME).locator("a[href^='/confirm/']").click()
    page.wait_for_url(re.compile("/confirm/"))
    page.fill("textarea[name=evidence]", "met at the station")
    desk.press(say["confirm"])
    page.wait_for_url(re.compile(r"/confirm/\w{12}"))
    assert "met at the station" in seen(desk)
    desk.go("/")
    assert page.locator("section[aria-labelledby=due] .job").count() == 1
    seen(desk)

    sealed.home(
        "consent", sealed.interview, "--use", "publish", "--audience", "public", "--by", "narrator",
        "--scope", sealed.first,
    )  # fmt: skip
    desk.go(first)
    page.locator("#ask a.btn--do").click()
    page.wait_for_url(re.compile("/request$"))
    seen(desk)
    desk.press(say["write"])
    page.wait_for_url(re.compile("done=asked"))
    seen(desk)
    request = download(desk, tmp_path)
    assert QUOTE not in request.read_text(encoding="utf-8")

    stray = tmp_path / "holiday.txt"
    stray.write_text("dear all", encoding="utf-8")
    page.set_input_files("input[name=answers]", [sealed.answer(request, 0), stray])
    desk.press(say["answers"])
    page.locator(".stop").wait_for()
    assert say["left"] in page.locator(".stop").inner_text()
    assert "holiday.txt" in page.locator(".stop").inner_text()
    assert say["one"] in seen(desk)
    desk.go("/")
    assert say["one"] in page.locator("section[aria-labelledby=asked]").inner_text()
    seen(desk)
    desk.go(first)
    page.set_input_files("input[name=answers]", sealed.answer(request, 2))
    desk.press(say["answers"])
    page.wait_for_url(re.compile("done=answers"))
    seen(desk)
    page.locator("#open a.btn--do").click()
    page.wait_for_url(re.compile("/release$"))
    seen(desk)
    desk.press(say["open"])
    page.wait_for_url(re.compile("done=released"))
    assert say["released"] in seen(desk)
    assert not list((sealed.home.folder / "state").rglob("openers/*"))

    desk.go(f"/interviews/{sealed.interview}")
    assert QUOTE in page.content()
    desk.go("/")
    seen(desk, sweep=False)
    assert [line for line in desk.complaints if "400" not in line] == []


def test_every_step_is_in_the_ledger(desks: Desks, sealed: SealedSite, tmp_path: Path) -> None:
    desk = desks.open()
    desk.go(f"/seals/{sealed.second}/request")
    desk.page.check("[name=although]")
    desk.page.fill("[name=reason]", "the court asks us itself")
    desk.press("Write the request")
    desk.page.wait_for_url(re.compile("done=asked"))
    request = download(desk, tmp_path)
    desk.page.set_input_files("input[name=answers]", [sealed.answer(request, n) for n in (1, 2)])
    desk.press("Take in the answers")
    desk.page.wait_for_url(re.compile("done=answers"))
    desk.page.locator("#open a.btn--do").click()
    desk.accessible()
    desk.press("Open and put back")
    desk.page.wait_for_url(re.compile("done=released"))
    desk.go("/ledger/")
    acts = desk.page.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert acts[:3] == [
        "Released",
        "Answers of custodians taken in",
        "Custodians asked: the court asks us itself",
    ]
    desk.sound()
