"""Captions keep their words, voices and times; their markup is beside the words."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import TooLarge
from whensafe.intake.blocks import Block, Document, Kind
from whensafe.intake.captions import read_srt, read_webvtt
from whensafe.intake.captions_times import times
from whensafe.intake.read import read


def vtt(*cues: str) -> Document:
    """Cues of a second each."""
    timed = [f"00:0{n}.000 --> 00:0{n + 1}.000\n{cue}\n" for n, cue in enumerate(cues)]
    return read_webvtt("WEBVTT\n\n" + "\n".join(timed))


def said(document: Document) -> list[tuple[str | None, str]]:
    return [(block.voice, block.text) for block in document.blocks]


def only(document: Document) -> Block:
    (block,) = document.blocks
    return block


class TestVoices:
    def test_a_voice_is_who_speaks_and_no_word(self) -> None:
        block = only(vtt("<v Олена Т.>Ви там були?"))
        assert (block.kind, block.voice, block.text) == (Kind.CUE, "Олена Т.", "Ви там були?")
        assert [(mark.at, mark.verbatim) for mark in block.marks] == [(0, "<v Олена Т.>")]

    @pytest.mark.parametrize(
        "cue", ["<v A>One <v B>two", "<v A>One</v> <v B>two</v>", "<v A>One\n</v><v B>two"]
    )
    def test_two_voices_in_a_cue_are_two_blocks_at_one_time(self, cue: str) -> None:
        document = vtt(cue)
        assert said(document) == [("A", "One"), ("B", "two")]
        assert {(block.start_ms, block.end_ms) for block in document.blocks} == {(0, 1000)}

    def test_the_same_voice_twice_is_one_block(self) -> None:
        assert said(vtt("<v A>One</v> <v A>two</v>")) == [("A", "One two")]

    def test_words_outside_any_voice_belong_to_nobody(self) -> None:
        assert said(vtt("Before <v A>during</v> after")) == [
            (None, "Before"),
            ("A", "during"),
            (None, "after"),
        ]

    def test_names_are_decoded_and_spaces_in_them_are_one(self) -> None:
        assert only(vtt("<v.loud.first  Anna &amp;\n Co >words")).voice == "Anna & Co"

    @pytest.mark.parametrize(
        ("tag", "name"),
        [("<v\tAnn>", "Ann"), ("<v.x.y Ann>", "Ann"), ('<v Ann "Nan" O, Jr.>', 'Ann "Nan" O, Jr.'),
         ("<v أ ب>", "أ ب"), ("<v A &lt;x&gt;>", "A <x>"), ("<v e\u0301>", "é")],
    )  # fmt: skip
    def test_names_as_they_are_written(self, tag: str, name: str) -> None:
        assert only(vtt(f"{tag}words")).voice == name

    def test_a_voice_inside_another_ends_where_its_tag_does(self) -> None:
        assert said(vtt("<v A>one <v B>two</v> three")) == [("A", "one"), ("B", "two"), ("A", "three")]

    def test_a_style_goes_on_over_a_change_of_voice(self) -> None:
        document = vtt("<i><v A>one</v> <v B>two</v></i>")
        assert [(b.voice, b.runs[0].italic) for b in document.blocks] == [("A", True), ("B", True)]

    def test_cues_that_name_nobody_go_on_with_the_last_voice(self) -> None:
        cues = [
            "<v Anna>Where were you held?",
            "All the time?",
            "<v Boris>In Varsk.",
            "Two years.",
            "<v Anna>And then?",
        ]
        timed = [f"00:0{n}.000 --> 00:0{n + 1}.000\n{cue}\n" for n, cue in enumerate(cues)]
        reading = read(("WEBVTT\n\n" + "\n".join(timed)).encode(), "x")
        assert [(turn.text, turn.start_ms, turn.end_ms) for turn in reading.turns] == [
            ("Where were you held? All the time?", 0, 2000),
            ("In Varsk. Two years.", 2000, 4000),
            ("And then?", 4000, 5000),
        ]

    def test_a_voice_without_a_name_is_nobody(self) -> None:
        assert said(vtt("<v>words</v>")) == [(None, "words")]


class TestText:
    def test_markup_is_beside_the_words(self) -> None:
        block = only(
            vtt("<c.yellow>It</c> <00:00:00.500>was <i>not</i> <b>me</b> <u>there</u><lang en> then</lang>")
        )
        assert block.text == "It was not me there then"
        assert [run.text for run in block.runs if run.italic] == ["not"]
        assert [run.text for run in block.runs if run.bold] == ["me"]
        assert "<00:00:00.500>" in [mark.verbatim for mark in block.marks]

    @pytest.mark.parametrize(
        ("cue", "text"),
        [
            ("a &amp; b", "a & b"), ("&lt;b&gt;", "<b>"), ("a&nbsp;b", "a\u00a0b"), ("&#1111;", "ї"),
            ("&#x457;", "ї"), ("R&D", "R&D"), ("&unknown;", "&unknown;"), ("&lrm;x", "\u200ex"),
            ("&eacute;t&eacute;", "été"),
            ("AT&T &amp; co", "AT&T & co"), ("&amp;amp;", "&amp;"), ("3 < 4", "3 < 4"), ("a <b c", "a <b c"),
        ],
    )  # fmt: skip
    def test_entities_are_letters(self, cue: str, text: str) -> None:
        assert only(vtt(cue)).text == text

    def test_marks_count_code_points_of_the_text(self) -> None:
        block = only(vtt("  e\u0301\U0001f54a &amp; <i>x</i>"))
        assert block.text == "é\U0001f54a & x"
        assert [(mark.at, mark.verbatim) for mark in block.marks] == [(3, "&amp;"), (5, "<i>"), (6, "</i>")]

    def test_an_accent_right_after_a_tag_joins_its_letter(self) -> None:
        assert only(vtt("e<i>\u0301</i>")).text == "é"

    def test_tags_the_standard_does_not_know_are_markup(self) -> None:
        assert only(vtt("<font color=red>words</font>")).text == "words"

    def test_a_reading_aid_is_not_said_twice(self) -> None:
        block = only(vtt("<ruby>漢字<rt>kanji</rt></ruby> so"))
        assert block.text == "漢字 so"
        assert "kanji" in [mark.verbatim for mark in block.marks]

    def test_several_aids_in_one_ruby_are_none_of_the_words(self) -> None:
        assert only(vtt("<ruby>a<rt>x</rt>b<rt>y</ruby>c")).text == "abc"

    def test_a_language_tag_is_beside_the_words_of_its_language(self) -> None:
        block = only(vtt("<lang uk>Так</lang>, <lang en-GB>yes</lang>"))
        assert block.text == "Так, yes"
        assert [(m.at, m.verbatim) for m in block.marks] == [
            (0, "<lang uk>"), (3, "</lang>"), (5, "<lang en-GB>"), (8, "</lang>"),
        ]  # fmt: skip

    @pytest.mark.parametrize("text", ["1 < 2 & 3 > 2", "I <3 you > him", "a <b", "a <\nb>", "<"])
    def test_signs_that_are_no_tags_are_words(self, text: str) -> None:
        assert only(vtt(text)).text == text

    @pytest.mark.parametrize(
        "tag", ["<00:01.500>", "<1:00:01.500>", "<>", "</>", "<.loud>", "<x-y z>", "</c.red>"]
    )
    def test_tags_that_say_nothing_are_no_words(self, tag: str) -> None:
        block = only(vtt(f"so{tag}on"))
        assert (block.text, [m.verbatim for m in block.marks]) == ("soon", [tag])

    def test_lines_of_two_languages_stay_lines(self) -> None:
        assert only(vtt("Де ви були?\nWhere were you?")).text == "Де ви були?\nWhere were you?"

    def test_a_cue_without_words_is_no_block(self) -> None:
        assert said(vtt("<v A> </v>", "words")) == [(None, "words")]


class TestWebvtt:
    def test_notes_styles_regions_and_the_header_are_set_aside(self) -> None:
        document = read_webvtt(
            "\ufeffWEBVTT - A talk\nLanguage: uk\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n"
            "NOTE by N. N.\nmore\n\n"
            "first\n00:00:01.500 --> 01:00:02.000 align:start\nwords\n"
        )
        assert document.dropped == (
            "WEBVTT - A talk\nLanguage: uk", "STYLE\n::cue { color: red }", "REGION\nid:x",
            "NOTE by N. N.\nmore",
        )  # fmt: skip
        assert document.language == "uk"
        block = only(document)
        assert (block.hint, block.start_ms, block.end_ms) == ("first", 1500, 3_602_000)
        assert document.doubts == ()

    def test_a_cue_right_after_another_without_a_blank_line(self) -> None:
        document = read_webvtt("WEBVTT\n\n00:01.000 --> 00:02.000\none\n00:02.000 --> 00:03.000\ntwo")
        assert [(block.start_ms, block.text) for block in document.blocks] == [(1000, "one"), (2000, "two")]

    def test_an_end_before_its_start_is_no_end_and_a_doubt(self) -> None:
        document = read_webvtt("WEBVTT\n\n00:05.000 --> 00:04.000\nwords")
        assert (only(document).start_ms, only(document).end_ms) == (5000, None)
        assert document.doubts == ("cue_times",)

    def test_times_nobody_can_read_cost_no_words(self) -> None:
        document = read_webvtt("WEBVTT\n\nx:y --> z\nwords")
        assert "words" in only(document).text
        assert only(document).start_ms is None
        assert document.doubts == ("cue_times",)

    @pytest.mark.parametrize(
        "note",
        [
            "NOTE",
            "NOTE ask --> her",
            "NOTE\nask --> her\nand --> him",
            "STYLE\n/* a --> b */",
            "REGION\nid:a-->b",
        ],
    )
    def test_what_makers_of_a_file_note_is_never_said_even_with_an_arrow(self, note: str) -> None:
        document = read_webvtt(f"WEBVTT\n\n{note}\n\n00:01.000 --> 00:02.000\nwords")
        assert said(document) == [(None, "words")]
        assert document.dropped == ("WEBVTT", note)
        assert document.doubts == ()

    def test_a_note_of_lines_right_before_a_cue_costs_it_nothing(self) -> None:
        document = read_webvtt("WEBVTT\n\nNOTE\nof mine\n00:01.000 --> 00:02.000\nwords")
        assert (said(document), document.dropped) == ([(None, "words")], ("WEBVTT", "NOTE\nof mine"))

    @pytest.mark.parametrize("word", ["NOTE", "STYLE", "REGION"])
    def test_words_that_look_like_a_note_inside_a_cue_are_words(self, word: str) -> None:
        assert only(vtt(f"{word} of life")).text == f"{word} of life"

    def test_an_arrow_among_words_costs_a_cue_neither_words_nor_times(self) -> None:
        document = vtt("we went --> there", "one\ntwo --> three\nfour")
        assert [(b.text, b.start_ms) for b in document.blocks] == [
            ("we went --> there", 0),
            ("one\ntwo --> three\nfour", 1000),
        ]
        assert document.doubts == ()

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_lines_may_end_in_any_way(self, end: str) -> None:
        cues = "1\n00:01.000 --> 00:02.000\none\ntwo\n\n00:02.000 --> 00:03.000\nthree\n"
        text = f"\ufeffWEBVTT\n\nNOTE x\n\n{cues}"
        assert read_webvtt(text.replace("\n", end)) == read_webvtt(text)
        assert [block.text for block in read_webvtt(text).blocks] == ["one\ntwo", "three"]

    def test_a_line_of_white_space_is_not_blank_inside_a_cue(self) -> None:
        assert only(vtt("one\n \ntwo")).text == "one\ntwo"

    def test_a_line_of_white_space_before_a_cue_is_as_good_as_blank(self) -> None:
        document = read_webvtt(
            "WEBVTT\n \n1\n00:01.000 --> 00:02.000\none\n\t\n2\n00:02.000 --> 00:03.000\ntwo\n \nNOTE x"
        )
        assert [(block.hint, block.text) for block in document.blocks] == [("1", "one"), ("2", "two")]
        assert document.dropped == ("WEBVTT", "NOTE x")

    def test_words_after_a_blank_line_are_shown_as_dropped(self) -> None:
        assert vtt("one\n\ntwo").dropped == ("WEBVTT", "two")

    @pytest.mark.parametrize(
        ("line", "start", "end"),
        [
            ("00:01.000 --> 00:02.500", 1000, 2500),
            ("1:00:01.000 --> 100:00:02.000", 3_601_000, 360_002_000),
            ("00:01.000-->00:02.000", 1000, 2000), ("\t00:01.000\t-->\t00:02.000", 1000, 2000),
            ("00:01.000 --> 00:02.000 line:0 position:10%,line-left size:50% region:r", 1000, 2000),
            ("00:01,000 --> 00:02,000", 1000, 2000), ("00:01.000 --> 00:01.000", 1000, 1000),
            ("00:59.000 --> 00:60.000", 59_000, 60_000),
        ],
    )  # fmt: skip
    def test_times_with_settings_with_and_without_hours(self, line: str, start: int, end: int) -> None:
        block = only(read_webvtt(f"WEBVTT\n\n{line}\nwords"))
        assert (block.start_ms, block.end_ms, block.text) == (start, end, "words")

    @pytest.mark.parametrize("name", ["1", "intro - part 2", "NOTE x", "мовець", "<v A>"])
    def test_a_cue_has_the_name_that_stands_above_it(self, name: str) -> None:
        document = read_webvtt(f"WEBVTT\n\n{name}\n00:01.000 --> 00:02.000\nwords")
        assert (only(document).hint, only(document).text, document.doubts) == (name, "words", ())

    def test_a_cue_may_follow_the_signature_at_once(self) -> None:
        assert only(read_webvtt("WEBVTT\n00:01.000 --> 00:02.000\nwords")).text == "words"

    def test_overlapping_cues_are_no_doubt(self) -> None:
        assert read_webvtt("WEBVTT\n\n00:01.000 --> 00:09.000\na\n\n00:02.000 --> 00:03.000\nb").doubts == ()

    @pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n", "WEBVTT\n\nNOTE only\n", ""])
    def test_no_cues(self, text: str) -> None:
        assert read_webvtt(text).blocks == ()

    @pytest.mark.parametrize(
        "piece", ["<i>a", "<v A>", "<v A>a", "<i>", "e<i>\u0301 ", "&amp; ", "</v>a", "<ruby><rt>a", "a\n"]
    )
    def test_a_cue_of_nothing_but_markup_takes_time_by_its_length(self, piece: str) -> None:
        started = time.process_time()
        vtt(piece * 40_000 + "<v B>b", piece * 40_000)
        assert time.process_time() - started < 8

    def test_tags_without_end_take_no_time(self) -> None:
        assert only(vtt("<" * 50_000)).text == "<" * 50_000


class TestRolling:
    def test_lines_that_are_only_shown_again_are_said_once(self) -> None:
        lines = ["they came", "in the night", "and we", "did not know", "where to", "they took us"]
        cues = [
            "they came",
            *(f"{a}\n<00:00:01.000><c>{b}</c>" for a, b in pairwise(lines)),
            "they took us\n ",
        ]
        document = vtt(*cues)
        assert [block.text for block in document.blocks] == lines
        assert document.dropped[1:] == tuple(lines)

    def test_what_somebody_says_twice_is_said_twice(self) -> None:
        document = vtt("No.", "No.\nI was not there.", "Where then?", "At home.", "At home?")
        assert [block.text for block in document.blocks] == [
            "No.", "No.\nI was not there.", "Where then?", "At home.", "At home?",
        ]  # fmt: skip


class TestSrt:
    def test_a_plain_file(self) -> None:
        document = read_srt("\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>Was</i> it you?\r\n\r\n"
                            "2\r\n"
                            "00:00:03,000 --> 00:00:04,000\r\n- Yes.\r\n- No.\r\n")  # fmt: skip
        assert [(b.start_ms, b.end_ms, b.text, b.hint) for b in document.blocks] == [
            (1000, 2500, "Was it you?", "1"), (3000, 4000, "- Yes.\n- No.", "2"),
        ]  # fmt: skip
        assert [mark.verbatim for mark in document.blocks[0].marks] == ["{\\an8}", "<i>", "</i>"]
        assert (document.family, document.media_type) == ("srt", "application/x-subrip")

    def test_missing_numbers_dots_and_short_fractions(self) -> None:
        document = read_srt("00:00:01.5 --> 00:00:02\none\n\n00:03 --> 0:00:04,25 X1:10\ntwo\n")
        assert [(b.start_ms, b.end_ms, b.text) for b in document.blocks] == [
            (1500, 2000, "one"),
            (3000, 4250, "two"),
        ]

    def test_a_number_that_is_said_is_words(self) -> None:
        document = read_srt(
            "1\n00:00:01,000 --> 00:00:02,000\n1941\n\n2\n00:00:03,000 --> 00:00:04,000\nwords\n"
        )
        assert [block.text for block in document.blocks] == ["1941", "words"]

    def test_blank_lines_inside_a_cue_cost_no_words(self) -> None:
        assert read_srt("1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n").blocks[0].text == "one\ntwo"

    def test_what_is_no_markup_here_is_words(self) -> None:
        document = read_srt(
            "1\n00:00:01,000 --> 00:00:02,000\n"
            "<inaudible> R&D {sic} &eacute; &amp; <font color='#fff'>x</font>\n"
        )
        assert only(document).text == "<inaudible> R&D {sic} &eacute; & x"

    def test_what_stands_before_the_first_cue_is_shown(self) -> None:
        assert read_srt("made by hand\n\n1\n00:00:01,000 --> 00:00:02,000\nx\n").dropped == ("made by hand",)

    def test_cues_that_run_backwards_are_a_doubt(self) -> None:
        text = "1\n00:00:05,000 --> 00:00:06,000\na\n\n2\n00:00:01,000 --> 00:00:02,000\nb\n"
        assert read_srt(text).doubts == ("cue_times",)


@pytest.mark.parametrize("read", [read_webvtt, read_srt])
def test_more_than_anybody_said_is_refused(read: object) -> None:
    with pytest.raises(TooLarge):
        read("a" * (32 * 1024 * 1024 + 1))  # type: ignore[operator]


@given(st.integers(0, 99 * 3_600_000), st.integers(0, 99 * 3_600_000))
def test_times_come_back_to_the_millisecond(start: int, end: int) -> None:
    def written(ms: int, point: str) -> str:
        return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"

    for point in ",.":
        assert times(f"{written(start, point)} --> {written(end, point)} line:0") == (start, end, "line:0")


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="<&\u1680"), min_size=1
    )
)
def test_words_without_markup_come_back(text: str) -> None:
    block = read_webvtt(f"WEBVTT\n\n00:01.000 --> 00:02.000\nx{text}x\n").blocks
    import unicodedata

    assert [one.text for one in block] == [unicodedata.normalize("NFC", f"x{text}x")] or "-->" in text
