"""A name after "with" in Ukrainian, Russian or Polish, as its bearer is called, where no doubt is left."""

from __future__ import annotations

import re

_WITH = re.compile(r"(?:\A|\s)(?:з|зі|із|с|со|са|z|ze)\s*\Z", re.IGNORECASE)

_FEMALE_UK = (
    (r"(?<=[цсз]ьк)ою", "а"),
    (r"(?<=[иії])єю", "я"),
    (r"ою", "а"),
    (r"єю", "я"),
    (r"(?<=[жчшщ])ею", "а"),
    (r"ею", "я"),
)
_FEMALE_RU = ((r"(?<=[сц]к)ой", "ая"), (r"(?<=[оеё]в)ой", "а"), (r"(?<=[иы]н)ой", "а"), (r"(?<=и)ей", "я"))
_MALE_UK = (
    (r"(?<=[цсз]ьк)им", "ий"), (r"(?<=енк)ом", "о"), (r"(?<=[уюияа]к)ом", ""), (r"(?<=[чщ])ем", ""),
    (r"(?<=[оеє]в)им", ""), (r"(?<=[іїи]н)им", ""),
)  # fmt: skip
_MALE_RU = ((r"(?<=[сц]к)им", "ий"), (r"(?<=[оеё]в)ым", ""), (r"(?<=[иы]н)ым", ""), (r"(?<=ич)ем", ""))
_FEMALE_PL = ((r"ą", "a"),)
_MALE_PL = ((r"(?<=[scz]k)im", "i"), (r"(?<=icz)em", ""), (r"(?<=[aiyu]k)iem", ""), (r"ą", "a"))


def is_after_with(words: str) -> bool:
    """Do these words end in one of the words for "with" that change a name after them?"""
    return _WITH.search(words) is not None


def nominative(name: str) -> str | None:
    """``Меланією Гончарик`` → ``Меланія Гончарик``; ``None`` where the ending could be of several names."""
    words = name.split()
    if not 2 <= len(words) <= 3 or any("." in word for word in words):
        return None
    given, *rest = words
    first, is_male = _given(given)
    if first is None:
        return None
    family = [_family(word, given, is_male=is_male) for word in rest]
    return " ".join([first, *(word for word in family if word)]) if all(family) else None


def _given(word: str) -> tuple[str | None, bool]:
    """The given name, and whether it is a man's."""
    from whensafe.intake.front.given_names import GIVEN
    from whensafe.intake.people.names import fold_name

    male = (
        ("ом", ("", "о")), ("ем", ("ь", "й", "")), ("єм", ("й",)), ("ём", ("ь",)), ("им", ("ий",)),
        ("em", ("",)), ("iem", ("", "iek")), ("kiem", ("k", "ek")), ("rem", ("r", "er")), ("łem", ("eł",)),
    )  # fmt: skip
    female = (
        ("ою", ("а",)),
        ("єю", ("я",)),
        ("ею", ("я", "а")),
        ("ой", ("а",)),
        ("ей", ("я", "а")),
        ("ą", ("a",)),
    )
    found = {
        (word[: -len(ending)] + back, table is male)
        for table in (male, female)
        for ending, backs in table
        if word.endswith(ending)
        for back in backs
        if fold_name(word[: -len(ending)] + back)[:1] and fold_name(word[: -len(ending)] + back)[0] in GIVEN
    }
    if len(found) == 1:
        return found.pop()
    return (word[:-1] + "a", False) if word.endswith("ą") and not found else (None, False)


def _family(word: str, given: str, *, is_male: bool) -> str | None:
    is_polish = re.search(r"[a-z]", word) is not None
    is_russian = given.endswith(("ой", "ей")) or re.search(r"[ыэёъ]|[сц]к", word) is not None
    tables: tuple[tuple[str, str], ...]
    if is_polish:
        tables = _MALE_PL if is_male else _FEMALE_PL
    elif is_male:
        tables = (*_MALE_UK, *_MALE_RU, (r"(?<=[^ц]к)ою", "а")) if not is_russian else _MALE_RU
    else:
        tables = _FEMALE_RU if is_russian else _FEMALE_UK
    for ending, back in tables:
        if re.search(rf"(?:{ending})\Z", word):
            return re.sub(rf"(?:{ending})\Z", back, word)
    is_bare = re.search(r"[аеиоуіїєюяaeiouyąęm]\Z" if not is_polish else r"[aeiouyąęm]\Z", word) is None
    if not is_male and (is_bare or word.endswith(("ко", "ko", "о"))) and not word.endswith(("ой", "ей")):
        return word
    return None
