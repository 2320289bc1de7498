"""Who calls: an agent proves by its key who it is, and so in which practice it stands.

A call states what it takes and gives; the OpenAPI document says the same.
"""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from functools import wraps
from typing import Any, cast

import msgspec
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.decorators import api_view, authentication_classes
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.views import exception_handler

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.decorators import open_to_all
from practices.registry.models import PracticeState
from practices.registry.tenancy import in_practice
from practices.sync import actions
from practices.sync.models import Agent, AgentRole, AgentState, FormerKey
from practices.sync.order import Turn, is_older
from practices.wire import signing
from practices.wire.batch import ROWS_MAX, BadBatch, TooLarge
from practices.wire.messages import Problem
from practices.wire.values import stamp_of

JSON = "application/json"
READERS, WRITERS = frozenset({AgentRole.READER}), frozenset({AgentRole.WRITER})
ANY_AGENT = READERS | WRITERS
OPEN = open_to_all(because="An agent proves by its signature who it is; there is no session.")
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    TooLarge: (413, "too_large"),
    BadBatch: (400, "batch"),
    actions.OutOfTurn: (409, "seq"),
    actions.WrongShape: (422, "shape"),
    actions.Paused: (423, "paused"),
    actions.CannotEnrol: (403, "code"),
    actions.CannotRotate: (403, "key"),
    actions.NotAsked: (403, "not_asked"),
    actions.TooFast: (429, "fast"),
    actions.Fenced: (409, "attempt"),
}

Call = Callable[..., msgspec.Struct]
View = Callable[..., HttpResponse]


class Refused(APIException):
    """An answer that is no success, told in the agent's terms."""

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:  # noqa: ANN401  # fields of Problem
        super().__init__(detail, code)
        self.status_code = status
        self.problem = Problem(code=code, detail=detail, **more)


class SignatureScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its own way to register
    """How the OpenAPI document says that a call is signed."""

    target_class = "practices.sync.api.door.SignedByAgent"
    name = "signature"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Signature"}


class SignedByAgent(BaseAuthentication):
    """The user of the request is the agent; raises Refused for everybody else."""

    def authenticate(self, request: Request) -> tuple[Agent, signing.Signed]:
        found: dict[str, Agent] = {}

        def public_key_of(key_id: str) -> bytes:
            found[key_id], key = agent_of(key_id, timezone.now())
            return key

        who = signed(request, public_key_of)
        agent = found[who.key_id]
        if agent.state != AgentState.ACTIVE:
            raise Refused(403, agent.state, "A person has not approved this agent, or ended it.")
        if agent.practice.state != PracticeState.READY:
            raise Refused(403, "practice", "The practice is not ready, or is leaving.")
        agent.signed_by = who.key_id
        return agent, who

    def authenticate_header(self, request: Request) -> str:
        return "Signature"


def agent_of(key_id: str, now: datetime) -> tuple[Agent, bytes]:
    """Whose key this is, now or a few days ago, and the key. Raises LookupError."""
    agents = Agent.objects.select_related("practice")
    agent = agents.filter(key_id=key_id).first()
    if agent is not None:
        return agent, bytes(agent.public_key)
    former = FormerKey.objects.filter(key_id=key_id, until__gt=now).first()
    if former is None:
        raise LookupError(key_id)
    return agents.get(pk=former.agent_id), bytes(former.public_key)


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
) -> Callable[[Call], View]:
    """A call of an approved agent: it runs inside the practice of its key, in one transaction.

    It gets the agent and what the body says, or the query (`asks`); `takes=bytes` leaves the body
    as it is. A call that is about the agent itself stays outside. A tagged answer is not sent again
    to who has it. Some calls are open to agents of any version, so that an old one is heard and can
    be helped. Whoever reads may not call what is for writing, and the other way round.
    """

    def decorate(call: Call) -> View:
        @_described(call, takes, gives, asks)
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
                answer = _json(call(agent, *told, **kwargs), 200)
            return _tagged(request, answer) if is_tagged else answer

        return inside

    return decorate


