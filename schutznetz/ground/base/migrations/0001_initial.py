"""Rights of the web role come first, so that every later table has them from its first moment."""

import django.db.models
from django.core.management import call_command
from django.db import migrations, models

import schutznetz.ground.base.ids

WEB_ROLE_MAY_WORK = """
GRANT USAGE ON SCHEMA public TO schutznetz_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO schutznetz_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO schutznetz_web;
"""


def make_cache_table(apps, schema_editor):
    """The shared cache holds limits and used one-time codes; it needs no log and no backup."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)
    schema_editor.execute("ALTER TABLE base_cache SET UNLOGGED")


class Migration(migrations.Migration):
    initial = True
    run_before = [
        ("contenttypes", "0001_initial"),
        ("procrastinate", "0001_initial"),
    ]
    dependencies = []
    operations = [
        migrations.RunSQL(WEB_ROLE_MAY_WORK, migrations.RunSQL.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Timer",
            fields=[
                ("id", models.UUIDField(default=schutznetz.ground.base.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("unit_id", models.UUIDField()),
                ("subject_id", models.UUIDField()),
                ("code", models.CharField(max_length=40)),
                ("due_at", models.DateTimeField()),
                ("stage", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=django.db.models.Q(("ended_at__isnull", True)),
                        fields=("subject_id", "code"),
                        name="timer_one_running_per_subject_and_code",
                    )
                ],
                "indexes": [
                    models.Index(condition=django.db.models.Q(("ended_at__isnull", True)), fields=["due_at"], name="timer_due")
                ],
            },
        ),
    ]
