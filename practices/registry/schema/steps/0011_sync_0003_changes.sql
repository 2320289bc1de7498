ALTER TABLE "sync_stream" ADD COLUMN "changes" bigint DEFAULT 0 NOT NULL;
ALTER TABLE "sync_stream" ALTER COLUMN "changes" DROP DEFAULT;