DROP INDEX IF EXISTS "source_row_change";
CREATE INDEX "source_row_since" ON "mirror_sourcerow" ("table", "change");