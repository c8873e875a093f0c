"""Who can unlock: key slots as files and as rows.

The file comes first and the row commits it: a slot that no row names opens nothing and is swept. Taking away
goes the other way round. So a crash in between never gives access and never takes it from somebody else.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import transaction

from whensafe.errors import BadOption, Busy, NotFound, Refused, WrongKey
from whensafe.nouns.actor import Actor, WithAccess
from whensafe.nouns.ids import TOKEN_CHARS, MemberId, token
from whensafe.store.folder import Folder, write_file
from whensafe.store.key_slots import Cost, Unlocker, unwrap, wrap
from whensafe.store.locks import FileLock
from whensafe.store.models import KeySlot, Member
from whensafe.store.secrets import ArchiveSecrets
from whensafe.store.sqlcipher.database import Database

PURPOSE = "key slot"
"""What a slot file's keyed digest is made for."""
_DAY = "%Y-%m-%dT%H:%M:%SZ"


class Slots:
    """The key slots of an unlocked archive. ``key`` is the archive key (32 bytes)."""

    def __init__(
        self,
        database: Database,
        folder: Folder,
        secrets: ArchiveSecrets,
        key: bytes,
        random: Callable[[int], bytes],
    ) -> None:
        self._database = database
        self._folder = folder
        self._secrets = secrets
        self._key = key
        self._random = random

    def add(
        self,
        name: str,
        unlocker: Unlocker,
        member: str | None = None,
        *,
        now: datetime.datetime,
        cost: Cost = Cost(),  # noqa: B008  (frozen)
    ) -> Actor:
        """Give a person a slot; a name that isn't there yet becomes a member. Durable when it returns."""
        if not name.strip() or unlocker == "":
            raise BadOption("a name and a passphrase can't be empty")
        slot = token(self._random(8), TOKEN_CHARS)
        data = wrap(self._secrets.archive_id(), slot, self._key, unlocker, self._random(28), cost)
        at = now.astimezone(datetime.UTC).strftime(_DAY)
        with self._database.transaction(write=True), self._file(slot, data):
            row, new = Member.objects.using(self._database.alias).get_or_create(
                name=name,
                defaults={"token": member or token(self._random(8), TOKEN_CHARS), "added_at": at},
            )
            if not new and not row.is_active:  # somebody who left, and is back
                row.is_active, row.added_at = True, at
                row.save(update_fields=("is_active", "added_at"))
            KeySlot.objects.using(self._database.alias).create(
                token=slot, member=row, mac=self._secrets.mac(PURPOSE, data), added_at=at
            )
        return Actor(MemberId(row.token), row.name)

    @contextmanager
    def _file(self, slot: str, data: bytes) -> Iterator[None]:
        """A slot's file, taken back if the block fails; if it is the commit that fails, by `sweep`."""
        path = self._folder.slot(slot)
        write_file(path, (data,))
        try:
            yield
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise

    def remove(self, name: str) -> None:
        """Take every slot of a member away. They keep what they have copied: rekeying is another act."""
        with self._database.transaction(write=True):
            slots = KeySlot.objects.using(self._database.alias)
            tokens = list(slots.filter(member__name=name).values_list("token", flat=True))
            if not tokens:
                raise NotFound("nobody of that name has access")
            if slots.exclude(member__name=name).count() == 0:
                raise Refused("the last one with access can't be removed")
            slots.filter(member__name=name).delete()
            Member.objects.using(self._database.alias).filter(name=name).update(is_active=False)
            transaction.on_commit(lambda: self._unlink(tokens), using=self._database.alias)

    def _unlink(self, tokens: list[str]) -> None:
        """Files whose rows are gone: now, or at the next `sweep` if a copy is being made of them."""
        lock = FileLock(self._folder.blobs_lock)
        with suppress(OSError, Busy):
            lock.take(alone=True)
            try:
                for one in tokens:
                    self._folder.slot(one).unlink(missing_ok=True)
            finally:
                lock.release()

    def members(self) -> tuple[Actor, ...]:
        """Who can unlock, by name."""
        return tuple(one.actor for one in self.everybody())

    def everybody(self) -> tuple[WithAccess, ...]:
        """Who can unlock, and since when, by name."""
        with self._database.transaction(write=False):
            members = Member.objects.using(self._database.alias).filter(slots__isnull=False)
            return tuple(
                WithAccess(Actor(MemberId(row.token), row.name), row.added_at)
                for row in members.distinct().order_by("name")
            )

    def owner(self, slot: str) -> Actor | None:
        """Whose slot this is, if a row says so."""
        row = KeySlot.objects.using(self._database.alias).select_related("member").filter(token=slot).first()
        if row is None or not row.member.is_active:
            return None
        return Actor(MemberId(row.member.token), row.member.name)

    def sweep(self) -> int:
        """Remove slot files that no row names: a crash left them, and they open nothing."""
        known = set(KeySlot.objects.using(self._database.alias).values_list("token", flat=True))
        left = [self._folder.slot(slot) for slot in self._folder.slots() if slot not in known]
        left += self._folder.keys.glob("*.part")
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def unlock(folder: Folder, archive: str, unlocker: Unlocker) -> list[tuple[str, bytes]]:
    """The slots that this opens, with the archive key each gives; `WrongKey` if there is none.

    A slot that can't be read doesn't keep another from opening; if none opens, it is what is reported.
    """
    damaged: WrongKey | Exception | None = None
    opened = []
    for slot in folder.slots():
        try:
            data = folder.slot(slot).read_bytes()
            opened.append((slot, unwrap(archive, slot, data, unlocker)))
        except WrongKey:
            continue
        except Exception as error:  # noqa: BLE001  (Damaged, or the disk: told only if nothing opens)
            damaged = error
    if opened:
        return opened
    if damaged is not None:
        raise damaged
    raise WrongKey("this passphrase or key doesn't open the archive", where=folder.root.name)
