"""Is the database file what was written? Asked of SQLCipher and of SQLite themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from whensafe.nouns.receipt import Problem

Rows = Callable[[str], list[tuple[Any, ...]]]
"""Run one statement, give its rows."""
_TRIES = 3
"""A page read while another process writes it looks damaged; one that stays so is."""


def damaged(rows: Rows) -> Iterator[Problem]:
    """Every page of the file whose authentication code doesn't fit, free pages too."""
    lasting: set[str] | None = None
    for _ in range(_TRIES):
        found = {str(row[0]) for row in rows("PRAGMA cipher_integrity_check")}
        lasting = found if lasting is None else lasting & found
        if not lasting:
            return
    for finding in sorted(lasting or ()):
        yield Problem("page_damaged", "archive.db", f"The database file is damaged: {finding}.")


def misbuilt(rows: Rows) -> Iterator[Problem]:
    """What SQLite says of trees, indices and references. It may name tables, never what is in them."""
    if rows("PRAGMA integrity_check(1)") != [("ok",)]:
        yield Problem("database_damaged", "archive.db", "The database's structure is damaged.")
    elif rows("PRAGMA foreign_key_check"):
        yield Problem("database_damaged", "archive.db", "A row refers to one that is not there.")
