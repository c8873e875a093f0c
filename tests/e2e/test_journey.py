"""The main way: take in, questions, correct, keep, search, read, cite, take out. In a real browser."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.e2e.conftest import Desk, Desks

TEXT = """Сорок два кроки

— Коли вас привезли на насосну станцію?

— Я не знаю числа. Ще лежав сніг, але вже капало з даху. Нас було шестеро чи семеро в одній кімнаті.

— Ви знали когось із них?

— Павла я знала ще зі школи. Він рахував кроки вголос, коли нас водили коридором. Лічба: {mark}.

— Чи ви бачили, щоб когось били?

— Сама я не бачила. Чула через стіну.
"""

LABELS = {
    "en": {
        "read": "Read it",
        "keep": "Keep the interview",
        "swap": "Swap who asks and who answers",
        "title": "Correct title and standfirst",
        "who": "Correct who speaks",
        "split": "Split the turn",
        "settle": "Settle",
        "out": "Take the original out",
        "kept": "Kept. It is now listed",
        "found": "1 turn found",
        "search": "Search",
        "cite": "Cite turn 4",
        "discard": "Discard this draft",
        "join": "Join with the next turn",
        "aside": "Set aside: not testimony",
        "back": "Make it a turn",
    },
    "uk": {
        "read": "Прочитати",
        "keep": "Зберегти інтервʼю",
        "swap": "Поміняти місцями, хто питає і хто відповідає",
        "title": "Виправити заголовок і вступ",
        "who": "Виправити, хто говорить",
        "split": "Розділити репліку",
        "settle": "Вирішити",
        "out": "Видати оригінал",
        "kept": "Збережено. Тепер воно є в списку",
        "found": "Знайдено 1 репліку",
        "search": "Пошук",
        "cite": "Цитувати репліку 4",
        "discard": "Відкинути цю чернетку",
        "join": "Обʼєднати з наступною реплікою",
        "aside": "Відкласти: це не свідчення",
        "back": "Зробити реплікою",
    },
}


def roles(desk: Desk) -> list[str]:
    return [text.split(",")[-1].strip() for text in desk.page.locator(".fix__who").all_inner_texts()]


def unfold(desk: Desk, n: int) -> None:
    if desk.page.locator(f"#n{n} details[open]").count() == 0:
        desk.page.locator(f"#n{n} summary").click()


@contextmanager
def change(desk: Desk) -> Iterator[None]:
    """Wait until a change has come back: in place with scripts, as a page without."""
    if desk.scripts:
        desk.page.evaluate("document.getElementById('draft').dataset.old = 'yes'")
        yield
        desk.page.locator("#draft:not([data-old])").wait_for()
    else:
        with desk.page.expect_event("load"):
            yield


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_from_paste_to_citation(desks: Desks, language: str, scripts: bool, tmp_path: Path) -> None:
    desk, say = desks.open(language=language, scripts=scripts), LABELS[language]
    page, mark = desk.page, f"лічба{language}{'так' if scripts else 'ні'}"
    text = TEXT.format(mark=mark)

    desk.go("/take-in/")
    page.fill("textarea[name=text]", text)
    desk.press(say["read"])
    page.wait_for_url(re.compile(r"/take-in/\w{10}$"))
    assert page.locator(".fix").count() == 6
    before = roles(desk)
    assert set(before[0::2]).isdisjoint(before[1::2])

    with change(desk):
        desk.press(say["swap"])
    assert roles(desk) == [*sum(zip(before[1::2], before[0::2], strict=True), ())]
    with change(desk):
        desk.press(say["swap"])
    assert roles(desk) == before

    page.fill("input[name=title]", "Насосна станція")
    with change(desk):
        desk.press(say["title"])
    unfold(desk, 4)
    page.locator("#n4").get_by_role("textbox").fill("Олена")
    with change(desk):
        page.locator("#n4").get_by_role("button", name=say["who"]).click()
    assert "Олена" in page.locator("#n4 .fix__who").inner_text()
    unfold(desk, 2)
    with change(desk):
        page.locator("#n2").get_by_role("button", name=say["split"]).click()
    assert page.locator(".fix").count() == 7
    unfold(desk, 2)
    with change(desk):
        page.locator("#n2").get_by_role("button", name=say["join"]).click()
    assert page.locator(".fix").count() == 6
    unfold(desk, 6)
    with change(desk):
        page.locator("#n6").get_by_role("button", name=say["aside"]).click()
    assert page.locator(".fix").count() == 5
    page.locator(".aside summary").last.click()
    with change(desk):
        page.get_by_role("button", name=say["back"]).last.click()
    assert page.locator(".fix").count() == 6

    for _ in range(page.locator(".ask form").count()):
        page.locator(".ask form").first.locator("input[type=text]").fill("так")
        with change(desk):
            page.locator(".ask form").first.get_by_role("button", name=say["settle"]).click()
    assert page.locator(".ask form").count() == 0

    desk.press(say["keep"])
    page.wait_for_url(re.compile(r"/interviews/\w{10}\?done=kept$"))
    assert say["kept"] in page.locator("main").inner_text()
    assert page.title().endswith("whensafe")
    assert "Насосна" not in page.title()
    id = page.url.split("/")[-1].split("?")[0]
    assert id in page.title()

    with page.expect_download() as download:
        desk.press(say["out"])
    received = tmp_path / "received"
    download.value.save_as(received)
    assert (
        download.value.suggested_filename
        == f"whensafe-{id}-{download.value.suggested_filename.split('-')[-1]}"
    )
    assert received.read_bytes().decode().replace("\r\n", "\n") == text
    digest = hashlib.sha256(received.read_bytes()).hexdigest()
    assert digest in page.locator("#originals + .original").inner_text()

    desk.go("/interviews/")
    page.fill("#seek", mark.upper())
    desk.press(say["search"])
    page.wait_for_url(re.compile("/found/"))
    assert mark not in page.url
    assert say["found"] in page.locator("#results").inner_text()
    assert page.locator(".hit mark").inner_text() == mark
    page.locator(".hit h3 a").click()
    address = page.url.split("#")[1]
    assert mark in page.locator(f"article[id='{address}']").inner_text()

    cite = page.locator(f"article[id='{address}'] a[data-cite]")
    if scripts:
        desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
        cite.click()
        page.locator("#live:not(:empty)").wait_for(state="attached")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert page.url.endswith(address)
        page.go_back()
        desk.go(f"/interviews/{id}/turns/{address}")
    else:
        cite.click()
        copied = None
    citation = page.locator("#citation").inner_text()
    assert copied in {None, citation}
    for part in ("Олена", "Насосна станція", id, address):
        assert part in citation
    desk.go(f"/i/{id}/t/{address.upper()}")
    assert page.url.endswith(f"/interviews/{id}#{address}")
    desk.sound()


def test_files_dropped_by_hand_and_discarded(desks: Desks, tmp_path: Path) -> None:
    desk, say = desks.open(), LABELS["en"]
    one, two = tmp_path / "one.vtt", tmp_path / "two.txt"
    one.write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Iryna>What did you count?\n\n"
        "00:05.000 --> 00:09.000\n<v Danylo>The lorries at night.\n"
    )
    two.write_text("Q: Who brought water?\nA: A boy, at noon.\n")
    desk.go("/take-in/")
    desk.page.set_input_files("#files", [one, two])
    assert desk.page.locator("[data-files] li").all_inner_texts() == ["one.vtt", "two.txt"]
    desk.press(say["read"])
    desk.page.wait_for_url(re.compile("/take-in/jobs/"))
    desk.page.get_by_role("link", name="Look and keep").nth(1).wait_for()
    assert desk.page.locator("progress").evaluate("bar => bar.value === bar.max")
    desk.accessible()
    desk.page.get_by_role("link", name="Look and keep").first.click()
    assert "0:01" in desk.page.locator("#n1 .fix__who").inner_text()
    draft = desk.page.url
    desk.page.get_by_role("link", name="Discard the draft").click()
    desk.press(say["discard"])
    assert "The ledger says that it was there" in desk.page.locator("main").inner_text()
    assert desk.page.goto(draft).status == 404
    assert [c for c in desk.complaints if "404" not in c] == []


def test_a_file_given_by_drag_and_drop(desks: Desks) -> None:
    desk = desks.open()
    desk.go("/take-in/")
    desk.page.evaluate("""() => {
        const given = new DataTransfer();
        given.items.add(new File(["Q: Who brought bread?\\nA: My aunt."], "dropped.txt"));
        document.querySelector("[data-drop]").dispatchEvent(
            new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true}));
    }""")
    assert desk.page.locator("[data-files] li").all_inner_texts() == ["dropped.txt"]
    desk.press("Read it")
    desk.page.wait_for_url(re.compile(r"/take-in/\w{10}$"))
    assert "My aunt." in desk.page.locator("#n2").inner_text()
    desk.sound()


def test_what_cannot_be_read_is_one_sentence(desks: Desks, tmp_path: Path) -> None:
    desk = desks.open()
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    desk.go("/take-in/")
    desk.page.set_input_files("#files", bad)
    desk.press("Read it")
    desk.page.wait_for_url(re.compile("/take-in/jobs/"))
    said = desk.page.locator(".job__why").inner_text()
    assert "empty" in said
    assert "Nothing of this was stored" in said
    desk.sound()


def test_a_large_file_meets_no_temporary_file(desks: Desks, tmp_path: Path) -> None:
    """The server's temporary folder isn't there; three megabytes go in and come out again all the same."""
    desk = desks.open()
    large = tmp_path / "large.txt"
    large.write_text("".join(f"Q: Day {n}?\nA: {'We walked and counted. ' * 500}\n" for n in range(300)))
    assert large.stat().st_size > 3_400_000
    desk.go("/take-in/")
    desk.page.set_input_files("#files", large)
    desk.press("Read it")
    desk.page.wait_for_url(re.compile(r"/take-in/\w{10}$"), timeout=120_000)
    with desk.page.expect_download(timeout=60_000) as download:
        desk.press("Take the original out")
    out = tmp_path / "out"
    download.value.save_as(out)
    assert out.read_bytes() == large.read_bytes()
    desk.page.goto(desk.page.url + "/discard")
    desk.press("Discard this draft")
