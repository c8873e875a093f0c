"""A hit as stretches, marked and not, so that a template escapes every one of them."""

from __future__ import annotations

from dataclasses import dataclass

from whensafe.nouns.receipt import Hit


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a snippet; ``marked`` where it answers the search."""

    text: str
    marked: bool


def stretches(hit: Hit) -> tuple[Stretch, ...]:
    """The snippet cut at its matches, in order; what lies outside the snippet or overlaps is left out."""
    made: list[Stretch] = []
    at = 0
    for start, end in sorted(hit.matches):
        begin, stop = max(start - hit.snippet_start, at), min(end - hit.snippet_start, len(hit.snippet))
        if begin >= stop:
            continue
        if begin > at:
            made.append(Stretch(hit.snippet[at:begin], marked=False))
        made.append(Stretch(hit.snippet[begin:stop], marked=True))
        at = stop
    if at < len(hit.snippet):
        made.append(Stretch(hit.snippet[at:], marked=False))
    return tuple(made)
