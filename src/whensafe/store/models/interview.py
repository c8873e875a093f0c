"""An interview and its parts, one table each. Fields mean what `whensafe.nouns.interview` says.

``position`` is the place among siblings, from 0. Tokens of parts are not indexed: parts are only read with
their interview, and a tree over two million random addresses would make every intake slower.
"""

from __future__ import annotations

from django.db import models

TOKEN = 32
CODE = 40
DATE = 10


class Interview(models.Model):
    """One interview. ``id`` orders what was taken in within the same second."""

    token = models.CharField(max_length=TOKEN, unique=True)
    state = models.CharField(max_length=CODE)
    title = models.TextField(null=True)
    standfirst = models.TextField(null=True)
    section = models.TextField()
    """JSON list of texts."""
    language = models.CharField(max_length=CODE)
    published = models.CharField(max_length=DATE, null=True)
    first_published = models.CharField(max_length=DATE, null=True)
    interviewed = models.CharField(max_length=DATE, null=True)
    source_name = models.TextField(null=True)
    source_url = models.TextField(null=True)
    republisher = models.TextField(null=True)
    basis = models.CharField(max_length=CODE)
    added_at = models.CharField(max_length=32)
    duplicate_of = models.CharField(max_length=TOKEN, null=True)


class Part(models.Model):
    """What belongs to one interview at one place."""

    interview = models.ForeignKey(Interview, models.CASCADE)
    position = models.PositiveIntegerField()

    class Meta:
        """What the database holds to."""

        abstract = True


class Participant(Part):
    """Somebody in the interview."""

    token = models.CharField(max_length=TOKEN)
    name = models.TextField(null=True)
    role = models.CharField(max_length=CODE)


class InterviewSession(Part):
    """One sitting. (Django has a ``Session`` of its own.)"""

    token = models.CharField(max_length=TOKEN)
    n = models.IntegerField()
    interviewed = models.CharField(max_length=DATE, null=True)


class Original(Part):
    """A file of a session, as received."""

    session = models.ForeignKey(InterviewSession, models.CASCADE)
    blob = models.CharField(max_length=TOKEN, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=200)
    name = models.TextField()


class Recording(Part):
    """Sound or film of a session."""

    session = models.ForeignKey(InterviewSession, models.CASCADE)
    token = models.CharField(max_length=TOKEN)
    blob = models.CharField(max_length=TOKEN, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=200)
    name = models.TextField()
    duration_ms = models.BigIntegerField(null=True)
    silent = models.TextField()
    """JSON list of [address, start_ms, end_ms], or empty."""


class Transcript(Part):
    """A written form of a session."""

    session = models.ForeignKey(InterviewSession, models.CASCADE)
    token = models.CharField(max_length=TOKEN)
    language = models.CharField(max_length=CODE)
    kind = models.CharField(max_length=CODE)
    based_on = models.CharField(max_length=TOKEN, null=True)


class Turn(models.Model):
    """One turn, in the order of its transcript. ``id`` is what a search index may point at."""

    transcript = models.ForeignKey(Transcript, models.CASCADE)
    n = models.IntegerField()
    address = models.CharField(max_length=TOKEN)
    role = models.CharField(max_length=CODE)
    speaker = models.CharField(max_length=TOKEN, null=True)
    language = models.CharField(max_length=CODE)
    text = models.TextField()
    start_ms = models.BigIntegerField(null=True)
    end_ms = models.BigIntegerField(null=True)
    marks = models.TextField()
    """JSON list of [kind, at, verbatim], or empty."""
    translates = models.CharField(max_length=TOKEN, null=True)


class Exhibit(Part):
    """A photo, document or object, with the file that shows it."""

    token = models.CharField(max_length=TOKEN)
    title = models.TextField()
    blob = models.CharField(max_length=TOKEN, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=200)
    name = models.TextField()


class CustodyEvent(models.Model):
    """One link of an exhibit's chain of custody."""

    exhibit = models.ForeignKey(Exhibit, models.CASCADE)
    position = models.PositiveIntegerField()
    at = models.CharField(max_length=40)
    event = models.TextField()
    by = models.TextField()
    note = models.TextField()


class Dropped(Part):
    """A stretch of the source that was set aside."""

    text = models.TextField()


class Question(Part):
    """Something only the documenter can settle."""

    code = models.CharField(max_length=CODE)
    text = models.TextField()
    turn = models.IntegerField(null=True)
    options = models.TextField()
    """JSON list of texts."""
    answer = models.TextField(null=True)
