"""How Celery reaches its queues. The rows of the outbox are the truth; a queue may be lost."""

from pathlib import Path
from typing import Any

from dso.embedded import places, queues

# A message of a killed worker comes back after this; longer than any task may run, or a slow
# task would be started twice. The sweeper is quicker than it anyway.
VISIBILITY_SECONDS = 3600
LOOK_SECONDS = 0.1


def connection(url: str, data: Path) -> tuple[str, dict[str, Any]]:
    """The URL and transport options for Celery; makes the folders of a `filesystem://` broker."""
    scheme, _, place = url.partition("://")
    if scheme == "filesystem":
        return "filesystem://", _folders(Path(place) if place else data / "broker")
    if url == places.EMBEDDED_BROKER:
        queues.install()
        return url, {**_pgmq(), **_embedded(data)}
    if scheme == "pgmq":
        return url, _pgmq()
    return url, {"visibility_timeout": VISIBILITY_SECONDS} if scheme.startswith("redis") else {}


def _pgmq() -> dict[str, Any]:
    return {
        "visibility_timeout": VISIBILITY_SECONDS,
        # A worker in a long poll holds up the first message of every other process for as long.
        "wait_time_seconds": 0,
        "polling_interval": LOOK_SECONDS,
        "pool_size": 4,
    }


def _embedded(data: Path) -> dict[str, Any]:
    socket = str(places.socket_folder(data)).replace("\\", r"\\").replace("'", r"\'")
    place = f"host='{socket}' dbname={places.BROKER_DATABASE} user={places.APP_LOGIN}"
    return {"conn_string": place, "init_extension": False, "use_notify": True}


def _folders(folder: Path) -> dict[str, Any]:
    names = {
        "data_folder_in": folder / "messages",
        "data_folder_out": folder / "messages",
        "control_folder": folder / "control",
    }
    for path in names.values():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {**{key: str(path) for key, path in names.items()}, "polling_interval": LOOK_SECONDS}
