"""What an agent calls to bring a remittance file."""

from django.utils import timezone

from practices.sync import actions
from practices.sync.api.door import agent_call
from practices.sync.models import Agent
from practices.wire.drops import BODY_BYTES_MAX
from practices.wire.messages import Brought


@agent_call("PUT", takes=bytes, gives=Brought, is_inside=False, body_bytes_max=BODY_BYTES_MAX)
def drop(agent: Agent, body: bytes, sha256: str) -> Brought:
    """One file, kept once by its hash; nothing of it is posted without a person."""
    is_new = actions.take_drop(agent=agent, sha256=sha256, body=body, now=timezone.now())
    return Brought(came_before=not is_new)
