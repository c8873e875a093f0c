"""In a real browser: a place that an edition would give away is ticked, and gone from the preview."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.cli.conftest import Shell
from tests.cli.test_serving import serving
from tests.e2e.conftest import PASSPHRASE, WIDTHS, Desks, Site

DAY = "14 March"
YARD = f"""# The yard
Hanna (interviewer): Who was there?
Olena (narrator): They took us on {DAY}. It snowed.
"""
SAY = {"en": "Make the preview", "uk": "Підготувати перегляд"}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_is_ticked_is_withheld(browser: Browser, language: str, scripts: bool, tmp_path: Path) -> None:
    shell = Shell(tmp_path, {"WHENSAFE_PASSPHRASE": PASSPHRASE})
    shell("init")
    id = shell("add", shell.write("yard.txt", YARD), "--json").json[0]["id"]
    shell("consent", id, "--use", "publish", "--audience", "public", "--by", "narrator")
    with serving(shell) as url:
        desks = Desks(browser, Site(url.rstrip("/") + "/", {}))
        desk = desks.open(language=language, scripts=scripts)
        page = desk.page
        desk.go("/editions/new")
        page.check("input[name=audience][value=public]")
        desk.press(SAY[language])
        page.locator("form.sign").wait_for()
        with page.expect_navigation():
            page.locator("#withhold button").click()
        assert page.locator("#withhold .field__wrong").count() == 1, "nothing ticked is said"
        if scripts:
            desk.accessible(WIDTHS)
        page.locator("input[name=place]").first.check()
        page.select_option("select[name=ground]", "health")
        page.fill("input[name=why]", "few people know the day")
        with page.expect_navigation():
            page.locator("#withhold button").click()
        page.locator("form.sign").wait_for()
        if scripts:
            desk.accessible(WIDTHS)
        seen = page.locator("iframe[name=seen]").get_attribute("src") or ""
        one = desk.site.url.rstrip("/") + seen.rsplit("/seen/", 1)[0] + f"/seen/i/{id}.en.html"
        told = desk.context.request.get(one).text()
        assert "It snowed" in told
        assert DAY not in told
        assert [said for said in desk.complaints if "400" not in said] == []
        desk.context.close()
