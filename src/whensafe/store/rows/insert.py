"""Rows written as rows: a model instance a row costs four times as much as the row.

The statements are plain SQL that every database of ours reads; table and column names come from the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connections
from django.db.models import Model

Columns = tuple[str, ...]


def insert(alias: str, model: type[Model], columns: Columns, rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows; ``columns`` are column names (``session_id``, not ``session``)."""
    kept = list(rows)
    if kept:
        with connections[alias].cursor() as cursor:
            cursor.executemany(_statement(model, columns), kept)


def insert_one(alias: str, model: type[Model], columns: Columns, row: Sequence[Any]) -> int:
    """Insert one row and give its primary key."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_statement(model, columns) + " RETURNING id", row)
        key: int = cursor.fetchone()[0]
        return key


@cache
def _statement(model: type[Model], columns: Columns) -> str:
    meta = model._meta  # noqa: SLF001  (Django's documented name)
    names = {field.column for field in meta.concrete_fields}
    if not names >= set(columns):
        raise ValueError("no such column")
    quoted = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    return f'INSERT INTO "{meta.db_table}" ({quoted}) VALUES ({places})'  # noqa: S608  (our own names)
