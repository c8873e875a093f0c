"""Facts confirmed and taken back, and what is due because of them. Nothing opens by the clock."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import adopt, release_file
from tests.desk.test_consent import BAKER, PRESS, PUBLIC, YES, edition

from whensafe.desk.act import acting
from whensafe.desk.check import check
from whensafe.desk.consent import consent
from whensafe.desk.due import Due, due
from whensafe.desk.facts import Confirmed, TakenBack, confirm, confirmations, take_back
from whensafe.desk.people import add, describe
from whensafe.desk.release import release
from whensafe.desk.request import prospect
from whensafe.desk.restrict import Named, Rule, Somebody, end, restrict
from whensafe.desk.seal import seal
from whensafe.desk.verdicts import verdicts
from whensafe.desk.withdraw import withdraw
from whensafe.desk.world import held_since, is_genuine, signed_bytes, world_of
from whensafe.errors import BadOption, NotFound, NotPermitted, Refused
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.condition import Free, PersonId
from whensafe.nouns.consent import DeathClause
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import State
from whensafe.nouns.said import said_date
from whensafe.protection import gate
from whensafe.protection.asking import Death
from whensafe.protection.closure import OneTurn, Quote, Whole
from whensafe.protection.conditions import Fact


def person(desk: Desk, name: str = "Ihor Koval") -> PersonId:
    return add(desk.archive, desk.actor, name).person.id


def yes(desk: Desk, fact: str, **more: bool) -> Confirmed:
    return confirm(desk.archive, desk.actor, fact, evidence="a letter of 3 March", **more)


def no(desk: Desk, fact: str) -> TakenBack:
    return take_back(desk.archive, desk.actor, fact, evidence="it was somebody else")


def facts(desk: Desk) -> frozenset[Fact]:
    with desk.archive.store.read() as unit:
        return world_of(unit, InterviewId("any"), desk.archive.clock.now()).facts


def listed(desk: Desk, as_of: str | None = None) -> tuple[Due, ...]:
    day = None if as_of is None else datetime.date.fromisoformat(as_of)
    return due(desk.archive, desk.actor, as_of=day)


def closed(desk: Desk, id: InterviewId, until: str, turn: str = "2", *hidden: Audience) -> str:
    (rule,) = restrict(desk.archive, desk.actor, id, OneTurn(turn), Rule(hidden, until))
    return rule.id


def test_a_fact_holds_from_its_confirmation_until_it_is_taken_back(desk: Desk) -> None:
    ihor = person(desk)
    assert facts(desk) == frozenset()
    done = yes(desk, f" free( {ihor} ) ", hide=True)
    assert (done.confirmation.fact, done.confirmation.stands) == (f"free({ihor})", True)
    assert (done.confirmation.evidence_hidden, done.confirmation.by) == (True, desk.actor.member)
    assert facts(desk) == {Free(ihor)}
    yes(desk, f"free({ihor})")  # more evidence of the same
    no(desk, f"free({ihor})")
    assert facts(desk) == frozenset()
    yes(desk, f"free({ihor})")
    assert facts(desk) == {Free(ihor)}
    assert [c.stands for c in confirmations(desk.archive, desk.actor)] == [True, True, False, True]
    assert check(desk.archive, desk.actor).ok


def test_further_evidence_does_not_ask_the_narrator_again(desk: Desk) -> None:
    ihor = person(desk)
    first = yes(desk, f"free({ihor})").confirmation
    last = yes(desk, f"free({ihor})").confirmation
    with desk.archive.store.read() as unit:
        (held,) = held_since(unit, desk.archive.clock.now()).values()
        assert (held.first, held.last) == (first, last)
        early = datetime.datetime.fromisoformat(first.at) - datetime.timedelta(seconds=1)
        assert held_since(unit, early) == {}


def test_what_this_archive_did_not_sign_makes_nothing_hold(desk: Desk) -> None:
    ihor, olha = person(desk), person(desk, "Olha Koval")
    done = yes(desk, f"free({ihor})").confirmation
    with acting(desk.archive, desk.actor, "forge") as deed:
        deed.note(replace(done, fact=f"free({olha})"))
    assert facts(desk) == frozenset()


@pytest.mark.parametrize(
    "fact",
    ["narrator_agrees", "after(2026)", "free(p:7k2m) and free(p:9q4c)", "free(Ihor)", "he is free", ""],
)
def test_only_a_single_fact_can_be_confirmed(desk: Desk, fact: str) -> None:
    with pytest.raises(BadOption):
        yes(desk, fact)


def test_nobody_and_nothing_unknown(desk: Desk) -> None:
    ihor = person(desk)
    with pytest.raises(NotFound):
        yes(desk, "free(p:nobody)")
    with pytest.raises(NotPermitted):
        confirm(desk.archive, None, f"free({ihor})", evidence="a letter")
    with pytest.raises(NotPermitted):
        due(desk.archive, None)
    with pytest.raises(BadOption, match="evidence"):
        confirm(desk.archive, desk.actor, f"free({ihor})", evidence="  ")
    with pytest.raises(Refused, match="not confirmed"):
        no(desk, f"free({ihor})")
    yes(desk, 'decision("Example court", "case 12/27")')
    assert confirmations(desk.archive, desk.actor)[0].fact == 'decision("Example court", "case 12/27")'


def test_a_restriction_is_due_until_the_narrator_has_answered(desk: Desk) -> None:
    id, ihor = desk.take(BAKER).id, person(desk)
    consent(desk.archive, desk.actor, id, YES)
    rule = closed(desk, id, f"free({ihor}) and narrator_agrees")
    assert listed(desk) == ()
    done = yes(desk, f"free({ihor})")
    assert [waiting.id for waiting in done.due] == [rule]
    (one,) = listed(desk)
    assert (one.waiting.id, one.waiting.kind, one.turns, one.interviews) == (rule, "restricted", 1, 1)
    assert one.since == done.confirmation.at
    assert [(reason.clause.met, reason.confirmation) for reason in one.why] == [
        (True, done.confirmation.id),
        (False, None),
    ]
    (ask,) = one.ask
    assert (ask.audience, ask.death, ask.who, ask.answered) == (PUBLIC, Death.CAN_BE_ASKED, "narrator", False)
    consent(desk.archive, desk.actor, id, YES)
    assert listed(desk) == ()


def test_what_was_never_agreed_to_stays_due_and_says_so(desk: Desk) -> None:
    id, ihor = desk.take(BAKER).id, person(desk)
    closed(desk, id, f"free({ihor})")
    yes(desk, f"free({ihor})")
    ((ask,),) = (one.ask for one in listed(desk))
    assert (ask.audience, ask.answered) == (None, False)


def test_each_audience_that_it_is_closed_for_is_a_question(desk: Desk) -> None:
    id, ihor = desk.take(BAKER).id, person(desk)
    for audience in (PUBLIC, PRESS):
        consent(desk.archive, desk.actor, id, replace(YES, audience=audience))
    closed(desk, id, f"free({ihor})")
    closed(desk, id, f"free({ihor})", "2", PRESS)
    yes(desk, f"free({ihor})")
    assert [[ask.audience for ask in one.ask] for one in listed(desk)] == [[PRESS, PUBLIC], [PRESS]]
    consent(desk.archive, desk.actor, id, replace(YES, audience=PRESS))
    ((press, public),) = (one.ask for one in listed(desk))
    assert (press.answered, public.answered) == (True, False)
    withdraw(desk.archive, desk.actor, id, audience=PUBLIC)
    assert listed(desk) == ()


def test_a_day_that_has_passed_puts_on_the_list_and_opens_nothing(desk: Desk) -> None:
    id = desk.take(BAKER).id
    (rule,) = restrict(desk.archive, desk.actor, id, Whole(), Rule(until="after(2026-03-10, UTC)"))
    assert listed(desk) == listed(desk, "2026-03-10") == ()
    (one,) = listed(desk, "2026-03-11")
    assert (one.since, one.turns) == ("2026-03-11T00:00:00Z", 2)
    end(desk.archive, desk.actor, rule.id, reason="she asked for it")
    assert listed(desk, "2026-03-11") == ()


def test_a_name_that_is_due_counts_where_it_stands(desk: Desk) -> None:
    ihor = person(desk)
    for n, told in enumerate((BAKER, BAKER.replace("bakery", "mill"), BAKER.replace("river", "road"))):
        desk.take(told, name=f"{n}.txt")
    restrict(desk.archive, desk.actor, None, Named(("river",)), Rule(until=f"free({ihor})"))
    yes(desk, f"free({ihor})")
    (one,) = listed(desk)
    assert (one.turns, one.interviews, len(one.ask)) == (2, 2, 2)


def test_a_sealed_group_is_due_until_it_is_opened_and_then_as_what_came_back(desk: Desk) -> None:
    adopt(desk)
    id = desk.take(BAKER).id
    consent(desk.archive, desk.actor, id, YES)
    receipt = seal(desk.archive, desk.actor, id, Quote("by the river"), until="free(p:petro1)")
    assert listed(desk) == ()
    done = yes(desk, "free(p:petro1)")
    assert [waiting.seals for waiting in done.due] == [(receipt.seal,)]
    (one,) = listed(desk)
    assert (one.waiting.kind, one.waiting.id, one.turns) == ("sealed", receipt.group, 1)
    consent(desk.archive, desk.actor, id, YES)
    ((ask,),) = (one.ask for one in listed(desk))  # asked and answered, but still sealed
    assert ask.answered
    release(desk.archive, desk.actor, release_file(desk, receipt.group))
    assert listed(desk) == ()
    no(desk, "free(p:petro1)")
    yes(desk, "free(p:petro1)")
    (one,) = listed(desk)
    assert (one.waiting.kind, one.waiting.seals, one.ask[0].answered) == ("released", (receipt.seal,), False)


def test_taking_back_says_what_closes_and_which_editions_told_it(desk: Desk) -> None:
    id, ihor = desk.take(BAKER).id, person(desk)
    rule = closed(desk, id, f"free({ihor})")
    closed(desk, id, f"free({ihor}) or after(2020)", turn="1")
    yes(desk, f"free({ihor})")
    told = edition(desk, "e1", PUBLIC, id)
    with acting(desk.archive, desk.actor, "publish") as deed:
        deed.note(told := replace(told, opened=(rule,)))
    edition(desk, "e2", PUBLIC, id)
    done = no(desk, f"free({ihor})")
    assert [waiting.id for waiting in done.closes] == [rule]
    assert done.editions == (told,)
    assert not done.confirmation.stands
    assert [one.waiting.condition for one in listed(desk)] == [f"free({ihor}) or after(2020)"]


def test_the_death_clause_decides_for_a_narrator_who_can_not_be_asked(desk: Desk) -> None:
    id, ihor = desk.take(BAKER).id, person(desk)
    petro = person(desk, "Petro Vashchuk")
    describe(desk.archive, desk.actor, petro, narrator_of=[id])
    consent(desk.archive, desk.actor, id, YES)
    stands = replace(YES, audience=PRESS, death_clause=DeathClause.NAMED_PERSON_DECIDES, decides_then="Olha")
    consent(desk.archive, desk.actor, id, stands)
    closed(desk, id, f"free({ihor})")
    for fact in (f"free({ihor})", f"dead({petro})"):
        yes(desk, fact)
    (one,) = listed(desk)
    assert [(ask.audience, ask.death, ask.who) for ask in one.ask] == [
        (PRESS, Death.NAMED_PERSON_DECIDES, "Olha"),
        (PUBLIC, Death.STAYS_CLOSED, None),
    ]


def rows(desk: Desk, *audiences: Audience) -> list[int]:
    """How many interviews a query finds that joins the gate's verdicts for these audiences."""
    now = desk.archive.clock.now()
    with desk.archive.store.read() as unit:
        for id in unit.interviews.ids():
            item = unit.interviews.get(id, TEAM)
            assert item is not None
            assert verdicts(unit, item, now) == gate.verdicts(item, world_of(unit, id, now))
        return [unit.interviews.page(a, State.KEPT, after=None, limit=9).total for a in audiences]