def stranger_call[T](
    method: str, *, takes: type[T], gives: type[msgspec.Struct], key_of: Callable[[T], bytes]
) -> Callable[[Call], View]:
    """A call of somebody we do not know yet, who signs it with the key it brings.

    It gets the id of that key and what the body says.
    """

    def decorate(call: Call) -> View:
        @_described(call, takes, gives)
        @api_view([method])
        @wraps(call)
        def outside(request: Request) -> HttpResponse:
            told = told_in(request, takes)
            key = key_of(told)
            who = signed(request, {signing.key_id_of(key): key}.__getitem__)
            with acting_as(Actor.agent(who.key_id)):
                return _json(call(who.key_id, told), 200)

        return outside

    return decorate


def signed(request: Request, public_key_of: Callable[[str], bytes]) -> signing.Signed:
    """Who signed the request; each signature counts once. Raises Refused."""
    now = timezone.now()
    told = signing.Request(
        str(request.method), request.build_absolute_uri(), dict(request.headers), body_of(request)
    )
    try:
        who = signing.verify(told, public_key_of=public_key_of, now=now)
    except signing.ClockOff as why:
        raise Refused(401, "clock", str(why), now=stamp_of(now)) from None
    except signing.NotSigned as why:
        raise Refused(401, "signature", str(why), now=stamp_of(now)) from None
    if not who.nonce or not actions.once(nonce=f"{who.key_id}:{who.nonce}"[:80], now=now):
        raise Refused(401, "replay", "This signature was used before.", now=stamp_of(now))
    return who


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


def refusal(why: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """What the framework asks when a call raised: the agent's terms for what was anticipated."""
    if isinstance(why, Refused):
        return _json(why.problem, why.status_code)
    for kind, (status, code) in REFUSALS.items():
        if isinstance(why, kind):
            told = _json(_problem(why, code), status)
            if isinstance(why, actions.TooFast):
                told["Retry-After"] = str(why.seconds)
            return told
    answer = exception_handler(why, context)
    if answer is None:
        return None
    return _json(Problem(code="call", detail=str(why)), answer.status_code)


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


def _problem(why: Exception, code: str) -> Problem:
    if isinstance(why, actions.OutOfTurn):
        told = "seq" if why.turn is Turn.SEQ else "epoch"
        return Problem(code=told, detail=str(why), expected_seq=why.expected_seq)
    return Problem(
        code=code, detail=str(why), rows_max=ROWS_MAX if isinstance(why, TooLarge) else None
    )


def _json(told: msgspec.Struct, status: int) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), status=status, content_type=JSON)


def _described(
    call: Call,
    takes: type | None,
    gives: type[msgspec.Struct],
    asks: type[msgspec.Struct] | None = None,
) -> Callable[[View], View]:
    """What the OpenAPI document says of a call, and that the access walk may pass it by."""
    body = {"application/octet-stream": {"type": "string", "format": "binary"}}
    if takes is not bytes:
        body = {JSON: _named(takes)} if takes else {}
    described = extend_schema(
        operation_id=call.__name__,
        parameters=[] if asks is None else _parameters(asks),
        request=body or None,
        responses={
            200: OpenApiResponse(_named(gives), "Done."),
            "4XX": OpenApiResponse(_named(Problem), "Refused; nothing was done."),
        },
    )
    return lambda view: OPEN(described(view))


def _parameters(asks: type[msgspec.Struct]) -> list[OpenApiParameter]:
    """Numbers in the query, each with its bounds."""
    schema = msgspec.json.schema(asks)["$defs"][asks.__name__]["properties"]
    return [
        OpenApiParameter(name, {k: v for k, v in told.items() if k != "default"}, "query")
        for name, told in schema.items()
    ]


def _named(kind: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{kind.__name__}"}
