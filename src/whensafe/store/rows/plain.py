"""Rows as rows. A model instance costs four times as much as its row, and a query set more than its query.

The statements are plain SQL that every database of ours reads; table and column names come from the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connections
from django.db.models import Model

Columns = tuple[str, ...]
"""Column names, not field names: ``session_id``, not ``session``."""
Row = tuple[Any, ...]


def insert(alias: str, model: type[Model], columns: Columns, rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows."""
    kept = list(rows)
    if kept:
        with connections[alias].cursor() as cursor:
            cursor.executemany(_insert(model, columns), kept)


def insert_one(alias: str, model: type[Model], columns: Columns, row: Sequence[Any]) -> int:
    """Insert one row and give its primary key."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_insert(model, columns) + " RETURNING id", row)
        key: int = cursor.fetchone()[0]
        return key


def select(alias: str, model: type[Model], columns: Columns, of: tuple[str, int], order: str) -> list[Row]:
    """Rows whose column has this value, ``of`` being both, in the order of another column."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_select(model, columns, of[0], order), of[1:])
        return list(cursor.fetchall())


@cache
def _insert(model: type[Model], columns: Columns) -> str:
    table = _table(model, columns)
    places = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table} ({_names(columns)}) VALUES ({places})"  # noqa: S608  (our own names)


@cache
def _select(model: type[Model], columns: Columns, of: str, order: str) -> str:
    table = _table(model, (*columns, of, order))
    return f'SELECT {_names(columns)} FROM {table} WHERE "{of}" = %s ORDER BY "{order}"'  # noqa: S608


def _names(columns: Columns) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _table(model: type[Model], columns: Columns) -> str:
    meta = model._meta  # noqa: SLF001  (Django's documented name)
    if not {field.column for field in meta.concrete_fields} >= set(columns):
        raise ValueError("no such column")
    return f'"{meta.db_table}"'
