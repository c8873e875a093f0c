"""Laws of what marking writes and shows, for any form, any text and any stretch."""

from __future__ import annotations

import datetime
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from whensafe.nouns.condition import Dead, Free, PersonId
from whensafe.nouns.ids import Address, InterviewId, SessionId, TranscriptId
from whensafe.nouns.interview import (
    Basis,
    Interview,
    Role,
    Session,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.person import Person
from whensafe.nouns.sealed import SealId
from whensafe.nouns.text import HOLE, Language, nfc
from whensafe.protection import conditions
from whensafe.web.show import stretches, until
from whensafe.web.show.closed import Decked, Run
from whensafe.web.show.turns import decked

IDS = [f"p:{letter * 6}" for letter in "abcd"]
PEOPLE = {PersonId(id): Person(PersonId(id), id[2], (), "2026-01-01T00:00:00Z") for id in IDS}
FATES = ("free", "dead", "either")
NOW = datetime.datetime(2028, 6, 1, tzinfo=datetime.UTC)

forms = st.fixed_dictionaries(
    {
        **{f"person_{n}": st.sampled_from(["", *IDS]) for n in range(4)},
        **{f"fate_{n}": st.sampled_from(FATES) for n in range(4)},
        "rows": st.just("4"),
        "need": st.sampled_from(["all", "any", "some"]),
        "need_n": st.sampled_from(["1", "2", "3"]),
        "date": st.sampled_from(["", "2027", "2030-01"]),
        "join": st.sampled_from(["all", "any"]),
        "agrees": st.sampled_from(["", "yes"]),
    }
)
facts = st.frozensets(
    st.sampled_from([kind(PersonId(id)) for id in IDS for kind in (Free, Dead)])
)  # fmt: skip


def holds(form: dict[str, str], known: frozenset[Free | Dead], *, agreed: bool) -> bool:
    """What the form says, judged from the form."""
    chosen = {(form[f"person_{n}"], form[f"fate_{n}"]) for n in range(4) if form[f"person_{n}"]}
    met = [
        (fate in ("free", "either") and Free(PersonId(id)) in known)
        or (fate in ("dead", "either") and Dead(PersonId(id)) in known)
        for id, fate in chosen
    ]
    need = (
        {"all": len(met), "any": 1, "some": int(form["need_n"])}[form["need"]] if len(met) > 1 else len(met)
    )
    groups = [sum(met) >= need] if met else []
    groups += [form["date"] == "2027"] if form["date"] else []
    both = any if form["join"] == "any" else all
    return (both(groups) if groups else True) and (agreed or not form["agrees"])


@given(forms, facts, st.booleans())
def test_the_builder_means_what_it_says(
    form: dict[str, str], known: frozenset[Free | Dead], agreed: bool
) -> None:
    made = until.read(form, PEOPLE)
    people = {(form[f"person_{n}"], form[f"fate_{n}"]) for n in range(4) if form[f"person_{n}"]}
    if form["need"] == "some" and len(people) > 1 and int(form["need_n"]) > len(people):
        assert "need_n" in made.faults
        return
    if made.condition is None:
        assert not people
        assert not form["date"]
        assert not form["agrees"]
        return
    condition = conditions.parse(made.condition)
    assert conditions.write(condition) == made.condition, "the one written form"
    assert conditions.holds(condition, known, agreed=agreed, now=NOW) == holds(form, known, agreed=agreed)


@given(
    st.dictionaries(
        st.sampled_from(["typed", "date", "zone", "body", "ref", "need_n", "person_0"]), st.text()
    )
)
def test_any_form_is_read_or_refused_beside_a_field(form: dict[str, str]) -> None:
    made = until.read(form, PEOPLE)
    if made.condition is not None:
        assert made.faults == {}
        assert conditions.write(conditions.parse(made.condition)) == made.condition
    for name in ("typed", "date", "zone", "body", "ref"):
        assert made.given[name] == form.get(name, "").strip()


texts = st.text(alphabet=st.sampled_from("абв <>&\"'\n😀" + HOLE), max_size=40)


@given(texts, st.data())
def test_what_is_shown_is_the_text_with_a_notice_for_each_hole(text: str, data: st.DataObject) -> None:
    holes = tuple((at, SealId(f"s{at}")) for at, letter in enumerate(text) if letter == HOLE)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    runs = tuple(Run(a, z, "a") for a, z in list(pairwise(cuts))[::2])
    tree = html.fragment_fromstring(f"<p>{decked(text, Decked(holes, runs))}</p>")
    for hole in tree.cssselect("[data-hole]"):
        hole.text = HOLE
    assert tree.text_content() == text
    assert [mark.text_content() for mark in tree.cssselect("mark")] == [text[r.start : r.end] for r in runs]


def interview(*said: str) -> Interview:
    turns = tuple(
        Turn(n, Address(f"t{n}"), Role.NARRATOR, None, Language("uk"), nfc(text))
        for n, text in enumerate(said, 1)
    )
    transcript = Transcript(TranscriptId("x"), Language("uk"), TranscriptKind.VERBATIM, turns)
    session = Session(SessionId("s"), 1, None, (), (transcript,))
    return Interview(
        id=InterviewId("i"),
        state=State.KEPT,
        title=None,
        standfirst=None,
        section=(),
        language=Language("uk"),
        published=None,
        first_published=None,
        interviewed=None,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        participants=(),
        sessions=(session,),
        exhibits=(),
        dropped=(),
        questions=(),
        added_at="2026-01-01T00:00:00Z",
    )


spoken = st.text(alphabet="абвг ,.\n’ʼ😀", min_size=1, max_size=30).map(nfc)


@given(st.lists(spoken, min_size=1, max_size=4), st.data())
def test_a_marked_stretch_is_where_it_was_marked_and_in_whole_words(
    said: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(1, len(said)))
    last = data.draw(st.integers(first, len(said)))
    start, end = data.draw(st.integers(0, 30)), data.draw(st.integers(0, 30))
    held = interview(*said)
    sent = {
        "kind": "stretch",
        "from": f"t{first}",
        "from_at": str(start),
        "to": f"t{last}",
        "to_at": str(end),
    }
    found = stretches.read(held, sent)
    if isinstance(found, stretches.Unclear):
        assert found.field == "kind"
        return
    turns = {t.address: t.text for t in held.sessions[0].transcripts[0].turns}
    for one in found.shown:
        assert f"t{first}" <= one.address <= f"t{last}"
        assert one.words in turns[one.address]
    whole = " ".join(" ".join(turns.values()).split())
    assert " ".join(" ".join(one.words for one in found.shown).split()) in whole


def test_so_many_of_these_people_is_every_way_to_choose_them() -> None:
    form = {f"person_{n}": id for n, id in enumerate(IDS)}
    made = until.read({**form, "rows": "4", "need": "some", "need_n": "2"}, PEOPLE)
    ways = [f"free({a}) and free({b})" for a, b in combinations(IDS, 2)]
    assert made.condition == " or ".join(ways)
