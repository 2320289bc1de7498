"""Ten thousand claims from bytes to proposals, against a loop that gets and saves, and a bare COPY.

The product's way is measured whole: the limited child reads the file, the clearing proves and
splits it, the practice matches, plans, books the arrivals and lays the work on the desk.
"""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from django.db import connections

from billing.claims.actions import NewClaim, NewLine, open_claims
from billing.claims.models import Claim as ClaimRow
from billing.ledger import queries as ledger
from billing.payers.models import Payer
from billing.x12.remittance import Adjustment, Claim, Line, Party, Remittance, Service
from billing.x12.write835 import Envelope, write
from dso.benches.bench import Bench, Figures, Target
from dso.benches.groups import NOW, TODAY, found_group
from practices.desk.models import Item
from practices.jobs import actions as jobs
from practices.mirror.models import Patient
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing import actions as clearing
from remits.clearing.answer import Answer, AnswerLine, Cut
from remits.matching.actions import COLUMNS
from remits.matching.models import ClaimPayment
from remits.matching.models import Remittance as RemittanceRow
from remits.matching.queries import match_all
from remits.posting import facts
from remits.posting.plan import plan_posting
from remits.posting.values import Book, Plan

CLAIMS = {"small": 2_000, "full": 10_000}
CLAIMS_PER_PAYMENT = 100
ROUNDS = 2
ROW_BY_ROW, FIRST_BY_ROW = 200, 100_000
PATIENTS = 500
SERVED_ON = TODAY - timedelta(days=40)
ORIGINATOR = "1999999999"
CHARGE, PAID = 240_00, 150_00


def measure(size: str) -> Figures:
    """The better of two rounds of each: the first also loads what both of them use."""
    count = CLAIMS[size]
    practice = found_group(1)[0]
    _open(practice, ROUNDS * (count + ROW_BY_ROW))
    ours = min(_as_a_file(practice, round * count, count) for round in range(ROUNDS))
    first = ROUNDS * count
    row_by_row = min(
        _row_by_row(practice, range(first + round * ROW_BY_ROW, first + (round + 1) * ROW_BY_ROW))
        for round in range(ROUNDS)
    )
    copied = _copied(practice, count)
    return {
        "claims_per_second": count / ours,
        "speedup_over_orm_rows": row_by_row / ROW_BY_ROW * count / ours,
        "times_copy": ours / copied,
        "seconds": ours,
        "copy_seconds": copied,
    }


def _as_a_file(practice: Practice, first: int, count: int) -> float:
    data = write(
        [
            _payment(practice, n, min(CLAIMS_PER_PAYMENT, first + count - n))
            for n in range(first, first + count, CLAIMS_PER_PAYMENT)
        ],
        Envelope("BENCH", "US", 1, datetime(2026, 11, 20, tzinfo=UTC)),
    )
    began = time.perf_counter()
    clearing.take_in(
        data=data, name="bench.835", organization=practice.organization, source="bench", now=NOW
    )
    jobs.run_all_now(now=NOW)
    seconds = time.perf_counter() - began
    with in_practice(practice):
        proposed = ClaimPayment.objects.filter(stage="proposed").count() - first
        assert proposed == count, f"only {proposed} of {count} became proposals"
    return seconds


def _number(n: int) -> str:
    return f"BEN-{n:07d}"


def _open(practice: Practice, count: int) -> None:
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
            control_number=f"{_number(n)}-{i}",
        )
        for i, code in enumerate(("D1110", "D0120"), start=1)
    )
    return NewClaim(
        control_number=_number(n),
        patient_id=patients[n % PATIENTS].pk,
        payer_id=payer.pk,
        provider_id=None,
        served_on=SERVED_ON,
        sent_on=SERVED_ON,
        member_id=f"M{n % PATIENTS}",
        lines=lines,
    )


