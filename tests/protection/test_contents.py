"""Sealing an interview and releasing it again: nothing of the words stays, and everything comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protection.testimonies import (
    LETTERS,
    exhibit,
    fresh,
    interview,
    mint,
    question,
    texts_of,
    transcript,
    turn,
)

from whensafe.desk.records import canonical
from whensafe.errors import BadInput, Refused
from whensafe.nouns.interview import Interview, Mark, MarkKind, SourceRef, TranscriptKind
from whensafe.nouns.sealed import FieldHole, SealId
from whensafe.nouns.text import nfc
from whensafe.protection import contents
from whensafe.protection.closure import OneTurn, Quote, Whole, close
from whensafe.protection.contents import Applied, Brought

ONE = SealId("one")
CANARY = "quicksilver nightjar beside kettledrums"
SALT = bytes(32)


def sealed(it: Interview, what: Any, seal: SealId = ONE, before: Any = (), **more: Any) -> Applied:
    return contents.apply(it, before, close(it, what, **more), seal, mint)


def released(done: Applied, it: Interview, field_holes: Any, seal: SealId = ONE) -> Brought:
    """Through the written form, as a release goes."""
    held, rendered = (contents.read(contents.spell(one, SALT)) for one in (done.contents, done.renderings))
    back = contents.restore(it, field_holes, held, seal, mint)
    if not rendered.stretches:
        return back
    more = contents.restore(back.interview, back.holes, rendered, None, mint)
    return replace(more, late=back.late + more.late, fields=back.fields)


def plain(it: Interview) -> Interview:
    """An interview without the ids of its versions, for comparing."""
    ids = {t.id: f"v{n}" for n, t in enumerate(t for s in it.sessions for t in s.transcripts)}
    sessions = tuple(
        replace(
            s,
            transcripts=tuple(replace(t, id=ids[t.id], based_on=ids.get(t.based_on)) for t in s.transcripts),
        )
        for s in it.sessions
    )
    return replace(it, sessions=sessions)


def full() -> Interview:
    """Something of everything, with the same words in all of it."""
    asks = turn(1, "What did you see?", start_ms=0, end_ms=900)
    says = turn(
        2,
        f"I saw a {CANARY}, \U0001f56f and then nothing.",
        marks=(
            Mark(MarkKind.LABEL, 0, "P.V.: "),
            Mark(MarkKind.SOFT_BREAK, 20, "\n"),
            Mark(MarkKind.MARKUP, 55, "*"),
        ),
        start_ms=1000,
        end_ms=4000,
    )
    other = turn(3, "And a picture?", marks=(Mark(MarkKind.MARKUP, 6, f"![{CANARY}]"),), start_ms=5000)
    first = transcript(asks, says, other)
    into = transcript(
        turn(1, "Що ви бачили?", translates=asks.address),
        turn(2, "Ртуть, дрімлюга й литаври.", translates=says.address, start_ms=1000, end_ms=4000),
        turn(3, "А світлина?", translates=other.address),
        kind=TranscriptKind.TRANSLATION,
        based_on=first.id,
    )
    reading = transcript(turn(1, f"What? {CANARY}"))
    first = replace(first, based_on=reading.id)
    return interview(
        first,
        into,
        reading,
        title=f"«{CANARY.title()}»",
        standfirst=f"He saw a {CANARY.upper()} there",
        section=("Voices", CANARY),
        source=SourceRef("The Invented Courier", f"https://courier.example/{CANARY.replace(' ', '-')}/1"),
        exhibits=(exhibit(f"A {CANARY}", f"with the {CANARY}"),),
        dropped=("Accept all cookies", f"Read also: {CANARY}", f"{CANARY} {CANARY}"),
        questions=(question(f"Who says {CANARY}?", options=(CANARY, "nobody"), answer=CANARY),),
    )


def words_in(it: Interview) -> list[str]:
    left = canonical(it).decode().casefold()
    return [word for word in [*CANARY.split(), "ртуть", "дрімлюга", "литаври"] if word in left]


WAYS = {
    "quoted": Quote(CANARY),
    "turn": OneTurn("2"),
    "whole": Whole(),
}


@pytest.mark.parametrize("what", WAYS.values(), ids=WAYS)
def test_nothing_of_the_words_is_left_anywhere_in_the_interview(what: Any) -> None:
    it = full()
    assert len(words_in(it)) == 7
    done = sealed(it, what)
    assert words_in(done.interview) == []
    assert done.interview.sessions[0].originals == ()
    assert done.interview.sessions[0].superseded == ()


@pytest.mark.parametrize("what", WAYS.values(), ids=WAYS)
def test_everything_comes_back(what: Any) -> None:
    it = full()
    done = sealed(it, what)
    back = released(done, done.interview, done.holes)
    assert back.holes == ()
    assert back.late == ()
    assert plain(contents.with_set_aside(back.interview, done.set_aside)) == plain(it)


def test_a_hole_has_the_mark_of_its_seal_and_the_turn_no_times() -> None:
    it = full()
    done = sealed(it, Quote(CANARY))
    says = done.interview.sessions[0].transcripts[0].turns[1]
    assert says.text == "I saw a \ufffc, \U0001f56f and then nothing."
    assert says.marks[1] == Mark(MarkKind.SEAL, 8, "one")
    assert (says.start_ms, says.end_ms) == (None, None)
    rendered = done.interview.sessions[0].transcripts[1].turns[1]
    assert rendered.text == "\ufffc"
    assert rendered.marks == (Mark(MarkKind.SEAL, 0, "one"),)
    assert done.interview.title == "\ufffc"
    assert done.interview.standfirst == "He saw a \ufffc there"
    assert done.interview.source.url is None
    assert done.interview.questions[0].options == ("\ufffc", "nobody")


def test_touched_transcripts_are_new_versions_and_translations_name_them() -> None:
    it = full()
    done = sealed(it, Quote(CANARY))
    first, into = done.interview.sessions[0].transcripts
    old, old_into, _ = it.sessions[0].transcripts
    assert dict(done.renamed) == {first.id: old.id, into.id: old_into.id}
    assert into.based_on == first.id
    assert [t.address for t in first.turns] == [t.address for t in old.turns]


def test_what_was_not_touched_keeps_its_version() -> None:
    it = interview(transcript(turn(1, "One two three four five.")), transcript(turn(1, "A lamp went out.")))
    done = sealed(it, Quote("three"))
    assert done.interview.sessions[0].transcripts[1] == it.sessions[0].transcripts[1]


def test_a_whole_interview_keeps_no_name_no_source_and_no_exhibit() -> None:
    done = sealed(full(), Whole())
    assert done.interview.exhibits == ()
    assert {p.name for p in done.interview.participants} == {None}
    assert done.interview.source == SourceRef("\ufffc", None)
    assert {t.text for t in texts_of(done.interview).values()} == {"\ufffc"}


def test_sealing_again_what_is_sealed_is_refused() -> None:
    done = sealed(full(), OneTurn("2"))
    for what in (OneTurn("2"), Quote(CANARY)):
        with pytest.raises((Refused, BadInput)):
            close(done.interview, what)
    whole = sealed(full(), Whole())
    with pytest.raises(Refused):
        close(whole.interview, Whole())


@st.composite
def told(draw: Any) -> Interview:
    """An interview whose turns have numbered words, each once, between any letters."""
    turns = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        said = "".join(
            f"{''.join(draw(st.lists(LETTERS, max_size=3)))} q{n}x{k} "
            for k in range(draw(st.integers(1, 4)))
        )
        times = draw(st.sampled_from([(None, None), (n * 1000, n * 1000 + 500)]))
        text = nfc(said)
        at = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
        marks = tuple(Mark(MarkKind.SOFT_BREAK, place, f"{k}") for k, place in enumerate(at))
        turns.append(turn(n, text, marks=marks, start_ms=times[0], end_ms=times[1]))
    first = transcript(*turns)
    into = transcript(
        *(turn(t.n, f"w{t.n}y in other words", translates=t.address) for t in turns if draw(st.booleans())),
        kind=TranscriptKind.TRANSLATION,
        based_on=first.id,
    )
    quoted = draw(st.sampled_from(turns)).text.split()
    return interview(first, *((into,) if into.turns else ()), title=" ".join(nfc(w) for w in quoted) or None)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_seals_in_any_order_of_sealing_and_releasing(data: Any) -> None:
    it: Interview = data.draw(told())
    now, field_holes = it, ()
    done: list[tuple[SealId, Applied]] = []
    for n in range(data.draw(st.integers(1, 4))):
        words = [
            w
            for s in now.sessions
            for t in s.transcripts
            for u in t.turns
            for w in u.text.split()
            if "q" in w
        ]
        if not words:
            break
        whole = data.draw(st.booleans())
        at = [u for u in now.sessions[0].transcripts[0].turns if u.text.strip("\ufffc\n ")]
        what = (
            OneTurn(data.draw(st.sampled_from(at)).address)
            if whole
            else Quote(data.draw(st.sampled_from(words)))
        )
        if isinstance(what, Quote) and "\ufffc" in what.words:
            continue
        seal = SealId(f"seal{n}")
        one = sealed(now, what, seal, field_holes)
        said = words if isinstance(what, Quote) and whole else ()
        assert not any(w in canonical(one.interview).decode() for w in said)
        if isinstance(what, Quote):
            assert what.words not in canonical(one.interview).decode()
        done.append((seal, one))
        now, field_holes = one.interview, one.holes
    late: tuple[contents.Times, ...] = ()
    waiting = data.draw(st.permutations(done))
    while waiting:  # a seal whose place a later one covers is refused until that one is released
        left = []
        for seal, one in waiting:
            try:
                back = released(one, now, field_holes, seal)
            except Refused:
                left.append((seal, one))
                continue
            now, waits = contents.with_times(back.interview, (*late, *back.late))
            field_holes, late = back.holes, waits
        assert len(left) < len(waiting)
        waiting = left
    assert (late, field_holes) == ((), ())
    for _, one in done[:1]:
        now = contents.with_set_aside(now, one.set_aside)
    assert plain(now) == plain(it)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_open_interviews_that_differ_in_sealed_words_are_equal(data: Any) -> None:
    one, other = (f"<{nfc(''.join(data.draw(st.lists(LETTERS, max_size=9))))}> z{n}" for n in range(2))
    addresses = [turn(1, "x").address, turn(2, "x").address]
    opened = []
    for words in (one, other):
        said = replace(turn(2, f"before {words} after"), address=addresses[0])
        into = replace(turn(2, f"rendered {words}", translates=said.address), address=addresses[1])
        first = replace(transcript(said), id="a" * 12)
        second = replace(transcript(into, kind=TranscriptKind.TRANSLATION, based_on=first.id), id="b" * 12)
        it = replace(interview(first, second, title=f"{words}"), id="i" * 10, participants=())
        it = replace(it, sessions=(replace(it.sessions[0], id="s" * 12),))
        what = Quote(words.replace("\ufffc", ""), everywhere=True) if "\ufffc" not in words else OneTurn("1")
        names = iter(["c" * 12, "d" * 12])
        opened.append(
            contents.apply(it, (), close(it, OneTurn("1")), ONE, lambda names=names: next(names)).interview
            if isinstance(what, OneTurn)
            else contents.apply(it, (), close(it, what), ONE, lambda names=names: next(names)).interview
        )
    if "\ufffc" not in one + other:
        assert opened[0] == opened[1]


def test_times_wait_for_the_last_hole_of_their_turn() -> None:
    it = interview(transcript(turn(1, "alpha beta gamma", start_ms=10, end_ms=20)))
    first = sealed(it, Quote("alpha"), SealId("a"))
    then = sealed(first.interview, Quote("gamma"), SealId("g"))
    back = released(first, then.interview, (), SealId("a"))
    said = back.interview.sessions[0].transcripts[0].turns[0]
    assert (said.text, said.start_ms) == ("alpha beta \ufffc", None)
    assert [t.end_ms for t in back.late] == [20]
    kept, waits = contents.with_times(back.interview, back.late)
    assert (kept, waits) == (back.interview, back.late)
    whole = released(then, back.interview, (), SealId("g"))
    timed, waits = contents.with_times(whole.interview, back.late)
    assert waits == ()
    assert timed.sessions[0].transcripts[0].turns[0] == it.sessions[0].transcripts[0].turns[0]


def test_holes_of_two_seals_in_one_title() -> None:
    it = interview(
        transcript(turn(1, "alpha beta gamma delta epsilon zeta")), title="On alpha and zeta, alpha!"
    )
    a = sealed(it, Quote("alpha"), SealId("a"))
    z = sealed(a.interview, Quote("zeta"), SealId("z"), a.holes)
    assert z.interview.title == "On \ufffc and \ufffc, \ufffc!"
    assert z.holes == (
        FieldHole("title", 3, SealId("a")),
        FieldHole("title", 9, SealId("z")),
        FieldHole("title", 12, SealId("a")),
    )
    back = released(a, z.interview, z.holes, SealId("a"))
    assert back.interview.title == "On alpha and \ufffc, alpha!"
    assert back.fields == (("title", ((3, 8), (16, 21))),)
    assert released(z, back.interview, back.holes, SealId("z")).interview.title == it.title


@pytest.mark.parametrize("name", ["Levko", "Levko Hai", "Levko  Hai Dorosh"])
def test_one_hole_in_a_title_whatever_the_number_of_words(name: str) -> None:
    said = f"And there was {name.upper()} with us, thanks to God"
    it = interview(transcript(turn(1, said)), title=f"How {name} saved people")
    done = sealed(it, Quote(said))
    assert done.interview.title == "How \ufffc saved people"
    assert released(done, done.interview, done.holes).interview.title == it.title


def test_contents_hold_their_own_stretches_and_no_other_words() -> None:
    slug = SourceRef(None, "https://courier.example/alpha-beta-gamma")
    it = interview(transcript(turn(1, "He said alpha beta gamma.")), title="Alpha beta gamma", source=slug)
    done = sealed(it, Quote("beta"))
    held = contents.spell(done.contents, SALT)
    assert b"beta" in held
    assert b"alpha" not in held.lower()
    assert b"gamma" not in held
    assert done.set_aside.url == slug.url
    back = released(done, done.interview, done.holes)
    assert contents.with_set_aside(back.interview, done.set_aside).source == slug


def test_a_source_may_have_a_hole_of_its_own() -> None:
    it = interview(
        transcript(turn(1, "A picture \ufffc stood here and there")), title="\ufffc here and there \ufffc"
    )
    done = sealed(it, Quote("here and there"))
    back = released(done, done.interview, done.holes)
    assert plain(back.interview) == plain(replace(it, sessions=done.interview.sessions)) or (
        texts_of(back.interview) == texts_of(it) and back.interview.title == it.title
    )


@pytest.mark.parametrize("wrong", [b"", SALT, SALT + b"{}", SALT + b"[1", SALT + b'{"v":1}', b"x" * 99])
def test_what_is_no_contents_is_refused(wrong: bytes) -> None:
    with pytest.raises(BadInput):
        contents.read(wrong)


def test_a_salt_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        contents.spell(sealed(full(), Quote(CANARY)).contents, b"short")
    assert contents.commitment(SALT) != contents.commitment(bytes(33))


def test_a_seal_of_another_interview_is_refused() -> None:
    done = sealed(full(), Quote(CANARY))
    with pytest.raises(Refused):
        released(done, interview(transcript(turn(1, fresh()))), ())
