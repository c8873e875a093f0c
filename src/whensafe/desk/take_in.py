"""Taking in: files become an interview, their bytes kept as received.

`prepare` reads and stores nothing; `take_in` stores and logs. A face that takes in many files prepares the
next ones while one is being stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from whensafe.desk import compose, duplicates
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.add_to import add_to
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import Incoming, Prepared, file_name, prepare
from whensafe.errors import BadInput
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Basis, Original, State
from whensafe.nouns.receipt import TakenIn

__all__ = ["Incoming", "Prepared", "add_to", "prepare", "take_in"]

MOST_FILES = 500
"""Files of one interview, at most."""


def take_in(
    archive: Archive,
    actor: Actor | None,
    incoming: Sequence[Incoming | Prepared],
    *,
    basis: Basis | None = None,
    keep: bool = True,
    again: bool = True,
) -> TakenIn:
    """Take in one interview; several files are its sessions, in the order given.

    ``basis`` overrules what the reading says. ``keep=False`` leaves a draft, neither listed nor searched
    until `keep`. What looks like an interview already kept gets a question and ``duplicate_of``. With
    ``again=False`` a single file whose very bytes are kept already is not stored a second time: the receipt's
    ``id`` and ``duplicate_of`` both name the interview that has it.

    Raises `BadInput` for a file that can't be used; then nothing of this interview is stored.
    """
    require(actor)
    if not 1 <= len(incoming) <= MOST_FILES:
        raise BadInput(f"an interview is taken in from 1 to {MOST_FILES} files")
    if not again and len(incoming) == 1:
        known = _known(archive, incoming[0])
        if known is not None:
            return known
    prepared = [file if isinstance(file, Prepared) else prepare(archive, file) for file in incoming]
    with acting(archive, actor, "take_in") as deed:
        parts = [
            compose.Part(file.reading, store(deed, file.incoming, file.reading.media_type))
            for file in prepared
        ]
        state = State.KEPT if keep else State.DRAFT
        interview = compose.interview(deed.mint, parts, basis=basis, state=state, at=deed.at)
        digests = [duplicates.digest(deed.unit.secrets, file.incoming.data) for file in prepared]
        prints = duplicates.prints_of(deed.unit.secrets, interview, digests)
        interview = duplicates.ask(interview, duplicates.find(deed, interview, prints))
        deed.put(interview)
        duplicates.remember(deed, interview, prints)
    return TakenIn(interview.id, interview.title, interview.questions, interview.duplicate_of)


def store(deed: Deed, incoming: Incoming, media_type: str) -> Original:
    """Keep a file's bytes as received."""
    ref = deed.keep_blob(incoming.chunks())
    return Original(ref.name, ref.size, media_type, file_name(incoming.name))


def _known(archive: Archive, file: Incoming | Prepared) -> TakenIn | None:
    data = file.incoming.data if isinstance(file, Prepared) else file.data
    with archive.store.read() as unit:
        id: InterviewId | None = duplicates.same_bytes(unit, data)
        interview = unit.interviews.get(id, TEAM) if id is not None else None
    if interview is None:
        return None
    return TakenIn(interview.id, interview.title, interview.questions, interview.id)
