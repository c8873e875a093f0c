"""Clearing: closed by default, holes where something is hidden, and nothing that tells what was in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.protection.some_world import (
    ACTOR,
    FAMILY,
    FIRST,
    ID,
    KOVAL,
    PUBLIC,
    TELLS,
    address,
    consent,
    interview,
    of_words,
    passage,
    person,
    rule,
    somebody,
    told,
    turn,
    words,
    world,
)

from whensafe.nouns.actor import TEAM
from whensafe.nouns.condition import Free
from whensafe.nouns.consent import Attribution, Said
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import TranscriptId
from whensafe.nouns.interview import Basis, Mark, MarkKind, SourceRef, State
from whensafe.nouns.restriction import Restored, Scope, ScopeKind
from whensafe.nouns.sealed import GroupId, Seal, SealId, SealScope
from whensafe.nouns.text import nfc
from whensafe.protection.clear import clear
from whensafe.protection.world import NOTHING

ASKED, SAID = turn(1, "Хто там був?"), turn(2, "Там були ми, а вночі прийшов Іван Коваль.")
PLAIN = interview(ASKED, SAID)


def seal(*addresses: int, secret: bool = False) -> Seal:
    return Seal(
        SealId("s" * 12), ID, GroupId("g"), SealScope.EXCHANGE, secret, Ground.LEGAL, "free(p:7k2m)",
        b"", b"", tuple(map(address, addresses)), (FIRST,), "2026-03-01T12:00:00Z",
    )  # fmt: skip


def sealed(n: int, text: str) -> object:
    marks = tuple(Mark(MarkKind.SEAL, at, "s" * 12) for at, c in enumerate(text) if c == "\ufffc")
    return turn(n, text, marks=marks)


def test_nobody_is_told_anything_by_default() -> None:
    assert clear(None, PUBLIC, PLAIN, world()) is None
    assert told(PLAIN, NOTHING) is None
    assert told(PLAIN, world(), FAMILY) is None
    assert told(replace(PLAIN, state=State.DRAFT), world()) is None
    assert told(PLAIN, world(consents=(consent(versions=(TranscriptId("z" * 12),)),))) is None


@pytest.mark.parametrize("said", [Said.REFUSED, Said.WITHDRAWN])
def test_the_last_word_is_no(said: Said) -> None:
    assert told(PLAIN, world(consents=(consent(), consent(said)))) is None


def test_what_was_agreed_to_is_told_and_the_team_needs_no_consent() -> None:
    assert words(told(PLAIN, world())) == f"{ASKED.text}\n{SAID.text}"
    assert words(clear(ACTOR, TEAM, PLAIN, world(of_words(SAID, "ми")))) == f"{ASKED.text}\n{SAID.text}"


def test_a_passage_is_a_hole_and_holes_beside_each_other_are_one() -> None:
    item = world(of_words(SAID, "вночі"), of_words(SAID, "прийшов", id="q" * 12))
    assert words(told(PLAIN, item), 2) == "Там були ми, а ▢ Іван Коваль."


def test_a_person_is_told_by_their_code_and_without_one_not_at_all() -> None:
    people = (person("Іван Коваль"),)
    coded = world(somebody(), people=people, pseudonyms={KOVAL: "R4K"})
    assert words(told(PLAIN, coded), 2) == "Там були ми, а вночі прийшов [R4K]."
    assert words(told(PLAIN, world(somebody(), people=people)), 2) == "Там були ми, а вночі прийшов ▢."


def test_who_isnt_in_the_register_or_where_it_isnt_known_closes_all_of_it() -> None:
    assert told(PLAIN, world(somebody())) is None
    assert told(PLAIN, world(passage(99, 0, 1))) is None


def test_a_rule_for_others_hides_nothing_here() -> None:
    assert "вночі" in words(told(PLAIN, world(of_words(SAID, "вночі", hidden_from=(FAMILY,)))))


def test_a_condition_opens_once_its_fact_is_confirmed() -> None:
    until = of_words(SAID, "вночі", until="free(p:7k2m)")
    assert "вночі" not in words(told(PLAIN, world(until)))
    assert "вночі" in words(told(PLAIN, world(until, facts=frozenset({Free(KOVAL)}))))
    assert "вночі" not in words(told(PLAIN, world(replace(until, until="no condition"))))


def test_words_that_a_release_brought_back_need_a_consent_that_knew_them() -> None:
    released = of_words(
        SAID, "вночі", until="after(2020)", restored=Restored(SealId("s" * 12), (TranscriptId("o"),), ())
    )
    assert "вночі" not in words(told(PLAIN, world(released)))
    knew = consent(versions=(FIRST, TranscriptId("o")))
    assert "вночі" in words(told(PLAIN, world(released, consents=(knew,))))


def test_a_secret_exchange_is_as_if_it_had_never_been() -> None:
    hidden = interview(ASKED, SAID, sealed(3, "\ufffc"), sealed(4, "\ufffc"))
    assert told(hidden, world(seals=(seal(3, 4, secret=True),))) == told(PLAIN, world())
    assert words(told(hidden, world(seals=(seal(3, 4),)))).endswith("▢\n▢")


def test_an_interview_of_holes_alone_is_not_told() -> None:
    assert told(interview(sealed(1, "\ufffc"), sealed(2, "\ufffc")), world(seals=(seal(1, 2),))) is None


def test_what_renders_a_turn_with_a_hole_is_withheld_and_the_other_way_round() -> None:
    english = (
        turn(11, "Who was there?", "en", translates=address(1)),
        turn(12, "We were there, at night.", "en", translates=address(2)),
    )
    both = interview(ASKED, SAID, translation=english)
    there = told(both, world(of_words(SAID, "вночі")))
    assert (words(there, 11), words(there, 12)) == ("Who was there?", "▢")
    back = told(both, world(of_words(english[1], "at night")))
    assert words(back, 2) == "▢"
    own = told(both, world(of_words(SAID, "вночі"), of_words(english[1], "at night", id="q" * 12)))
    assert words(own, 12) == "We were there, ▢."


def test_a_translation_that_no_consent_covers_is_left_out() -> None:
    both = interview(ASKED, SAID, translation=(turn(12, "We were.", "en", translates=address(2)),))
    found = told(both, world(consents=(consent(versions=(FIRST,)),)))
    assert found is not None
    assert found.translations == ()


def test_a_name_that_a_translation_spells_otherwise_closes_its_turn() -> None:
    english = (turn(12, "Then Ivan Koval came.", "en", translates=address(2)),)
    item = world(somebody(), people=(person("Іван Коваль"),), pseudonyms={KOVAL: "R4K"})
    found = told(interview(ASKED, SAID, translation=english), item)
    assert found is not None
    assert "Koval" not in words(found)


@pytest.mark.parametrize(
    ("attribution", "display", "text"),
    [
        (Attribution.FULL, "Мотря Цвіркун", "Я Мотря Цвіркун."),
        (Attribution.FIRST, "Мотря", "Я [Мотря]."),
        (Attribution.INITIALS, "М. Ц.", "Я [М. Ц.]."),
        (Attribution.PSEUDONYM, "R4K", "Я [R4K]."),
        (Attribution.NONE, None, "Я ▢."),
    ],
)
def test_a_narrator_is_called_as_they_chose_everywhere(
    attribution: Attribution, display: str | None, text: str
) -> None:
    item = interview(turn(2, "Я Мотря Цвіркун."), title="Розповідає Мотря Цвіркун")
    codes = {f"{ID}/{TELLS}": "R4K"}
    found = told(item, world(consents=(consent(attribution=attribution),), pseudonyms=codes))
    assert found is not None
    assert (found.narrators[0].display, found.turns[0].speaker_display) == (display, display)
    assert words(found) == text
    assert (found.title is None) is (display is None)


def test_a_pseudonym_that_is_missing_is_never_the_name() -> None:
    item = interview(turn(2, "Мотре, чуєш? Цвіркун мовчить."))
    found = told(item, world(consents=(consent(attribution=Attribution.PSEUDONYM),)))
    assert found is not None
    assert found.narrators[0].display is None
    assert "Цвіркун" not in words(found)


def test_staff_are_named_to_nobody_and_a_published_name_stays() -> None:
    found = told(PLAIN, world())
    assert found is not None
    assert [p.display for p in found.participants] == [None]
    shown = told(replace(PLAIN, basis=Basis.PUBLISHED), world(consents=(consent(evidence="a letter"),)))
    assert shown is not None
    assert [p.display for p in shown.participants] == ["Ада Лоза"]


def test_a_published_source_needs_evidence_and_leads_to_nobody_who_isnt_named() -> None:
    item = replace(PLAIN, basis=Basis.PUBLISHED, source=SourceRef("Вісник", "https://paper.example/a"))
    assert told(item, world()) is None
    full = told(item, world(consents=(consent(evidence="a letter"),)))
    assert full is not None
    assert full.source.url == "https://paper.example/a"
    none = consent(evidence="a letter", attribution=Attribution.NONE)
    hidden = told(item, world(consents=(none,)))
    assert hidden is not None
    assert hidden.source == SourceRef(None, None)


def test_a_title_that_quotes_what_is_withheld_is_withheld_too() -> None:
    item = replace(PLAIN, title="«А вночі прийшов»", standfirst="Про ніч")
    found = told(item, world(of_words(SAID, "вночі прийшов")))
    assert found is not None
    assert (found.title, found.standfirst) == (None, "Про ніч")


def test_times_are_for_the_team_alone() -> None:
    timed = interview(replace(SAID, start_ms=100, end_ms=900))
    found, ours = told(timed, world()), clear(ACTOR, TEAM, timed, world())
    assert found is not None
    assert ours is not None
    assert (found.turns[0].start_ms, ours.turns[0].start_ms) == (None, 100)


spans = st.tuples(st.integers(0, len(SAID.text) - 1), st.integers(1, 12)).map(
    lambda s: (s[0], min(s[0] + s[1], len(SAID.text)))
)


def rules_of(found: list[tuple[int, int]]) -> list[object]:
    return [passage(2, start, end, f"{n:012d}") for n, (start, end) in enumerate(found)]


@given(some=st.lists(spans, max_size=3), more=spans)
def test_one_more_restriction_never_tells_more(some: list[tuple[int, int]], more: tuple[int, int]) -> None:
    before = words(told(PLAIN, world(*rules_of(some))), 2)
    after = words(told(PLAIN, world(*rules_of([*some, more]))), 2)
    assert len(after.replace("▢", "")) <= len(before.replace("▢", ""))
    rest = iter(before.replace("▢", ""))
    assert all(letter in rest for letter in after.replace("▢", ""))


@given(
    said=st.lists(st.sampled_from(["first", "second"]), max_size=2),
    one=st.text(min_size=1, max_size=12),
    other=st.text(min_size=1, max_size=12),
)
def test_other_words_in_a_hole_are_the_same_edition(said: list[str], one: str, other: str) -> None:
    def with_hole(inside: str) -> object:
        text = f"Там були ми {inside} коло воріт"
        item = interview(ASKED, turn(2, text), title="Воріт не було", standfirst=" ".join(said) or None)
        return told(item, world(passage(2, 12, 12 + len(inside))))

    assert with_hole(one) == with_hole(other)


@given(texts=st.lists(st.text(min_size=1, max_size=30).map(nfc), min_size=1, max_size=4))
def test_any_text_is_cleared_without_an_error(texts: list[str]) -> None:
    item = interview(*(turn(n, text) for n, text in enumerate(texts, 1)), title=texts[0])
    known = world(
        somebody(),
        rule(Scope(ScopeKind.WORDS, words=("a b",)), "w" * 12),
        people=(person("Xu", "Іван Коваль"),),
    )
    told(item, known)
