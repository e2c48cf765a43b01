from django.db import migrations, models

#: Whether who reads may see what belongs to a file. The policies of every room ask it; the names
#: are those of `base/row_policies.py` (ADR 0015).
MAY_SEE_FILE = """
CREATE FUNCTION schutznetz_may_see_file(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT wanted IS NULL OR EXISTS (
        SELECT 1 FROM vault_filekey f
        WHERE f.id = wanted AND (
            NOT f.restricted
            OR current_setting('schutznetz.reader', true) = 'watch'
            OR EXISTS (
                SELECT 1 FROM vault_keywrap w
                WHERE w.file_id = f.id
                AND w.account_id::text = current_setting('schutznetz.reader', true)
            )
        )
    )
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0002_statistics_key"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="filekey",
            name="restricted",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(MAY_SEE_FILE, "DROP FUNCTION schutznetz_may_see_file(uuid)"),
    ]
