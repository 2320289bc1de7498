"""Whether an order is ours to carry out, now and today; if so, it is carried out."""

from datetime import datetime, timedelta

from practices.agent.writing.carrying import Carrier
from practices.agent.writing.lease import Lease
from practices.agent.writing.writer import Writer
from practices.wire import dispatch
from practices.wire.commands import Command, Leased, Result


def judged(writer: Writer, leased: Leased, lease: Lease) -> Result:
    """What may not be done is refused before anything is looked at."""
    try:
        command = dispatch.opened(leased, writer.dispatch_keys)
    except dispatch.NotOurs as why:
        return Result(outcome="refused", detail=str(why))
    now = writer.now()
    early = _unfit(writer, leased, command, now)
    if early is not None:
        return early
    day = now.date().isoformat()
    refusal = writer.caps.refusal(command.kind, command.id, command.cents, day)
    if refusal:
        return Result(outcome="refused", detail=refusal)
    if not command.is_rehearsal:
        writer.caps.spend(command.kind, command.id, command.cents, day)
    return _carrier(writer, lease).carry_out(
        command, leased.command, was_started=leased.was_started
    )


def _unfit(writer: Writer, leased: Leased, command: Command, now: datetime) -> Result | None:
    """An order for somebody else, or for another time. One that was begun is brought to its end."""
    if command.practice != writer.practice:
        return Result(outcome="refused", detail="The order is for another practice.")
    memory = writer.journal.of(command.id)
    is_open = leased.was_started or (memory is not None and bool(memory.intents))
    if not is_open and now > datetime.fromisoformat(command.expires_at):
        return Result(outcome="expired", detail="The order has expired.")
    if now < datetime.fromisoformat(command.not_before) - timedelta(minutes=5):
        return Result(outcome="not_now", detail="The order is for later.")
    return None


def _carrier(writer: Writer, lease: Lease) -> Carrier:
    return Carrier(
        writer.connector,
        writer.journal,
        hold=lease.hold,
        now=lambda: writer.now().timestamp(),
        sleep=writer.sleep,
        settle_seconds=writer.settle_seconds,
    )
