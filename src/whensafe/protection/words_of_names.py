"""What the words of a name are: which is the family name, which the given one, and which form is whose.

Order says most: the first word is the given name, what follows are family names. Lists of given names and the
shape of patronymics say when it is the other way round. Where nothing tells, more is taken for family names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from whensafe.intake.people import fold_name
from whensafe.intake.people.names_words import PARTICLES
from whensafe.words import bare, fold, forms_key, tokens

_PATRONYMIC = re.compile(
    "..(?:ович|евич|йович|євич|івна|ївна|овна|евна|ична|ovych|evych|ovich|evich|ivna|yivna|ovna|evna)$"
)
_PARTICLES = frozenset({"بن", "ابن", "بنت", "أبو", "ابو", "أم", "ام", "آل", "عبد"})
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z\u00c0-\u024f]")
_LAST_VOWELS = {
    tag: re.compile(f"([{vowels}и]+)[^{vowels}]*$")
    for tag, vowels in (("uk", "аеєіїоуюя"), ("ru", "аеоуыэюя"))
}
_MOTHER = "матер"
"""Of *мати*."""
_LATIN_LANGUAGES = frozenset({"ca", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ro", "tr"})
_CYRILLIC_LANGUAGES = ("uk", "ru")


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a spelling, folded. ``telling``: it says who is meant even where it stands alone, as a
    family name does. ``counts``: two such words of one name beside each other say it, too. ``small``: it is
    written without a capital.
    """

    folded: str
    telling: bool
    counts: bool
    small: bool


@lru_cache(maxsize=1 << 12)
def words_of(spelling: str) -> tuple[NameWord, ...]:
    """The words of a spelling in their order. A single word is what the person is called: it tells."""
    parts = _parts(spelling)
    telling = _telling(parts)
    return tuple(
        NameWord(
            fold(token.text),
            n in telling and len(token.text) > 1,
            not _is_particle(part),
            not token.text[:1].isupper(),
        )
        for n, part in enumerate(parts)
        for token in tokens(part)
    )


def first_name(name: str) -> str:
    """The given name as it is written; of one word, that word."""
    parts = _parts(name)
    return parts[_given(parts)] if parts else ""


def belongs_to_a_name(word: str) -> bool:
    """Is this word, beside a family name, probably a given name or a patronymic?"""
    return not word[:1].islower() and (_is_patronymic(word) or _is_given(word))


def initials(name: str) -> str:
    """The first letter of each word with the marks that belong to it, each with a full stop."""
    return " ".join(f"{_first_letter(token.text)}." for token in tokens(name))


@lru_cache(maxsize=1 << 13)
def keys(folded: str, language: str) -> frozenset[str]:
    """What all forms of a word share, in the turn's language and in those in which the word may be written.

    A Cyrillic word is read as Ukrainian and as Russian, wherever it stands: people speak both in one breath.
    """
    found: set[str] = {folded, bare(folded)}
    for tag in _languages(folded, language.split("-", maxsplit=1)[0].lower()):
        for word in {folded, bare(folded)}:
            found |= {bare(key) for key in forms_key(word, tag) if not key.startswith(f"{tag}:v:")}
    return frozenset(found)


@lru_cache(maxsize=1 << 12)
def beginnings(folded: str, language: str) -> frozenset[str]:
    """How every ordinary Cyrillic word begins, without marks, that shares one of this word's `keys`.

    Forms differ at their end: behind the last vowel of a stem another one may have stood, and if it is о, е
    or є, the form may have і there. Of several vowels together, each may be another. Which letters are
    vowels, each language's rules say; и may be й without its mark, so that it isn't counted as one.
    """
    return frozenset(begins for key in keys(folded, language) for begins in how_begins(key))


def how_begins(key: str) -> Iterable[str]:
    """The same for a single key: one of these begins every ordinary word that has it."""
    tag, _, stem = key.rpartition(":")
    if tag not in _LAST_VOWELS:
        return (bare(stem) or stem,)
    last = _LAST_VOWELS[tag].search(stem)
    if last is None or stem == _MOTHER or not last[1].strip("и"):
        return (stem[:1],)
    at = last.start()
    if len(last[1]) == 1:
        return {stem[: at + 1], stem[:at] + ("і" if last[1] in "оеє" else last[1])}
    return (stem[:at],) if at else (stem[0], "о", "е", "є", "і")


def _languages(folded: str, primary: str) -> tuple[str, ...]:
    if _CYRILLIC.search(folded):
        return _CYRILLIC_LANGUAGES if primary in _CYRILLIC_LANGUAGES else (*_CYRILLIC_LANGUAGES, primary)
    if _LATIN.search(folded):
        return (primary,) if primary in _LATIN_LANGUAGES else ("en", primary)
    return (primary,) if primary == "ar" else ("ar", primary)


def _parts(name: str) -> list[str]:
    """A double name, written with a hyphen, is one part."""
    return [part for part in name.replace(",", " ").split() if any(tokens(part))]


def _telling(parts: list[str]) -> set[int]:
    if len(parts) < 2:
        return set(range(len(parts)))
    given = _given(parts)
    family = {n for n, part in enumerate(parts) if n != given and not _is_particle(part)}
    sure = {n for n in family if not _is_patronymic(parts[n]) and not _is_given(parts[n])}
    return sure or family


def _given(parts: list[str]) -> int:
    """Which part is the given name: the one before a patronymic, else the first that is known as one."""
    patronymic = next((n for n, part in enumerate(parts) if n and _is_patronymic(part)), None)
    if patronymic is not None:
        return patronymic - 1
    return next((n for n, part in enumerate(parts) if _is_given(part)), 0)


def _is_given(part: str) -> bool:
    from whensafe.intake.front.given_names import GIVEN  # its list is long, and only editions need it here

    return any(word in GIVEN for word in (*fold_name(part), *fold_name(part.split("-", maxsplit=1)[0])))


def _is_patronymic(part: str) -> bool:
    return _PATRONYMIC.search(part.lower()) is not None


def _is_particle(part: str) -> bool:
    return part.lower() in PARTICLES or part in _PARTICLES


def _first_letter(word: str) -> str:
    end = 1
    while end < len(word) and not word[end].isalnum():
        end += 1
    return word[:end].upper()
