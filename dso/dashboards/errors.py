"""What a person sees when something is wrong. No page repeats what was sent."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import DiskFull

from compliance.access.context import request_id
from compliance.access.decorators import RightMissing

RETRY_SECONDS = 5
RESTARTING = frozenset({"57P01", "57P02", "57P03", "53300"})  # Postgres goes, comes, or is taken


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", {"reference": request_id()}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    right = exception if isinstance(exception, RightMissing) else None
    return render(request, "403.html", {"right": right}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Ours to mend, or, where the disk is full, for whoever runs the server, or soon over."""
    problem = sys.exception()
    if isinstance(getattr(problem, "__cause__", None), DiskFull):
        return render(request, "507.html", {"reference": request_id()}, status=507)
    if _is_away(problem):
        answer = render(request, "503.html", {"reference": request_id()}, status=503)
        answer["Retry-After"] = str(RETRY_SECONDS)
        return answer
    return render(request, "500.html", {"reference": request_id()}, status=500)


def _is_away(problem: BaseException | None) -> bool:
    """The database does not answer, or broke off; a statement it refused tells by its code."""
    if not isinstance(problem, OperationalError | InterfaceError):
        return False
    code = getattr(problem.__cause__, "sqlstate", None) or ""
    return not code or code.startswith("08") or code in RESTARTING
