"""The writer's loop: ask for orders, prove that they are ours to carry out, do so, tell the end."""

import logging

from practices.agent import __version__
from practices.agent.server import NotKnown, OutOfStep
from practices.agent.writing.carrying import Stopped
from practices.agent.writing.judging import judged
from practices.agent.writing.lease import Lease
from practices.agent.writing.writer import Writer
from practices.wire.commands import Leased
from practices.wire.messages import Heartbeat

log = logging.getLogger("dso-agent")  # ids of orders, kinds and outcomes; never a value

HEARTBEAT_SECONDS = 60.0
AGAIN_SECONDS_MIN, AGAIN_SECONDS_MAX = 0.0, 60.0


def turn(writer: Writer) -> float:
    """One round; in how many seconds the next is due. Raises Refused and Unreachable."""
    _beat(writer)
    _tell(writer)
    told = writer.orders.leases()
    for leased in told.commands:
        _carry_out(writer, leased)
    writer.trouble = told.stopped
    if told.commands:
        return AGAIN_SECONDS_MIN
    return min(max(told.again_seconds, AGAIN_SECONDS_MIN), AGAIN_SECONDS_MAX)


def heartbeat(writer: Writer) -> Heartbeat:
    return Heartbeat(
        agent_version=__version__,
        uptime_seconds=max(0, int(writer.clock() - writer.started)),
        trouble=writer.trouble,
    )


def _carry_out(writer: Writer, leased: Leased) -> None:
    try:
        result = judged(writer, leased, Lease(writer, leased))
    except (Stopped, OutOfStep) as why:
        log.warning("order %s is not ours any more: %s", leased.id, why)
        return
    log.info("order %s, attempt %d: %s", leased.id, leased.attempt, result.outcome)
    writer.untold.append((leased.id, leased.attempt, result))
    _tell(writer)


def _tell(writer: Writer) -> None:
    """What did not get through is told again by the next turn, as long as the attempt counts."""
    while writer.untold:
        order_id, attempt, result = writer.untold[0]
        try:
            writer.orders.result(order_id, attempt, result)
        except OutOfStep:
            log.warning("order %s: another attempt counts by now", order_id)
        del writer.untold[0]


def _beat(writer: Writer) -> None:
    if writer.beat_due > writer.clock():
        return
    try:
        writer.orders.heartbeat(heartbeat(writer))
    except NotKnown:
        writer.beat_due = writer.clock() + HEARTBEAT_SECONDS
        raise
    writer.beat_due = writer.clock() + HEARTBEAT_SECONDS
