from __future__ import annotations

from whensafe.store.search.fulltext import FAMILIES, WORDS, Question


def test_what_is_asked_is_always_quoted() -> None:
    question = Question((('a" OR "b', "x*"),), ((("c)",), ('"',)),), ("0uk AND",))
    assert question.match() == (
        '{body} : ("a"" OR ""b" OR "x*") AND {body} : ("c) """) AND {facets} : "0uk AND"'
    )


def test_words_alone_are_asked_by_their_families() -> None:
    question = Question((("табір", "таборі"),), facets=("0uk",), families=(("f1", "f2"),))
    assert (question.table, question.match()) == (FAMILIES, '("f1" OR "f2") AND ("0uk")')


def test_phrases_and_nearness_need_positions() -> None:
    phrase = Question((), ((("в",), ("оленівці", "оленивці")),))
    assert phrase.table == WORDS
    assert phrase.match() == '{body} : ("в оленівці" OR "в оленивці")'
    near = Question((("a",), ("b",)), near=True)
    assert (near.table, near.match()) == (WORDS, '{body} : NEAR("a" "b", 1)')
