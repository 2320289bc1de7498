CREATE INDEX "patient_last_name" ON "mirror_patient" ((UPPER("last_name")) text_pattern_ops);
CREATE INDEX "patient_first_name" ON "mirror_patient" ((UPPER("first_name")) text_pattern_ops);