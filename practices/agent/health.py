"""What the agent says of itself once a minute: whether it reads, how far behind, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass

from practices.agent import __version__
from practices.agent.schedule import Watch
from practices.wire.messages import DropsHealth, Heartbeat, StreamHealth


@dataclass(slots=True)
class Beat:
    """`trouble` is what stopped the last turn, in words for the practice's people."""

    due: float = 0.0
    started: float = 0.0
    paused: bool = False
    db_version: str = ""
    trouble: str = ""
    drops: DropsHealth | None = None


def heartbeat(beat: Beat, watches: Mapping[str, Watch], clock: float) -> Heartbeat:
    return Heartbeat(
        agent_version=__version__,
        uptime_seconds=int(clock - beat.started),
        db_version=beat.db_version,
        drops=beat.drops,
        streams=tuple(
            StreamHealth(
                table=name,
                mode=watch.mode or "waiting",
                lag_seconds=None if watch.read_up_to is None else int(clock - watch.read_at),
                seconds=watch.every,
                error=watch.error or beat.trouble or watch.remark,
            )
            for name, watch in sorted(watches.items())
        ),
    )
