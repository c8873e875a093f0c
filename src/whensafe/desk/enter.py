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


def enter(archive: Archive, actor: Actor | None, *, accept_older: str | None = None) -> None:
    """Compare the ledger with what was seen; remember it where it is newer.

    Raises `OlderCopy` unless ``accept_older`` gives a reason; the reason is then logged in this archive,
    and from here on this copy is the one that counts.
    """
    require(actor)
    with archive.store.read() as unit:
        id, head = unit.secrets.archive_id(), log.head(unit.ledger, unit.ledger.size())
        last = archive.seen.last(id)
        if last is None or _continues(unit, head, last):
            if head.size and (last is None or last[0] < head.size):
                archive.seen.remember(id, head.size, head.root)
            return
    if accept_older is None:
        raise OlderCopy(
            f"this archive's ledger has {head.size} entries and is not a continuation of the"
            f" {last[0]} that were seen here before",
            todo="If it is a copy you restored on purpose, open it with --accept-older --yes --reason TEXT;"
            " if not, keep it and look for the newer one.",
        )
    archive.seen.forget(id)
    with acting(archive, actor, "accept_older", reason=accept_older) as deed:
        deed.about.append(f"seen:{last[0]}:{last[1].hex()}")


def _continues(unit: Unit, head: log.Head, last: tuple[int, bytes]) -> bool:
    size, root = last
    return size <= head.size and log.head(unit.ledger, size).root == root
