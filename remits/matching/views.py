"""A practice's remittances: the list, and one share with all its claim payments."""

import uuid

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from remits.matching import queries
from remits.matching.models import PaymentStage, Remittance

LIST_ROWS = 200


@requires(Permission.SEE_REMITTANCES)
def remittances(request: HttpRequest) -> HttpResponse:
    rows = Remittance.objects.annotate(
        posted=Count("claim_payments", filter=Q(claim_payments__stage=PaymentStage.POSTED)),
        no_money=Count("claim_payments", filter=Q(claim_payments__stage=PaymentStage.NO_MONEY)),
    ).order_by("-received_at", "-pk")[:LIST_ROWS]
    return render(request, "matching/remittances.html", {"remittances": rows})


@requires(Permission.SEE_REMITTANCES)
def remittance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Remittance.objects.all(), pk=pk)
    rows = list(queries.remittance_payments(row))
    return render(
        request,
        "matching/remittance.html",
        {"remittance": row, "rows": rows, "stand": queries.stand(row, rows)},
    )
