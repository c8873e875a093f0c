from typing import Any

from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError


def keep_what_is_there(apps: Any, schema: Any) -> None:
    """Which file is a recording stands nowhere else: this step is taken back only while there are none."""
    if apps.get_model('store', 'Recording').objects.using(schema.connection.alias).exists():
        raise IrreversibleError('There are recordings, which taking this step back would lose.')


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0003_registers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('token', models.CharField(max_length=32)),
                ('blob', models.CharField(db_index=True, max_length=32)),
                ('size', models.BigIntegerField()),
                ('media_type', models.CharField(max_length=200)),
                ('name', models.TextField()),
                ('duration_ms', models.BigIntegerField(null=True)),
                ('silent', models.TextField()),
                ('interview', models.ForeignKey(on_delete=models.deletion.CASCADE, to='store.interview')),
                ('session', models.ForeignKey(on_delete=models.deletion.CASCADE, to='store.interviewsession')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_what_is_there),
    ]
