"""Proposals as one would first write it: a loop that gets, decides and saves."""

import time

import msgspec

from billing.claims.models import Claim as ClaimRow
from billing.ledger import queries as ledger
from dso.benches.groups import TODAY
from dso.benches.posted_claims import CHARGE, ORIGINATOR, PAID, PATIENTS, SERVED_ON, number_of
from practices.desk.models import Item
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing.answer import Answer, AnswerLine, Cut
from remits.matching.models import ClaimPayment
from remits.matching.models import Remittance as RemittanceRow
from remits.matching.queries import match_all
from remits.posting import facts
from remits.posting.plan import plan_posting
from remits.posting.values import Book, Plan

FIRST_BY_ROW = 100_000


def _answer(n: int) -> Answer:
    cuts = (Cut("CO", "45", 30_00), Cut("PR", "2", 15_00))
    lines = tuple(
        AnswerLine(code, CHARGE // 2, PAID // 2, control_number=f"{number_of(n)}-{i}", cuts=cuts)
        for i, code in enumerate(("D1110", "D0120"), start=1)
    )
    return Answer(
        number_of(n), "1", CHARGE, PAID, 30_00, member_id=f"M{n % PATIENTS}",
        last_name=f"Bench{n % PATIENTS}", served_on=(SERVED_ON,), lines=lines,
    )  # fmt: skip


def row_by_row(practice: Practice, numbers: range) -> float:
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