def test_verdicts_follow_consent_and_rules_in_the_same_act(desk: Desk) -> None:
    id = desk.take(BAKER).id
    assert rows(desk, TEAM, PUBLIC, PRESS) == [1, 0, 0]
    consent(desk.archive, desk.actor, id, YES)
    assert rows(desk, TEAM, PUBLIC, PRESS) == [1, 1, 0]
    (whole,) = restrict(desk.archive, desk.actor, id, Whole(), Rule())
    assert rows(desk, TEAM, PUBLIC) == [1, 0]
    end(desk.archive, desk.actor, whole.id, reason="she agreed")
    assert rows(desk, TEAM, PUBLIC) == [1, 1]
    restrict(desk.archive, desk.actor, id, OneTurn("2"), Rule())
    assert rows(desk, TEAM, PUBLIC) == [1, 1], "a part that is hidden closes no whole"
    withdraw(desk.archive, desk.actor, id)
    assert rows(desk, TEAM, PUBLIC) == [1, 0]


def test_a_fact_changes_the_verdicts_on_what_was_closed_as_a_whole_until_then(desk: Desk) -> None:
    free, other = desk.take(BAKER).id, desk.take(BAKER.replace("river", "mill"), name="b.txt").id
    ihor, olha = person(desk), person(desk, "Olha Melnyk")
    for id, who in ((free, ihor), (other, olha)):
        consent(desk.archive, desk.actor, id, YES)
        restrict(desk.archive, desk.actor, id, Whole(), Rule(until=f"free({who})"))
    assert rows(desk, TEAM, PUBLIC) == [2, 0]
    yes(desk, f"free({ihor})")
    assert rows(desk, TEAM, PUBLIC) == [2, 1]
    no(desk, f"free({ihor})")
    assert rows(desk, TEAM, PUBLIC) == [2, 0]
    assert check(desk.archive, desk.actor).ok


