"""What the search index keeps beside its full-text tables (`whensafe.store.search`).

Rows point at others by number without a constraint: they are written and removed with their interview, by the
index alone, and two million checked references would make every intake slower.
"""

from __future__ import annotations

from django.db import models

from whensafe.store.models.interview import CODE, DATE


class IndexedInterview(models.Model):
    """A kept interview that can be found, and the days it may be of; none if it has no date."""

    interview_id = models.BigIntegerField(primary_key=True)
    earliest = models.CharField(max_length=DATE, null=True)
    latest = models.CharField(max_length=DATE, null=True)


class IndexedTurn(models.Model):
    """The folded words of one turn, and their families (`whensafe.words.family`), each once.

    ``id`` is its place among equals (`whensafe.store.search.places`).
    """

    id = models.BigIntegerField(primary_key=True)
    interview_id = models.BigIntegerField(db_index=True)
    turn_id = models.BigIntegerField()
    language = models.CharField(max_length=CODE)
    body = models.TextField()
    families = models.TextField()
    facets = models.TextField()


class IndexedWord(models.Model):
    """A word of the archive in a language; ``uses`` is in how many turns. Gone when the last one goes."""

    term = models.TextField()
    language = models.CharField(max_length=CODE)
    family = models.CharField(max_length=10, db_index=True)
    uses = models.BigIntegerField()

    class Meta:
        """Each word once a language."""

        constraints = (models.UniqueConstraint(fields=("term", "language"), name="one_word"),)


class IndexedKey(models.Model):
    """A key that all forms of a word share (`whensafe.words.forms_key`), or its bare spelling."""

    key = models.TextField()
    word_id = models.BigIntegerField(db_index=True)

    class Meta:
        """Each key once a word."""

        constraints = (models.UniqueConstraint(fields=("key", "word_id"), name="one_key"),)
