"""Marking a stretch in a real browser: by mouse, by keys, without scripts; sealed, restricted, explained."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator
from tests.cli.conftest import Shell
from tests.cli.test_custodians import NAMES, custodian
from tests.e2e.conftest import PASSPHRASE, SAMPLES, Desk, Desks, Site

SECRET = "Павло рахував кроки вголос"
STORY = f"""# Сорок два кроки

Ганна Мороз: Коли вас привезли на насосну станцію?

Олена Гай: Ще лежав сніг, але вже капало з даху. Нас було шестеро.

Ганна Мороз: Ви знали когось із них?

Олена Гай: Так. {SECRET}, коли нас водили 🌊 коридором. Більше не скажу.
"""
RENDERED = """# Forty-two steps

Hanna Moroz: When were you brought to the pumping station?

Olena Hai: There was still snow, but it was already dripping from the roof. There were six of us.

Hanna Moroz: Did you know any of them?

Olena Hai: Yes. Pavlo counted the steps aloud when they led us along the corridor. I will say no more.
"""
SAY = {
    "en": {
        "withheld": "withheld",
        "nothing": "Nothing has been sealed yet",
        "sealed": "Nobody here can read it any more",
        "free": "Павло Гнатюк is free",
        "restricted": "hidden from the next edition on",
        "lifted": "has ended",
        "no": "May not be told",
    },
    "uk": {
        "withheld": "закрито",
        "nothing": "Ще нічого не запечатано",
        "sealed": "Тут цього вже ніхто не прочитає",
        "free": "Павло Гнатюк на волі",
        "restricted": "від наступного видання це сховано",
        "lifted": "Обмеження знято",
        "no": "Не можна розповідати",
    },
}
VARIANTS = [(language, scripts) for language in SAY for scripts in (True, False)]


@pytest.fixture(scope="module")
def marking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with custodians, somebody in the register, and an interview for each test."""
    place = tmp_path_factory.mktemp("marking")
    home = Shell(place / "home", {"WHENSAFE_PASSPHRASE": PASSPHRASE})
    home.folder.mkdir()
    home("init")
    cards = [custodian(place, name).folder / "card.json" for name in NAMES]
    home("custodians", "set", "--threshold", "2", *map(str, cards))
    home("person", "add", "Павло Гнатюк")
    ids = {}
    for name in (*(f"{language}{scripts}" for language, scripts in VARIANTS), "keys", "names"):
        (added,) = home(
            "add", home.write(f"{name}.txt", f"{STORY}\nГанна Мороз: Дякую, {name}.\n"), "--json"
        ).json
        home(
            "add",
            "--to",
            added["id"],
            home.write(f"{name}-en.txt", f"{RENDERED}\nHanna Moroz: Thank you, {name}.\n"),
        )
        ids[name] = added["id"]
    (added,) = home("add", SAMPLES / "11-talib.html", "--json").json
    ids["ar"] = added["id"]
    server = subprocess.Popen(
        [sys.executable, "-m", "whensafe", "serve", "--port", "0"],
        env={**home.surroundings(), "TMPDIR": str(place / "none")},
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert server.stderr is not None
        found = (re.search(r"http://127\.0\.0\.1:[1-9]\d*/", line) for line in server.stderr)
        url = next((match[0] for match in found if match is not None), None)
        assert url is not None, "the server did not start"
        yield Site(url, ids)
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture
def places(browser: Browser, marking: Site) -> Iterator[Desks]:
    made = Desks(browser, marking)
    yield made
    for desk in made.opened:
        desk.context.close()


def press(desk: Desk, do: str) -> None:
    with desk.page.expect_navigation():
        desk.page.locator(f'main button[value="{do}"]').click()


def words(desk: Desk, n: int) -> Locator:
    return desk.page.locator(f'article.turn[data-n="{n}"] .turn__said [data-t]')


def drag(desk: Desk, n: int, start: int, end: int) -> None:
    """Mark letters of a turn with the mouse, as UTF-16 units of its first piece of text."""
    spot = words(desk, n)
    spot.scroll_into_view_if_needed()
    box = spot.evaluate(
        """(p, [start, end]) => {
            const range = document.createRange();
            range.setStart(p.firstChild, start);
            range.setEnd(p.firstChild, end);
            const rects = Array.from(range.getClientRects());
            const [a, z] = [rects[0], rects.at(-1)];
            return [a.left + 1, a.top + a.height / 2, z.right, z.top + z.height / 2];
        }""",
        [start, end],
    )
    mouse = desk.page.mouse
    mouse.move(box[0], box[1])
    mouse.down()
    mouse.move(box[2], box[3], steps=4)
    mouse.up()
    desk.page.locator("#markbar").wait_for()


@pytest.mark.parametrize(("language", "scripts"), VARIANTS)
def test_a_passage_is_sealed(places: Desks, language: str, scripts: bool) -> None:
    desk, say = places.open(language=language, scripts=scripts), SAY[language]
    page, id = desk.page, desk.site.ids[f"{language}{scripts}"]
    widths = (1280, 360) if scripts else ()
    desk.go(f"/interviews/{id}")
    if scripts:
        text = words(desk, 4).inner_text()
        at = text.index(SECRET)
        drag(desk, 4, at, at + len(SECRET))
        desk.accessible(widths)
        with page.expect_navigation():
            page.locator('#markbar button[value="seal"]').click()
    else:
        page.locator('article.turn[data-n="4"] a[data-mark]').click()
        page.fill("textarea[name=quote]", SECRET)
        press(desk, "seal")
    assert page.locator(".marked .voice").all_inner_texts() == [SECRET], page.locator("main").inner_text()
    page.select_option("select[name=person_0]", index=1)
    page.fill("input[name=date]", "soon")
    press(desk, "closure")
    assert page.locator("#wrong-date").count() == 1
    assert page.input_value("input[name=date]") == "soon"
    page.fill("input[name=date]", "2030-06")
    desk.accessible(widths)
    press(desk, "closure")
    assert say["nothing"] in page.locator("main").inner_text()
    desk.accessible(widths)
    press(desk, "seal-now")
    assert page.url.endswith(f"/interviews/{id}/mark/done")
    assert say["sealed"] in page.locator(".done").inner_text()
    desk.accessible(widths)
    with page.expect_navigation():
        page.locator("main .btn--do").click()
    assert (
        words(desk, 4).inner_text().replace("\n", "")
        == f"Так. {say['withheld']}, коли нас водили 🌊 коридором. Більше не скажу."
    )
    note = page.locator("article.turn .note--seal").first.inner_text()
    assert say["free"] in note
    assert page.locator('article.turn[data-n="4"] .turn__tr .sealed').count() == 1
    assert SECRET not in page.content()
    assert not any(SECRET in unquote(url) or "Павло" in unquote(url) for url in desk.asked)
    desk.accessible(widths)
    assert [c for c in desk.complaints if "400" not in c] == []


def test_a_stretch_is_marked_by_keys_alone_and_restricted(places: Desks) -> None:
    desk = places.open()
    page, id = desk.page, desk.site.ids["keys"]
    desk.go(f"/interviews/{id}")
    page.locator('article.turn[data-n="4"] .turn__n').focus()
    page.keyboard.press("v")
    page.locator("#markbar").wait_for()
    assert page.evaluate("getSelection().toString().trim()").startswith("Так")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("getSelection().toString().trim().split(/\\s+/).length >= 2")
    marked = page.evaluate("getSelection().toString()").strip(" .")
    assert "4" in page.locator("#live").inner_text()
    assert marked not in page.locator("#live").inner_text(), "no words in what is said aloud by us"
    page.keyboard.press("Escape")
    assert page.locator("#markbar").is_hidden()
    words(desk, 4).evaluate("""p => {
        const range = document.createRange();
        range.setStart(document.querySelector('[data-n="2"] .turn__said [data-t]').firstChild, 3);
        range.setEnd(p.firstChild, 2);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }""")
    page.locator("#markbar").wait_for()
    with page.expect_navigation():
        page.keyboard.press("r")
    assert page.locator(".marked .voice").all_inner_texts() == [
        "лежав сніг, але вже капало з даху. Нас було шестеро.",
        "Ви знали когось із них?",
        "Так",
    ]
    desk.accessible()
    page.locator("input[name=whom][value=some]").check()
    press(desk, "restrict-now")
    assert page.locator("#wrong-whom").count() == 1
    page.locator("input[name=audience][value=public]").check()
    press(desk, "restrict-now")
    assert SAY["en"]["restricted"] in page.locator(".done").inner_text()
    assert (
        page.locator("mark.mark").all_inner_texts()[0]
        == "лежав сніг, але вже капало з даху. Нас було шестеро."
    )
    assert words(desk, 4).evaluate("p => p.textContent").startswith("Так. Павло")
    desk.accessible()
    with page.expect_navigation():
        page.locator(".note--rule a").first.click()
    assert SAY["en"]["no"] in page.locator(".answer").inner_text()
    desk.accessible()
    page.go_back()
    with page.expect_navigation():
        page.locator(".note--rule a").nth(1).click()
    desk.accessible()
    page.fill("input[name=reason]", "she said so")
    with page.expect_navigation():
        page.locator("main form button").click()
    assert SAY["en"]["lifted"] in page.locator(".done").inner_text()
    page.locator('article.turn[data-n="3"] .turn__n').focus()
    with page.expect_navigation():
        page.keyboard.press("s")
    assert "turn=" in page.url
    desk.accessible()
    assert [c for c in desk.complaints if "400" not in c] == []


def test_single_keys_can_be_switched_off(places: Desks) -> None:
    desk = places.open()
    page = desk.page
    desk.go(f"/interviews/{desk.site.ids['names']}")
    page.locator("#keys summary").click()
    page.locator("#keys-on").uncheck()
    drag(desk, 2, 0, 8)
    before = page.url
    page.keyboard.press("s")
    page.wait_for_timeout(200)
    assert page.url == before
    assert page.locator("#markbar").is_visible(), "the bar's buttons do the same"


def test_a_name_in_every_form(places: Desks) -> None:
    desk = places.open(language="uk")
    page, id = desk.page, desk.site.ids["names"]
    desk.go(f"/interviews/{id}/mark")
    desk.accessible()
    page.locator("input[name=kind][value=name]").check()
    page.fill("textarea[name=names]", "Олена Гай")
    press(desk, "restrict")
    assert page.locator(".forms").count() == 1
    desk.accessible()
    press(desk, "restrict-now")
    page.locator("#names ~ details summary").click()
    desk.accessible()
    desk.sound()


def test_an_arabic_turn_is_sealed_whole(places: Desks) -> None:
    desk = places.open()
    page, id = desk.page, desk.site.ids["ar"]
    desk.go(f"/interviews/{id}")
    whole = words(desk, 4).inner_text()
    words(desk, 4).evaluate("p => getSelection().selectAllChildren(p)")
    page.locator("#markbar").wait_for()
    with page.expect_navigation():
        page.keyboard.press("s")
    assert page.locator(".marked .voice").inner_text() == whole
    page.fill("input[name=date]", "2031")
    press(desk, "closure")
    press(desk, "seal-now")
    assert page.locator("#wrong-reason").count() == 1, "published elsewhere: why all the same?"
    page.fill("input[name=reason]", "her wish")
    press(desk, "seal-now")
    desk.go(f"/interviews/{id}")
    assert page.locator('article.turn[data-n="4"] .turn__said .sealed').evaluate(
        "one => [one.dir, one.lang]"
    ) == ["ltr", "en"]
    assert whole not in page.content()
    desk.accessible()


def test_no_words_in_what_a_browser_keeps(places: Desks) -> None:
    """Neither history, title, cookies nor storage."""
    desk = places.open()
    page, id = desk.page, desk.site.ids["keys"]
    desk.go(f"/interviews/{id}/mark")
    page.fill("textarea[name=quote]", "Нас було шестеро")
    press(desk, "restrict")
    history = page.evaluate("[history.length, JSON.stringify(history.state)]")
    assert "шестеро" not in str(history)
    assert page.evaluate("document.title + location.href + document.cookie").count("шестеро") == 0
    stored = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "шестеро" not in stored
