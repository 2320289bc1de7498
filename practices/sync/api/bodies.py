"""What a call says, in its body or its query, and how it is answered."""

from typing import cast

import msgspec
from django.core.exceptions import RequestDataTooBig
from rest_framework.request import Request

from practices.sync.api.answers import Refused
from practices.wire.batch import ROWS_MAX


def body_of(request: Request) -> bytes:
    """Raises Refused for a body that is larger than any call needs."""
    try:
        return request._request.body
    except RequestDataTooBig:
        raise Refused(413, "too_large", "The body is too large.", rows_max=ROWS_MAX) from None


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
