"""Asking the custodians: what a request says, which answers count, and what the ledger keeps of each step."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Sequence

import msgspec
import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import CARDS, FREE, PEOPLE, adopt, every, groups, unchanged
from tests.memory_store import FixedClock

from whensafe.desk import facts, journal
from whensafe.desk.consent import Answer as Consented
from whensafe.desk.consent import consent
from whensafe.desk.put_together import PutTogether, put_together
from whensafe.desk.release import release
from whensafe.desk.request import Asked, ask, prospect
from whensafe.desk.seal import seal
from whensafe.errors import BadAnswer, BadInput, BadOption, NotFound, NotPermitted, Refused
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Use
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.sealed import Seal, SealState
from whensafe.protection.closure import OneTurn, Quote, What
from whensafe.sealing import files, words
from whensafe.sealing import groups as sealing_groups
from whensafe.sealing.custodians import Custodian
from whensafe.sealing.requests import ANSWER_KIND, Answer, Request, answer, read_request
from whensafe.sealing.stanzas import HybridIdentity

OPENER = HybridIdentity(b"o" * 32)
HIS = "Petro carried the water"
HERS = "Maria hid the list"
STORY = f"# The yard\nQ: Who was there?\nA: {HIS}. {HERS}.\nQ: And then?\nA: It snowed.\n"
DECIDED = 'decision("Court of Dolyna", "17")'
_chance = random.Random(9).randbytes  # noqa: S311 - the same in every run


@pytest.fixture
def told(desk: Desk) -> InterviewId:
    adopt(desk)
    return desk.take(STORY).id


def sealed(desk: Desk, id: InterviewId, what: What | None = None, until: str = FREE) -> str:
    return seal(desk.archive, desk.actor, id, what or Quote(HIS), until=until).seal


def asked(desk: Desk, seal: str, **how: object) -> Asked:
    """Ask, whether or not the condition holds."""
    return ask(
        desk.archive,
        desk.actor,
        seal,
        str(OPENER.recipient()),
        **{"although_unmet": True, "reason": "his mother is dying", **how},  # type: ignore[arg-type]
    )


def answered(desk: Desk, request: bytes, *who: int) -> list[tuple[str, bytes]]:
    with desk.archive.store.read() as unit:
        key = unit.secrets.public_key()
    return [(f"answer-{n}", answer(request, PEOPLE[n], _chance, archive_key=key)) for n in who]


def together(request: bytes, answers: Sequence[tuple[str, bytes]]) -> PutTogether:
    return put_together(request, answers, OPENER)


def acts(desk: Desk) -> list[journal.Entry]:
    with desk.archive.store.read() as unit:
        openings = [opening for _, opening in unit.ledger.leaves(0, unit.ledger.size())]
    return [journal.read_entry(opening.payload) for opening in openings if opening is not None]


def free(desk: Desk, told: str = "met at the station", *, hidden: bool = False) -> None:
    facts.confirm(desk.archive, desk.actor, FREE, evidence=told, hide=hidden)


class TestAnUnmetCondition:
    def test_is_refused_unless_somebody_says_so_with_a_reason(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        opener = str(OPENER.recipient())
        for how in (
            {},
            {"although_unmet": True},
            {"reason": "his mother is dying"},
            {"although_unmet": True, "reason": " \n "},
        ):
            with unchanged(desk), pytest.raises(Refused, match="not met") as refused:
                ask(desk.archive, desk.actor, made, opener, **how)  # type: ignore[arg-type]
            assert "--yes --reason" in str(refused.value)

    def test_is_told_to_the_custodians_with_the_reason(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        said = read_request(asked(desk, made).request, archive_key=None)
        assert (said.condition, said.condition_met) == (FREE, False)
        assert said.reason == "his mother is dying"
        assert said.evidence == f"{FREE}: nobody has confirmed it"
        assert said.consent == "The narrator was never asked."
        assert acts(desk)[-1].reason == "his mother is dying"

    def test_needs_neither_once_it_is_met(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        free(desk)
        assert prospect(desk.archive, desk.actor, made).met
        plain = ask(desk.archive, desk.actor, made, str(OPENER.recipient()))
        said = read_request(plain.request, archive_key=None)
        assert said.condition_met
        assert "confirmed on" in said.evidence
        assert "met at the station" in said.evidence

    def test_is_unmet_again_when_the_fact_is_taken_back(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        free(desk)
        facts.take_back(desk.archive, desk.actor, FREE, evidence="it was his cousin")
        with unchanged(desk), pytest.raises(Refused, match="not met"):
            ask(desk.archive, desk.actor, made, str(OPENER.recipient()))
        said = read_request(asked(desk, made).request, archive_key=None)
        assert "does not stand" in said.evidence

    def test_no_clause_of_several_is_left_out(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told, until=f"{FREE} and {DECIDED}")
        free(desk)
        look = prospect(desk.archive, desk.actor, made)
        assert (look.met, dict(look.clauses)) == (False, {FREE: True, DECIDED: False})
        evidence = read_request(asked(desk, made).request, archive_key=None).evidence.splitlines()
        assert [line.split(":")[0] for line in evidence] == [FREE.split(":")[0], DECIDED]


class TestWhatARequestSays:
    def test_evidence_that_is_kept_back_is_not_in_it(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        free(desk, "his sister wrote from Lviv", hidden=True)
        data = asked(desk, made).request
        assert b"his sister" not in data
        assert "kept back" in read_request(data, archive_key=None).evidence

    def test_every_seal_of_its_group_and_none_of_another(self, desk: Desk, told: InterviewId) -> None:
        first = sealed(desk, told)
        again = sealed(desk, told, OneTurn("4"))
        other = sealed(desk, told, Quote(HERS), DECIDED)
        said = asked(desk, again)
        assert said.prospect.opens[0] == again  # the one that was asked for leads
        assert {first, again} <= set(said.prospect.opens)
        assert other not in said.prospect.opens
        listed = read_request(said.request, archive_key=None)
        assert {one.context.seal for one in listed.seals} == set(said.prospect.opens)
        assert {one.context.group for one in listed.seals} == {said.prospect.group}
        assert said.prospect.threshold == 2
        assert said.prospect.custodians == tuple(card.name for card in CARDS)

    def test_no_word_of_what_is_sealed(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        sealed(desk, told, Quote(HERS), DECIDED)
        data = asked(desk, made).request
        for text in (HIS, HERS, *HIS.split(), *HERS.split()):
            if len(text) > 4:
                assert text.encode() not in data

    def test_what_the_narrator_agreed_to(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        public = Consented(Use.PUBLISH, "narrator", Audience("public"))
        consent(desk.archive, desk.actor, told, public)
        said = read_request(asked(desk, made, for_whom="public").request, archive_key=None)
        assert "publish (public): agreed" in said.consent
        assert said.for_whom == "public"

    def test_in_ukrainian(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        said = read_request(asked(desk, made, language="uk").request, archive_key=None)
        assert said.evidence.endswith("ніхто не підтвердив")

    @pytest.mark.parametrize(
        ("how", "where"),
        [
            ({"language": "xx"}, "xx"),
            ({"reason": "r" * 4001}, "--reason"),
            ({"for_whom": "w" * 4001}, "--for"),
        ],
    )
    def test_bad_options_are_said(
        self, desk: Desk, told: InterviewId, how: dict[str, object], where: str
    ) -> None:
        made = sealed(desk, told)
        with unchanged(desk), pytest.raises(BadOption) as refused:
            asked(desk, made, **how)
        assert refused.value.where == where

    def test_nobody_asks(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        with unchanged(desk), pytest.raises(NotPermitted):
            prospect(desk.archive, None, made)
        with unchanged(desk), pytest.raises(NotPermitted):
            ask(desk.archive, None, made, str(OPENER.recipient()), although_unmet=True, reason="-")

    def test_no_such_seal_and_no_such_opener(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        with unchanged(desk), pytest.raises(NotFound):
            asked(desk, "nosuchseal00")
        for opener in ("", "age1pq1nonsense", "age1" + "q" * 58):
            with unchanged(desk), pytest.raises(BadInput):
                ask(desk.archive, desk.actor, made, opener, although_unmet=True, reason="-")


class TestAnswers:
    def test_any_two_open_every_seal_of_the_group(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        sealed(desk, told, OneTurn("4"))
        request = asked(desk, made).request
        for pair in itertools.permutations(range(3), 2):
            opened = together(request, answered(desk, request, *pair))
            assert [one.text for one in opened.seals] == [HIS, "It snowed."]
            assert opened.refused == ()
            assert HIS not in repr(opened)

    def test_one_is_not_enough_and_the_same_twice_is_one(self, desk: Desk, told: InterviewId) -> None:
        request = asked(desk, sealed(desk, told)).request
        one = answered(desk, request, 1)
        again = answered(desk, request, 1)
        assert one[0][1] != again[0][1]  # sealed anew: the same custodian none the less
        for few in ([], one, one * 3, [*one, *again]):
            with pytest.raises(BadInput, match="2 are needed") as refused:
                together(request, few)
            assert HIS not in str(refused.value)

    def test_to_another_request_of_the_same_group_is_refused(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        first, second = (asked(desk, made, reason=reason).request for reason in ("once", "and again"))
        old, new = answered(desk, first, 0, 1), answered(desk, second, 2)
        with pytest.raises(BadAnswer, match="another request") as refused:
            together(second, [*old, *new])
        for name in ("answer-0", "Ada", "answer-1", "Bohdan"):
            assert name in str(refused.value)
        assert "Chiara" not in str(refused.value)

    def test_to_another_groups_request_is_refused(self, desk: Desk, told: InterviewId) -> None:
        his = asked(desk, sealed(desk, told)).request
        hers = asked(desk, sealed(desk, told, Quote(HERS), DECIDED)).request
        with pytest.raises(BadAnswer, match="another request"):
            together(hers, answered(desk, his, 0, 1))

    def test_a_forged_one_names_its_sender_and_the_honest_still_open(
        self, desk: Desk, told: InterviewId
    ) -> None:
        request = asked(desk, sealed(desk, told)).request
        honest = answered(desk, request, 0, 2)
        forged = _forged(request, answered(desk, request, 1)[0][1], PEOPLE[1])
        opened = together(request, [("from Bohdan", forged), *honest])
        assert [one.text for one in opened.seals] == [HIS]
        ((file, wrong),) = opened.refused
        assert (file, wrong.where) == ("from Bohdan", "Bohdan")
        assert "forged" in wrong.message
        with pytest.raises(BadAnswer, match=r"2 are needed.*Bohdan"):
            together(request, [("from Bohdan", forged), *honest[:1]])

    def test_a_forged_one_in_anothers_name_blames_nobody(self, desk: Desk, told: InterviewId) -> None:
        request = asked(desk, sealed(desk, told)).request
        true = answered(desk, request, 1)[0][1]
        forged = _forged(request, true, PEOPLE[0])  # says it is from Bohdan, and Ada signed it
        opened = together(request, [("x", forged), *answered(desk, request, 0, 2)])
        ((_, wrong),) = opened.refused
        assert wrong.where is None

    def test_somebody_elses_opener_opens_nothing(self, desk: Desk, told: InterviewId) -> None:
        request = asked(desk, sealed(desk, told)).request
        answers = answered(desk, request, 0, 1)
        with pytest.raises(BadInput, match="somebody else"):
            put_together(request, answers, HybridIdentity(b"p" * 32))

    def test_a_custodian_who_left_answers_for_older_groups_alone(self, desk: Desk, told: InterviewId) -> None:
        from whensafe.desk.adopt import adopt as adopt_cards

        old = sealed(desk, told)
        newcomer = Custodian(bytes([9]) * 32)
        cards = [
            (f"{n}", who.card(name)) for n, (who, name) in enumerate(((PEOPLE[0], "Ada"), (newcomer, "Nina")))
        ]
        adopt_cards(desk.archive, desk.actor, cards, 2)
        new = sealed(desk, told, Quote(HERS), DECIDED)
        request, later = asked(desk, old).request, asked(desk, new).request
        assert [one.text for one in together(request, answered(desk, request, 1, 2)).seals] == [HIS]
        with pytest.raises(BadInput, match="no share of yours"):
            answered(desk, later, 1)


class TestAfterwards:
    def test_an_opened_group_is_not_asked_again_nor_used_again(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        request = asked(desk, made).request
        released = release(
            desk.archive, desk.actor, together(request, answered(desk, request, 0, 1)).release, reason="free"
        )
        assert [one.state for one in released.seals] == [SealState.RELEASED]
        with unchanged(desk), pytest.raises(Refused, match="it was released"):
            asked(desk, made)
        again = sealed(desk, told, Quote(HERS))  # the same condition
        first, second = groups(desk)
        assert first.opened_at is not None
        assert second.opened_at is None
        assert first.group.recipient != second.group.recipient
        assert asked(desk, again).prospect.group == second.id
        old = answered(desk, request, 0, 1)
        fresh = asked(desk, again).request
        with pytest.raises(BadAnswer):
            together(fresh, old)

    def test_the_ledger_shows_each_step(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told)
        free(desk)
        said = ask(desk.archive, desk.actor, made, str(OPENER.recipient()), reason="he is free")
        opened = together(said.request, answered(desk, said.request, 1, 2))
        release(desk.archive, desk.actor, opened.release, reason="two answered")
        (kept,) = every(desk, Seal)
        shown = [(one.act, one.about, one.reason) for one in acts(desk)]
        after = [step for step in shown if step[0] in ("request", "release")]
        assert after == [
            ("request", (kept.group, *said.prospect.opens), "he is free"),
            ("release", (made,), "two answered"),
        ]
        assert [act for act, *_ in shown if act in ("seal", "confirm", "request", "release")] == [
            "seal",
            "confirm",
            "request",
            "release",
        ]
        assert all(HIS not in str(one) for one in acts(desk) if one.act in ("request", "release"))

    def test_a_date_that_passes_opens_nothing_by_itself(self, desk: Desk, told: InterviewId) -> None:
        made = sealed(desk, told, until="after(2026-03-02)")
        assert not prospect(desk.archive, desk.actor, made).met
        clock = desk.archive.clock
        assert isinstance(clock, FixedClock)
        clock.at += datetime.timedelta(days=9)
        assert prospect(desk.archive, desk.actor, made).met
        (kept,) = every(desk, Seal)
        assert kept.state is SealState.SEALED
        assert HIS not in str(desk.show(told))


def _forged(request: bytes, true: bytes, by: Custodian) -> bytes:
    """An answer like this one, whose share is another's: made up, and signed by ``by``."""
    asked_for: Request = read_request(request, archive_key=None)
    share = sealing_groups.Share(asked_for.group.id, words.split(b"f" * 32, 2, 3)[0], b"s" * 32)
    body, _ = files.read(ANSWER_KIND, Answer, true)
    changed = msgspec.structs.replace(body, sealed=share.seal_for(OPENER.recipient(), _chance))
    return files.write(ANSWER_KIND, changed, by.sign)
