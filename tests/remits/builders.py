"""Small true stories: a crown at 1200.00 and what a payer says of it."""

import uuid
from dataclasses import dataclass
from datetime import date

from billing.claims.actions import NewClaim, NewLine, open_claims
from billing.claims.models import Claim
from billing.payers.models import Payer
from practices.mirror.models import Patient
from practices.registry.ids import new_id
from remits.clearing.actions import TakenShare
from remits.clearing.answer import Answer, AnswerLine, Cut, ProviderAdjustment, ShareBody
from remits.matching.models import ClaimPayment, Remittance
from remits.posting import actions
from tests.databases import NOW, TODAY

SERVED_ON = date(2026, 10, 5)
ORIGINATOR = "1999999999"


def payer() -> Payer:
    found, _ = Payer.objects.get_or_create(
        public_id="sample_payer", defaults={"name": "Sample Payer", "originator_id": ORIGINATOR}
    )
    return found


def claim(number: str = "ALD-0001", *, payer_row: Payer, **given: object) -> Claim:
    """A crown at 1200.00 for Testa Sample, member M1. Call it inside a practice."""
    patient, _ = Patient.objects.get_or_create(
        source_key="pat-1", defaults={"first_name": "Testa", "last_name": "Sample"}
    )
    line = NewLine(
        code="D2740", charge_cents=1200_00, served_on=SERVED_ON, control_number=f"{number}-L1"
    )
    story = {
        "control_number": number,
        "patient_id": patient.pk,
        "payer_id": payer_row.pk,
        "provider_id": None,
        "served_on": SERVED_ON,
        "sent_on": date(2026, 10, 6),
        "member_id": "M1",
        "lines": (line,),
    }
    return open_claims([NewClaim(**(story | given))], now=NOW)[0]  # type: ignore[arg-type]  # a story


def answer(number: str = "ALD-0001", **given: object) -> Answer:
    """1200.00 = 700.00 paid + 300.00 written off + 200.00 to the patient."""
    cuts = (Cut("CO", "45", 300_00), Cut("PR", "2", 200_00))
    line = AnswerLine("D2740", 1200_00, 700_00, control_number=f"{number}-L1", cuts=cuts)
    story = {
        "control_number": number,
        "status": "1",
        "charge_cents": 1200_00,
        "paid_cents": 700_00,
        "patient_cents": 200_00,
        "payer_control_number": f"PAYER-{number}",
        "member_id": "M1",
        "last_name": "Sample",
        "served_on": (SERVED_ON,),
        "lines": (line,),
        "raw": f"CLP*{number}*1*1200*700*200\nSVC*AD:D2740*1200*700",
    }
    return Answer(**(story | given))  # type: ignore[arg-type]  # a story


def reversal(number: str = "ALD-0001") -> Answer:
    """The mirror of `answer`, as a payer sends it."""
    cuts = (Cut("CO", "45", -300_00), Cut("PR", "2", -200_00))
    line = AnswerLine("D2740", -1200_00, -700_00, control_number=f"{number}-L1", cuts=cuts)
    return answer(
        number,
        status="22",
        charge_cents=-1200_00,
        paid_cents=-700_00,
        patient_cents=0,
        lines=(line,),
    )


@dataclass(frozen=True)
class Arrived:
    remittance: Remittance
    rows: list[ClaimPayment]

    @property
    def first(self) -> ClaimPayment:
        return self.rows[0]


def arrive(
    *answers: Answer, adjustments: tuple[ProviderAdjustment, ...] = (), **given: object
) -> Arrived:
    """A share of these answers comes into the practice we stand in."""
    story = {
        "payer_name": "Sample Payer",
        "originator_id": ORIGINATOR,
        "trace": uuid.uuid4().hex[:12],
        "method": "ACH",
        "effective_on": date(2026, 11, 20),
        "payee_name": "Alder Dental",
        "payment_cents": sum(a.paid_cents for a in answers) - sum(a.cents for a in adjustments),
        "blocked_by": "",
        "adjustments": adjustments,
        "answers": answers,
    }
    body = ShareBody(**(story | given))  # type: ignore[arg-type]  # a story
    share = TakenShare(new_id(), new_id(), body)
    (remittance,) = actions.propose([share], now=NOW, today=TODAY)
    return Arrived(remittance, list(remittance.claim_payments.order_by("ordinal")))
