"""What Django must know for the store to work; faces add what they need.

Databases are added when an archive is opened (`whensafe.store.databases`), so none is named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BASE: dict[str, Any] = {
    "INSTALLED_APPS": (
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "whensafe.store",
    ),
    "AUTH_USER_MODEL": "store.Member",
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
    "DATABASES": {},
    "LOGGING_CONFIG": None,
}


def configure(extra: Mapping[str, Any] | None = None) -> None:
    """Set Django up once in this process. A second call changes nothing."""
    import django
    from django.conf import settings

    if settings.configured:
        return
    settings.configure(**{**BASE, **(extra or {})})
    django.setup()
