"""What goes back into a practice's system: orders, and one of them with its trace."""

import uuid
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from compliance.access.decorators import requires
from compliance.access.roles import Permission
from practices.registry.middleware import PracticeRequest
from practices.sync import queries
from practices.sync.models import WriteBack


@requires(Permission.SEE_REMITTANCES)
def write_backs(request: HttpRequest) -> HttpResponse:
    shows_all = request.GET.get("stand") == "all"
    rows = queries.write_backs(only_for_people=not shows_all)
    shown = {"rows": rows, "shows_all": shows_all, "counts": queries.write_back_counts()}
    return render(request, "sync/write_backs.html", shown)


@requires(Permission.SEE_REMITTANCES)
def write_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(WriteBack, pk=pk)
    may_decide = cast(PracticeRequest, request).access.may(Permission.POST_PAYMENTS)
    shown = {"told": queries.write_back_told(row), "may_decide": may_decide}
    return render(request, "sync/write_back.html", shown)
