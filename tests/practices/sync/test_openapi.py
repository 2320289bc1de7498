"""The document of the agents' API; whatever it allows, tried at random, breaks no server."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as tried_by
from pytest_django.fixtures import Settings

from practices.registry.models import Practice
from practices.sync import actions
from practices.sync.models import Agent
from practices.wire import messages
from tests.practices.sync.caller import Caller, approved
from tests.practices.sync.orders import writing_agent

DOCUMENT = "/agent/v1/openapi.json"
CALLS = 17
TABLE = re.compile(r"streams/[^/]+/")  # what is not read is refused before anything is looked at
TRIES = tried_by(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def caller(practice_a: Practice) -> Caller:
    caller = approved(practice_a)
    caller.open()
    agent = Agent.objects.get(key_id=caller.key_id)
    actions.let_drop(agent=agent, is_on=True, now=timezone.now() - timedelta(minutes=1))
    return caller


def test_the_document_names_every_call_and_message(db: None) -> None:
    told = Client().get(DOCUMENT).json()

    assert len(told["paths"]) == CALLS
    assert set(told["components"]["schemas"]) >= {
        "Enroll", "Compare", "Problem", "Heartbeat", "Leases", "Result",
    }  # fmt: skip
    assert messages.Enroll.__doc__


@pytest.mark.slow
def test_no_call_the_document_allows_breaks_the_server(
    caller: Caller, practice_a: Practice, settings: Settings
) -> None:
    settings.COMMANDS_WAIT_SECONDS = 0
    writer = writing_agent(practice_a)
    api = schemathesis.openapi.from_dict(Client().get(DOCUMENT).json())
    operations = [found.ok() for found in api.get_all_operations()]  # type: ignore[union-attr]  # ok() is of both
    tried = [_try(one, writer if "/commands" in one.path else caller) for one in operations]

    assert sum(tried) >= CALLS * 10


def _try(operation: schemathesis.schemas.APIOperation[Any, Any, Any, Any], caller: Caller) -> int:
    """Calls of one operation as the document allows and as it does not, signed all the same."""
    counted = 0

    @TRIES
    @given(case=operation.as_strategy())
    def call(case: schemathesis.Case[Any]) -> None:
        nonlocal counted
        path = TABLE.sub("streams/provider/", case.formatted_path.removeprefix("/agent/v1/"))
        status, _ = caller.call(case.method, path, _bytes(case.body))
        assert status < 500
        counted += 1

    call()
    return counted


def _bytes(body: object) -> bytes:
    if isinstance(body, bytes):
        return body
    return b"" if isinstance(body, schemathesis.core.NotSet) else json.dumps(body).encode()
