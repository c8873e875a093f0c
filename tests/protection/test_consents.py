"""Consent: five questions, several audiences, and the last word counts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.consent import Attribution, ConsentEvent, ConsentId, Said, Use
from whensafe.nouns.ids import InterviewId, MemberId, TranscriptId
from whensafe.protection.consents import Lineage, grants, standing

PUBLIC, COURT = Audience("public"), Audience("justice:COURT")
FIRST, SEALED, EDITED = TranscriptId("t1"), TranscriptId("t2"), TranscriptId("t3")
LINEAGE = Lineage({SEALED: FIRST})
NONE = Lineage({})

YES = ConsentEvent(
    id=ConsentId("c1"),
    interview=InterviewId("i"),
    at="2026-11-22T12:00:00Z",
    said=Said.AGREED,
    use=Use.PUBLISH,
    audience=PUBLIC,
    by="narrator",
    recorded_by=MemberId("m"),
    attribution=Attribution.FIRST,
    versions=(FIRST,),
)

events = st.lists(
    st.builds(
        lambda said, use, audience: replace(YES, said=said, use=use, audience=audience, versions=(FIRST,)),
        st.sampled_from(Said),
        st.sampled_from(Use),
        st.sampled_from([PUBLIC, COURT, None]),
    ),
    max_size=8,
)


def test_what_was_never_asked_is_closed() -> None:
    for use in Use:
        assert not standing([], use, PUBLIC, FIRST, NONE).allowed


def test_yes_to_one_audience_is_no_word_about_another_nor_about_another_use() -> None:
    assert standing([YES], Use.PUBLISH, PUBLIC, FIRST, NONE).allowed
    assert standing([YES], Use.PUBLISH, PUBLIC, FIRST, NONE).attribution is Attribution.FIRST
    assert not standing([YES], Use.PUBLISH, COURT, FIRST, NONE).allowed
    for use in set(Use) - {Use.PUBLISH}:
        assert not standing([YES], use, PUBLIC, FIRST, NONE).allowed


def test_consent_covers_what_was_made_only_by_sealing_and_nothing_edited() -> None:
    assert standing([YES], Use.PUBLISH, PUBLIC, SEALED, LINEAGE).allowed
    assert standing([YES], Use.PUBLISH, PUBLIC, EDITED, LINEAGE).reasons == ("other_version",)
    assert not standing([replace(YES, versions=(SEALED,))], Use.PUBLISH, PUBLIC, FIRST, LINEAGE).allowed


def test_a_withdrawal_acts_at_once_and_a_new_yes_opens_again() -> None:
    gone = replace(YES, id=ConsentId("c2"), said=Said.WITHDRAWN)
    assert standing([YES, gone], Use.PUBLISH, PUBLIC, FIRST, NONE).reasons == ("withdrawn",)
    assert standing([YES, gone, YES], Use.PUBLISH, PUBLIC, FIRST, NONE).allowed


def test_a_word_about_one_passage_is_no_word_about_the_rest() -> None:
    about_one = replace(YES, id=ConsentId("c2"), scope="s1")
    assert standing([about_one], Use.PUBLISH, PUBLIC, FIRST, NONE).reasons == ("never_asked",)
    assert grants([about_one]) == frozenset()
    no = replace(about_one, said=Said.REFUSED)
    assert standing([YES, no], Use.PUBLISH, PUBLIC, FIRST, NONE).allowed


def test_a_line_that_bites_its_tail_ends() -> None:
    assert not Lineage({FIRST: SEALED, SEALED: FIRST}).covers(EDITED, FIRST)


@given(series=events, use=st.sampled_from(Use), audience=st.sampled_from([PUBLIC, COURT]))
def test_only_the_last_word_on_that_very_question_counts(
    series: list[ConsentEvent], use: Use, audience: Audience
) -> None:
    found = standing(series, use, audience, FIRST, NONE)
    about = audience if use in {Use.SHARE, Use.PUBLISH} else None
    words = [e.said for e in series if e.use is use and e.audience == about]
    assert found.allowed is (bool(words) and words[-1] is Said.AGREED)
    assert found.reasons
    assert ((use, about) in grants(series)) is found.allowed


@given(series=events)
def test_the_team_needs_no_grant(series: list[ConsentEvent]) -> None:
    assert standing(series, Use.SHARE, TEAM, FIRST, NONE).allowed
