"""The list of interviews: verdict rows, totals and lines, kept so that a page costs what is on it.

A verdict row repeats the interview's state and time, so that one index range gives a page in its order;
a line row holds what a line shows; a total counts the rows that allow. All change with the act.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet

from whensafe.desk.ports import Line, Page
from whensafe.errors import BadOption
from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Role, State
from whensafe.protection.gate import RULE, Verdict
from whensafe.store import models
from whensafe.store.rows import pack
from whensafe.store.rows.plain import insert

_VERDICT = ("interview_id", "audience", "allowed", "rule", "state", "added_at")
_LINE = (
    "interview_id", "token", "title", "language", "narrators", "interviewed", "published", "turns",
    "open_questions", "added_at",
)  # fmt: skip


class Listing:
    """What one archive's lists show, inside one transaction."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def put(self, key: int, interview: Interview, verdicts: Sequence[Verdict]) -> None:
        """Make the list say what is true of this interview now; ``key`` is its row's."""
        self.remove(key)
        state, at = interview.state.value, interview.added_at
        rows = [(key, v.audience, v.allowed, v.rule, state, at) for v in verdicts]
        insert(self._alias, models.VerdictRow, _VERDICT, rows)
        for verdict in verdicts:
            if verdict.allowed:
                self._count(verdict.audience, state, verdict.rule, 1)
        insert(self._alias, models.Line, _LINE, (_columns(key, interview),))

    def remove(self, key: int) -> None:
        """Take an interview out of the list and of its totals."""
        rows = models.VerdictRow.objects.using(self._alias).filter(interview_id=key)
        for audience, state, rule in list(rows.filter(allowed=True).values_list("audience", "state", "rule")):
            self._count(audience, state, rule, -1)
        rows.delete()
        models.Line.objects.using(self._alias).filter(interview_id=key).delete()

    def page(self, audience: Audience, state: State, *, after: str | None, limit: int) -> Page:
        """A stretch of the list, newest first; what came later in the same second comes first."""
        rows = models.VerdictRow.objects.using(self._alias).filter(
            audience=audience, state=state.value, allowed=True, rule=RULE
        )
        if after is not None:
            rows = self._from(rows, after)
        fields = [f"interview__line__{name}" for name in _LINE[1:]]
        found = list(rows.order_by("-added_at", "-interview_id").values_list(*fields)[: limit + 1])
        lines = tuple(_line(state, *row) for row in found[:limit])
        more = len(found) > limit and len(lines) > 0
        return Page(
            lines, self._total(audience, state), f"{lines[-1].added_at}/{lines[-1].id}" if more else None
        )

    def _from(self, rows: QuerySet[models.VerdictRow], after: str) -> QuerySet[models.VerdictRow]:
        """What follows a place. Where that interview is gone, its second is given again: twice, not never."""
        added_at, slash, token = after.partition("/")
        if not slash:
            raise BadOption("not a place in this list", todo="Start again from the top.")
        rows = rows.filter(added_at__lte=added_at)
        there = models.Interview.objects.using(self._alias).filter(token=token)
        key = there.values_list("pk", flat=True).first()
        return rows if key is None else rows.exclude(added_at=added_at, interview_id__gte=key)

    def _total(self, audience: str, state: State) -> int:
        rows = models.Total.objects.using(self._alias).filter(audience=audience, state=state.value, rule=RULE)
        return rows.values_list("n", flat=True).first() or 0

    def _count(self, audience: str, state: str, rule: int, by: int) -> None:
        totals = models.Total.objects.using(self._alias)
        if not totals.filter(audience=audience, state=state, rule=rule).update(n=F("n") + by):
            totals.create(audience=audience, state=state, rule=rule, n=by)


def _columns(key: int, interview: Interview) -> tuple[str | int | None, ...]:
    transcript = interview.transcript
    narrators = (p.name for p in interview.participants if p.role is Role.NARRATOR and p.name)
    return (
        key,
        interview.id,
        interview.title,
        interview.language,
        pack.texts(narrators),
        interview.interviewed,
        interview.first_published or interview.published,
        len(transcript.turns) if transcript is not None else 0,
        sum(question.answer is None for question in interview.questions),
        interview.added_at,
    )


def _line(  # noqa: PLR0913, PLR0917  (the columns of one row)
    state: State,
    token: str,
    title: str | None,
    language: str,
    narrators: str,
    interviewed: str | None,
    published: str | None,
    turns: int,
    open_questions: int,
    added_at: str,
) -> Line:
    return Line(
        id=InterviewId(token),
        state=state,
        title=title,
        language=language,
        narrators=pack.read_texts(narrators),
        interviewed=interviewed,
        published=published,
        turns=turns,
        open_questions=open_questions,
        added_at=added_at,
    )
