"""What the index holds after an interview was put again is what it holds of one that was never there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.some_archives import interview, make, opened

from whensafe.nouns.ids import Address, TranscriptId
from whensafe.nouns.interview import Interview, Role, State, Transcript, TranscriptKind, Turn
from whensafe.nouns.text import Language
from whensafe.protection.gate import verdicts
from whensafe.store.search.vocabulary import Vocabulary
from whensafe.store.store import DjangoStore

HELD = (
    """SELECT x.id, x.language, x.body, x.facets, x.families, t.address, t.text
    FROM store_indexedturn x LEFT JOIN store_turn t ON t.id = x.turn_id ORDER BY x.id""",
    "SELECT term, language, family, uses FROM store_indexedword ORDER BY term, language",
    """SELECT w.term, w.language, k.key FROM store_indexedkey k LEFT JOIN store_indexedword w
    ON w.id = k.word_id ORDER BY 1, 2, 3""",
    "SELECT count(*) FROM store_indexedinterview",
)
FULL_TEXT = ("store_search", "store_searchfamily", "store_searchword")
WORDS = ("табір", "таборі", "ключ", "Ключа", "\ufffc", "об’єкт", "і", "")
SPOKEN = st.tuples(
    st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    st.sampled_from(["uk", "ru"]),
    st.sampled_from([Role.NARRATOR, Role.INTERVIEWER]),
)
ONE = interview(1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DjangoStore]:
    it = opened(make(tmp_path_factory.mktemp("changes") / "archive"))
    yield it
    it.close()


def of(spoken: list[tuple[str, str, Role]], state: State = State.KEPT) -> Interview:
    turns = tuple(
        Turn(n + 1, Address(f"{n:014x}"), role, None, Language(language), text)
        for n, (text, language, role) in enumerate(spoken)
    )
    script = Transcript(TranscriptId("0" * 12), Language("uk"), TranscriptKind.VERBATIM, turns)
    session = replace(ONE.sessions[0], transcripts=(script,))
    return replace(ONE, state=state, sessions=(session,))


def put(store: DjangoStore, it: Interview) -> None:
    with store.write() as unit:
        unit.interviews.put(it, verdicts(it))


def held(store: DjangoStore) -> list[list[tuple[object, ...]]]:
    """Every row of the index. The full-text tables agree with them, or SQLite says that they are damaged."""
    with store.write():
        ask = Vocabulary(store.alias)
        for table in FULL_TEXT:
            ask._rows(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)", ())  # noqa: S608
        return [ask._rows(statement, ()) for statement in HELD]


@given(st.lists(st.lists(SPOKEN, max_size=4), min_size=2, max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_an_interview_that_was_changed_is_indexed_as_if_it_were_new(
    store: DjangoStore, versions: list[list[tuple[str, str, Role]]]
) -> None:
    for spoken in versions:
        put(store, of(spoken))
    changed = held(store)
    put(store, of(versions[-1], State.DRAFT))
    assert held(store) == [[], [], [], [(0,)]]
    put(store, of(versions[-1]))
    assert held(store) == changed
