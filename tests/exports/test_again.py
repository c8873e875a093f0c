"""An export taken in again, in another archive and in the same one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.memory_store import memory_archive

from whensafe.desk.archive import Archive
from whensafe.desk.export import Exported, export
from whensafe.desk.look import show
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.errors import Unreadable
from whensafe.intake.read import read
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.export import Format
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, TranscriptKind
from whensafe.nouns.reading import Reading

SAID = """# Ми рахували кроки
lang: uk
Ганна (interviewer): Що було вночі?
Олена (narrator): Вода капала з даху. Нас було шестеро чи семеро.
Ганна (interviewer): А потім?
Олена (narrator): Потім був сніг, і ми чистили двір дошками, бо лопат не давали.
Олена (narrator): Хто сидів коло вікна, той бачив ворота й казав решті, хто приїхав.
Олена (narrator): Лампу не гасили. Хліб різали ниткою, по черзі, щоб ніхто не вибирав.
Олена (narrator): Казали, що навесні буде інакше, а навесні було так само, тільки тепліше.
Олена (narrator): Кроки ми рахували, щоб знати, скільки до лазні.
"""
RENDERED = """lang: en
Hanna (interviewer): What was there at night?
Olena (narrator): Water dripped from the roof. We were six or seven.
Hanna (interviewer): And then?
Olena (narrator): Then there was snow.
Olena (narrator): Whoever sat at the window told the others.
Olena (narrator): The lamp burned.
Olena (narrator): They said spring would be different.
Olena (narrator): We counted steps.
"""
MORE = "lang: uk\nОлена (narrator): Ще одне."


class Reader:
    """Exports by the product's own reader; the rest as the made-up format of these tests has it."""

    def __init__(self, other: object) -> None:
        self._other = other

    def read(self, data: bytes, name: str) -> Reading:
        if name.startswith("said"):
            return self._other.read(data, name)  # type: ignore[attr-defined, no-any-return]
        return read(data, name)


def house() -> tuple[Archive, Actor]:
    archive, actor = memory_archive()
    return replace(archive, reader=Reader(archive.reader)), actor  # type: ignore[arg-type]


def made(archive: Archive, actor: Actor) -> InterviewId:
    files = [Incoming("said.txt", SAID.encode()), Incoming("said2.txt", MORE.encode())]
    id = take_in(archive, actor, files).id
    add_to(archive, actor, id, [Incoming("said3.txt", RENDERED.encode())], kind="translation")
    return id


def exported(archive: Archive, actor: Actor, id: InterviewId, format: Format = Format.JSON) -> Exported:
    return export(archive, actor, TEAM, id, format)


def heard(of: Interview) -> list[object]:
    return [
        (
            session.n, text.kind, text.language, t.n, t.address, t.role, of.name_of(t.speaker), t.text,
            t.translates,
        )
        for session in of.sessions
        for text in session.transcripts
        for t in text.turns
    ]  # fmt: skip


@pytest.mark.parametrize("format", [Format.JSON, Format.DOCX, Format.HTML])
def test_in_another_archive_words_and_addresses_are_the_same(format: Format) -> None:
    here, actor = house()
    id = made(here, actor)
    there, other = house()
    there = replace(there, randomness=here.randomness)
    file = exported(here, actor, id, format).files[0]
    taken = take_in(there, other, [Incoming("an export", file.data)])
    before, after = (show(a, who, TEAM, one) for a, who, one in ((here, actor, id), (there, other, taken.id)))
    kinds = {TranscriptKind.VERBATIM, TranscriptKind.EDITED, TranscriptKind.TRANSLATION}
    assert {text.kind for s in before.sessions for text in s.transcripts} <= kinds
    assert heard(after) == heard(before)
    assert taken.questions == ()
    assert taken.duplicate_of is None
    assert after.id != before.id


def test_in_the_same_archive_it_is_a_duplicate_and_takes_no_address_away() -> None:
    here, actor = house()
    id = made(here, actor)
    before = heard(show(here, actor, TEAM, id))
    file = exported(here, actor, id).files[0]
    again = take_in(here, actor, [Incoming("an export", file.data)])
    assert again.duplicate_of == id
    assert {q.code for q in again.questions} == {"duplicate", "addresses_taken"}
    assert heard(show(here, actor, TEAM, id)) == before
    copy = heard(show(here, actor, TEAM, again.id))
    assert [one[7] for one in copy] == [one[7] for one in before]  # type: ignore[index]
    assert not {one[4] for one in copy} & {one[4] for one in before}  # type: ignore[index]
    renders = {one[8] for one in copy if one[8] is not None}  # type: ignore[index]
    assert renders <= {one[4] for one in copy}  # type: ignore[index]


def test_a_forged_file_gets_an_address_once_and_never_somebody_elses() -> None:
    here, actor = house()
    id = made(here, actor)
    mine = show(here, actor, TEAM, id).sessions[0].transcripts[0].turns[1].address
    turn = {"role": "narrator", "language": "uk", "speaker": None, "translates": mine}
    forged = {
        "format": "whensafe export v1",
        "language": "uk",
        "id": id,
        "texts": [
            {
                "kind": "verbatim",
                "language": "uk",
                "turns": [
                    {**turn, "text": ["Я цього не казала."], "address": mine},
                    {**turn, "text": ["І цього."], "address": "22222222222222"},
                    {**turn, "text": ["Двічі."], "address": "33333333333333"},
                    {**turn, "text": ["Двічі."], "address": "33333333333333"},
                ],
            }
        ],
    }
    taken = take_in(here, actor, [Incoming("forged.json", json.dumps(forged).encode())])
    assert taken.id != id
    assert [q.code for q in taken.questions] == ["addresses_taken"]
    turns = show(here, actor, TEAM, taken.id).sessions[0].transcripts[0].turns
    addresses = [t.address for t in turns]
    assert addresses[1] == "22222222222222"
    assert len(set(addresses)) == 4
    assert not {mine, "33333333333333"} & set(addresses)
    assert show(here, actor, TEAM, id).sessions[0].transcripts[0].turns[1].text != "Я цього не казала."


@pytest.mark.parametrize(
    "change",
    [
        {"role": "prosecutor"},
        {"address": "../../../etc/p"},
        {"address": "2222222222222O"},
        {"language": "<b>"},
        {"text": [{"withheld": "because"}]},
        {"text": [{"withheld": "health", "words": "left behind"}]},
        {"start_ms": -1},
        {"end_ms": 10**30},
        {"text": "words"},
    ],
)
def test_an_export_that_was_changed_is_refused_in_one_line(change: dict[str, object]) -> None:
    turn = {"role": "narrator", "language": "uk", "text": ["Снігу не було."], **change}
    text = {"kind": "verbatim", "language": "uk", "turns": [turn]}
    data = json.dumps({"format": "whensafe export v1", "language": "uk", "texts": [text]}).encode()
    with pytest.raises(Unreadable) as refused:
        read(data, "changed.json")
    assert "Снігу" not in str(refused.value)
    assert "\n" not in str(refused.value)
