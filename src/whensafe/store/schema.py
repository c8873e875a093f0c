"""Which tables an archive has, and how it gets those of this program.

The archive remembers the last migration of each app. Comparing file names is enough to know that nothing is
to be done, and costs a hundredth of loading every migration. Apps that this face doesn't have are left alone.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import msgspec
from django.apps import apps
from django.core.management import call_command

from whensafe.errors import NotAnArchive
from whensafe.store.models import Secret

_NAME = "schema"


def newest() -> dict[str, str]:
    """The last migration of each installed app, by the app's label."""
    found = {}
    for app in apps.get_app_configs():
        spec = importlib.util.find_spec(f"{app.name}.migrations")
        for folder in spec.submodule_search_locations or () if spec is not None else ():
            names = sorted(path.stem for path in Path(folder).glob("[0-9]*.py"))
            if names:
                found[app.label] = names[-1]
    return found


def migrate(alias: str) -> None:
    """Bring the tables to those of this program, and remember which they are."""
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    kept = Secret.objects.using(alias).filter(name=_NAME).first()
    now = (_read(kept) if kept is not None else {}) | newest()
    Secret.objects.using(alias).update_or_create(name=_NAME, defaults={"value": msgspec.json.encode(now)})


def is_current(alias: str) -> bool:
    """``False`` when the archive was last used by an older program; `NotAnArchive` when by a newer one."""
    kept = Secret.objects.using(alias).filter(name=_NAME).first()
    if kept is None:
        raise NotAnArchive("an archive that was never finished", where="archive.db")
    there, here = _read(kept), newest()
    if any(there[app] > here[app] for app in there.keys() & here.keys()):
        raise NotAnArchive("last used by a newer whensafe", where="archive.db", todo="Update whensafe.")
    return all(there.get(app) == last for app, last in here.items())


def _read(kept: Secret) -> dict[str, str]:
    return msgspec.json.decode(bytes(kept.value), type=dict[str, str])
