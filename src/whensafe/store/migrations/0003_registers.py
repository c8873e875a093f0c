from typing import Any

from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError


def keep_what_is_there(apps: Any, schema: Any) -> None:
    """Seals and restrictions are kept nowhere else: this step is taken back only while there are none."""
    if apps.get_model('store', 'Record').objects.using(schema.connection.alias).exists():
        raise IrreversibleError('The registers hold records, which taking this step back would lose.')


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0002_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('token', models.CharField(max_length=80)),
                ('interview', models.CharField(max_length=32, null=True)),
                ('body', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'interview'], name='record_of')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'token'), name='one_record')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_what_is_there),
    ]
