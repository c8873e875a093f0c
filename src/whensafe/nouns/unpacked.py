"""What lies in a file that holds several: a zip, a web archive, a mail with something attached."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One document in it. ``name`` says where it lay, folders outermost first, joined by `APART`."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One that can't be taken, with the code and sentences of its error."""

    name: str
    code: str
    message: str
    todo: str | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """All of it. ``skipped`` counts, by reason (stable codes), what is no document and needs no word each."""

    members: tuple[Member, ...]
    left_out: tuple[LeftOut, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()


APART = " › "
"""Stands between folders in the name of a member: no system takes it for a path."""
