"""Month names as people write them, from the CLDR (through babel), with what the CLDR leaves out.

To read a further language, add its locale here.
"""

from __future__ import annotations

import functools
import unicodedata

LOCALES = (
    *("en", "uk", "ru", "be", "pl", "fr", "es", "ca", "it", "pt", "de", "de_AT", "ro"),
    *("ar", "ar_SY", "ar_IQ", "ar_DZ", "ar_MA"),
)
"""Levant, Iraq and the Maghreb each have month names of their own."""

AFTER_IN = (
    (
        "январе",
        "феврале",
        "марте",
        "апреле",
        "мае",
        "июне",
        "июле",
        "августе",
        "сентябре",
        "октябре",
        "ноябре",
        "декабре",
    ),
    (
        "січні",
        "лютому",
        "березні",
        "квітні",
        "травні",
        "червні",
        "липні",
        "серпні",
        "вересні",
        "жовтні",
        "листопаді",
        "грудні",
    ),
    (
        "styczniu",
        "lutym",
        "marcu",
        "kwietniu",
        "maju",
        "czerwcu",
        "lipcu",
        "sierpniu",
        "wrześniu",
        "październiku",
        "listopadzie",
        "grudniu",
    ),
    (
        "студзені",
        "лютым",
        "сакавіку",
        "красавіку",
        "маі",
        "чэрвені",
        "ліпені",
        "жніўні",
        "верасні",
        "кастрычніку",
        "лістападзе",
        "снежні",
    ),
)
"""Slavic names of months in the case that stands after "in": Russian, Ukrainian, Polish, Belarusian."""

ALSO = {
    **{name: number for names in AFTER_IN for number, name in enumerate(names, 1)},
    "sept": 9,
    "setiembre": 9,
    "aout": 8,
    "fevrier": 2,
    "decembre": 12,
    "maerz": 3,
    "юн": 6,
    "юл": 7,
    "آذار": 3,
    "أيار": 5,
    "ايار": 5,
    "ايلول": 9,
    "اب": 8,
    "ابريل": 4,
    "اغسطس": 8,
    "اكتوبر": 10,
    "تشرين الاول": 10,
    "تشرين الثاني": 11,
    "كانون الاول": 12,
    "كانون الثاني": 1,
    "اذار": 3,
}
"""Common spellings without their accents or hamza, and abbreviations."""

_PREFIXES = ("de ", "d’", "d'")


def fold(text: str) -> str:
    """Case folded, NFC: how names of months are compared."""
    return unicodedata.normalize("NFC", text.casefold())


@functools.cache
def weekdays() -> frozenset[str]:
    """Folded names of the days of the week, in full: they stand where a name could, and are none."""
    from babel import Locale

    days = (
        Locale.parse(code).days[context]["wide"] for code in LOCALES for context in ("format", "stand-alone")
    )
    return frozenset(fold(name) for names in days for name in names.values())


@functools.cache
def month_names() -> dict[str, int]:
    """Folded name → 1 to 12. A name that means different months in different languages is left out."""
    from babel import Locale  # only pages with dates need the CLDR

    names: dict[str, set[int]] = {fold(name): {number} for name, number in ALSO.items()}
    for code in LOCALES:
        months = Locale.parse(code).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    folded = fold(name).removesuffix(".")
                    for prefix in _PREFIXES:
                        folded = folded.removeprefix(prefix)
                    if len(folded) > 1 and not folded.isdecimal():
                        names.setdefault(folded, set()).add(number)
    return {name: numbers.pop() for name, numbers in names.items() if len(numbers) == 1}
