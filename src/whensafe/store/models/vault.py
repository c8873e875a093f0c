"""What the whole archive keeps: its keys, the files it answers for, its registers, prints of interviews."""

from __future__ import annotations

from django.db import models

from whensafe.store.models.interview import CODE, TOKEN, Interview


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


class Record(models.Model):
    """A small value of a register (`whensafe.desk.registers`), as canonical JSON, in the order first put.

    ``token`` is its id within its kind; ``interview`` is the token of the one it belongs to. Kinds that this
    program doesn't know are kept as they are.
    """

    kind = models.CharField(max_length=CODE)
    token = models.CharField(max_length=80)
    interview = models.CharField(max_length=TOKEN, null=True)
    body = models.BinaryField()

    class Meta:
        """What the database holds to."""

        constraints = (models.UniqueConstraint(fields=("kind", "token"), name="one_record"),)
        indexes = (models.Index(fields=("kind", "interview"), name="record_of"),)
