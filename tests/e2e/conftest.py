"""A real server of a real archive, and a real Chromium that may talk to nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

PASSPHRASE = "forty two steps to the door"
WIDTHS = (1280, 360)


@dataclass(frozen=True)
class Site:
    """A running server. ``ids``: the interviews taken in beforehand, by the sample's file name."""

    url: str
    ids: dict[str, str]


SAMPLES = Path(__file__).parents[2] / "src/whensafe/samples"
SEEDED = ("05-dyspetcherka.txt", "11-talib.html", "01-radist.html")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    place = tmp_path_factory.mktemp("served")
    environ = {
        **os.environ,
        "WHENSAFE_PASSPHRASE": PASSPHRASE,
        "WHENSAFE_STATE": str(place / "state"),
        "WHENSAFE_ARCHIVE": str(place / "archive"),
        "TMPDIR": str(place / "none"),  # not there: whoever writes a temporary file fails
    }
    ids = {}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "whensafe", *arguments]
        environment = {**environ, "TMPDIR": str(place)}
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    run("init")
    for name in SEEDED:
        said = run("--json", "add", str(SAMPLES / name))
        found = re.search(r'"id": "(\w+)"', said)
        assert found is not None
        ids[name] = found[1]
    run("add", "--to", ids["05-dyspetcherka.txt"], str(SAMPLES / "06-dispatcher-english.txt"))
    server = subprocess.Popen(
        [sys.executable, "-m", "whensafe", "serve", "--port", "0"],
        env=environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stderr is not None
    url = None
    for line in server.stderr:
        found = re.search(r"http://127\.0\.0\.1:[1-9]\d*/", line)
        if found is not None:
            url = found[0]
            break
    assert url is not None, "the server did not start"
    yield Site(url, ids)
    server.terminate()
    server.wait(timeout=30)
    shutil.rmtree(place, ignore_errors=True)


@dataclass
class Desk:
    """One browser with a fresh profile; everything it asks for and complains about is written down."""

    site: Site
    context: BrowserContext
    page: Page
    scripts: bool
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.site.url.rstrip("/") + path)

    def sign_in(self) -> None:
        self.go("/sign-in")
        self.page.fill("input[name=name]", "documenter")
        self.page.fill("input[name=passphrase]", PASSPHRASE)
        self.page.locator("main button").click()
        self.page.wait_for_url(self.site.url)

    def press(self, label: str) -> None:
        self.page.locator("main").get_by_role("button", name=label, exact=True).first.click()

    def sound(self) -> None:
        """Nothing was asked of anybody else, and the console is empty."""
        assert [url for url in self.asked if not url.startswith(self.site.url)] == []
        assert self.complaints == []

    def accessible(self, widths: tuple[int, ...] = WIDTHS) -> None:
        """At these widths: no rule of axe is broken, and nothing scrolls sideways."""
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.page.url
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{self.page.url} at {width}\n{found.generate_report()}"
        self.page.set_viewport_size({"width": 1280, "height": 900})


@dataclass(frozen=True)
class Desks:
    """Opens desks."""

    browser: Browser
    site: Site
    opened: list[Desk] = field(default_factory=list)

    def open(
        self, *, language: str = "en", scripts: bool = True, signed_in: bool = True, **more: Any
    ) -> Desk:
        context = self.browser.new_context(
            locale="uk-UA" if language == "uk" else "en-GB", java_script_enabled=scripts, **more
        )
        desk = Desk(self.site, context, context.new_page(), scripts)
        desk.page.on("request", lambda request: desk.asked.append(request.url))
        desk.page.on("console", lambda message: desk.complaints.append(message.text))
        desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        self.opened.append(desk)
        if signed_in:
            desk.sign_in()
        return desk


@pytest.fixture
def desks(browser: Browser, site: Site) -> Iterator[Desks]:
    made = Desks(browser, site)
    yield made
    for desk in made.opened:
        desk.context.close()
