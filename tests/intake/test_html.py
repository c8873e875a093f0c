"""A page becomes blocks in reading order; what is hidden never becomes words; no visible word is lost."""

# ruff: noqa: E501 - markup stands in lines as pages have it
from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable

import pytest
from bench.pages_corpus import pages
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.intake.page_samples import PAIRS, PROSE, TITLE, page, rows, said, texts

from whensafe.errors import WhensafeError
from whensafe.intake.blocks import Kind, Run
from whensafe.intake.html import read_html
from whensafe.nouns.interview import Mark, MarkKind
from whensafe.nouns.text import nfc


class TestBlocks:
    def test_headings_paragraphs_items_quotes_and_captions_keep_their_kind(self) -> None:
        document = page(
            f"{TITLE}<p>{PROSE}</p><ul><li>One thing<li>Another</ul><blockquote><p>Said once.</p></blockquote>"
            "<figure><img alt='A gate'><figcaption>The gate</figcaption></figure><h3>Later</h3><p>Then.</p>"
        )
        assert [(block.kind, block.level) for block in document.blocks] == [
            (Kind.HEADING, 1), (Kind.PARAGRAPH, 0), (Kind.ITEM, 0), (Kind.ITEM, 0), (Kind.QUOTE, 0),
            (Kind.CAPTION, 0), (Kind.HEADING, 3), (Kind.PARAGRAPH, 0),
        ]  # fmt: skip
        assert "A gate" in document.dropped

    def test_runs_keep_bold_italic_and_links(self) -> None:
        (_, block) = page(
            f'{TITLE}<p><b>Ada:</b> I was <i>there</i>, see <a href="/x"><em>this</em></a>.</p>'
        ).blocks
        assert block.runs == (
            Run("Ada:", bold=True),
            Run(" I was "),
            Run("there", italic=True),
            Run(", see "),
            Run("this", italic=True, href="/x"),
            Run("."),
        )

    def test_inline_tags_are_recorded_where_they_stood(self) -> None:
        (_, block) = page(f"{TITLE}<p>I was <em>there</em>.</p>").blocks
        assert block.marks == (Mark(MarkKind.MARKUP, 6, "<em>"), Mark(MarkKind.MARKUP, 11, "</em>"))

    def test_a_style_attribute_makes_bold_too(self) -> None:
        (_, block) = page(f'{TITLE}<p><span style="font-weight: 700">Ada:</span> Yes.</p>').blocks
        assert block.runs[0] == Run("Ada:", bold=True)

    def test_a_class_that_the_page_sets_in_bold_is_bold(self) -> None:
        (_, block) = page(
            f'{TITLE}<p><span class="c1">Ada:</span> <i>so</i>.</p>',
            head="<style>p{margin:0}.c1,.c2{font-weight:700}</style>",
        ).blocks
        assert [run.bold for run in block.runs] == [True, False, False, False]

    def test_a_bold_that_a_pasted_document_is_wrapped_in_is_none(self) -> None:
        (_, block) = page(f'{TITLE}<b style="font-weight:normal;"><p>Ada: <b>Yes</b>.</p></b>').blocks
        assert [run.bold for run in block.runs] == [False, True, False]

    def test_a_break_is_a_line_and_two_are_a_paragraph(self) -> None:
        document = page(f"{TITLE}Q: One?<br>A: {PROSE}<br> <br/>\nQ: Two?<br>A: Yes.")
        assert texts(document)[1:] == [f"Q: One?\nA: {PROSE.strip()}", "Q: Two?\nA: Yes."]

    def test_a_line_of_the_source_is_one_recorded_space(self) -> None:
        (_, block) = page(f"{TITLE}<p>They treat me\n    all right.</p>").blocks
        assert block.text == "They treat me all right."
        assert block.marks == (Mark(MarkKind.SOFT_BREAK, 13, "\n    "),)

    def test_text_without_paragraphs_and_paragraphs_left_open_are_blocks(self) -> None:
        document = page(f"{TITLE}<section>Loose words. <p>Ada: {PROSE}<p>Ben: Yes.<div>In a box.</div>After.")
        assert texts(document)[1:] == [
            "Loose words.", f"Ada: {PROSE.strip()}", "Ben: Yes.", "In a box.", "After.",
        ]  # fmt: skip

    def test_preformatted_lines_are_kept_and_said_to_be_the_files_width(self) -> None:
        document = page("<h1>Court</h1><pre>1  Q. Did you\n2     see it?\n\n3  A. I did.</pre>")
        assert texts(document)[1:] == ["1  Q. Did you\n2     see it?", "3  A. I did."]
        assert document.breaks_are_soft

    def test_hints_name_classes_elements_and_languages(self) -> None:
        document = page(
            f'{TITLE}<dl class="talk"><dt>Why?<dd lang="uk">Тому. {PROSE}</dl><p><i class="who">Ada</i> left.</p>'
        )
        assert [block.hint.split() for block in document.blocks] == [
            [], ["dt", "talk"], ["lang:uk", "dd", "talk"], ["who"],
        ]  # fmt: skip

    def test_a_breadcrumb_is_its_steps(self) -> None:
        listed = page(f'<ol class="breadcrumb"><li><a href="/">Home</a><li>War</ol>{TITLE}<p>{PROSE}</p>')
        in_line = page(
            f'<div class="hierarchie"><a href="/">Home</a> &gt; <a href="/w">War</a> &gt; <b>Ada</b></div>{TITLE}<p>{PROSE}</p>'
        )
        assert [run.text for run in listed.blocks[0].runs] == ["Home", "War"]
        assert [run.text for run in in_line.blocks[0].runs] == ["Home", "War", "Ada"]
        assert listed.blocks[0].kind is in_line.blocks[0].kind is Kind.BREADCRUMB

    def test_entities_hard_spaces_and_marks_of_other_scripts_are_words(self) -> None:
        document = page(f"{TITLE}<p>a&nbsp;b &mdash; c &amp; d e&#x301; <i>o</i>&#x308;</p>")
        assert texts(document)[1] == "a\xa0b — c & d é ö"

    def test_an_indent_of_hard_spaces_is_recorded_not_said(self) -> None:
        (_, block) = page(f"{TITLE}<p>&nbsp;&nbsp;— Yes.</p>").blocks
        assert block.text == "— Yes."
        assert block.marks == (Mark(MarkKind.MARKUP, 0, "\xa0\xa0"),)

    def test_text_right_to_left_stays_in_its_order(self) -> None:
        document = read_html(
            '<html lang="ar" dir="rtl"><body><h1>حوار</h1><p><b>س:</b> ماذا؟</p><p>ج: نعم.</p>'.encode()
        )
        assert texts(document) == ["حوار", "س: ماذا؟", "ج: نعم."]
        assert document.language == "ar"

    def test_what_stands_after_the_end_of_the_page_is_read(self) -> None:
        document = read_html(f"<html><body>{TITLE}<p>{PROSE}</p></body></html><p>Ada: And more.</p>".encode())
        assert texts(document)[-1] == "Ada: And more."

    def test_an_article_without_a_body_tag_is_read(self) -> None:
        assert "Ada: Yes." in texts(read_html(f"<title>x</title><article>{TITLE}<p>Ada: Yes.</p>".encode()))


