"""The living page of the design system: every part in every state."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from compliance.access.decorators import requires
from compliance.access.roles import Permission

SHOWN = {
    "today": date(2026, 11, 23),
    "since": date(2026, 10, 7),
    "figures": [0, 5, -12_345_67, 1_000_000_00, None],
    "badges": ["", "good", "warn", "bad", "proposed", "accent"],
    "bands": ["sure", "likely", "unsure"],
}


@requires(Permission.SEE_CLAIMS)
def parts(request: HttpRequest) -> HttpResponse:
    return render(request, "parts/index.html", SHOWN)
