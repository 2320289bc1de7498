"""Visits to come, those with problems first."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from billing.eligibility.queries.ahead import Ahead
from billing.eligibility.queries.ahead import ahead as coming
from compliance.access.decorators import requires
from compliance.access.roles import Permission


@requires(Permission.SEE_CLAIMS)
def ahead(request: HttpRequest) -> HttpResponse:
    days = settings.ELIGIBILITY_DAYS
    found = coming(now=timezone.now(), days=days)
    shown = {"asked": bool(settings.ELIGIBILITY_URL), "days": days, **_parted(found)}
    return render(request, "eligibility/ahead.html", shown)


def _parted(found: list[Ahead]) -> dict[str, list[Ahead]]:
    return {
        "troubled": [one for one in found if one.problems],
        "clear": [one for one in found if not one.problems],
    }
