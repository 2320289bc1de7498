"""A practice's remittances: the list, and one share with all its claim payments."""

import uuid
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from remits.clearing.words import STATUSES
from remits.matching import queries
from remits.matching.models import ClaimPayment, PaymentStage, Remittance

LIST_ROWS = 200


@requires(Permission.SEE_REMITTANCES)
def remittances(request: HttpRequest) -> HttpResponse:
    """All of them, or with `?stand=open` what is not posted yet, oldest first."""
    only_open = request.GET.get("stand") == "open"
    shown = list((queries.oldest_unfinished if only_open else queries.newest)(LIST_ROWS))
    waiting = queries.waiting_in(shown)
    told = {
        "remittances": [(row, waiting.get(row.pk, 0)) for row in shown],
        "suspense": queries.suspense(),
        "only_open": only_open,
        "today": timezone.localdate(),
    }
    return render(request, "matching/remittances.html", told)


@requires(Permission.SEE_REMITTANCES)
def remittance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Remittance.objects.all(), pk=pk)
    rows = list(queries.remittance_payments(row))
    shown = {
        "remittance": row,
        "rows": [_told(claim_payment) for claim_payment in rows],
        "stand": queries.stand(row, rows),
        "proposed": sum(one.stage == PaymentStage.PROPOSED for one in rows),
        "today": timezone.localdate(),
        "may_post": cast(PracticeRequest, request).access.may(Permission.POST_PAYMENTS),
    }
    return render(request, "matching/remittance.html", shown)


def _told(row: ClaimPayment) -> dict[str, object]:
    """A claim payment with what the payer leaves to the patient and what it takes off besides."""
    patient_cents = row.facts.get("patient_cents", 0)
    return {
        "row": row,
        "status": STATUSES.get(row.status_code, row.status_code),
        "patient_cents": patient_cents,
        "off_cents": row.charge_cents - row.paid_cents - patient_cents,
    }
