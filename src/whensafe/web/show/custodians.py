"""Custodians in words: cards that were given, how many of them open, what a drill found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext

from whensafe.desk.drill import Health
from whensafe.errors import BadInput
from whensafe.sealing.custodians import fingerprint, read_card
from whensafe.sealing.words import MOST_SHARES

MOST_BYTES = 1 << 16
FEWEST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A card that can be read: whose, what to compare aloud, and the card itself, one line of text."""

    name: str
    fingerprint: str
    text: str


@dataclass(slots=True)
class Given:
    """Cards as they were given: those that can be read, and by name those that can't.

    ``words``: somebody gave a custodian's words. They are not kept, and not shown again.
    """

    cards: list[Card] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    words: bool = False


def read(pasted: str, files: Sequence[tuple[str, bytes]]) -> Given:
    """Cards from a field, one on each line, and from files. The same card twice counts once."""
    lines = [line.strip() for line in pasted.splitlines() if line.strip()]
    given = [(gettext("line %(n)s") % {"n": n}, f"{line}\n".encode()) for n, line in enumerate(lines, 1)]
    found = Given()
    if is_words(pasted):
        found.words = True
        given = []
    for name, data in [*given, *files]:
        if is_words(data.decode("utf-8", "replace")):
            found.words = True
            continue
        try:
            card = read_card(data)
        except BadInput:
            found.unread.append(name[:80])
            continue
        one = Card(card.name, fingerprint(card.verify), data.decode().strip())
        if one not in found.cards:
            found.cards.append(one)
    return found


def is_words(text: str) -> bool:
    """Is this what no server may ever be given: a custodian's words rather than a card?"""
    plain = [word for word in text.split() if word.isalpha()]
    return len(plain) >= FEWEST_WORDS and "{" not in text


@dataclass(frozen=True, slots=True)
class Threshold:
    """A choice of how many open, and what it means."""

    k: int
    label: str
    means: str


def thresholds(n: int) -> list[Threshold]:
    """Every choice for ``n`` custodians."""
    return [
        Threshold(k, gettext("%(k)s of %(n)s") % {"k": k, "n": n}, _means(k, n))
        for k in range(1, min(n, MOST_SHARES) + 1)
    ]


def _means(k: int, n: int) -> str:
    if k == 1:
        return gettext("Any one of them alone opens everything. See below what that gives up.")
    if k == n:
        return gettext("Every one of them is needed: if one is lost, everything is lost.")
    told = {"k": k, "spare": n - k}
    return gettext("Fewer than %(k)s can open nothing. Up to %(spare)s of them may be lost.") % told


def warnings(health: Health) -> Iterator[str]:
    """What a person must know now, the gravest first."""
    if not health.live:
        yield gettext("Nobody has answered yet.")
        return
    if health.live < health.threshold:
        yield gettext(
            "Fewer have answered than are needed. If nobody else can, what is sealed is lost for ever."
        )
    elif health.live == health.threshold:
        yield gettext("Exactly as many have answered as are needed: if one more is lost, all is lost.")
    elif health.live == health.threshold + 1:
        yield gettext("Only one more has answered than are needed: if two more are lost, all is lost.")
    if health.live <= health.threshold + 1:
        yield gettext("Adopt further custodians for what is sealed from now on.")
    if health.groups_short:
        yield ngettext(
            "%(n)s sealed group has too few custodians who answered. Perhaps it is with earlier ones.",
            "%(n)s sealed groups have too few custodians who answered. Perhaps they are with earlier ones.",
            health.groups_short,
        ) % {"n": health.groups_short}
