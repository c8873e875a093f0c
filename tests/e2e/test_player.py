"""The player in a real browser: by mouse, by keyboard, and without scripts."""

from __future__ import annotations

import re

from tests.desk.test_recordings import wav
from tests.e2e.conftest import WIDTHS, Desk, Desks

SECONDS = 30
VTT = """WEBVTT

00:00.000 --> 00:04.000
<v Hanna Moroz>Where did the road begin?

00:05.000 --> 00:11.000
<v Stefania Bilyk>Behind the dairy. There were two lamps and one of them was out.

00:12.000 --> 00:15.000
<v Hanna Moroz>And who went first?

00:16.000 --> 00:29.000
<v Stefania Bilyk>My brother. He counted the steps aloud so that we would not lose each other.
"""


def told(desk: Desk) -> str:
    """A recording with its transcript, taken in through the pages; where it is read."""
    desk.go("/take-in/")
    files = [
        {"name": "dairy.wav", "mimeType": "audio/wav", "buffer": wav(SECONDS)},
        {"name": "dairy.vtt", "mimeType": "text/vtt", "buffer": VTT.encode()},
    ]
    desk.page.set_input_files("input[name=files]", files)  # type: ignore[arg-type]
    desk.page.locator("main form .acts button").first.click()
    desk.page.wait_for_url(re.compile(r"/take-in/\w{10}$"))
    id = desk.page.url.split("/")[-1]
    desk.page.locator(f"form[action='/take-in/{id}/keep'] button").first.click()
    desk.page.wait_for_url(re.compile(rf"/interviews/{id}"))
    return f"/interviews/{id}"


def playing(desk: Desk) -> float:
    """Where the player is, in seconds, once it plays; -1 if it doesn't."""
    desk.page.locator(".turn.is-spoken").wait_for()
    script = "const p = document.querySelector('[data-plays]'); return p.paused ? -1 : p.currentTime;"
    return float(desk.page.evaluate(f"() => {{ {script} }}"))


def test_a_turn_is_played_and_the_words_are_followed(desks: Desks) -> None:
    desk = desks.open()
    desk.go(told(desk))
    assert not any(
        "/recordings/" in url for url in desk.asked
    )  # nothing is asked for before somebody wants it
    times = desk.page.locator("button.turn__time")
    assert times.all_text_contents() == ["0:00", "0:05", "0:12", "0:16"]
    assert times.nth(1).get_attribute("aria-label") == "Play turn 2 from 0:05"
    times.nth(1).click()
    assert 5 <= playing(desk) < 8
    spoken = desk.page.locator(".turn.is-spoken")
    assert spoken.get_attribute("data-n") == "2"
    assert spoken.get_attribute("aria-current") == "true"
    times.nth(3).focus()
    desk.page.keyboard.press("Enter")
    desk.page.locator(".turn.is-spoken[data-n='4']").wait_for()
    assert 16 <= playing(desk) < 20
    desk.page.keyboard.press("p")
    assert desk.page.evaluate("document.querySelector('[data-plays]').paused")
    desk.page.locator(".turn[data-n='3'] .turn__n").focus()
    desk.page.keyboard.press("p")
    desk.page.locator(".turn.is-spoken[data-n='3']").wait_for()
    desk.page.keyboard.press("p")
    desk.sound()


def test_the_page_with_a_player_is_accessible_in_both_languages(desks: Desks) -> None:
    for language in ("en", "uk"):
        desk = desks.open(language=language)
        desk.go(told(desk))
        desk.page.locator("button.turn__time").nth(1).click()
        desk.page.locator(".turn.is-spoken").wait_for()
        desk.page.evaluate("document.querySelector('[data-plays]').pause()")
        desk.accessible(WIDTHS)


def test_without_scripts_the_browser_s_own_player_is_there(desks: Desks) -> None:
    address = told(desks.open())
    desk = desks.open(scripts=False)
    desk.go(address)
    player = desk.page.locator("audio[controls][preload=none]")
    assert player.count() == 1
    assert desk.page.locator("button.turn__time").count() == 0
    assert desk.page.locator("span.turn__time").count() == 4
    desk.sound()
