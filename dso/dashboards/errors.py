"""What a person sees when something is wrong. No page repeats what was sent."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import DiskFull

from compliance.access.context import request_id
from compliance.access.decorators import RightMissing


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", {"reference": request_id()}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    right = exception if isinstance(exception, RightMissing) else None
    return render(request, "403.html", {"right": right}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Ours to mend, or, where the disk is full, for whoever runs the server."""
    if isinstance(getattr(sys.exception(), "__cause__", None), DiskFull):
        return render(request, "507.html", {"reference": request_id()}, status=507)
    return render(request, "500.html", {"reference": request_id()}, status=500)
