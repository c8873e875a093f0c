"""An interview as a file, in a real browser: for those who may be told, and for nobody else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.cli.conftest import BAKER, WEAVER, Shell
from tests.cli.test_serving import serving
from tests.e2e.conftest import PASSPHRASE, WIDTHS, Desk, Desks, Site

HIDDEN = "My brother carried the flour"
SAY = {
    "en": {
        "save": "Save the file",
        "copy": "The narrator’s own copy (Word)",
        "none": "nothing of this interview",
    },
    "uk": {
        "save": "Зберегти файл",
        "copy": "Власний примірник для людини, яка розповідає (Word)",
        "none": "нічого з цієї",
    },
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One interview that the public and its narrator may be told in part, and one nobody was asked about."""
    shell = Shell(tmp_path_factory.mktemp("exports"), {"WHENSAFE_PASSPHRASE": PASSPHRASE})
    shell("init")
    ids = {}
    for name, text in (("baker.txt", BAKER), ("weaver.txt", WEAVER)):
        ids[name] = shell("add", shell.write(name, text), "--json").json[0]["id"]
    for audience in ("public", "narrator"):
        given = ("--use", "publish", "--audience", audience, "--by", "narrator", "--attribution", "initials")
        shell("consent", ids["baker.txt"], *given)
    shell("restrict", ids["baker.txt"], "--quote", HIDDEN, "--yes", "--reason", "asked for")
    with serving(shell) as url:
        yield Site(url.rstrip("/") + "/", ids)


@pytest.fixture
def tellers(browser: Browser, told: Site) -> Iterator[Desks]:
    made = Desks(browser, told)
    yield made
    for desk in made.opened:
        desk.context.close()


def saved(desk: Desk, label: str, folder: Path) -> Path:
    """The file that pressing this gives."""
    with desk.page.expect_download() as download:
        desk.press(label)
    out = folder / download.value.suggested_filename
    download.value.save_as(out)
    return out


def pick(desk: Desk, audience: str, format: str) -> None:
    desk.page.check(f"input[name=audience][value={audience}]")
    desk.page.check(f"input[name=format][value={format}]")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_file_for_the_public_and_the_narrators_own_copy(
    tellers: Desks, language: str, scripts: bool, tmp_path: Path
) -> None:
    desk, say = tellers.open(language=language, scripts=scripts), SAY[language]
    id = desk.site.ids["baker.txt"]
    desk.go(f"/interviews/{id}")
    desk.page.locator(f"a[href='/interviews/{id}/export']").click()
    desk.page.wait_for_url(re.compile("/export$"))
    if scripts:
        desk.accessible(WIDTHS)
    pick(desk, "public", "html")
    page = saved(desk, say["save"], tmp_path)
    assert page.name == f"whensafe-{id}.html"
    text = page.read_text(encoding="utf-8")
    assert "four in the morning" in text
    assert HIDDEN not in text
    assert "Vashchuk" not in text
    own = saved(desk, say["copy"], tmp_path)
    assert own.name == f"whensafe-{id}.docx"
    with zipfile.ZipFile(own) as made:
        words = made.read("word/document.xml").decode()
    assert "four in the morning" in words
    assert HIDDEN not in words
    desk.sound()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_nobody_who_was_not_agreed_to_is_given_a_file(tellers: Desks, language: str, scripts: bool) -> None:
    desk, say = tellers.open(language=language, scripts=scripts), SAY[language]
    id = desk.site.ids["weaver.txt"]
    given: list[str] = []
    desk.page.on("download", lambda download: given.append(download.url))
    desk.go(f"/interviews/{id}/export")
    pick(desk, "public", "json")
    desk.press(say["save"])
    desk.page.locator(".stop").wait_for()
    assert say["none"] in desk.page.locator(".stop").inner_text().lower()
    assert desk.page.is_checked("input[name=audience][value=public]"), "what was picked stays picked"
    assert desk.page.is_checked("input[name=format][value=json]")
    if scripts:
        desk.accessible(WIDTHS)
    desk.press(say["copy"])
    desk.page.locator(".stop").wait_for()
    pick(desk, "partner", "json")
    desk.press(say["save"])
    desk.page.locator(".stop").wait_for()
    desk.page.locator(".stop a").click()
    desk.page.wait_for_url(re.compile("/why"))
    assert given == []
    assert [url for url in desk.asked if not url.startswith(desk.site.url)] == []
