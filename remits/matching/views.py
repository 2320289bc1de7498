"""A practice's remittances: the list, and one share with all its claim payments."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from remits.matching import queries
from remits.matching.models import Remittance

LIST_ROWS = 200


@requires(Permission.SEE_REMITTANCES)
def remittances(request: HttpRequest) -> HttpResponse:
    shown = {"remittances": queries.newest(LIST_ROWS)}
    return render(request, "matching/remittances.html", shown)


@requires(Permission.SEE_REMITTANCES)
def remittance(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Remittance.objects.all(), pk=pk)
    rows = list(queries.remittance_payments(row))
    return render(
        request,
        "matching/remittance.html",
        {"remittance": row, "rows": rows, "stand": queries.stand(row, rows)},
    )
