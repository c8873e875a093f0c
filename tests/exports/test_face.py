"""What is in a file beside its words: nothing. Whatever was said, only known elements, parts and names."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from lxml import etree, html
from tests.editions.strategies import interviews

from whensafe.editions.exports import export
from whensafe.editions.exports.fields import hole_words
from whensafe.editions.exports.matter import matter_of
from whensafe.nouns.actor import Audience
from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.export import Format

PUBLIC = Audience("public")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/styles.xml",
}
ELEMENTS = {
    "document", "body", "p", "pPr", "pStyle", "bidi", "rPr", "rStyle", "rtl", "lang", "r", "t", "tab", "br",
    "bookmarkStart", "bookmarkEnd", "sectPr", "pgSz", "pgMar",
}  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "dl", "dt", "dd", "i",
    "section", "article", "span", "bdi", "mark", "footer", "ul", "li",
}  # fmt: skip
TAIL = re.compile(r"(?:\.\d+)?(?:\.[a-z0-9-]+)?\.(?:json|vtt|xml|docx|html|pdf)")


@given(told=interviews())
@settings(max_examples=50, deadline=None)
def test_a_word_file_has_nothing_but_its_face(told: ClearedInterview) -> None:
    (file,) = export(matter_of(PUBLIC, told, ()), Format.DOCX).files
    with zipfile.ZipFile(io.BytesIO(file.data)) as made:
        assert set(made.namelist()) == PARTS
        assert {(e.date_time, e.compress_type, e.extra, e.comment) for e in made.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, b"", b"")
        }
        document = etree.fromstring(made.read("word/document.xml"))
        styles = made.read("word/styles.xml")
    assert {str(e.tag).removeprefix(W) for e in document.iter()} <= ELEMENTS
    attributes = {str(name) for e in document.iter() for name in e.attrib}
    assert not any("rsid" in name.lower() for name in attributes)
    assert b"vanish" not in styles
    named = set(re.findall(rb'w:styleId="(\w+)"', styles))
    used = {e.get(f"{W}val").encode() for tag in ("pStyle", "rStyle") for e in document.iter(W + tag)}
    assert used <= named


@given(told=interviews())
@settings(max_examples=50, deadline=None)
def test_a_page_asks_for_nothing_and_runs_nothing(told: ClearedInterview) -> None:
    (file,) = export(matter_of(PUBLIC, told, ()), Format.HTML).files
    page = html.document_fromstring(file.data)
    assert {str(e.tag) for e in page.iter()} <= TAGS
    attributes = {str(name) for e in page.iter() for name in e.attrib}
    assert not attributes & {"src", "href", "style", "onclick", "onerror", "srcset", "action"}
    sheet = page.xpath("//style")[0].text
    assert "url(" not in sheet
    assert "@import" not in sheet


@pytest.mark.parametrize("format", [f for f in Format if f is not Format.WEBVTT])
@given(told=interviews())
@settings(max_examples=25, deadline=None)
def test_the_same_matter_is_the_same_bytes_under_names_that_say_nothing(
    format: Format, told: ClearedInterview
) -> None:
    matter = matter_of(PUBLIC, told, ())
    one, other = export(matter, format), export(matter, format)
    assert one == other
    assert all(TAIL.fullmatch(file.tail) for file in one.files)


@given(told=interviews())
@settings(max_examples=25, deadline=None)
def test_another_reader_of_word_files_finds_the_same_words(told: ClearedInterview) -> None:
    """python-docx, which knows nothing of ours."""
    (file,) = export(matter_of(PUBLIC, told, ()), Format.DOCX).files
    written = docx.Document(io.BytesIO(file.data))
    said = [p.text for p in written.paragraphs if p.style is not None and p.style.name == "Testimony words"]
    expected = [
        "".join(p if isinstance(p, str) else hole_words(p.ground) for p in turn.pieces)
        for turn in told.all_turns
    ]
    assert said == expected
