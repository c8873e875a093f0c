"""What is withheld in a turn isn't told by the words around the interview: title, standfirst, source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.protection.some_world import (
    KOVAL,
    interview,
    of_words,
    person,
    rule,
    somebody,
    told,
    turn,
    world,
)

from whensafe.nouns.edition import ClearedInterview
from whensafe.nouns.interview import Basis, SourceRef
from whensafe.nouns.restriction import Scope, ScopeKind
from whensafe.protection.closure import Quote, close

ASKED, REST = turn(1, "Чи була втеча?"), turn(3, "Хто ще там був?")
SAID = turn(2, "Втекли опівдні, допоміг нам тракторист Левко Дорош з хутора Глибоке, спасибі йому.")
HIDDEN = "допоміг нам тракторист Левко Дорош з хутора Глибоке"


def edition(**more: object) -> ClearedInterview:
    found = told(interview(ASKED, SAID, REST, **more), world(of_words(SAID, HIDDEN)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "title",
    [
        "Як Левко Дорош врятував людей",  # a name of two words, where the stretch has eight
        "Левкова дорога: про Дороша",  # another form
        "Хутір Глибоке",
        "Нам допоміг тракторист",
        "Спасибі йому, тракторист Левко",
    ],
)
def test_a_word_that_would_be_told_nowhere_but_in_the_title_takes_the_title(title: str) -> None:
    assert edition(title=title).title is None
    assert edition(standfirst=title).standfirst is None


def test_a_name_may_be_short() -> None:
    said = turn(2, "Втекли опівдні, допоміг нам Юрій Гай, тракторист.")
    for title in ("Про Юрія", "Гай і втеча"):
        found = told(interview(ASKED, said, title=title), world(of_words(said, "допоміг нам Юрій Гай")))
        assert found is not None
        assert found.title is None


@pytest.mark.parametrize("title", ["Втекли опівдні", "З хати в хату", "Про нас і про них", "Спасибі йому"])
def test_words_that_are_told_in_turns_or_told_by_anybody_stay(title: str) -> None:
    assert edition(title=title).title == title


def test_a_word_that_another_turn_tells_is_no_secret() -> None:
    more = turn(4, "Тракторист Левко потім загинув.")
    item = interview(ASKED, SAID, REST, more, title="Левко й тракторист")
    found = told(item, world(of_words(SAID, HIDDEN)))
    assert found is not None
    assert found.title == "Левко й тракторист"


def test_where_it_was_published_and_by_whom() -> None:
    published = {"basis": Basis.OWN, "republisher": "Газета «Глибоке»"}
    assert edition(**published).republisher is None
    for source in (SourceRef("Вісник Глибокого", None), SourceRef("Вісник", "https://a.example/тракторист")):
        assert edition(source=source).source == SourceRef(None, None)
    plain = SourceRef("Вісник", "https://a.example/втеча")
    assert edition(source=plain).source == plain


def test_a_name_that_a_code_stands_for_is_no_word_of_the_title() -> None:
    known = world(
        of_words(SAID, HIDDEN), somebody(id=KOVAL), people=(person("Левко Дорош"),), pseudonyms={KOVAL: "R4K"}
    )
    found = told(interview(ASKED, SAID, REST, title="Левко Дорош — хто він?"), known)
    assert found is not None
    assert found.title == "[R4K] — хто він?"


def test_of_a_word_that_a_rule_cuts_all_counts() -> None:
    said = turn(2, "Нас тримали в Оленівці.")
    item = interview(ASKED, said, title="Оленівка")
    found = told(item, world(of_words(said, "лен")))
    assert found is not None
    assert found.title is None


def test_a_whole_turn_of_few_words() -> None:
    said = turn(2, "У яру.")
    item = interview(ASKED, said, REST, title="У яру")
    found = told(item, world(rule(Scope(ScopeKind.TURN, item.id, said.address))))
    assert found is not None
    assert found.title is None


letters = st.text(alphabet="ґщюqxz", min_size=5, max_size=9)


@given(frame=st.sampled_from(["{}", "Про {}", "«{}», або втеча", "{}: {}"]), one=letters, other=letters)
def test_whatever_the_title_takes_from_a_hidden_passage_nobody_learns_it(
    frame: str, one: str, other: str
) -> None:
    """Title and passage share a name that differs on both sides: the edition doesn't."""

    def side(name: str) -> ClearedInterview | None:
        said = turn(2, f"Втекли опівдні, вів нас {name} з хутора, спасибі.")
        title = frame.format(name, name)
        item = interview(ASKED, said, title=title, standfirst=title)
        return told(item, world(of_words(said, f"вів нас {name} з хутора")))

    assert side(one) == side(other)


@given(
    hidden=st.sets(st.integers(0, 11), min_size=1),
    title=st.lists(st.integers(0, 11), min_size=1, max_size=4),
    more=st.sets(st.integers(0, 11)),
)
def test_a_rule_withholds_a_title_wherever_a_seal_would_cut_it(
    hidden: set[int], title: list[int], more: set[int]
) -> None:
    words = SAID.text.replace(",", "").replace(".", "").split()
    stretch = slice(min(hidden), max(hidden) + 1)
    quoted = " ".join(words[stretch])
    said, other = (
        turn(2, " ".join(words)),
        turn(4, " ".join(["Так", *(words[n] for n in sorted(more) if n < 12)])),
    )
    item = interview(ASKED, said, REST, other, title=" ".join(words[n] for n in title))
    sealed = close(item, Quote(quoted, turn="2"))
    found = told(item, world(of_words(said, quoted)))
    assert found is not None
    if "title" in dict(sealed.fields):
        assert found.title is None
