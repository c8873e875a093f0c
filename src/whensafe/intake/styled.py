"""Pieces of text with their styles to the runs of a block: what every reader of styled text ends with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from whensafe.intake.blocks import Run
from whensafe.nouns.text import nfc

Piece: TypeAlias = tuple[str, bool, bool]
"""Text, bold, italic."""


def words(pieces: Sequence[Piece], ends: str | None = None) -> tuple[int, str]:
    """Where the words of the pieces begin, and the words, without the ``ends`` (white space) around."""
    whole = "".join(text for text, _, _ in pieces)
    return len(whole) - len(whole.lstrip(ends)), whole.strip(ends)


def runs(pieces: Sequence[Piece], ends: str | None = None) -> tuple[Run, ...]:
    """Pieces of one style in a row as one run, NFC, without what is of ``ends`` around the whole.

    One run without styles where an accent begins a piece: it belongs to the letter before.
    """
    start, said = words(pieces, ends)
    end = start + len(said)
    joined: list[tuple[list[str], bool, bool]] = []
    at = 0
    for text, bold, italic in pieces:
        cut = text[max(start - at, 0) : max(end - at, 0)]
        at += len(text)
        if not cut:
            continue
        if joined and joined[-1][1] == bold and joined[-1][2] == italic:
            joined[-1][0].append(cut)
        else:
            joined.append(([cut], bold, italic))
    found = tuple(Run(nfc("".join(parts)), bold=bold, italic=italic) for parts, bold, italic in joined)
    if len(found) > 1 and "".join(run.text for run in found) != nfc(said):
        return (Run(nfc(said)),)
    return found


def places(said: str, at: Iterable[int]) -> Iterator[int]:
    """Where places in a text (in order) are in its NFC, in time by its length: nothing joins over a space."""
    if nfc(said) == said:
        yield from at
        return
    done = before = 0
    for place in at:
        space = said.rfind(" ", done, place)
        if space > done:
            before += len(nfc(said[done:space]))
            done = space
        yield before + len(nfc(said[done:place]))
