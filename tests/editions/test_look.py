"""Editions in a real browser, from a folder, scripts off: nothing asked of anybody, nothing too wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.editions.cleared import REQUEST, golden, signer
from tests.editions.reading import built

PAGES = [
    "index.html", "en/index.html", "ar/index.html", "uk/about.html", "ar/about.html", "i/0000000001.uk.html",
    "i/0000000001.en.html", "i/0000000002.ar.html", "i/0000000003.en.html",
]  # fmt: skip
WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("edition")
    for path, data in built(REQUEST, golden(), signer()).items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(data)
    return top


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_stand_alone_and_fit(browser: Browser, folder: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    for path in PAGES:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("requestfailed", lambda request, said=said: said.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto((folder / path).as_uri())
        assert [url for url in asked if not url.startswith(folder.as_uri())] == []
        assert said == []
        assert any(url.endswith("style.css") for url in asked)
        box = page.locator("main").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.close()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_accessible_and_never_scroll_sideways(browser: Browser, folder: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in PAGES:
        page = context.new_page()
        page.goto((folder / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], path
        page.close()
    context.close()


def test_holes_are_of_one_size_and_the_voice_is_the_loudest(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((folder / "i/0000000001.uk.html").as_uri())
    page.wait_for_function("document.fonts.ready.then(() => true)")
    sizes = page.locator("a.seal").evaluate_all("all => all.map(e => e.offsetWidth + 'x' + e.offsetHeight)")
    assert len(sizes) == 2
    assert len(set(sizes)) == 1
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    voice = page.locator(".voice").first.evaluate(size)
    around = page.locator(".said, .ed__by p, .ed__sec p, .ed__sec h2, .ed__top p").evaluate_all(
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert max(around) < voice
    page.close()


def test_following_a_turns_number_shows_its_citation(browser: Browser, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((folder / "i/0000000001.en.html").as_uri())
    cite = page.locator('[id="0000000000000e"] .et__cite')
    assert not cite.is_visible()
    page.locator('[id="0000000000000e"] .et__n').click()
    assert cite.is_visible()
    assert "turn 4" in cite.inner_text()
    page.close()
