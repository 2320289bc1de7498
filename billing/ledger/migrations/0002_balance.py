"""The database keeps the ledger's promises: every entry sums to zero, none is ever changed."""

from django.db import migrations

# All legs of an entry are written in one statement, so the sum is checked at once and for the
# whole statement: stricter than at commit, and one pass for ten thousand legs.
PUBLIC = [
    """
CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong uuid;
BEGIN
    SELECT entry_id INTO wrong FROM new_rows
     GROUP BY entry_id HAVING sum(amount_cents) <> 0 OR count(*) < 2 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % does not sum to zero', wrong USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
""",
    """
CREATE FUNCTION ledger_entry_has_legs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found_one boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.ledger_posting WHERE entry_id = $1)',
        TG_TABLE_SCHEMA) INTO found_one USING NEW.id;
    IF NOT found_one THEN
        RAISE EXCEPTION 'entry % has no legs', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
""",
]

PRACTICE = [
    "CREATE TRIGGER ledger_balances AFTER INSERT ON ledger_posting REFERENCING NEW TABLE AS"
    " new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_balances()",
    "CREATE CONSTRAINT TRIGGER ledger_entry_has_legs AFTER INSERT ON ledger_entry"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    " EXECUTE FUNCTION public.ledger_entry_has_legs()",
    "CREATE TRIGGER ledger_forever_entry BEFORE UPDATE OR DELETE ON ledger_entry"
    " FOR EACH ROW EXECUTE FUNCTION public.audit_forever()",
    "CREATE TRIGGER ledger_forever_posting BEFORE UPDATE OR DELETE ON ledger_posting"
    " FOR EACH ROW EXECUTE FUNCTION public.audit_forever()",
    "CREATE TRIGGER ledger_forever_entries BEFORE TRUNCATE ON ledger_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION public.audit_forever()",
    "CREATE TRIGGER ledger_forever_postings BEFORE TRUNCATE ON ledger_posting"
    " FOR EACH STATEMENT EXECUTE FUNCTION public.audit_forever()",
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        *[migrations.RunSQL(sql) for sql in PUBLIC],
        *[migrations.RunSQL(sql, hints={"scope": "practice"}) for sql in PRACTICE],
    ]
