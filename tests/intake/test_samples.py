"""Real interviews that lie beside the project give the facts that were read from them by eye."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from whensafe.intake.read import read
from whensafe.nouns.reading import Reading

BESIDE = Path(os.environ.get("WHENSAFE_SAMPLES", Path(__file__).parents[3] / "shared" / "samples"))
pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not BESIDE.is_dir(), reason="the real samples don't lie beside the project"),
]


def reading(name: str) -> Reading:
    return read((BESIDE / name).read_bytes(), name)


def people(of: Reading, role: str) -> list[str | None]:
    return sorted(p.name or "" for p in of.participants if p.role == role)


def turns_by_speaker(of: Reading) -> Counter[str | None]:
    return Counter(None if t.speaker is None else of.participants[t.speaker].name for t in of.turns)


def test_a_markdown_capture_of_a_republished_interview() -> None:
    gold = json.loads((BESIDE / "essf-dutov-interview.gold.json").read_text(encoding="utf-8"))
    found = reading("essf-dutov-interview.txt")
    for key in ("title", "published", "first_published", "language", "republisher", "basis"):
        assert getattr(found, key) == gold[key]
    assert found.interviewed is None
    assert found.standfirst is not None
    assert found.standfirst.startswith(gold["standfirst_begins"])
    assert list(found.section) == gold["section"]
    assert [{"name": p.name, "role": p.role} for p in found.participants] == gold["participants"]
    assert Counter(t.role.value for t in found.turns) == gold["turns"]
    assert found.source.name == gold["source"]["name"]
    assert found.source.url is not None
    assert gold["source"]["host"] in found.source.url
    assert "utm_" not in found.source.url
    for words in gold["boilerplate"]:
        assert any(words in dropped for dropped in found.dropped)
        assert not any(words in turn.text for turn in found.turns)
    assert gold["subtitle"] in found.dropped
    assert found.questions == ()
    assert not any(turn.text.startswith("—") or "*" in turn.text for turn in found.turns)


@pytest.mark.parametrize(
    ("name", "title", "narrators", "interviewers", "interviewed"),
    [
        (
            "14-slavery-fountain-hughes.html",
            "Interview with Fountain Hughes",
            ["Fountain Hughes"],
            ["Hermond Norwood"],
            "1949-06-11",
        ),
        (
            "15-slavery-isom-moseley.html",
            "Interview with Isom Moseley",
            ["Isom Moseley"],
            ["Robert Sonkin"],
            "1941",
        ),
        (
            "16-slavery-joe-mcdonald.html",
            "Interview with Joe McDonald and Unidentified Woman",
            ["Joe McDonald", "Unidentified Woman"],
            ["John A. Lomax", "Ruby T. Lomax"],
            "1940",
        ),
    ],
)
def test_a_page_of_a_recording(
    name: str, title: str, narrators: list[str], interviewers: list[str], interviewed: str
) -> None:
    found = reading(name)
    assert found.title == title
    assert people(found, "narrator") == narrators
    assert people(found, "interviewer") == interviewers
    assert len(found.participants) == len(narrators) + len(interviewers)
    assert found.interviewed == interviewed
    assert found.published is None
    assert found.first_published is None
    assert found.language == "en"
    assert {turn.language for turn in found.turns} == {"en"}
    assert not any("END OF" in turn.text for turn in found.turns)


def test_labelled_turns_are_counted_one_by_one() -> None:
    assert turns_by_speaker(reading("15-slavery-isom-moseley.html")) == {
        "Isom Moseley": 17,
        "Robert Sonkin": 15,
    }


def test_a_paragraph_without_a_label_goes_on_with_its_speaker() -> None:
    found = reading("14-slavery-fountain-hughes.html")
    assert any(turn.text.endswith("My grandfather belong to\nThomas Jefferson.") for turn in found.turns)
    assert len(found.turns) == 75


def test_a_joint_label_is_a_question_and_makes_nobody_up() -> None:
    found = reading("16-slavery-joe-mcdonald.html")
    assert found.turns[1].speaker is None
    assert found.turns[1].role == "interviewer"
    assert {question.code for question in found.questions} == {"joint_speaker", "unnamed_speaker"}
