"""Who is calling: a request id, the actor, and the end of a session that is too old."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from compliance.access.actor import Actor
from compliance.access.context import acting_as

SIGNED_IN_AT = "signed_in_at"
CLOCKS_DIFFER_SECONDS = 300  # of two servers


class IdentityMiddleware:
    """Sets the actor for all that follows; every answer to a person is kept out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and self._is_over(request):
            logout(request)
            user = request.user
        actor = user.actor if user.is_authenticated else Actor.system("visitor")
        with acting_as(actor, request_id=uuid.uuid4().hex):
            response = self.get_response(request)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        return response

    def _is_over(self, request: HttpRequest) -> bool:
        """Twelve hours after sign-in a session ends, however busy it was.

        One that began in the future was begun by a clock since set back; it would never end.
        """
        now = timezone.now().timestamp()  # noqa: TID251  # a middleware is where requests meet the clock
        began = request.session.setdefault(SIGNED_IN_AT, now)
        return not -CLOCKS_DIFFER_SECONDS <= now - began <= settings.SESSION_ABSOLUTE_SECONDS
