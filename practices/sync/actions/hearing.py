"""What agents say of themselves: signs of life, and diagnostics where both sides asked for them."""

from datetime import datetime, timedelta

import msgspec

from compliance.audit import actions as audit
from practices.sync.models import Agent
from practices.wire.messages import Diagnostics, Heartbeat

ASKED_LIFETIME = timedelta(hours=24)


class NotAsked(RuntimeError):
    """Nobody here asked for it within a day: what is not needed is not kept."""


def ask_diagnostics(*, agent: Agent, now: datetime) -> None:
    Agent.objects.filter(pk=agent.pk).update(diagnostics_asked_at=now)
    audit.record(deed="agent.diagnostics_asked", subject_kind="agent", subject_ids=[agent.pk])


def keep_diagnostics(*, agent: Agent, told: Diagnostics, now: datetime) -> None:
    """The newest replaces what was there. Raises NotAsked."""
    asked_at = agent.diagnostics_asked_at
    if asked_at is None or now - asked_at > ASKED_LIFETIME:
        raise NotAsked("Nobody asked for diagnostics. Ask for it on the practice's page first.")
    kept = {"at": now.isoformat(), **msgspec.to_builtins(told)}
    Agent.objects.filter(pk=agent.pk).update(diagnostics=kept, diagnostics_asked_at=None)
    audit.record(deed="agent.diagnostics_kept", subject_kind="agent", subject_ids=[agent.pk])


def heard(*, agent: Agent, told: Heartbeat, now: datetime) -> None:
    """Keep what an agent says of itself; it holds no value of any row."""
    streams = [
        {
            "table": s.table,
            "mode": s.mode,
            "lag_seconds": s.lag_seconds,
            "error": s.error[:200],
            "seconds": s.seconds,
        }
        for s in told.streams[:500]
    ]
    said = {
        "uptime_seconds": told.uptime_seconds,
        "db": told.db_version[:80],
        "trouble": told.trouble[:200],
        "streams": streams,
        "drops": told.drops and {"waiting": told.drops.waiting, "error": told.drops.error[:200]},
    }
    Agent.objects.filter(pk=agent.pk).update(
        seen_at=now, version=told.agent_version[:40], said=said
    )
