"""Sealing what was recorded: a cut that was checked takes the recording's place, or it is away whole."""

from __future__ import annotations

import struct
import tracemalloc
from contextlib import suppress
from dataclasses import replace

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt, every, groups, release_file
from tests.desk.test_recordings import Tape, wav
from tests.desk.test_seal import everything, macs
from tests.memory_store import MemoryStore

from whensafe.desk.check import check
from whensafe.desk.incoming import Incoming, Prepared
from whensafe.desk.recordings import InMemory, Recorded, heard, unspoken
from whensafe.desk.release import release
from whensafe.desk.seal import Plan, SealReceipt, plan, seal
from whensafe.desk.take_in import take_in
from whensafe.errors import WhensafeError
from whensafe.nouns.actor import TEAM
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Recording, Role
from whensafe.nouns.reading import ReadPerson, ReadTurn
from whensafe.nouns.sealed import Evidence, SealedRecording
from whensafe.nouns.text import Language
from whensafe.protection.closure import OneTurn, Quote, What, Whole

RATE = 8000
CANARY = b"nightjar beside kettledrums "
LOUD = b"LOUD"
TURNS = (
    ("Where were you?", 0, 2000),
    ("I heard the nightjar at the gate, and then nothing.", 4000, 6000),
    ("And then?", 8000, 9000),
    ("We walked home.", 11_000, 12_000),
)
SPAN = (3000, 7000)
"""What is silent when the second turn is sealed: a second more on both sides."""


def at(ms: int) -> int:
    return ms * RATE // 1000 * 2


