CREATE TABLE "sync_writeback" ("id" uuid NOT NULL PRIMARY KEY, "key" varchar(120) NOT NULL, "kind" varchar(40) NOT NULL, "subject_id" uuid NOT NULL, "body" jsonb NOT NULL, "state" varchar(9) NOT NULL, "queued_at" timestamp with time zone NOT NULL, "proved_at" timestamp with time zone NULL, CONSTRAINT "write_back_once" UNIQUE ("key"));
CREATE INDEX "write_back_queued" ON "sync_writeback" ("id") WHERE "state" = 'queued';
CREATE INDEX "write_back_subject" ON "sync_writeback" ("subject_id");
GRANT SELECT, INSERT, UPDATE, DELETE ON "sync_writeback" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'sync_writeback');