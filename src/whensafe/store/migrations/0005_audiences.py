"""Audiences have one spelling (`nouns.actor.spelled`); verdicts from before are found by no other."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from whensafe.nouns.actor import spelled


def one_spelling(apps: Any, schema: Any) -> None:
    """Give rows of other spellings the one. Where an interview has several, it is allowed only if all allow."""
    alias = schema.connection.alias
    rows = apps.get_model('store', 'VerdictRow').objects.using(alias)
    names = rows.order_by().values_list('audience', flat=True).distinct()
    odd = sorted(name for name in names if spelled(name) != name)
    if not odd:
        return
    for row in rows.filter(audience__in=odd).order_by('id'):
        there = rows.filter(interview_id=row.interview_id, audience=spelled(row.audience)).first()
        if there is None:
            row.audience = spelled(row.audience)
            row.save(update_fields=['audience'])
            continue
        same = (row.allowed, row.rule, row.state) == (there.allowed, there.rule, there.state)
        if not same and there.allowed:
            there.allowed = False
            there.save(update_fields=['allowed'])
        row.delete()
    _count_anew(apps, alias, {*odd, *map(spelled, odd)})


def _count_anew(apps: Any, alias: str, audiences: set[str]) -> None:
    totals = apps.get_model('store', 'Total').objects.using(alias)
    totals.filter(audience__in=audiences).delete()
    counted: dict[tuple[str, str, int], int] = {}
    rows = apps.get_model('store', 'VerdictRow').objects.using(alias).filter(audience__in=audiences, allowed=True)
    for row in rows.iterator():
        key = (row.audience, row.state, row.rule)
        counted[key] = counted.get(key, 0) + 1
    for (audience, state, rule), n in counted.items():
        totals.create(audience=audience, state=state, rule=rule, n=n)


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0004_recordings'),
    ]

    operations = [
        migrations.RunPython(one_spelling, migrations.RunPython.noop),
    ]
