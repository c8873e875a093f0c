"""Recordings taken in: beside their transcript, before there is one, and read only in small pieces."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from tests.desk.conftest import Desk

from whensafe.desk.check import check
from whensafe.desk.keep import discard
from whensafe.desk.look import digest, original
from whensafe.desk.recordings import Recorded, heard, recognized
from whensafe.desk.show_json import as_json
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.errors import BadInput, NotFound, NotPermitted
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview

WORDS = b"# The mill\nQ: Where were you?\nA: At the mill.\n"


def wav(seconds: float = 1.0, *, rate: int = 8000, data: bytes | None = None) -> bytes:
    """A tone in PCM, 16 bits, one channel."""
    body = (
        data
        if data is not None
        else b"".join(struct.pack("<h", (n * 997) % 16001 - 8000) for n in range(int(rate * seconds)))
    )
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(body))
        + b"WAVE"
        + head
        + b"data"
        + struct.pack("<I", len(body))
        + body
    )


def take(desk: Desk, *files: tuple[str, bytes] | Recorded) -> Interview:
    given = [file if isinstance(file, Recorded) else Incoming(*file) for file in files]
    return desk.show(take_in(desk.archive, desk.actor, given).id)


def add(desk: Desk, id: InterviewId, *files: tuple[str, bytes], **options: str) -> Interview:
    add_to(desk.archive, desk.actor, id, [Incoming(*file) for file in files], **options)  # type: ignore[arg-type]
    return desk.show(id)


def shape(interview: Interview) -> list[tuple[list[str], list[str], int]]:
    """Of each session its documents, recordings and transcripts."""
    return [
        ([o.name for o in s.originals], [r.original.name for r in s.recordings], len(s.transcripts))
        for s in interview.sessions
    ]


def codes(interview: Interview) -> list[str]:
    return [question.code for question in interview.questions]


class TestTakingIn:
    def test_alone_it_is_an_interview_that_says_it_has_no_words_yet(self, desk: Desk) -> None:
        interview = take(desk, ("talk.txt", wav(1.5)))  # told by content, not by name
        assert shape(interview) == [([], ["talk.txt"], 0)]
        (recording,) = interview.sessions[0].recordings
        assert (recording.original.media_type, recording.duration_ms) == ("audio/wav", 1500)
        assert codes(interview) == ["unwritten_recording"]
        assert interview.transcript is None
        assert check(desk.archive, desk.actor).ok

    @pytest.mark.parametrize(
        ("recording", "document"),
        [("talk.mp3", "talk.vtt"), ("Talk.wav", "talk.en.txt"), ("audio 1.wav", "story.docx")],
    )
    def test_with_its_transcript_it_is_one_session(self, desk: Desk, recording: str, document: str) -> None:
        interview = take(desk, (recording, wav()), (document, WORDS))
        assert shape(interview) == [([document], [recording], 1)]
        assert codes(interview) == []
        assert interview.title == "The mill"

    def test_several_go_each_with_its_own(self, desk: Desk) -> None:
        interview = take(
            desk, ("2.wav", wav(2)), ("1.txt", WORDS), ("1.wav", wav(1)), ("2.txt", WORDS), ("3.wav", wav(3))
        )
        assert shape(interview) == [(["1.txt"], ["1.wav"], 1), (["2.txt"], ["2.wav"], 1), ([], ["3.wav"], 0)]

    def test_the_bytes_are_kept_as_received_and_told_with_their_digest(self, desk: Desk) -> None:
        interview = take(desk, ("talk.wav", wav()))
        told = as_json(interview, lambda file: digest(desk.archive, desk.actor, interview.id, file))
        (recording,) = told["sessions"][0]["recordings"]
        assert recording["bytes"] == len(wav())
        assert recording["duration_ms"] == 1000
        assert recording["silent"] == []
        kept = interview.sessions[0].recordings[0].original
        _, chunks = original(desk.archive, desk.actor, TEAM, interview.id, kept.blob)
        assert b"".join(chunks) == wav()

    def test_the_same_again_is_not_stored_twice_when_not_wanted(self, desk: Desk) -> None:
        first = take(desk, ("a.wav", wav()), ("a.txt", WORDS))
        files = [Incoming("b.wav", wav()), Incoming("b.txt", WORDS)]
        again = take_in(desk.archive, desk.actor, files, again=False)
        assert again.id == again.duplicate_of == first.id
        other = take_in(
            desk.archive, desk.actor, [files[0], Incoming("c.txt", b"Q: Who?\nA: I.\n")], again=False
        )
        assert other.duplicate_of == first.id != other.id

    def test_a_discarded_draft_leaves_nothing_of_it(self, desk: Desk) -> None:
        draft = take_in(desk.archive, desk.actor, [Incoming("a.wav", wav())], keep=False)
        discard(desk.archive, desk.actor, draft.id)
        with desk.archive.store.read() as unit:
            assert list(unit.blobs.refs()) == []


class TestAddingTo:
    def test_the_transcript_comes_later(self, desk: Desk) -> None:
        interview = add(desk, take(desk, ("talk.wav", wav())).id, ("anything.txt", WORDS))
        assert shape(interview) == [(["anything.txt"], ["talk.wav"], 1)]
        assert codes(interview) == []
        assert interview.title == "The mill"

    def test_the_recording_comes_later(self, desk: Desk) -> None:
        interview = add(desk, take(desk, ("talk.txt", WORDS)).id, ("sound.wav", wav()))
        assert shape(interview) == [(["talk.txt"], ["sound.wav"], 1)]

    def test_of_several_sessions_the_name_says_which(self, desk: Desk) -> None:
        interview = take(desk, ("1.txt", WORDS), ("2.txt", WORDS))
        interview = add(desk, interview.id, ("2.wav", wav()))
        assert shape(interview) == [(["1.txt"], [], 1), (["2.txt"], ["2.wav"], 1)]
        assert shape(add(desk, interview.id, ("other.wav", wav(2))))[0] == (["1.txt"], ["other.wav"], 1)

    def test_a_further_session_brings_both(self, desk: Desk) -> None:
        interview = take(desk, ("1.wav", wav()), ("1.txt", WORDS))
        assert shape(add(desk, interview.id, ("2.wav", wav(2)), ("2.txt", WORDS))) == [
            (["1.txt"], ["1.wav"], 1),
            (["2.txt"], ["2.wav"], 1),
        ]

    def test_it_is_a_session_or_an_exhibit_when_it_is_said_to_be(self, desk: Desk) -> None:
        id = take(desk, ("1.txt", WORDS)).id
        interview = add(desk, id, ("door.wav", wav()), kind="exhibit", note="from a neighbour")
        assert [e.original.media_type.partition("/")[0] for e in interview.exhibits] == ["audio"]
        assert interview.exhibits[0].chain_of_custody[0].note == "from a neighbour"
        assert shape(add(desk, id, ("more.wav", wav(2)), kind="session"))[1] == ([], ["more.wav"], 0)

    def test_it_is_no_translation(self, desk: Desk) -> None:
        id = take(desk, ("1.txt", WORDS)).id
        with pytest.raises(BadInput):
            add(desk, id, ("uk.wav", wav()), kind="translation")


class TestListening:
    def test_a_stretch_is_those_bytes(self, desk: Desk) -> None:
        data = wav(20)
        interview = take(desk, ("talk.wav", data))
        (recording,) = interview.sessions[0].recordings
        for start, stop in [
            (0, None),
            (0, 1),
            (65_530, 65_550),
            (131_072, 200_000),
            (len(data) - 3, len(data) + 9),
        ]:
            found = heard(desk.archive, desk.actor, TEAM, interview.id, recording.id, (start, stop))
            assert b"".join(found.chunks) == data[start:stop]
            assert (found.start, found.stop) == (start, min(stop or len(data), len(data)))

    def test_nobody_but_the_team_hears_it(self, desk: Desk) -> None:
        interview = take(desk, ("talk.wav", wav()))
        (recording,) = interview.sessions[0].recordings
        for audience in ("public", "narrator", "partner:x"):
            with pytest.raises(NotPermitted):
                heard(desk.archive, desk.actor, Audience(audience), interview.id, recording.id)
        with pytest.raises(NotPermitted):
            heard(desk.archive, None, TEAM, interview.id, recording.id)

    def test_what_is_not_there_is_not_found(self, desk: Desk) -> None:
        interview = take(desk, ("talk.wav", wav()))
        (recording,) = interview.sessions[0].recordings
        with pytest.raises(NotFound):
            heard(desk.archive, desk.actor, TEAM, interview.id, "nothing")
        with pytest.raises(NotFound):
            heard(desk.archive, desk.actor, TEAM, InterviewId("0" * 10), recording.id)

    def test_a_stretch_may_count_from_the_end_and_ends_there(self, desk: Desk) -> None:
        interview = take(desk, ("talk.wav", wav()))
        (recording,) = interview.sessions[0].recordings
        size = len(wav())
        for span, expected in [
            ((-10, None), (size - 10, size)),
            ((-9999999, 5), (0, 5)),
            ((size, None), (size, size)),
        ]:
            found = heard(desk.archive, desk.actor, TEAM, interview.id, recording.id, span)
            assert (found.start, found.stop) == expected
            assert b"".join(found.chunks) == wav()[slice(*expected)]


@dataclass
class Tape:
    """A recording that is made while it is read, of any length; it counts what is asked of it."""

    size: int
    lies: int = 0
    at_once: list[int] = field(default_factory=list)

    def read_at(self, at: int, n: int) -> bytes:
        self.at_once.append(n)
        head = wav(data=b"")[:40] + struct.pack("<I", self.size - 44)
        return (head + bytes(n))[at : at + n] if at < 44 else bytes(min(n, self.size - at))

    def chunks(self) -> Iterator[bytes]:
        yield self.read_at(0, 44)
        left = self.size - 44 - self.lies
        while left:
            piece = min(left, 1 << 20)
            yield bytes(piece)
            left -= piece


def test_a_recording_of_any_size_is_read_in_small_pieces(desk: Desk) -> None:
    tape = Tape(48_000_044)
    recorded = recognized("long.wav", tape)
    assert recorded is not None
    assert sum(tape.at_once) < 100_000
    interview = take(desk, recorded)
    (recording,) = interview.sessions[0].recordings
    assert recording.duration_ms == 3_000_000
    assert recording.original.size == tape.size


def test_a_file_that_changes_while_it_is_read_is_refused(desk: Desk) -> None:
    recorded = recognized("long.wav", Tape(100_044, lies=5))
    assert recorded is not None
    with pytest.raises(BadInput):
        take(desk, recorded)
    with desk.archive.store.read() as unit:
        assert list(unit.interviews.ids()) == []
        assert list(unit.blobs.refs()) == []
