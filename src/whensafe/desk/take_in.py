"""Taking in: files become an interview, their bytes kept as received.

`prepare` reads and stores nothing; `take_in` stores and logs. A face that takes in many files prepares the
next ones while one is being stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whensafe.desk import compose, duplicates, exported, recordings
from whensafe.desk.act import Along, acting, require
from whensafe.desk.add_to import add_to
from whensafe.desk.archive import Archive
from whensafe.desk.incoming import Incoming, Prepared, prepare
from whensafe.desk.ports import Unit
from whensafe.desk.recordings import Given, Recorded
from whensafe.errors import BadInput
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.interview import Basis, State
from whensafe.nouns.receipt import TakenIn

__all__ = ["Incoming", "Prepared", "add_to", "prepare", "take_in"]

MOST_FILES = 500
"""Files of one interview, at most."""


def take_in(
    archive: Archive,
    actor: Actor | None,
    incoming: Sequence[Given],
    *,
    basis: Basis | None = None,
    keep: bool = True,
    again: bool = True,
    along: Along | None = None,
) -> TakenIn:
    """Take in one interview; several files are its sessions, in the order given.

    ``basis`` overrules what the reading says. ``keep=False`` leaves a draft, neither listed nor searched
    until `keep`. What looks like an interview already kept gets a question and ``duplicate_of``. With
    ``again=False`` files whose very bytes one interview has already are not stored a second time: the
    receipt's ``id`` and ``duplicate_of`` both name it. A recording goes to the sitting of its transcript.

    Raises `BadInput` for a file that can't be used; then nothing of this interview is stored.
    """
    require(actor)
    if not 1 <= len(incoming) <= MOST_FILES:
        raise BadInput(f"an interview is taken in from 1 to {MOST_FILES} files")
    if not again:
        known = _known(archive, incoming)
        if known is not None:
            return known
    ready = [recordings.as_prepared(archive, file) for file in incoming]
    with acting(archive, actor, "take_in") as deed:
        parts = [recordings.part(deed, sitting) for sitting in recordings.sittings(ready)]
        state = State.KEPT if keep else State.DRAFT
        interview = compose.interview(deed.mint, parts, basis=basis, state=state, at=deed.at)
        interview = exported.complete(deed, interview, [part.reading for part in parts])
        digests = [_digest(deed.unit, file) for given in ready for file in _all(given)]
        prints = duplicates.prints_of(deed.unit.secrets, interview, digests)
        interview = duplicates.ask(interview, duplicates.find(deed, interview, prints))
        if along is not None:
            interview = along(deed, interview)
        deed.put(interview)
        duplicates.remember(deed, interview, prints)
    return TakenIn(interview.id, interview.title, interview.questions, interview.duplicate_of)


def _known(archive: Archive, files: Sequence[Given]) -> TakenIn | None:
    """The one interview that has each of these files already."""
    with archive.store.read() as unit:
        ids = {duplicates.same_bytes(unit, _chunks(file)) for file in files}
        id = ids.pop() if len(ids) == 1 else None
        interview = unit.interviews.get(id, TEAM) if id is not None else None
    if interview is None:
        return None
    return TakenIn(interview.id, interview.title, interview.questions, interview.id)


def _all(file: Prepared | Recorded) -> tuple[Given, ...]:
    return (file, *file.beside) if isinstance(file, Prepared) else (file,)


def _digest(unit: Unit, file: Given) -> bytes:
    return duplicates.digest_of(unit.secrets, _chunks(file))


def _chunks(file: Given) -> Iterator[bytes]:
    if isinstance(file, Recorded):
        return file.source.chunks()
    return (file.incoming if isinstance(file, Prepared) else file).chunks()