class TestHidden:
    @pytest.mark.parametrize(
        "hidden",
        [
            '<span style="display:none">SECRET</span>',
            '<span style="visibility: hidden">SECRET</span>',
            '<span style="font-size:0">SECRET</span>',
            "<span hidden>SECRET</span>",
            '<span aria-hidden="true">SECRET</span>',
            '<b class="gone">SECRET</b>',
            "</p><div hidden><p>SECRET</p></div><p>",
            '</p><section style="display:none"><h2>SECRET</h2></section><p>',
        ],
    )
    def test_hidden_text_is_dropped_with_a_doubt(self, hidden: str) -> None:
        document = page(
            f"{TITLE}<p>{PROSE * 3}</p><p>I was {hidden}there.</p>", head="<style>.gone{display:none}</style>"
        )
        assert "SECRET" not in " ".join(texts(document))
        assert "SECRET" in document.dropped
        assert "hidden_text" in document.doubts

    @pytest.mark.parametrize(
        "unseen",
        [
            "<!-- SECRET -->",
            "<script>var a = 'SECRET';</script>",
            "<style>.SECRET{}</style>",
            "<![CDATA[SECRET]]>",
            "<input type=hidden value=SECRET>",
        ],
    )
    def test_what_is_no_text_is_nowhere(self, unseen: str) -> None:
        document = page(f"{TITLE}<p>{PROSE}</p><p>I was {unseen}there.</p>")
        assert texts(document)[2] == "I was there."
        assert "SECRET" not in " ".join(document.dropped)

    @pytest.mark.parametrize(
        "instead",
        [
            "<noscript>ASIDE</noscript>",
            "<template><p>ASIDE</p></template>",
            "<svg><title>ASIDE</title></svg>",
            '<img alt="ASIDE">',
            "<button>ASIDE</button>",
            "<select><option>ASIDE</select>",
            '<span class="sr-only">ASIDE</span>',
        ],
    )
    def test_what_stands_in_for_something_is_dropped_without_a_doubt(self, instead: str) -> None:
        document = page(f"{TITLE}<p>{PROSE}</p><p>I was {instead}there.</p>")
        assert texts(document)[2] == "I was there."
        assert document.dropped == ("ASIDE",)
        assert document.doubts == ()

    def test_a_page_captured_under_an_open_dialog_keeps_its_text_with_a_doubt(self) -> None:
        document = page(
            f'<div aria-hidden="true">{TITLE}<p>{PROSE}</p></div><div role="dialog">Cookies</div>'
        )
        assert PROSE.strip() in texts(document)
        assert "hidden_text" in document.doubts


