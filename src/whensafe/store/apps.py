"""The store as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Label ``store``: the name in table names and migrations."""

    name = "whensafe.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
