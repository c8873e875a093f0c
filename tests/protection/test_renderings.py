"""What is hidden in a turn is hidden in what renders it: nobody knows which words render which."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.protection.some_world import (
    FIRST,
    KOVAL,
    TRANSLATED,
    address,
    consent,
    interview,
    of_words,
    person,
    rule,
    somebody,
    told,
    turn,
    words,
    world,
)

from whensafe.nouns.edition import ClearedInterview, Ground
from whensafe.nouns.ids import TranscriptId
from whensafe.nouns.interview import Interview, Mark, MarkKind, Transcript, TranscriptKind, Turn
from whensafe.nouns.restriction import Restriction, Scope, ScopeKind
from whensafe.nouns.sealed import GroupId, Seal, SealId, SealScope
from whensafe.nouns.text import Language

SAID = turn(2, "Через яр утекли вночі, провів нас Кирило з хутора.")
RENDERED = turn(12, "Through the ravine we fled, Kyrylo from the farm led us.", "en", translates=address(2))
ASKED, ASKED_TOO = turn(1, "Як?"), turn(11, "How?", "en", translates=address(1))
BOTH = interview(ASKED, SAID, translation=(ASKED_TOO, RENDERED))


def answers(found: ClearedInterview | None) -> str:
    """What is told of the two turns that answer, the translation on a line of its own."""
    return "\n".join(words(found, n) for n in (2, 12))


def hiding(*quoted: tuple[Turn, str]) -> list[Restriction]:
    return [of_words(of, said, id=f"{n:012d}") for n, (of, said) in enumerate(quoted)]


def test_a_turn_with_a_hole_made_by_hand_still_owes_one_for_each_that_it_renders() -> None:
    first = hiding((SAID, "Через яр"), (RENDERED, "Through the ravine"))
    found = told(BOTH, world(*first))
    assert (
        answers(found)
        == "▢ утекли вночі, провів нас Кирило з хутора.\n▢ we fled, Kyrylo from the farm led us."
    )
    more = told(BOTH, world(*first, of_words(SAID, "Кирило з хутора", id="m" * 12)))
    assert answers(more) == "▢ утекли вночі, провів нас ▢.\n▢"


def test_what_is_hidden_in_a_translation_alone_is_hidden_in_what_it_renders() -> None:
    rules = hiding((SAID, "Через яр"), (RENDERED, "Through the ravine"), (RENDERED, "Kyrylo from the farm"))
    assert words(told(BOTH, world(*rules)), 2) == "▢"
    rules += [of_words(SAID, "Кирило з хутора", id="m" * 12)]
    assert answers(told(BOTH, world(*rules))) == "▢ утекли вночі, провів нас ▢.\n▢ we fled, ▢ led us."


@pytest.mark.parametrize("by_quotation", [False, True])
def test_of_a_turn_that_is_hidden_whole_a_hole_by_hand_leaves_nothing(*, by_quotation: bool) -> None:
    by_hand = of_words(RENDERED, "Through the ravine", id="h" * 12)
    whole = rule(Scope(ScopeKind.TURN, BOTH.id, SAID.address))
    if by_quotation:
        whole = of_words(SAID, SAID.text.rstrip("."))
    assert words(told(BOTH, world(by_hand, whole)), 12) == "▢"


def test_restricting_one_more_place_twice_is_one_thing() -> None:
    rules = hiding((SAID, "Через яр"), (SAID, "Через яр"), (SAID, "яр"), (RENDERED, "Through the ravine"))
    assert "Kyrylo from the farm led us" in words(told(BOTH, world(*rules)))


def test_two_turns_that_render_one_are_counted_together() -> None:
    halves = (
        turn(12, "Through the ravine we fled.", "en", translates=address(2)),
        turn(13, "Kyrylo from the farm led us.", "en", translates=address(2)),
    )
    rules = hiding((SAID, "Через яр"), (halves[0], "Through the ravine"), (halves[1], "Kyrylo from the farm"))
    assert words(told(interview(ASKED, SAID, translation=(ASKED_TOO, *halves)), world(*rules)), 2) == "▢"


def test_a_seal_of_some_words_that_took_the_rendering_whole_leaves_the_rest_told() -> None:
    id = SealId("s" * 12)
    seal = Seal(
        id, BOTH.id, GroupId("g"), SealScope.PASSAGE, False, Ground.LEGAL, "free(p:7k2m)", b"", b"",
        (SAID.address, RENDERED.address), (), "2026-03-01T12:00:00Z",
    )  # fmt: skip
    said = replace(SAID, text="\ufffc утекли вночі.", marks=(Mark(MarkKind.SEAL, 0, id),))
    rendered = replace(RENDERED, text="\ufffc", marks=(Mark(MarkKind.SEAL, 0, id),))
    found = told(interview(ASKED, said, translation=(ASKED_TOO, rendered)), world(seals=(seal,)))
    assert answers(found) == "▢ утекли вночі.\n▢"
    more = world(of_words(said, "вночі"), seals=(seal,))
    assert answers(told(interview(ASKED, said, translation=(ASKED_TOO, rendered)), more)) == "▢ утекли ▢.\n▢"


class TestNames:
    """A spelling that the register doesn't have is one that is not found."""

    KNOWN = world(somebody(), people=(person("Петро Зубровський"),), pseudonyms={KOVAL: "R4K"})

    def both(self, said: str, rendered: str) -> Interview:
        return interview(
            ASKED,
            turn(2, said),
            translation=(ASKED_TOO, turn(12, rendered, "en", translates=address(2))),
        )

    def test_one_mention_that_was_found_doesnt_tell_the_other(self) -> None:
        it = self.both(
            "Бачила Зубровського, важко було Зубровському. Так.",
            "I saw Зубровського, it was hard for Zubrowskyj-to. Yes.",
        )
        assert answers(told(it, self.KNOWN)) == "Бачила [R4K], важко було [R4K]. Так.\n▢"

    def test_nor_the_other_way_round(self) -> None:
        it = self.both("Бачила Зубровського, важко було Зюбі.", "I saw Зубровський, hard for Зубровський.")
        assert answers(told(it, self.KNOWN)) == "▢\nI saw [R4K], hard for [R4K]."

    def test_a_third_version_is_measured_by_the_one_that_names_most(self) -> None:
        it = self.both("Бачила Зубровського, важко було Зюбі.", "I saw Зубровський, hard for Зубровський.")
        third = TranscriptId("p" * 12)
        asked, rest = turn(21, "Jak?", "pl", translates=address(1)), "Zubr i Зубровський."
        polish = Transcript(
            third, Language("pl"), TranscriptKind.TRANSLATION,
            (asked, turn(22, rest, "pl", translates=address(2))), FIRST,
        )  # fmt: skip
        (session,) = it.sessions
        it = replace(it, sessions=(replace(session, transcripts=(*session.transcripts, polish)),))
        agreed = consent(versions=(FIRST, TRANSLATED, third))
        known = replace(self.KNOWN, consents=(agreed,))
        assert words(told(it, known), 22) == "▢"