class TestNoPartOfAnInterviewIsFurniture:
    @pytest.mark.parametrize(
        "body",
        [
            pytest.param(rows("<p><b>{q}</b></p><p>{a}</p>"), id="bold questions"),
            pytest.param(rows("<h3>{q}</h3><p>{a}</p>"), id="headings"),
            pytest.param(rows("<div>{q}</div><div>{a}</div>"), id="boxes"),
            pytest.param(f"<table>{rows('<tr><td>{q}</td><td>{a}</td></tr>')}</table>", id="table"),
            pytest.param(f"<dl>{rows('<dt>{q}<dd>{a}')}</dl>", id="definitions"),
            pytest.param(f"<ul>{rows('<li>{q}</li><li>{a}</li>')}</ul>", id="list"),
            pytest.param(rows("<p>{q}</p><blockquote>{a}</blockquote>"), id="quotations"),
            pytest.param(rows("<h3><button>{q}</button></h3><div>{a}</div>"), id="folded"),
            pytest.param(rows("<h3><a href='#a'>{q}</a></h3><p>{a}</p>"), id="linked headings"),
            pytest.param(rows('<div class="question">{q}</div><div class="reply">{a}</div>'), id="replies"),
            pytest.param(f'<div class="comments">{rows("<p>{q}</p><p>{a}</p>")}</div>', id="named comments"),
            pytest.param(rows('<p class="paywall">{q}</p><p class="paywall">{a}</p>'), id="named paywall"),
            pytest.param(
                rows('<div class="x-widget"><h3>{q}</h3></div><div class="x-widget"><p>{a}</p></div>'),
                id="named widgets",
            ),
            pytest.param(rows('<div class="related-part"><p>{q}</p><p>{a}</p></div>'), id="named related"),
            pytest.param(
                f'<div class="social-a">{rows("<p>{q}</p><p>{a}</p>", PAIRS[:4])}</div>'
                f'<div class="social-b">{rows("<p>{q}</p><p>{a}</p>", PAIRS[4:])}</div>',
                id="all named social",
            ),
            pytest.param(
                rows("<h3>{q}</h3><p>{a}</p>", PAIRS[:4])
                + "<h2>Discussion</h2>"
                + rows("<h3>{q}</h3><p>{a}</p>", PAIRS[4:]),
                id="a heading in the middle",
            ),
            pytest.param(f"<form>{rows('<p>{q}</p><p>{a}</p>')}</form>", id="all in a form"),
            pytest.param(f"<aside>{rows('<p>{q}</p><p>{a}</p>')}</aside>", id="all aside"),
            pytest.param(
                rows("<div><a href='/people/a'>Ada Lovelock Byron</a><p>{q}</p><p>{a}</p></div>"),
                id="linked speakers",
            ),
        ],
    )
    def test_every_question_and_answer_is_kept_in_order(self, body: str) -> None:
        kept = [text for text in texts(page(TITLE + body)) if text in set(said())]
        assert kept == said()

    def test_turns_of_one_word_are_kept(self) -> None:
        document = page(f"{TITLE}{'<p>A: Yes.</p><p>B: Sir?</p>' * 10}")
        assert texts(document)[1:] == ["A: Yes.", "B: Sir?"] * 10

    def test_what_names_the_source_after_the_text_is_kept(self) -> None:
        tail = ["Ada Velm", "P.S.", "https://paper.example/a", "Interview by Ben Orwick"]
        document = page(
            f"<article>{TITLE}<p>{PROSE * 3}</p>{''.join(f'<p>{line}</p>' for line in tail)}</article>"
        )
        assert texts(document)[-4:] == tail


