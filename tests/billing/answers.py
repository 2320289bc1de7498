"""Claims that a payer answered."""

from datetime import date

from billing.claims.actions.answered import answered
from billing.claims.answering import Answered
from billing.claims.models import Claim
from billing.payers.models import Payer
from tests.databases import NOW
from tests.remits import builders

ANSWERED_ON = date(2026, 11, 20)


def answered_claim(number: str, *, denied: bool, day: date = ANSWERED_ON) -> Claim:
    """A crown that was paid in part, or denied for want of an authorization."""
    claim = builders.claim(number, payer_row=Payer.objects.get())
    cuts = (("CO", "197", 1200_00),) if denied else (("CO", "45", 300_00), ("PR", "2", 200_00))
    told = Answered(
        number=1,
        code="D2740",
        units="1",
        paid_cents=0 if denied else 700_00,
        patient_cents=0 if denied else 200_00,
        cuts=cuts,
    )
    answered(claim, [told], source="test", answered_on=day, now=NOW)
    return claim
