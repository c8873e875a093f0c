"""Which tables an archive has, and how it gets those of this program."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from whensafe.errors import NotAnArchive
from whensafe.store.models import Secret

NEWEST = (
    "auth.0012_alter_user_first_name_max_length contenttypes.0002_remove_content_type_name"
    " sessions.0001_initial store.0001_first_rooms"
)
"""The last migration of each app, as `newest` derives it; written down so that opening needn't load them all."""
_NAME = "schema"


def newest(alias: str) -> str:
    """The last migration of each app in this program."""
    return " ".join(sorted(".".join(leaf) for leaf in MigrationLoader(connections[alias]).graph.leaf_nodes()))


def migrate(alias: str) -> None:
    """Bring the tables to those of this program, and remember which they are."""
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    Secret.objects.using(alias).update_or_create(name=_NAME, defaults={"value": NEWEST.encode()})


def is_current(alias: str) -> bool:
    """``False`` when the archive was last used by an older program; `NotAnArchive` when by a newer one."""
    kept = Secret.objects.using(alias).filter(name=_NAME).values_list("value", flat=True).first()
    if kept is None:
        raise NotAnArchive("an archive that was never finished", where="archive.db")
    text = bytes(kept).decode("ascii", "replace")
    if text == NEWEST:
        return True
    known = {".".join(node) for node in MigrationLoader(connections[alias]).graph.nodes}
    if not set(text.split()) <= known:
        raise NotAnArchive("last used by a newer whensafe", where="archive.db", todo="Update whensafe.")
    return False