PLACES = 4
hidden_places = st.sets(st.integers(0, PLACES - 1))
several_words = st.lists(
    st.text(alphabet="ґщюqxz", min_size=1, max_size=9), min_size=2 * PLACES, max_size=2 * PLACES
)


def version(
    n: int, frame: str, inside: list[str], hidden: Collection[int], **more: str
) -> tuple[Turn, list[Restriction]]:
    """A turn with these words at its places, and a rule for each place that is hidden."""
    text, rules = "", []
    for place, said in enumerate(inside):
        text += f"{frame} "
        if place in hidden:
            span = (len(text), len(text) + len(said))
            scope = Scope(ScopeKind.PASSAGE, BOTH.id, address(n), *span)
            rules.append(rule(scope, f"{n:06d}{place:06d}"))
        text += f"{said}, "
    return turn(n, f"{text}{frame}.", **more), rules


@given(
    one=hidden_places,
    more=hidden_places,
    turned=st.booleans(),
    words_of=st.tuples(several_words, several_words),
)
def test_what_is_hidden_on_either_side_is_told_on_neither(
    one: set[int], more: set[int], turned: bool, words_of: tuple[list[str], list[str]]
) -> None:
    """Somebody hides some places in what was said and goes on with its translation, or the other way round.
    However far they came: other words at all these places give the same edition.
    """
    in_source, in_rendering = (one, one | more) if turned else (one | more, one)

    def edition(drawn: list[str]) -> object:
        said, rendered = drawn[:PLACES], drawn[PLACES:]
        for place in set(range(PLACES)) - in_source - in_rendering:
            said[place], rendered[place] = "вода", "water"
        source, rules = version(2, "нас рахували", said, in_source)
        other, others = version(
            12, "they counted", rendered, in_rendering, language="en", translates=address(2)
        )
        return told(interview(source, translation=(other,)), world(*rules, *others))

    assert edition(list(words_of[0])) == edition(list(words_of[1]))
