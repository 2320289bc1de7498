CREATE TABLE "scrub_bulkdeed" ("id" uuid NOT NULL PRIMARY KEY, "rule" varchar(12) NOT NULL, "deed" varchar(6) NOT NULL, "reason" varchar(200) NOT NULL, "findings" jsonb NOT NULL, "place" integer NOT NULL CHECK ("place" >= 0), "done" integer NOT NULL CHECK ("done" >= 0), "skipped" integer NOT NULL CHECK ("skipped" >= 0), "user_id" bigint NOT NULL, "asked_at" timestamp with time zone NOT NULL, "ended_at" timestamp with time zone NULL, "why_ended" varchar(80) NOT NULL);
ALTER TABLE "scrub_claimchange" ADD COLUMN "proposed_name" varchar(80) DEFAULT '' NOT NULL;
ALTER TABLE "scrub_findingrow" ADD COLUMN "change" jsonb NULL;
CREATE TABLE "scrub_report" ("id" uuid NOT NULL PRIMARY KEY, "which" varchar(5) NOT NULL, "body" jsonb NOT NULL, "claims" integer NOT NULL CHECK ("claims" >= 0), "held" integer NOT NULL CHECK ("held" >= 0), "ready" integer NOT NULL CHECK ("ready" >= 0), "charge_cents" bigint NOT NULL, "at_risk_cents" bigint NOT NULL, "rulesets" varchar(200) NOT NULL, "made_at" timestamp with time zone NOT NULL, "made_name" varchar(80) NOT NULL);
CREATE INDEX "scrub_report_newest" ON "scrub_report" ("made_at" DESC, "id" DESC);
GRANT SELECT, INSERT, UPDATE, DELETE ON "scrub_bulkdeed" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'scrub_bulkdeed');
GRANT SELECT, INSERT ON "scrub_report" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'scrub_report');