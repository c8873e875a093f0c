"""Is this the same person under another form of their name? Within one document only."""

from __future__ import annotations

from collections.abc import Iterable

from whensafe.intake.people.names import fold_name


def same_person(one: str, other: str) -> bool:
    """Full name, family name, given name or initials of one person, as one document would use them."""
    a, b = fold_name(one), fold_name(other)
    if not a or not b:
        return False
    pairs = [(x, y) for x, y in ((a, b), (b, a)) if len(x) <= len(y)]
    return a == b or _declined(a, b) or any(_is_part(x, y) or _are_initials(x, y) for x, y in pairs)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Every word of the shorter is a word of the longer, or the first letter of one, each once."""
    left = list(long)
    for word in short:
        hit = next(
            (w for w in left if w == word or (len(word) == 1 and len(short) > 1 and w.startswith(word))), None
        )
        if hit is None:
            return False
        left.remove(hit)
    return any(len(word) > 1 for word in short)


def _are_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    letters = list(short[0]) if len(short) == 1 and len(short[0]) in (2, 3) else list(short)
    if any(len(letter) != 1 for letter in letters) or len(letters) < 2:
        return False
    firsts = [word[0] for word in long]
    return letters in (firsts, firsts[::-1], [*firsts[-1:], *firsts[:-1]]) or (
        len(letters) == 2
        and len(firsts) > 2
        and letters in ([firsts[0], firsts[-1]], [firsts[-1], firsts[0]])
    )


def _declined(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same name in another case: `Степаном Сорокою` and `Степан Сорока`."""
    return len(a) == len(b) and all(x == y or _one_stem(x, y) for x, y in zip(a, b, strict=True))


def _one_stem(x: str, y: str) -> bool:
    if x.isascii() or y.isascii():
        return False  # the languages that decline names here write them in Cyrillic; Polish is left to people
    shared = 0
    for c, d in zip(x, y, strict=False):
        if c != d:
            break
        shared += 1
    return shared >= max(3, min(len(x), len(y)) - 2) and abs(len(x) - len(y)) <= 3


def fullest(names: Iterable[str]) -> str:
    """The form that says most: most words in full, then the longest, the first of equals."""
    return max(
        names,
        key=lambda name: (sum(len(word) > 1 for word in fold_name(name)), len(fold_name(name)), len(name)),
    )
