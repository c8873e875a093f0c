"""Every page and state, in both languages, at both widths: axe-core is content, nothing scrolls sideways."""

from __future__ import annotations

import re

import pytest
from tests.e2e.conftest import PASSPHRASE, WIDTHS, Desk, Desks


def draft(desk: Desk, text: str = "# Пам’ять\n\nQ: Who counted?\nA: We did. Every night.\n") -> str:
    desk.go("/take-in/")
    desk.page.fill("textarea[name=text]", text)
    desk.page.locator("main form .acts button").click()
    desk.page.wait_for_url(re.compile(r"/take-in/\w{10}$"))
    return desk.page.url.split("/")[-1]


@pytest.mark.parametrize(("language", "widths"), [("en", WIDTHS), ("uk", WIDTHS[1:])], ids=["en", "uk"])
def test_every_page(desks: Desks, language: str, widths: tuple[int, ...]) -> None:
    outside = desks.open(language=language, signed_in=False)
    outside.go("/sign-in")
    outside.accessible(widths)
    outside.page.fill("input[name=name]", "nobody")
    outside.page.fill("input[name=passphrase]", "nothing")
    outside.page.locator("main button").click()
    outside.page.locator(".stop").wait_for()
    outside.accessible(widths)

    desk = desks.open(language=language)
    ids = desk.site.ids
    uk, ar = ids["05-dyspetcherka.txt"], ids["11-talib.html"]
    id = draft(desk)
    pages = [
        "/", "/interviews/", "/take-in/", "/ledger/", "/archive/", "/places/",
        f"/interviews/{uk}", f"/interviews/{ar}",
        f"/interviews/{uk}?beside=none", f"/interviews/{uk}/add", f"/interviews/{uk}/export",
        f"/interviews/{uk}/withdraw", f"/take-in/{id}", f"/take-in/{id}/discard",
    ]  # fmt: skip
    for page in pages:
        desk.go(page)
        desk.accessible(widths)
    desk.go(f"/take-in/{id}")
    desk.page.locator("#n1 summary").click()
    desk.accessible(widths)
    desk.go(f"/take-in/{id}/discard")
    desk.page.locator("main form button").click()
    desk.page.locator(".done").wait_for()
    desk.accessible(widths)

    desk.go("/archive/")
    desk.page.locator("main form button").click()
    desk.page.locator(".state.is-yes").wait_for()
    desk.accessible(widths)
    desk.go("/interviews/")
    desk.page.fill("#seek", "Віра")
    desk.page.locator(".seek button").click()
    desk.page.wait_for_url(re.compile("/found/"))
    desk.page.locator(".seek summary").click()
    desk.accessible(widths)
    desk.go(f"/interviews/{uk}")
    desk.page.locator("#keys summary").click()
    desk.accessible(widths)
    desk.go(str(desk.page.locator("a[data-cite]").nth(1).get_attribute("href")))
    desk.accessible(widths)
    desk.sound()

    desk.go("/nothing")
    desk.accessible(widths)
    desk.go("/interviews/0123456789")
    desk.accessible(widths)
    assert [c for c in desk.complaints if "404" not in c] == []


def test_keys_in_the_transcript(desks: Desks) -> None:
    desk = desks.open()
    desk.go(f"/interviews/{desk.site.ids['05-dyspetcherka.txt']}")
    page, here = desk.page, desk.page.locator(".turn.is-here")
    page.keyboard.press("n")
    assert here.count() == 0, "single keys are quiet while the focus is outside the transcript"
    page.locator(".turn__n").first.focus()
    page.keyboard.press("n")
    assert here.get_attribute("data-n") == "2"
    page.keyboard.press("b")
    assert here.get_attribute("data-n") == "1"
    page.keyboard.press("g")
    page.keyboard.press("3")
    assert here.get_attribute("data-n") == "3"
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("y")
    page.locator("#live:not(:empty)").wait_for(state="attached")
    assert here.get_attribute("id") in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("?")
    assert page.locator("#keys[open]").count() == 1
    page.locator("#keys-on").uncheck()
    page.locator(".turn__n").first.focus()
    page.keyboard.press("n")
    assert here.get_attribute("data-n") == "3"
    page.locator("#keys-on").check()
    page.locator(".turn__n").first.focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "seek"
    desk.sound()


def test_each_stretch_says_its_language_and_direction(desks: Desks) -> None:
    desk = desks.open(language="uk")
    desk.go(f"/interviews/{desk.site.ids['11-talib.html']}")
    said = desk.page.locator(".turn__said > p:last-child")
    assert set(
        said.evaluate_all("all => all.map(one => one.lang + ' ' + getComputedStyle(one).direction)")
    ) >= {"ar rtl"}
    assert desk.page.locator("html").get_attribute("lang") == "uk"
    assert desk.page.locator("bdi.digest").first.evaluate("one => getComputedStyle(one).direction") == "ltr"
    desk.go(f"/interviews/{desk.site.ids['05-dyspetcherka.txt']}")
    assert set(
        desk.page.locator(".turn__tr > p:last-child").evaluate_all("all => all.map(one => one.lang)")
    ) == {"en"}


def test_the_witness_is_the_loudest_thing(desks: Desks) -> None:
    """On the reading page no word of ours is as large as the words of the one who speaks, but the title."""
    desk = desks.open()
    desk.go(f"/interviews/{desk.site.ids['01-radist.html']}")
    sizes = desk.page.evaluate("""() => {
        const size = (e) => parseFloat(getComputedStyle(e).fontSize);
        const all = (query) => Array.from(document.querySelectorAll(query), size);
        return {
            voice: Math.min(...all(".voice")),
            rest: Math.max(...all("main :not(h1, h1 *, .voice, .voice *)")),
        };
    }""")
    assert sizes["voice"] > sizes["rest"]


def test_on_paper_only_the_testimony_and_what_it_rests_on(desks: Desks) -> None:
    desk = desks.open()
    desk.go(f"/interviews/{desk.site.ids['05-dyspetcherka.txt']}")
    desk.page.emulate_media(media="print")
    for gone in (".bar", ".tongues", ".turn__cite", "main form", ".tools"):
        assert not any(one.is_visible() for one in desk.page.locator(gone).all()), gone
    for there in ("h1", ".turn .voice", "#originals", "#facts"):
        assert desk.page.locator(there).first.is_visible(), there


def test_signing_out_leaves_nothing_to_go_back_to(desks: Desks) -> None:
    desk = desks.open()
    desk.go(f"/interviews/{desk.site.ids['05-dyspetcherka.txt']}")
    said = desk.page.locator(".voice").first.inner_text()
    desk.page.get_by_role("button", name="Sign out").click()
    desk.page.wait_for_url(re.compile("/sign-in"))
    desk.page.go_back()
    assert said not in desk.page.content()
    assert PASSPHRASE not in desk.page.content()
    kept = desk.page.evaluate("({...localStorage, ...sessionStorage})")
    assert set(kept) <= {"htmx-current-path-for-history"}, "nothing but the address of this page"
