"""Interviews as whole values, over Django's ORM."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Count, F, QuerySet

from whensafe.desk.ports import Blobs, Found, Line, Page, Query
from whensafe.desk.prints import ALIKE
from whensafe.errors import BadOption
from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import BlobName, InterviewId
from whensafe.nouns.interview import Interview, Role, State
from whensafe.protection.gate import RULE, Verdict
from whensafe.store import models
from whensafe.store.rows import pack
from whensafe.store.rows.read import read
from whensafe.store.rows.write import clear, write
from whensafe.store.searching import SearchIndex

_DIGEST, _SKETCH = "digest", "sketch"


class DjangoInterviews:
    """The port `Interviews` inside one transaction. ``blobs`` are what a removed draft's files go from."""

    def __init__(self, alias: str, index: SearchIndex, blobs: Blobs) -> None:
        self._alias = alias
        self._index = index
        self._blobs = blobs

    def put(self, interview: Interview, verdicts: Sequence[Verdict]) -> None:
        """Write it whole, with its verdict rows, its line in the list and its search index."""
        pk = write(self._alias, interview)
        self._judge(pk, interview, verdicts)
        self._line(pk, interview)
        self._index.replace(interview)

    def get(self, id: InterviewId, audience: Audience) -> Interview | None:
        """One interview that a present verdict allows."""
        row = (
            models.Interview.objects.using(self._alias)
            .filter(
                token=id,
                verdictrow__audience=audience,
                verdictrow__allowed=True,
                verdictrow__rule=RULE,
                verdictrow__state=F("state"),
            )
            .first()
        )
        return read(self._alias, row) if row is not None else None

    def remove(self, id: InterviewId) -> None:
        """Remove a draft with all its rows, its place in the totals and its files."""
        row = models.Interview.objects.using(self._alias).filter(token=id).first()
        if row is None:
            return
        blobs = [
            *models.Original.objects.using(self._alias).filter(interview=row).values_list("blob", flat=True),
            *models.Exhibit.objects.using(self._alias).filter(interview=row).values_list("blob", flat=True),
        ]
        self._index.remove(id)
        self._judge(row.pk, None, ())
        clear(self._alias, row.pk)
        models.Line.objects.using(self._alias).filter(interview=row).delete()
        models.Print.objects.using(self._alias).filter(interview=row).delete()
        row.delete(using=self._alias)
        for blob in blobs:
            self._blobs.remove(BlobName(blob))

    def page(self, audience: Audience, state: State, *, after: str | None, limit: int) -> Page:
        """A stretch of the list, newest first: one index range, one small row a line."""
        total = models.Total.objects.using(self._alias).filter(
            audience=audience, state=state.value, rule=RULE
        )
        rows = self._listed(audience, state)
        if after is not None:
            rows = self._from(rows, after)
        found = list(
            rows.order_by("-added_at", "-interview_id").select_related("interview__line")[: limit + 1]
        )
        lines = tuple(_line(row.interview.line, state) for row in found[:limit])
        return Page(
            lines,
            total.values_list("n", flat=True).first() or 0,
            f"{lines[-1].added_at}/{lines[-1].id}" if len(found) > limit and lines else None,
        )

    def search(self, audience: Audience, query: Query) -> Found:
        """Full text over the turns of kept interviews."""
        return self._index.search(audience, query)

    def ids(self) -> Iterator[InterviewId]:
        """Every id, in no order that means anything."""
        for token in (
            models.Interview.objects.using(self._alias)
            .order_by("pk")
            .values_list("token", flat=True)
            .iterator()
        ):
            yield InterviewId(token)

    def look_alike(self, digest: bytes, sketch: Sequence[bytes]) -> InterviewId | None:
        """A kept interview with this digest, else the one that shares most prints, if that is enough."""
        prints = models.Print.objects.using(self._alias).filter(interview__state=State.KEPT.value)
        same = prints.filter(kind=_DIGEST, value=digest).order_by("interview_id")
        token = same.values_list("interview__token", flat=True).first()
        if token is None and sketch:
            alike = (
                prints.filter(kind=_SKETCH, value__in=list(sketch))
                .values("interview_id", "interview__token")
                .annotate(shared=Count("value", distinct=True))
                .order_by("-shared", "interview_id")
                .first()
            )
            if alike is not None and alike["shared"] >= ALIKE * len(set(sketch)):
                token = alike["interview__token"]
        return InterviewId(token) if token is not None else None

    def remember_prints(self, id: InterviewId, digests: Sequence[bytes], sketch: Sequence[bytes]) -> None:
        """Keep these prints instead of any earlier ones."""
        row = models.Interview.objects.using(self._alias).get(token=id)
        prints = models.Print.objects.using(self._alias)
        prints.filter(interview=row).delete()
        kinds = ((_DIGEST, digests), (_SKETCH, sketch))
        prints.bulk_create(
            models.Print(interview=row, kind=kind, value=value)
            for kind, values in kinds
            for value in dict.fromkeys(values)
        )

    def _listed(self, audience: Audience, state: State) -> QuerySet[models.VerdictRow]:
        return models.VerdictRow.objects.using(self._alias).filter(
            audience=audience, state=state.value, allowed=True, rule=RULE
        )

    def _from(self, rows: QuerySet[models.VerdictRow], after: str) -> QuerySet[models.VerdictRow]:
        """What follows a place. Where that interview is gone, its second is given again: twice, not never."""
        added_at, slash, token = after.partition("/")
        if not slash:
            raise BadOption("not a place in this list", todo="Start again from the top.")
        rows = rows.filter(added_at__lte=added_at)
        pk = (
            models.Interview.objects.using(self._alias)
            .filter(token=token)
            .values_list("pk", flat=True)
            .first()
        )
        return rows if pk is None else rows.exclude(added_at=added_at, interview_id__gte=pk)

    def _judge(self, pk: int, interview: Interview | None, verdicts: Sequence[Verdict]) -> None:
        rows = models.VerdictRow.objects.using(self._alias)
        before = rows.filter(interview_id=pk, allowed=True).values_list("audience", "state", "rule")
        for audience, state, rule in before:
            self._count(audience, state, rule, -1)
        rows.filter(interview_id=pk).delete()
        if interview is None:
            return
        rows.bulk_create(
            models.VerdictRow(
                interview_id=pk,
                audience=verdict.audience,
                allowed=verdict.allowed,
                rule=verdict.rule,
                state=interview.state.value,
                added_at=interview.added_at,
            )
            for verdict in verdicts
        )
        for verdict in verdicts:
            if verdict.allowed:
                self._count(verdict.audience, interview.state.value, verdict.rule, 1)

    def _count(self, audience: str, state: str, rule: int, by: int) -> None:
        totals = models.Total.objects.using(self._alias)
        total, _ = totals.get_or_create(audience=audience, state=state, rule=rule)
        totals.filter(pk=total.pk).update(n=F("n") + by)

    def _line(self, pk: int, interview: Interview) -> None:
        transcript = interview.transcript
        models.Line.objects.using(self._alias).update_or_create(
            interview_id=pk,
            defaults={
                "token": interview.id,
                "title": interview.title,
                "language": interview.language,
                "narrators": pack.texts(
                    p.name for p in interview.participants if p.role is Role.NARRATOR and p.name is not None
                ),
                "interviewed": interview.interviewed,
                "published": interview.first_published or interview.published,
                "turns": len(transcript.turns) if transcript is not None else 0,
                "open_questions": sum(q.answer is None for q in interview.questions),
                "added_at": interview.added_at,
            },
        )


def _line(row: models.Line, state: State) -> Line:
    return Line(
        id=InterviewId(row.token),
        state=state,
        title=row.title,
        language=row.language,
        narrators=pack.read_texts(row.narrators),
        interviewed=row.interviewed,
        published=row.published,
        turns=row.turns,
        open_questions=row.open_questions,
        added_at=row.added_at,
    )
