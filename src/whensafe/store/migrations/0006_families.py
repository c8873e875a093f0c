"""The table of word families is built anew: SQLite may have spoiled it (`fulltext.FullText.drop` says how)."""

from __future__ import annotations

from django.db import migrations

from whensafe.store.search import fulltext


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0005_audiences'),
    ]

    operations = [
        migrations.RunSQL(
            [f"INSERT INTO {fulltext.FAMILIES}({fulltext.FAMILIES}) VALUES ('rebuild')"],
            migrations.RunSQL.noop,
        ),
    ]
