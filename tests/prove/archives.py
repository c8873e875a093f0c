"""Pairs of small archives that differ only in what an audience may not be told.

    for one, other in pair(seed, Audience("public")): …

An archive is a list of interviews, each with the `World` the gate knows. `pair` draws one plan and writes
it twice: what is open is the same words, ids and addresses on both sides; what is sealed, restricted,
unconsented or nobody's business is drawn anew for each side: other words, lengths, scripts, names, times,
files, digests and conditions. Where an existence is secret, the thing is there on one side only.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.prove import drawing
from tests.prove.drawing import Archive, Draw, Hiding
from tests.prove.plans import Plan
from tests.prove.writing import write

from whensafe.nouns.actor import Audience


def pair(seed: int, audience: Audience) -> tuple[Archive, Archive]:
    """Two archives that this audience can't tell apart."""
    draw = Draw(f"{seed} {audience}")
    hiding = drawing.hiding(draw)
    plans = [Plan(draw, hiding, audience) for _ in range(draw.choice((1, 1, 1, 1, 2, 3)))]
    return _side(plans, hiding, 0, seed), _side(plans, hiding, 1, seed)


def _side(plans: Sequence[Plan], hiding: Hiding, side: int, seed: int) -> Archive:
    draw = Draw(f"{seed} side {side}")
    known = [written for plan in plans if (written := write(plan, draw, side)) is not None]
    if draw.chance(0.5):
        known.reverse()  # the order of taking in is nobody's business
    names = [
        spelling
        for of in (hiding.people, hiding.words)
        for spelled in of.values()
        for spelling in spelled[side]
    ]
    return Archive(tuple(known), (*(word for plan in plans for word in plan.hidden_words(side)), *names))
