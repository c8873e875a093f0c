"""A request under way: answers come in one by one, a forged one names its sender, enough of them put back."""

from __future__ import annotations

import hashlib
import random

import pytest
from tests.desk.conftest import Desk
from tests.desk.custodians import CARDS, PEOPLE, PETRO, adopt, every, unchanged

from whensafe.desk import opening
from whensafe.desk.check import check
from whensafe.desk.facts import confirm
from whensafe.desk.release_groups import Asking
from whensafe.desk.request import ask
from whensafe.desk.seal import seal
from whensafe.errors import BadInput, NotFound, Refused
from whensafe.nouns.ids import InterviewId
from whensafe.protection.closure import Quote
from whensafe.sealing import files
from whensafe.sealing.age import HybridIdentity
from whensafe.sealing.groups import Share
from whensafe.sealing.requests import ANSWER_KIND, Answer, answer
from whensafe.sealing.stanzas import HybridRecipient

WORDS = "quicksilver nightjar"
STORY = f"Q: Where were you?\nA: I saw the {WORDS} at dawn.\nQ: And then?\nA: We walked home.\n"
OPENER = HybridIdentity(b"o" * 32)
chance = random.Random(3).randbytes  # noqa: S311 - the same in every run


def told(desk: Desk) -> tuple[InterviewId, str]:
    adopt(desk)
    id = desk.take(STORY).id
    made = seal(desk.archive, desk.actor, id, Quote(WORDS), until=f"free({PETRO})")
    confirm(desk.archive, desk.actor, f"free({PETRO})", evidence="met at the station")
    return id, made.seal


def asking(desk: Desk, sealed: str) -> bytes:
    made = ask(desk.archive, desk.actor, sealed, str(OPENER.recipient()), here=True)
    assert opening.request_file(desk.archive, desk.actor, sealed) == made.request
    return made.request


def answered(request: bytes, *who: int) -> list[tuple[str, bytes]]:
    return [(f"from {n}", answer(request, PEOPLE[n], chance, archive_key=None)) for n in who]


def forged(request: bytes, n: int) -> bytes:
    """An answer that its sender signed, with a share of nothing in it."""
    share = Share("x", "academic acid", b"s" * 32).seal_for(
        HybridRecipient.parse(str(OPENER.recipient())), chance
    )
    body = Answer(hashlib.sha256(request).digest(), share, CARDS[n].verify)
    return files.write(ANSWER_KIND, body, PEOPLE[n].sign)


def test_answers_are_kept_one_by_one_until_enough_put_the_words_back(desk: Desk) -> None:
    id, sealed = told(desk)
    request = asking(desk, sealed)
    first = opening.take_answers(desk.archive, desk.actor, sealed, answered(request, 0), OPENER)
    assert [one.answered for one in first.holders] == [True, False, False]
    assert first.threshold == 2
    with unchanged(desk), pytest.raises(BadInput, match="2 are needed"):
        opening.open_asked(desk.archive, desk.actor, sealed, OPENER)
    again = opening.take_answers(desk.archive, desk.actor, sealed, answered(request, 0, 2), OPENER)
    assert [one.answered for one in again.holders] == [True, False, True]
    (kept,) = every(desk, Asking)
    assert len(kept.answers) == 2
    assert check(desk.archive, desk.actor).ok

    receipt = opening.open_asked(desk.archive, desk.actor, sealed, OPENER, reason="he is home")
    assert [one.id for one in receipt.seals] == [sealed]
    assert WORDS in desk.show(id).sessions[0].current[0].turns[1].text
    assert every(desk, Asking) == []
    assert opening.asked(desk.archive, desk.actor, sealed) is None
    assert check(desk.archive, desk.actor).ok


def test_a_forged_or_foreign_answer_names_its_sender_and_the_others_stay(desk: Desk) -> None:
    _, sealed = told(desk)
    request = asking(desk, sealed)
    bad = [
        ("forged", forged(request, 1)),
        ("nonsense", b"{}"),
        *answered(request, 2),
    ]
    taken = opening.take_answers(desk.archive, desk.actor, sealed, bad, OPENER)
    assert [one.answered for one in taken.holders] == [False, False, True]
    assert [(name, wrong.where) for name, wrong in taken.refused] == [
        ("forged", "Bohdan"),
        ("nonsense", None),
    ]
    with unchanged(desk):
        none = opening.take_answers(desk.archive, desk.actor, sealed, bad[:2], OPENER)
    assert [one.answered for one in none.holders] == [False, False, True]


def test_asking_again_ends_what_was_under_way(desk: Desk) -> None:
    _, sealed = told(desk)
    old = asking(desk, sealed)
    opening.take_answers(desk.archive, desk.actor, sealed, answered(old, 0, 1), OPENER)
    ask(desk.archive, desk.actor, sealed, str(OPENER.recipient()), for_whom="public", here=True)
    assert opening.asked(desk.archive, desk.actor, sealed).answers == ()  # type: ignore[union-attr]
    taken = opening.take_answers(desk.archive, desk.actor, sealed, answered(old, 0), OPENER)
    assert [wrong.where for _, wrong in taken.refused] == ["Ada"]
    assert check(desk.archive, desk.actor).ok


def test_a_request_can_be_given_up(desk: Desk) -> None:
    _, sealed = told(desk)
    asking(desk, sealed)
    assert opening.withdraw_request(desk.archive, desk.actor, sealed) == str(OPENER.recipient())
    assert every(desk, Asking) == []
    with unchanged(desk), pytest.raises(Refused, match="no request"):
        opening.take_answers(desk.archive, desk.actor, sealed, [], OPENER)
    with pytest.raises(NotFound):
        opening.asked(desk.archive, desk.actor, "nothing")
    assert check(desk.archive, desk.actor).ok


def test_what_is_kept_holds_none_of_the_words(desk: Desk) -> None:
    _, sealed = told(desk)
    request = asking(desk, sealed)
    opening.take_answers(desk.archive, desk.actor, sealed, answered(request, 0, 1), OPENER)
    (kept,) = every(desk, Asking)
    assert WORDS.encode() not in request + b"".join(kept.answers)
    assert b"o" * 32 not in request + b"".join(kept.answers)
