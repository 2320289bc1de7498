CREATE TABLE "claims_turnedaway" ("id" uuid NOT NULL PRIMARY KEY, "by" varchar(6) NOT NULL, "category" varchar(3) NOT NULL, "code" varchar(5) NOT NULL, "entity" varchar(3) NOT NULL, "field" varchar(60) NOT NULL, "line" smallint NULL CHECK ("line" >= 0), "words" varchar(300) NOT NULL, "at" timestamp with time zone NOT NULL, "over_at" timestamp with time zone NULL, "claim_id" uuid NOT NULL);
ALTER TABLE "claims_turnedaway" ADD CONSTRAINT "claims_turnedaway_claim_id_8134d28c_fk_claims_claim_id" FOREIGN KEY ("claim_id") REFERENCES "claims_claim" ("id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX "claims_turnedaway_claim_id_8134d28c" ON "claims_turnedaway" ("claim_id");
CREATE INDEX "turned_away_open" ON "claims_turnedaway" ("claim_id") WHERE "over_at" IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON "claims_turnedaway" TO __practice_role__;
SELECT public.audit_watch('__practice_schema__', 'claims_turnedaway');