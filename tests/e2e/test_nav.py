"""The bar at the head of every page: every part of the archive, at every width, with and without scripts."""

from __future__ import annotations

import pytest
from tests.e2e.conftest import WIDTHS, Desks

PARTS = {
    "/": ("Desk", "page"),
    "/take-in/": ("Take in", "page"),
    "/interviews/": ("Interviews", "page"),
    "/people/": ("People", "page"),
    "/due/": ("Due", "page"),
    "/editions/": ("Editions", "page"),
    "/custodians/": ("Custodians", "page"),
    "/ledger/": ("Ledger", "page"),
    "/archive/": ("Archive", "page"),
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_entry_can_be_seen_and_pressed(desks: Desks, scripts: bool, width: int) -> None:
    desk = desks.open(scripts=scripts, viewport={"width": width, "height": 800})
    bar = desk.page.get_by_role("navigation", name="Archive")
    for path, (label, here) in PARTS.items():
        desk.go("/ledger/" if path == "/" else "/")
        bar.get_by_role("link", name=label, exact=True).click()
        desk.page.wait_for_url(desk.site.url.rstrip("/") + path)
        assert bar.locator("[aria-current]").all_inner_texts() == [label]
        assert bar.locator("[aria-current]").get_attribute("aria-current") == here
    assert bar.get_by_role("link").all_inner_texts() == [label for label, _ in PARTS.values()]
    for link in bar.get_by_role("link").all():
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= (44 if width < 500 else 24)
    desk.sound()


def test_a_page_below_belongs_to_its_part(desks: Desks) -> None:
    desk = desks.open()
    desk.go(f"/interviews/{desk.site.ids['05-dyspetcherka.txt']}")
    current = desk.page.get_by_role("navigation", name="Archive").locator("[aria-current]")
    assert (current.inner_text(), current.get_attribute("aria-current")) == ("Interviews", "true")


def test_whoever_is_not_signed_in_sees_no_bar(desks: Desks) -> None:
    desk = desks.open(signed_in=False)
    desk.go("/sign-in")
    assert desk.page.get_by_role("navigation").count() == 0
