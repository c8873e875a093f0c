"""What is counted by families is exactly what the words of the turns say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.some_archives import make, opened

from whensafe.store.search.vocabulary import Vocabulary
from whensafe.store.store import DjangoStore

COUNTS = {
    ("табір", "uk"): 3,
    ("таборі", "uk"): 2,
    ("табору", "ru"): 1,
    ("оленівці", "uk"): 1,
    ("оленівська", "uk"): 1,
    ("мій", "uk"): 4,
    ("prisons", "en"): 2,
    ("prison", "fr"): 1,
    ("élève", "fr"): 1,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DjangoStore]:
    it = opened(make(tmp_path_factory.mktemp("words") / "archive"))
    with it.write():
        Vocabulary(it.alias).add(COUNTS)
    yield it
    it.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[DjangoStore]:
    it = opened(make(tmp_path / "archive"))
    yield it
    it.close()


def variants(store: DjangoStore, word: str, language: str | None = None) -> dict[str, float]:
    with store.read():
        return dict(Vocabulary(store.alias).variants(word, language).words)


def test_forms_stand_for_each_other_and_the_word_itself_is_nearest(store: DjangoStore) -> None:
    found = variants(store, "табір")
    assert set(found) == {"табір", "таборі"}
    assert found["табір"] > found["таборі"]


def test_a_language_asked_is_the_only_one(store: DjangoStore) -> None:
    assert set(variants(store, "prison")) == {"prison", "prisons"}
    assert set(variants(store, "prisons", "en")) == {"prisons"}


def test_marks(store: DjangoStore) -> None:
    assert set(variants(store, "eleve")) == {"élève"}
    assert set(variants(store, "міи")) == {"мій"}
    assert variants(store, "мїй") == {}


def test_slips_only_where_nothing_else_is_there(store: DjangoStore) -> None:
    assert set(variants(store, "оленивці")) == {"оленівці"}
    assert set(variants(store, "олен")) == {"оленівці", "оленівська"}
    assert variants(store, "ол") == {}


@given(
    st.dictionaries(
        st.tuples(st.text("абві", min_size=1, max_size=4), st.sampled_from(["uk", "ru"])),
        st.integers(1, 9),
        max_size=8,
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_taken_back_leaves_nothing(empty: DjangoStore, counts: dict[tuple[str, str], int]) -> None:
    with empty.write():
        vocabulary = Vocabulary(empty.alias)
        vocabulary.add(counts)
        vocabulary.add(counts)
        vocabulary.take(counts)
        assert all(vocabulary.variants(term, language).words for term, language in counts)
        vocabulary.take(counts)
    with empty.read():
        assert vocabulary._rows("SELECT count(*) FROM store_indexedword", ()) == [(0,)]
        assert vocabulary._rows("SELECT count(*) FROM store_indexedkey", ()) == [(0,)]
        assert vocabulary._text.words_with(["абв", "вів"], 9) == []