class TestFurniture:
    BODY = f'<main>{TITLE}<p class="byline"><a href="/b">By Ben Orwick</a></p>{rows("<p>{q}</p><p>{a}</p>")}</main>'

    @pytest.mark.parametrize(
        "furniture",
        [
            "<nav><a href=/a>First thing</a><a href=/b>Second thing</a></nav>",
            "<footer>© The Paper. All rights reserved. First thing, Second thing.</footer>",
            '<div class="cookie-notice"><p>First thing. Second thing.</p></div>',
            "<div><div><a href=/a>First thing</a></div><div><a href=/b>Second thing</a></div><div><a href=/c>Third</a></div></div>",
            "<div><h4>Read also</h4><ul><li><a href=/a>First thing</a><li><a href=/b>Second thing</a></ul></div>",
            '<section id="comments"><h3>2 comments</h3><p>First thing.</p><p>Second thing.</p></section>',
        ],
    )
    def test_furniture_is_dropped_in_source_order(self, furniture: str) -> None:
        document = page(self.BODY + furniture)
        assert texts(document)[2:] == said()
        dropped = " ".join(document.dropped)
        assert 0 <= dropped.index("First thing") < dropped.index("Second thing")

    @pytest.mark.parametrize(
        "teaser",
        [
            "<p>Read also: <a href=/x>Ten photographs from the flood</a></p>",
            "<p><a href=/x>Ten photographs from the flood</a></p>",
            '<aside><p>Читайте також: <a href="/x">Ten photographs from the flood</a></p></aside>',
            "<p><a href=/x>Subscribe</a> for Ten photographs from the flood.</p>",
        ],
    )
    def test_a_teaser_between_turns_is_dropped(self, teaser: str) -> None:
        half = rows("<p>{q}</p><p>{a}</p>", PAIRS[:4])
        rest = rows("<p>{q}</p><p>{a}</p>", PAIRS[4:])
        document = page(f"<main>{TITLE}{half}{teaser}{rest}</main>")
        assert texts(document)[1:] == said()
        assert "Ten photographs from the flood" in " ".join(document.dropped)

    def test_byline_date_and_subtitle_stay(self) -> None:
        document = page(
            f'<article>{TITLE}<h2>From Velm</h2><p class="meta"><a rel="author" href="/b">Ben Orwick</a> · '
            f"14 March 2023</p>{rows('<p>{q}</p><p>{a}</p>')}</article>"
        )
        assert texts(document)[1:3] == ["From Velm", "Ben Orwick · 14 March 2023"]


