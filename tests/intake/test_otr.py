"""oTranscribe's files keep words and time codes apart."""

from __future__ import annotations

import json
import time

from whensafe.intake.otr import is_otr, read_otr
from whensafe.intake.read import read


def code(seconds: float, shown: str) -> str:
    return f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">{shown}</span>'


TEXT = (
    f"<p>{code(12.34, '00:12')}&nbsp;<b>Anna Berg:</b> Where were <i>you</i>?<br /><br />"
    f"Oleh Lysko: There {code(22.5, '00:22')} and here &amp; so on.</p>"
    f"<p>{code(31, '00:31')}</p><p>Anna Berg: And then?</p><p>Oleh Lysko: Home.</p>"
)
FILE = {"text": TEXT, "media": "tape 4.mp3", "media-source": "", "media-time": 31.2}


def test_paragraphs_begin_with_their_time_codes() -> None:
    blocks = read_otr(FILE).blocks
    assert [(block.text, block.start_ms) for block in blocks] == [
        ("Anna Berg: Where were you?", 12340),
        ("Oleh Lysko: There and here & so on.", None),
        ("Anna Berg: And then?", 31000),
        ("Oleh Lysko: Home.", None),
    ]
    assert [run.text for run in blocks[0].runs if run.italic] == ["you"]


def test_a_time_code_in_the_middle_is_marked_there_and_is_no_word() -> None:
    (mark,) = read_otr(FILE).blocks[1].marks
    assert (mark.at, mark.verbatim) == (18, "00:22")


def test_turns_people_and_times() -> None:
    reading = read(json.dumps(FILE).encode(), "interview.otr")
    assert reading.family == "otr"
    assert [turn.text for turn in reading.turns] == [
        "Where were you?",
        "There and here & so on.",
        "And then?",
        "Home.",
    ]
    assert {person.name for person in reading.participants} == {"Anna Berg", "Oleh Lysko"}
    assert [turn.start_ms for turn in reading.turns] == [12340, None, 31000, None]
    assert "media: tape 4.mp3" in reading.dropped


def test_scripts_and_styles_are_no_words() -> None:
    said = {"text": "<style>p {}</style><script>alert(1)</script><p>Tu.</p>", "media": ""}
    assert [block.text for block in read_otr(said).blocks] == ["Tu."]


def test_other_data_is_none() -> None:
    assert is_otr(FILE)
    assert not is_otr({"text": "x"})
    assert not is_otr([FILE])


def test_signs_that_begin_no_tag_are_words_and_take_no_time() -> None:
    started = time.process_time()
    for sign in ("<a ", "<!--", "<"):
        (block,) = read_otr({"text": f"<p>x {sign * 20_000}</p>", "media": ""}).blocks
        assert block.text == f"x {sign * 20_000}".strip()
    assert time.process_time() - started < 5
