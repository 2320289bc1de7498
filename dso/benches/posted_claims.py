"""The claims that `dso.benches.posting` posts: as we sent them, and as a payer answers."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connections

from billing.claims.actions import NewClaim, NewLine, open_claims
from billing.payers.models import Payer
from billing.x12.remittance import Adjustment, Claim, Line, Party, Remittance, Service
from dso.benches.groups import NOW, TODAY
from practices.mirror.models import Patient
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

PATIENTS = 500
SERVED_ON = TODAY - timedelta(days=40)
ORIGINATOR = "1999999999"
CHARGE, PAID = 240_00, 150_00


def number_of(n: int) -> str:
    return f"BEN-{n:07d}"


def open_all(practice: Practice, count: int) -> None:
    payer = Payer.objects.create(public_id="bench", name="Bench", originator_id=ORIGINATOR)
    with in_practice(practice):
        patients = Patient.objects.bulk_create(
            Patient(source_key=str(n), first_name="Test", last_name=f"Bench{n}")
            for n in range(PATIENTS)
        )
        for start in range(0, count, 1000):
            open_claims(
                (_new(n, patients, payer) for n in range(start, min(count, start + 1000))), now=NOW
            )
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _new(n: int, patients: Sequence[Patient], payer: Payer) -> NewClaim:
    lines = tuple(
        NewLine(
            code=code,
            charge_cents=CHARGE // 2,
            served_on=SERVED_ON,
            control_number=f"{number_of(n)}-{i}",
        )
        for i, code in enumerate(("D1110", "D0120"), start=1)
    )
    return NewClaim(
        control_number=number_of(n),
        patient_id=patients[n % PATIENTS].pk,
        payer_id=payer.pk,
        provider_id=None,
        served_on=SERVED_ON,
        sent_on=SERVED_ON,
        member_id=f"M{n % PATIENTS}",
        lines=lines,
    )


def payment_of(practice: Practice, first: int, count: int) -> Remittance:
    return Remittance(
        "1", "005010X221A1", 0, PAID * count,
        handling="I", method="ACH", effective_date=TODAY, trace=f"BENCH{first}",
        trace_originator=ORIGINATOR, payer=Party("PR", "Bench Payer"),
        payee=Party("PE", practice.name, "", "XX", practice.npi),
        claims=tuple(_claim(first + n) for n in range(count)),
    )  # fmt: skip


def _claim(n: int) -> Claim:
    cuts = (Adjustment("CO", "45", 30_00), Adjustment("PR", "2", 15_00))
    lines = tuple(
        Line(Service(code, CHARGE // 2, PAID // 2, "AD", adjustments=cuts), SERVED_ON,
             f"{number_of(n)}-{i}")
        for i, code in enumerate(("D1110", "D0120"), start=1)
    )  # fmt: skip
    patient = Party("QC", f"Bench{n % PATIENTS}", "Test", "MI", f"M{n % PATIENTS}")
    return Claim(
        number_of(n), "1", CHARGE, PAID, 0, 0, 0, 30_00, payer_control_number=f"P{n}",
        parties=(patient,), lines=lines,
    )  # fmt: skip
