"""Do words around an interview, such as its title, give away what is withheld in it? Pure.

The rule is that of a seal (see `same_words`): a run of withheld words, or a word, in any form, that would be
told nowhere but there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from whensafe.nouns.text import HOLE
from whensafe.protection.holes import Span
from whensafe.protection.same_words import LONE, SameWords, Sought
from whensafe.protection.turns import Text
from whensafe.words import fold, spelled, tokens


class Hidden:
    """What is withheld in the turns of an interview. ``told`` gives everything that is told of them; it is
    asked only where it matters.
    """

    __slots__ = ("_known", "_same", "_told")

    def __init__(self, texts: Sequence[Text], told: Callable[[], Iterable[str]]) -> None:
        sought = tuple(_stretches(texts))
        self._same = SameWords(sought) if sought else None
        self._told = told
        self._known: Set[str] | None = None

    def is_quoted(self, text: str, language: str, without: Sequence[Span] = ()) -> bool:
        """Does this text give any of it away? ``without`` are stretches of the text that aren't told."""
        if self._same is None:
            return False
        if self._same.spans(text):
            return True
        for start, end in self._same.alone(text, frozenset(), language):
            unseen = any(first < end and start < last for first, last in without)
            if not unseen and fold(text[start:end]) not in self._told_words():
                return True
        return False

    def _told_words(self) -> Set[str]:
        if self._known is None:
            self._known = {fold(word) for text in self._told() for word in spelled(text)}
        return self._known


def _stretches(texts: Sequence[Text]) -> Iterator[Sought]:
    """Every stretch that a rule withholds, with all of a word that it cuts. What is sealed isn't there to be
    read.
    """
    for text in texts:
        for told in text.turns:
            for hole in told.holes:
                words = told.turn.text[slice(*_whole_words(told.turn.text, hole.start, hole.end))]
                said = words.replace(HOLE, " ")
                if any(tokens(said)):
                    yield Sought(said, True, told.turn.language, LONE)


def _whole_words(text: str, start: int, end: int) -> Span:
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
