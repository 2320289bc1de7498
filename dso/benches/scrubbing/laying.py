"""The practice that `bench scrub` gathers from: claims with lines, patients, covers and history."""

from typing import Any

from django.db import connections

from billing.payers.models import Payer
from dso.benches.groups import TODAY
from practices.registry.models import Practice

CLAIMS_PER_PATIENT, DONE_PER_PATIENT = 2, 8

PATIENTS = """
INSERT INTO mirror_patient (id, source_key, status, preferred_name, guarantor_key, provider_key,
    phone, mobile, email, address, city, state, zip, language, first_name, last_name, born_on, sex)
SELECT gen_random_uuid(), n::text, 'patient', '', '', '', '', '', '', n || ' Elm St', 'Lakeview',
       'OH', '44101', '', (ARRAY['Ann', 'Bea', 'Carl', 'Dora', 'Emil', 'Finn', 'Gwen'])[1 + n %% 7],
       'Sample', %(today)s - 9000 - (n * 37 %% 14000), (ARRAY['F', 'M'])[1 + n %% 2]
  FROM generate_series(1, %(patients)s) AS n
"""
PROVIDERS = """
INSERT INTO mirror_provider (id, source_key, name, role, npi, is_active, taxonomy)
SELECT gen_random_uuid(), n::text, 'Dentist ' || n, 'dentist', '1234567893', true, '1223G0001X'
  FROM generate_series(1, 6) AS n
"""
CODES = """
INSERT INTO mirror_procedurecode (source_key, code, label, is_hygiene, is_never_billed)
SELECT n::text, code, '', false, false
  FROM unnest(%(codes)s::text[]) WITH ORDINALITY AS told(code, n)
"""
COVERS = """
INSERT INTO mirror_carrier (source_key, name, payer_code, phone) VALUES ('1', 'Bench', '60001', '');
INSERT INTO mirror_plan (source_key, carrier_key, group_name, group_number, kind, is_medical)
VALUES ('1', '1', '', '70011', 'ppo', false);
INSERT INTO mirror_subscription (source_key, plan_key, subscriber_key, member_id)
SELECT source_key, '1', source_key, 'W' || lpad(source_key, 9, '1') FROM mirror_patient;
INSERT INTO mirror_coverage (id, source_key, patient_key, subscription_key, rank, member_id,
    relationship, is_pending)
SELECT gen_random_uuid(), source_key, source_key, source_key, 1, '', 'self', false
  FROM mirror_patient
"""
DONE = """
INSERT INTO mirror_procedure (source_key, patient_key, code_key, status, done_on, fee_cents, tooth,
    tooth_range, surfaces)
SELECT patient.source_key || '-' || n, patient.source_key,
       (1 + (patient.source_key::int + n) %% %(code_count)s)::text, 'complete',
       %(today)s - 190 * n - (patient.source_key::int * 7 %% 60), 12000, '', '', ''
  FROM mirror_patient AS patient, generate_series(1, %(done)s) AS n
"""
CLAIMS = """
INSERT INTO claims_claim (id, source_key, control_number, patient_id, payer_id, provider_id, rank,
    member_id, payer_control_number, state, charge_cents, served_on, relationship)
SELECT gen_random_uuid(), '', 'C' || n, patient.id, %(payer)s, provider.id, 1,
       'W' || lpad(patient.source_key, 9, '1'), '', 'draft', 28000, %(today)s - (n %% 30)::int,
       'self'
  FROM generate_series(1, %(claims)s::bigint) AS n
  JOIN mirror_patient AS patient ON patient.source_key = (1 + n %% %(patients)s)::text
  JOIN mirror_provider AS provider ON provider.source_key = (1 + n %% 6)::text
"""
# Two to four services: exam and cleaning, a filling, a crown with its build-up.
LINES = """
INSERT INTO claims_claimline (id, claim_id, source_key, number, control_number, code, label, tooth,
    surfaces, charge_cents, served_on, prosthesis)
SELECT gen_random_uuid(), claim.id, '', told.ord, claim.control_number || 'L' || told.ord,
       told.code, '', told.tooth, told.surfaces, told.cents, claim.served_on, told.prosthesis
  FROM claims_claim AS claim
  JOIN (VALUES (0, 1, 'D0120', '', '', 6200, ''), (0, 2, 'D1110', '', '', 11800, ''),
               (0, 3, 'D0274', '', '', 8400, ''), (1, 1, 'D2392', '30', 'MO', 24500, ''),
               (1, 2, 'D2330', '8', 'F', 21500, ''), (2, 1, 'D2740', '19', '', 129000, 'initial'),
               (2, 2, 'D2950', '19', '', 29500, ''), (2, 3, 'D0220', '', '', 3400, ''),
               (2, 4, 'D0230', '', '', 2800, '')) AS told(kind, ord, code, tooth, surfaces, cents,
               prosthesis)
    ON told.kind = substr(claim.control_number, 2)::bigint %% 3
"""
SUMS = """
UPDATE claims_claim SET charge_cents = told.cents
  FROM (SELECT claim_id, sum(charge_cents) AS cents FROM claims_claimline GROUP BY 1) AS told
 WHERE told.claim_id = claims_claim.id
"""
USED = ("D0120", "D1110", "D0274", "D2392", "D2330", "D2740", "D2950", "D0220", "D0230", "D0150")


def lay(practice: Practice, claims: int) -> None:
    """As a practice is after eight visits of each patient; nothing is asked of its payer yet."""
    payer, _ = Payer.objects.get_or_create(public_id="code-60001", defaults={"name": "Bench"})
    given: dict[str, Any] = {
        "claims": claims,
        "patients": max(1, claims // CLAIMS_PER_PATIENT),
        "done": DONE_PER_PATIENT,
        "codes": list(USED),
        "code_count": len(USED),
        "payer": payer.pk,
        "today": TODAY,
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'SET search_path = "{practice.schema}", public')
        cursor.execute("SELECT set_config('dso.actor', 'system:bench', false)")
        steps = (PATIENTS, PROVIDERS, CODES, *COVERS.split(";"), DONE, CLAIMS, LINES, SUMS)
        for rows in (*steps, "VACUUM ANALYZE"):
            cursor.execute(rows, given)
