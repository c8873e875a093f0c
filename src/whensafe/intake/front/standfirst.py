"""The standfirst, and who it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from whensafe.intake.blocks import Document, Kind
from whensafe.intake.front import match, words
from whensafe.intake.front.finding_types import Leftover
from whensafe.intake.front.given_names import GIVEN
from whensafe.intake.people import fold_name, same_person
from whensafe.intake.people.names_words import HONORIFICS, NOT_NAMES

_SPAN = re.compile(
    r"(?:[^\W\d_a-zа-яіїєґё][\w’'ʼ.-]*)(?: (?:(?:de|del|de la|van|von|al|el|da|di|bin) )?[^\W\d_a-zа-яіїєґё][\w’'ʼ-]*){1,3}"
)
_CAPITAL = r"[^\W\d_a-zа-яіїєґё][\w’'ʼ-]+"
_SHARED = re.compile(rf"({_CAPITAL})\s(?:and|et|y|e|i|und|та|і|и|&)\s({_CAPITAL}) ({_CAPITAL})")
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]+")


def choose(document: Document, head: Sequence[Leftover], after: int) -> tuple[int, ...]:
    """Which leftovers before the first turn are the standfirst: sentences, not labels, headings or remnants."""
    chosen = []
    for n, left in enumerate(head):
        block = document.blocks[left.block]
        text = left.text.strip()
        if left.block < after or (len(text) < 90 and text[-1:] not in tuple(".!?…»”\"؟)")):
            continue
        if block.kind in {Kind.HEADING, Kind.CUE, Kind.ITEM} or len(text) < 25:
            continue
        if re.fullmatch(r"[\[(].*[\])]", text, re.DOTALL) or text.isupper():
            continue
        chosen.append(n)
    return tuple(chosen)


def is_about(text: str, names: Sequence[str]) -> bool:
    """Does a paragraph above an account speak of its narrator, and not as the narrator?"""
    if match.anywhere_whole(words.FIRST_PERSON).search(text):
        return False
    folded = set(fold_name(text[:90])) | {word for word in re.findall(r"\w+", text.casefold())}
    return any(set(fold_name(name)) <= folded for name in names if len(fold_name(name)) > 1)


def people(
    lead: str, known: Sequence[str], signed: Sequence[str], captions: Sequence[str], title: str, *, strict: bool = False
) -> list[str]:
    """Whom a standfirst is about: at most one name, and none if the evidence doesn't choose.

    Evidence: it is known from elsewhere, it opens a sentence, brackets or a verb follow it, part of it comes back,
    it begins with a given name. Those who ``signed`` write about somebody else.
    """
    if re.search(r"[\u0600-\u06ff]", lead):
        return _arabic(lead)
    text = lead[:1500]
    scores: Counter[str] = Counter()
    order: list[str] = []
    elsewhere = " ".join([title, *captions])
    for found in _SPAN.finditer(text):
        name = _without_opening(found[0])
        if name is None:
            continue
        points = 0
        if any(same_person(name, other) for other in signed):
            continue
        points += 4 * any(same_person(name, other) for other in known)
        points += 3 * (fold_name(name)[:1] != () and fold_name(name)[0] in GIVEN)
        opens = found.start() == 0 or text[: found.start()].rstrip().endswith((".", "!", "?", "…", "\n"))
        points += opens and name == found[0]
        points += bool(re.match(r"\s?\(|,\s\d|\s[a-zа-яіїєґ]", text[found.end() :]))
        points += 2 * any(part in elsewhere for part in name.split() if len(part) > 3)
        points += any(
            len(re.findall(rf"(?<!\w){re.escape(part)}(?!\w)", text)) > 1 for part in name.split()[-1:]
        )
        if name not in scores:
            order.append(name)
        scores[name] = max(scores[name], points)
    best = sorted(order, key=lambda name: -scores[name])[:2]
    least = 4 if strict else 1 if len(order) == 1 else 2
    if not best or scores[best[0]] < least:
        return []
    if (
        len(best) == 2
        and scores[best[0]] == scores[best[1]]
        and scores[best[0]] < 5
        and order.index(best[0]) > 0
    ):
        return []
    return best[:1]


def mentions(text: str) -> tuple[str, ...]:
    """Every full name that could stand in a text, with shared family names ("Íñigo y Nerea Larralde") given to both."""
    found: list[str] = []
    for span in _SPAN.finditer(text[:6000]):
        name = _without_opening(span[0])
        if name is not None:
            found.append(name)
    for pair in _SHARED.finditer(text[:6000]):
        found.append(f"{pair[1]} {pair[3]}")
    return tuple(dict.fromkeys(found))


def _without_opening(span: str) -> str | None:
    parts = span.split()
    while parts and (parts[0].casefold().strip(".") in NOT_NAMES | HONORIFICS):
        parts.pop(0)
    return " ".join(parts) if len(parts) >= 2 else None


def _arabic(lead: str) -> list[str]:
    """Without capitals a name is told by a given name that we know, with the words of a family name after it."""
    found = _ARABIC_WORD.findall(lead[:600])
    for word, following in zip(found, found[1:], strict=False):
        bare = fold_name(word)
        if bare and bare[0] in GIVEN and len(following) > 2:
            return [f"{word} {following}"]
    return []
