"""What plans are drawn from: words, names, ids; and what a plan is made of."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import (
    ALPHABET,
    TOKEN_CHARS,
    Address,
    ParticipantId,
)
from whensafe.nouns.interview import (
    Interview,
    Role,
)
from whensafe.nouns.sealed import SealId
from whensafe.nouns.text import Language
from whensafe.protection.world import World

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
AT = "2026-03-01T12:00:00Z"
UK, EN, AR = Language("uk"), Language("en"), Language("ar")
_APOSTROPHE = re.compile("['’ʼ]")
AUDIENCES = tuple(
    map(Audience, ("public", "family", "researcher", "narrator", "partner:lantern", "justice:bench"))
)
_OPEN = {
    UK: "нас рахували щоранку коло воріт було шестеро чи семеро вода капала з даху лампа гасла вночі",
    EN: "they counted us at dawn beside the gate water dripped from the roof and the lamp went out",
    AR: "كانوا يعدوننا عند الفجر قرب الباب وكان الماء يقطر من السقف",
}
OPEN = {language: words.split() for language, words in _OPEN.items()}
HIDDEN = (
    "ґвинтяжка", "щюфеній", "Zażółwka", "jaźnięć", "Quirkenbach", "xylophagous", "خزغبلات", "ظئرغيث", "жґюк",
    "їґзохвій", "🕯️", "1907", "O’Zwyrtan", "naïvölich", "a", "<b>", "&amp;", "\"", "{}", "--",
)  # fmt: skip
"""Words that stand on no side in the open: of several scripts and sizes, and some that pages must escape."""
NAMES = (
    ("Юхим Ґрищак", "Юхима Ґрищака", "Yukhym Gryshchak"),
    ("Zbyněk Wróżda", "Zbyňka", "Wróżda"),
    ("Пимон Щебжик", "Пимонові Щебжику", "ПИМОН ЩЕБЖИК"),
    ("Xu", "Сюй", "XU"),
    ("Dzvenyslava-Olha Żuk", "Дзвенислава Жук", "Żuk"),
    ("Кузьма Хом'яцкевич", "Хом’яцкевич", "ХОМʼЯЦКЕВИЧ"),
)
"""Invented people's spellings; none of them is a word of the open text."""
NARRATORS = ("Мотря Цвіркун", "Ćwierczakiewicz", "Zoryn", "Ганна-Марія Йовбак", "غيداء الخزرجي")
"""Narrators who may not be named; whoever may be is the same on both sides."""


@dataclass(frozen=True)
class Known:
    """One interview with what the gate knows of it."""

    interview: Interview
    world: World


_TWO = [one + other for other in ALPHABET for one in ALPHABET]


@dataclass(frozen=True)
class Archive:
    """One side of a pair. ``hidden`` are words that stand in it only where they may not be told."""

    known: tuple[Known, ...]
    hidden: tuple[str, ...]


@dataclass
class Secret:
    """A stretch drawn anew for each side; ``by`` says what hides it."""

    by: str
    id: str
    words: tuple[str, str]


@dataclass
class Mention:
    """A spelling of somebody restricted (``person``), or of restricted words: which of them, by number.
    ``pieces`` says how it is written in pieces, if at all.
    """

    of: str
    spelling: int
    pieces: int | None = None


Part = str | Secret | Mention


@dataclass
class Spoken:
    """One turn of the plan. ``only`` names the side that has it at all."""

    address: Address
    role: Role
    language: Language
    parts: list[Part]
    speaker: ParticipantId | None = None
    translates: Address | None = None
    only: int | None = None
    secret: SealId | None = None


@dataclass
class Hiding:
    """What hides: restricted people with their spellings on each side, seals, restrictions."""

    people: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    words: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)


class Draw(random.Random):
    """A seeded draw of ids and words."""

    def token(self, chars: int = TOKEN_CHARS) -> str:
        bits = self.getrandbits(5 * chars)
        return "".join([_TWO[bits >> 5 * n & 1023] for n in range(0, chars, 2)])[:chars]

    def chance(self, of: float) -> bool:
        return self.random() < of

    def said(self, language: Language, least: int = 2, most: int = 8) -> str:
        return " ".join(self.choices(OPEN[language], k=self.randint(least, most)))

    def hidden(self, most: int = 6) -> str:
        """Words nobody may be told; sometimes with a line break among them."""
        words = " ".join(self.choices(HIDDEN, k=self.randint(1, most)))
        return words.replace(" ", "\n", 1) if self.chance(0.1) else words

    def both(self, draw: Callable[[], str]) -> tuple[str, str]:
        """The same kind of thing, once for each side, never the same."""
        one, other = draw(), draw()
        while other == one:
            other = draw()
        return one, other


def in_pieces(name: str, how: int) -> str:
    """With another sign for its apostrophe, over the end of a line, or with its letters spaced. In quotation
    marks, so that no word of one letter beside it is spaced like them.
    """
    signs = '`´"*′″‘”'
    if _APOSTROPHE.search(name) is not None:
        return f"«{_APOSTROPHE.sub(signs[how % len(signs)], name)}»"
    word = max(name.replace("-", " ").split(), key=len)
    half = len(word) // 2
    pieces = (f"{word[:half]}- {word[half:]}", f"{word[:half]}-\n{word[half:]}", " ".join(word))
    return f"«{name.replace(word, pieces[how % (3 if half > 1 else 2)])}»"


def hiding(draw: Draw) -> Hiding:
    found = Hiding()
    names = draw.sample(NAMES, 4)
    for n in range(draw.choice((0, 1, 1, 2))):
        found.people[f"p:{draw.token(8)}"] = (names[2 * n], names[2 * n + 1])
    if draw.chance(0.4):
        found.words[draw.token()] = draw.choice(
            (
                (("Жмерянка", "Zhmerianka"), ("Щавидуб", "Shchavydub")),
                (("2-й Хвощівський",), ("Ґ-17",)),
            )
        )
    return found
