"""Every language says everything, keeps to the words of the house, adds nothing to a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest
from tests.house.test_structure import NEVER

from whensafe.editions.phrases import LANGUAGES, phrases
from whensafe.editions.wording import date_in, language_in
from whensafe.nouns.edition import Ground, Loss, Part
from whensafe.nouns.text import Language

PLACES = re.compile(r"\{[a-z]*\}")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_leaves_nothing_unsaid(tag: Language) -> None:
    w, english = phrases(tag), phrases(Language("en"))
    assert (set(w.grounds), set(w.parts), set(w.losses)) == (set(Ground), set(Part), set(Loss))
    for field in fields(w):
        ours, theirs = getattr(w, field.name), getattr(english, field.name)
        holes = [sorted(PLACES.findall(text)) for text in strings(ours)]
        assert holes == [sorted(PLACES.findall(text)) for text in strings(theirs)], field.name
        assert all(text.strip() for text in strings(ours)) or field.name == "attribution"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_pages_keep_to_the_words(tag: Language) -> None:
    for field in fields(phrases(tag)):
        for text in strings(getattr(phrases(tag), field.name)):
            assert NEVER.search(text) is None, text


@pytest.mark.parametrize(
    ("date", "tag", "said"),
    [
        ("2025-03-14", "en", "14 March 2025"),
        ("2025-03", "en", "March 2025"),
        ("2025", "en", "2025"),
        ("2025-03-14", "uk", "14 березня 2025 року"),
        ("2025-03", "uk", "березень 2025 року"),
        ("2025-03-14", "ar", "14 مارس 2025"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(date: str, tag: str, said: str) -> None:
    assert date_in(date, Language(tag)) == said


def test_a_language_is_named_in_the_page_s_own() -> None:
    assert language_in(Language("uk"), Language("en")) == "Ukrainian"
    assert language_in(Language("ar"), Language("uk")) == "арабська"
    assert language_in(Language("x-none"), Language("en")) == "x-none"
