"""Whatever stands in a query, a form, a path or a header: an answer, and never a fault of ours."""

import base64
import json
import uuid

import pytest

from compliance.access.roles import Role
from tests.databases import GROUP
from tests.test_access import GUARDED, PAGES, World, person, standing, visit, world

__all__ = ["standing", "world"]  # fixtures

SORTS = ("due", "money", "age")
FIELDS = (
    *("practice", "kind", "question", "owner", "state", "sort", "cursor", "after", "name", "query"),
    *("q", "status", "payer", "item", "reason", "note", "until", "version", "claim", "theme"),
    *("home:CO-45", "next", "username", "password", "organization", "page"),
)


def cursor(*told: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode()


VALUES = {
    "nothing": "",
    "zero byte": "a\0b",
    "line end": "x\r\nSet-Cookie: a=b",
    "half a pair": "\ud800",
    "markup": "<script>alert(1)</script>",
    "long": "9" * 5_000,
    "whole number": "99999999999999999999",
    "other digits": "١٢٣",
    "an id": str(uuid.uuid4()),
    "percent": "%00%' OR 1=1 --",
    "cursor of a day": cursor("2026-11-23", uuid.uuid4().hex),
    "cursor of a number": cursor(5, uuid.uuid4().hex),
    "cursor of a huge number": cursor(10**30, uuid.uuid4().hex),
    "cursor of nothing": cursor(None, None),
    "cursor of lists": cursor([1], {"a": 1}),
    "cursor of a number for an id": cursor(5, 5),
    "cursor beyond time": cursor("9999-12-31", uuid.UUID(int=0).hex),
    "cursor of not a number": base64.urlsafe_b64encode(b'[1e999, "a"]').decode(),
    "no cursor": base64.urlsafe_b64encode(b"7").decode(),
}


def safely(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


PLACES = ("al\0der", "alder'--", "..", "\u202eredla", "a" * 3_000, "%")


@pytest.mark.django_db
@pytest.mark.slow
class TestHostileValues:
    def test_are_answered_in_every_query_and_form(self, world: World) -> None:
        client = person(at=world.group, role=Role.DSO_ADMIN)
        for page in PAGES:
            at = GROUP if page.place == "organization" else "alder"
            path = world.path(page, at=at, of="alder")
            for name, value in VALUES.items():
                for sort in SORTS if page.name == "desk:desk" else SORTS[:1]:
                    asked = dict.fromkeys(FIELDS, safely(value)) | {"sort": sort}
                    answer = visit(client, path, asked)
                    if answer.status_code == 200:
                        again = client.get(path, asked, headers={"HX-Request": "true"})
                        assert again.status_code < 500, (page.name, name, sort)

                    assert answer.status_code < 500, (page.name, name, sort)

    def test_in_the_path_are_nowhere(self, world: World) -> None:
        client = person(at=world.group, role=Role.DSO_ADMIN)
        for page in GUARDED:
            for text in PLACES if page.place != "all" else ():
                answer = visit(client, world.path(page, at=text, of="alder"), world.body(page))

                assert answer.status_code == 404, (page.name, text)
