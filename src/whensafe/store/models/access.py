"""What lists and searches join: the gate's verdicts, written with the item they are about.

A row says yes only if ``allowed`` is set and ``rule`` is the gate's present version. ``state`` and
``added_at`` repeat the interview's, so that one index gives a page of a list in its order.
"""

from __future__ import annotations

from django.db import models

from whensafe.store.models.interview import CODE, Interview

AUDIENCE = 80


class VerdictRow(models.Model):
    """One decision of the gate about one whole interview."""

    interview = models.ForeignKey(Interview, models.CASCADE)
    audience = models.CharField(max_length=AUDIENCE)
    allowed = models.BooleanField()
    rule = models.IntegerField()
    state = models.CharField(max_length=CODE)
    added_at = models.CharField(max_length=32)

    class Meta:
        """What the database holds to."""

        constraints = (models.UniqueConstraint(fields=("interview", "audience"), name="one_verdict"),)
        indexes = (
            models.Index(
                fields=("audience", "state", "rule", "added_at", "interview"),
                name="verdict_page",
                # Not a column of it: Django asks for a true one by its bare name, which no index looks up.
                condition=models.Q(allowed=True),
            ),
        )


class Total(models.Model):
    """How many interviews an audience may see in a state, kept in the transaction that changes it."""

    audience = models.CharField(max_length=AUDIENCE)
    state = models.CharField(max_length=CODE)
    rule = models.IntegerField()
    n = models.BigIntegerField(default=0)

    class Meta:
        """What the database holds to."""

        constraints = (models.UniqueConstraint(fields=("audience", "state", "rule"), name="one_total"),)


class Line(models.Model):
    """One line of the list, so that a page reads one small row an interview."""

    interview = models.OneToOneField(Interview, models.CASCADE, primary_key=True)
    token = models.CharField(max_length=32)
    title = models.TextField(null=True)
    language = models.CharField(max_length=CODE)
    narrators = models.TextField()
    """JSON list of names."""
    interviewed = models.CharField(max_length=10, null=True)
    published = models.CharField(max_length=10, null=True)
    turns = models.IntegerField()
    open_questions = models.IntegerField()
    added_at = models.CharField(max_length=32)
