"""No page holds anything that runs, calls out, styles itself or hides words; attacks stay words."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from tests.editions.cleared import REQUEST, golden, interview, signer, turn
from tests.editions.reading import built, feed, page, pages
from tests.editions.strategies import archives

from whensafe.editions.templating import asset
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import ClearedInterview, ClearedNarrator
from whensafe.nouns.interview import SourceRef

ELEMENTS = {
    "html", "head", "meta", "title", "link", "body", "a", "div", "header", "p", "bdi", "nav",
    "main", "h1", "h2", "strong", "article", "section", "figure", "figcaption", "img", "table",
    "caption", "thead", "tbody", "tr", "th", "td", "ul", "li", "span",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "dir", "charset", "http-equiv", "content", "name", "rel", "href", "hreflang", "type",
    "class", "id", "aria-label", "aria-labelledby", "aria-current", "src", "alt", "scope",
    "tabindex", "role",
}  # fmt: skip
OWN = ("style-src", "font-src", "img-src")
CSP = (
    "default-src 'none'; "
    + "".join(f"{kind} 'self'; " for kind in OWN)
    + "base-uri 'none'; form-action 'none'"
)


def test_only_allowed_elements_and_attributes_whatever_was_said() -> None:
    _walk(built(REQUEST, golden(), signer()))


@settings(max_examples=60)
@given(archives())
def test_no_words_ever_become_markup(archive: list[ClearedInterview]) -> None:
    _walk(built(REQUEST, archive))


def _walk(files: dict[str, bytes]) -> None:
    for path, read in pages(files):
        for element in read.iter():
            assert isinstance(element.tag, str), path
            assert element.tag in ELEMENTS, (path, element.tag)
            assert set(element.attrib) <= ATTRIBUTES, (path, element.attrib)
            for name in ("href", "src"):
                _inside(element.tag, name, element.get(name), path)
        assert read.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content') == [CSP]
        assert len(read.xpath("//h1")) == len(read.xpath("//main")) == 1
        assert len(set(read.xpath("//@id"))) == len(read.xpath("//@id"))


def _inside(tag: str, name: str, value: str | None, path: str) -> None:
    """Links may lead to a source on the web; nothing is ever loaded from outside the edition."""
    if value is None:
        return
    if tag == "a" and re.match(r"https?://", value):
        return
    assert re.fullmatch(r"(\.\./)*[A-Za-z0-9/._-]*(#[a-z0-9]+)?", value), (path, name, value)


def test_a_source_that_is_no_web_address_is_shown_and_not_linked() -> None:
    source = SourceRef(None, "javascript:alert(document.cookie)")
    read = page(built(REQUEST, [interview(1, source=source)])["i/0000000001.en.html"])
    assert "javascript:alert(document.cookie)" in read.text_content()
    assert not any(h.startswith("java") for h in read.xpath("//@href"))


def test_the_sheet_asks_for_nothing_outside_and_holds_no_data() -> None:
    sheet = asset("style.css").decode()
    assert set(re.findall(r"url\(\"?([a-z]+)", sheet)) == {"fonts"}
    assert "@import" not in sheet
    assert "http" not in sheet


def test_search_engines_are_asked_to_stay_away_unless_wanted() -> None:
    closed = built(REQUEST, golden())
    assert all(read.xpath('//meta[@name="robots"]') for _, read in pages(closed))
    assert closed["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    opened = built(replace(REQUEST, search_engines=True), golden())
    assert not any(read.xpath('//meta[@name="robots"]') for _, read in pages(opened))
    assert opened["robots.txt"] == b"User-agent: *\nDisallow:\n"


def test_direction_and_language_stand_on_every_page_and_stretch() -> None:
    read = page(built(REQUEST, golden())["i/0000000002.ar.html"])
    assert (read.get("lang"), read.get("dir")) == ("ar", "rtl")
    interpreter = read.xpath('//div[@id="0000000000001a"]//p[@class="said"]')[0]
    assert (interpreter.get("lang"), interpreter.get("dir")) == ("en", "ltr")


def test_words_in_a_language_without_pages_stand_in_the_first_one() -> None:
    spanish = interview(1, turn(1, "Todavía cuento.", language="es"), language="es")  # type: ignore[arg-type]
    read = page(built(REQUEST, [spanish])["i/0000000001.es.html"])
    assert read.get("lang") == "en"
    assert read.xpath('//p[@class="voice"]/@lang') == ["es"]


def test_every_turn_has_its_citation_with_an_address_that_stays() -> None:
    read = page(built(REQUEST, golden())["i/0000000001.uk.html"])
    cited = [p.text_content() for p in read.xpath('//p[@class="et__cite"]')]
    assert len(cited) == 8
    assert cited[3].endswith("https://testimony.example/i/0000000001.uk.html#00000000000004")
    assert "репліка 4" in cited[3]
    assert "14 березня 2025 року" in cited[3]


def test_a_title_is_a_quotation_only_if_it_is_one() -> None:
    files = built(REQUEST, [interview(1, title="What the paper called it"), golden()[1]])
    named, quoted = page(files["i/0000000001.en.html"]), page(files["i/0000000002.ar.html"])
    assert "ed__title--plain" in named.xpath("//h1/@class")[0]
    assert "ed__title--plain" not in quoted.xpath("//h1/@class")[0]
    assert quoted.xpath('//div[@class="ed__by"]//a[@href="#00000000000018"]')


def test_a_narrator_without_a_name_has_none_anywhere() -> None:
    nameless = interview(1, narrators=(ClearedNarrator(None, Attribution.NONE),))
    read = page(built(REQUEST, [nameless])["i/0000000001.en.html"])
    assert "chose to give no name" in read.text_content()


def test_feeds_carry_days_of_editions_and_no_clock() -> None:
    for tag in REQUEST.languages:
        read = feed(built(REQUEST, golden())[f"{tag}/feed.atom"])
        times = {e.text for e in read.iter("{http://www.w3.org/2005/Atom}updated")}
        assert times == {"2026-11-22T00:00:00Z"}
        assert all(e.text for e in read.iter("{http://www.w3.org/2005/Atom}id"))
