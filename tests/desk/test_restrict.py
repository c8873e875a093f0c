"""Restricting at the desk: what a rule hides, whom it reaches, how it ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from tests.desk.conftest import Desk

from whensafe.desk.act import acting
from whensafe.desk.check import check
from whensafe.desk.consent import Answer, consent
from whensafe.desk.people import add, spell
from whensafe.desk.restrict import Named, Rule, Somebody, end, look, repeats, restrict, restrictions
from whensafe.desk.take_in import Incoming, add_to
from whensafe.desk.world import Worlds, world_of
from whensafe.errors import BadOption, NotFound, NotPermitted, Refused
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.consent import Attribution, Use
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.restriction import Restored, Restriction, RestrictionId, ScopeKind
from whensafe.nouns.said import SaidDate
from whensafe.nouns.sealed import SealId
from whensafe.protection.clear import settle
from whensafe.protection.closure import OneTurn, Quote, Whole

PUBLIC, PRESS = Audience("public"), Audience("partner:riverside press")
GRANT = Answer(Use.PUBLISH, "narrator", PUBLIC, attribution=Attribution.FULL)
BAKER = """# The bakery by the river
Ada (interviewer): Where did you work?
Petro (narrator): In the bakery by the river, until the river rose.
Ada (interviewer): With whom?
Petro (narrator): With Ihor Koval. Koval carried the flour.
"""
WEAVER = """# Верстат
lang: uk
Ada (interviewer): Хто прийшов?
Maria (narrator): Прийшли до Ігоря Коваля, а Ігор Коваль пішов. Коваленко лишився.
"""


def rules(desk: Desk, id: InterviewId) -> tuple[Restriction, ...]:
    with desk.archive.store.read() as unit:
        return world_of(unit, id, desk.archive.clock.now()).restrictions


def test_a_passage_is_hidden_where_the_words_stand(desk: Desk) -> None:
    id = desk.take(BAKER).id
    (rule,) = restrict(desk.archive, desk.actor, id, Quote("until the river rose"), Rule())
    turn = desk.show(id).transcript.turns[1]  # type: ignore[union-attr]
    assert (rule.scope.kind, rule.scope.address) == (ScopeKind.PASSAGE, turn.address)
    assert turn.text[rule.scope.start : rule.scope.end] == "until the river rose"
    assert rules(desk, id) == (rule,)
    assert rules(desk, desk.take(WEAVER, name="b.txt").id) == ()
    assert check(desk.archive, desk.actor).ok


def test_words_over_two_turns_are_a_rule_for_each(desk: Desk) -> None:
    id = desk.take(BAKER).id
    made = restrict(desk.archive, desk.actor, id, Quote("river rose. With whom? With Ihor"), Rule())
    assert [rule.scope.kind for rule in made] == [ScopeKind.PASSAGE] * 3
    assert len({rule.scope.address for rule in made}) == 3


def test_words_in_several_places_are_asked_about_without_repeating_them(desk: Desk) -> None:
    id = desk.take(BAKER).id
    with pytest.raises(BadOption, match="stand in 2 places") as refused:
        restrict(desk.archive, desk.actor, id, Quote("the river"), Rule())
    assert "the river" not in str(refused.value)
    turn = desk.show(id).transcript.turns[1]  # type: ignore[union-attr]
    assert f"turn 2 (en, {turn.address}) at {turn.text.index('the river')}" in str(refused.value)
    at = turn.text.rindex("the river")
    (rule,) = restrict(desk.archive, desk.actor, id, Quote("the river", at=at), Rule())
    assert rule.scope.start == at


def test_a_turn_or_the_whole(desk: Desk) -> None:
    id = desk.take(BAKER).id
    (turn,) = restrict(desk.archive, desk.actor, id, OneTurn("2"), Rule(ground=Ground.HEALTH))
    (whole,) = restrict(desk.archive, desk.actor, id, Whole(), Rule((PUBLIC, PRESS, PUBLIC)))
    assert (turn.scope.kind, turn.ground) == (ScopeKind.TURN, Ground.HEALTH)
    assert (whole.scope.kind, whole.hidden_from) == (ScopeKind.INTERVIEW, (PUBLIC, PRESS))


def test_a_person_is_found_in_every_spelling_and_case_and_reaches_later_interviews(desk: Desk) -> None:
    baker, weaver = desk.take(BAKER).id, desk.take(WEAVER, name="b.txt").id
    person = add(desk.archive, desk.actor, "Ihor Koval", also=["Ігор Коваль"]).person
    found = look(desk.archive, desk.actor, Somebody(person.id))
    assert dict(found.forms) == {"Ihor Koval": 1, "Koval": 1, "Ігоря Коваля": 1, "Ігор Коваль": 1}
    assert found.withheld == ()
    assert set(found.interviews) == {baker, weaver}
    assert {place.turn for place in found.places} == {2, 4}
    spell(desk.archive, desk.actor, person.id, ["Коваленко"])
    assert dict(look(desk.archive, desk.actor, Somebody(person.id)).forms)["Коваленко"] == 1
    (rule,) = restrict(desk.archive, desk.actor, None, Somebody(person.id), Rule())
    assert (rule.interview, rule.scope.person, rule.ground) == (None, person.id, Ground.THIRD_PARTY)
    later = desk.take(BAKER.replace("flour", "salt"), name="c.txt").id
    assert rules(desk, baker) == rules(desk, later) == (rule,)


def test_a_name_nobody_has_is_hidden_as_words_and_people_who_have_it_are_pointed_out(desk: Desk) -> None:
    desk.take(BAKER)
    desk.take(BAKER.replace("flour", "salt"), name="b.txt", keep=False)
    person = add(desk.archive, desk.actor, "Ihor Koval").person
    found = look(desk.archive, desk.actor, Named(("the bakery", "Koval")))
    assert dict(found.forms) == {"The bakery": 1, "the bakery": 1, "Ihor Koval": 1, "Koval": 1}
    assert found.withheld == found.forms, "no code stands for words: all of them become holes"
    assert [place.field for place in found.places if place.turn is None] == ["title"]
    assert found.people == (person.id,)
    (rule,) = restrict(desk.archive, desk.actor, None, Named(("the  bakery", "Koval")), Rule())
    assert (rule.scope.kind, rule.scope.words, rule.interview) == (
        ScopeKind.WORDS,
        ("the bakery", "Koval"),
        None,
    )


ODD = """# A bakery and Ihor
Ada (interviewer): Who was there?
Petro (narrator): KOVAL, Koval's brother, the Koval-Shevchenko house and Koval\u0301 himself, i.e. I. Koval.
"""


@pytest.mark.parametrize("by_id", [True, False])
def test_what_is_shown_for_confirmation_is_what_the_gate_hides(desk: Desk, by_id: bool) -> None:
    ids = [desk.take(text, name=f"{n}.txt").id for n, text in enumerate((BAKER, WEAVER, ODD))]
    for id in ids:
        consent(desk.archive, desk.actor, id, GRANT)
    person = add(desk.archive, desk.actor, "Ihor Koval", also=["Ігор Коваль"]).person
    what = Somebody(person.id) if by_id else Named(("Ihor Koval", "Koval"))
    shown = look(desk.archive, desk.actor, what)
    restrict(desk.archive, desk.actor, None, what, Rule())
    with desk.archive.store.read() as unit:
        worlds = Worlds(unit, desk.archive.clock.now())
        hidden: Counter[tuple[str, str, bool]] = Counter()
        for id in ids:
            interview = desk.show(id)
            for text in settle(PUBLIC, interview, worlds.of(id)).texts:
                for told in text.turns:
                    for one in told.names:
                        form = told.turn.text[one.start : one.end]
                        hidden[told.turn.address, form, by_id and one.clean] += 1
    assert hidden
    assert hidden == Counter((p.address, p.form, p.replaced) for p in shown.places if p.turn is not None)
    if by_id:
        assert [form for form, _ in shown.withheld] == ["Koval-Shevchenko"]


def test_other_places_that_say_the_same_words_are_listed(desk: Desk) -> None:
    id = desk.take(BAKER).id
    later = desk.take(BAKER.replace("flour", "salt"), name="b.txt").id
    turn = desk.show(id).transcript.turns[1]  # type: ignore[union-attr]
    first = turn.text.index("the river")
    found = repeats(desk.archive, desk.actor, id, Quote("the river", turn="2", at=first))
    places = [(one.kind, one.turn, one.at, one.field, one.id) for one in found]
    assert places == [
        ("same_words", 2, turn.text.rindex("the river"), None, None),
        ("field", None, None, "title", None),
        ("other_interview", 2, first, None, later),
        ("other_interview", 2, turn.text.rindex("the river"), None, later),
    ]
    assert repeats(desk.archive, desk.actor, id, Quote("carried the flour")) == ()
    with pytest.raises(NotFound):
        repeats(desk.archive, desk.actor, id, Quote("never said"))
    with pytest.raises(NotPermitted):
        repeats(desk.archive, None, id, Quote("the river"))


def test_what_renders_the_words_and_a_title_that_alone_would_tell_one_are_listed(desk: Desk) -> None:
    id = desk.take(BAKER.replace("The bakery by the river", "Flour of Koval")).id
    german = BAKER.replace("# The bakery by the river", "lang: de").replace("carried the flour", "trug Mehl")
    add_to(desk.archive, desk.actor, id, [Incoming("b.txt", german.encode())], kind="translation")
    found = repeats(desk.archive, desk.actor, id, Quote("Koval carried the flour"))
    assert [(one.kind, one.turn, one.language, one.field) for one in found] == [
        ("rendering", 4, "de", None),
        ("field", None, None, "title"),
    ]
    (whole, *_) = repeats(desk.archive, desk.actor, id, OneTurn("2"))
    assert (whole.kind, whole.turn, whole.language) == ("rendering", 2, "de")


def test_a_rule_ends_by_a_condition_on_people_who_are_known(desk: Desk) -> None:
    id = desk.take(BAKER).id
    person = add(desk.archive, desk.actor, "Ihor Koval").person.id
    rule = Rule(until=f"free( {person} )  and narrator_agrees", review=SaidDate("2027-01"))
    (made,) = restrict(desk.archive, desk.actor, id, OneTurn("4"), rule)
    assert (made.until, made.review) == (f"free({person}) and narrator_agrees", "2027-01")
    with pytest.raises(NotFound):
        restrict(desk.archive, desk.actor, id, OneTurn("4"), Rule(until="free(p:nobody)"))
    with pytest.raises(BadOption):
        restrict(desk.archive, desk.actor, id, OneTurn("4"), Rule(until="some day"))
    assert rules(desk, id) == (made,)


def test_a_rule_that_has_ended_hides_nothing(desk: Desk) -> None:
    id = desk.take(BAKER).id
    (made,) = restrict(desk.archive, desk.actor, id, OneTurn("4"), Rule())
    (global_,) = restrict(desk.archive, desk.actor, None, Named(("Koval",)), Rule())
    assert restrictions(desk.archive, desk.actor, id) == (made, global_)
    for one in (made, global_):
        assert end(desk.archive, desk.actor, one.id, reason="she agreed").ended_at is not None
    assert rules(desk, id) == restrictions(desk.archive, desk.actor) == ()
    with pytest.raises(Refused, match="ended already"):
        end(desk.archive, desk.actor, made.id, reason="again")
    with pytest.raises(NotFound):
        end(desk.archive, desk.actor, RestrictionId("nothing"), reason="none")


def test_what_a_release_left_stands(desk: Desk) -> None:
    id = desk.take(BAKER).id
    (made,) = restrict(desk.archive, desk.actor, id, OneTurn("4"), Rule())
    with acting(desk.archive, desk.actor, "release") as deed:
        deed.note(replace(made, restored=Restored(SealId("s1"), (), ())))
    with pytest.raises(Refused, match="came back from a seal"):
        end(desk.archive, desk.actor, made.id, reason="impatience")


def test_nobody_and_nothing_unknown(desk: Desk) -> None:
    id = desk.take(BAKER).id
    with pytest.raises(NotPermitted):
        restrict(desk.archive, None, id, OneTurn("2"), Rule())
    with pytest.raises(NotPermitted):
        look(desk.archive, None, Named(("Koval",)))
    with pytest.raises(BadOption, match="team"):
        restrict(desk.archive, desk.actor, id, OneTurn("2"), Rule((TEAM,)))
    with pytest.raises(BadOption, match="which interview"):
        restrict(desk.archive, desk.actor, None, OneTurn("2"), Rule())
    with pytest.raises(NotFound):
        restrict(desk.archive, desk.actor, None, Somebody(PersonId("p:nobody")), Rule())
    with pytest.raises(NotFound):
        restrict(desk.archive, desk.actor, id, Quote("never said"), Rule())
    with pytest.raises(Refused, match="draft"):
        restrict(desk.archive, desk.actor, desk.take(WEAVER, keep=False).id, Whole(), Rule())
    assert restrictions(desk.archive, desk.actor) == ()
