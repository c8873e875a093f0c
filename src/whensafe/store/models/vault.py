"""Keys that live inside the encrypted database, the files it answers for, and prints of what it holds."""

from __future__ import annotations

from django.db import models

from whensafe.store.models.interview import TOKEN, Interview


class Secret(models.Model):
    """A secret or fact of the whole archive, by name. None of them opens a seal."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.BinaryField()


class Blob(models.Model):
    """A file under ``blobs/``: the size of its plaintext in bytes and the keyed digest (32 bytes) of it."""

    name = models.CharField(max_length=TOKEN, primary_key=True)
    size = models.BigIntegerField()
    mac = models.BinaryField()


class Print(models.Model):
    """A keyed print by which the same interview is recognised: of a file's bytes, or of its words."""

    interview = models.ForeignKey(Interview, models.CASCADE)
    kind = models.CharField(max_length=8)
    value = models.BinaryField()

    class Meta:
        """What the database holds to."""

        indexes = (models.Index(fields=("value", "kind"), name="print_value"),)
