"""Whatever a source holds, on every page it is words: no tag, no attribute, no address of its making."""

from __future__ import annotations

import re

from django.test import Client
from lxml import html
from tests.web.conftest import House

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    "{{ 7|add:7 }}{% now 'Y' %}</p></article><svg/onload=a>"
)
TEXT = f"""# Title {HOSTILE}
lang: uk
Dropped {HOSTILE}
Ann{HOSTILE.replace(": ", "")} (interviewer): Question {HOSTILE}
Bob{HOSTILE} (narrator): Answer javascript:alert(3) {HOSTILE}
"""
OURS = """
    a article bdi blockquote body button caption dd details div dl dt fieldset footer form h1 h2 h3 h4 head
    header html input kbd label legend li link main mark meta nav ol option p pre progress script section
    select span strong summary table tbody td textarea th thead title tr ul
"""


def only_words(page: bytes) -> str:
    """Assert that the page has no element or attribute that isn't ours; give its text."""
    tree = html.document_fromstring(page)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag in OURS.split(), element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name != "style"
            if name in {"href", "src", "action", "hx-post", "hx-get"}:
                assert re.match(r"(/|#|\?)", value), (element.tag, value)
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/")
            assert element.text is None
    return str(tree.text_content())


def test_no_source_writes_on_our_pages(house: House, client: Client) -> None:
    kept = house.kept(TEXT, name=f"a{HOSTILE}.txt")
    house.translated(kept, TEXT.replace("lang: uk", "lang: en"))
    house.kept(TEXT)
    draft = house.draft(TEXT)
    client.post(f"/take-in/{draft}/change", {"kind": "about", "title": HOSTILE, "standfirst": HOSTILE})
    page = client.get(f"/interviews/{kept}")
    assert "<script>alert(1)</script>" in only_words(page.content)
    turn = re.search(r"/turns/(\w+)", page.content.decode())
    assert turn is not None
    client.post("/search", {"q": HOSTILE[:200], "language": HOSTILE, "since": HOSTILE})
    found = client.post("/search", {"q": "Answer"}).headers["Location"]
    for address in (
        "/", "/interviews/", found, f"/interviews/{kept}/turns/{turn[1]}", f"/interviews/{kept}/add",
        f"/take-in/{draft}", f"/take-in/{draft}/discard", "/ledger/", "/archive/", f"/sign-in?next={HOSTILE}",
    ):  # fmt: skip
        only_words(client.get(address).content)


def test_no_refusal_repeats_what_was_sent(house: House, client: Client) -> None:
    draft = house.draft(TEXT)
    sent = [
        ("/take-in/", {"text": "", "url": f"http://x/{HOSTILE}"}),
        (f"/take-in/{draft}/change", {"kind": HOSTILE}),
        (f"/take-in/{draft}/change", {"kind": "dates", "published": HOSTILE}),
        (f"/take-in/{draft}/change", {"kind": "language", "language": HOSTILE}),
        (f"/interviews/{HOSTILE}", {}),
        ("/search", {"q": "x", "since": HOSTILE}),
    ]
    for address, form in sent:
        answer = client.post(address, form, follow=True)
        only_words(answer.content)


def test_titles_and_addresses_hold_no_word_of_a_narrator(house: House, client: Client) -> None:
    kept = house.kept("# Secret title\nQ: Who?\nCanary (narrator): Canary said.\n", name="Canary.txt")
    page = client.get(f"/interviews/{kept}").content
    tree = html.document_fromstring(page)
    turn = re.search(r"/turns/(\w+)", page.decode())
    assert turn is not None
    cite = html.document_fromstring(client.get(f"/interviews/{kept}/turns/{turn[1]}").content)
    for one in (tree, cite):
        title = one.findtext("head/title") or ""
        assert kept in title
        assert "Canary" not in title
        assert "Secret" not in title
        for link in one.iter("a", "form"):
            assert "canary" not in (link.get("href", "") + link.get("action", "")).lower()
    file = re.search(r"/files/\w+", page.decode())
    assert file is not None
    answer = client.post(f"/interviews/{kept}{file[0]}")
    assert "Canary" not in answer.headers["Content-Disposition"]
    asked = client.post("/search", {"q": "Canary"})
    assert "anary" not in asked.headers["Location"]