def sound(seconds: int = 13) -> bytes:
    """Samples that spell the canary while the second turn is spoken, and something loud otherwise."""
    data = bytearray(LOUD * (at(seconds * 1000) // 4))
    span = at(6000) - at(4000)
    data[at(4000) : at(6000)] = (CANARY * (span // len(CANARY) + 1))[:span]
    return bytes(data)


def document(turns: tuple[tuple[str, int | None, int | None], ...] = TURNS) -> Prepared:
    """A transcript with times, as intake reads one."""
    people = (ReadPerson("Ada", Role.INTERVIEWER), ReadPerson("Olena", Role.NARRATOR))
    said = tuple(
        ReadTurn(people[n % 2].role, n % 2, Language("en"), text, start, end)
        for n, (text, start, end) in enumerate(turns)
    )
    reading = replace(
        unspoken("text/vtt"), participants=people, turns=said, questions=(), language=Language("en")
    )
    return Prepared(Incoming("talk.vtt", "\n".join(text for text, *_ in turns).encode()), reading)


def told(desk: Desk, *recordings: bytes | Recorded, transcript: Prepared | None = None) -> InterviewId:
    adopt(desk)
    files = [
        r if isinstance(r, Recorded) else Incoming(f"talk.{n}", r)
        for n, r in enumerate(recordings or (wav(data=sound(), rate=RATE),))
    ]
    named = [replace(f, name="talk.wav") for f in files]
    return take_in(desk.archive, desk.actor, [transcript or document(), *named]).id


def sealed(desk: Desk, id: InterviewId, what: What | None = None, until: str = FREE) -> SealReceipt:
    return seal(desk.archive, desk.actor, id, what or Quote("the nightjar at the gate"), until=until)


def planned(desk: Desk, id: InterviewId, what: What | None = None) -> Plan:
    return plan(desk.archive, desk.actor, id, what or Quote("the nightjar at the gate"))


def recordings(desk: Desk, id: InterviewId) -> list[Recording]:
    return [recording for session in desk.show(id).sessions for recording in session.recordings]


def played(desk: Desk, id: InterviewId, recording: Recording) -> bytes:
    return b"".join(heard(desk.archive, desk.actor, TEAM, id, recording.id).chunks)


def assert_sound(desk: Desk) -> None:
    found = check(desk.archive, desk.actor)
    assert found.ok, found.problems


def fates(shown: Plan) -> list[tuple[str, int | None, int | None]]:
    kinds = ("recording_lost", "recording_silenced")
    return [(i.kind, i.start_ms, i.end_ms) for i in shown.closure.goes if i.kind in kinds]


class TestACut:
    def test_is_shown_before_anything_else_and_nothing_has_changed_then(self, desk: Desk) -> None:
        id = told(desk)
        shown = planned(desk, id)
        assert fates(shown) == [("recording_silenced", *SPAN)]
        assert shown.closure.goes[0].kind == "recording_silenced"
        assert CANARY in everything(desk)

    def test_of_the_words_nothing_is_left_in_any_file(self, desk: Desk) -> None:
        id = told(desk)
        before = macs(desk)
        receipt = sealed(desk, id)
        assert receipt.erased
        left = everything(desk)
        assert b"nightjar" not in left
        assert b"kettledrums" not in left
        assert LOUD.lower() in left
        with desk.archive.store.read() as unit:
            assert not {ref.mac.hex() for ref in unit.blobs.refs()} & before
        assert_sound(desk)

    def test_is_silent_there_and_the_same_everywhere_else(self, desk: Desk) -> None:
        id = told(desk)
        (was,) = recordings(desk, id)
        sealed(desk, id)
        (now,) = recordings(desk, id)
        data = played(desk, id, now)
        samples, whole = data[44:], sound()
        start, end = at(SPAN[0]), at(SPAN[1])
        assert samples[:start] == whole[:start]
        assert samples[start:end] == bytes(end - start)
        assert samples[end:] == whole[end:]
        assert data[:44] == wav(data=sound(), rate=RATE)[:44]
        assert (now.id, now.duration_ms) == (was.id, was.duration_ms)
        assert [(s.start_ms, s.end_ms) for s in now.silent] == [SPAN]
        assert now.original.name == f"{now.id}.wav"  # what it was called goes with it

    def test_leaves_out_what_stands_beside_the_samples(self, desk: Desk) -> None:
        data = wav(data=sound(), rate=RATE)
        note = b"LIST" + struct.pack("<I", len(CANARY)) + CANARY
        file = data[:12] + note + data[12:] + note
        id = told(desk, file[:4] + struct.pack("<I", len(file) - 8) + file[8:])
        sealed(desk, id)
        assert b"nightjar" not in everything(desk)
        assert len(recordings(desk, id)) == 1
        assert_sound(desk)

    def test_a_second_seal_of_the_same_turn_needs_none(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id)
        (before,) = recordings(desk, id)
        assert fates(planned(desk, id, Quote("and then nothing"))) == []
        sealed(desk, id, Quote("and then nothing"), until="narrator_agrees")
        assert recordings(desk, id) == [before]
        assert len(every(desk, SealedRecording)) == 1
        assert_sound(desk)

    def test_a_cut_that_is_not_what_it_should_be_undoes_the_act(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        id = told(desk)
        kept = recordings(desk, id)
        monkeypatch.setattr("whensafe.protection.silence._silenced", lambda *given: given[-1])
        with pytest.raises(Exception, match="silent"):
            sealed(desk, id)
        assert recordings(desk, id) == kept
        assert every(desk, SealedRecording) == []
        assert_sound(desk)


class TestWhole:
    @pytest.mark.parametrize("data", [b"fLaC" + sound(), b"OggS" + sound(), b"\xff\xfb\x90\x00" * 20_000])
    def test_what_can_t_be_cut_is_away_and_that_is_said_first(self, desk: Desk, data: bytes) -> None:
        kind = {b"fLaC": "audio/flac", b"OggS": "audio/ogg"}.get(data[:4], "audio/mpeg")
        id = told(desk, Recorded("talk.x", InMemory(data), kind, 13_000))
        shown = planned(desk, id)
        assert shown.closure.goes[0].kind == "recording_lost"
        sealed(desk, id)
        assert recordings(desk, id) == []
        assert b"nightjar" not in everything(desk)
        assert_sound(desk)

    @pytest.mark.parametrize(
        "times",
        [(None, None), (4000, None), (6000, 6000)],
        ids=["none", "no end", "no length"],
    )
    def test_a_turn_without_times_takes_it_whole(
        self, desk: Desk, times: tuple[int | None, int | None]
    ) -> None:
        turns = (TURNS[0], (TURNS[1][0], *times), *TURNS[2:])
        id = told(desk, transcript=document(turns))
        assert fates(planned(desk, id)) == [("recording_lost", None, None)]

    def test_times_that_don_t_fit_the_recording_take_it_whole(self, desk: Desk) -> None:
        id = told(desk, wav(data=sound(7), rate=RATE))
        assert fates(planned(desk, id)) == [("recording_lost", None, None)]

    def test_two_recordings_of_different_length_are_parts_and_go_whole(self, desk: Desk) -> None:
        id = told(desk, wav(data=sound(13), rate=RATE), wav(data=sound(20), rate=RATE))
        assert [fate[0] for fate in fates(planned(desk, id))] == ["recording_lost"] * 2

    def test_two_of_the_same_sitting_are_both_cut(self, desk: Desk) -> None:
        id = told(desk, wav(data=sound(13), rate=RATE), wav(data=sound(14), rate=RATE))
        sealed(desk, id)
        assert [len(r.silent) for r in recordings(desk, id)] == [1, 1]
        assert b"nightjar" not in everything(desk)

    def test_the_whole_interview_takes_every_recording(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id, Whole())
        assert recordings(desk, id) == []
        assert LOUD.lower() not in everything(desk)
        assert_sound(desk)

    def test_another_sitting_s_recording_stays(self, desk: Desk) -> None:
        adopt(desk)
        other = replace(document(), incoming=Incoming("two.vtt", b"two"))
        id = take_in(
            desk.archive,
            desk.actor,
            [
                document(),
                Incoming("talk.wav", wav(data=sound(), rate=RATE)),
                other,
                Incoming("two.wav", wav(2)),
            ],
        ).id
        sealed(desk, id, OneTurn("2"))
        first, second = recordings(desk, id)
        assert first.silent
        assert not second.silent
        assert played(desk, id, second) == wav(2)


class TestRelease:
    def test_brings_the_original_back_as_it_was(self, desk: Desk) -> None:
        id = told(desk)
        (before,) = recordings(desk, id)
        sealed(desk, id)
        (group,) = groups(desk)
        done = release(desk.archive, desk.actor, release_file(desk, group.id))
        assert done.originals_back
        (after,) = recordings(desk, id)
        assert replace(after, original=before.original) == before
        assert played(desk, id, after) == wav(data=sound(), rate=RATE)
        assert every(desk, SealedRecording) == []
        assert_sound(desk)

    def test_brings_back_what_was_away_whole(self, desk: Desk) -> None:
        id = told(desk)
        sealed(desk, id, Whole())
        (group,) = groups(desk)
        release(desk.archive, desk.actor, release_file(desk, group.id))
        (after,) = recordings(desk, id)
        assert played(desk, id, after) == wav(data=sound(), rate=RATE)
        assert_sound(desk)

    @pytest.mark.parametrize("first", [0, 1])
    def test_waits_until_every_group_is_open(self, desk: Desk, first: int) -> None:
        id = told(desk)
        sealed(desk, id)
        sealed(desk, id, OneTurn("4"), until="narrator_agrees")
        (both,) = recordings(desk, id)
        assert len(both.silent) == 2
        assert len(every(desk, SealedRecording)) == 2
        made = groups(desk)
        release(desk.archive, desk.actor, release_file(desk, made[first].id))
        assert recordings(desk, id) == [both]
        assert b"nightjar beside" not in everything(desk)
        for _ in range(2):  # a group that was opened first is asked once more
            for group in made:
                if every(desk, Evidence):
                    with suppress(WhensafeError):  # nothing of this group can come off now
                        release(desk.archive, desk.actor, release_file(desk, group.id))
        (after,) = recordings(desk, id)
        assert played(desk, id, after) == wav(data=sound(), rate=RATE)
        assert every(desk, SealedRecording) == []
        assert_sound(desk)


def test_a_long_recording_is_sealed_in_bounded_memory(desk: Desk) -> None:
    in_memory = isinstance(desk.archive.store, MemoryStore)  # which holds everything, whatever an act does
    size = 1_000_044 if in_memory else 64_000_044
    id = told(desk, Recorded("talk.wav", Tape(size), "audio/wav", size // 16))
    tracemalloc.start()
    try:
        sealed(desk, id)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    (now,) = recordings(desk, id)
    assert (now.original.size, len(now.silent)) == (size, 1)
    assert in_memory or peak < 24_000_000
