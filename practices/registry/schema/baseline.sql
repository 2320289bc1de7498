-- mirror_0001_initial
CREATE TABLE "mirror_patient" ("id" uuid NOT NULL PRIMARY KEY, "source_key" varchar(40) NOT NULL, "first_name" varchar(60) NOT NULL, "last_name" varchar(60) NOT NULL, "born_on" date NULL, CONSTRAINT "patient_source_key_once" UNIQUE ("source_key"));
CREATE TABLE "mirror_provider" ("id" uuid NOT NULL PRIMARY KEY, "source_key" varchar(40) NOT NULL, "name" varchar(80) NOT NULL, "role" varchar(9) NOT NULL, "npi" varchar(10) NOT NULL, CONSTRAINT "provider_source_key_once" UNIQUE ("source_key"));
CREATE TABLE "mirror_coverage" ("id" uuid NOT NULL PRIMARY KEY, "payer_id" uuid NOT NULL, "rank" smallint NOT NULL CHECK ("rank" >= 0), "member_id" varchar(80) NOT NULL, "plan_kind" varchar(10) NOT NULL, "patient_id" uuid NOT NULL, CONSTRAINT "coverage_one_each_rank" UNIQUE ("patient_id", "rank"));
ALTER TABLE "mirror_coverage" ADD CONSTRAINT "mirror_coverage_patient_id_9206c7fa_fk_mirror_patient_id" FOREIGN KEY ("patient_id") REFERENCES "mirror_patient" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "mirror_coverage_patient_id_9206c7fa" ON "mirror_coverage" ("patient_id");
GRANT SELECT, INSERT, UPDATE, DELETE ON "mirror_patient" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'mirror_patient');
GRANT SELECT, INSERT, UPDATE, DELETE ON "mirror_provider" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'mirror_provider');
GRANT SELECT, INSERT, UPDATE, DELETE ON "mirror_coverage" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'mirror_coverage');
-- claims_0001_initial
CREATE TABLE "claims_claim" ("id" uuid NOT NULL PRIMARY KEY, "control_number" varchar(38) NOT NULL, "rank" smallint NOT NULL CHECK ("rank" >= 0), "member_id" varchar(80) NOT NULL, "payer_control_number" varchar(50) NOT NULL, "state" varchar(10) NOT NULL, "charge_cents" bigint NOT NULL, "served_on" date NOT NULL, "sent_on" date NULL, "patient_id" uuid NOT NULL, "payer_id" uuid NOT NULL, "provider_id" uuid NULL);
CREATE TABLE "claims_claimline" ("id" uuid NOT NULL PRIMARY KEY, "number" smallint NOT NULL CHECK ("number" >= 0), "control_number" varchar(50) NOT NULL, "code" varchar(10) NOT NULL, "label" varchar(80) NOT NULL, "tooth" varchar(4) NOT NULL, "surfaces" varchar(5) NOT NULL, "charge_cents" bigint NOT NULL, "served_on" date NOT NULL, "claim_id" uuid NOT NULL);
CREATE INDEX "claim_newest" ON "claims_claim" ("served_on" DESC, "id" DESC);
CREATE INDEX "claim_by_state" ON "claims_claim" ("state", "served_on" DESC, "id" DESC);
CREATE INDEX "claim_payer_number" ON "claims_claim" ("payer_control_number") WHERE NOT ("payer_control_number" = '');
CREATE INDEX "claim_member_charge" ON "claims_claim" ("member_id", "charge_cents");
ALTER TABLE "claims_claim" ADD CONSTRAINT "claim_control_number_once" UNIQUE ("control_number");
CREATE INDEX "claim_line_control_number" ON "claims_claimline" ("control_number") WHERE NOT ("control_number" = '');
ALTER TABLE "claims_claimline" ADD CONSTRAINT "claim_line_number_once" UNIQUE ("claim_id", "number");
ALTER TABLE "claims_claim" ADD CONSTRAINT "claims_claim_patient_id_c2aa2b02_fk_mirror_patient_id" FOREIGN KEY ("patient_id") REFERENCES "mirror_patient" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "claims_claim" ADD CONSTRAINT "claims_claim_payer_id_f7f8a960_fk_payers_payer_id" FOREIGN KEY ("payer_id") REFERENCES "payers_payer" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "claims_claim" ADD CONSTRAINT "claims_claim_provider_id_45721be3_fk_mirror_provider_id" FOREIGN KEY ("provider_id") REFERENCES "mirror_provider" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "claims_claim_patient_id_c2aa2b02" ON "claims_claim" ("patient_id");
CREATE INDEX "claims_claim_payer_id_f7f8a960" ON "claims_claim" ("payer_id");
CREATE INDEX "claims_claim_provider_id_45721be3" ON "claims_claim" ("provider_id");
ALTER TABLE "claims_claimline" ADD CONSTRAINT "claims_claimline_claim_id_bc37483f_fk_claims_claim_id" FOREIGN KEY ("claim_id") REFERENCES "claims_claim" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "claims_claimline_claim_id_bc37483f" ON "claims_claimline" ("claim_id");
GRANT SELECT, INSERT, UPDATE, DELETE ON "claims_claim" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'claims_claim');
GRANT SELECT, INSERT, UPDATE, DELETE ON "claims_claimline" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'claims_claimline');
-- ledger_0001_initial
CREATE TABLE "ledger_entry" ("id" uuid NOT NULL PRIMARY KEY, "source" varchar(120) NOT NULL, "claim_id" uuid NULL, "share_id" uuid NULL, "effective_on" date NOT NULL, "recorded_at" timestamp with time zone NOT NULL, "memo" varchar(120) NOT NULL, "reverses_id" uuid NULL UNIQUE);
CREATE TABLE "ledger_posting" ("id" uuid NOT NULL PRIMARY KEY, "account" varchar(30) NOT NULL, "amount_cents" bigint NOT NULL, "entry_id" uuid NOT NULL);
CREATE INDEX "ledger_entry_claim" ON "ledger_entry" ("claim_id", "id");
CREATE INDEX "ledger_entry_share" ON "ledger_entry" ("share_id") WHERE "share_id" IS NOT NULL;
ALTER TABLE "ledger_entry" ADD CONSTRAINT "entry_once" UNIQUE ("source");
ALTER TABLE "ledger_posting" ADD CONSTRAINT "posting_moves_money" CHECK (NOT ("amount_cents" = 0));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_reverses_id_e0cdc015_fk_ledger_entry_id" FOREIGN KEY ("reverses_id") REFERENCES "ledger_entry" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_entry_id_1c3a07af_fk_ledger_entry_id" FOREIGN KEY ("entry_id") REFERENCES "ledger_entry" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "ledger_posting_entry_id_1c3a07af" ON "ledger_posting" ("entry_id");
GRANT SELECT, INSERT ON "ledger_entry" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'ledger_entry');
GRANT SELECT, INSERT ON "ledger_posting" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'ledger_posting');
-- ledger_0002_balance
CREATE TRIGGER ledger_balances AFTER INSERT ON ledger_posting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_balances();
CREATE CONSTRAINT TRIGGER ledger_entry_has_legs AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_entry_has_legs();
CREATE TRIGGER ledger_forever_entry BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION public.audit_forever();
CREATE TRIGGER ledger_forever_posting BEFORE UPDATE OR DELETE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION public.audit_forever();
CREATE TRIGGER ledger_forever_entries BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.audit_forever();
CREATE TRIGGER ledger_forever_postings BEFORE TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION public.audit_forever();
-- matching_0001_initial
CREATE TABLE "matching_remittance" ("id" uuid NOT NULL PRIMARY KEY, "payment_id" uuid NOT NULL, "payer_name" varchar(80) NOT NULL, "originator_id" varchar(30) NOT NULL, "trace" varchar(60) NOT NULL, "method" varchar(5) NOT NULL, "effective_on" date NULL, "received_at" timestamp with time zone NOT NULL, "claims_cents" bigint NOT NULL, "adjustments_cents" bigint NOT NULL, "claim_count" integer NOT NULL CHECK ("claim_count" >= 0), "payment_cents" bigint NOT NULL, "blocked_by" varchar(40) NOT NULL);
CREATE TABLE "matching_claimpayment" ("id" uuid NOT NULL PRIMARY KEY, "ordinal" integer NOT NULL CHECK ("ordinal" >= 0), "control_number" varchar(60) NOT NULL, "payer_control_number" varchar(60) NOT NULL, "status_code" varchar(3) NOT NULL, "charge_cents" bigint NOT NULL, "paid_cents" bigint NOT NULL, "facts" jsonb NOT NULL, "raw" text NOT NULL, "match" jsonb NOT NULL, "stage" varchar(8) NOT NULL, "question" varchar(30) NOT NULL, "question_text" varchar(300) NOT NULL, "proposal" jsonb NULL, "band" varchar(8) NOT NULL, "rule_version" varchar(20) NOT NULL, "corrections" jsonb NOT NULL, "entry_id" uuid NULL, "version" integer NOT NULL CHECK ("version" >= 0), "claim_id" uuid NULL, "remittance_id" uuid NOT NULL, CONSTRAINT "claim_payment_once" UNIQUE ("remittance_id", "ordinal"), CONSTRAINT "claim_payment_posted_to_a_claim" CHECK ((NOT ("stage" = 'posted') OR "claim_id" IS NOT NULL)));
ALTER TABLE "matching_claimpayment" ADD CONSTRAINT "matching_claimpayment_claim_id_54cc2762_fk_claims_claim_id" FOREIGN KEY ("claim_id") REFERENCES "claims_claim" ("id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "matching_claimpayment" ADD CONSTRAINT "matching_claimpaymen_remittance_id_5fa762e9_fk_matching_" FOREIGN KEY ("remittance_id") REFERENCES "matching_remittance" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "matching_claimpayment_claim_id_54cc2762" ON "matching_claimpayment" ("claim_id");
CREATE INDEX "matching_claimpayment_remittance_id_5fa762e9" ON "matching_claimpayment" ("remittance_id");
CREATE INDEX "claim_payment_payer_number" ON "matching_claimpayment" ("payer_control_number") WHERE NOT ("payer_control_number" = '');
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_remittance" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'matching_remittance');
GRANT SELECT, INSERT, UPDATE, DELETE ON "matching_claimpayment" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'matching_claimpayment');
-- posting_0001_initial
CREATE TABLE "posting_decision" ("id" uuid NOT NULL PRIMARY KEY, "outcome" varchar(10) NOT NULL, "agreed" boolean NULL, "reason" varchar(200) NOT NULL, "proposal" jsonb NULL, "question" varchar(30) NOT NULL, "band" varchar(8) NOT NULL, "rule_version" varchar(20) NOT NULL, "entry_id" uuid NULL, "actor" varchar(60) NOT NULL, "actor_name" varchar(80) NOT NULL, "decided_at" timestamp with time zone NOT NULL, "claim_payment_id" uuid NOT NULL);
ALTER TABLE "posting_decision" ADD CONSTRAINT "posting_decision_claim_payment_id_cfefc5f6_fk_matching_" FOREIGN KEY ("claim_payment_id") REFERENCES "matching_claimpayment" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "posting_decision_claim_payment_id_cfefc5f6" ON "posting_decision" ("claim_payment_id");
GRANT SELECT, INSERT ON "posting_decision" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'posting_decision');
-- sync_0001_initial
CREATE TABLE "sync_writeback" ("id" uuid NOT NULL PRIMARY KEY, "key" varchar(120) NOT NULL, "kind" varchar(40) NOT NULL, "subject_id" uuid NOT NULL, "body" jsonb NOT NULL, "state" varchar(9) NOT NULL, "queued_at" timestamp with time zone NOT NULL, "proved_at" timestamp with time zone NULL, CONSTRAINT "write_back_once" UNIQUE ("key"));
CREATE INDEX "write_back_queued" ON "sync_writeback" ("id") WHERE "state" = 'queued';
CREATE INDEX "write_back_subject" ON "sync_writeback" ("subject_id");
GRANT SELECT, INSERT, UPDATE, DELETE ON "sync_writeback" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'sync_writeback');
-- mirror_0002_sourcerow
CREATE TABLE "mirror_sourcerow" ("table" varchar(64) NOT NULL, "key" varchar(255) NOT NULL, "bucket" bigint NOT NULL, "hash" bytea NOT NULL, "stamp" timestamp with time zone NULL, "epoch" integer NOT NULL CHECK ("epoch" >= 0), "seq" integer NOT NULL CHECK ("seq" >= 0), "values" text NOT NULL, "missed_at" timestamp with time zone NULL, "gone_at" timestamp with time zone NULL, PRIMARY KEY ("table", "key"));
CREATE INDEX "source_row_bucket" ON "mirror_sourcerow" ("bucket", "table");
GRANT SELECT, INSERT, UPDATE, DELETE ON "mirror_sourcerow" TO __practice_role__;
-- sync_0002_batch_enrolmentcode_nonce_stream_agent
CREATE TABLE "sync_batch" ("id" uuid NOT NULL PRIMARY KEY, "table" varchar(64) NOT NULL, "epoch" integer NOT NULL CHECK ("epoch" >= 0), "seq" integer NOT NULL CHECK ("seq" >= 0), "sha256" varchar(64) NOT NULL, "rows" integer NOT NULL CHECK ("rows" >= 0), "changed" integer NOT NULL CHECK ("changed" >= 0), "at" timestamp with time zone NOT NULL, CONSTRAINT "batch_once" UNIQUE ("table", "epoch", "seq"));
CREATE TABLE "sync_stream" ("id" uuid NOT NULL PRIMARY KEY, "table" varchar(64) NOT NULL, "epoch" integer NOT NULL CHECK ("epoch" >= 0), "next_seq" integer NOT NULL CHECK ("next_seq" >= 0), "cursor" varchar(400) NOT NULL, "map" varchar(40) NOT NULL, "schema" varchar(64) NOT NULL, "identity" varchar(64) NOT NULL, "columns" jsonb NOT NULL, "top" bigint NULL, "holds_deletes" boolean NOT NULL, "lets_deletes" boolean NOT NULL, "paused" varchar(200) NOT NULL, "read_to" timestamp with time zone NULL, CONSTRAINT "stream_once" UNIQUE ("table"));
GRANT SELECT, INSERT ON "sync_batch" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'sync_batch');
GRANT SELECT, INSERT, UPDATE, DELETE ON "sync_stream" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'sync_stream');
-- sync_0003_write_backs
CREATE TABLE "sync_writebacknote" ("id" uuid NOT NULL PRIMARY KEY, "at" timestamp with time zone NOT NULL, "attempt" integer NOT NULL CHECK ("attempt" >= 0), "state" varchar(19) NOT NULL, "words" varchar(500) NOT NULL, "actor" varchar(60) NOT NULL);
CREATE TABLE "sync_writeswitch" ("id" uuid NOT NULL PRIMARY KEY, "only" boolean NOT NULL, "mode" varchar(9) NOT NULL, "reason" varchar(200) NOT NULL, "changed_at" timestamp with time zone NOT NULL, "changed_by" varchar(80) NOT NULL);
DROP INDEX IF EXISTS "write_back_queued";
ALTER TABLE "sync_writeback" ADD COLUMN "applied_at" timestamp with time zone NULL;
ALTER TABLE "sync_writeback" ADD COLUMN "approved_by" varchar(60) DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "approved_by" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "attempt" integer DEFAULT 0 NOT NULL CHECK ("attempt" >= 0);
ALTER TABLE "sync_writeback" ALTER COLUMN "attempt" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "cents" bigint DEFAULT 0 NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "cents" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "detail" varchar(400) DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "detail" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "envelope" text DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "envelope" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "expires_at" timestamp with time zone NULL;
ALTER TABLE "sync_writeback" ADD COLUMN "is_rehearsal" boolean DEFAULT false NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "is_rehearsal" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "keys" jsonb DEFAULT '{}'::jsonb NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "keys" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "lease_until" timestamp with time zone NULL;
ALTER TABLE "sync_writeback" ADD COLUMN "leased_at" timestamp with time zone NULL;
ALTER TABLE "sync_writeback" ADD COLUMN "leased_to" varchar(20) DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "leased_to" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "not_before" timestamp with time zone NULL;
ALTER TABLE "sync_writeback" ADD COLUMN "order_key" varchar(64) DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "order_key" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "outcome" varchar(20) DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "outcome" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "rehearsed_at" timestamp with time zone NULL;
ALTER TABLE "sync_writeback" ADD COLUMN "repeats_id" uuid NULL CONSTRAINT "sync_writeback_repeats_id_13114c12_fk_sync_writeback_id" REFERENCES "sync_writeback"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "sync_writeback_repeats_id_13114c12_fk_sync_writeback_id" IMMEDIATE;
ALTER TABLE "sync_writeback" ADD COLUMN "signature" varchar(100) DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "signature" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "signed_with" varchar(20) DEFAULT '' NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "signed_with" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "tries" smallint DEFAULT 0 NOT NULL CHECK ("tries" >= 0);
ALTER TABLE "sync_writeback" ALTER COLUMN "tries" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "written" boolean DEFAULT false NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "written" DROP DEFAULT;
ALTER TABLE "sync_writeback" ALTER COLUMN "state" TYPE varchar(19);
CREATE INDEX "write_back_order" ON "sync_writeback" ("order_key", "id");
CREATE INDEX "write_back_state" ON "sync_writeback" ("state", "id");
ALTER TABLE "sync_writebacknote" ADD COLUMN "write_back_id" uuid NOT NULL CONSTRAINT "sync_writebacknote_write_back_id_3ea7932c_fk_sync_writeback_id" REFERENCES "sync_writeback"("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "sync_writebacknote_write_back_id_3ea7932c_fk_sync_writeback_id" IMMEDIATE;
ALTER TABLE "sync_writeswitch" ADD CONSTRAINT "write_switch_one" UNIQUE ("only");

SELECT set_config('dso.actor', 'system:upgrade', true);
UPDATE sync_writeback SET state = CASE state WHEN 'sent' THEN 'unknown' WHEN 'proved' THEN 'confirmed'
    WHEN 'withdrawn' THEN 'cancelled' ELSE 'by_hand' END
 WHERE state IN ('queued', 'sent', 'proved', 'withdrawn');
SELECT set_config('dso.actor', '', true);

CREATE INDEX "sync_writeback_repeats_id_13114c12" ON "sync_writeback" ("repeats_id");
CREATE INDEX "sync_writebacknote_write_back_id_3ea7932c" ON "sync_writebacknote" ("write_back_id");
GRANT SELECT, INSERT ON "sync_writebacknote" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'sync_writebacknote');
GRANT SELECT, INSERT, UPDATE, DELETE ON "sync_writeswitch" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'sync_writeswitch');