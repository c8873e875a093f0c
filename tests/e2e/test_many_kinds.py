"""A zip given to the page for taking in: each document in it by itself, a recording with its transcript."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from tests.cli.conftest import BAKER
from tests.desk.test_recordings import wav
from tests.e2e.conftest import SAMPLES, WIDTHS, Desk, Desks
from tests.e2e.test_player import SECONDS, VTT

READ = {"en": "Read it", "uk": "Прочитати"}


def packed(mark: str, **files: bytes) -> bytes:
    """A zip of these files and of a note that differs by ``mark``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "."), data)
        made.writestr("mark.txt", f"Q: What is written above the door?\nA: The letters {mark}.\n")
    return out.getvalue()


def give(desk: Desk, name: str, kind: str, data: bytes) -> None:
    desk.go("/take-in/")
    desk.page.set_input_files("input[name=files]", [{"name": name, "mimeType": kind, "buffer": data}])
    desk.page.locator("main form .acts button").first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_zip_becomes_its_interviews(desks: Desks, language: str, scripts: bool) -> None:
    desk = desks.open(language=language, scripts=scripts)
    mark = f"{language.upper()}{'S' if scripts else 'N'}"
    story = VTT.replace("two lamps", f"two lamps ({mark})").encode()
    data = packed(
        mark, baker__txt=f"{BAKER}\nThe mill: {mark}.\n".encode(), dairy__vtt=story,
        dairy__wav=wav(SECONDS, data=(mark.encode() * SECONDS * 8000)[: SECONDS * 16000]),
    )  # fmt: skip
    give(desk, "field.zip", "application/zip", data)
    desk.page.wait_for_url(re.compile(r"/take-in/jobs/"))
    drafts = desk.page.locator("main a[href^='/take-in/']:not([href='/take-in/'])")
    drafts.nth(2).wait_for()
    assert drafts.count() == 3
    if scripts:
        desk.accessible(WIDTHS)
    links = [str(link.get_attribute("href")) for link in drafts.all()]
    heard = 0
    for link in links:
        desk.go(link)
        desk.page.locator("form[action$='/keep'] button").first.click()
        desk.page.wait_for_url(re.compile("/interviews/"))
        heard += desk.page.locator("audio").count()
        if desk.page.locator("audio").count() and scripts:
            desk.page.locator("button.turn__time").nth(1).click()
            desk.page.locator(".turn.is-spoken").wait_for()
            desk.page.evaluate("document.querySelector('[data-plays]').pause()")
    assert heard == 1, "the recording lies with its transcript"
    desk.sound()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_picture_is_kept_and_says_that_it_has_no_text(desks: Desks, language: str) -> None:
    desk = desks.open(language=language)
    data = (SAMPLES / "16-zasuv.png").read_bytes() + language.encode()
    give(desk, "letter.png", "image/png", data)
    desk.page.wait_for_url(re.compile(r"/take-in/\w{10}$"))
    assert desk.page.locator("#questions, .ask").count() >= 1
    desk.accessible(WIDTHS)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_zip_that_is_none_is_refused_in_a_sentence(desks: Desks, language: str) -> None:
    desk = desks.open(language=language)
    give(desk, "broken.zip", "application/zip", b"PK\x03\x04" + b"nothing of it" * 9)
    desk.page.locator(".stop, .field__wrong, .job__why").first.wait_for()
    desk.accessible(WIDTHS)
