ALTER TABLE "claims_claim" ADD COLUMN "source_key" varchar(40) DEFAULT '' NOT NULL;
ALTER TABLE "claims_claim" ALTER COLUMN "source_key" DROP DEFAULT;
ALTER TABLE "claims_claimline" ADD COLUMN "source_key" varchar(40) DEFAULT '' NOT NULL;
ALTER TABLE "claims_claimline" ALTER COLUMN "source_key" DROP DEFAULT;
CREATE UNIQUE INDEX "claim_source_key_once" ON "claims_claim" ("source_key") WHERE NOT ("source_key" = '');