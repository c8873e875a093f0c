"""Text that is sealed before it is uploaded: the archive never has its words until custodians answer."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.conftest import Desk
from tests.desk.custodians import FREE, adopt, every, opened, release_file, unchanged

from whensafe.desk.add_to import add_to
from whensafe.desk.awaited import New
from whensafe.desk.check import check
from whensafe.desk.clearing import Clearing
from whensafe.desk.consent import Answer, consent
from whensafe.desk.facts import confirm
from whensafe.desk.place import AT_THE_BEGINNING, Placed, Taken, awaited, place, seal_for, take
from whensafe.desk.release import release
from whensafe.desk.seal import seal
from whensafe.desk.take_in import Incoming
from whensafe.errors import BadInput, BadOption, BadSeal, NotFound, NotPermitted, Refused
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution, Use
from whensafe.nouns.edition import Ground, Withheld
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Role
from whensafe.nouns.sealed import Seal, SealState
from whensafe.nouns.text import HOLE, Language, nfc
from whensafe.protection import contents
from whensafe.protection.closure import Quote
from whensafe.sealing.age import HybridIdentity
from whensafe.sealing.places import Place, Sealed, read_place, read_sealed, write_sealed
from whensafe.sealing.seals import Context, open_sealed

PUBLIC = Audience("public")
BAKER = """# The bakery by the river
Ada (interviewer): Where did you work?
Petro (narrator): In the bakery by the river.
Ada (interviewer): Who was with you?
Petro (narrator): I can not say.
"""
WORDS = "Ihor Koval was there;\nhe is there still. Ще сьогодні 🕊."
YES = Answer(Use.PUBLISH, "narrator", PUBLIC, attribution=Attribution.FULL)
_chance = random.Random(11).randbytes  # noqa: S311 - the same in every run


def at(desk: Desk, where: InterviewId | New, **options: object) -> Placed:
    return place(desk.archive, desk.actor, where, until=FREE, **options)  # type: ignore[arg-type]


def sealed(placed: Placed, words: str = WORDS) -> bytes:
    return seal_for(read_place(placed.file), words, _chance)


def brought(desk: Desk, placed: Placed, words: str = WORDS) -> Taken:
    return take(desk.archive, desk.actor, sealed(placed, words))


def texts(desk: Desk, id: InterviewId) -> list[str]:
    return [turn.text for turn in desk.show(id).transcript.turns]  # type: ignore[union-attr]


def told(desk: Desk, id: InterviewId) -> list[str] | None:
    """What the public is told, turn by turn; a hole as its ground in angle brackets."""
    with desk.archive.store.read() as unit:
        found = Clearing(unit, desk.actor, PUBLIC, desk.archive.clock.now()).of(desk.show(id))
    if found is None:
        return None
    return [
        "".join(f"<{p.ground}>" if isinstance(p, Withheld) else p for p in turn.pieces)
        for turn in found.cleared.turns
    ]


@pytest.fixture
def held(desk: Desk) -> Desk:
    adopt(desk)
    return desk


def test_the_words_come_to_their_place_once_enough_custodians_have_answered(held: Desk) -> None:
    id = held.take(BAKER).id
    consent(held.archive, held.actor, id, YES)
    before = texts(held, id)
    placed = at(held, id, after="3", ground=Ground.DANGER_TO_OTHERS)
    assert texts(held, id) == before, "a place alone changes nothing"
    one = brought(held, placed)
    assert (one.n, one.seal.scope.value) == (4, "turn")
    assert texts(held, id) == [*before[:3], HOLE, before[3]]
    assert check(held.archive, held.actor).ok
    assert told(held, id) == [*before[:3], "<danger_to_others>", before[3]]

    release(held.archive, held.actor, release_file(held, one.seal.group))
    assert texts(held, id) == [*before[:3], WORDS, before[3]]
    turn = held.show(id).transcript.turns[3]  # type: ignore[union-attr]
    assert (turn.address, turn.role, turn.marks) == (one.address, Role.NARRATOR, ())
    assert held.show(id).name_of(turn.speaker) == "Petro"
    assert [s.state for s in every(held, Seal)] == [SealState.RELEASED]
    assert check(held.archive, held.actor).ok


def test_consent_that_was_given_before_says_nothing_of_these_words(held: Desk) -> None:
    id = held.take(BAKER).id
    consent(held.archive, held.actor, id, YES)
    one = brought(held, at(held, id))
    consent(held.archive, held.actor, id, YES)
    confirm(held.archive, held.actor, FREE, evidence="a letter")
    release(held.archive, held.actor, release_file(held, one.seal.group))
    assert told(held, id)[-1] == "<danger_to_others>"  # type: ignore[index]
    consent(held.archive, held.actor, id, YES)
    assert told(held, id)[-1].split() == WORDS.split()  # type: ignore[index]


def test_a_new_interview_may_be_nothing_but_sealed_words(held: Desk) -> None:
    placed = at(held, New(Language("uk"), " Testimony  1 "), role=Role.NARRATOR)
    id = placed.awaited.interview
    with pytest.raises(NotFound):
        held.show(id)
    one = brought(held, placed)
    kept = held.show(id)
    assert (kept.title, kept.language, texts(held, id)) == ("Testimony 1", "uk", [HOLE])
    assert kept.sessions[0].originals == ()
    consent(held.archive, held.actor, id, YES)
    assert told(held, id) is None, "nothing but a hole is nothing to tell"
    assert check(held.archive, held.actor).ok
    release(held.archive, held.actor, release_file(held, one.seal.group))
    assert texts(held, id) == [WORDS]


def test_it_opens_together_with_other_seals_of_its_condition(held: Desk) -> None:
    id = held.take(BAKER).id
    seal(held.archive, held.actor, id, Quote("the river"), until=FREE)
    one = brought(held, at(held, id, after=AT_THE_BEGINNING))
    assert one.n == 1
    assert len({s.group for s in every(held, Seal)}) == 1
    assert {o.context.seal for o in opened(held, one.seal.group)} > {one.seal.id}
    release(held.archive, held.actor, release_file(held, one.seal.group))
    assert texts(held, id)[0] == WORDS
    assert "the river" in texts(held, id)[2]
    assert check(held.archive, held.actor).ok


def test_numbers_of_questions_and_translations_follow(held: Desk) -> None:
    id = held.take(BAKER).id
    add_to(held.archive, held.actor, id, [Incoming("t.uk.txt", "lang: uk\nАда: Де?\nПетро: Там.\n".encode())])
    bases = {t.based_on for s in held.show(id).sessions for t in s.transcripts}
    brought(held, at(held, id, after="1"))
    shown = held.show(id)
    ids = {t.id for s in shown.sessions for t in s.transcripts}
    assert {t.based_on for s in shown.sessions for t in s.transcripts} <= {*ids, None}
    assert len(bases) == len({t.based_on for s in shown.sessions for t in s.transcripts})
    assert [t.n for t in shown.transcript.turns] == [1, 2, 3, 4, 5]  # type: ignore[union-attr]


def test_a_place_is_used_once_and_by_nothing_else(held: Desk) -> None:
    id = held.take(BAKER).id
    placed, other = at(held, id), at(held, id)
    file = sealed(placed)
    take(held.archive, held.actor, file)
    assert [a.id for a in awaited(held.archive, held.actor)] == [other.awaited.id]
    with unchanged(held), pytest.raises(NotFound, match="no place waits"):
        take(held.archive, held.actor, file)
    moved = replaced(sealed(other), interview="0000000000")
    with unchanged(held), pytest.raises(BadInput, match="another place"):
        take(held.archive, held.actor, moved)
    with unchanged(held), pytest.raises(NotFound):
        take(held.archive, held.actor, replaced(sealed(other), archive="another"))


def replaced(file: bytes, **context: str) -> bytes:
    one = read_sealed(file)
    moved = Context(**{k: context.get(k, getattr(one.context, k)) for k in one.context.__struct_fields__})
    return write_sealed(Sealed(one.ciphertext, one.commitment, moved))


def test_an_opened_group_takes_no_further_text(held: Desk) -> None:
    id = held.take(BAKER).id
    late = at(held, id)
    one = brought(held, at(held, id))
    release(held.archive, held.actor, release_file(held, one.seal.group))
    with unchanged(held), pytest.raises(Refused, match="no further seal"):
        brought(held, late)
    assert at(held, id).awaited.group != late.awaited.group


def test_words_that_do_not_fit_the_commitment_are_not_put_back(held: Desk) -> None:
    id = held.take(BAKER).id
    true = read_sealed(sealed(at(held, id)))
    one = take(held.archive, held.actor, write_sealed(Sealed(true.ciphertext, bytes(32), true.context)))
    with unchanged(held), pytest.raises(BadInput, match="not what was sealed"):
        release(held.archive, held.actor, release_file(held, one.seal.group))


def test_bad_input_is_one_clear_error(held: Desk) -> None:
    id = held.take(BAKER).id
    placed = at(held, id)
    file = sealed(placed)
    for bad in (b"", b"{}", file[:-1], file.replace(b"sealed-1", b"sealed-2"), placed.file):
        with pytest.raises(BadInput):
            read_sealed(bad)
    cut = read_sealed(file)
    with pytest.raises(BadInput, match="not sealed as"):
        read_sealed(write_sealed(Sealed(cut.ciphertext + b"0", cut.commitment, cut.context)))
    with pytest.raises(BadSeal):
        read_sealed(write_sealed(Sealed(b"words", cut.commitment, cut.context)))
    with pytest.raises(BadInput):
        read_place(placed.file.replace(b"free(", b"dead("))
    for words in ("", " \n ", "a\x00b", f"a {HOLE} b", "x" * (1 << 20) + "y"):
        with pytest.raises(BadOption):
            sealed(placed, words)
    for options in ({"until": "some day"}, {"until": FREE, "language": "not a tag"}):
        with pytest.raises(BadOption):
            place(held.archive, held.actor, id, **options)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        at(held, id, after="77")
    with pytest.raises(NotFound):
        at(held, InterviewId("nothing000"))
    with pytest.raises(Refused, match="draft"):
        at(held, held.take(BAKER.replace("river", "mill"), name="b.txt", keep=False).id)
    with pytest.raises(NotPermitted):
        place(held.archive, None, id, until=FREE)
    with pytest.raises(NotPermitted):
        take(held.archive, None, file)


def test_without_custodians_nothing_can_be_sealed(desk: Desk) -> None:
    id = desk.take(BAKER).id
    with pytest.raises(Refused, match="custodians"):
        place(desk.archive, desk.actor, id, until="narrator_agrees")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=HOLE), min_size=1))
def test_what_comes_out_is_what_went_in(words: str) -> None:
    if not words.strip():
        return
    key = HybridIdentity(bytes(32))
    where = Context("arch", "g1", "s1", "int", "turn", 1, "text")
    here = Place("adr", "narrator_agrees", where, str(key.recipient()), 2, "t1", bytes(32))
    file = read_sealed(seal_for(here, f"\r\n{words}\t.\r\n", _chance))
    (stretch,) = contents.read(open_sealed(file.ciphertext, where, key)).stretches
    assert stretch.words.reveal() == nfc(f"{words} .")


@pytest.mark.parametrize("length", [1, 30, 200, 5000])
def test_its_length_says_little(held: Desk, length: int) -> None:
    placed = at(held, held.take(BAKER).id)
    size = len(read_sealed(sealed(placed, "x" * length)).ciphertext)
    assert size in {len(read_sealed(sealed(placed, "x" * n)).ciphertext) for n in (length, length + 1)}
    other = replace(placed, file=at(held, placed.awaited.interview).file)
    assert len(read_sealed(sealed(other, "y" * length)).ciphertext) == size
