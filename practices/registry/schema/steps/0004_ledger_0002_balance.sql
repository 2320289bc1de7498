CREATE TRIGGER ledger_balances AFTER INSERT ON ledger_posting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_balances();
CREATE CONSTRAINT TRIGGER ledger_entry_has_legs AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_entry_has_legs();
CREATE TRIGGER ledger_forever_entry BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION public.audit_forever();
CREATE TRIGGER ledger_forever_posting BEFORE UPDATE OR DELETE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION public.audit_forever();
CREATE TRIGGER ledger_forever_entries BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_forever();
CREATE TRIGGER ledger_forever_postings BEFORE TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION public.audit_forever();