"""Where practices' systems say that something changed. It is a hint to read, and never data."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.decorators import open_to_all
from practices.events import actions, queries
from practices.events.actions.hinting import WINDOW

BODY_BYTES_MAX = 8 * 2**20
PIECE_BYTES = 64 * 2**10


@csrf_exempt
@open_to_all(
    because="A secret token in the address proves who calls, and nothing said is believed."
)
@require_POST
def hook(request: HttpRequest, source: str, token: str) -> HttpResponse:
    """Answers 204 whether the hint is new or not; what the body says is thrown away unread."""
    door = queries.door_of(source, token)
    if door is None:
        return HttpResponse(status=404)
    if not _is_thrown_away(request):
        return HttpResponse(status=413)
    with acting_as(Actor.system("hooks")):
        try:
            actions.hint(door=door, now=timezone.now())
        except actions.TooOften:
            return HttpResponse(status=429, headers={"Retry-After": str(WINDOW.seconds)})
    return HttpResponse(status=204)


def _is_thrown_away(request: HttpRequest) -> bool:
    """Whether the body was within bounds. It is taken off the line: else no answer gets through."""
    length = request.headers.get("Content-Length") or "0"
    if not length.isdigit() or int(length) > BODY_BYTES_MAX:
        return False
    while request.read(PIECE_BYTES):
        pass
    return True
