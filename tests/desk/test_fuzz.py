"""Whatever is given to an act, only `WhensafeError` comes out, and the archive stays sound."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.conftest import Desk

from whensafe.desk import changes as c
from whensafe.desk.archive import Archive
from whensafe.desk.check import check
from whensafe.desk.correct import correct
from whensafe.desk.history import history
from whensafe.desk.keep import discard, keep
from whensafe.desk.look import digest, original, originals, page, show
from whensafe.desk.ports import Query
from whensafe.desk.search import search
from whensafe.desk.show_json import as_json
from whensafe.desk.take_in import Incoming, add_to, take_in
from whensafe.errors import WhensafeError
from whensafe.intake.read import read
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId, ParticipantId
from whensafe.nouns.interview import Role
from whensafe.nouns.reading import Reading
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import Language

pytestmark = pytest.mark.torture  # with so many examples; in `make test` with a few
TEXT = st.text(max_size=60)  # any code point, lone surrogates and NUL among them
SMALL = st.integers(-2, 6)
ROLE = st.sampled_from(Role)
CHANGE = st.one_of(
    st.builds(c.SetTitle, st.none() | TEXT, st.none() | TEXT),
    st.builds(c.SetDates, *[st.none() | st.builds(SaidDate, TEXT | st.just("2025-03-01"))] * 3),
    st.builds(c.SetLanguage, st.builds(Language, TEXT | st.sampled_from(["uk", "ar", "mul"]))),
    st.builds(c.SetSource, st.none() | TEXT, st.none() | TEXT, st.none() | TEXT),
    st.builds(c.SetTurn, SMALL, ROLE, st.none() | TEXT),
    st.just(c.SwapRoles()),
    st.builds(c.NamePerson, st.builds(ParticipantId, TEXT), st.none() | TEXT, ROLE),
    st.builds(c.JoinTurns, SMALL),
    st.builds(c.SplitTurn, SMALL, st.integers(-5, 40)),
    st.builds(c.DropTurn, SMALL),
    st.builds(c.RestoreDropped, SMALL, ROLE, st.none() | SMALL),
    st.builds(c.Answer, SMALL, TEXT),
)
LINES = st.lists(
    st.builds("{}{}".format, st.sampled_from(["Q: ", "A: ", "Ann (narrator): ", "# ", "lang: ", ""]), TEXT),
    max_size=6,
)
DATA = st.binary(max_size=300) | LINES.map(lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"))
FEW = settings(
    max_examples=1_000 if os.environ.get("WHENSAFE_TORTURE") else 50,
    deadline=None,
    # One archive for all examples of a test: so that they meet each other's leftovers, too.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@FEW
@given(DATA, TEXT, st.lists(CHANGE, max_size=6), st.booleans())
def test_a_draft_survives_whatever_is_done_to_it(
    desk: Desk, data: bytes, name: str, changes: list[c.Change], kept: bool
) -> None:
    archive, actor = desk.archive, desk.actor
    with contextlib.suppress(WhensafeError):
        id = take_in(archive, actor, [Incoming(name, data)], keep=False).id
        for change in changes:
            with contextlib.suppress(WhensafeError):
                correct(archive, actor, id, change)
        _look(archive, actor, id)
        (keep if kept else discard)(archive, actor, id)
    assert check(archive, actor).ok


@FEW
@given(DATA, DATA, st.sampled_from([None, "session", "translation", "exhibit"]), TEXT)
def test_anything_may_be_added_to_anything(
    desk: Desk, data: bytes, more: bytes, kind: object, note: str
) -> None:
    archive, actor = desk.archive, desk.actor
    with contextlib.suppress(WhensafeError):
        id = take_in(archive, actor, [Incoming("a", data)]).id
        with contextlib.suppress(WhensafeError):
            add_to(archive, actor, id, [Incoming("b", more)], kind=kind, note=note)  # type: ignore[arg-type]
        _look(archive, actor, id)
    assert check(archive, actor).ok


@FEW
@given(TEXT, st.none() | TEXT, st.none() | TEXT, st.none() | TEXT, st.integers(-2, 2000))
def test_any_question_may_be_asked(
    desk: Desk, text: str, language: str | None, role: str | None, since: str | None, limit: int
) -> None:
    archive, actor = desk.archive, desk.actor
    take_in(archive, actor, [Incoming("a", b"A: Here.\n")])
    with contextlib.suppress(WhensafeError):
        search(archive, actor, TEAM, Query(text, language, role, since, since, limit))
    with contextlib.suppress(WhensafeError):
        page(archive, actor, TEAM, after=text, limit=limit)
    with contextlib.suppress(WhensafeError):
        show(archive, actor, TEAM, InterviewId(text))


class RealReader:
    """Intake as it is, in this process."""

    def read(self, data: bytes, name: str) -> Reading:
        return read(data, name)


@FEW
@given(DATA)
def test_what_intake_reads_is_stored_as_it_was_read(desk: Desk, data: bytes) -> None:
    archive, actor = replace(desk.archive, reader=RealReader()), desk.actor
    with contextlib.suppress(WhensafeError):
        taken = take_in(archive, actor, [Incoming("a", data)])
        _look(archive, actor, taken.id)
    assert check(archive, actor).ok


def _look(archive: Archive, actor: Actor, id: InterviewId) -> None:
    interview = show(archive, actor, TEAM, id)
    shown = as_json(interview, lambda file: digest(archive, actor, id, file))
    assert shown["original"] is not None
    for file in originals(interview):
        _, chunks = original(archive, actor, TEAM, id, file.blob)
        assert sum(map(len, chunks)) == file.size
    assert history(archive, actor).lines
