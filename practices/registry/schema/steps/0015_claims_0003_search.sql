CREATE INDEX "claim_by_charge" ON "claims_claim" ("charge_cents", "served_on" DESC, "id" DESC);
CREATE INDEX "claim_begins" ON "claims_claim" ((UPPER("control_number")) text_pattern_ops);