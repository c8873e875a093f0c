"""Asking again: only what was said after everything else held counts, and the death clause decides."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from tests.some_archives import interview

from whensafe.nouns.actor import Audience
from whensafe.nouns.condition import Dead, Free, PersonId
from whensafe.nouns.consent import ConsentEvent, ConsentId, DeathClause, Said, Use
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import MemberId
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restored, Restriction, RestrictionId, Scope, ScopeKind
from whensafe.nouns.sealed import SealId
from whensafe.protection.asking import Death, death, due_since, opens
from whensafe.protection.conditions import parse
from whensafe.protection.world import LONG_AGO, Since, World

PUBLIC, PRESS = Audience("public"), Audience("partner:Riverside Press")
TOLD = interview()
IHOR, NARRATOR = PersonId("p:7k2m"), PersonId("p:9q4c")
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def clock(minutes: int) -> str:
    return (NOON + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def said(ledger: int, *, minutes: int = 0, **more: object) -> ConsentEvent:
    event = ConsentEvent(
        id=ConsentId(f"c{ledger}"),
        interview=TOLD.id,
        at=clock(minutes),
        use=Use.PUBLISH,
        audience=PUBLIC,
        by="narrator",
        recorded_by=MemberId("m"),
        ledger=ledger,
    )
    return replace(event, **more)  # type: ignore[arg-type]


RULE = Restriction(
    RestrictionId("r1"),
    TOLD.id,
    Scope(ScopeKind.INTERVIEW, TOLD.id),
    Ground.DANGER_TO_OTHERS,
    clock(0),
    until=f"free({IHOR}) and narrator_agrees",
    ledger=5,
)
FREE = World(facts=frozenset({Free(IHOR)}), since={Free(IHOR): Since(NOON, 10)}, now=NOON)


def told(world: World, rule: Restriction = RULE, audience: Audience = PUBLIC) -> bool:
    return opens(TOLD, audience, world, rule)


def test_consent_given_before_the_fact_does_not_count_even_in_the_same_second() -> None:
    assert not told(FREE)
    assert not told(replace(FREE, consents=(said(9),)))
    assert told(replace(FREE, consents=(said(11),)))
    assert not told(World(consents=(said(11),), now=NOON))


def test_it_is_an_answer_for_that_audience_alone_by_the_narrator_in_person() -> None:
    assert not told(replace(FREE, consents=(said(11),)), audience=PRESS)
    assert not told(replace(FREE, consents=(said(11, by="her brother", basis="next of kin"),)))
    assert not told(replace(FREE, consents=(said(11, said=Said.REFUSED),)))
    assert not told(replace(FREE, consents=(said(11), said(12, said=Said.WITHDRAWN))))
    assert told(replace(FREE, consents=(said(11), said(12, said=Said.WITHDRAWN), said(13))))


def test_an_answer_about_this_one_alone_counts_whenever_it_was_given() -> None:
    assert told(replace(FREE, consents=(said(7, scope="r1"),)))
    assert not told(replace(FREE, consents=(said(7, scope="r2"),)))
    assert not told(replace(FREE, consents=(said(7, scope="r1"), said(12, scope="r1", said=Said.REFUSED))))
    back = replace(RULE, restored=Restored(SealId("s1"), (), ()))
    assert told(replace(FREE, consents=(said(7, scope="s1"),)), back)


def test_what_waits_for_the_narrator_alone_waits_from_when_it_was_closed() -> None:
    alone = replace(RULE, until="narrator_agrees")
    assert not told(World(consents=(said(4),), now=NOON), alone)
    assert told(World(consents=(said(6),), now=NOON), alone)


def test_after_a_day_counts_what_was_said_after_that_day() -> None:
    rule = replace(RULE, until="after(2026-03-01, UTC) and narrator_agrees")
    next_day = NOON + datetime.timedelta(days=1)
    early, late = said(11, minutes=60), said(12, minutes=13 * 60)
    assert not told(World(consents=(early,), now=next_day), rule)
    assert told(World(consents=(late,), now=next_day), rule)
    assert not told(World(consents=(late,), now=NOON), rule)


def test_without_the_narrators_clause_the_condition_alone_opens_and_none_never_does() -> None:
    assert told(FREE, replace(RULE, until=f"free({IHOR})"))
    assert not told(FREE, replace(RULE, until=None))


@pytest.mark.parametrize(
    ("condition", "since"),
    [
        ("free(p:7k2m)", Since(NOON, 10)),
        ("free(p:7k2m) or narrator_agrees", Since(LONG_AGO, 0)),
        ("free(p:7k2m) and dead(p:9q4c)", Since(NOON, 20)),
        ("free(p:7k2m) or dead(p:9q4c)", Since(NOON, 10)),
        ("after(2020, UTC) and free(p:7k2m)", Since(NOON, 10)),
        ("after(2025, UTC)", Since(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), 0)),
        ("after(2027)", None),
        ("free(p:9q4c)", None),
    ],
)
def test_it_is_time_to_ask_from_the_moment_everything_else_held(condition: str, since: Since | None) -> None:
    facts = {Free(IHOR): Since(NOON, 10), Dead(NARRATOR): Since(NOON, 20)}
    assert due_since(parse(condition), World(facts=frozenset(facts), since=facts, now=NOON)) == since


def test_the_death_clause_decides_where_nobody_can_be_asked() -> None:
    somebody = Person(NARRATOR, "Petro Vashchuk", (), clock(0), narrator_of=(TOLD.id,))
    gone = replace(
        FREE,
        people=(somebody,),
        facts=FREE.facts | {Dead(NARRATOR)},
        since={**FREE.since, Dead(NARRATOR): Since(NOON, 12)},
    )
    assert death(TOLD, PUBLIC, FREE) == (Death.CAN_BE_ASKED, None)
    assert death(TOLD, PUBLIC, gone) == (Death.STAYS_CLOSED, None)

    closed = replace(gone, consents=(said(7),))
    assert death(TOLD, PUBLIC, closed) == (Death.STAYS_CLOSED, None)
    assert not told(closed)

    stands = replace(gone, consents=(said(7, death_clause=DeathClause.CONSENT_STANDS),))
    assert death(TOLD, PUBLIC, stands) == (Death.CONSENT_STANDS, None)
    assert told(stands)
    assert not told(stands, audience=PRESS)
    withdrawn = replace(stands, consents=(*stands.consents, said(8, said=Said.WITHDRAWN)))
    assert not told(withdrawn)

    named = said(7, death_clause=DeathClause.NAMED_PERSON_DECIDES, decides_then="her sister")
    asked = replace(gone, consents=(named,))
    assert death(TOLD, PUBLIC, asked) == (Death.NAMED_PERSON_DECIDES, "her sister")
    assert not told(asked)
    sister = said(13, by="her sister", basis="named by her", decides_then="her sister")
    sister = replace(sister, death_clause=DeathClause.NAMED_PERSON_DECIDES)
    assert told(replace(gone, consents=(named, sister)))
