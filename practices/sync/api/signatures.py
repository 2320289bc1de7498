"""Whose signature a call bears; each counts once."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from practices.registry.models import PracticeState
from practices.sync import actions
from practices.sync.api.answers import Refused
from practices.sync.api.bodies import body_of
from practices.sync.models import Agent, AgentState, FormerKey
from practices.wire import signing
from practices.wire.values import stamp_of


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
