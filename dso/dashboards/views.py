"""The overview of a group and the sign of life."""

from django.http import HttpRequest, HttpResponse

from compliance.access.decorators import open_to_all


@open_to_all(because="A load balancer asks whether we live; the answer says nothing else.")
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")
