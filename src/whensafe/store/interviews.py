"""Interviews as whole values, over Django's ORM: what an act writes of one is written everywhere at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet

from django.db import connections

from whensafe.desk.ports import Blobs, Found, Page, Participation, Query
from whensafe.errors import NotFound
from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import Address, BlobName, InterviewId
from whensafe.nouns.interview import Interview, Role, State
from whensafe.nouns.text import Language
from whensafe.protection.gate import RULE, Verdict
from whensafe.store import models
from whensafe.store.likeness import Prints
from whensafe.store.listing import Listing
from whensafe.store.rows.read import read
from whensafe.store.rows.write import clear, write
from whensafe.store.search import SearchIndex

_ONE, _VERDICT = models.Interview._meta, models.VerdictRow._meta  # noqa: SLF001  (Django's documented name)
_FIELDS = tuple(field.attname for field in _ONE.concrete_fields)
_COLUMNS = ", ".join(f'i."{field.column}"' for field in _ONE.concrete_fields)
_SEEN = (
    f'SELECT {_COLUMNS} FROM "{_ONE.db_table}" AS i'  # noqa: S608  (our own names)
    f' JOIN "{_VERDICT.db_table}" AS v ON v.interview_id = i.id'
    " WHERE i.token = %s AND v.audience = %s AND v.allowed = %s AND v.rule = %s AND v.state = i.state"
)
"""One interview by a verdict about it as it is now; plain SQL, since an edition asks thousands."""


class DjangoInterviews:
    """The port `Interviews` inside one transaction. ``blobs`` are what a removed draft's files go from."""

    def __init__(self, alias: str, index: SearchIndex, blobs: Blobs) -> None:
        self._alias = alias
        self._index = index
        self._blobs = blobs
        self._listing = Listing(alias)
        self._prints = Prints(alias)
        self.removed = False
        """Whether this transaction removed anything."""

    def put(self, interview: Interview, verdicts: Sequence[Verdict]) -> None:
        """Write it whole, with its verdict rows, its line in the list and its search index."""
        key = write(self._alias, interview)
        self._listing.put(key, interview, verdicts)
        self._index.replace(interview)

    def get(self, id: InterviewId, audience: Audience) -> Interview | None:
        """One interview that a present verdict allows; a row about another state of it denies."""
        with connections[self._alias].cursor() as cursor:
            cursor.execute(_SEEN, [id, audience, True, RULE])
            found = cursor.fetchone()
        if found is None:
            return None
        return read(self._alias, models.Interview.from_db(self._alias, _FIELDS, found))

    def remove(self, id: InterviewId) -> None:
        """Remove a draft with all its rows, its place in the list and its files."""
        key = self._key(id)
        if key is None:
            return
        self.removed = True
        files = [
            *models.Recording.objects.using(self._alias).filter(interview=key).values_list("blob", flat=True),
            *models.Original.objects.using(self._alias).filter(interview=key).values_list("blob", flat=True),
            *models.Exhibit.objects.using(self._alias).filter(interview=key).values_list("blob", flat=True),
        ]
        self._index.remove(id)
        self._listing.remove(key)
        self._prints.remove(key)
        clear(self._alias, key)
        models.Interview.objects.using(self._alias).filter(pk=key).delete()
        for name in files:
            self._blobs.remove(BlobName(name))

    def page(self, audience: Audience, state: State, *, after: str | None, limit: int) -> Page:
        """A stretch of the list, newest first."""
        return self._listing.page(audience, state, after=after, limit=limit)

    def search(self, audience: Audience, query: Query) -> Found:
        """Full text over the turns of kept interviews."""
        return self._index.search(audience, query)

    def participants(self, audience: Audience) -> Iterator[Participation]:
        """Everybody who has a name, in kept interviews; the newest interview first."""
        rows = models.Participant.objects.using(self._alias).filter(
            name__isnull=False,
            interview__state=State.KEPT.value,
            interview__verdictrow__audience=audience,
            interview__verdictrow__allowed=True,
            interview__verdictrow__rule=RULE,
            interview__verdictrow__state=State.KEPT.value,
        )
        fields = ("interview__token", "interview__title", "interview__language", "name", "role")
        ordered = rows.order_by("-interview__added_at", "-interview_id", "position").values_list(*fields)
        for token, title, language, name, role in ordered.iterator():
            yield Participation(InterviewId(token), title, Language(language), str(name), Role(role))

    def ids(self) -> Iterator[InterviewId]:
        """Every id, the oldest row first."""
        rows = models.Interview.objects.using(self._alias).order_by("pk")
        for token in rows.values_list("token", flat=True).iterator():
            yield InterviewId(token)

    def taken(self, addresses: Collection[Address]) -> AbstractSet[Address]:
        """One pass over all turns, which have no index of addresses; only exports that come back ask."""
        if not addresses:
            return frozenset()
        with connections[self._alias].cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT address FROM store_turn WHERE address IN (SELECT value FROM json_each(%s))",
                [json.dumps(sorted(addresses))],
            )
            return {Address(found) for (found,) in cursor.fetchall()}

    def look_alike(self, digest: bytes, sketch: Sequence[bytes]) -> InterviewId | None:
        """A kept interview with this digest, else one with enough of these prints."""
        return self._prints.find(digest, sketch)

    def near(self, prints: Sequence[bytes], *, least: int, most: int) -> Sequence[tuple[InterviewId, int]]:
        """Kept interviews that share prints, those that share most first."""
        return self._prints.near(prints, least=least, most=most)

    def remember_prints(self, id: InterviewId, digests: Sequence[bytes], sketch: Sequence[bytes]) -> None:
        """Keep these prints instead of any earlier ones."""
        key = self._key(id)
        if key is None:
            raise NotFound("no such interview", where=str(id)[:40])
        self._prints.put(key, digests, sketch)

    def forget_prints(self, id: InterviewId) -> None:
        """Erase the prints of an interview."""
        key = self._key(id)
        if key is not None:
            self._prints.remove(key)
            self.removed = True

    def _key(self, id: InterviewId) -> int | None:
        rows = models.Interview.objects.using(self._alias).filter(token=id)
        return rows.values_list("pk", flat=True).first()
