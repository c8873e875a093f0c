"""Take lists of names apart and set a name's order and capitals as people write it in a sentence."""

from __future__ import annotations

import functools
import re
import unicodedata

from whensafe.intake.people.names_words import AND, HONORIFICS, PARTICLES

LONGEST_NAME = 90
_WORDS_AND = sorted({word for words in AND.values() for word in words if word not in {"و", "&", "+"}})
_SPLIT = re.compile(
    rf"\s*[,;،/·•|]\s*(?:(?:{'|'.join(_WORDS_AND)})\s+|&\s*|و(?=\w))?|\s+(?:{'|'.join(_WORDS_AND)})\s+|\s*[&+]\s*|\s+و\s*(?!ليد|ائل|سام|فاء|داد|جيه|رد)(?=\w)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s,;]+")


def tokens(name: str) -> list[str]:
    """The words of a name, initials written together (``С.С.``) taken apart."""
    words: list[str] = []
    for word in _TOKEN.findall(name[:LONGEST_NAME]):
        parts = [part for part in word.split(".") if part]
        if len(parts) > 1 and all(len(part) <= 2 for part in parts):
            words.extend(f"{part}." for part in parts)
        else:
            words.append(word)
    return words


@functools.lru_cache(maxsize=4096)
def fold_name(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, points and forms of address, for comparison."""
    folded = []
    for word in tokens(name):
        decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ʼ", "’").replace("'", "’"))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c)).strip('’.-–—()[]«»“”"*:')
        if bare and bare not in HONORIFICS:
            folded.append(bare)
    return tuple(folded)


def _capital(word: str) -> bool:
    first = next((c for c in word if c.isalpha()), "")
    return bool(first) and (first.isupper() or first.istitle() or first.lower() == first.upper())


def is_name(text: str, *, most: int = 6) -> bool:
    """Could this be written of a person? Words with capitals (where the script has them), few, no figures."""
    words = tokens(text) if len(text) <= LONGEST_NAME else []
    if not 1 <= len(words) <= most or any(c in "?!;:…/@<>{}=|" for c in text):
        return False
    if any(c.isdecimal() for c in text):
        return False
    strong = [word for word in words if word.casefold() not in PARTICLES]
    return (
        bool(strong) and all(_capital(word) for word in strong) and any(len(w.strip(".")) > 1 for w in strong)
    )


def _all_caps(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _lower_caps(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0][:1] + m[0][1:].lower(), word)


def is_short_caps(name: str) -> bool:
    """Initials are capitals for another reason."""
    return all(len(word.strip(".")) <= 2 for word in tokens(name))


def sentence_case(name: str) -> str:
    """A name set in capitals as it is written in a sentence."""
    if not name.isupper() or is_short_caps(name):
        return name
    return " ".join(
        _lower_caps(word) if len(word) > 2 or word.strip(".").casefold() in HONORIFICS else word
        for word in name.split()
    )


def in_order(name: str, elsewhere: str = "") -> str:
    """``DUTOV Stanislav`` as it stands elsewhere in the source, else given name first and without capitals.

    Only capitals say which word is the family name; a name without them is left as it is written.
    """
    name = " ".join(name.split())
    words = name.split(" ")
    caps = [_all_caps(word) for word in words]
    if len(words) < 2 or all(caps) or not any(caps):
        return name
    family = [word for word, cap in zip(words, caps, strict=True) if cap]
    given = [word for word, cap in zip(words, caps, strict=True) if not cap]
    proposed = " ".join(given + [_lower_caps(word) for word in family])
    at = elsewhere.casefold().find(proposed.casefold())
    return (
        elsewhere[at : at + len(proposed)]
        if at >= 0 and len(proposed.casefold()) == len(proposed)
        else proposed
    )


def split_names(text: str) -> list[str]:
    """``A, B & C`` as three names. ``John A. & Ruby T. Lomax`` share what only the last one says."""
    parts = [
        part.strip(" \t\n.—–-") if not _initial_last(part) else part.strip() for part in _SPLIT.split(text)
    ]
    parts = [part for part in parts if part]
    for index in range(len(parts) - 2, -1, -1):
        words, following = parts[index].split(), parts[index + 1].split()
        lacks_family = len(words) == 1 or _initial_last(parts[index])
        joined = re.search(
            re.escape(parts[index])
            + r"\s+(?:and|et|und|y|та|і|и|i|e)\s+|"
            + re.escape(parts[index])
            + r"\s*&",
            text,
        )
        if lacks_family and joined is not None and len(following) > 1 and words[-1] not in following:
            parts[index] = f"{parts[index]} {following[-1]}"
    return parts


def _initial_last(part: str) -> bool:
    words = part.split()
    return len(words) > 1 and re.fullmatch(r"(?:[^\W\d_]\.){1,3}", words[-1]) is not None
