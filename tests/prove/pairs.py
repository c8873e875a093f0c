"""One pair, judged: are both sides told alike, and is no hidden word told at all?"""

from __future__ import annotations

from collections.abc import Callable

from tests.prove.archives import pair
from tests.prove.drawing import AUDIENCES, HIDDEN, NARRATORS, Archive
from tests.prove.told import answered, everything_for, exported, told

from whensafe.nouns.actor import Audience

PUBLIC, FAMILY = Audience("public"), Audience("family")
ASKED = (
    *(word for word in HIDDEN if word.isalpha()),
    "вода",
    "gate",
    "الماء",
    *(name.split()[0] for name in NARRATORS),
)
_ASKED_EVERY = 5
"""Every so many pairs, what is shown, listed and found is compared, too."""
_EXPORTED_EVERY = 7
"""Every so many pairs, each interview is written out in every format, too."""
_CACHED_EVERY = 11
"""Every so many pairs an edition of all there is was made before, and what was kept of it lies at hand. These
numbers have no factor in common with that of the audiences, so that each audience has its turn.
"""


def differs(
    seed: int, audience: Audience, between: Callable[[], None] = lambda: None
) -> tuple[str, bytes | None, bytes | None] | None:
    """The first place at which an audience could tell the sides apart, with what is there; else ``None``.

    A hidden word that is told on one side counts, too. ``between`` is called before the second side.
    """
    one, other = pair(seed, audience)
    first = _told(one, audience, seed)
    between()
    second = _told(other, audience, seed)
    for path in first.keys() | second.keys():
        if first.get(path) != second.get(path):
            return path, first.get(path), second.get(path)
    everything = b"\n".join(data for path, data in first.items() if not path.startswith("fonts/"))
    for word in {*one.hidden, *other.hidden}:
        if len(word) > 3 and word.encode() in everything:
            return "a hidden word", word.encode(), None
    return None


def _told(archive: Archive, audience: Audience, seed: int) -> dict[str, bytes]:
    if seed % _ASKED_EVERY == 2:
        return told(archive, audience) | answered(archive, audience, ASKED[seed % len(ASKED)])
    if seed % _EXPORTED_EVERY == 3:
        return told(archive, audience) | exported(archive, audience)
    if seed % _CACHED_EVERY:
        return told(archive, audience)
    whom = FAMILY if seed // (_CACHED_EVERY * len(AUDIENCES)) % 2 else audience
    return told(archive, audience, everything_for(archive, audience, whom))
