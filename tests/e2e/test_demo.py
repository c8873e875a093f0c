"""The demonstration in a browser: a fictional comrade is free, and what was sealed for his sake is told."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.cli.conftest import Shell
from tests.cli.test_demo import SEALED
from tests.cli.test_serving import serving
from tests.e2e.conftest import Desk, Site

ENGLISH = "They took the Thrush out of the shed"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    home = Shell(tmp_path, {"WHENSAFE_ARCHIVE": "demo-archive", "WHENSAFE_PASSPHRASE": "demo"})
    home("demo", "--no-serve")
    return home


def answered(shell: Shell, request: Path, who: str) -> Path:
    """A custodian's answer, made in their folder."""
    custodians = shell.folder / "demo-archive-custodians"
    out = custodians / who / "answer.json"
    card = custodians / "archive-card.json"
    shell("answer", request, out, "--words", custodians / who / "words", "--archive-card", card)
    return out


def told(desk: Desk, folder: Path) -> str:
    """Publish for the public on the page; everything that the edition holds."""
    page = desk.page
    desk.go("/editions/new")
    page.check("input[value=public]")
    desk.press("Make the preview")
    page.get_by_role("button", name="Sign and publish").wait_for()
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_label("Why now").fill("a try")
    desk.press("Sign and publish")
    with page.expect_download() as taken:
        page.get_by_text("Take the edition along (ZIP)").first.click()
    taken.value.save_as(folder / "edition.zip")
    with zipfile.ZipFile(folder / "edition.zip") as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_a_passage_opens_when_a_fictional_comrade_is_confirmed_free(shell: Shell, browser: Browser) -> None:
    def found(*arguments: str) -> str:
        return shell(*arguments, "--json").out

    hlib = json.loads(found("person", "list"))[0]["id"]
    with serving(shell) as url:
        context = browser.new_context(locale="en-GB", accept_downloads=True)
        desk = Desk(Site(url + "/", {}), context, context.new_page(), scripts=True)
        page = desk.page
        desk.go("/sign-in")
        page.fill("input[name=name]", "documenter")
        page.fill("input[name=passphrase]", "demo")
        page.locator("main button").click()
        page.wait_for_url(desk.site.url)

        before = told(desk, shell.folder)
        assert "Гнат Перевізник" in before
        assert SEALED not in before
        assert ENGLISH not in before

        desk.go("/due/")
        page.get_by_role("link", name="Confirm a fact").first.click()
        page.get_by_label("is free").first.check()
        assert page.locator("input[name=fact]:checked").get_attribute("value") == f"free({hlib})"
        page.get_by_label("What shows it").fill("he telephoned")
        desk.press("Confirm it")
        page.get_by_role("link", name="See the seal").first.click()
        seal = page.url

        page.get_by_role("link", name="Ask the narrator").first.click()
        page.check("input[name=who][value=narrator]")
        page.check("input[name='said-publish-public'][value=agreed]")
        page.check("input[name=death][value=stays_closed]")
        page.locator("input[name=given]").first.check()
        desk.press("Record these answers")
        page.locator(".done").wait_for()

        page.goto(seal)
        page.get_by_role("link", name="Write the request").click()
        page.locator("main form button[type=submit]").last.click()
        with page.expect_download() as asked:
            page.get_by_text("Download the request").click()
        asked.value.save_as(shell.folder / "ask.json")
        answers = [answered(shell, shell.folder / "ask.json", who) for who in ("ada", "chiara")]
        page.set_input_files("input[type=file]", answers)
        desk.press("Take in the answers")
        page.get_by_text("Open with custodians").last.click()
        desk.press("Open and put back")
        page.wait_for_url(re.compile(r"/seals/\w+(\?|$)"))

        after = told(desk, shell.folder)
        assert SEALED in after
        assert ENGLISH in after
        context.close()
    assert json.loads(found("check"))["ok"]
