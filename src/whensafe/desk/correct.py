"""Correcting a draft: each change is an act of its own; the original and the first reading stay."""

from __future__ import annotations

from whensafe.desk.act import acting
from whensafe.desk.apply import apply
from whensafe.desk.archive import Archive
from whensafe.desk.changes import Answer, Change
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview


def correct(archive: Archive, actor: Actor | None, id: InterviewId, change: Change) -> Interview:
    """The draft with one change, stored and logged. On what has been kept only an `Answer` is taken.

    Raises `NotFound` for a turn, person or question that isn't there, `BadOption` for a change that can't be,
    and `Refused` for any other change to an interview that has been kept.
    """
    with acting(archive, actor, "correct") as deed:
        before = deed.interview(id) if isinstance(change, Answer) else deed.draft(id)
        after = apply(deed.mint, before, change)
        deed.put(after)
    return after