def _payment(practice: Practice, first: int, count: int) -> Remittance:
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
             f"{_number(n)}-{i}")
        for i, code in enumerate(("D1110", "D0120"), start=1)
    )  # fmt: skip
    patient = Party("QC", f"Bench{n % PATIENTS}", "Test", "MI", f"M{n % PATIENTS}")
    return Claim(
        _number(n), "1", CHARGE, PAID, 0, 0, 0, 30_00, payer_control_number=f"P{n}",
        parties=(patient,), lines=lines,
    )  # fmt: skip


def _answer(n: int) -> Answer:
    cuts = (Cut("CO", "45", 30_00), Cut("PR", "2", 15_00))
    lines = tuple(
        AnswerLine(code, CHARGE // 2, PAID // 2, control_number=f"{_number(n)}-{i}", cuts=cuts)
        for i, code in enumerate(("D1110", "D0120"), start=1)
    )
    return Answer(
        _number(n), "1", CHARGE, PAID, 30_00, member_id=f"M{n % PATIENTS}",
        last_name=f"Bench{n % PATIENTS}", served_on=(SERVED_ON,), lines=lines,
    )  # fmt: skip


def _row_by_row(practice: Practice, numbers: range) -> float:
    """The same rows as one would first write it: get, decide, save, commit, next."""
    answers = [_answer(n) for n in numbers]
    began = time.perf_counter()
    for ordinal, answer in enumerate(answers, start=FIRST_BY_ROW + numbers.start):
        with in_practice(practice):
            _one_row(practice, ordinal, answer)
    return time.perf_counter() - began


def _one_row(practice: Practice, ordinal: int, answer: Answer) -> None:
    claim = ClaimRow.objects.select_related("patient", "payer").get(
        control_number=answer.control_number
    )
    match = match_all([answer], [ORIGINATOR])[0]
    open_cents = ledger.open_cents_by_claim([claim.pk])[claim.pk]
    book = Book(claim_id=claim.pk, rank=1, charge_cents=claim.charge_cents, open_cents=open_cents)
    plan = plan_posting(facts.paid_of(answer), match, book)
    assert isinstance(plan, Plan)
    row = ClaimPayment(
        remittance=RemittanceRow.objects.order_by("pk").last(),
        ordinal=ordinal,
        claim=claim,
        control_number=answer.control_number,
        status_code="1",
        charge_cents=CHARGE,
        paid_cents=PAID,
        facts=msgspec.to_builtins(answer),
        raw="",
        match=facts.match_as_json(match),
        stage="proposed",
        proposal=facts.proposal_as_json(plan),
        band=plan.band.value,
        rule_version="bench",
    )
    row.save()
    Item(
        organization_id=practice.organization_id,
        practice_id=practice.pk,
        kind="claim_payment",
        subject_id=row.pk,
        path="/",
        words="Ready to post",
        cents=PAID,
        since_on=TODAY,
        due_on=TODAY,
    ).save()


def _copied(practice: Practice, count: int) -> float:
    """COPY of the very rows into an unlogged table without an index: the physical limit."""
    names = ", ".join(COLUMNS)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f'CREATE UNLOGGED TABLE bench_copy (LIKE "{practice.schema}".matching_claimpayment)'
        )
        with cursor.copy(
            f'COPY (SELECT {names} FROM "{practice.schema}".matching_claimpayment'  # noqa: S608  # ours
            f" WHERE ordinal < {FIRST_BY_ROW} LIMIT {count}) TO STDOUT"
        ) as out:
            rows = b"".join(bytes(block) for block in out)
        best = float("inf")
        for _ in range(3):
            cursor.execute("TRUNCATE bench_copy")
            began = time.perf_counter()
            with cursor.copy(f"COPY bench_copy ({names}) FROM STDIN") as into:
                into.write(rows)
            best = min(best, time.perf_counter() - began)
    return best


BENCH = Bench(
    "posting",
    measure,
    {"speedup_over_orm_rows": Target(">=", 30), "times_copy": Target("<=", 20)},
)
