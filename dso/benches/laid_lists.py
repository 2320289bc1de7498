"""The claims and events that `dso.benches.lists` leafs through and searches."""

from datetime import timedelta
from typing import Any

from django.db import connections

from billing.payers.models import Payer
from dso.benches.groups import TODAY
from practices.registry.models import Practice

CLAIMS_PER_PATIENT = 4
EVENTS_OF_ONE = 500

# Four in five have a name with Ba. Oldham are one in eighty, and all their claims are the oldest.
PATIENTS = """
INSERT INTO mirror_patient (id, source_key, status, preferred_name, guarantor_key, provider_key,
    phone, mobile, email, address, city, state, zip, language, first_name, last_name)
SELECT gen_random_uuid(), n::text, 'patient', '', '', '', '', '', '', '', '', '', '', '',
       (ARRAY['Ann', 'Bea', 'Carl', 'Dora', 'Emil', 'Finn', 'Gwen'])[1 + n %% 7],
       CASE WHEN n %% 80 = 0 THEN 'Oldham' WHEN n %% 5 > 0 THEN 'Ba' ELSE chr(67 + n / 5 %% 24) END
       || chr(97 + n / 7 %% 26) || chr(97 + n / 182 %% 26) || 'son'
  FROM generate_series(1, %(patients)s) AS n
"""
# One in twenty came on one day, as when a practice joins.
LAY_CLAIMS = """
INSERT INTO claims_claim (id, source_key, control_number, patient_id, payer_id, rank, member_id,
    payer_control_number, state, charge_cents, served_on)
SELECT gen_random_uuid(), '', 'CLM-' || lpad(n::text, 8, '0'), patient.id, %(payer)s, 1,
       'M' || patient.source_key, '', CASE n %% 100 WHEN 0 THEN 'denied' ELSE 'answered' END, 24000,
       CASE WHEN patient.last_name LIKE 'Oldham%%' THEN %(today)s - 4000
            WHEN n %% 20 = 0 THEN %(joined)s
            ELSE %(today)s - (n * 7919 %% 1800)::int END
  FROM generate_series(1, %(claims)s::bigint) AS n
  JOIN mirror_patient AS patient ON patient.source_key = (1 + n %% %(patients)s)::text
"""
# Each claim has one event, and the first has as many more as `of_one`.
EVENTS = """
INSERT INTO audit_event (at, practice_id, actor, request_id, deed, subject_kind, subject_ids,
    fields, detail)
SELECT now(), %(practice)s, 'user:1', '', CASE n %% 3 WHEN 0 THEN 'read' ELSE 'update' END,
       'claims_claim', CASE WHEN n %% (%(claims)s / %(of_one)s) = 0 THEN ARRAY[id, first.first_id]
       ELSE ARRAY[id] END, '{}', '{}'
  FROM (SELECT id, row_number() OVER (ORDER BY control_number) AS n FROM claims_claim) AS claim,
       (SELECT id AS first_id FROM claims_claim ORDER BY control_number LIMIT 1) AS first
"""
JOINED_ON = TODAY - timedelta(days=900)


def lay(practice: Practice, claims: int) -> None:
    payer = Payer.objects.create(public_id="bench", name="Bench", originator_id="1999999999")
    given: dict[str, Any] = {
        "claims": claims,
        "patients": claims // CLAIMS_PER_PATIENT,
        "of_one": EVENTS_OF_ONE,
        "payer": payer.pk,
        "practice": practice.pk,
        "today": TODAY,
        "joined": JOINED_ON,
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'SET search_path = "{practice.schema}", public')
        cursor.execute("SELECT set_config('dso.actor', 'system:bench', false)")
        for rows in (PATIENTS, "ANALYZE mirror_patient", LAY_CLAIMS, EVENTS, "VACUUM ANALYZE"):
            cursor.execute(rows, given)
