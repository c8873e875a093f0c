"""Clear and publish in a real browser: the very output in a frame, what stays beside it, the signature."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.e2e.conftest import PASSPHRASE, SAMPLES, WIDTHS, Desk, Desks, Site

SAY = {
    "en": {
        "make": "Make the preview",
        "sign": "Sign and publish",
        "take": "Take the edition along (ZIP)",
        "forget": "I have it: forget it here",
        "go": "Let this preview go",
    },
    "uk": {
        "make": "Підготувати перегляд",
        "sign": "Підписати й опублікувати",
        "take": "Забрати видання (ZIP)",
        "forget": "Видання в мене: забути його тут",
        "go": "Відкинути цей перегляд",
    },
}


@pytest.fixture(scope="module")
def cleared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of an archive in which something may be told: Ukrainian with English beside it, and Arabic."""
    place = tmp_path_factory.mktemp("cleared")
    environ = {
        **os.environ,
        "WHENSAFE_PASSPHRASE": PASSPHRASE,
        "WHENSAFE_STATE": str(place / "state"),
        "WHENSAFE_ARCHIVE": str(place / "archive"),
    }

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "whensafe", *arguments]
        return subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout

    def add(name: str) -> str:
        found = re.search(r'"id": "(\w+)"', run("--json", "add", str(SAMPLES / name)))
        assert found is not None
        return found[1]

    run("init")
    ids = {name: add(name) for name in ("05-dyspetcherka.txt", "11-talib.html", "12-kierowca.txt")}
    ours, arabic = ids["05-dyspetcherka.txt"], ids["11-talib.html"]
    run("add", "--to", ours, str(SAMPLES / "06-dispatcher-english.txt"))
    agreed = ("--use", "publish", "--audience", "public", "--by", "narrator")
    run("consent", ours, *agreed)
    run("consent", arabic, *agreed, "--evidence", "a letter of 3 May")
    run("restrict", ours, "--turn", "2", "--yes", "--reason", "asked for")
    server = subprocess.Popen(
        [sys.executable, "-m", "whensafe", "serve", "--port", "0"],
        env=environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stderr is not None
    url = next(
        found[0] for line in server.stderr if (found := re.search(r"http://127\.0\.0\.1:[1-9]\d*/", line))
    )
    yield Site(url, ids)
    server.terminate()
    server.wait(timeout=30)


@pytest.fixture
def tellers(browser: Browser, cleared: Site) -> Iterator[Desks]:
    made = Desks(browser, cleared)
    yield made
    for desk in made.opened:
        desk.context.close()


def previewed(desk: Desk, say: dict[str, str]) -> str:
    """Make a preview for the public; its address."""
    desk.go("/editions/new")
    desk.page.locator("input[name=audience][value=public]").check()
    desk.press(say["make"])
    desk.page.locator("form.sign").wait_for()
    return desk.page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_from_the_audience_to_a_folder_that_verifies(
    tellers: Desks, language: str, scripts: bool, tmp_path: Path
) -> None:
    desk, say = tellers.open(language=language, scripts=scripts), SAY[language]
    page, id = desk.page, desk.site.ids["05-dyspetcherka.txt"]
    at = previewed(desk, say)
    page.locator(f"a[href$='/of/{id}']").first.click()
    page.wait_for_url(re.compile("/of/"))
    left = page.frame_locator("iframe[name=seen]")
    assert left.locator(".et").count() > 3
    page.locator(".clear__n a", has_text=re.compile(r" 2$")).first.click()
    left.locator(".et:target").wait_for()
    assert left.locator(".et:target .sealed").count() == 1, "the number leads to the turn that is withheld"
    assert left.locator("script").count() == 0

    page.goto(at)
    desk.press(say["sign"])
    page.locator(".field__wrong").first.wait_for()
    for box in page.locator("input[name=risk]").all():
        box.check()
    page.locator("input[name=read]").check()
    page.fill("input[name=reason]", "read by two of us")
    desk.press(say["sign"])
    page.locator(".steps").wait_for()
    with page.expect_download() as download:
        desk.press(say["take"])
    download.value.save_as(tmp_path / "edition.zip")
    key = re.search(r"--key (\S+)", page.locator("pre.cite").inner_text().replace("\n", ""))
    assert key is not None
    with zipfile.ZipFile(tmp_path / "edition.zip") as found:
        found.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    subprocess.run(
        [sys.executable, "-m", "whensafe", "verify", str(folder), "--key", key[1]],
        check=True,
        capture_output=True,
    )
    desk.press(say["forget"])
    page.locator(".done").wait_for()
    assert [c for c in desk.complaints if "400" not in c] == []
    assert [url for url in desk.asked if not url.startswith(desk.site.url)] == []


@pytest.mark.parametrize(("language", "widths"), [("en", WIDTHS), ("uk", WIDTHS[1:])], ids=["en", "uk"])
def test_every_page_of_it_is_accessible(tellers: Desks, language: str, widths: tuple[int, ...]) -> None:
    desk, say = tellers.open(language=language), SAY[language]
    desk.go("/editions/new")
    desk.page.locator("details summary").click()
    desk.accessible(widths)
    desk.page.locator("input[value=partner]").check()
    desk.press(say["make"])
    desk.page.locator(".field__wrong").wait_for()
    desk.accessible(widths)
    at = previewed(desk, say)
    desk.page.locator(".clear__stays details summary").first.click()
    desk.accessible(widths)
    for id in desk.site.ids.values():
        desk.page.goto(f"{at}/of/{id}")
        desk.accessible(widths)
    desk.page.goto(at)
    desk.press(say["sign"])
    desk.page.locator(".field__wrong").first.wait_for()
    desk.accessible(widths)
    for box in desk.page.locator("input[name=risk], input[name=read]").all():
        box.check()
    desk.page.fill("input[name=reason]", "read")
    desk.press(say["sign"])
    desk.page.locator(".steps").wait_for()
    desk.accessible(widths)
    desk.go("/editions/")
    desk.accessible(widths)
    assert [c for c in desk.complaints if "400" not in c] == []


def test_the_arabic_page_runs_from_right_to_left_in_its_frame(tellers: Desks) -> None:
    desk = tellers.open()
    at = previewed(desk, SAY["en"])
    desk.page.goto(f"{at}/of/{desk.site.ids['11-talib.html']}")
    said = desk.page.frame_locator("iframe[name=seen]").locator(".voice").first
    assert said.evaluate("one => getComputedStyle(one).direction") == "rtl"
    desk.sound()


def test_a_preview_asks_nobody_and_stays_with_whoever_made_it(tellers: Desks) -> None:
    desk = tellers.open()
    at = previewed(desk, SAY["en"])
    src = desk.page.locator("iframe").get_attribute("src")
    stranger = tellers.open(signed_in=False)
    stranger.go(str(src))
    assert "/sign-in" in stranger.page.url
    desk.page.goto(at)
    desk.press(SAY["en"]["go"])
    desk.page.locator(".done").wait_for()
    answer = desk.context.request.get(desk.site.url.rstrip("/") + str(src))
    assert answer.status == 404
    desk.sound()
