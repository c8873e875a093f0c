"""Consent at the desk: five questions, one event at a time; a withdrawal acts at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.conftest import Desk

from whensafe.desk import registers
from whensafe.desk.act import acting
from whensafe.desk.check import check
from whensafe.desk.consent import Answer, answered, consent, events
from whensafe.desk.people import add, describe
from whensafe.desk.restrict import Rule, restrict
from whensafe.desk.take_in import Incoming, take_in
from whensafe.desk.withdraw import foresee, receipt, withdraw
from whensafe.desk.world import world_of
from whensafe.errors import BadOption, NotFound, NotPermitted, Refused, WhensafeError
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution, DeathClause, Form, Said, Use, WithdrawalReach
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Basis
from whensafe.nouns.person import Pseudonym
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.text import Language
from whensafe.protection.closure import OneTurn
from whensafe.protection.consents import grants

PUBLIC, COURT, PRESS = Audience("public"), Audience("justice:court"), Audience("partner:riverside press")
BAKER = "Ada (interviewer): Where did you work?\nPetro (narrator): In the bakery by the river.\n"
YES = Answer(Use.PUBLISH, "narrator", PUBLIC)


def grants_of(desk: Desk, id: InterviewId) -> frozenset[tuple[Use, Audience | None]]:
    return grants(events(desk.archive, desk.actor, id))


def codes(desk: Desk) -> dict[str, str]:
    with desk.archive.store.read() as unit:
        return {p.id: p.code for p in registers.every(unit, Pseudonym)}


def edition(desk: Desk, id: str, audience: Audience, *told: InterviewId) -> PublishedEdition:
    made = PublishedEdition(
        id, audience, "2026-03-01", desk.archive.now(), "leaf", "00", tuple((t, "00") for t in told), ()
    )
    with acting(desk.archive, desk.actor, "publish") as deed:
        deed.note(made)
    return made


def test_each_use_is_a_question_of_its_own(desk: Desk) -> None:
    id = desk.take(BAKER).id
    assert grants_of(desk, id) == frozenset()
    consent(desk.archive, desk.actor, id, YES)
    assert grants_of(desk, id) == {(Use.PUBLISH, PUBLIC)}
    consent(desk.archive, desk.actor, id, Answer(Use.ARCHIVE, "narrator"))
    assert grants_of(desk, id) == {(Use.PUBLISH, PUBLIC), (Use.ARCHIVE, None)}


def test_an_event_keeps_every_field_and_names_the_transcripts_in_use(desk: Desk) -> None:
    id = desk.take(BAKER).id
    said = Answer(
        Use.SHARE,
        " Narrator ",
        COURT,
        attribution=Attribution.INITIALS,
        language=Language("en-GB"),
        interpreter="an  interpreter",
        form=Form.ORAL,
        recording_ms=61_000,
        limits_told=("subpoena", "cannot recall", "subpoena"),
        withdrawal_reach=(WithdrawalReach.TAKEDOWN,),
        death_clause=DeathClause.NAMED_PERSON_DECIDES,
        decides_then="her sister",
    )
    event = consent(desk.archive, desk.actor, id, said)
    (kept,) = events(desk.archive, desk.actor, id)
    assert kept == event
    (session,) = desk.show(id).sessions
    assert kept.versions == tuple(t.id for t in session.current)
    assert (kept.by, kept.interpreter, kept.recording_ms) == ("narrator", "an interpreter", 61_000)
    assert kept.limits_told == ("subpoena", "cannot recall")
    assert (kept.decides_then, kept.recorded_by) == ("her sister", desk.actor.member)
    assert check(desk.archive, desk.actor).ok


@pytest.mark.parametrize(
    ("answer", "where"),
    [
        (Answer(Use.PUBLISH, "narrator"), "--audience"),
        (Answer(Use.MACHINE, "narrator", PUBLIC), "--audience"),
        (Answer(Use.PUBLISH, "narrator", Audience("team")), "--audience"),
        (Answer(Use.PUBLISH, "  ", PUBLIC), "--by"),
        (Answer(Use.PUBLISH, "guardian", PUBLIC), "--by"),
        (Answer(Use.ARCHIVE, "narrator", attribution=Attribution.FULL), "--attribution"),
        (replace(YES, said=Said.REFUSED, attribution=Attribution.FULL), "--attribution"),
        (replace(YES, form=Form.ORAL), "--form oral"),
        (replace(YES, recording_ms=5), "--recording-at"),
        (replace(YES, death_clause=DeathClause.NAMED_PERSON_DECIDES), "--death-clause"),
        (replace(YES, decides_then="her sister"), "--death-clause"),
        (replace(YES, language=Language("uk")), "uk"),
    ],
)
def test_what_does_not_belong_together_is_refused_and_nothing_is_kept(
    desk: Desk, answer: Answer, where: str
) -> None:
    id = desk.take(BAKER).id
    with pytest.raises(BadOption) as refused:
        consent(desk.archive, desk.actor, id, answer)
    assert refused.value.where == where
    assert events(desk.archive, desk.actor, id) == ()


def test_who_speaks_for_somebody_says_by_what_right(desk: Desk) -> None:
    id = desk.take(BAKER).id
    event = consent(desk.archive, desk.actor, id, replace(YES, by="her guardian", basis="a court order"))
    assert (event.by, event.basis) == ("her guardian", "a court order")


def test_a_narrator_of_what_others_published_agrees_only_with_evidence(desk: Desk) -> None:
    taken = take_in(desk.archive, desk.actor, [Incoming("a.txt", BAKER.encode())], basis=Basis.PUBLISHED)
    with pytest.raises(Refused, match="--evidence"):
        consent(desk.archive, desk.actor, taken.id, YES)
    consent(desk.archive, desk.actor, taken.id, replace(YES, said=Said.REFUSED))  # a no needs none
    consent(desk.archive, desk.actor, taken.id, replace(YES, evidence="a letter, file 12"))
    assert grants_of(desk, taken.id) == {(Use.PUBLISH, PUBLIC)}


def test_a_draft_can_not_have_been_explained(desk: Desk) -> None:
    with pytest.raises(Refused, match="draft"):
        consent(desk.archive, desk.actor, desk.take(BAKER, keep=False).id, YES)


def test_nobody_and_nothing_unknown(desk: Desk) -> None:
    id = desk.take(BAKER).id
    with pytest.raises(NotPermitted):
        consent(desk.archive, None, id, YES)
    with pytest.raises(NotPermitted):
        withdraw(desk.archive, None, id)
    with pytest.raises(NotFound):
        consent(desk.archive, desk.actor, InterviewId("0000000000"), YES)
    with pytest.raises(NotFound):
        consent(desk.archive, desk.actor, id, replace(YES, scope="nothing"))


def test_a_pseudonym_is_drawn_once_and_is_the_persons_own(desk: Desk) -> None:
    id = desk.take(BAKER).id
    assert codes(desk) == {}
    consent(desk.archive, desk.actor, id, replace(YES, attribution=Attribution.PSEUDONYM))
    ((key, code),) = codes(desk).items()
    (petro,) = (p for p in desk.show(id).participants if p.name == "Petro")
    assert key == f"{id}/{petro.id}"
    consent(desk.archive, desk.actor, id, replace(YES, attribution=Attribution.PSEUDONYM, audience=COURT))
    assert codes(desk) == {key: code}
    person = add(desk.archive, desk.actor, "Petro Vashchuk", narrator_of=[id]).person
    assert codes(desk)[person.id] == code
    other = desk.take(BAKER.replace("bakery", "mill"), name="b.txt").id
    describe(desk.archive, desk.actor, person.id, narrator_of=[other])
    consent(desk.archive, desk.actor, other, replace(YES, attribution=Attribution.PSEUDONYM))
    assert set(codes(desk).values()) == {code}


def test_withdrawing_ends_each_grant_by_an_event_of_its_own(desk: Desk) -> None:
    id = desk.take(BAKER).id
    for answer in (YES, replace(YES, audience=PRESS), Answer(Use.ARCHIVE, "narrator")):
        consent(desk.archive, desk.actor, id, answer)
    done = withdraw(desk.archive, desk.actor, id, use=Use.PUBLISH, audience=PUBLIC)
    assert [(e.said, e.use, e.audience) for e in done.events] == [(Said.WITHDRAWN, Use.PUBLISH, PUBLIC)]
    assert grants_of(desk, id) == {(Use.PUBLISH, PRESS), (Use.ARCHIVE, None)}
    assert not done.reaches_the_archive
    rest = withdraw(desk.archive, desk.actor, id)
    assert rest.reaches_the_archive
    assert grants_of(desk, id) == frozenset()
    with desk.archive.store.read() as unit:
        assert len(world_of(unit, id, desk.archive.clock.now()).consents) == 6
    with pytest.raises(Refused, match="closed already"):
        withdraw(desk.archive, desk.actor, id)
    assert check(desk.archive, desk.actor).ok


def test_what_was_said_of_one_thing_alone_is_withdrawn_alone(desk: Desk) -> None:
    id = desk.take(BAKER).id
    rule = restrict(desk.archive, desk.actor, id, OneTurn("2"), Rule())[0].id
    for answer in (YES, replace(YES, scope=rule)):
        consent(desk.archive, desk.actor, id, answer)
    with pytest.raises(Refused, match="closed already"):
        withdraw(desk.archive, desk.actor, id, scope="another")
    done = withdraw(desk.archive, desk.actor, id, scope=rule)
    assert [event.scope for event in done.events] == [rule]
    assert grants_of(desk, id) == {(Use.PUBLISH, PUBLIC)}


def test_the_receipt_names_what_cannot_be_recalled(desk: Desk) -> None:
    from whensafe.desk.backup import backup

    id, other = desk.take(BAKER).id, desk.take(BAKER.replace("bakery", "mill"), name="b.txt").id
    for answer in (YES, replace(YES, audience=PRESS), Answer(Use.SHARE, "narrator", COURT)):
        consent(desk.archive, desk.actor, id, answer)
    told = edition(desk, "e1", PUBLIC, id, other)
    edition(desk, "e2", PUBLIC, other)
    edition(desk, "e3", PRESS, id)
    with backup(desk.archive, desk.actor, label="the blue disk"):
        pass
    done = withdraw(desk.archive, desk.actor, id, audience=PUBLIC)
    assert (done.editions, done.shared_with) == ((told,), ())
    assert [made.label for made in done.backups] == ["the blue disk"]
    assert withdraw(desk.archive, desk.actor, id, use=Use.SHARE).shared_with == (COURT,)


def test_no_refusal_repeats_what_was_given(desk: Desk) -> None:
    id = desk.take(BAKER).id
    for answer in (replace(YES, by="guardian", evidence="Danylo"), replace(YES, decides_then="Danylo")):
        with pytest.raises(WhensafeError) as refused:
            consent(desk.archive, desk.actor, id, answer)
        assert "Danylo" not in str(refused.value)


def test_one_conversation_is_kept_whole_or_not_at_all(desk: Desk) -> None:
    id = desk.take(BAKER).id
    both = (Answer(Use.ARCHIVE, "narrator"), YES, Answer(Use.MACHINE, "narrator", said=Said.REFUSED))
    made = answered(desk.archive, desk.actor, id, both)
    assert [e.use for e in made] == [Use.ARCHIVE, Use.PUBLISH, Use.MACHINE]
    assert [e.id for e in events(desk.archive, desk.actor, id)] == [e.id for e in made]
    for bad in (replace(YES, audience=None), YES, replace(YES, scope="nothing")):
        with pytest.raises(WhensafeError):
            answered(desk.archive, desk.actor, id, (YES, Answer(Use.RECORD, "narrator"), bad))
    with pytest.raises(BadOption):
        answered(desk.archive, desk.actor, id, ())
    assert len(events(desk.archive, desk.actor, id)) == 3


def test_a_withdrawal_is_foreseen_and_its_receipt_stays_what_it_was(desk: Desk) -> None:
    id = desk.take(BAKER).id
    answered(desk.archive, desk.actor, id, (YES, Answer(Use.SHARE, "narrator", COURT)))
    told = edition(desk, "e1", PUBLIC, id)
    ahead = foresee(desk.archive, desk.actor, id)
    assert {(e.use, e.audience) for e in ahead.grants} == {(Use.PUBLISH, PUBLIC), (Use.SHARE, COURT)}
    assert (ahead.editions, ahead.shared_with) == ((told,), (COURT,))
    done = withdraw(desk.archive, desk.actor, id, use=Use.PUBLISH)
    assert receipt(desk.archive, desk.actor, id, done.events[0].id) == done
    rest = foresee(desk.archive, desk.actor, id)
    assert [e.use for e in rest.grants] == [Use.SHARE]
    with pytest.raises(NotFound):
        receipt(desk.archive, desk.actor, id, rest.grants[0].id)


def test_somebody_who_wants_time_has_not_agreed(desk: Desk) -> None:
    id = desk.take(BAKER).id
    consent(desk.archive, desk.actor, id, YES)
    consent(desk.archive, desk.actor, id, replace(YES, said=Said.ASK_AGAIN))
    assert grants_of(desk, id) == frozenset()
    consent(desk.archive, desk.actor, id, YES)
    assert grants_of(desk, id) == {(Use.PUBLISH, PUBLIC)}
