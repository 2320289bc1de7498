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
    group_id = group_asked(request.GET.get("of", ""))
    rows = queries.write_backs(only_for_people=not shows_all, group_id=group_id)
    shown = {
        "rows": rows,
        "shows_all": shows_all,
        "group": group_id if rows else None,
        "counts": queries.write_back_counts(),
    }
    return render(request, "sync/write_backs.html", shown)


@requires(Permission.SEE_REMITTANCES)
def write_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(WriteBack, pk=pk)
    may_decide = cast(PracticeRequest, request).access.may(Permission.POST_PAYMENTS)
    shown = {"told": queries.write_back_told(row), "may_decide": may_decide}
    return render(request, "sync/write_back.html", shown)


def group_asked(text: str) -> uuid.UUID | None:
    """Of the orders that stand on the desk as one thing; None for anything but an id."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