def test_verdicts_are_the_gates_whatever_a_seal_and_its_release_left(desk: Desk) -> None:
    adopt(desk)
    id = desk.take(BAKER).id
    consent(desk.archive, desk.actor, id, YES)
    made = seal(desk.archive, desk.actor, id, Whole(), until="free(p:petro1)")
    assert rows(desk, TEAM, PUBLIC) == [1, 1], "it stands there, of holes alone"
    release(desk.archive, desk.actor, release_file(desk, made.group))
    assert rows(desk, TEAM, PUBLIC) == [1, 0]
    yes(desk, "free(p:petro1)")
    consent(desk.archive, desk.actor, id, YES)
    assert rows(desk, TEAM, PUBLIC) == [1, 1]


def test_the_death_of_a_narrator_changes_the_verdicts_too(desk: Desk) -> None:
    id = desk.take(BAKER).id
    petro = person(desk, "Petro")
    describe(desk.archive, desk.actor, petro, narrator_of=[id])
    consent(desk.archive, desk.actor, id, replace(YES, death_clause=DeathClause.CONSENT_STANDS))
    restrict(desk.archive, desk.actor, id, Whole(), Rule(until="narrator_agrees"))
    assert rows(desk, TEAM, PUBLIC) == [1, 0]
    yes(desk, f"dead({petro})")
    assert rows(desk, TEAM, PUBLIC) == [1, 1]
    no(desk, f"dead({petro})")
    assert rows(desk, TEAM, PUBLIC) == [1, 0]


