"""The OpenAPI document of the agents' API: what each message looks like."""

from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator

from compliance.access.decorators import open_to_all
from practices.wire import commands, messages

REF = "#/components/schemas/{name}"


def components() -> dict[str, Any]:
    """Every message by its name, as JSON Schema."""
    kinds = [
        kind
        for home in (messages, commands)
        for kind in vars(home).values()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    ]
    _, found = msgspec.json.schema_components(kinds, ref_template=REF)
    return found


def with_messages(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """What the framework asks when it has written the document."""
    schemes = {"signature": {"type": "apiKey", "in": "header", "name": "Signature"}}
    result["components"] = {"schemas": components(), "securitySchemes": schemes}
    return result


@open_to_all(because="What the API looks like is no secret; calling it takes a key.")
@require_GET
def document(request: HttpRequest) -> JsonResponse:
    return JsonResponse(_written())


@cache
def _written() -> dict[str, Any]:
    """The same for everybody, and for as long as the program runs."""
    generator: Any = SchemaGenerator  # it has no types
    told: dict[str, Any] = generator().get_schema(request=None, public=True)
    return told
