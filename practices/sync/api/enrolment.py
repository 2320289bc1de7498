"""What an agent calls to become known, and to take another key."""

import base64
import binascii

from django.utils import timezone

from practices.sync import actions
from practices.sync import keys as dispatch
from practices.sync.api.answers import Refused
from practices.sync.api.door import ANY_AGENT, agent_call, stranger_call
from practices.sync.models import Agent, AgentRole
from practices.wire import signing
from practices.wire.messages import Enroll, Enrolled, Keyed, NewKey


def _brought_key(told: Enroll) -> bytes:
    try:
        return base64.b64decode(told.public_key, validate=True)
    except binascii.Error:
        raise Refused(400, "message", "The public key is no base64.") from None


@stranger_call("POST", takes=Enroll, gives=Enrolled, key_of=_brought_key)
def enrolment(key_id: str, told: Enroll) -> Enrolled:
    """A new agent introduces itself with the code a person gave it."""
    agent = actions.enrol(told=told, key_id=key_id, now=timezone.now())
    is_writer = agent.role == AgentRole.WRITER
    return Enrolled(
        agent_id=str(agent.pk),
        key_id=agent.key_id,
        words=signing.fingerprint(bytes(agent.public_key)),
        state=agent.state,
        practice=str(agent.practice_id) if is_writer else "",
        dispatch_keys=dispatch.public_keys() if is_writer else (),
    )


@agent_call("POST", takes=NewKey, gives=Keyed, is_inside=False, roles=ANY_AGENT)
def keys(agent: Agent, told: NewKey) -> Keyed:
    """The next key of an agent, announced by the one before it."""
    return actions.rotate(
        agent=agent, signed_by=agent.signed_by, public_key=told.public_key, now=timezone.now()
    )
