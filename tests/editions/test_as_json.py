"""The data is canonical, says what the pages say, and gives no hole away by its times."""

from __future__ import annotations

import json
from dataclasses import replace

import rfc8785
from hypothesis import given, settings
from tests.editions.cleared import REQUEST, golden, interview, signer, turn
from tests.editions.reading import built, data
from tests.editions.strategies import archives

from whensafe.nouns.edition import ClearedInterview, Ground, Notice, Part, Withheld


@settings(max_examples=40)
@given(archives())
def test_every_json_file_is_canonical(archive: list[ClearedInterview]) -> None:
    for path, content in built(REQUEST, archive, signer()).items():
        if path.endswith(".json"):
            assert rfc8785.dumps(json.loads(content)) == content, path


def test_an_interview_as_data() -> None:
    told = data(built(REQUEST, golden()), "i/0000000001.json")
    assert told["format"] == "whensafe edition interview v1"
    assert told["narrators"] == [{"attribution": "pseudonym", "name": "Olena"}]
    assert [text["kind"] for text in told["texts"]] == ["original", "translation"]
    assert told["texts"][0]["turns"][6]["text"] == [{"withheld": "narrators_wish"}]
    assert told["texts"][1]["turns"][6]["translates"] == "00000000000007"
    assert told["exhibits"][0]["table"]["rows"] == [["березень", "2"], ["квітень", "1"]]
    assert told["notices"] == [{"ground": "danger_to_others", "part": "details", "review": "2028-01"}]


def test_numbers_are_counted_in_the_edition() -> None:
    told = data(built(REQUEST, golden()), "i/0000000002.json")
    assert [t["n"] for t in told["texts"][0]["turns"]] == [1, 2, 3, 4, 5, 6]


def test_times_are_told_only_where_nothing_is_withheld() -> None:
    timed = replace(turn(1, "I saw it."), start_ms=0, end_ms=900)
    hole = replace(turn(2, "By ", Withheld(Ground.PRIVACY)), start_ms=900, end_ms=90_000)
    notice = Notice(Part.PASSAGES, Ground.LEGAL)

    def times(one: ClearedInterview) -> list[tuple[object, object]]:
        told = data(built(REQUEST, [one]), "i/0000000001.json")
        return [(t["start_ms"], t["end_ms"]) for t in told["texts"][0]["turns"]]

    assert times(interview(1, timed)) == [(0, 900)]
    assert times(interview(1, timed, hole)) == [(None, None)] * 2
    assert times(interview(1, timed, notices=(notice,))) == [(None, None)]


def test_the_list_names_every_interview_and_where_it_is() -> None:
    files = built(REQUEST, golden())
    entries = data(files, "index.json")["interviews"]
    assert [e["interviewed"] for e in entries] == ["2025-03-14", "2025-02", "2024"]
    for entry in entries:
        assert entry["data"] in files
        assert set(entry["pages"].values()) <= set(files)
