ALTER TABLE "mirror_sourcerow" DROP COLUMN "epoch";
ALTER TABLE "mirror_sourcerow" DROP COLUMN "seq";
ALTER TABLE "mirror_sourcerow" ADD COLUMN "change" bigint DEFAULT 0 NOT NULL;
ALTER TABLE "mirror_sourcerow" ALTER COLUMN "change" DROP DEFAULT;
CREATE INDEX "source_row_change" ON "mirror_sourcerow" ("change", "table");