"""The readers' figures on the gate's corpus never fall, and the corpus itself is in order."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.gate.scoring import (
    DOCUMENTS,
    HALVES,
    HERE,
    KINDS,
    Score,
    Tally,
    bare,
    corpus_digest,
    gold_of,
    names,
    score_of,
    source_of,
    totals,
)
from tests.gate.script import scripts

from whensafe.nouns.interview import Basis, Role, SourceRef, TranscriptKind
from whensafe.nouns.reading import Reading, ReadPerson, ReadTurn
from whensafe.nouns.said import said_date
from whensafe.nouns.text import Language

FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))
EVERY = sorted(name for half in HALVES for name in names(half))
LANGUAGES = ("ar", "ca", "de", "en", "es", "fr", "pl", "ru", "uk")
TEXT = {".txt", ".html", ".md", ".srt", ".vtt", ".otr", ".csv"}


@cache
def measured(half: str) -> dict[str, Tally]:
    return totals(half)


@pytest.mark.parametrize("kind", [*KINDS, "total"])
@pytest.mark.parametrize("half", HALVES)
def test_no_figure_falls(half: str, kind: str) -> None:
    precision, recall = FLOORS[half][kind]
    tally = measured(half)[kind]
    assert tally.precision >= precision
    assert tally.recall >= recall


def test_the_floors_are_of_this_corpus() -> None:
    assert FLOORS["corpus"] == corpus_digest(), "run `python -m tests.gate --pin`, and say why"


# The corpus


def test_it_is_large_and_in_every_language() -> None:
    assert len(EVERY) >= 120
    count = Counter(name.split("-")[0] for name in EVERY)
    assert set(count) == set(LANGUAGES)
    assert min(count.values()) >= 12


def test_every_document_is_in_one_half_and_has_script_and_record() -> None:
    assert len(EVERY) == len(set(EVERY))
    assert {path.name.removesuffix(".gold.json") for path in DOCUMENTS.glob("*.gold.json")} == set(EVERY)
    assert {script.name for script in scripts()} == set(EVERY)
    assert len(list(DOCUMENTS.iterdir())) == 2 * len(EVERY)


def test_a_third_of_every_language_is_kept_aside() -> None:
    aside = Counter(name.split("-")[0] for name in names("kept_aside"))
    every = Counter(name.split("-")[0] for name in EVERY)
    for language in LANGUAGES:
        assert 0.28 <= aside[language] / every[language] <= 0.4
    kinds = {source_of(name).suffix for name in names("kept_aside")}
    assert kinds >= {".html", ".txt", ".docx", ".vtt", ".srt"}


@pytest.mark.parametrize("name", EVERY)
def test_a_record_keeps_to_its_format(name: str) -> None:
    gold = gold_of(name)
    for kind in ("published", "first_published", "interviewed"):
        assert gold[kind] is None or said_date(gold[kind]) == gold[kind]
    listed = {(person["name"], person["role"]) for person in gold["participants"]}
    assert {role for _, role in listed} <= {role.value for role in Role}
    for turn in gold["turns"] or []:
        assert turn["speaker"] in {None, "*"} or (turn["speaker"], turn["role"]) in listed
        assert bare(turn["begins"]) or bare(turn["ends"]) or "[" in turn["begins"]
    assert set(gold.get("open", {})) <= {"published", "first_published", "interviewed"}
    assert source_of(name).stat().st_size < 60_000


@pytest.mark.parametrize("name", [name for name in EVERY if source_of(name).suffix in TEXT])
def test_what_a_record_quotes_is_in_its_document(name: str) -> None:
    text = _text(source_of(name))
    gold = gold_of(name)
    for words in (gold["title"] or "", *gold["boilerplate"]):
        assert _letters(words) in text, words
    for person in gold["participants"]:
        written = [name for name in (person["name"], *person.get("also", [])) if name]
        assert not written or any(_letters(name) in text for name in written), written
    at = 0
    for turn in gold["turns"] or []:
        found = text.find(_letters(turn["begins"].split()[0]), at)
        assert found >= 0, turn["begins"]
        at = found


def _text(path: Path) -> str:
    import html
    import re

    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("windows-1251")
    text = re.sub(
        r"<v(?:\.[\w.]+)? ([^>]*)>", r" \1 ", html.unescape(html.unescape(text).replace("\\n", " "))
    )
    return _letters(re.sub(r"<[^>]*>", " ", text))


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def test_text_documents_come_of_their_scripts(tmp_path: Path) -> None:
    from tests.gate.making import document, record

    for script in scripts():
        if script.kind != "pdf":
            data, furniture = document(script)
            assert data == (DOCUMENTS / f"{script.name}.{script.kind}").read_bytes(), script.name
            assert record(script, furniture) == gold_of(script.name), script.name


# The scorer


def _gold(**more: Any) -> dict[str, Any]:
    turn = {"role": "narrator", "speaker": "Ada Ash", "begins": "I came by the", "ends": "by the back door."}
    none = ("title", "published", "first_published", "interviewed", "republisher")
    plain: dict[str, Any] = dict.fromkeys(none)
    return {
        **plain,
        "language": "en",
        "participants": [{"name": "Ada Ash", "role": "narrator"}],
        "source": {"name": None, "url": None},
        "turns": [turn],
        "said": ["by the back"],
        "boilerplate": ["Sign up for our letter"],
        "questions": {"must_ask": [], "may_ask": []},
        **more,
    }


def _reading(text: str, **more: Any) -> Reading:
    facts: dict[str, Any] = {
        "family": "plain",
        "media_type": "text/plain",
        "language": Language("en"),
        "kind": TranscriptKind.VERBATIM,
        "source": SourceRef(None, None),
        "basis": Basis.OWN,
        "participants": (ReadPerson("Ada Ash", Role.NARRATOR),),
        "turns": (ReadTurn(Role.NARRATOR, 0, Language("en"), text),),
        **dict.fromkeys(("section", "dropped", "questions"), ()),
    }
    for key in ("title", "standfirst", "published", "first_published", "interviewed", "republisher"):
        facts[key] = None
    return Reading(**{**facts, **more})


def _failed(score: Score) -> set[str]:
    return {line.split(":")[0] for line in score.failures}


def test_a_reading_that_says_the_same_has_no_failures() -> None:
    score = score_of(_gold(), _reading("I came by the back door."))
    assert score.failures == []
    assert score.total.precision == score.total.recall == 1


def test_words_that_are_not_the_turns_own_are_seen() -> None:
    score = score_of(_gold(), _reading("I came by the back door. Sign up for our letter"))
    assert _failed(score) == {"turns", "boilerplate"}


def test_a_fact_that_nobody_stated_is_wrong_and_weighs_double() -> None:
    score = score_of(_gold(), _reading("I came by the back door.", published=said_date("2020-01-02")))
    assert _failed(score) == {"published"}
    assert score.total.precision == score.total.right / (score.total.right + 2)
    assert score.total.recall == 1


def test_where_the_document_leaves_it_open_only_the_question_is_right() -> None:
    from whensafe.nouns.interview import Question

    gold = _gold(open={"interviewed": "ambiguous_date"})
    asked = Question("ambiguous_date", "Which day?")
    said = "I came by the back door."
    assert score_of(gold, _reading(said, questions=(asked,))).failures == []
    assert _failed(score_of(gold, _reading(said))) == {"interviewed"}
    guessed = _reading(said, interviewed=said_date("2021-04-03"), questions=(asked,))
    assert score_of(gold, guessed).tallies["interviewed"].wrong == 1


def test_a_needless_question_is_wrong() -> None:
    from whensafe.nouns.interview import Question

    score = score_of(_gold(), _reading("I came by the back door.", questions=(Question("who_asks", "Who?"),)))
    assert _failed(score) == {"questions"}


def test_of_the_half_kept_aside_only_sums_are_printed() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "tests.gate", "--half", "kept_aside"],
        cwd=HERE.parents[1], capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "total" in shown
    assert not any(name in shown for name in EVERY)
