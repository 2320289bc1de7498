"""What happened to one row, found at once among millions of events."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

ABOUT = """
CREATE FUNCTION audit_about(subject uuid) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM audit_event
     WHERE subject_ids @> ARRAY[subject]
       AND practice_id = nullif(current_setting('dso.practice', true), '')::uuid
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=GinIndex(fields=["subject_ids"], name="audit_event_subjects"),
        ),
        migrations.RunSQL(ABOUT, "DROP FUNCTION audit_about(uuid)"),
    ]
