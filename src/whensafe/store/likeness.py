"""Keyed prints by which the same interview is recognised: of a file's bytes, or of its words."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from whensafe.desk.prints import ALIKE
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import State
from whensafe.store.models import Print
from whensafe.store.rows.plain import insert

_DIGEST, _SKETCH = "digest", "sketch"


class Prints:
    """One archive's prints, inside one transaction."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def put(self, key: int, digests: Sequence[bytes], sketch: Sequence[bytes]) -> None:
        """Keep these instead of any earlier ones of this interview; ``key`` is its row's."""
        self.remove(key)
        kinds = ((_DIGEST, digests), (_SKETCH, sketch))
        rows = [(key, kind, value) for kind, values in kinds for value in dict.fromkeys(values)]
        insert(self._alias, Print, ("interview_id", "kind", "value"), rows)

    def remove(self, key: int) -> None:
        """Forget an interview's prints."""
        Print.objects.using(self._alias).filter(interview_id=key).delete()

    def find(self, digest: bytes, sketch: Sequence[bytes]) -> InterviewId | None:
        """A kept interview with this digest, else the one that has most of this sketch, if that is enough.

        Enough is the share of the sketch from which `whensafe.desk.prints` calls two texts alike.
        """
        kept = Print.objects.using(self._alias).filter(interview__state=State.KEPT.value)
        same = kept.filter(kind=_DIGEST, value=digest).order_by("interview_id")
        token = same.values_list("interview__token", flat=True).first()
        if token is not None:
            return InterviewId(token)
        alike = self.near(sketch, least=1, most=1)
        if not alike or alike[0][1] < ALIKE * len(set(sketch)):
            return None
        return alike[0][0]

    def near(self, prints: Sequence[bytes], *, least: int, most: int) -> list[tuple[InterviewId, int]]:
        """Kept interviews that have at least ``least`` of these prints, those that have most first."""
        found = (
            Print.objects.using(self._alias)
            .filter(interview__state=State.KEPT.value, kind=_SKETCH, value__in=list(prints))
            .values_list("interview__token")
            .annotate(shared=Count("value", distinct=True))
            .filter(shared__gte=least)
            .order_by("-shared", "interview_id")[:most]
        )
        return [(InterviewId(token), shared) for token, shared in found]
