"""Entering an archive: is it a continuation of what this person has seen of it?

The last checkpoint seen is kept outside the archive (`ports.Seen`). An archive that ends before it, or has
another past, is an older or a foreign copy: a restored backup, a synchronised folder gone back, or somebody's
tampering. It is refused until a person says that they know, with a reason, which is logged.
"""

from __future__ import annotations

from whensafe.desk.act import acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.errors import OlderCopy
from whensafe.ledger import log
from whensafe.nouns.actor import Actor


def begin(archive: Archive, actor: Actor | None) -> None:
    """The first entry of a new archive's ledger."""
    with acting(archive, actor, "init"):
        pass


def enter(archive: Archive, actor: Actor | None, *, accept_older: str | None = None) -> None:
    """Compare the ledger with what was seen; remember it where it is newer.

    Raises `OlderCopy` unless ``accept_older`` gives a reason; the reason is then logged in this archive,
    and from here on this copy is the one that counts.
    """
    require(actor)
    with archive.store.read() as unit:
        id, head = unit.secrets.archive_id(), log.head(unit.ledger, unit.ledger.size())
        last, continued = archive.seen.last(id), is_continued(archive, unit)
    if continued:
        if head.size and (last is None or last[0] < head.size):
            archive.seen.remember(id, head.size, head.root)
    elif accept_older is None:
        raise OlderCopy(
            "this archive is not a continuation of what was seen of it here before",
            where="ledger",
            todo="If you restored an older copy on purpose, open it with --accept-older --yes --reason TEXT;"
            " if not, keep it and look for the newer one.",
        )
    else:
        archive.seen.forget(id)
        with acting(archive, actor, "accept_older", reason=accept_older) as deed:
            if last is not None:
                deed.about.append(f"seen:{last[0]}:{last[1].hex()}")


def is_older(archive: Archive, actor: Actor | None) -> bool:
    """Was more, or something else, seen of this archive here than it holds?"""
    require(actor)
    with archive.store.read() as unit:
        return not is_continued(archive, unit)


def is_continued(archive: Archive, unit: Unit) -> bool:
    """Does the ledger begin with what was seen of it here?"""
    last = archive.seen.last(unit.secrets.archive_id())
    if last is None:
        return True
    size, root = last
    return size <= unit.ledger.size() and log.head(unit.ledger, size).root == root
