"""No text is missing in Ukrainian, no code is without its words, and the guide says what the pages say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.translation import override
from tests.web.conftest import House

from whensafe.desk import duplicates, given_asked, merge_interview
from whensafe.intake.turns.questions import TEXTS
from whensafe.nouns.interview import Basis, Question, Role
from whensafe.web import words

ROOT = Path(__file__).parents[2]


def test_every_text_is_there_in_every_language() -> None:
    command = [sys.executable, str(ROOT / "tools/messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "code",
    sorted(
        {
            *TEXTS,
            *duplicates.LIKENESS,
            *given_asked.CODES,
            merge_interview.DIFFERS,
            "ambiguous_date",
            "two_dates",
            "unreadable",
        }
    ),
)
def test_every_question_is_asked_in_ukrainian(house: House, code: str) -> None:
    with override("uk"):
        text, language = words.question(Question(code, "in English"))
    assert language is None, f"no Ukrainian words for {code}"
    assert re.search("[а-яіїєґ]", text)


def test_an_unknown_question_is_shown_as_english(house: House) -> None:
    with override("uk"):
        assert words.question(Question("new", "What now?")) == ("What now?", "en")


def test_every_role_and_basis_has_a_name(house: House) -> None:
    with override("uk"):
        assert all(re.search("[а-я]", words.role(role)) for role in Role)
        assert all(re.search("[а-я]", words.basis(basis)) for basis in Basis)


def test_every_act_of_the_desk_has_a_name() -> None:
    source = "".join(path.read_text() for path in (ROOT / "src/whensafe/desk").glob("*.py"))
    acts = set(re.findall(r'acting\(\s*\w+,\s*\w+,\s*"(\w+)"', source))
    assert acts
    assert acts - set(words.ACTS) == set()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_guide_names_buttons_as_the_pages_do(house: House, language: str) -> None:
    """Whatever is bold in the guide stands on a page, word for word; "…" stands for a number."""
    from babel.messages.pofile import read_po

    with (ROOT / "src/whensafe/web/locale/uk/LC_MESSAGES/django.po").open("rb") as handle:
        catalog = read_po(handle, locale="uk")
    texts = [str(m.id if language == "en" else m.string) for m in catalog if isinstance(m.id, str) and m.id]
    shown = {re.sub(r"%\(\w+\)s", "…", text) for text in texts} | {"Українська", "English"}
    guide = (ROOT / f"docs/guide/{language}.md").read_text(encoding="utf-8")
    bold = {" ".join(text.split()) for text in re.findall(r"\*\*([^*]+)\*\*", guide)}
    assert len(bold) > 12
    assert sorted(bold - shown) == []


def test_the_guides_pictures_are_there_and_small() -> None:
    for guide in (ROOT / "docs/guide").glob("*.md"):
        for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", guide.read_text(encoding="utf-8")):
            path = (guide.parent / picture).resolve()
            assert path.stat().st_size <= 200_000, path
