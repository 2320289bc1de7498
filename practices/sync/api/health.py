"""What an agent calls to tell how it is."""

from django.conf import settings
from django.utils import timezone

from practices.events import actions as events
from practices.sync import actions
from practices.sync.api.door import ANY_AGENT, agent_call
from practices.sync.models import Agent
from practices.wire.messages import Diagnostics, Heartbeat, HeartbeatAnswer, Kept
from practices.wire.values import stamp_of


@agent_call(
    "POST", takes=Diagnostics, gives=Kept, is_inside=False, any_version=True, roles=ANY_AGENT
)
def diagnostics(agent: Agent, told: Diagnostics) -> Kept:
    """How an agent is, where a person on each side asked for it."""
    actions.keep_diagnostics(agent=agent, told=told, now=timezone.now())
    return Kept()


@agent_call(
    "POST",
    takes=Heartbeat,
    gives=HeartbeatAnswer,
    is_inside=False,
    any_version=True,
    roles=ANY_AGENT,
)
def heartbeat(agent: Agent, told: Heartbeat) -> HeartbeatAnswer:
    """A sign of life, once a minute. In the demo somebody always waits for fresh rows."""
    actions.heard(agent=agent, told=told, now=timezone.now())
    waits = events.take_hint(practice_id=agent.practice_id) or settings.DEMO
    return heartbeat_answer(poll_now=waits)


def heartbeat_answer(*, poll_now: bool = False) -> HeartbeatAnswer:
    return HeartbeatAnswer(
        now=stamp_of(timezone.now()) or "",
        poll_now=poll_now,
        limits=actions.limits(),
        min_version=settings.SYNC_MIN_AGENT_VERSION,
    )
