"""Accounts: paragraphs with nobody who asks. May the first one be about the narrator, and not by them?

Editors put a few lines on a person's life before what the person wrote. Nothing in a file tells such lines
from the account itself, so this only asks: where the first paragraph has no word of the first person, and
most of the others have one.
"""

from __future__ import annotations

from collections.abc import Sequence

from whensafe.intake.turns.questions import ask
from whensafe.nouns.interview import Question, Role
from whensafe.nouns.reading import ReadTurn
from whensafe.words import fold, tokens
from whensafe.words.folding import APOSTROPHE

FEWEST = 3
SHORTEST = 8
"""Paragraphs in an account, and words in its first one, before it may be an introduction."""

_FIRST_PERSON = {
    "ar": "أنا نحن لي عندي معي إني إنني كنت كنا",
    "de": "ich mich mir mein meine meinen meinem meiner meines wir uns unser unsere",
    "en": "i me my mine myself we us our ours",
    "es": "yo me mi mí mis conmigo nosotros nosotras nos nuestro nuestra",
    "fr": "je j me m moi mon ma mes nous notre nos",
    "pl": "ja mnie mi mną mój moja moje mojego mojej moim my nas nam nami nasz nasza nasze",
    "ru": "я меня мне мной мною мой моя моё мое мои моего моей моих моим мы нас нам нами наш наша наши",
    "uk": "я мене мені мною мій моя моє мої мого моєї моїх моїм ми нас нам нами наш наша наші",
}
_WORDS = {language: frozenset(map(fold, words.split())) for language, words in _FIRST_PERSON.items()}


def about_the_narrator(turns: Sequence[ReadTurn]) -> list[Question]:
    """A question on the first paragraph of an account, if there is reason for one."""
    if len(turns) < FEWEST or any(turn.role is not Role.NARRATOR for turn in turns):
        return []
    first, *others = turns
    if len(list(tokens(first.text))) < SHORTEST or _says_i(first):
        return []
    telling = sum(_says_i(turn) for turn in others)
    return [ask("introduction", turn=1)] if telling > 1 and telling * 2 > len(others) else []


def _says_i(turn: ReadTurn) -> bool:
    """Also in a word that leans on the next one: ``j’écris``."""
    known = _WORDS.get(turn.language.split("-", maxsplit=1)[0].lower())
    if known is None:
        return True  # a language without a list here: nothing is asked
    words = (fold(token.text) for token in tokens(turn.text))
    return any(not known.isdisjoint({word, *word.split(APOSTROPHE)}) for word in words)
