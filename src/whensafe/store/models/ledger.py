"""The private ledger's rows. The desk computes; these keep.

Their keys are given, never counted up. They are `BigAutoField`s all the same: that is the one 64-bit key that
SQLite keeps as the row's own number, without a second tree beside the table.
"""

from __future__ import annotations

from django.db import models


class Leaf(models.Model):
    """A leaf by its index, with its opening as long as that is kept."""

    index = models.BigAutoField(primary_key=True)
    data = models.BinaryField()
    salt = models.BinaryField(null=True)
    payload = models.BinaryField(null=True)


class Node(models.Model):
    """The hash of a complete subtree. ``key`` is ``level * 2**56 + index``: one integer, one tree."""

    key = models.BigAutoField(primary_key=True)
    hash = models.BinaryField()


class Checkpoint(models.Model):
    """A signed note for a tree size; the newest is the archive's head."""

    size = models.BigAutoField(primary_key=True)
    note = models.BinaryField()
