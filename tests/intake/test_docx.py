"""A Word file is read as it would be printed; what would not be is shown as dropped."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.intake import docx_writer as writer

from whensafe.errors import TooLarge, Unreadable, WhensafeError
from whensafe.intake.blocks import Document, Kind
from whensafe.intake.docx import read_docx


def read(*body: str) -> Document:
    return read_docx(writer.of_body("".join(body)))


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


class TestParagraphs:
    def test_runs_keep_their_looks(self) -> None:
        (block,) = read(
            p(r("Q: ", "<w:b/>"), r("were "), r("you", "<w:i/>"), r(" there?", '<w:b w:val="0"/>'))
        ).blocks
        assert [(run.text, run.bold, run.italic) for run in block.runs] == [
            ("Q: ", True, False), ("were ", False, False), ("you", False, True), (" there?", False, False),
        ]  # fmt: skip

    def test_neighbours_of_one_look_are_one_run(self) -> None:
        assert len(read(p(r("a"), r("b"), r("c"))).blocks[0].runs) == 1

    def test_styles_are_followed(self) -> None:
        document = writer.new()
        document.add_heading("Title", 0)
        document.add_heading("Part", 2)
        document.add_paragraph("words", style="Intense Quote")
        blocks = read_docx(writer.saved(document)).blocks
        assert [(block.kind, block.level) for block in blocks] == [
            (Kind.HEADING, 1), (Kind.HEADING, 2), (Kind.PARAGRAPH, 0),
        ]  # fmt: skip
        assert blocks[2].hint == "Intense Quote"
        assert blocks[2].runs[0].bold
        assert blocks[2].runs[0].italic

    def test_breaks_tabs_and_special_hyphens_are_letters(self) -> None:
        run = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        assert texts(read(p(run + "<w:softHyphen/></w:r>", r("e")))) == ["a\nb\tc\u2011d\u00ade"]

    def test_words_inside_links_fields_tags_and_controls_are_words(self) -> None:
        inside = (
            f"<w:hyperlink w:anchor='x'>{r('one ')}</w:hyperlink><w:smartTag>{r('two ')}</w:smartTag>"
            f"<w:sdt><w:sdtContent>{r('three ')}</w:sdtContent></w:sdt><w:fldSimple>{r('four')}</w:fldSimple>"
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>C</w:instrText></w:r>"
        )
        assert texts(read(p(inside))) == ["one two three four"]

    def test_a_link_keeps_a_web_address_and_no_other(self) -> None:
        body = (
            '<w:p xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<w:hyperlink r:id="a">{r("web")}</w:hyperlink>'
            f'<w:hyperlink r:id="b">{r("file")}</w:hyperlink></w:p>'
        )
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="x" Target="https://example.org/"/>'
            '<Relationship Id="b" Type="x" Target="file:///etc/passwd"/></Relationships>'
        )
        data = writer.with_parts(writer.of_body(body), {"word/_rels/document.xml.rels": rels.encode()})
        assert [(run.text, run.href) for run in read_docx(data).blocks[0].runs] == [
            ("web", "https://example.org/"), ("file", None),
        ]  # fmt: skip

    def test_text_is_nfc_and_marks_still_point_right(self) -> None:
        (block,) = read(p(r("  cafe\u0301"), "<w:r><w:footnoteReference w:id='2'/></w:r>", r(" x"))).blocks
        assert block.text == "café x"
        assert [(mark.at, mark.verbatim) for mark in block.marks] == [(4, "[footnote 2]")]

    def test_a_text_box_follows_its_paragraph(self) -> None:
        box = "<w:r><w:pict><w:txbxContent>" + p(r("in the box")) + "</w:txbxContent></w:pict></w:r>"
        assert texts(read(p(r("before"), box), p(r("after")))) == ["before", "in the box", "after"]

    def test_the_two_forms_of_a_drawing_are_read_once(self) -> None:
        space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        box = "<w:drawing><w:txbxContent>" + p(r("boxed")) + "</w:txbxContent></w:drawing>"
        both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        both = f"<w:r><mc:AlternateContent {space}>{both}</mc:AlternateContent></w:r>"
        assert texts(read(p(r("x"), both))) == ["x", "boxed"]

    def test_a_letter_of_a_symbol_font_is_a_doubt(self) -> None:
        document = read(p(r("a"), "<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>"))
        assert texts(document) == ["a\ufffd"]
        assert document.doubts == ("replacement_characters",)

    def test_strict_files_are_read_too(self) -> None:
        strict = writer.of_body(p(r("words"))).replace(b"", b"")
        with zipfile.ZipFile(io.BytesIO(strict)) as package:
            main = package.read("word/document.xml").replace(
                writer.SPACE.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            )
        assert texts(read_docx(writer.with_parts(strict, {"word/document.xml": main}))) == ["words"]


class TestLists:
    def numbered(self, text: str, form: str = "decimal") -> bytes:
        numbering = (
            f'<w:numbering xmlns:w="{writer.SPACE}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        item = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr>"
        body = p(r("first"), properties=item) + p(r("second"), properties=item)
        return writer.with_parts(writer.of_body(body), {"word/numbering.xml": numbering.encode()})

    @pytest.mark.parametrize(
        ("text", "form", "first"),
        [
            ("—", "bullet", "— first"),
            ("-", "bullet", "- first"),
            ("Q%1.", "decimal", "Q1. first"),
            ("Q:", "none", "Q: first"),
        ],
    )
    def test_a_label_that_word_prints_may_say_who_speaks(self, text: str, form: str, first: str) -> None:
        blocks = read_docx(self.numbered(text, form)).blocks
        assert blocks[0].text == first
        assert blocks[0].kind is Kind.ITEM

    @pytest.mark.parametrize(("text", "form"), [("%1.", "decimal"), ("\uf0b7", "bullet"), ("•", "bullet")])
    def test_numbers_and_bullets_are_no_words(self, text: str, form: str) -> None:
        assert texts(read_docx(self.numbered(text, form))) == ["first", "second"]


class TestHidden:
    def test_tracked_changes_are_read_as_accepted_and_what_was_deleted_is_shown(self) -> None:
        document = read(
            p(
                r("I "),
                f"<w:del>{r('saw').replace('w:t', 'w:delText')}</w:del>",
                f"<w:ins>{r('heard')}</w:ins>",
                r(" it"),
            )
        )
        assert texts(document) == ["I heard it"]
        assert document.dropped == ("saw",)
        assert document.doubts == ("hidden_text",)

    @pytest.mark.parametrize("properties", ["<w:vanish/>", "<w:rStyle w:val='Unseen'/>"])
    def test_hidden_text_is_shown_as_dropped(self, properties: str) -> None:
        styles = (
            f'<w:styles xmlns:w="{writer.SPACE}"><w:style w:type="character" w:styleId="Unseen">'
            '<w:name w:val="Unseen"/>'
            '<w:basedOn w:val="Deep"/></w:style>'
            '<w:style w:type="character" w:styleId="Deep"><w:basedOn w:val="Unseen"/>'
            "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
        )
        body = writer.of_body(p(r("seen "), r("unseen", properties)))
        document = read_docx(writer.with_parts(body, {"word/styles.xml": styles.encode()}))
        assert (texts(document), document.dropped, document.doubts) == (
            ["seen"],
            ("unseen",),
            ("hidden_text",),
        )

    def test_comments_are_dropped_and_doubted(self) -> None:
        made = writer.new()
        paragraph = made.add_paragraph("words")
        made.add_comment(paragraph.runs, text="check this", author="E. D.", initials="ED")
        document = read_docx(writer.saved(made))
        assert (texts(document), document.dropped, document.doubts) == (
            ["words"],
            ("check this",),
            ("hidden_text",),
        )

    def test_heads_and_feet_are_dropped_without_a_doubt(self) -> None:
        made = writer.new()
        made.add_paragraph("words")
        made.sections[0].header.paragraphs[0].text = "Running head"
        made.sections[0].footer.paragraphs[0].text = "Page"
        document = read_docx(writer.saved(made))
        assert (document.dropped, document.doubts) == (("Running head", "Page"), ())

    def test_nothing_at_all_says_so(self) -> None:
        assert read(p()).doubts == ("no_text",)


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{p(r(cell))}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


class TestTables:
    def test_speakers_words_and_times(self) -> None:
        document = read(
            table(
                ("Time", "Speaker", "Words"), ("00:01", "Anna:", "What did you see that day?"),
                ("00:05.5", "Petro:", "Nothing. It was dark in there."), ("01:02:03", "Anna:", "And later?"),
                ("", "Petro:", "Later I slept."),
            )
        )  # fmt: skip
        assert [(block.voice, block.text, block.start_ms) for block in document.blocks] == [
            ("Anna", "What did you see that day?", 1000), ("Petro", "Nothing. It was dark in there.", 5500),
            ("Anna", "And later?", 3_723_000), ("Petro", "Later I slept.", None),
        ]  # fmt: skip
        assert document.dropped == ("Time | Speaker | Words",)

    def test_fields_are_a_line_each(self) -> None:
        document = read(
            table(("Interviewer:", "N. N."), ("Date", "5 May 2020"), ("Place", "Lviv")), p(r("words"))
        )
        assert texts(document) == ["Interviewer: N. N.", "Date: 5 May 2020", "Place: Lviv", "words"]

    def test_two_languages_side_by_side_are_a_question(self) -> None:
        document = read(
            table(("Де ви були?", "Where were you?"), ("Вдома, з дітьми.", "At home with the children."))
        )
        assert document.doubts == ("translation_alignment",)
        assert texts(document)[0] == "Де ви були?"

    def test_a_table_for_the_page_alone_keeps_its_order(self) -> None:
        nested = (
            "<w:tbl><w:tr><w:tc>" + p(r("one")) + table(("two",)) + p(r("three")) + "</w:tc></w:tr></w:tbl>"
        )
        assert texts(read(nested, p(r("four")))) == ["one", "two", "three", "four"]


class TestLines:
    def test_a_text_pasted_line_by_line_becomes_paragraphs_again(self) -> None:
        lines = [
            "They took us in the night and nobody said where the",
            "lorry was going. I remember the road and the smell",
            "of fuel, and that somebody beside me prayed under his", "breath until we stopped at a gate.",
        ]  # fmt: skip
        document = read(*(p(r(line)) for line in lines), p(), *(p(r(line)) for line in lines))
        assert document.breaks_are_soft
        assert texts(document) == ["\n".join(lines)] * 2

    def test_a_paragraph_for_each_turn_stays_one(self) -> None:
        turns = [
            "Where were you?",
            "At home, until they came for us in the night.",
            "And then?",
            "Then we went.",
        ]
        document = read(*(p(r(turn)) for turn in turns))
        assert not document.breaks_are_soft
        assert texts(document) == turns


class TestFacts:
    def test_title_and_author_are_facts(self) -> None:
        made = writer.new()
        made.core_properties.title = "A talk"
        made.core_properties.author = "N. N."
        facts = read_docx(writer.saved(made))
        assert (facts.fact("title"), facts.fact("author")) == ("A talk", "N. N.")

    @pytest.mark.parametrize(
        "title", ["Word Document", "Document1", "interview.docx", "Transcript Template", "untitled"]
    )
    def test_a_template_is_not_the_author(self, title: str) -> None:
        made = writer.new()
        made.core_properties.title = title
        made.core_properties.author = "Microsoft Office User"
        facts = read_docx(writer.saved(made))
        assert (facts.fact("title"), facts.fact("author")) == (None, None)


GOOD = writer.of_body(p(r("words")))


class TestHostile:
    @pytest.mark.parametrize("at", [10, 100, 1000, -40, -1])
    def test_a_cut_file_is_one_error(self, at: int) -> None:
        with pytest.raises(WhensafeError):
            read_docx(GOOD[:at])

    @pytest.mark.parametrize(
        "before",
        [
            '<!DOCTYPE x [<!ENTITY a "aaaa">]>', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        ],
    )  # fmt: skip
    def test_a_document_type_is_refused(self, before: str) -> None:
        with pytest.raises(Unreadable):
            read_docx(
                writer.of_body(p("<w:r><w:t>&a;</w:t></w:r>" if "ENTITY" in before else r("x")), before)
            )

    def test_a_hundred_laughs_are_refused_at_once(self) -> None:
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        with pytest.raises(WhensafeError):
            read_docx(writer.of_body(p(r("&l11;")), f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'))

    def test_a_part_that_unpacks_too_far_is_refused(self) -> None:
        with pytest.raises(TooLarge):
            read_docx(writer.with_parts(GOOD, {"word/document.xml": bytes(50_000_000)}))

    def test_a_part_that_lies_about_its_size_is_refused(self) -> None:
        data = bytearray(writer.with_parts(GOOD, {"word/document.xml": bytes(50_000_000)}))
        for sign in (b"PK\x01\x02", b"PK\x03\x04"):
            at = data.find(b"word/document.xml", data.rfind(sign, 0, data.rfind(b"word/document.xml") + 1))
            offset = at - (46 if sign == b"PK\x01\x02" else 30) + (24 if sign == b"PK\x01\x02" else 22)
            data[offset : offset + 4] = (1000).to_bytes(4, "little")
        with pytest.raises(WhensafeError):
            read_docx(bytes(data))

    def test_more_parts_than_a_document_has_are_refused(self) -> None:
        with pytest.raises(TooLarge):
            read_docx(writer.with_parts(GOOD, {f"word/media/{n}": b"" for n in range(10_001)}))

    def test_deep_nesting_is_refused(self) -> None:
        with pytest.raises(TooLarge):
            read_docx(writer.of_body("<w:sdt>" * 3000 + "</w:sdt>" * 3000))

    def test_nesting_that_is_just_allowed_is_read(self) -> None:
        depth = 60
        deep = "<w:sdt><w:sdtContent>" * depth + p(r("deep")) + "</w:sdtContent></w:sdt>" * depth
        assert texts(read(deep)) == ["deep"]

    def test_styles_that_run_in_a_circle_end(self) -> None:
        styles = "".join(
            f'<w:style w:styleId="{a}" w:type="paragraph"><w:basedOn w:val="{b}"/></w:style>'
            for a, b in ("ab", "ba")
        )
        data = writer.with_parts(
            writer.of_body(p(r("words"), properties="<w:pStyle w:val='a'/>")),
            {"word/styles.xml": f'<w:styles xmlns:w="{writer.SPACE}">{styles}</w:styles>'.encode()},
        )
        assert texts(read_docx(data)) == ["words"]

    def test_another_zip_is_no_word_file(self) -> None:
        with pytest.raises(Unreadable):
            read_docx(writer.with_parts(GOOD, {"word/document.xml": None}))
