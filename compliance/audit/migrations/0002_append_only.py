"""The functions and triggers that make the trail complete and append-only."""

from django.db import migrations

RECORD = """
CREATE FUNCTION audit_record(
    practice uuid, who text, request text, what text, kind text,
    ids uuid[], changed text[], more jsonb
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO audit_event
        (at, practice_id, actor, request_id, deed, subject_kind, subject_ids, fields, detail)
    VALUES (clock_timestamp(), practice, who, request, what, kind, ids, changed, more)
$$;
REVOKE ALL ON FUNCTION audit_record FROM PUBLIC;
"""

# One event a statement, not a row: ten thousand rows that arrive together are one deed.
STATEMENT = """
CREATE FUNCTION audit_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ids uuid[];
    changed text[] := '{}';
    who text := nullif(current_setting('dso.actor', true), '');
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO ids FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(id) INTO ids FROM old_rows;
    ELSE
        SELECT array_agg(id) INTO ids FROM new_rows;
        SELECT coalesce(array_agg(DISTINCT now.key ORDER BY now.key), '{}') INTO changed
          FROM new_rows n JOIN old_rows o USING (id),
               jsonb_each(to_jsonb(n)) now JOIN LATERAL jsonb_each(to_jsonb(o)) was
               ON was.key = now.key
         WHERE was.value IS DISTINCT FROM now.value;
    END IF;
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    IF who IS NULL THEN
        RAISE EXCEPTION 'nobody acts: % on % without an actor', TG_OP, TG_TABLE_NAME;
    END IF;
    PERFORM audit_record(
        nullif(current_setting('dso.practice', true), '')::uuid, who,
        coalesce(current_setting('dso.request', true), ''),
        lower(TG_OP), TG_TABLE_NAME, ids, changed, '{}'
    );
    RETURN NULL;
END $$;
"""

WATCH = """
CREATE FUNCTION audit_watch(place text, name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I.%I REFERENCING NEW TABLE AS '
        'new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_statement()', place, name);
    EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %I.%I REFERENCING OLD TABLE AS '
        'old_rows NEW TABLE AS new_rows FOR EACH STATEMENT '
        'EXECUTE FUNCTION public.audit_statement()', place, name);
    EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %I.%I REFERENCING OLD TABLE AS '
        'old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.audit_statement()', place, name);
END $$;
REVOKE ALL ON FUNCTION audit_watch FROM PUBLIC;
"""

# Rights already forbid it; this holds for the owner of the tables too.
FOREVER = """
CREATE FUNCTION audit_forever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END $$;
CREATE TRIGGER audit_forever_row BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_forever();
CREATE TRIGGER audit_forever_all BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_forever();
ALTER TABLE audit_event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(sql) for sql in (RECORD, STATEMENT, WATCH, FOREVER)]
