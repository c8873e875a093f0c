"""Having a recording written down: what a listener gives is read, marked and asked about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import unchanged
from tests.desk.test_recordings import WORDS, add, codes, shape, take, wav

from whensafe.desk.check import check
from whensafe.desk.consent import Answer, consent
from whensafe.desk.history import history
from whensafe.desk.transcribe import transcribe
from whensafe.errors import BadInput, NotFound, Refused
from whensafe.intake.read import read
from whensafe.nouns.consent import Said, Use
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import MarkKind
from whensafe.nouns.reading import Reading

SAID = {
    "language": "en",
    "segments": [
        {"start": 0.0, "end": 1.5, "text": " They counted us at dawn.", "words": [
            {"word": " They", "start": 0.0, "end": 0.2, "probability": 0.99},
            {"word": " counted", "start": 0.2, "end": 0.6, "probability": 0.31},
        ]},
        {"start": 1.5, "end": 2.0, "text": " Nobody slept.", "words": []},
    ],
}  # fmt: skip


@dataclass
class Ear:
    """A listener that says what it was given to say, and remembers what it heard."""

    said: object = field(default_factory=lambda: SAID)
    heard: bytes = b""
    meanwhile: Callable[[], object] = lambda: None

    def listen(self, size: int, sound: Iterator[bytes], progress: Callable[[int], None]) -> bytes:
        self.heard = b"".join(sound)
        assert len(self.heard) == size
        progress(2)
        self.meanwhile()
        return json.dumps(self.said).encode()


class OwnReader:
    """Intake itself, in this process."""

    def read(self, data: bytes, name: str) -> Reading:
        return read(data, name)

    def unpack(self, data: bytes, name: str) -> None:
        return None


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, archive=replace(desk.archive, reader=OwnReader()))


def agreed(desk: Desk, id: InterviewId, said: Said = Said.AGREED) -> InterviewId:
    consent(desk.archive, desk.actor, id, Answer(Use.MACHINE, "narrator", said=said))
    return id


def recorded(desk: Desk) -> InterviewId:
    return agreed(desk, take(desk, ("talk.wav", wav(2))).id)


def test_the_words_stand_beside_the_recording_marked_as_a_machine_s(desk: Desk) -> None:
    id, ear, seen = recorded(desk), Ear(), []
    taken = transcribe(desk.archive, desk.actor, id, ear, progress=lambda *told: seen.append(told))
    interview = desk.show(id)
    assert ear.heard == wav(2)
    assert seen == [("listening", 2)]
    assert shape(interview) == [(["talk.json"], ["talk.wav"], 1)]
    assert interview.transcript is not None
    turns = interview.transcript.turns
    assert " ".join(turn.text for turn in turns) == "They counted us at dawn. Nobody slept."
    assert turns[0].start_ms == 0
    assert turns[-1].end_ms == 2000
    assert any(m.kind is MarkKind.MARKUP and m.verbatim == "{0.31}" for turn in turns for m in turn.marks)
    assert "machine_made" in codes(interview)
    assert "unwritten_recording" not in codes(interview)
    assert [q.code for q in taken.questions] == codes(interview)
    assert history(desk.archive, desk.actor).lines[0].entry.act == "transcribe"
    assert check(desk.archive, desk.actor).ok


def test_only_where_somebody_agreed_to_machines(desk: Desk) -> None:
    id, ear = take(desk, ("talk.wav", wav())).id, Ear()
    with unchanged(desk), pytest.raises(Refused, match="agreed"):
        transcribe(desk.archive, desk.actor, id, ear)
    agreed(desk, id, Said.REFUSED)
    with pytest.raises(Refused, match="agreed"):
        transcribe(desk.archive, desk.actor, id, ear)
    assert ear.heard == b""


def test_what_was_taken_back_meanwhile_is_not_written(desk: Desk) -> None:
    id = recorded(desk)
    ear = Ear(meanwhile=lambda: agreed(desk, id, Said.REFUSED))
    with pytest.raises(Refused, match="agreed"):
        transcribe(desk.archive, desk.actor, id, ear)
    assert desk.show(id).transcript is None


def test_words_that_came_meanwhile_stay(desk: Desk) -> None:
    id = recorded(desk)
    ear = Ear(meanwhile=lambda: add(desk, id, ("talk.txt", WORDS)))
    with pytest.raises(Refused, match="transcript"):
        transcribe(desk.archive, desk.actor, id, ear)
    assert shape(desk.show(id)) == [(["talk.txt"], ["talk.wav"], 1)]


def test_a_recording_with_words_is_not_written_down_again(desk: Desk) -> None:
    id = agreed(desk, take(desk, ("talk.wav", wav()), ("talk.txt", WORDS)).id)
    with pytest.raises(Refused, match="transcript"):
        transcribe(desk.archive, desk.actor, id, Ear())


def test_of_several_somebody_says_which(desk: Desk) -> None:
    interview = take(desk, ("1.wav", wav(1)), ("2.wav", wav(2)))
    agreed(desk, interview.id)
    second = interview.sessions[1].recordings[0]
    with pytest.raises(Refused, match="several"):
        transcribe(desk.archive, desk.actor, interview.id, Ear())
    with pytest.raises(NotFound):
        transcribe(desk.archive, desk.actor, interview.id, Ear(), recording="nothing")
    transcribe(desk.archive, desk.actor, interview.id, Ear(), recording=second.id)
    assert [len(s.transcripts) for s in desk.show(interview.id).sessions] == [0, 1]
    assert "unwritten_recording" in codes(desk.show(interview.id))


@pytest.mark.parametrize(
    "said", [{"segments": []}, {"segments": [{"start": 0, "end": 1, "text": " "}]}, "words"]
)
def test_a_listener_that_hears_nothing_leaves_everything_as_it_was(desk: Desk, said: object) -> None:
    id = recorded(desk)
    with unchanged(desk), pytest.raises(BadInput):
        transcribe(desk.archive, desk.actor, id, Ear(said))
