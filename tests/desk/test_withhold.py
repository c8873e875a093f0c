"""A risk is settled by withholding its place from one audience; the next report no longer has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.conftest import Desk
from tests.desk.told import PUBLIC, publish, say

from whensafe.desk import people, restrict
from whensafe.desk.publish import Wanted, draft
from whensafe.desk.withhold import Spot, place, spelled, withhold
from whensafe.editions.risks import Risk, RiskCode
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Audience
from whensafe.nouns.ids import Address, InterviewId
from whensafe.nouns.restriction import ScopeKind
from whensafe.web.parcel import Parcel

SAID = """# The yard
Hanna (interviewer): Who was there?
Olena (narrator): Koval was 57, from unit 3104. They took us on 14 March.
Hanna (interviewer): And then?
Olena (narrator): Then it snowed.
"""
FAMILY = Audience("family")


@pytest.fixture
def yard(desk: Desk) -> InterviewId:
    id = desk.take(SAID).id
    say(desk, id)
    koval = people.add(desk.archive, desk.actor, "Ivan Koval").person
    restrict.restrict(desk.archive, desk.actor, None, restrict.Somebody(koval.id), restrict.Rule())
    return id


def found(desk: Desk, code: RiskCode) -> list[Risk]:
    made = draft(desk.archive, desk.actor, Wanted(PUBLIC), Parcel())
    return [risk for risk in made.report.risks if risk.code is code]


def settle(desk: Desk, *spots: Spot, audience: Audience = PUBLIC) -> list[ScopeKind]:
    made = withhold(desk.archive, desk.actor, audience, spots, judged=desk.archive.clock.now())
    assert {rule.hidden_from for rule in made} == {(audience,)}
    return [rule.scope.kind for rule in made]


def test_a_number_near_somebody_who_is_not_told_is_withheld_and_no_longer_a_risk(
    desk: Desk, yard: InterviewId, tmp_path: Path
) -> None:
    numbers = found(desk, RiskCode.NUMBER)
    assert len(numbers) == 2
    spots = [place(spelled(risk) or "") for risk in numbers]
    assert settle(desk, *spots) == [ScopeKind.PASSAGE] * 2
    assert found(desk, RiskCode.NUMBER) == []
    files = publish(desk, tmp_path / "out").files
    page = files[f"i/{yard}.json"].decode()
    assert "57" not in page
    assert "3104" not in page
    assert "They took us on 14 March." in page
    assert sum(rule.scope.kind is ScopeKind.PASSAGE for rule in _rules(desk)) == 2


def _rules(desk: Desk) -> tuple[restrict.Restriction, ...]:
    return restrict.restrictions(desk.archive, desk.actor)


def test_the_turn_or_the_whole_interview_is_withheld_where_no_words_are_named(
    desk: Desk, yard: InterviewId
) -> None:
    (day,) = found(desk, RiskCode.DAY)
    assert day.address is not None
    assert settle(desk, Spot(yard, Address(day.address))) == [ScopeKind.TURN]
    assert found(desk, RiskCode.DAY) == []
    assert settle(desk, Spot(yard)) == [ScopeKind.INTERVIEW]
    assert draft(desk.archive, desk.actor, Wanted(PUBLIC), Parcel()).report.told == 0


def test_where_a_code_stands_the_whole_turn_is_withheld(desk: Desk, yard: InterviewId) -> None:
    (code,) = found(desk, RiskCode.NAME_OR_WORD)
    assert settle(desk, place(spelled(code) or "")) == [ScopeKind.TURN]
    assert found(desk, RiskCode.NAME_OR_WORD) == []


def test_nothing_is_withheld_from_others_or_where_nothing_is_told(desk: Desk, yard: InterviewId) -> None:
    (day,) = found(desk, RiskCode.DAY)
    with pytest.raises(Refused, match="nothing is told there"):
        settle(desk, place(spelled(day) or ""), audience=FAMILY)  # the family is told nothing at all
    with pytest.raises(BadOption):
        settle(desk, place(spelled(day) or ""), audience=TEAM)
    with pytest.raises(NotFound):
        settle(desk, Spot(yard, Address("zzzzzzzzzzzzzz")))
    assert found(desk, RiskCode.DAY) == [day]
    assert [rule.scope.kind for rule in _rules(desk)] == [ScopeKind.PERSON]


@pytest.mark.parametrize("text", ["", "a/b/3", "a/b/3-", "../x", "a/b/3-4/5", "A b"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(BadOption, match="not a place"):
        place(text)


def test_places_are_read_as_they_are_written() -> None:
    for spot in (Spot(InterviewId("abc")), Spot(InterviewId("abc"), Address("def"), (3, 9))):
        risk = Risk(RiskCode.NUMBER, spot.interview, spot.address, spot.span)
        assert place(spelled(risk) or "") == spot
    assert spelled(Risk(RiskCode.FREE_TEXT)) is None
    assert spelled(Risk(RiskCode.RESTRICTED_NAME, "abc", None, (1, 2))) is None


def test_what_an_interview_points_at_is_said_again_where_it_is_taken_over(
    desk: Desk, yard: InterviewId, tmp_path: Path
) -> None:
    first = publish(desk, tmp_path / "out")
    again = publish(desk, tmp_path / "out")
    assert again.draft.report.anew == 0
    at = [risk for risk in again.draft.report.risks if risk.interview == yard]
    assert at == [risk for risk in first.draft.report.risks if risk.interview == yard] != []
