"""Whoever is restricted isn't named as a narrator either: the name would stand beside its code."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.protection.some_world import (
    ACTOR,
    ID,
    KOVAL,
    PUBLIC,
    TELLS,
    consent,
    interview,
    person,
    rule,
    somebody,
    told,
    turn,
    words,
    world,
)

from whensafe.nouns.condition import PersonId
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.interview import Interview, Participant, Role, SourceRef
from whensafe.nouns.restriction import Scope, ScopeKind
from whensafe.protection.why import why
from whensafe.protection.world import World

OWN = {f"{ID}/{TELLS}": "Q7W"}
CODES = {KOVAL: "R4K", **OWN}


def by(name: str, text: str) -> Interview:
    source = SourceRef("Криницький вісник", "https://paper.example/skrypnyk")
    narrator = Participant(TELLS, name, Role.NARRATOR)
    return replace(interview(turn(2, text)), participants=(narrator,), source=source)


def cleared(item: Interview, known: World) -> ClearedInterview:
    found = told(item, known)
    assert found is not None
    return found


@pytest.mark.parametrize("agreed", list(Attribution))
@pytest.mark.parametrize("name", ["Ігор Скрипник", "Скрипник Ігор", "Ігоря Скрипника", "ІГОР СКРИПНИК"])
def test_a_narrator_called_like_somebody_restricted_is_told_by_their_code(
    name: str, agreed: Attribution
) -> None:
    item = by(name, f"Я {name}, а Скрипника шукали.")
    known = world(
        somebody(),
        people=(person("Ігор Скрипник"),),
        pseudonyms=CODES,
        consents=(consent(attribution=agreed),),
    )
    found = cleared(item, known)
    called = None if agreed is Attribution.NONE else "R4K"
    assert (found.narrators[0].display, found.turns[0].speaker_display) == (called, called)
    assert words(found) == "Я [R4K], а [R4K] шукали."
    assert found.source == SourceRef(None, None)
    assert not why(ACTOR, KOVAL, PUBLIC, item, known).allowed


def test_without_a_code_such_a_narrator_is_not_named() -> None:
    known = world(somebody(), people=(person("Ігор Скрипник"),))
    found = cleared(by("Ігор Скрипник", "Я Ігор Скрипник."), known)
    assert (found.narrators[0].display, words(found)) == (None, "Я ▢.")


@pytest.mark.parametrize("name", ["Марія Коваль", "Марії Коваль", "Марія Коваль-Гай", "М. Коваль"])
@pytest.mark.parametrize(("codes", "called"), [(OWN, "Q7W"), ({}, None)])
def test_a_narrator_whose_name_holds_restricted_words_has_a_code_of_their_own_or_none(
    name: str, codes: dict[str, str], called: str | None
) -> None:
    rules = rule(Scope(ScopeKind.WORDS, words=("Коваль",)))
    found = cleared(by(name, f"Я {name}."), world(rules, pseudonyms=codes))
    assert found.narrators[0].display == called
    assert "Коваль" not in repr(found)


def test_a_relative_of_somebody_restricted_is_not_told_by_that_persons_code() -> None:
    known = world(somebody(), people=(person("Ігор Скрипник"),), pseudonyms=CODES)
    found = cleared(by("Ольга Скрипник", "Мене звуть Ольга."), known)
    assert found.narrators[0].display == "Q7W"
    assert "Скрипник" not in repr(found)


def test_what_is_said_of_a_narrator_in_the_register_agrees_with_what_is_shown() -> None:
    olha = replace(person("Ольга Вишня", id=PersonId("p:9999")), narrator_of=(ID,))
    item = by("Ольга Вишня", "Я Ольга Вишня.")
    plain, codes = world(people=(olha,)), {"p:9999": "Q7W"}
    assert why(ACTOR, "p:9999", PUBLIC, item, plain).allowed
    assert cleared(item, plain).narrators[0].display == "Ольга Вишня"
    hidden = world(rule(Scope(ScopeKind.WORDS, words=("Вишня",))), people=(olha,), pseudonyms=codes)
    assert not why(ACTOR, "p:9999", PUBLIC, item, hidden).allowed
    assert cleared(item, hidden).narrators[0].display == "Q7W"