def test_what_is_due_counts_names_as_the_gate_finds_them(desk: Desk) -> None:
    ihor = person(desk)
    id = desk.take(BAKER + "Ada (interviewer): Who came?\nPetro (narrator): Koval came, alone.\n").id
    consent(desk.archive, desk.actor, id, YES)
    restrict(desk.archive, desk.actor, None, Somebody(ihor), Rule(until=f"free({ihor}) and narrator_agrees"))
    yes(desk, f"free({ihor})")
    (one,) = listed(desk)
    assert (one.turns, one.interviews) == (1, 1), "by the family name alone, too"


def test_what_was_said_just_before_sealing_is_no_answer(desk: Desk) -> None:
    adopt(desk)
    id = desk.take(BAKER).id
    consent(desk.archive, desk.actor, id, YES)
    made = seal(desk.archive, desk.actor, id, Quote("the bakery"), until="narrator_agrees")
    (one,) = listed(desk)
    assert [ask.answered for ask in one.ask] == [False], "in the same second, and before it"
    assert not prospect(desk.archive, desk.actor, made.seal).met
    consent(desk.archive, desk.actor, id, YES)
    (one,) = listed(desk)
    assert [ask.answered for ask in one.ask] == [True]
    assert prospect(desk.archive, desk.actor, made.seal).met


def test_a_fact_says_since_when_it_is_so_and_is_signed_with_it(desk: Desk) -> None:
    koval = person(desk)
    one = confirm(
        desk.archive, desk.actor, f"free({koval})", evidence="a list", since=said_date("2025-03")
    ).confirmation
    assert (one.since, one.evidence, one.shown) == ("2025-03", "a list", "2025-03: a list")
    assert facts(desk) == {Free(koval)}
    with desk.archive.store.read() as unit:
        assert is_genuine(unit.secrets, one)
        assert not is_genuine(unit.secrets, replace(one, since=said_date("2025-04")))
        assert not is_genuine(unit.secrets, replace(one, since=None))


def test_what_was_signed_before_one_could_say_since_when_still_holds(desk: Desk) -> None:
    one = yes(desk, f"free({person(desk)})").confirmation
    assert one.shown == one.evidence
    with desk.archive.store.read() as unit:
        assert b"since" not in signed_bytes(unit.secrets.archive_id(), one)
        assert is_genuine(unit.secrets, one)
