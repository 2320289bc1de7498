ALTER TABLE "sync_stream" ADD COLUMN "history" bigint NULL;

SELECT set_config('dso.actor', 'system:upgrade', true);
UPDATE sync_stream SET history = changes WHERE split_part(cursor, ':', 1) NOT IN ('', 'backfill');
SELECT set_config('dso.actor', '', true);
