"""The same account again: edited, a part of it, in another language; and nothing that only looks like it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from hashlib import blake2b

import pytest
from tests.desk.conftest import Desk

from whensafe.desk import duplicates
from whensafe.desk.changes import Answer
from whensafe.desk.correct import correct
from whensafe.desk.near import PART, SAME, TRANSLATION
from whensafe.desk.prints import shape, signs, skeleton

_TOLD = (
    "they came before dawn and nobody said where we were going my brother carried bread while water was cold"
    " river bridge guard counted us orchard wall window engine lantern ledger winter stairs cellar blanket"
    " letter mother tea smoke corridor morning doctor field shoes silence names list again because until"
)
WORDS = _TOLD.split()
NAMES = (
    ("Shevchenko", "Шевченко"), ("Hrushko", "Грушко"), ("Vashchuk", "Ващук"), ("Mariupol", "Маріуполь"),
    ("Olenivka", "Оленівка"), ("Taganrog", "Таганрог"), ("Kharkiv", "Харків"), ("Petrenko", "Петренко"),
    ("Donetsk", "Донецьк"), ("Kalyna", "Калина"), ("Marchenko", "Марченко"), ("Rostov", "Ростов"),
)  # fmt: skip
QUESTIONS = [
    f"Question {n} of everybody: what do you remember of the {w} there?" for n, w in enumerate(WORDS)
]
LETTERS = "абвгдежзиклмнопрстуфхцчшя"


@dataclass
class Account:
    """One invented account: turns as lists of words; a word with a capital is a name, figures are numbers."""

    turns: list[list[str]]

    def english(self) -> str:
        lines = [f"{'Q' if n % 2 == 0 else 'A'}: {' '.join(turn)}." for n, turn in enumerate(self.turns)]
        return "\n".join(lines) + "\n"

    def ukrainian(self, chance: random.Random, dictionary: dict[str, str]) -> str:
        """Each word by another of its own, some left out or said in two, names as they are written there."""
        lines = ["lang: uk"]
        for n, turn in enumerate(self.turns):
            said: list[str] = []
            for word in turn:
                roll = chance.random()
                if word.isdigit():
                    said.append(word)
                elif word in dictionary and roll > 0.12:
                    said.append(dictionary[word] if roll < 0.9 else f"{dictionary[word]} {dictionary['and']}")
            lines.append(f"{'Q' if n % 2 == 0 else 'A'}: {' '.join(said) or 'так'}.")
        return "\n".join(lines) + "\n"


def account(chance: random.Random) -> Account:
    turns = []
    for n in range(2 * chance.randint(5, 14)):
        turn = chance.choices(WORDS, k=chance.randint(5, 14) if n % 2 == 0 else chance.randint(8, 90))
        for _ in range(chance.choice((0, 0, 1, 2))):
            sign = str(chance.randint(10, 2025)) if chance.random() < 0.5 else chance.choice(NAMES)[0]
            turn.insert(chance.randint(2, len(turn)), sign)
        turns.append(turn)
    return Account(turns)


def dictionary(chance: random.Random) -> dict[str, str]:
    made = {
        word: "".join(chance.choices(LETTERS, k=max(2, len(word) + chance.randint(-2, 3)))) for word in WORDS
    }
    return {**made, **dict(NAMES)}


def kind(desk: Desk, text: str) -> tuple[str | None, str | None]:
    taken = desk.take(text)
    code = next((q.code for q in taken.questions if q.code in duplicates.LIKENESS), None)
    return duplicates.LIKENESS.get(code or ""), taken.duplicate_of


def test_translations_are_found_and_nothing_else_is_taken_for_one(desk: Desk) -> None:
    """Of thirty accounts, each in two languages among as many that are in one alone."""
    chance = random.Random(20261125)  # noqa: S311 - a seed is the point
    words = dictionary(chance)
    both, alone = ([account(chance) for _ in range(30)] for _ in range(2))
    ids = [desk.take(one.english()).id for one in both]
    assert [kind(desk, one.ukrainian(chance, words))[0] for one in alone] == [None] * 30
    found = [kind(desk, one.ukrainian(chance, words)) for one in both]
    right = sum(pair == (TRANSLATION, id) for pair, id in zip(found, ids, strict=True))
    wrong = sum(pair[0] is not None and pair[1] != id for pair, id in zip(found, ids, strict=True))
    assert wrong == 0
    assert right >= 27, right


def test_an_edited_account_and_a_part_of_one_are_found(desk: Desk) -> None:
    chance = random.Random(7)  # noqa: S311 - a seed is the point
    for _ in range(10):
        one = account(chance)
        while len(one.turns) < 14:
            one = account(chance)
        id = desk.take(one.english()).id
        edited = Account([[w if chance.random() > 0.08 else "however" for w in turn] for turn in one.turns])
        assert kind(desk, edited.english()) == (SAME, id)
        part = Account(one.turns[: len(one.turns) // 2])
        assert kind(desk, part.english())[0] in {SAME, PART}


def test_the_same_questions_make_no_two_accounts_alike(desk: Desk) -> None:
    chance = random.Random(8)  # noqa: S311 - a seed is the point
    for _ in range(12):
        lines = []
        for question in QUESTIONS[:20]:
            lines += [f"Q: {question}", f"A: {' '.join(chance.choices(WORDS, k=12))}."]
        assert kind(desk, "\n".join(lines)) == (None, None)


def test_the_answer_that_it_is_another_one_lets_go(desk: Desk) -> None:
    chance = random.Random(9)  # noqa: S311 - a seed is the point
    one = account(chance)
    desk.take(one.english())
    taken = desk.take(Account(one.turns[: len(one.turns) // 2]).english())
    n = next(n for n, q in enumerate(taken.questions) if q.code in duplicates.LIKENESS)
    assert taken.duplicate_of is not None
    assert correct(desk.archive, desk.actor, taken.id, Answer(n, "different")).duplicate_of is None


@pytest.mark.parametrize(("latin", "cyrillic"), NAMES, ids=[latin for latin, _ in NAMES])
def test_a_name_has_the_same_bones_in_both_scripts(latin: str, cyrillic: str) -> None:
    assert skeleton(latin) == skeleton(cyrillic)


def test_signs_are_numbers_and_names_inside_sentences() -> None:
    assert signs("Then in 1943 we saw Mariupol, and 7 of us left. Nobody spoke.") == {"1943", "mrpl"}
    assert signs("Тоді, у ١٩٤٣ році, ми бачили Маріуполь.") == {"1943", "mrpl"}


def test_a_shape_says_nothing_without_the_key() -> None:
    turns = [f"In {n + 1990} we saw Mariupol" for n in range(8)]
    assert shape(bytes(32), turns)
    assert not set(shape(bytes(32), turns)) & set(shape(bytes([1]) * 32, turns))
    assert shape(bytes(32), turns[:5]) == ()


def test_no_print_of_sealed_words_is_left(desk: Desk) -> None:
    """Whoever has the archive's keys and guesses a number or a name in a turn finds nothing that says yes."""
    from tests.desk.custodians import adopt

    from whensafe.desk.seal import seal
    from whensafe.protection.closure import OneTurn

    lines = [
        f"Q: Question {n}, and who was there?\nA: In 19{40 + n} we saw Mariupol and Rostov." for n in range(5)
    ]
    lines[2] = "Q: And who was there?\nA: In 1977 we saw Olenivka, where Vashchuk was."
    id = desk.take("\n".join(lines) + "\n").id
    adopt(desk)

    def held(of: set[str]) -> bool:
        with desk.archive.store.read() as unit:
            key = unit.secrets.mac("duplicate shape", b"key")
            told = [f"at 5 {sign}" for sign in of]
            guesses = [blake2b(one.encode(), digest_size=8, key=key).digest() for one in told]
            return any(unit.interviews.near([one], least=1, most=1) for one in guesses)

    secret = {"1977", skeleton("Olenivka"), skeleton("Vashchuk")}
    assert held({"1977"})
    seal(desk.archive, desk.actor, id, OneTurn("6"), until='decision("court", "1")')
    assert not held(secret)
