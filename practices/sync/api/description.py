"""What the OpenAPI document says of one call."""

from collections.abc import Callable

import msgspec
from django.http import HttpResponse
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from compliance.access.decorators import open_to_all
from practices.sync.api.answers import JSON
from practices.wire.messages import Problem

OPEN = open_to_all(because="An agent proves by its signature who it is; there is no session.")

Call = Callable[..., msgspec.Struct]
View = Callable[..., HttpResponse]


class SignatureScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its own way to register
    """How the OpenAPI document says that a call is signed."""

    target_class = "practices.sync.api.signatures.SignedByAgent"
    name = "signature"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Signature"}


def described(
    call: Call,
    takes: type | None,
    gives: type[msgspec.Struct],
    asks: type[msgspec.Struct] | None = None,
) -> Callable[[View], View]:
    """What the OpenAPI document says of a call, and that the access walk may pass it by."""
    body = {"application/octet-stream": {"type": "string", "format": "binary"}}
    if takes is not bytes:
        body = {JSON: _named(takes)} if takes else {}
    told = extend_schema(
        operation_id=call.__name__,
        parameters=[] if asks is None else _parameters(asks),
        request=body or None,
        responses={
            200: OpenApiResponse(_named(gives), "Done."),
            "4XX": OpenApiResponse(_named(Problem), "Refused; nothing was done."),
        },
    )
    return lambda view: OPEN(told(view))


def _parameters(asks: type[msgspec.Struct]) -> list[OpenApiParameter]:
    """Numbers in the query, each with its bounds."""
    schema = msgspec.json.schema(asks)["$defs"][asks.__name__]["properties"]
    return [
        OpenApiParameter(name, {k: v for k, v in told.items() if k != "default"}, "query")
        for name, told in schema.items()
    ]


def _named(kind: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{kind.__name__}"}
