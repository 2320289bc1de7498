"""Who calls: an agent proves by its key who it is, and so in which practice it stands.

A call states what it takes and gives; the OpenAPI document says the same.
"""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import cast

import msgspec
from django.conf import settings
from django.http import HttpResponse
from rest_framework.decorators import api_view, authentication_classes
from rest_framework.request import Request

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry.tenancy import in_practice
from practices.sync.api.answers import Refused, written
from practices.sync.api.bodies import asked_in, told_in, with_bodies_up_to
from practices.sync.api.description import Call, View, described
from practices.sync.api.signatures import SignedByAgent, signed
from practices.sync.models import Agent, AgentRole
from practices.sync.order import is_older
from practices.wire import signing

READERS, WRITERS = frozenset({AgentRole.READER}), frozenset({AgentRole.WRITER})
ANY_AGENT = READERS | WRITERS


def agent_call(
    method: str,
    *,
    gives: type[msgspec.Struct],
    takes: type | None = None,
    asks: type[msgspec.Struct] | None = None,
    is_inside: bool = True,
    is_tagged: bool = False,
    any_version: bool = False,
    roles: frozenset[AgentRole] = READERS,
    body_bytes_max: int = 0,
) -> Callable[[Call], View]:
    """A call of an approved agent: it runs inside the practice of its key, in one transaction.

    It gets the agent and what the body says, or the query (`asks`); `takes=bytes` leaves the body
    as it is. A call that is about the agent itself stays outside. A tagged answer is not sent again
    to who has it. Some calls are open to agents of any version, so that an old one is heard and can
    be helped. Whoever reads may not call what is for writing, and the other way round. Bodies are
    as large as any, or up to `body_bytes_max`.
    """

    def decorate(call: Call) -> View:
        @api_view([method])
        @authentication_classes([SignedByAgent])
        @wraps(call)
        def inside(request: Request, /, **kwargs: object) -> HttpResponse:
            agent = cast(Agent, request.user)
            if not any_version:
                _check_version(request, agent)
            if agent.role not in roles:
                raise Refused(403, "role", "This key is not for that kind of work.")
            told: tuple[object, ...] = () if takes is None else (told_in(request, takes),)
            told += () if asks is None else (asked_in(request, asks),)
            place = in_practice(agent.practice) if is_inside else nullcontext()
            with acting_as(Actor.agent(agent.key_id)), place:
                answer = written(call(agent, *told, **kwargs), 200)
            return _tagged(request, answer) if is_tagged else answer

        return described(call, takes, gives, asks)(with_bodies_up_to(body_bytes_max, inside))

    return decorate


def stranger_call[T](
    method: str, *, takes: type[T], gives: type[msgspec.Struct], key_of: Callable[[T], bytes]
) -> Callable[[Call], View]:
    """A call of somebody we do not know yet, who signs it with the key it brings.

    It gets the id of that key and what the body says.
    """

    def decorate(call: Call) -> View:
        @described(call, takes, gives)
        @api_view([method])
        @wraps(call)
        def outside(request: Request) -> HttpResponse:
            told = told_in(request, takes)
            key = key_of(told)
            who = signed(request, {signing.key_id_of(key): key}.__getitem__)
            with acting_as(Actor.agent(who.key_id)):
                return written(call(who.key_id, told), 200)

        return outside

    return decorate


def _check_version(request: Request, agent: Agent) -> None:
    """Raises Refused for an agent that is older than we may listen to."""
    _, _, version = request.headers.get("User-Agent", "").partition("dso-agent/")
    if is_older(version or agent.version, settings.SYNC_MIN_AGENT_VERSION):
        least = settings.SYNC_MIN_AGENT_VERSION
        raise Refused(426, "version", f"This agent is too old. Install version {least} or newer.")


def _tagged(request: Request, answer: HttpResponse) -> HttpResponse:
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    answer["ETag"] = tag
    return answer
