"""What a seal covers is chosen exactly, closed over all that is made from it, and shown without the words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.protection.testimonies import exhibit, interview, question, transcript, turn

from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.interview import Interview, Mark, MarkKind, Participant, Role, SourceRef, TranscriptKind
from whensafe.nouns.sealed import SealScope
from whensafe.protection.closure import Closure, OneTurn, Quote, Whole, close, elsewhere, sought
from whensafe.protection.same_words import SameWords, phrases


def places(closure: Closure) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    return [(piece.n, piece.spans) for piece in closure.pieces]


def kinds(closure: Closure) -> list[str]:
    return [item.kind for item in closure.goes]


def simple(*said: str, **more: object) -> Interview:
    return interview(transcript(*(turn(n, text) for n, text in enumerate(said, 1))), **more)


class TestWhatIsQuoted:
    def test_one_place(self) -> None:
        it = simple("Where were you?", "In the cell with Petro.")
        assert places(close(it, Quote("cell with Petro"))) == [(2, ((7, 22),))]

    def test_white_space_in_the_quotation_is_any_white_space(self) -> None:
        it = simple("In the\ncell  with Petro.")
        assert places(close(it, Quote("the cell with"))) == [(1, ((3, 17),))]

    def test_over_several_turns(self) -> None:
        it = simple("Who was there", "with you?", "Petro was. And others.")
        assert places(close(it, Quote("there with you? Petro was."))) == [
            (1, ((8, 13),)),
            (2, ((0, 9),)),
            (3, ((0, 10),)),
        ]

    def test_typed_in_another_normal_form(self) -> None:
        assert places(close(simple("Це Київ, так."), Quote("Киї\u0308в".replace("ї\u0308", "і\u0308")))) == [
            (1, ((3, 7),))
        ]

    @pytest.mark.parametrize("words", ["", "  ", "…", "\ufffc", "cell \ufffc"])
    def test_no_words_are_refused(self, words: str) -> None:
        with pytest.raises(BadOption):
            close(simple("In the cell."), Quote(words))

    def test_words_that_are_not_there_are_not_repeated(self) -> None:
        with pytest.raises(NotFound) as refused:
            close(simple("In the cell."), Quote("quicksilver"))
        assert "quicksilver" not in str(refused.value)

    def test_several_places_are_named_by_turn_and_position_and_never_by_words(self) -> None:
        it = simple("the cell, the cell", "nothing", "a cell")
        with pytest.raises(BadOption) as refused:
            close(it, Quote("cell"))
        first, _, third = it.sessions[0].transcripts[0].turns
        said = str(refused.value)
        assert f"turn 1 (en, {first.address}) at 4" in said
        assert f"turn 1 (en, {first.address}) at 14" in said
        assert f"turn 3 (en, {third.address}) at 2" in said
        assert "cell" not in said

    def test_which_of_several(self) -> None:
        it = simple("the cell, the cell", "nothing", "a cell")
        third = it.sessions[0].transcripts[0].turns[2].address
        assert places(close(it, Quote("cell", turn="3"))) == [(3, ((2, 6),))]
        assert places(close(it, Quote("cell", turn=third))) == [(3, ((2, 6),))]
        assert places(close(it, Quote("cell", turn="1", at=14))) == [(1, ((14, 18),))]
        assert places(close(it, Quote("cell", everywhere=True))) == [(1, ((4, 8), (14, 18))), (3, ((2, 6),))]
        with pytest.raises(NotFound):
            close(it, Quote("cell", turn="2"))
        with pytest.raises(NotFound):
            close(it, Quote("cell", turn="9"))

    def test_other_places_with_the_words_are_to_be_looked_at(self) -> None:
        it = simple("the cell", "nothing", "a cell")
        (item,) = [i for i in close(it, Quote("cell", turn="3")).look if i.kind == "same_words"]
        assert (item.turn, item.at) == (1, 4)

    def test_letters_inside_of_a_word(self) -> None:
        it = simple("In Olenivka.", title="Olenivka")
        closure = close(it, Quote("lenivk"))
        assert places(closure) == [(1, ((4, 10),))]
        assert closure.fields == (("title", ((1, 7),)),)


class TestTurnsAndExchanges:
    def test_a_turn_by_number_or_address(self) -> None:
        it = simple("Where?", "There.")
        address = it.sessions[0].transcripts[0].turns[1].address
        assert places(close(it, OneTurn("2"))) == places(close(it, OneTurn(address))) == [(2, ((0, 6),))]
        for wrong in ("0", "3", "-1", "x", "99999999999", "²"):
            with pytest.raises(NotFound):
                close(it, OneTurn(wrong))

    def test_a_secret_covers_the_whole_question_and_answer(self) -> None:
        asks, says, helps = Role.INTERVIEWER, Role.NARRATOR, Role.INTERPRETER
        roles = [says, asks, asks, helps, says, says, asks, says]
        it = interview(transcript(*(turn(n, f"words number {n}", role) for n, role in enumerate(roles, 1))))
        for n in (2, 3, 4, 5, 6):
            closure = close(it, OneTurn(str(n)), secret=True)
            assert closure.scope is SealScope.EXCHANGE
            assert closure.secret
            assert [p.n for p in closure.pieces] == [2, 3, 4, 5, 6]
            assert all(p.whole for p in closure.pieces)
        assert [p.n for p in close(it, OneTurn("1"), secret=True).pieces] == [1]
        assert [p.n for p in close(it, Quote("number 8"), secret=True).pieces] == [7, 8]

    def test_the_whole_interview(self) -> None:
        it = simple("Where?", "There.", title="At the wall", exhibits=(exhibit("A wall"),))
        closure = close(it, Whole(), secret=True)
        assert [p.whole for p in closure.pieces] == [True, True]
        assert dict(closure.fields)["title"] == ((0, 11),)
        assert "exhibits" in kinds(closure)


class TestTranslations:
    def test_the_turns_that_render_it_go_whole(self) -> None:
        first = transcript(turn(1, "Where?"), turn(2, "In the cell with Petro."))
        into = transcript(
            turn(1, "Де?", translates=first.turns[0].address),
            turn(2, "У камері з Петром.", translates=first.turns[1].address),
            kind=TranscriptKind.TRANSLATION,
            based_on=first.id,
        )
        closure = close(interview(first, into), Quote("Petro"))
        assert [(p.transcript, p.n, p.whole) for p in closure.pieces] == [
            (first.id, 2, False),
            (into.id, 2, True),
        ]
        assert "translation" in kinds(closure)

    def test_words_of_a_translation_take_what_they_render(self) -> None:
        first = transcript(turn(1, "Where?"), turn(2, "In the cell with Petro."))
        several = [
            transcript(
                turn(2, words, translates=first.turns[1].address),
                kind=TranscriptKind.TRANSLATION,
                based_on=first.id,
            )
            for words in ("У камері з Петром.", "W celi z Petrem.")
        ]
        closure = close(interview(first, *several), Quote("Петром"))
        assert {p.transcript: p.whole for p in closure.pieces} == {
            several[0].id: False,
            first.id: True,
            several[1].id: True,
        }

    def test_where_nobody_knows_what_a_turn_renders_all_that_could_goes(self) -> None:
        first = transcript(turn(1, "Where?"), turn(2, "In the cell with Petro."))
        into = transcript(
            turn(1, "Де?"), turn(2, "У камері."), turn(3, "З Петром."), kind=TranscriptKind.TRANSLATION
        )
        into = replace(into, based_on=first.id)
        closure = close(interview(first, into), Quote("Petro"))
        assert [p.n for p in closure.pieces if p.transcript == into.id] == [1, 2, 3]
        back = close(interview(first, into), Quote("Петром"))
        assert "rendered_words_unknown" in [item.kind for item in back.look]

    def test_a_turn_split_after_it_was_translated(self) -> None:
        first = transcript(
            turn(1, "Where?"), turn(2, "In the cell."), turn(3, "With Petro."), turn(4, "And then?")
        )
        into = transcript(
            turn(1, "Де?", translates=first.turns[0].address),
            turn(2, "У камері з Петром.", translates=first.turns[1].address),
            turn(3, "А далі?", translates=first.turns[3].address),
            kind=TranscriptKind.TRANSLATION,
            based_on=first.id,
        )
        closure = close(interview(first, into), Quote("Petro"))
        assert 2 in [p.n for p in closure.pieces if p.transcript == into.id]
        assert 1 not in [p.n for p in closure.pieces if p.transcript == into.id]


class TestOtherFields:
    def test_the_same_words_in_any_case_with_any_apostrophe(self) -> None:
        it = simple(
            "Де об'єкт сто два?",
            "Там об’єкт сто два, за муром.",
            title="Об\u02bcЄКТ СТО ДВА",
            standfirst="Він бачив об'єкт сто\u0301 два й пішов.",
        )
        closure = close(it, Quote("об’єкт сто два"))
        assert dict(closure.fields)["title"] == ((0, 14),)
        assert dict(closure.fields)["standfirst"] == ((10, 25),)

    def test_a_title_that_is_a_sentence_of_the_turn(self) -> None:
        it = simple("Well?", "It was dark. We were never alone. And cold.", title="«We were never alone»")
        assert dict(close(it, OneTurn("2")).fields)["title"] == ((0, 21),)

    def test_a_word_that_only_the_title_would_still_tell_in_any_form(self) -> None:
        it = interview(
            transcript(
                turn(1, "Що далі?"), turn(2, "Нас тримали в Оленівці до весни."), turn(3, "А навесні?")
            ),
            title="Бараки Оленівки: весна",
        )
        it = replace(it, language="uk", sessions=it.sessions)
        first = it.sessions[0].transcripts[0]
        turns = tuple(replace(t, language="uk") for t in first.turns)
        it = replace(it, sessions=(replace(it.sessions[0], transcripts=(replace(first, turns=turns),)),))
        assert it.title is not None
        hidden = [it.title[s:e] for s, e in dict(close(it, OneTurn("2")).fields)["title"]]
        assert "Оленівки" in hidden
        assert "Бараки" not in hidden

    def test_a_web_address_goes_whole(self) -> None:
        it = simple(
            "He was in the northern wing.", source=SourceRef(None, "https://a.example/in-the-northern-wing")
        )
        assert dict(close(it, Quote("the northern wing")).fields)["source/url"] == ((0, 38),)

    def test_words_that_other_turns_still_tell_stay_in_the_title(self) -> None:
        it = simple("About the bakery?", "The bakery burned in spring.", title="The bakery")
        assert close(it, Quote("burned in spring")).fields == ()

    def test_a_participants_name_stays_and_is_to_be_looked_at(self) -> None:
        it = simple("I am Petro Vashchuk.")
        closure = close(it, Quote("Petro Vashchuk"))
        assert closure.fields == ()
        assert [item.kind for item in closure.look] == ["participant_name"]

    def test_marks_that_hold_the_words(self) -> None:
        first = transcript(
            turn(1, "See there.", marks=(Mark(MarkKind.MARKUP, 4, "![in the northern wing]"),)),
            turn(2, "He was in the northern wing."),
        )
        closure = close(interview(first), Quote("the northern wing"))
        assert places(closure) == [(2, ((10, 27),)), (1, ((4, 4),))]

    def test_questions_and_what_was_set_aside(self) -> None:
        it = simple(
            "He was in the northern wing.",
            dropped=("Cookies", "Read: in the northern wing, page 2"),
            questions=(question("Who says it?", options=("in the northern wing",)),),
        )
        assert [key for key, _ in close(it, Quote("the northern wing")).fields] == [
            "dropped/1",
            "question/0/option/0",
        ]


class TestWhatIsShown:
    def test_it_holds_no_words(self) -> None:
        it = simple("In the cell with quicksilver.", title="Quicksilver", exhibits=(exhibit("Quicksilver"),))
        assert "uicksilver" not in repr(close(it, Quote("quicksilver")))

    def test_files_prints_and_exhibits_are_named(self) -> None:
        it = simple("In the cell.", exhibits=(exhibit("A wall"),))
        closure = close(it, Quote("cell"))
        assert {"stretch", "originals", "prints", "search_rows"} <= set(kinds(closure))
        assert [item.id for item in closure.look if item.kind == "exhibit"] == [it.exhibits[0].id]

    def test_other_interviews_that_hold_the_same_words(self) -> None:
        it = simple("Where?", "They took us through the northern gate at dawn.")
        other = simple("I heard: THEY took us, through the northern gate!", "Nothing.")
        same = SameWords(sought(it, close(it, OneTurn("2"))))
        (found,) = elsewhere(other, same)
        assert (found.id, found.turn, found.at) == (other.id, 1, 9)
        assert list(elsewhere(simple("Something else."), same)) == []

    def test_what_an_index_is_asked_for(self) -> None:
        assert phrases("one two") == ("one two",)
        assert phrases("…") == ()
        assert len(phrases(" ".join(str(n) for n in range(40)))) == 3
        assert phrases('say "one" two') == ("say one two",)


def test_nothing_left_to_seal_is_refused() -> None:
    it = interview(transcript(turn(1, "\ufffc", marks=(Mark(MarkKind.SEAL, 0, "s"),))), participants=())
    for what in (OneTurn("1"), Whole()):
        with pytest.raises(Refused):
            close(it, what)


def test_a_participant_without_a_name_is_no_trouble() -> None:
    it = simple("In the cell.")
    it = replace(it, participants=(Participant(it.participants[0].id, None, Role.NARRATOR),))
    assert places(close(it, Quote("cell"))) == [(1, ((7, 11),))]
