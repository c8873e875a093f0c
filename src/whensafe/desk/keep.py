"""A draft is kept, or discarded."""

from __future__ import annotations

from dataclasses import replace

from whensafe.desk import duplicates
from whensafe.desk.act import acting
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import State
from whensafe.nouns.receipt import TakenIn


def keep(archive: Archive, actor: Actor | None, id: InterviewId) -> TakenIn:
    """Take a draft into the archive as it now stands: from here on it is listed, searched and cited.

    What looks like an interview kept meanwhile is asked about, as at taking in.
    """
    with acting(archive, actor, "keep") as deed:
        draft = deed.draft(id)
        digests = duplicates.digests(deed, draft)
        prints = duplicates.prints_of(deed.unit.secrets, draft, digests)
        alike = duplicates.find(deed, draft, prints)
        kept = duplicates.ask(replace(draft, state=State.KEPT), alike)
        deed.put(kept)
        duplicates.remember(deed, kept, prints)
    return TakenIn(kept.id, kept.title, kept.questions, kept.duplicate_of)


def discard(archive: Archive, actor: Actor | None, id: InterviewId) -> None:
    """Remove a draft and its files. What was kept is never discarded. The ledger says that it was there."""
    with acting(archive, actor, "discard") as deed:
        deed.remove(deed.draft(id))
