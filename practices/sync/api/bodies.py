"""What a call says, in its body or its query, and how it is answered."""

from collections.abc import Callable
from functools import wraps
from typing import cast

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from practices.sync.api.answers import Refused
from practices.wire.batch import ROWS_MAX


def body_of(request: Request) -> bytes:
    """Raises Refused for a body that is larger than any call needs."""
    try:
        return request._request.body
    except RequestDataTooBig:
        raise Refused(413, "too_large", "The body is too large.", rows_max=ROWS_MAX) from None


def with_bodies_up_to(
    bytes_max: int, view: Callable[..., HttpResponse]
) -> Callable[..., HttpResponse]:
    """A call whose bodies may be larger than others'; without a bound of its own, as it is."""
    if not bytes_max:
        return view

    @wraps(view)
    def read_first(request: HttpRequest, /, **kwargs: object) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdigit() and int(told) <= bytes_max:
            request._body = request.read()
        return view(request, **kwargs)

    return read_first


def told_in[T](request: Request, kind: type[T]) -> T:
    """The body as one of the messages. Raises Refused, naming the place and never the value."""
    body = body_of(request)
    if kind is bytes:
        return cast(T, body)
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as why:
        raise Refused(400, "message", f"The message is not as expected: {why}") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(400, "message", "The body is no JSON.") from None


def asked_in[T](request: Request, kind: type[T]) -> T:
    """The query as one of the messages. Raises Refused, naming the place and never the value."""
    try:
        return msgspec.convert(request.query_params.dict(), kind, strict=False)
    except msgspec.ValidationError as why:
        raise Refused(400, "query", f"The query is not as expected: {why}") from None
