"""1M procedures in one practice: EXPLAIN of the unbilled queries."""
import time
from datetime import date
from django.db import connection
import pytest
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from billing.claims.queries import unbilled
from billing.claims.queries.unbilled import Window, _unbilled
from django.db.models import Count, Min, Sum

@pytest.mark.slow
def test_measure(own_database):
    p = Practice.objects.get(public_id="alder")
    with in_practice(p):
        with connection.cursor() as c:
            c.execute("""INSERT INTO mirror_patient (id, source_key, first_name,last_name,preferred_name,status,guarantor_key,provider_key,phone,mobile,email,address,city,state,zip,language)
             SELECT gen_random_uuid(), n::text,'a','b','','patient','','','','','','','','','','' FROM generate_series(1,20000) n""")
            c.execute("""INSERT INTO mirror_coverage (id, source_key, patient_key, rank, member_id, relationship, is_pending)
             SELECT gen_random_uuid(), n::text, n::text, 1, '', 'self', false FROM generate_series(1,14000) n""")
            c.execute("INSERT INTO mirror_procedurecode (source_key, code, label, is_hygiene, is_never_billed) SELECT n::text,'D'||n,'x',false,n=7 FROM generate_series(1,200) n")
            # five years; 1 % of insured is on no claim, all of uninsured (30 %)
            c.execute("""INSERT INTO mirror_procedure (source_key, patient_key, provider_key, code_key, status, done_on, fee_cents, tooth, tooth_range, surfaces, on_claim, clinic_key)
             SELECT n::text, (n%20000+1)::text, '1', (n%200+1)::text, 'complete', date '2026-11-22' - (n%1825), 10000, '','','', (n%20000+1) <= 14000 AND (n::bigint*7919)%100 <> 0, (n%5)::text
             FROM generate_series(1,1000000) n""")
            c.execute("ANALYZE mirror_procedure"); c.execute("ANALYZE mirror_coverage"); c.execute("ANALYZE mirror_patient"); c.execute("ANALYZE mirror_procedurecode")
        w = Window(date(2025,11,22), date(2026,11,22), date(2026,11,24))
        for name, q in (("page", _unbilled(w).order_by("done_on","source_key").values_list("source_key")[:51]),
                        ("sums", _unbilled(w).values("clinic").annotate(count=Count("pk"), cents=Sum("fee_cents"), oldest=Min("done_on")).order_by("-cents"))):
            print("=====", name)
            print(q.explain(analyze=True, buffers=True))
        for _ in range(3):
            t=time.perf_counter(); r=unbilled.page(w); t2=time.perf_counter(); s=unbilled.locations(w); t3=time.perf_counter()
            print("page ms", (t2-t)*1e3, len(r.keys), "sums ms", (t3-t2)*1e3, sum(x.count for x in s))
        with connection.cursor() as c:
            c.execute("SELECT pg_size_pretty(pg_relation_size('procedure_unclaimed')), pg_size_pretty(pg_relation_size('mirror_procedure'))"); print(c.fetchall())
