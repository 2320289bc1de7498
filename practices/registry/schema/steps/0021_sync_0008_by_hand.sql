ALTER TABLE "sync_writeback" ADD COLUMN "group_id" uuid NULL;
ALTER TABLE "sync_writeback" ADD COLUMN "shown_by" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE "sync_writeback" ALTER COLUMN "shown_by" DROP DEFAULT;
ALTER TABLE "sync_writeback" ADD COLUMN "told_at" timestamp with time zone NULL;
CREATE INDEX "write_back_group" ON "sync_writeback" ("group_id");