class TestAnyBytes:
    @given(st.binary(max_size=2_000))
    def test_any_bytes_are_a_document_or_our_error(self, data: bytes) -> None:
        try:
            document = read_html(data)
        except WhensafeError:
            return
        assert all(block.text and block.text == nfc(block.text) for block in document.blocks)
        assert all(0 <= mark.at <= len(block.text) for block in document.blocks for mark in block.marks)

    @given(st.text(st.sampled_from("<>/=\"' abpidvtr!-&;#x\n\0é\u0301"), max_size=400))
    def test_any_broken_markup_too(self, text: str) -> None:
        try:
            document = read_html(f"<body>{text}".encode())
        except WhensafeError:
            return
        assert all(block.text == nfc(block.text) for block in document.blocks)

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"<div>" * 100_000 + b"x", id="100,000 boxes"),
            pytest.param(b"<b>" * 100_000 + b"x", id="100,000 bolds"),
            pytest.param(b"<p>" + b"a " * 10_000_000, id="20 MB on a line"),
            pytest.param(b"<table><tr><td>" * 20_000 + b"x", id="20,000 tables"),
            pytest.param(b"<p>\0\0\0a\0b", id="NUL"),
            pytest.param(b"<p>\xff\xfe\x80 caf\xe9", id="broken UTF-8"),
            pytest.param(
                b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;',
                id="entities of its own",
            ),
            pytest.param(
                b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;', id="an entity that is a file"
            ),
            pytest.param(b"<style>" + b".a{" * 100_000 + b"</style><p>x", id="a bad style sheet"),
            pytest.param(
                b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>x", id="deep data"
            ),
            pytest.param(b"<p>" + b"<br>" * 200_000 + b"x", id="200,000 breaks"),
            pytest.param(b"<ul>" + b"<li><a href=/a>x</a>" * 50_000, id="50,000 links"),
        ],
    )
    def test_hostile_pages_end_soon(self, data: bytes) -> None:
        start = time.process_time()
        try:
            document = read_html(data)
        except WhensafeError:
            pass
        else:
            assert "root:" not in " ".join((*texts(document), *document.dropped))
        assert time.process_time() - start < 20

    def test_an_old_page_that_closes_no_font_is_read_whole(self) -> None:
        body = "".join(f"<p><font>Ada: line {n}." for n in range(400))
        assert texts(page(TITLE + body))[-1] == "Ada: line 399."

    def test_no_element_at_all_is_said(self) -> None:
        with pytest.raises(WhensafeError):
            read_html(b"   ")

    def test_a_page_without_text_says_so(self) -> None:
        assert page("<img src=a.png>").doubts == ("no_text",)


_WORD = re.compile(r"\w+")
_TAGS = ["p", "div", "span", "b", "a href='/x'", "ul", "li", "table", "tr", "td", "h2", "nav", "aside", "section",
         "blockquote", "header", "footer", "article", "form", "button", "pre", "dl", "dt", "dd", "figure", "noscript",
         "div class='comments'", "div class='share'", "p hidden", "div style='display:none'", "x-card", "center",
         "svg", "select", "ol class='breadcrumb'", "details", "template"]  # fmt: skip


@st.composite
def _markup(draw: st.DrawFn) -> str:
    """Nested and overlapping tags with a word of its own at every place."""
    parts, opened = [], []
    for n in range(draw(st.integers(1, 30))):
        match draw(st.sampled_from(["open", "open", "close", "text", "text", "break"])):
            case "open":
                tag = draw(st.sampled_from(_TAGS))
                opened.append(tag.split()[0])
                parts.append(f"<{tag}>")
            case "close" if opened:
                parts.append(f"</{opened.pop(draw(st.integers(-1, 0)))}>")
            case "break":
                parts.append("<br>" * draw(st.integers(1, 3)))
            case _:
                parts.append(f" w{n} " * draw(st.integers(1, 12)))
    return "".join(parts)


def _letters(parts: Iterable[str]) -> Counter[str]:
    return Counter(letter for part in parts for word in _WORD.findall(nfc(part)) for letter in word)


class TestNothingIsLost:
    @given(_markup())
    def test_every_word_is_in_blocks_or_dropped_as_often_as_in_the_page(self, markup: str) -> None:
        document = read_html(f"<body>{markup}".encode())
        kept = [word for block in document.blocks for run in block.runs for word in _WORD.findall(run.text)]
        aside = [word for text in document.dropped for word in _WORD.findall(text)]
        assert sorted(kept + aside) == sorted(_WORD.findall(re.sub(r"<[^>]*>", " ", markup)))

    def test_every_word_of_every_fictional_page_is_in_blocks_or_dropped(self) -> None:
        for made in pages():
            document = read_html(made.data)
            found = [*texts(document), *document.dropped]
            root = etree.HTML(made.data)
            shown = root.xpath("//body//text()[not(ancestor::script|ancestor::style)]|//@alt")
            assert _letters(found) == _letters(map(str, shown))


class TestFictionalPages:
    """The floors of `make bench`, without the peer."""

    def test_bodies_are_found(self) -> None:
        from bench.pages import our_scores

        corpus = pages()
        scores = our_scores(corpus)
        assert sum(scores) / len(scores) > 0.985
        assert min(scores) > 0.9

    def test_the_corpus_is_the_same_each_time(self) -> None:
        assert [page.data for page in pages()] == [page.data for page in pages()]
        assert len(pages()) >= 60
        assert len({page.skin for page in pages()}) >= 12
