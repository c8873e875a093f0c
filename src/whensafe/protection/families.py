"""What several people of one name are called: *Бондаренки*, *Kowalscy*, *les Moreaux*, *die Müllers*. Pure.

Such a word means nobody alone, so no person's code may stand for it, and it is withheld. For names in Latin
letters the forms are made here, whatever language they stand among, since people take their plurals along;
some that nobody says are among them, and forms that no stem leads to, *Kozła* of *Kozioł*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from whensafe.words import bare
from whensafe.words.folding import APOSTROPHE

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]{2,}")
_SEVERAL = re.compile("(?:[ая](?:м|ми|х)|[иіїы](?:ми|х)|[іїоеє]в|[иы]е)$")
"""Ends of Ukrainian and Russian words that are never one man's or woman's."""
_ALL_OF_THEM = re.compile(f"{_SEVERAL.pattern}|(?:[иїы]|(?<![оеє]в)і|ей)$")
"""The same for names that end in a consonant or *о*."""
_VOWELS = "аяеєуюиіїыэ"

_ENDS = tuple(
    (re.compile(f"(?:{ends})$"), tuple(instead.split()))
    for ends, instead in (
        ("", "s es"),
        ("(?<=[^aeiou])y", "ies"),  # Kennedies
        ("fe?", "ves"),
        ("(?<=e)|(?<=e[lr])", "n ns"),  # Müllern, Böhmens
        ("(?<=[sxz])", "en ens"),
        ("(?<=[ae]u)", "x"),  # Moreaux
        ("al", "aux"),
        ("z", "ces"),
        ("(?<=[aeiou])", "ns"),  # Marins, of Marí
        ("(?<=[^aeiou])", "os"),
        ("(?<=s)", "sos"),
        ("ig", "jos"),
        ("(?<=sc)h", "os s"),
        ("(?<=i)g|(?<=t)g", "jos"),
        ("a", "es"),
        ("(?<=[scz])k[iaey]", "cy kich kimi kie"),  # Kowalscy
        ("ch[ya]", "si chych chymi che"),
        ("r[ya]", "rzy"),
        ("t[ya]", "ci"),
        ("d[ya]", "dzi"),
        ("[ya]", "i ych ymi"),
        ("[ao]|(?<=[^aeiouy])", "owie ow om ami ach"),  # Nowakowie, Ziębowie
        ("y", "owie"),
    )
)
"""Ends of names with what stands there for several people: what English, German, French, Spanish, Catalan and
Polish do, without marks.
"""
_FLEEING = re.compile("i?[oe](?=[bcdfgklmnprstwz]$)")
_OF_OTHER_STEMS = tuple(
    "a u em owi ie ia iu iem iowi owie ow om ami ach iowie iow iom iami iach".split()  # noqa: SIM905 - a table
)


def are_several(folded: str, name: str) -> bool:
    """Is a form of a name, both folded, one that only several people have, as in *ми бачили Бондаренків*?

    Some forms may be either, *Зубровським*, and count as one person's; of *Ковалі* few mean one.
    """
    if folded == name:
        return False
    if _CYRILLIC.search(folded) is None:
        return spelled_plainly(folded) in forms_of_several(name)
    ends = _SEVERAL if name[-1] in _VOWELS else _ALL_OF_THEM
    return ends.search(folded) is not None


def spelled_plainly(folded: str) -> str:
    """How `forms_of_several` has this word. *Koval's* is one person's and stays apart from *Kovals*."""
    return folded if folded.endswith(f"{APOSTROPHE}s") else bare(folded)


@lru_cache(maxsize=1 << 12)
def forms_of_several(name: str) -> frozenset[str]:
    """What several people of a folded name in Latin letters are called, without marks; else nothing."""
    plain = bare(name)
    if _LATIN.fullmatch(plain) is None:
        return frozenset()
    return frozenset(_forms(name, plain)) - {plain}


def _forms(name: str, plain: str) -> Iterator[str]:
    for ends, instead in _ENDS:
        found = ends.search(plain)
        if found is not None and found.start() > 1:
            yield from (plain[: found.start()] + end for end in instead)
    for stem in {_FLEEING.sub("", plain), bare(name.replace("ą", "ę"))} - {plain}:
        if len(stem) > 2:
            yield from (stem + end for end in _OF_OTHER_STEMS)
